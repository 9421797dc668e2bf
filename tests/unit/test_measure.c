#include "phrases.h"

#include "measure.h"

static const char rows[] = "im,i am\ndont,do not\ndr.,dr\n";

/* Thousandths. Reading ease is 206.835 - 1.015 words/sentences - 84.6 syllables/words. */
static const struct {
	const char *text;
	enum measure_kind measure;
	int64_t value;
} taken[] = {
	{ "", MEASURE_WORDS, 0 },
	{ "I'm here, don't go", MEASURE_WORDS, 4000 },
	{ "im dont e-mail 3.5 $5 jo@example.com <NAME>", MEASURE_WORDS, 8000 },
	{ "?! :-)", MEASURE_WORDS, 0 },
	{ "", MEASURE_SENTENCES, 0 },
	{ "One", MEASURE_SENTENCES, 1000 },
	{ "One. Two! Three? Four... Five", MEASURE_SENTENCES, 5000 },
	{ "Dr. Who is in. Yes", MEASURE_SENTENCES, 2000 },
	{ "... One. ! ? Two!!!", MEASURE_SENTENCES, 2000 },
	{ "Is it? Is it?! No?! no", MEASURE_QUESTIONS, 3000 },
	{ "Is it", MEASURE_QUESTIONS, 0 },
	{ "Oh! No!!! What?!", MEASURE_EXCLAMATIONS, 2000 },
	{ "WHAT?", MEASURE_CAPS, 0 },
	{ "WHATEVER", MEASURE_CAPS, 1000 },
	{ "ABCdef 123!", MEASURE_CAPS, 500 },
	{ "This is it", MEASURE_CAPS, 125 },
	{ "AbCdEfGhIjKlMnOpQrStUv", MEASURE_CAPS, 500 },
	{ "", MEASURE_CAPS, 0 },
	{ "one two. three four five six", MEASURE_SENTENCE_WORDS, 3000 },
	{ "one two. three", MEASURE_SENTENCE_WORDS, 1500 },
	{ "", MEASURE_SENTENCE_WORDS, 0 },
	{ "", MEASURE_READING_EASE, 100000 },
	/* 206835 - 1015 x 3 - 84600 x 3/3 */
	{ "The cat sat.", MEASURE_READING_EASE, 119190 },
	/* an e at the end is silent, but not in "table": 206835 - 1015 - 84600 x 2 */
	{ "late.", MEASURE_READING_EASE, 121220 },
	{ "table.", MEASURE_READING_EASE, 36620 },
	/* information: 4 */
	{ "Information.", MEASURE_READING_EASE, -132580 },
};

START_TEST(measures)
{
	struct lexicon *lex = lexicon_of(rows);
	struct token_list list = { 0 };
	struct str text = exact(taken[_i].text, strlen(taken[_i].text));

	token_scan(lex, text, &list);
	ck_assert_int_eq(measure_take(taken[_i].measure, &list, text), taken[_i].value);
	token_free(&list);
	free((char *)text.p);
	lexicon_free(lex);
}
END_TEST

/* It never says so of a text whose share is not below, and always of one of small letters. */
START_TEST(caps_below)
{
	char text[64];

	for (size_t n = 0; n < sizeof text; n++)
		for (size_t lower = 0; lower <= n; lower++) {
			memset(text, 'A', n);
			memset(text + (n - lower) / 2, 'z', lower);
			struct str s = exact(text, n);
			int64_t share = measure_take(MEASURE_CAPS, &(struct token_list){ 0 }, s);
			for (int64_t least = -1; least < 1100; least += 50)
				ck_assert(!measure_caps_below(s, least) || share < least);
			ck_assert(n < 6 || lower == 0 || 1000 * lower % n || measure_caps_below(s, share + 1));
			free((char *)s.p);
		}
	ck_assert(measure_caps_below(STR("This is it"), 600));
	ck_assert(!measure_caps_below(STR("12345678901234567890 is it"), 600));
	ck_assert(!measure_caps_below(STR("this is it"), INT64_MIN));
	ck_assert(measure_caps_below(STR("THIs"), INT64_MAX));
}
END_TEST

START_TEST(names)
{
	ck_assert_int_eq(measure_find(STR("words")), MEASURE_WORDS);
	ck_assert_int_eq(measure_find(STR("sentences")), MEASURE_SENTENCES);
	ck_assert_int_eq(measure_find(STR("questions")), MEASURE_QUESTIONS);
	ck_assert_int_eq(measure_find(STR("exclamations")), MEASURE_EXCLAMATIONS);
	ck_assert_int_eq(measure_find(STR("caps")), MEASURE_CAPS);
	ck_assert_int_eq(measure_find(STR("reading_ease")), MEASURE_READING_EASE);
	ck_assert_int_eq(measure_find(STR("sentence_words")), MEASURE_SENTENCE_WORDS);
	ck_assert_int_eq(measure_find(STR("word")), MEASURE_COUNT);
	ck_assert_int_eq(measure_find(STR("")), MEASURE_COUNT);
}
END_TEST

static const struct {
	const char *text;
	enum measure_op op;
	int64_t bound;
	bool below, at, above;          /* whether it holds there */
} tests[] = {
	{ "words<6", MEASURE_LT, 6000, true, false, false },
	{ "words<=6", MEASURE_LE, 6000, true, true, false },
	{ " words = 6 ", MEASURE_EQ, 6000, false, true, false },
	{ "words!=6", MEASURE_NE, 6000, true, false, true },
	{ "words >= 0.6", MEASURE_GE, 600, false, true, true },
	{ "words>-0.125", MEASURE_GT, -125, false, false, true },
};

START_TEST(comparisons)
{
	struct measure_test t;
	struct buf why = { 0 };

	ck_assert(measure_test_read(str_of(tests[_i].text), &t, &why));
	ck_assert(str_eq(t.name, STR("words")));
	ck_assert_int_eq(t.op, tests[_i].op);
	ck_assert_int_eq(t.bound, tests[_i].bound);
	ck_assert(measure_test_holds(t.op, t.bound - 1, t.bound) == tests[_i].below);
	ck_assert(measure_test_holds(t.op, t.bound, t.bound) == tests[_i].at);
	ck_assert(measure_test_holds(t.op, t.bound + 1, t.bound) == tests[_i].above);
	struct measure_range r = measure_range_of(MEASURE_CAPS, t.op, t.bound);
	ck_assert_uint_eq(r.measure, MEASURE_CAPS);
	ck_assert(measure_range_holds(&r, t.bound - 1) == tests[_i].below);
	ck_assert(measure_range_holds(&r, t.bound) == tests[_i].at);
	ck_assert(measure_range_holds(&r, t.bound + 1) == tests[_i].above);
	buf_free(&why);
}
END_TEST

START_TEST(no_comparison)
{
	static const char *const wrong[] = { "", "words", "words 6", "words<", "words<x", "words==6", "words<6.0001", "words!6", "words<>6" };
	struct measure_test t;
	struct buf why = { 0 };

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		buf_reset(&why);
		ck_assert_msg(!measure_test_read(str_of(wrong[i]), &t, &why), "%s is taken", wrong[i]);
		ck_assert_uint_gt(why.n, 0);
	}
	buf_free(&why);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("measure");
	TCase *tcase = tcase_create("measure");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, measures, 0, sizeof taken / sizeof *taken);
	tcase_add_test(tcase, caps_below);
	tcase_add_test(tcase, names);
	tcase_add_loop_test(tcase, comparisons, 0, sizeof tests / sizeof *tests);
	tcase_add_test(tcase, no_comparison);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
