/* What a report quotes: cut, and without the numbers that are nobody's business. */
#include "cs-report-content.h"
#include "display.h"

/* Quotations are short; what is not is no quotation of cs-score's, and would bury the report. */
#define QUOTE_MAX 400
/* A PIN has four digits, and nothing that is secret has fewer. */
#define SECRET 4
/* As in "12 34", "12-34" and "12 - 34": a longer gap is between two numbers. */
#define GAP_MAX 3
#define CUT STR("\xe2\x80\xa6")

/* The digits of the scripts that people type, as UTF-8 but for the last byte, and that byte of the zero. */
static const struct { const char *lead; unsigned char zero; } digits[] = {
	{ "", '0' }, { "\xd9", 0xa0 }, { "\xdb", 0xb0 }, { "\xe0\xa5", 0xa6 }, { "\xe0\xa7", 0xa6 }, { "\xef\xbc", 0x90 },
};

/* How many bytes the digit takes that s begins with; 0: it begins with none. */
static size_t
digit(struct str s)
{
	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
		struct str lead = str_of(digits[i].lead);
		if (s.n > lead.n && str_starts(s, lead) && (unsigned char)(s.p[lead.n] - digits[i].zero) < 10)
			return lead.n + 1;
	}
	return 0;
}

/* How many bytes what may stand between two digits of one number takes. */
static size_t
gap(struct str s)
{
	size_t n = 0;

	while (n < s.n && n < GAP_MAX && (s.p[n] == ' ' || s.p[n] == '-' || s.p[n] == '.' || s.p[n] == ',' || s.p[n] == '/'))
		n++;
	return n && digit((struct str){ s.p + n, s.n - n }) ? n : 0;
}

/* The bytes of the number that s begins with, and how many digits it has. */
static size_t
number(struct str s, size_t *count)
{
	size_t at = 0, n;

	for (*count = 0; at < s.n; at += n) {
		struct str rest = { s.p + at, s.n - at };
		n = digit(rest);
		*count += n > 0;
		if (n == 0 && (n = gap(rest)) == 0)
			break;
	}
	return at;
}

/* The digits of a number as x, what is between them as it is. */
static void
mask(struct buf *to, struct str s)
{
	while (s.n) {
		size_t one = digit(s), n = one ? one : 1;
		buf_char(to, one ? 'x' : s.p[0]);
		s = (struct str){ s.p + n, s.n - n };
	}
}

struct str
content_masked(const struct content *c, struct str quote)
{
	struct buf masked = { 0 };
	struct str kept;

	while (quote.n) {
		size_t count = 0, n = digit(quote) ? number(quote, &count) : 1;
		struct str here = { quote.p, n };
		quote = (struct str){ quote.p + n, quote.n - n };
		/* Where the words were cut, there may be more of the number. */
		bool cut = str_starts(quote, CUT) || (masked.n >= CUT.n && str_eq((struct str){ masked.p + masked.n - CUT.n, CUT.n }, CUT));
		if (count >= SECRET || (count && cut))
			mask(&masked, here);
		else
			buf_str(&masked, here);
	}
	kept = arena_str(&c->doc->arena, buf_view(&masked));
	buf_free(&masked);
	return kept;
}

struct doc_detail *
content_quote(const struct content *c, struct doc_row *row, const char *metric, const char *lead, const struct moment *m)
{
	struct str words = c->quotes ? content_masked(c, display_cut(m->quote, QUOTE_MAX)) : STR("");
	struct doc_detail *d = doc_detail(c->doc, row, metric, lead, words);

	d->quoted = true;
	d->interaction = m->interaction;
	d->seq = m->seq;
	if (c->t->agent.n == 0)
		d->agent = m->agent;
	if (c->quotes && m->said.n)
		doc_detail(c->doc, row, "customer", "The customer had said:", doc_text(c->doc, "\"%s\"", content_masked(c, m->said).p));
	return d;
}
