#include "expr.h"

static void
set_bit(uint64_t *bits, size_t i)
{
	bits[i / 64] |= (uint64_t)1 << i % 64;
}

/* Reads "a&!b" into the term; *only is the marker when it is nothing but one, else RECORD_NONE. */
static bool
read_term(const struct pack *p, struct str s, struct expr_term *term, size_t *only, struct buf *why)
{
	struct str part;
	size_t n = 0;

	*only = RECORD_NONE;
	while (str_next(&s, '&', &part)) {
		part = str_trim(part);
		bool not = part.n > 0 && part.p[0] == '!';
		if (not)
			part = str_trim((struct str){ part.p + 1, part.n - 1 });
		size_t marker = pack_marker(p, part);
		if (marker == RECORD_NONE) {
			buf_printf(why, "no marker \"%.*s\" in markers.csv", (int)part.n, part.p);
			return false;
		}
		set_bit(not ? term->none : term->all, marker);
		n++;
		*only = n == 1 && !not ? marker : RECORD_NONE;
	}
	return n > 0;
}

static uint64_t *
bits_new(struct arena *a, size_t words)
{
	return arena_alloc(a, (words ? words : 1) * sizeof(uint64_t));
}

bool
expr_read(struct arena *a, const struct pack *p, struct str s, struct expr *e, struct buf *why)
{
	struct str part;
	size_t parts = 1;

	*e = (struct expr){ .words = expr_words(p) };
	e->any = bits_new(a, e->words);
	e->named = bits_new(a, e->words);
	e->every = s.n == 0;
	for (size_t i = 0; i < s.n; i++)
		parts += s.p[i] == '|';
	e->term = arena_alloc(a, parts * sizeof *e->term);
	while (!e->every && str_next(&s, '|', &part)) {
		struct expr_term term = { bits_new(a, e->words), bits_new(a, e->words) };
		size_t only;
		bool asks = false;
		if (str_trim(part).n == 0) {
			buf_printf(why, "a marker is missing beside \"|\"");
			return false;
		}
		if (!read_term(p, part, &term, &only, why))
			return false;
		for (size_t i = 0; i < e->words; i++) {
			e->named[i] |= term.all[i];
			asks |= term.all[i] != 0;
		}
		e->open |= !asks;
		if (only != RECORD_NONE)
			set_bit(e->any, only);
		else
			e->term[e->terms++] = term;
	}
	return true;
}

static bool
term_match(const struct expr_term *t, const uint64_t *marks, size_t words)
{
	return expr_contains(marks, t->all, words) && !expr_overlap(marks, t->none, words);
}

bool
expr_match_terms(const struct expr *e, const uint64_t *marks)
{
	for (size_t i = 0; i < e->terms; i++)
		if (term_match(&e->term[i], marks, e->words))
			return true;
	return false;
}

bool
expr_names(const struct expr *e, size_t marker)
{
	return (e->named[marker / 64] >> marker % 64 & 1) != 0;
}
