#include "word.h"

#include <endian.h>
#include <string.h>

#include "byte.h"
#include "fold.h"
#include "glyph.h"
#include "number.h"

static void
add_byte(struct word *w, unsigned char c)
{
	if (w->len < WORD_MAX)
		w->folded[w->len] = (char)c;
	w->len++;
}

static bool
letter_at(const unsigned char *p, size_t n, size_t i)
{
	if (i >= n || byte_kind[p[i]] != BYTE_HIGH)
		return i < n && byte_kind[p[i]] == BYTE_LETTER;
	struct glyph g = glyph_read(p + i, n - i);
	return g.kind == GLYPH_LETTER || g.kind == GLYPH_MARK;
}

/* A character beyond ASCII that belongs to the word; false ends the word. */
static bool
add_glyph(struct word *w, const unsigned char *p, size_t n)
{
	struct glyph g = glyph_read(p + w->end, n - w->end);

	if (glyph_is_apostrophe(&g) && w->len && letter_at(p, n, w->end + g.n)) {
		add_byte(w, '\'');
		w->apostrophe = true;
	} else if (g.kind == GLYPH_LETTER || g.kind == GLYPH_MARK) {
		unsigned char lower[4];
		size_t len = glyph_lower(&g, lower);
		for (size_t i = 0; i < len; i++)
			add_byte(w, lower[i]);
	} else {
		return false;
	}
	w->end += g.n;
	return true;
}

/* The letters that a word starts with, most often all of it. */
static void
read_letters(struct word *w, const unsigned char *p, size_t n)
{
	unsigned letters = 8;

	while (letters == 8 && w->len <= WORD_MAX - 8) {
		uint64_t chunk = 0;
		if (n - w->end >= 8)
			memcpy(&chunk, p + w->end, 8);
		else
			memcpy(&chunk, p + w->end, n - w->end);
		chunk = le64toh(chunk);
		uint64_t end = fold_end(chunk);
		letters = fold_letters(end);
		chunk = htole64(fold_lower(chunk, end));
		memcpy(w->folded + w->len, &chunk, 8);
		w->len += letters;
		w->end += letters;
	}
}

/* Whatever else belongs to the word. */
static void
read_rest(struct word *w, const unsigned char *p, size_t n)
{
	while (w->end < n) {
		unsigned char c = p[w->end];
		switch (byte_kind[c]) {
		case BYTE_LETTER:
			c |= 0x20;
			break;
		case BYTE_DIGIT:
			w->digits = true;
			break;
		case BYTE_APOSTROPHE:
			if (!letter_at(p, n, w->end + 1))
				return;
			w->apostrophe = true;
			c = '\'';
			break;
		case BYTE_HIGH:
			if (!add_glyph(w, p, n))
				return;
			continue;
		default:
			if (!w->digits || !number_joins(p, n, w->off, w->end))
				return;
		}
		add_byte(w, c);
		w->end++;
	}
}

void
word_read(struct word *w, const unsigned char *p, size_t n, size_t off)
{
	w->len = 0;
	w->off = w->end = off;
	w->apostrophe = w->digits = false;
	read_letters(w, p, n);
	read_rest(w, p, n);
	memset(w->folded + word_folded(w).n, 0, 8);
}
