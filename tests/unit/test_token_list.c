#include <check.h>
#include <stdlib.h>

#include "token_list.h"

static struct token_list list;

static void
close_list(void)
{
	free(list.at);
	list = (struct token_list){ 0 };
}

/* Ends in a row, and what they are together. */
static const struct {
	enum token_kind first, second, both;
} pairs[] = {
	{ TOKEN_STOP, TOKEN_STOP, TOKEN_STOP }, { TOKEN_STOP, TOKEN_QUESTION, TOKEN_QUESTION },
	{ TOKEN_STOP, TOKEN_EXCLAMATION, TOKEN_EXCLAMATION }, { TOKEN_QUESTION, TOKEN_STOP, TOKEN_QUESTION },
	{ TOKEN_QUESTION, TOKEN_EXCLAMATION, TOKEN_QUESTION }, { TOKEN_EXCLAMATION, TOKEN_STOP, TOKEN_EXCLAMATION },
	{ TOKEN_EXCLAMATION, TOKEN_QUESTION, TOKEN_QUESTION }, { TOKEN_EXCLAMATION, TOKEN_EXCLAMATION, TOKEN_EXCLAMATION },
};

START_TEST(ends_in_a_row_are_one)
{
	token_list_end(&list, pairs[_i].first, 10, 1);
	token_list_end(&list, pairs[_i].second, 11, 2);
	ck_assert_uint_eq(list.n, 1);
	ck_assert_uint_eq(list.at[0].kind, pairs[_i].both);
	ck_assert_uint_eq(list.at[0].off, 10);
	ck_assert_uint_eq(list.at[0].len, 3);
	for (unsigned kind = TOKEN_STOP; kind <= TOKEN_EXCLAMATION; kind++)
		ck_assert_uint_eq(list.ends[kind], kind == pairs[_i].both);
}
END_TEST

START_TEST(ends_apart_are_two)
{
	token_list_end(&list, TOKEN_STOP, 10, 1);
	token_list_end(&list, TOKEN_STOP, 12, 1);
	token_list_push(&list, TOKEN_WORD, 13, 15);
	token_list_end(&list, TOKEN_QUESTION, 15, 1);
	ck_assert_uint_eq(list.n, 4);
	ck_assert_uint_eq(list.ends[TOKEN_STOP], 2);
	ck_assert_uint_eq(list.ends[TOKEN_QUESTION], 1);
}
END_TEST

/* The first word is two tokens, and so is the last. */
START_TEST(dropped_tokens_are_not_counted)
{
	token_list_push(&list, TOKEN_WORD, 0, 3);
	token_list_push(&list, TOKEN_WORD, 0, 3);
	token_list_end(&list, TOKEN_STOP, 3, 1);
	token_list_push(&list, TOKEN_WORD, 5, 7);
	token_list_push(&list, TOKEN_WORD, 5, 7);
	list.words = 2;
	token_list_drop(&list, 8);
	ck_assert_uint_eq(list.n, 5);
	token_list_drop(&list, 5);
	ck_assert_uint_eq(list.n, 3);
	ck_assert_uint_eq(list.words, 1);
	ck_assert_uint_eq(list.ends[TOKEN_STOP], 1);
	token_list_drop(&list, 0);
	ck_assert_uint_eq(list.n, 0);
	ck_assert_uint_eq(list.words, 0);
	ck_assert_uint_eq(list.ends[TOKEN_STOP], 0);
}
END_TEST

START_TEST(classes_are_those_of_the_message_too)
{
	struct token *t = token_list_push(&list, TOKEN_WORD, 0, 3);

	token_list_class(&list, t, 1);
	token_list_class(&list, t, 4);
	token_list_class(&list, token_list_push(&list, TOKEN_WORD, 4, 5), 2);
	ck_assert_uint_eq(list.at[0].classes, 1 | 4);
	ck_assert_uint_eq(list.at[1].classes, 2);
	ck_assert_uint_eq(list.classes, 1 | 2 | 4);
}
END_TEST

START_TEST(growing_keeps_what_is_there)
{
	ck_assert_ptr_null(token_list_last(&list));
	for (uint32_t i = 0; i < 10000; i++) {
		token_list_push(&list, TOKEN_WORD, 2 * i, 2 * i + 1);
		ck_assert_uint_eq(token_list_last(&list)->off, 2 * i);
	}
	for (uint32_t i = 0; i < 10000; i++) {
		ck_assert_uint_eq(list.at[i].off, 2 * i);
		ck_assert_uint_eq(list.at[i].span, 1);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("token_list");
	TCase *tcase = tcase_create("token_list");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, NULL, close_list);
	tcase_add_loop_test(tcase, ends_in_a_row_are_one, 0, sizeof pairs / sizeof *pairs);
	tcase_add_test(tcase, ends_apart_are_two);
	tcase_add_test(tcase, dropped_tokens_are_not_counted);
	tcase_add_test(tcase, classes_are_those_of_the_message_too);
	tcase_add_test(tcase, growing_keeps_what_is_there);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
