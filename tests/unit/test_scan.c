#include <check.h>
#include <stdlib.h>

#include "scan.h"

START_TEST(numbers)
{
	struct str s = STR("12345x");
	int64_t v = -1;

	ck_assert_uint_eq(scan_digits(s), 5);
	ck_assert(scan_number(&s, 2, 2, &v));
	ck_assert_int_eq(v, 12);
	ck_assert(scan_number(&s, 1, 18, &v));
	ck_assert_int_eq(v, 345);
	ck_assert(!scan_number(&s, 1, 2, &v));
	ck_assert(str_eq(s, STR("x")));
	s = STR("1:");
	ck_assert(!scan_number(&s, 2, 2, &v));
	s = STR("999999999999999999");
	ck_assert(scan_number(&s, 1, 18, &v));
	ck_assert(v == INT64_C(999999999999999999));
	ck_assert(!scan_number(&s, 1, 18, &v));
}
END_TEST

START_TEST(marks)
{
	struct str s = STR("-   a");

	ck_assert(!scan_char(&s, '+'));
	ck_assert(!scan_blanks(&s));
	ck_assert(scan_char(&s, '-'));
	ck_assert(scan_blanks(&s));
	ck_assert(str_eq(s, STR("a")));
	ck_assert(!scan_blanks(&s));
	s.n = 0;
	ck_assert(!scan_char(&s, 'a'));
}
END_TEST

START_TEST(names)
{
	struct str s = STR("TueMon tuesday");
	int64_t place;

	ck_assert_uint_eq(scan_letters(s), 6);
	ck_assert(!scan_name(&s, "sunmontue", &place));
	s = STR("TUE,");
	ck_assert(scan_name(&s, "sunmontue", &place));
	ck_assert_int_eq(place, 2);
	ck_assert(str_eq(s, STR(",")));
	s = STR("unm ");
	ck_assert(!scan_name(&s, "sunmontue", &place));
	s = STR("su");
	ck_assert(!scan_name(&s, "sunmontue", &place));
}
END_TEST

START_TEST(fractions)
{
	static const struct {
		const char *text;
		int64_t want;
		const char *rest;
	} rows[] = {
		{ ".250", 250, "" }, { ",25Z", 250, "Z" }, { ".2509999", 250, "" }, { ".001", 1, "" }, { ".0009", 0, "" },
		{ ".5+", 500, "+" }, { "", 0, "" }, { "Z", 0, "Z" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str s = str_of(rows[i].text);
		int64_t v = -1;

		ck_assert_msg(scan_fraction(&s, &v), "%s", rows[i].text);
		ck_assert_int_eq(v, rows[i].want);
		ck_assert(str_eq(s, str_of(rows[i].rest)));
	}
	for (size_t i = 0; i < 3; i++) {
		static const char *const bad[] = { ".", ",", ".x" };
		struct str s = str_of(bad[i]);
		int64_t v;

		ck_assert_msg(!scan_fraction(&s, &v), "%s", bad[i]);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("scan");
	TCase *tcase = tcase_create("scan");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, numbers);
	tcase_add_test(tcase, marks);
	tcase_add_test(tcase, names);
	tcase_add_test(tcase, fractions);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
