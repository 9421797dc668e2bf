#include "shape.h"

#include <string.h>

#define DEPTH 16

/* A part of a pattern as an automaton without empty steps (Glushkov 1961): each sign of it is a place. */
struct part {
	uint64_t first, last;
	bool empty;                     /* it may be left out */
};

struct reader {
	struct shape *shape;
	struct str rest;
	int depth;
	struct buf *why;
};

static bool read_choice(struct reader *r, struct part *part);

static bool
refuse(struct reader *r, const char *reason)
{
	if (!r->why->n)
		buf_str(r->why, str_of(reason));
	return false;
}

static char
peek(const struct reader *r)
{
	return r->rest.n ? r->rest.p[0] : '\0';
}

static void
skip(struct reader *r)
{
	r->rest.p++;
	r->rest.n--;
}

static struct part
join(struct shape *s, struct part a, struct part b)
{
	for (size_t i = 0; i < s->places; i++)
		if (a.last >> i & 1)
			s->follow[i] |= b.first;
	return (struct part){ a.first | (a.empty ? b.first : 0), b.last | (b.empty ? a.last : 0), a.empty && b.empty };
}

static bool
is_lower(unsigned sign)
{
	return sign >= 'a' && sign <= 'z';
}

static bool
is_upper(unsigned sign)
{
	return sign >= 'A' && sign <= 'Z';
}

static bool
is_digit(unsigned sign)
{
	return sign >= '0' && sign <= '9';
}

static bool
is_separator(unsigned sign)
{
	return sign == ' ' || sign == '-' || sign == '.';
}

/* Whether the sign may stand for c of a pattern. */
static bool
means(char c, unsigned sign)
{
	switch (c) {
	case '9':
		return is_digit(sign);
	case 'N':
		return sign >= '2' && sign <= '9';
	case 'A':
		return is_lower(sign) || is_upper(sign);
	case 'X':
		return is_lower(sign) || is_upper(sign) || is_digit(sign);
	case 'C':
		return is_upper(sign) || sign == SHAPE_LETTER;
	case 'L':
		return is_lower(sign) || sign == '\'' || sign == SHAPE_LETTER;
	case '~':
	case '_':
		return is_separator(sign);
	default:
		return sign == (unsigned char)c || (is_lower((unsigned char)c) && sign == (unsigned char)c - 0x20u);
	}
}

static bool
read_sign(struct reader *r, struct part *part)
{
	struct shape *s = r->shape;
	char c = peek(r);
	bool literal = c == '\\' && r->rest.n > 1;

	if (literal) {
		skip(r);
		c = peek(r);
	}
	if (c & 0x80 || c < ' ' || (!literal && (strchr("{}", c) || (is_upper((unsigned char)c) && !strchr("ACLNX", c)))))
		return refuse(r, "no such sign in a pattern");
	if (s->places == SHAPE_MAX)
		return refuse(r, "the pattern is longer than 64 signs");
	skip(r);
	part->first = part->last = UINT64_C(1) << s->places++;
	part->empty = c == '_' && !literal;
	for (unsigned sign = 0; sign < SHAPE_SIGNS; sign++)
		if (literal ? sign == (unsigned char)c : means(c, sign))
			s->at[sign] |= part->first;
	return true;
}

static bool
read_atom(struct reader *r, struct part *part)
{
	char open = peek(r);

	if (open != '(' && open != '[')
		return read_sign(r, part);
	skip(r);
	if (r->depth++ == DEPTH)
		return refuse(r, "groups nest too deep");
	if (!read_choice(r, part))
		return false;
	r->depth--;
	if (peek(r) != (open == '(' ? ')' : ']'))
		return refuse(r, open == '(' ? ") is missing" : "] is missing");
	skip(r);
	part->empty |= open == '[';
	return true;
}

/* "{3}", "{2-7}" or "{2-}" (high is then 0), if it is there. */
static bool
read_count(struct reader *r, int64_t *low, int64_t *high)
{
	const char *end;
	struct str counts, part;

	*low = *high = 1;
	if (peek(r) != '{')
		return true;
	if (!(end = memchr(r->rest.p, '}', r->rest.n)))
		return refuse(r, "} is missing");
	counts = (struct str){ r->rest.p + 1, (size_t)(end - r->rest.p) - 1 };
	r->rest = (struct str){ end + 1, r->rest.n - counts.n - 2 };
	if (!str_next(&counts, '-', &part) || !str_int(part, 0, SHAPE_MAX, low))
		return refuse(r, "no count between { and }");
	*high = counts.p ? 0 : *low;
	if (counts.n && !str_int(counts, 1, SHAPE_MAX, high))
		return refuse(r, "no count between { and }");
	return (*high ? *low <= *high : *low > 0) || refuse(r, "no count between { and }");
}

/* One sign or group, as often as its count says: the text of it is read again for each. */
static bool
read_element(struct reader *r, struct part *part)
{
	struct reader again = *r;
	struct part one;
	int64_t low, high;

	if (!read_atom(r, part) || !read_count(r, &low, &high))
		return false;
	one = *part;
	part->empty |= low == 0;
	for (int64_t i = 1; i < low || i < high; i++) {
		struct reader copy = again;

		if (!read_atom(&copy, &one))
			return false;
		one.empty |= i >= low;
		*part = join(r->shape, *part, one);
	}
	if (!high)
		join(r->shape, one, one);
	return true;
}

static bool
read_sequence(struct reader *r, struct part *part)
{
	struct part next;

	*part = (struct part){ .empty = true };
	while (r->rest.n && !strchr("|)]", peek(r))) {
		if (!read_element(r, &next))
			return false;
		*part = join(r->shape, *part, next);
	}
	return true;
}

static bool
read_choice(struct reader *r, struct part *part)
{
	struct part other;

	if (!read_sequence(r, part))
		return false;
	while (peek(r) == '|') {
		skip(r);
		if (!read_sequence(r, &other))
			return false;
		*part = (struct part){ part->first | other.first, part->last | other.last, part->empty || other.empty };
	}
	return true;
}

static uint64_t
step(const struct shape *s, uint64_t places)
{
	uint64_t next = 0;

	for (; places; places &= places - 1)
		next |= s->follow[__builtin_ctzll(places)];
	return next;
}

/* How many signs may stand before the first that is a digit, or could be. */
static size_t
lead_of(const struct shape *s)
{
	uint64_t digits = 0, places = s->first;
	size_t n = 0;

	for (unsigned c = '0'; c <= '9'; c++)
		digits |= s->at[c];
	for (; n < SHAPE_MAX && (places &= ~digits); n++)
		places = step(s, places);
	return n;
}

bool
shape_read(struct shape *s, struct str pattern, struct buf *why)
{
	struct reader r = { .shape = s, .rest = pattern, .why = why };
	struct part whole;

	*s = (struct shape){ 0 };
	if (!read_choice(&r, &whole))
		return false;
	if (r.rest.n)
		return refuse(&r, "a ) or ] without its beginning");
	if (whole.empty)
		return refuse(&r, "the pattern may be empty");
	s->first = whole.first;
	s->last = whole.last;
	s->lead = lead_of(s);
	return true;
}

unsigned
shape_sign(struct str text, size_t at, size_t *bytes)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	size_t n = text.n - at;

	*bytes = 1;
	if (p[0] < 0x80)
		return p[0];
	if (n > 1 && p[0] == 0xc2 && p[1] == 0xa0) {
		*bytes = 2;
		return ' ';
	}
	if (n > 2 && p[0] == 0xe2 && ((p[1] == 0x80 && p[2] <= 0x95) || (p[1] == 0x80 && p[2] == 0xaf) || (p[1] == 0x88 && p[2] == 0x92))) {
		*bytes = 3;
		/* spaces up to U+200F and U+202F; hyphens and dashes from U+2010, and the minus */
		return p[1] == 0x80 && (p[2] < 0x90 || p[2] == 0xaf) ? ' ' : '-';
	}
	while (*bytes < n && (p[*bytes] & 0xc0) == 0x80)
		++*bytes;
	return SHAPE_LETTER;
}

size_t
shape_match(const struct shape *s, struct str text, size_t at, size_t end[SHAPE_MAX])
{
	uint64_t places = s->first;
	size_t n = 0, bytes, signs = 0;

	while (at < text.n && signs++ < SHAPE_MAX && (places &= s->at[shape_sign(text, at, &bytes)])) {
		at += bytes;
		if (places & s->last)
			end[n++] = at;
		places = step(s, places);
	}
	return n;
}
