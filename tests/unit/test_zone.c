#include <check.h>
#include <stdlib.h>
#include <unistd.h>

#include "zone.h"

/* 2026-06-28 12:05:09 and 2026-12-31 23:30:00 in UTC */
#define SUMMER INT64_C(1782648309)
#define WINTER INT64_C(1798759800)

static void
time_is(int64_t seconds, const char *expected)
{
	struct buf to = { 0 };

	zone_time(seconds, &to);
	ck_assert_str_eq(to.p, expected);
	buf_free(&to);
}

START_TEST(utc)
{
	struct buf to = { 0 };

	time_is(SUMMER, "2026-06-28 12:05 +0000");
	time_is(0, "1970-01-01 00:00 +0000");
	ck_assert(zone_set(STR("UTC")));
	zone_mail_date(SUMMER, &to);
	ck_assert_str_eq(to.p, "Sun, 28 Jun 2026 12:05:09 +0000");
	buf_free(&to);
}
END_TEST

START_TEST(offsets)
{
	struct buf to = { 0 };

	ck_assert(zone_set(STR("+05:30")));
	ck_assert_int_eq(zone_offset(SUMMER), 19800);
	time_is(SUMMER, "2026-06-28 17:35 +0530");
	time_is(WINTER, "2027-01-01 05:00 +0530");
	ck_assert(zone_set(STR("-03:30")));
	time_is(SUMMER, "2026-06-28 08:35 -0330");
	zone_mail_date(0, &to);
	ck_assert_str_eq(to.p, "Wed, 31 Dec 1969 20:30:00 -0330");
	buf_free(&to);
	ck_assert(zone_set(STR("UTC")));
	ck_assert_int_eq(zone_offset(SUMMER), 0);
}
END_TEST

START_TEST(names)
{
	/* a machine without time zones has nothing to check */
	if (access("/usr/share/zoneinfo/Europe/Berlin", R_OK) == 0) {
		ck_assert(zone_set(STR("Europe/Berlin")));
		time_is(SUMMER, "2026-06-28 14:05 +0200");
		time_is(WINTER, "2027-01-01 00:30 +0100");
		ck_assert(zone_set(STR("America/New_York")));
		time_is(SUMMER, "2026-06-28 08:05 -0400");
	}
}
END_TEST

START_TEST(refused)
{
	static const char *const bad[] = {
		"", "Nowhere", "../../etc/passwd", "/etc/localtime", "Europe/", "Europe/../Europe/Berlin", ":Europe/Berlin", "+5:30", "+0530",
		"+15:00", "+05:60", "+ 5:30", "05:30", "UTC+1 ", "EST5EDT,M3.2.0",
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!zone_set(str_of(bad[i])), "%s", bad[i]);
	time_is(SUMMER, "2026-06-28 12:05 +0000");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("zone");
	TCase *t = tcase_create("zone");
	SRunner *r = srunner_create(s);

	tcase_add_test(t, utc);
	tcase_add_test(t, offsets);
	tcase_add_test(t, names);
	tcase_add_test(t, refused);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
