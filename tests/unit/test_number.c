#include <check.h>
#include <stdlib.h>

#include "number.h"

static const struct {
	const char *word;
	bool after_currency;
	unsigned class;
} words[] = {
	{ "42", false, CLASS_NUMBER }, { "0", false, CLASS_NUMBER }, { "3.50", false, CLASS_NUMBER },
	{ "1,299.99", false, CLASS_NUMBER }, { "2nd", false, CLASS_NUMBER }, { "24/7", false, CLASS_NUMBER },
	{ "3.50", true, CLASS_MONEY }, { "5", true, CLASS_MONEY },
	{ "22/11/2026", false, CLASS_DATE }, { "2026-11-22", false, CLASS_DATE },
	{ "10:30", false, CLASS_TIME }, { "10:30:15", false, CLASS_TIME }, { "5pm", false, CLASS_TIME },
	{ "11am", false, CLASS_TIME }, { "5cm", false, CLASS_NUMBER },
	{ "b2b", false, 0 }, { "a1", false, 0 }, { "ab123", false, CLASS_NUMBER },
};

START_TEST(classes)
{
	ck_assert_uint_eq(number_class(str_of(words[_i].word), words[_i].after_currency), words[_i].class);
}
END_TEST

/* What of a text is one number: joins go on until the first byte that does not. */
static const struct {
	const char *text;
	size_t length;
} numbers[] = {
	{ "3.5", 3 }, { "3.", 1 }, { "3. 5", 1 }, { "3.x", 1 }, { "1,000,000.50", 12 }, { "1, 2", 1 }, { "10:30", 5 },
	{ "22/11/2026", 10 }, { "2026-11-22", 10 }, { "2026-11-22-33", 10 }, { "5-10", 1 }, { "555-1234", 3 },
	{ "1..2", 1 }, { "1:", 1 },
};

START_TEST(joins)
{
	const char *text = numbers[_i].text;
	struct str s = str_of(text);
	size_t i = 0;

	while (i < s.n && ((text[i] >= '0' && text[i] <= '9') || number_joins((const unsigned char *)text, s.n, 0, i)))
		i++;
	ck_assert_uint_eq(i, numbers[_i].length);
}
END_TEST

START_TEST(joins_count_from_the_start_of_the_number)
{
	static const unsigned char text[] = "on 2026-11-22";

	ck_assert(number_joins(text, 13, 3, 7));
	ck_assert(number_joins(text, 13, 3, 10));
	ck_assert(!number_joins(text, 13, 2, 7));
	/* the end of the text */
	ck_assert(!number_joins(text, 8, 3, 7));
	ck_assert(!number_joins((const unsigned char *)".5", 2, 0, 0));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("number");
	TCase *tcase = tcase_create("number");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, classes, 0, sizeof words / sizeof *words);
	tcase_add_loop_test(tcase, joins, 0, sizeof numbers / sizeof *numbers);
	tcase_add_test(tcase, joins_count_from_the_start_of_the_number);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
