#include "measure.h"

#include <string.h>

#include "fold.h"

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
	/* a bit for each letter: a, e, i, o, u, y */
	const uint32_t vowels = 1 | 1 << 4 | 1 << 8 | 1 << 14 | 1 << 20 | 1 << 24;
	unsigned letter = (unsigned)(c | 0x20) - 'a';

	return letter < 26 && (vowels >> letter & 1);
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

/* Sentences that hold a word. */
static int64_t
sentences(const struct token_list *list)
{
	int64_t n = 0;
	bool inside = false;

	for (size_t i = 0; i < list->n; i++) {
		bool word = list->at[i].kind == TOKEN_WORD;
		n += inside & !word;
		inside = word;
	}
	return n + inside;
}

static int64_t
reading_ease(const struct token_list *list, struct str text)
{
	int64_t sum = 0, words = (int64_t)list->words;
	size_t before = SIZE_MAX;

	if (words == 0)
		return 100000;
	for (size_t i = 0; i < list->n; i++) {
		const struct token *t = &list->at[i];
		if (t->kind == TOKEN_WORD && t->off != before)  /* not the second word of a contraction */
			sum += syllables(text.p + t->off, t->len);
		before = t->off;
	}
	return 206835 - 1015 * words / sentences(list) - 84600 * sum / words;
}

/* Up to eight bytes of text from i on. */
static inline uint64_t
chunk_at(struct str text, size_t i)
{
	uint64_t chunk = 0;

	if (text.n - i >= 8)
		memcpy(&chunk, text.p + i, 8);  /* of fixed size: one load */
	else
		memcpy(&chunk, text.p + i, text.n - i);
	return chunk;
}

/* Share of capitals among the ASCII letters. */
static int64_t
capitals(struct str text)
{
	int64_t letters = 0, upper = 0;

	for (size_t i = 0; i < text.n; i += 8) {
		uint64_t chunk = chunk_at(text, i), is_letter = fold_is_letter(chunk);
		letters += fold_count(is_letter);
		upper += fold_count(is_letter & ~chunk << 2);   /* 0x20 is clear in an upper case letter */
	}
	return letters < 6 ? 0 : 1000 * upper / letters;
}

bool
measure_caps_below(struct str text, int64_t share)
{
	int64_t lower = 0, most = (1000 - (share < 0 ? 0 : share > 1000 ? 1000 : share)) * (int64_t)text.n / 1000;

	for (size_t i = 0; i < text.n && lower <= most; i += 8) {
		uint64_t chunk = chunk_at(text, i);
		lower += fold_count(fold_is_letter(chunk) & chunk << 2);
	}
	return lower > most;
}

int64_t
measure_take(enum measure_kind measure, const struct token_list *list, struct str text)
{
	int64_t n;

	switch (measure) {
	case MEASURE_WORDS:
		return 1000 * (int64_t)list->words;
	case MEASURE_SENTENCES:
		return 1000 * sentences(list);
	case MEASURE_QUESTIONS:
		return 1000 * (int64_t)list->ends[TOKEN_QUESTION];
	case MEASURE_EXCLAMATIONS:
		return 1000 * (int64_t)list->ends[TOKEN_EXCLAMATION];
	case MEASURE_CAPS:
		return capitals(text);
	case MEASURE_SENTENCE_WORDS:
		n = sentences(list);
		return n ? 1000 * (int64_t)list->words / n : 0;
	default:
		return reading_ease(list, text);
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

struct measure_range
measure_range_of(enum measure_kind measure, enum measure_op op, int64_t bound)
{
	struct measure_range r = { INT64_MIN, INT64_MAX, (uint8_t)measure, op == MEASURE_NE };

	if (op != MEASURE_LT && op != MEASURE_LE)
		r.low = op == MEASURE_GT ? bound + 1 : bound;
	if (op != MEASURE_GT && op != MEASURE_GE)
		r.high = op == MEASURE_LT ? bound - 1 : bound;
	return r;
}
