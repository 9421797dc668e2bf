#include "naive.h"
#include "phrases.h"

/* Patterns of one set, texts per set, sets per test. */
#define PATTERNS 16
#define TEXTS 60
#define SETS 25
#define TESTS 10

static const char rows[] = "june,<month>\neuros,<currency>\ndont,do not\nof,<stop>\n";

static uint64_t seed;
/* Few words, so that a part of a pattern is found at many places and a text holds much of what is asked for. */
static bool narrow;

static uint32_t
below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 33) % n;
}

/* Patterns. */

static void add_choice(struct buf *b, unsigned depth, bool wide);

static void
add_word(struct buf *b)
{
	static const char *const words[] = {
		"ba", "be", "bi", "bo", "bab", "babo", "ba", "be", "ba", "do", "not", "kim", "42", "of", "june",
		"ba*", "bab*", "be*", "bo*", "do*", "ju*", "babo*", "ba*",
	};
	static const char *const few[] = { "ba", "be", "ba*" };

	buf_str(b, str_of(narrow ? few[below(3)] : words[below(sizeof words / sizeof *words)]));
}

static void
add_item(struct buf *b, unsigned depth)
{
	static const char *const classes[] = { "<number>", "<money>", "<date>", "<name>" };
	uint32_t kind = below(20);

	if (kind < 2 && depth)
		add_choice(b, depth, false);
	else if (kind < 5 && depth) {
		buf_char(b, '(');
		add_choice(b, depth - 1, below(8) == 0);
		buf_char(b, ')');
	} else if (kind < 7 && depth) {
		buf_char(b, '[');
		add_choice(b, depth - 1, false);
		buf_char(b, ']');
	} else if (kind < 8) {
		buf_str(b, str_of(classes[below(4)]));
	} else if (kind < 9) {
		buf_char(b, ".?!."[below(4)]);
	} else {
		add_word(b);
	}
}

static void
add_sequence(struct buf *b, unsigned depth)
{
	uint32_t n = 1 + below(narrow ? 7 : 4);

	for (uint32_t i = 0; i < n; i++) {
		if (i)
			buf_char(b, ' ');
		if (i && below(4) == 0) {
			buf_str(b, STR("..."));
			if (below(2))
				buf_int(b, 1 + below(7));
			buf_char(b, ' ');
		}
		add_item(b, depth);
	}
}

/* In a group: alternatives; wide ones are many, so that the pattern is cut into segments. */
static void
add_choice(struct buf *b, unsigned depth, bool wide)
{
	uint32_t n = wide ? 12 + below(8) : below(2) ? 1 : 2 + below(3);

	for (uint32_t i = 0; i < n; i++) {
		if (i)
			buf_char(b, '|');
		if (wide) {
			add_word(b);
			buf_char(b, ' ');
			add_word(b);
		} else {
			add_sequence(b, depth ? depth - 1 : 0);
		}
		if (n == 1)
			return;
	}
}

static void
make_pattern(struct buf *b)
{
	buf_reset(b);
	if (below(5) == 0)
		buf_str(b, below(3) ? STR("^ ") : below(2) ? STR("^ ...2 ") : STR("(^|ba) "));
	add_sequence(b, 3);
	if (below(12) == 0) {
		buf_str(b, STR(" ("));
		add_choice(b, 1, true);
		buf_str(b, STR(") ("));
		add_choice(b, 1, true);
		buf_char(b, ')');
	}
	if (below(5) == 0)
		buf_str(b, below(3) ? STR(" $") : below(2) ? STR(" ...2 $") : STR(" (be|$)"));
	if (below(12) == 0) {
		static const char *const tests[] = { " {words<8}", " {words>3}", " {questions>=1}" };
		buf_str(b, str_of(tests[below(3)]));
	}
	buf_add(b, "", 0);
}

/* Texts, and what they are made of. */

static struct naive_token *
add_token(struct naive_text *t, char end, const char *word, size_t off, size_t len)
{
	struct naive_token *x = &t->at[t->n++];

	*x = (struct naive_token){ end, word, 0, 1, (int)off, (int)len, false };
	return x;
}

static void
add_classes(struct naive_text *t)
{
	struct naive_token *x = &t->at[t->n - 1];
	int before = t->n > 1 && x[-1].word ? 1 : 0;

	if (strcmp(x->word, "42") == 0 || strcmp(x->word, "7") == 0) {
		x->classes |= NAIVE_NUMBER;
		if (before && strcmp(x[-1].word, "june") == 0 && !(x[-1].classes & NAIVE_DATE)) {
			x[-1].classes |= NAIVE_DATE;
			x[-1].span = 2;
		}
	}
	if (strcmp(x->word, "euros") == 0 && before && (x[-1].classes & NAIVE_NUMBER)) {
		x[-1].classes |= NAIVE_MONEY;
		x[-1].span = 2;
	}
	if (strcmp(x->word, "june") != 0 || !before)
		return;
	int back = strcmp(x[-1].word, "of") == 0 && t->n > 2 ? 2 : 1;
	if (x[-back].classes & NAIVE_NUMBER) {
		x[-back].classes |= NAIVE_DATE;
		x[-back].span = back + 1;
	}
}

static void
add_text_word(struct naive_text *t, struct buf *b)
{
	static const char *const words[] = {
		"ba", "be", "bi", "bo", "bab", "babo", "baboo", "bex", "zz", "do", "not", "ba", "ba", "be", "Kim", "kim",
		"42", "7", "euros", "june", "of", "dont", "<NAME>", "BA", "Be",
	};
	static const char *const folded[] = {
		"ba", "be", "bi", "bo", "bab", "babo", "baboo", "bex", "zz", "do", "not", "ba", "ba", "be", "kim", "kim",
		"42", "7", "euros", "june", "of", "do", NULL, "ba", "be",
	};
	uint32_t i = narrow && below(4) ? below(2) : below(sizeof words / sizeof *words);
	bool inside = t->n && !t->at[t->n - 1].end;
	size_t off = b->n;

	buf_str(b, str_of(words[i]));
	struct naive_token *x = add_token(t, 0, folded[i], off, b->n - off);
	t->words++;
	if (!x->word || ((strcmp(words[i], "Kim") == 0 || strcmp(words[i], "Be") == 0) && inside))
		x->classes |= NAIVE_NAME;
	if (x->word)
		add_classes(t);
	if (strcmp(words[i], "dont") == 0)
		add_token(t, 0, "not", off, 4)->again = true;
}

static void
make_text(struct naive_text *t, struct buf *b)
{
	uint32_t n = below(15);

	buf_reset(b);
	*t = (struct naive_text){ 0 };
	for (uint32_t i = 0; i < n; i++) {
		bool end = below(7) == 0;
		/* no blank before a sentence end that follows a word; else two ends would be one */
		if (b->n && (!end || t->at[t->n - 1].end || below(2)))
			buf_str(b, below(9) ? STR(" ") : below(2) ? STR("\n") : STR(", "));
		if (!end) {
			add_text_word(t, b);
			continue;
		}
		char c = ".?!"[below(3)];
		add_token(t, c, NULL, b->n, 1);
		buf_char(b, c);
		t->questions += c == '?';
	}
	for (t->first = 0; t->first < t->n && t->at[t->first].end; t->first++)
		;
	for (t->end = t->n; t->end > 0 && t->at[t->end - 1].end; t->end--)
		;
}

/* What phrase_match found against what there is to be found. */
static void
compare(const struct finder *f, char *const *pattern, const struct naive_pattern *read, uint32_t n, const struct naive_text *t,
    struct str text)
{
	int ends[PATTERNS] = { 0 }, before = 0;

	for (size_t i = 0; i < f->work.n; i++) {
		const struct phrase_hit *h = &f->work.hit[i];
		uint64_t starts;
		int end = naive_find(&read[h->pattern], t, &starts), start = 0;

		ck_assert_uint_lt(h->pattern, n);
		ck_assert_msg(ends[h->pattern] == 0, "%s: twice in: %.*s", pattern[h->pattern], (int)text.n, text.p);
		ck_assert_msg(end > 0, "%s: found, but is not in: %.*s", pattern[h->pattern], (int)text.n, text.p);
		while (start < t->n && !(starts >> start & 1 && t->at[start].off == (int)h->off))
			start++;
		ck_assert_msg(start < t->n && (int)(h->off + h->len) == t->at[end - 1].off + t->at[end - 1].len,
		    "%s: %u+%u is not its first place, which ends with byte %d, in: %.*s", pattern[h->pattern], h->off, h->len,
		    t->at[end - 1].off + t->at[end - 1].len, (int)text.n, text.p);
		ck_assert_msg(end >= before, "%s: ends before the hit before it, in: %.*s", pattern[h->pattern], (int)text.n, text.p);
		ends[h->pattern] = before = end;
	}
	for (uint32_t i = 0; i < n; i++) {
		uint64_t starts;
		int end = ends[i] ? ends[i] : naive_find(&read[i], t, &starts);
		ck_assert_msg(end == ends[i], "%s: not found in: %.*s", pattern[i], (int)text.n, text.p);
	}
}

/* Where no places are wanted the same patterns are found. */
static void
compare_sums(const struct finder *f, struct phrase_work *without)
{
	phrase_match(f->set, without, f->text);
	ck_assert_uint_eq(without->n, 0);
	ck_assert_int_eq(phrase_sum(without, 0), (int)f->work.n);
	ck_assert_uint_eq(without->nreached, f->work.n > 0);
}

/* How many hits there were: a test without any would look at nothing. */
static uint32_t
check_set(int number)
{
	static struct naive_pattern read[PATTERNS];
	char *pattern[PATTERNS];
	struct buf b = { 0 }, why = { 0 };
	struct phrase_work without = { 0 };
	struct naive_text t;
	struct finder f;
	uint32_t n = 0, offered = 0, hits = 0;

	seed = UINT64_C(0x9E3779B97F4A7C15) * (uint64_t)(number + 1);
	finder_open(&f, rows);
	while (n < PATTERNS) {
		make_pattern(&b);
		offered++;
		if (!add_text(f.set, f.lex, buf_view(&b), &why)) {
			ck_assert_uint_gt(why.n, 0);
			buf_reset(&why);
			continue;
		}
		pattern[n] = strdup(b.p);
		naive_read(&read[n], pattern[n]);
		n++;
	}
	finder_compile(&f);
	for (int i = 0; i < TEXTS; i++) {
		make_text(&t, &b);
		finder_find(&f, b.p ? b.p : "", b.n);
		compare(&f, pattern, read, n, &t, f.text);
		compare_sums(&f, &without);
		hits += (uint32_t)f.work.n;
	}
	ck_assert_uint_lt(offered, 5 * PATTERNS);
	while (n > 0)
		free(pattern[--n]);
	buf_free(&b);
	buf_free(&why);
	phrase_work_free(&without);
	finder_close(&f);
	return hits;
}

START_TEST(many_words)
{
	uint32_t hits = 0;

	narrow = false;
	for (int i = 0; i < SETS; i++)
		hits += check_set(_i * SETS + i);
	ck_assert_uint_gt(hits, SETS * TEXTS / 4);
}
END_TEST

START_TEST(few_words)
{
	uint32_t hits = 0;

	narrow = true;
	for (int i = 0; i < SETS; i++)
		hits += check_set(_i * SETS + i);
	ck_assert_uint_gt(hits, SETS * TEXTS / 4);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("phrase_random");
	TCase *tcase = tcase_create("phrase_random");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, many_words, 0, TESTS);
	tcase_add_loop_test(tcase, few_words, 0, TESTS);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
