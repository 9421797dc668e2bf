#include "phrases.h"

static const struct lexicon_word *
find(const struct lexicon *lex, const char *word)
{
	/* zeros up to a multiple of eight */
	char padded[80] = { 0 };
	size_t n = strlen(word);

	memcpy(padded, word, n);
	return lexicon_find(lex, (struct str){ padded, n }, lexicon_hash(padded, n));
}

static const struct lexicon_word *
find_prefix(const struct lexicon *lex, const char *word)
{
	char padded[80] = { 0 };

	memcpy(padded, word, strlen(word));
	return lexicon_find_prefix(lex, (struct str){ padded, strlen(word) });
}

START_TEST(numbers_are_given_once_from_one)
{
	struct lexicon *lex = lexicon_new();

	ck_assert_uint_eq(lexicon_count(lex), 0);
	ck_assert_ptr_null(find(lex, "one"));
	ck_assert_uint_eq(lexicon_number(lex, STR("one")), 1);
	ck_assert_uint_eq(lexicon_number(lex, STR("two")), 2);
	ck_assert_uint_eq(lexicon_number(lex, STR("one")), 1);
	ck_assert_uint_eq(lexicon_prefix(lex, STR("on")), 3);
	ck_assert_uint_eq(lexicon_prefix(lex, STR("one")), 4);
	ck_assert_uint_eq(lexicon_prefix(lex, STR("on")), 3);
	ck_assert_uint_eq(lexicon_count(lex), 4);
	ck_assert_uint_eq(lexicon_prefix(lex, STR("o")), 0);
	ck_assert_uint_eq(lexicon_prefix(lex, STR("")), 0);
	ck_assert(str_eq(lexicon_numbered(lex, 2)->spelling, STR("two")));
	ck_assert(!lexicon_numbered(lex, 2)->prefix);
	ck_assert(str_eq(lexicon_numbered(lex, 4)->spelling, STR("one")));
	ck_assert(lexicon_numbered(lex, 4)->prefix);
	lexicon_free(lex);
	lexicon_free(NULL);
}
END_TEST

/* Words that share beginnings, of all lengths; many enough for the table to grow. */
START_TEST(many_words)
{
	struct lexicon *lex = lexicon_new();
	char word[80];

	for (uint32_t i = 0; i < 20000; i++) {
		snprintf(word, sizeof word, "%.*sx%u", (int)(i % 60), "abcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcd", i / 60);
		ck_assert_uint_eq(lexicon_number(lex, str_of(word)), i + 1);
	}
	for (uint32_t i = 0; i < 20000; i++) {
		snprintf(word, sizeof word, "%.*sx%u", (int)(i % 60), "abcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcdefghabcd", i / 60);
		const struct lexicon_word *w = find(lex, word);
		ck_assert_ptr_nonnull(w);
		ck_assert_uint_eq(w->number, i + 1);
	}
	ck_assert_ptr_null(find(lex, "abcdefgh"));
	ck_assert_ptr_null(find(lex, "abcdefghx"));
	lexicon_free(lex);
}
END_TEST

START_TEST(longest_beginning_wins)
{
	struct lexicon *lex = lexicon_new();
	uint32_t ap = lexicon_prefix(lex, STR("ap")), apology = lexicon_prefix(lex, STR("apology"));
	uint32_t apolog = lexicon_prefix(lex, STR("apolog")), ax = lexicon_prefix(lex, STR("ax"));

	ck_assert_uint_eq(find_prefix(lex, "apologise")->number, apolog);
	ck_assert_uint_eq(find_prefix(lex, "apology")->number, apology);
	ck_assert_uint_eq(find_prefix(lex, "apple")->number, ap);
	ck_assert_uint_eq(find_prefix(lex, "ap")->number, ap);
	ck_assert_uint_eq(find_prefix(lex, "ax")->number, ax);
	ck_assert_ptr_null(find_prefix(lex, "a"));
	ck_assert_ptr_null(find_prefix(lex, ""));
	ck_assert_ptr_null(find_prefix(lex, "bp"));
	/* a beginning is no word */
	ck_assert_ptr_null(find(lex, "ap"));
	lexicon_free(lex);
}
END_TEST

START_TEST(readings)
{
	struct lexicon *lex = lexicon_of("dont,do not\nthx,thanks\nmonday,<date>\nmonday,<stop>\ndr.,dr\nacct.,account\nasap,as soon as possible\n");
	const struct lexicon_word *w = find(lex, "dont");

	ck_assert_ptr_nonnull(w);
	ck_assert_uint_eq(w->readings, 2);
	ck_assert(str_eq(lexicon_at(lex, w->reading[0])->spelling, STR("do")));
	ck_assert(str_eq(lexicon_at(lex, w->reading[1])->spelling, STR("not")));
	/* known, but no pattern has it */
	ck_assert_uint_eq(find(lex, "thanks")->number, 0);
	ck_assert_uint_eq(lexicon_count(lex), 0);
	ck_assert_uint_eq(find(lex, "monday")->classes, CLASS_DATE | CLASS_STOPWORD);
	ck_assert_uint_eq(find(lex, "monday")->readings, 0);
	ck_assert(find(lex, "dr")->abbreviation);
	ck_assert_uint_eq(find(lex, "dr")->readings, 0);
	ck_assert(find(lex, "acct")->abbreviation);
	ck_assert_uint_eq(find(lex, "acct")->readings, 1);
	ck_assert(!find(lex, "account")->abbreviation);
	ck_assert_uint_eq(find(lex, "asap")->readings, 4);
	lexicon_free(lex);
}
END_TEST

START_TEST(longest_suffix_wins)
{
	struct lexicon *lex = lexicon_of("*'s,\n*n't,not\n*t's,it is\n");

	ck_assert_uint_eq(lexicon_find_suffix(lex, STR("kim's"))->readings, 0);
	ck_assert_uint_eq(lexicon_find_suffix(lex, STR("mustn't"))->readings, 1);
	ck_assert_uint_eq(lexicon_find_suffix(lex, STR("that's"))->readings, 2);
	/* nothing would be left */
	ck_assert_ptr_null(lexicon_find_suffix(lex, STR("'s")));
	ck_assert_ptr_null(lexicon_find_suffix(lex, STR("kims")));
	lexicon_free(lex);
}
END_TEST

static const struct {
	const char *word, *reading, *why;
} wrong[] = {
	{ "", "x", "no word" },
	{ "x", "", "no reading" },
	{ "x", "<colour>", "no such class: <colour>" },
	{ "x", "a b c d e f g", "a word is read as at most 6 words" },
};

START_TEST(wrong_rows)
{
	struct lexicon *lex = lexicon_new();
	struct buf why = { 0 };

	ck_assert(!lexicon_reading(lex, str_of(wrong[_i].word), str_of(wrong[_i].reading), &why));
	ck_assert_str_eq(why.p, wrong[_i].why);
	buf_free(&why);
	lexicon_free(lex);
}
END_TEST

START_TEST(class_names)
{
	ck_assert_uint_eq(word_class(STR("<number>")), CLASS_NUMBER);
	ck_assert_uint_eq(word_class(STR("<NAME>")), CLASS_NAME);
	ck_assert_uint_eq(word_class(STR("<Email>")), CLASS_EMAIL);
	ck_assert_uint_eq(word_class(STR("name")), 0);
	ck_assert_uint_eq(word_class(STR("<names>")), 0);
	ck_assert_uint_eq(word_class(STR("")), 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("lexicon");
	TCase *tcase = tcase_create("lexicon");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, numbers_are_given_once_from_one);
	tcase_add_test(tcase, many_words);
	tcase_add_test(tcase, longest_beginning_wins);
	tcase_add_test(tcase, readings);
	tcase_add_test(tcase, longest_suffix_wins);
	tcase_add_loop_test(tcase, wrong_rows, 0, sizeof wrong / sizeof *wrong);
	tcase_add_test(tcase, class_names);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
