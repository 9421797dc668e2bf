/* Which words of a message a score row shows. */
#include "cs-score-emit.h"

#define QUOTE_MAX 200
#define ELLIPSIS STR("\xe2\x80\xa6")

/* "marker@offset+length" of a marker that decided; false for anything else. */
static bool
read_evidence(const struct rubric *r, const struct rubric_row *row, struct str item, size_t text_n, size_t *off, size_t *len)
{
	struct str name, number;
	int64_t at, n;

	if (!str_next(&item, '@', &name) || !str_next(&item, '+', &number))
		return false;
	size_t marker = pack_marker(r->pack, name);
	if (marker == RECORD_NONE || !rubric_names(r, row, marker))
		return false;
	if (!str_int(number, 0, (int64_t)text_n, &at) || !str_int(item, 1, (int64_t)text_n - at, &n))
		return false;
	*off = (size_t)at;
	*len = (size_t)n;
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* True when a sentence ends with the byte at i. */
static bool
ends_sentence(struct str s, size_t i)
{
	if (s.p[i] == '\n')
		return true;
	return (s.p[i] == '.' || s.p[i] == '?' || s.p[i] == '!') && (i + 1 == s.n || is_blank(s.p[i + 1]));
}

/* Widens off and len to the sentence around them. */
static void
widen(struct str text, size_t *off, size_t *len)
{
	size_t start = *off, end = *off + *len;

	while (start > 0 && !ends_sentence(text, start - 1))
		start--;
	while (start < *off && is_blank(text.p[start]))
		start++;
	while (end < text.n && !ends_sentence(text, end - 1))
		end++;
	while (end > *off + *len && is_blank(text.p[end - 1]))
		end--;
	*off = start;
	*len = end - start;
}

/* At most n bytes of s, no character cut in two. */
static struct str
cut(struct str s, size_t n)
{
	if (s.n <= n)
		return s;
	while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return (struct str){ s.p, n };
}

struct str
quote_words(struct buf *quote, const struct rubric *r, const struct rubric_row *row, struct str text, struct str evidence)
{
	struct str item, words = text;
	size_t off, len, first = 0;

	while (str_next(&evidence, ' ', &item)) {
		if (!read_evidence(r, row, item, text.n, &off, &len))
			continue;
		first = off;
		widen(text, &off, &len);
		words = (struct str){ text.p + off, len };
		first -= off;
		break;
	}
	if (words.n <= QUOTE_MAX)
		return words;
	buf_reset(quote);
	/* rather the beginning of the sentence than the words that matter are left out */
	if (first > QUOTE_MAX / 2) {
		words = (struct str){ words.p + first, words.n - first };
		buf_str(quote, ELLIPSIS);
	}
	if (words.n > QUOTE_MAX - quote->n) {
		buf_str(quote, cut(words, QUOTE_MAX - quote->n - ELLIPSIS.n));
		buf_str(quote, ELLIPSIS);
	} else {
		buf_str(quote, words);
	}
	return buf_view(quote);
}
