#include <check.h>
#include <stdlib.h>

#include "calendar.h"

/* Walks from 0000-01-01 to 10000-01-01 day by day with its own rule for the next day, so that a mistake in the arithmetic of
 * either direction shows on the first day where it matters. */
START_TEST(every_day)
{
	struct calendar_date d = { 0, 1, 1 };
	int64_t days = -719528;
	int weekday = 6;        /* a Saturday */

	for (; d.year < 10000; days++, weekday = (weekday + 1) % 7) {
		struct calendar_date back = calendar_date(days), next = { d.year, d.month, d.day + 1 };

		/* each ck_assert is a system call, so only what fails gets there */
		if (calendar_days(d) != days || back.year != d.year || back.month != d.month || back.day != d.day ||
		    calendar_weekday(days) != weekday || !calendar_valid(d))
			ck_abort_msg("%lld-%lld-%lld", (long long)d.year, (long long)d.month, (long long)d.day);
		if (!calendar_valid(next))
			next = d.month < 12 ? (struct calendar_date){ d.year, d.month + 1, 1 } : (struct calendar_date){ d.year + 1, 1, 1 };
		d = next;
	}
	ck_assert_int_eq(days, 2932897);
}
END_TEST

START_TEST(known_days)
{
	ck_assert_int_eq(calendar_days((struct calendar_date){ 1970, 1, 1 }), 0);
	ck_assert_int_eq(calendar_days((struct calendar_date){ 1969, 12, 31 }), -1);
	ck_assert_int_eq(calendar_days((struct calendar_date){ 2000, 2, 29 }), 951825600 / 86400);
	ck_assert_int_eq(calendar_days((struct calendar_date){ 2100, 3, 1 }), 4107542400 / 86400);
	ck_assert_int_eq(calendar_days((struct calendar_date){ 1600, 2, 29 }), -11670998400 / 86400);
	ck_assert_int_eq(calendar_weekday(0), 4);
	ck_assert_int_eq(calendar_weekday(-1), 3);
}
END_TEST

START_TEST(no_such_day)
{
	ck_assert(calendar_valid((struct calendar_date){ 2024, 2, 29 }));
	ck_assert(calendar_valid((struct calendar_date){ 2000, 2, 29 }));
	ck_assert(!calendar_valid((struct calendar_date){ 2023, 2, 29 }));
	ck_assert(!calendar_valid((struct calendar_date){ 1900, 2, 29 }));
	ck_assert(!calendar_valid((struct calendar_date){ 2026, 4, 31 }));
	ck_assert(!calendar_valid((struct calendar_date){ 2026, 1, 32 }));
	ck_assert(!calendar_valid((struct calendar_date){ 2026, 1, 0 }));
	ck_assert(!calendar_valid((struct calendar_date){ 2026, 0, 1 }));
	ck_assert(!calendar_valid((struct calendar_date){ 2026, 13, 1 }));
	ck_assert(!calendar_valid((struct calendar_date){ 2026, -1, 1 }));
}
END_TEST

START_TEST(division_rounds_down)
{
	ck_assert_int_eq(calendar_div(7, 2), 3);
	ck_assert_int_eq(calendar_div(-7, 2), -4);
	ck_assert_int_eq(calendar_div(-8, 2), -4);
	ck_assert_int_eq(calendar_div(0, 5), 0);
	ck_assert_int_eq(calendar_div(-1, 86400), -1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("calendar");
	TCase *tcase = tcase_create("calendar");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, every_day);
	tcase_add_test(tcase, known_days);
	tcase_add_test(tcase, no_such_day);
	tcase_add_test(tcase, division_rounds_down);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
