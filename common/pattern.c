#include "pattern.h"

#include <string.h>

#include "token.h"
#include "util.h"

/* Words of a group that are gathered; more are read one by one. */
#define GROUP_WORDS 256

struct reader {
	struct lexicon *lex;
	struct str rest;
	struct arena *arena;
	struct pattern *out;
	struct buf *why;
	unsigned depth;
};

static bool read_choice(struct reader *r, char close, struct pattern_segment *out);

static bool
fail(struct reader *r, const char *reason)
{
	buf_printf(r->why, "%s", reason);
	return false;
}

/* The set of that one item. */
static struct pattern_segment
set_of(struct reader *r, struct pattern_item item)
{
	return pattern_set_of(r->arena, &item, 1);
}

static struct pattern_segment
set_empty(struct reader *r)
{
	return pattern_set_of(r->arena, NULL, 0);
}

static bool
set_join(struct reader *r, struct pattern_segment *a, const struct pattern_segment *b)
{
	return pattern_set_join(r->arena, a, b) || fail(r, "the pattern stands for more than 4096 sequences of words");
}

static bool
set_add(struct reader *r, struct pattern_segment *a, const struct pattern_segment *b)
{
	return pattern_set_add(r->arena, a, b) || fail(r, "the pattern stands for more than 4096 sequences of words");
}

static void
skip(struct reader *r, size_t n)
{
	r->rest.p += n;
	r->rest.n -= n;
}

static bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'' || (c & 0x80);
}

static struct pattern_item
item_of(struct reader *r, uint32_t number)
{
	uint32_t *word = arena_alloc(r->arena, sizeof *word);

	*word = number;
	return (struct pattern_item){ PATTERN_WORDS, 1, word };
}

static bool
read_word(struct reader *r, struct pattern_segment *out)
{
	uint32_t number[8];
	struct pattern_item item[8];
	size_t n = 0, count = 1;

	while (n < r->rest.n && is_word_byte(r->rest.p[n]))
		n++;
	struct str word = { r->rest.p, n };
	skip(r, n);
	for (size_t i = 0; i < n; i++)
		if (word.p[i] >= 'A' && word.p[i] <= 'Z')
			return fail(r, "write words in lower case");
	if (r->rest.n && r->rest.p[0] == '*') {
		skip(r, 1);
		if (r->rest.n && is_word_byte(r->rest.p[0]))
			return fail(r, "a star ends a word");
		number[0] = lexicon_prefix(r->lex, word);
		if (number[0] == 0)
			return fail(r, "a beginning has two letters or more before the star");
	} else {
		count = token_pattern_word(r->lex, word, number, 8);
		if (count == 0)
			return fail(r, "a sign that is no word");
	}
	for (size_t i = 0; i < count; i++)
		item[i] = item_of(r, number[i]);
	*out = pattern_set_of(r->arena, item, count);
	return true;
}

static bool
read_gap_or_end(struct reader *r, struct pattern_segment *out)
{
	struct pattern_item item = { .kind = PATTERN_END, .value = TOKEN_WORD };
	size_t digits = 3;
	int64_t most = PATTERN_GAP;

	if (!str_starts(r->rest, STR("..."))) {
		if (r->rest.p[0] != '.')
			item.value = r->rest.p[0] == '?' ? TOKEN_QUESTION : TOKEN_EXCLAMATION;
		skip(r, 1);
		*out = set_of(r, item);
		return true;
	}
	while (digits < r->rest.n && r->rest.p[digits] >= '0' && r->rest.p[digits] <= '9')
		digits++;
	if (digits > 3 && !str_int((struct str){ r->rest.p + 3, digits - 3 }, 1, PATTERN_GAP_MAX, &most))
		return fail(r, "a gap is of 1 to 99 words");
	skip(r, digits);
	item = (struct pattern_item){ .kind = PATTERN_GAP_ITEM, .value = (uint32_t)most };
	*out = set_of(r, item);
	return true;
}

static bool
read_class(struct reader *r, struct pattern_segment *out)
{
	const char *end = memchr(r->rest.p, '>', r->rest.n);
	struct str name = { r->rest.p, end ? (size_t)(end - r->rest.p) + 1 : r->rest.n };
	struct pattern_item item = { .kind = PATTERN_CLASS, .value = word_class(name) };

	if (item.value == 0)
		return fail(r, "no such word class after <");
	skip(r, name.n);
	*out = set_of(r, item);
	return true;
}

static bool
read_test(struct reader *r, struct pattern_segment *out)
{
	const char *end = memchr(r->rest.p, '}', r->rest.n);
	struct measure_test test;

	if (!end)
		return fail(r, "} is missing");
	if (r->depth)
		return fail(r, "a measure stands outside of ( ) and [ ]");
	if (r->out->tests == PATTERN_TESTS)
		return fail(r, "too many measures");
	struct str inner = { r->rest.p + 1, (size_t)(end - r->rest.p) - 1 };
	if (!measure_test_read(inner, &test, r->why))
		return false;
	enum measure_kind kind = measure_find(test.name);
	if (kind == MEASURE_COUNT)
		return fail(r, "no such measure");
	r->out->test[r->out->tests++] = (struct pattern_test){ (uint8_t)kind, (uint8_t)test.op, test.bound };
	skip(r, inner.n + 2);
	*out = set_empty(r);
	return true;
}

static bool
read_group(struct reader *r, struct pattern_segment *out)
{
	char open = r->rest.p[0], close = open == '(' ? ')' : ']';
	struct pattern_segment none = set_empty(r);

	skip(r, 1);
	if (++r->depth > 16)
		return fail(r, "( and [ nest too deep");
	if (!read_choice(r, close, out))
		return false;
	r->depth--;
	return open == '(' || set_add(r, out, &none);
}

static bool
read_item(struct reader *r, struct pattern_segment *out)
{
	struct pattern_item anchor = { .kind = PATTERN_FIRST };

	switch (r->rest.p[0]) {
	case '(':
	case '[':
		return read_group(r, out);
	case '.':
	case '?':
	case '!':
		return read_gap_or_end(r, out);
	case '<':
		return read_class(r, out);
	case '{':
		return read_test(r, out);
	case '^':
	case '$':
		if (r->rest.p[0] == '$')
			anchor.kind = PATTERN_LAST;
		skip(r, 1);
		*out = set_of(r, anchor);
		return true;
	default:
		if (is_word_byte(r->rest.p[0]))
			return read_word(r, out);
		buf_printf(r->why, "unexpected \"%c\"", r->rest.p[0] >= ' ' && r->rest.p[0] < 127 ? r->rest.p[0] : '?');
		return false;
	}
}

static void
skip_blanks(struct reader *r)
{
	while (r->rest.n && (r->rest.p[0] == ' ' || r->rest.p[0] == '-'))
		skip(r, 1);
}

/* Single words among alternatives, of which most are such: they are gathered without making a sequence of each. */
struct gathered {
	uint32_t number[GROUP_WORDS];
	size_t n, place;        /* the first one's among the sequences */
};

/* Reads an alternative that is one plain word, up to the | or the closing character. False, with nothing read, for any other. */
static bool
gather_word(struct reader *r, char close, struct gathered *g)
{
	size_t n = 0, end;
	uint32_t number[2];

	while (n < r->rest.n && r->rest.p[n] >= 'a' && r->rest.p[n] <= 'z')
		n++;
	for (end = n; end < r->rest.n && r->rest.p[end] == ' '; end++)
		;
	if (n == 0 || g->n == GROUP_WORDS || end == r->rest.n || (r->rest.p[end] != '|' && r->rest.p[end] != close) ||
	    token_pattern_word(r->lex, (struct str){ r->rest.p, n }, number, 2) != 1)
		return false;
	g->number[g->n++] = number[0];
	skip(r, end);
	return true;
}

/* Reads one alternative and adds it to out. */
static bool
read_alternative(struct reader *r, char close, struct gathered *g, struct pattern_segment *out)
{
	struct pattern_segment sequence, item;

	skip_blanks(r);
	if (gather_word(r, close, g)) {
		if (g->n > 1)
			return true;
		g->place = out->n;
		sequence = pattern_set_words(r->arena, g->number, 1);
		return set_add(r, out, &sequence);
	}
	sequence = set_empty(r);
	for (; r->rest.n && r->rest.p[0] != close && r->rest.p[0] != '|'; skip_blanks(r))
		if (!read_item(r, &item) || !set_join(r, &sequence, &item))
			return false;
	return set_add(r, out, &sequence);
}

/* Alternatives up to the closing character. */
static bool
read_choice(struct reader *r, char close, struct pattern_segment *out)
{
	struct gathered g;

	g.n = 0;
	*out = (struct pattern_segment){ 0 };
	while (read_alternative(r, close, &g, out)) {
		if (r->rest.n == 0)
			return fail(r, close == ')' ? ") is missing" : "] is missing");
		bool last = r->rest.p[0] == close;
		skip(r, 1);
		if (!last)
			continue;
		if (g.n)
			out->sequence[g.place] = pattern_set_words(r->arena, g.number, (uint32_t)g.n).sequence[0];
		pattern_set_merge(r->arena, out);
		return true;
	}
	return false;
}

static bool
is_gap(const struct pattern_segment *s)
{
	return s->n == 1 && s->sequence[0].n == 1 && s->sequence[0].item[0].kind == PATTERN_GAP_ITEM;
}

/* Whether another segment may follow: each sequence has something to be found and does not end in a gap. */
static bool
is_closed(const struct pattern_segment *s)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t n = s->sequence[i].n;
		enum pattern_kind kind = n ? s->sequence[i].item[n - 1].kind : PATTERN_GAP_ITEM;
		if (kind == PATTERN_GAP_ITEM || kind == PATTERN_FIRST || kind == PATTERN_LAST)
			return false;
	}
	return true;
}

static bool
read_segments(struct reader *r)
{
	struct pattern *p = r->out;
	struct pattern_segment now = set_empty(r), item;

	for (skip_blanks(r); r->rest.n; skip_blanks(r)) {
		if (!read_item(r, &item))
			return false;
		bool cut = is_gap(&item) || now.n * item.n > PATTERN_CUT;
		if (cut && p->segments + 1 < PATTERN_SEGMENTS && is_closed(&now)) {
			p->segment[p->segments++] = now;
			now = item;
		} else if (!set_join(r, &now, &item)) {
			return false;
		}
	}
	if (p->segments && !is_closed(&now)) {
		struct pattern_segment *before = &p->segment[p->segments - 1];
		return set_join(r, before, &now);
	}
	p->segment[p->segments++] = now;
	return true;
}

static bool
is_anchor(enum pattern_kind kind)
{
	return kind == PATTERN_FIRST || kind == PATTERN_LAST;
}

static bool
check_sequence(struct reader *r, const struct pattern_sequence *s, bool first, bool last)
{
	size_t from = 0, to = s->n;

	if (first && to > from && s->item[from].kind == PATTERN_FIRST)
		from++;
	if (last && to > from && s->item[to - 1].kind == PATTERN_LAST)
		to--;
	if ((!first || from) && to > from && s->item[from].kind == PATTERN_GAP_ITEM)
		from++;
	if (last && to < s->n && to > from && s->item[to - 1].kind == PATTERN_GAP_ITEM)
		to--;
	if (s->n > PATTERN_LONGEST)
		return fail(r, "the pattern is longer than 10000 words");
	if (from == to)
		return fail(r, "the pattern can match no word at all");
	if (s->item[from].kind == PATTERN_GAP_ITEM || s->item[to - 1].kind == PATTERN_GAP_ITEM)
		return fail(r, "a gap needs words, ^ or $ on both sides");
	for (size_t i = from; i < to; i++) {
		if (is_anchor(s->item[i].kind))
			return fail(r, "^ stands first and $ last");
		if (i > from && s->item[i].kind == PATTERN_GAP_ITEM && s->item[i - 1].kind == PATTERN_GAP_ITEM)
			return fail(r, "two gaps in a row");
	}
	return true;
}

bool
pattern_read(struct lexicon *lex, struct str text, struct arena *arena, struct pattern *out, struct buf *why)
{
	struct reader r = { .lex = lex, .rest = text, .arena = arena, .out = out, .why = why };

	*out = (struct pattern){ 0 };
	if (!read_segments(&r))
		return false;
	if (out->tests && out->segments == 1 && out->segment[0].n == 1 && out->segment[0].sequence[0].n == 0) {
		out->segments = 0;
		return true;
	}
	for (size_t i = 0; i < out->segments; i++)
		for (size_t k = 0; k < out->segment[i].n; k++)
			if (!check_sequence(&r, &out->segment[i].sequence[k], i == 0, i + 1 == out->segments))
				return false;
	return true;
}
