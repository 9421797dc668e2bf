#include "measure.h"

static const char *const names[MEASURE_COUNT] = {
	[MEASURE_WORDS] = "words", [MEASURE_SENTENCES] = "sentences", [MEASURE_QUESTIONS] = "questions",
	[MEASURE_EXCLAMATIONS] = "exclamations", [MEASURE_CAPS] = "caps", [MEASURE_READING_EASE] = "reading_ease",
	[MEASURE_SENTENCE_WORDS] = "sentence_words",
};

static const struct {
	const char *sign;
	enum measure_op op;
} ops[] = {     /* the longer sign first */
	{ "<=", MEASURE_LE }, { ">=", MEASURE_GE }, { "!=", MEASURE_NE },
	{ "<", MEASURE_LT }, { ">", MEASURE_GT }, { "=", MEASURE_EQ },
};

enum measure_kind
measure_find(struct str name)
{
	for (size_t i = 0; i < MEASURE_COUNT; i++)
		if (str_eq(name, str_of(names[i])))
			return (enum measure_kind)i;
	return MEASURE_COUNT;
}

static bool
is_vowel(char c)
{
	c |= 0x20;
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* Groups of vowels, a silent e at the end left out; every word has one. */
static int64_t
syllables(const char *p, size_t n)
{
	int64_t groups = 0;

	for (size_t i = 0; i < n; i++)
		groups += is_vowel(p[i]) && (i == 0 || !is_vowel(p[i - 1]));
	if (groups > 1 && n > 2 && (p[n - 1] | 0x20) == 'e' && !is_vowel(p[n - 2]) && (p[n - 2] | 0x20) != 'l')
		groups--;
	return groups ? groups : 1;
}

/* Sums over the words as they are written and the sentences that hold any. */
struct counts {
	int64_t words, sentences, questions, exclamations, syllables;
};

static struct counts
count(const struct token_list *list, struct str text, bool with_syllables)
{
	struct counts c = { 0 };
	bool open = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct token *t = &list->at[i];
		if (t->kind != TOKEN_WORD) {
			c.sentences += open;
			c.questions += t->kind == TOKEN_QUESTION;
			c.exclamations += t->kind == TOKEN_EXCLAMATION;
			open = false;
			continue;
		}
		open = true;
		if (i > 0 && list->at[i - 1].kind == TOKEN_WORD && list->at[i - 1].off == t->off)
			continue;       /* the second word of a contraction */
		c.words++;
		if (with_syllables)
			c.syllables += syllables(text.p + t->off, t->len);
	}
	c.sentences += open;
	return c;
}

int64_t
measure_take(enum measure_kind measure, const struct token_list *list, struct str text)
{
	struct counts c;

	if (measure == MEASURE_WORDS)
		return 1000 * (int64_t)list->words;
	if ((measure == MEASURE_QUESTIONS || measure == MEASURE_EXCLAMATIONS) && list->ends == 0)
		return 0;
	if (measure == MEASURE_CAPS)
		return list->letters < 6 ? 0 : (int64_t)(1000 * list->capitals / list->letters);
	c = count(list, text, measure == MEASURE_READING_EASE);
	switch (measure) {
	case MEASURE_SENTENCES:
		return 1000 * c.sentences;
	case MEASURE_QUESTIONS:
		return 1000 * c.questions;
	case MEASURE_EXCLAMATIONS:
		return 1000 * c.exclamations;
	case MEASURE_SENTENCE_WORDS:
		return c.sentences ? 1000 * c.words / c.sentences : 0;
	default:
		return c.words ? 206835 - 1015 * c.words / c.sentences - 84600 * c.syllables / c.words : 100000;
	}
}

bool
measure_test_read(struct str s, struct measure_test *test, struct buf *why)
{
	size_t n = 0;

	s = str_trim(s);
	while (n < s.n && s.p[n] != '<' && s.p[n] != '>' && s.p[n] != '=' && s.p[n] != '!')
		n++;
	test->name = str_trim((struct str){ s.p, n });
	struct str rest = { s.p + n, s.n - n };
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		struct str sign = str_of(ops[i].sign);
		if (!str_starts(rest, sign))
			continue;
		test->op = ops[i].op;
		rest = str_trim((struct str){ rest.p + sign.n, rest.n - sign.n });
		if (str_thousandths(rest, &test->bound))
			return true;
		buf_printf(why, "not a number: \"%.*s\"", (int)rest.n, rest.p);
		return false;
	}
	buf_printf(why, "\"%.*s\" is not MEASURE<NUMBER or the like (< <= = != >= >)", (int)s.n, s.p);
	return false;
}
