#include "cs-score-say-marks.h"

#include "display.h"

#define ALL_ROLES ((1u << ROLE_COUNT) - 1)
/* Code points of a message that stand beside a marker. */
#define QUOTE 48
#define ELLIPSIS STR("\xe2\x80\xa6")

void
say_name(struct buf *to, struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		buf_char(to, name.p[i] == '_' ? ' ' : name.p[i]);
}

static bool
has(const uint64_t *bits, size_t i)
{
	return (bits[i / 64] >> i % 64 & 1) != 0;
}

void
say_join(struct buf *to, size_t i, size_t n, const char *word)
{
	if (i == 0)
		return;
	if (i + 1 < n)
		buf_str(to, STR(", "));
	else
		buf_printf(to, " %s ", word);
}

static void
add_marker(struct buf *to, struct explain *x, size_t marker)
{
	buf_char(to, '\'');
	say_name(to, x->score->pack->marker[marker].name);
	buf_char(to, '\'');
	if (x->naming)
		x->named[marker / 64] |= (uint64_t)1 << marker % 64;
}

static void
add_markers(struct buf *to, struct explain *x, const uint64_t *bits, const char *word)
{
	size_t n = 0, k = 0;

	for (size_t i = 0; i < x->score->pack->markers; i++)
		n += has(bits, i);
	for (size_t i = 0; i < x->score->pack->markers; i++) {
		if (!has(bits, i))
			continue;
		say_join(to, k++, n, word);
		add_marker(to, x, i);
	}
}

static size_t
count_alone(const struct explain *x, const struct expr *e)
{
	size_t n = 0;

	for (size_t i = 0; i < x->score->pack->markers; i++)
		n += has(e->any, i);
	return n;
}

static bool
empty(const uint64_t *bits, size_t words)
{
	uint64_t any = 0;

	for (size_t i = 0; i < words; i++)
		any |= bits[i];
	return any == 0;
}

static void
add_term(struct buf *to, struct explain *x, const struct expr *e, const struct expr_term *term)
{
	if (empty(term->all, e->words))
		buf_str(to, STR("a message"));
	else
		add_markers(to, x, term->all, "and");
	if (empty(term->none, e->words))
		return;
	bool naming = x->naming;
	x->naming = false;
	buf_str(to, STR(" (without "));
	add_markers(to, x, term->none, "or");
	buf_char(to, ')');
	x->naming = naming;
}

void
say_expr(struct buf *to, struct explain *x, const struct expr *e)
{
	size_t n = count_alone(x, e) + e->terms, k = 0;

	if (e->every)
		buf_str(to, STR("a message"));
	for (size_t i = 0; i < x->score->pack->markers; i++) {
		if (!has(e->any, i))
			continue;
		say_join(to, k++, n, "or");
		add_marker(to, x, i);
	}
	for (size_t i = 0; i < e->terms; i++) {
		say_join(to, k++, n, "or");
		add_term(to, x, e, &e->term[i]);
	}
}

/* The words that speak for a marker, as "marker@offset+length" of the evidence tells; false where it does not. */
static bool
find_words(struct str evidence, struct str text, struct str marker, struct str *words)
{
	struct str item, name, number;
	int64_t at, n;

	while (str_next(&evidence, ' ', &item)) {
		if (!str_next(&item, '@', &name) || !str_eq(name, marker) || !str_next(&item, '+', &number))
			continue;
		if (!str_int(number, 0, (int64_t)text.n, &at) || !str_int(item, 1, (int64_t)text.n - at, &n))
			continue;
		*words = (struct str){ text.p + at, (size_t)n };
		return true;
	}
	return false;
}

static void
add_words(struct buf *to, const struct explain *x, const struct talk_interaction *in, uint32_t message, size_t marker)
{
	const struct talk_message *m = talk_at(x->talk, in, message);
	struct str evidence = talk_bytes(x->talk, m->text + m->text_n, m->evidence_n), words;
	struct buf plain = { 0 };

	if (!find_words(evidence, talk_text(x->talk, m), x->score->pack->marker[marker].name, &words))
		return;
	display_plain(&plain, words);
	bool cut = display_width(buf_view(&plain)) > QUOTE;
	/* what is a measure of all of the message need not be quoted */
	if (!cut || words.n + 1 < str_trim(talk_text(x->talk, m)).n) {
		buf_str(to, STR(" (\""));
		buf_str(to, display_cut(buf_view(&plain), QUOTE));
		buf_str(to, cut ? ELLIPSIS : STR(""));
		buf_str(to, STR("\")"));
	}
	buf_free(&plain);
}

void
say_marks(struct buf *to, struct explain *x, const struct talk_interaction *in, uint32_t message)
{
	const uint64_t *marks = talk_marks(x->talk, in, message);
	size_t n = 0;

	x->naming = false;
	for (size_t i = 0; i < x->score->pack->markers; i++) {
		if (!has(marks, i))
			continue;
		if (n++)
			buf_str(to, STR(", "));
		add_marker(to, x, i);
		add_words(to, x, in, message, i);
	}
	x->naming = true;
}

bool
say_matched(struct buf *to, struct explain *x, const struct expr *e, const struct talk_interaction *in, uint32_t message,
    bool words)
{
	const uint64_t *marks = talk_marks(x->talk, in, message);
	size_t before = to->n;

	for (size_t i = 0; i < x->score->pack->markers; i++) {
		bool matched = has(e->any, i) && has(marks, i);
		for (size_t k = 0; k < e->terms && !matched; k++)
			matched = has(e->term[k].all, i) && !expr_overlap(e->term[k].none, marks, e->words) &&
			    expr_contains(marks, e->term[k].all, e->words);
		if (!matched)
			continue;
		if (to->n > before)
			buf_str(to, STR(", "));
		add_marker(to, x, i);
		if (words)
			add_words(to, x, in, message, i);
	}
	return to->n > before;
}

void
say_roles(struct buf *to, unsigned roles)
{
	size_t n = (size_t)__builtin_popcount(roles), k = 0;

	if (roles == ALL_ROLES) {
		buf_str(to, STR("anybody"));
		return;
	}
	for (int r = 0; r < ROLE_COUNT; r++)
		if (roles >> r & 1) {
			say_join(to, k++, n, "or");
			buf_printf(to, "the %s", record_role_name((enum record_role)r));
		}
}
