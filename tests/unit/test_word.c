#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "word.h"

static const struct {
	const char *text, *folded;
	size_t bytes;           /* of the text */
	bool apostrophe, digits;
} words[] = {
	{ "hello", "hello", 5, false, false }, { "Hello, you", "hello", 5, false, false },
	{ "UNDERSTANDING it", "understanding", 13, false, false }, { "don't", "don't", 5, true, false },
	{ "Don\u2019t", "don't", 7, true, false }, { "it`s", "it's", 4, true, false },
	{ "boys' toys", "boys", 4, false, false }, { "the 'end'", "the", 3, false, false },
	{ "\u00C9T\u00C9 ici", "\u00E9t\u00E9", 5, false, false }, { "na\u00EFve", "na\u00EFve", 6, false, false },
	{ "b2b", "b2b", 3, false, true }, { "3.50.", "3.50", 4, false, true }, { "10:30 am", "10:30", 5, false, true },
	{ "e-mail", "e", 1, false, false }, { "ok.Thanks", "ok", 2, false, false },
	{ "stop\u2026", "stop", 4, false, false }, { "l\u2019\u00E9t\u00E9", "l'\u00E9t\u00E9", 9, true, false },
	{ "a\u0301b", "a\u0301b", 4, false, false }, { "a'\u0301", "a'\u0301", 4, true, false },
	{ "o\u02BCclock", "o'clock", 8, true, false }, { "\u02BCtis", "\u02BCtis", 5, false, false },
};

START_TEST(a_word_is_read_and_folded)
{
	struct word w = { 0 };

	word_read(&w, (const unsigned char *)words[_i].text, strlen(words[_i].text), 0);
	ck_assert_uint_eq(w.end, words[_i].bytes);
	ck_assert_uint_eq(w.len, strlen(words[_i].folded));
	ck_assert(str_eq(word_folded(&w), str_of(words[_i].folded)));
	ck_assert(w.apostrophe == words[_i].apostrophe);
	ck_assert(w.digits == words[_i].digits);
}
END_TEST

START_TEST(it_starts_and_ends_where_it_is_told)
{
	struct word w = { 0 };

	word_read(&w, (const unsigned char *)"say Goodbye", 8, 4);
	ck_assert_uint_eq(w.off, 4);
	ck_assert_uint_eq(w.end, 8);
	ck_assert(str_eq(word_folded(&w), STR("good")));
}
END_TEST

/* What a longer word left behind is no part of a shorter one's last eight bytes, which are hashed. */
START_TEST(zeros_follow)
{
	static const char zeros[8];
	struct word w = { 0 };

	word_read(&w, (const unsigned char *)"misunderstandings", 17, 0);
	word_read(&w, (const unsigned char *)"a1", 2, 0);
	ck_assert_mem_eq(w.folded + 2, zeros, 8);
}
END_TEST

START_TEST(a_long_word_is_cut)
{
	unsigned char text[100];
	struct word w = { 0 };

	memset(text, 'A', sizeof text);
	for (size_t n = WORD_MAX - 1; n <= sizeof text; n++) {
		word_read(&w, text, n, 0);
		ck_assert_uint_eq(w.end, n);
		ck_assert_uint_eq(w.len, n);
		ck_assert_uint_eq(word_folded(&w).n, n < WORD_MAX ? n : WORD_MAX);
		ck_assert_int_eq(w.folded[WORD_MAX - 2], 'a');
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("word");
	TCase *tcase = tcase_create("word");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, a_word_is_read_and_folded, 0, sizeof words / sizeof *words);
	tcase_add_test(tcase, it_starts_and_ends_where_it_is_told);
	tcase_add_test(tcase, zeros_follow);
	tcase_add_test(tcase, a_long_word_is_cut);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
