#include <check.h>
#include <stdlib.h>
#include <unistd.h>

#include "dateform.h"
#include "moment.h"
#include "zone.h"

struct row {
	const char *text, *want;
};

#define COUNT(rows) (sizeof (rows) / sizeof *(rows))

static enum moment_got
read_text(struct moment_rules *r, const char *text, char out[CLOCK_MAX])
{
	struct clock_time t;
	enum moment_got got = moment_read(r, str_of(text), &t);

	if (got == MOMENT_READ)
		clock_format(t, out);
	return got;
}

static void
check_rows(struct moment_rules *r, const struct row *row, size_t n)
{
	char out[CLOCK_MAX];

	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(read_text(r, row[i].text, out) == MOMENT_READ, "refused: %s", row[i].text);
		ck_assert_msg(str_eq(str_of(out), str_of(row[i].want)), "%s: %s, not %s", row[i].text, out, row[i].want);
	}
}

START_TEST(iso)
{
	static const struct row rows[] = {
		{ "2026-11-22T04:05:06Z", "2026-11-22T04:05:06Z" },
		{ "20261122T0405Z", "2026-11-22T04:05:00Z" },
		{ "20261122T040506,25+0100", "2026-11-22T03:05:06.250Z" },
		{ "20261122 04:05:06", "2026-11-22T04:05:06Z" },
		{ "2026.11.22 4:05", "2026-11-22T04:05:00Z" },
		{ "2026-11-22 4:05:06 PM", "2026-11-22T16:05:06Z" },
		{ "2026-11-22 12:05 AM", "2026-11-22T00:05:00Z" },
		{ "2026-11-22 12:05 p.m.", "2026-11-22T12:05:00Z" },
		{ "2026-11-22, 4:05\xe2\x80\xafpm", "2026-11-22T16:05:00Z" },
		{ "2026-11-22T24:00:00Z", "2026-11-23T00:00:00Z" },
		{ "2026-12-31T24:00+01:00", "2026-12-31T23:00:00Z" },
		{ "2026-11-22T04:05:06+01:00[Europe/Lisbon]", "2026-11-22T03:05:06Z" },
		/* the Sunday of week 47; 2026-01-01 was a Thursday, so that week 1 began on 2025-12-29 */
		{ "2026-W47-7T04:05:06Z", "2026-11-22T04:05:06Z" },
		{ "2026W477T040506Z", "2026-11-22T04:05:06Z" },
		{ "2026-W01-1T00:00Z", "2025-12-29T00:00:00Z" },
		{ "2026-W53-5T00:00Z", "2027-01-01T00:00:00Z" },
		/* 304 days before November */
		{ "2026-326T04:05", "2026-11-22T04:05:00Z" },
		{ "2024-366T00:00", "2024-12-31T00:00:00Z" },
		{ "1795320306", "2026-11-22T04:05:06Z" },
		{ "1795320306250", "2026-11-22T04:05:06.250Z" },
		{ "0:01:13", "00:01:13" },
		{ " ", "" },
	};
	struct moment_rules r = { 0 };

	check_rows(&r, rows, COUNT(rows));
}
END_TEST

START_TEST(named)
{
	static const struct row rows[] = {
		{ "22 November 2026 04:05:06", "2026-11-22T04:05:06Z" },
		{ "22-Nov-2026 4:05 PM", "2026-11-22T16:05:00Z" },
		{ "22. Nov. 2026, 04:05", "2026-11-22T04:05:00Z" },
		{ "Nov 22, 2026, 4:05:06 AM", "2026-11-22T04:05:06Z" },
		{ "November 22, 2026 at 4:05 PM", "2026-11-22T16:05:00Z" },
		{ "Sunday, November 22, 2026, 04:05:06 (-0500)", "2026-11-22T04:05:06Z" },
		{ "Sun Nov 22 2026 05:05:06 GMT+0100 (CET)", "2026-11-22T04:05:06Z" },
		{ "Sun, 22 Nov 2026 04:05:06 -0700", "2026-11-22T11:05:06Z" },
		{ "Sept. 1, 2026 04:05", "2026-09-01T04:05:00Z" },
		{ "2 MARCH 2026 04:05", "2026-03-02T04:05:00Z" },
		{ "Thurs., 5 Feb. 2026 04:05", "2026-02-05T04:05:00Z" },
	};
	struct moment_rules r = { 0 };

	check_rows(&r, rows, COUNT(rows));
}
END_TEST

START_TEST(refused)
{
	static const char *const rows[] = {
		"yesterday", "2026-11-22", "20261122", "22 November 2026", "22/11/2026", "11/22/2026 25:00", "31/11/2026 10:00",
		"13/13/2026 10:00", "2026-W54-1T00:00Z", "2026-W53-8T00:00Z", "2026-W00-1T00:00Z", "2025-366T00:00", "2026-000T00:00",
		"2026-11-22 13:05 PM", "2026-11-22 0:05 AM", "2026-11-22T24:00:01Z", "2026-11-22T24:01Z", "Mon Nov 22 2026 04:05:06",
		"Nov 22, 26 04:05", "November 2026 04:05", "2026-11-22T04:05 CST", "2026-11-22 04:05 Europe/Lisbon", "9999-12-31T24:00Z",
		"2026-11-22 04:05 PMT", "2026-11-22T04:05[Europe/Lisbon]", "22/11-2026 10:00", "22,11,2026 10:00",
		/* words that begin like a month or a day, or less of one than people write */
		"2 Marmalade 2026 04:05", "Mayor 2, 2026 04:05", "2 Janet 2026 04:05", "2 Novem 2026 04:05", "2 Ju 2026 04:05",
		"Monument, 2 Mar 2026 04:05", "2 M\xc3\xa4rz 2026 04:05", "2 Mar\xc3\xa7o 2026 04:05", "2 Mai 2026 04:05",
	};
	char out[CLOCK_MAX];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct moment_rules r = { 0 };

		ck_assert_msg(read_text(&r, rows[i], out) == MOMENT_BAD, "taken: %s", rows[i]);
	}
}
END_TEST

START_TEST(orders)
{
	static const struct row day[] = {
		{ "22/11/2026 04:05", "2026-11-22T04:05:00Z" }, { "5/5/2026 04:05", "2026-05-05T04:05:00Z" },
		{ "22.11.2026 04:05:06", "2026-11-22T04:05:06Z" }, { "22-11-2026 4:05 PM +0100", "2026-11-22T15:05:00Z" },
	};
	static const struct row month[] = {
		{ "5/5/2026 04:05", "2026-05-05T04:05:00Z" }, { "11/22/2026 4:05:06 PM", "2026-11-22T16:05:06Z" },
		{ "1/13/2026, 04:05", "2026-01-13T04:05:00Z" },
	};
	static const char *const open[] = { "3/4/2026 10:00", "03.04.2026 10:00", "3-4-26", "22/11/26 10:00", "3/4/2026" };
	struct moment_rules r = { 0 }, other = { 0 };
	char out[CLOCK_MAX];

	check_rows(&r, day, COUNT(day));
	ck_assert_int_eq(r.order, MOMENT_DAY_FIRST);
	ck_assert_int_eq(read_text(&r, "11/22/2026 04:05", out), MOMENT_MIXED);
	/* what was seen elsewhere does not decide */
	for (size_t i = 0; i < COUNT(open); i++)
		ck_assert_msg(read_text(&r, open[i], out) == MOMENT_AMBIGUOUS, "%s", open[i]);
	check_rows(&other, month, COUNT(month));
	ck_assert_int_eq(other.order, MOMENT_MONTH_FIRST);
	ck_assert_int_eq(read_text(&other, "22/11/2026 04:05", out), MOMENT_MIXED);
}
END_TEST

START_TEST(formats)
{
	static const struct {
		const char *format;
		struct row row;
	} rows[] = {
		{ "%d/%m/%Y", { "3/4/2026 10:00", "2026-04-03T10:00:00Z" } },
		{ "%m/%d/%Y", { "3/4/2026 10:00", "2026-03-04T10:00:00Z" } },
		{ "%m/%d/%y", { "3/4/26, 3:49:49\xe2\x80\xafPM", "2026-03-04T15:49:49Z" } },
		{ "%d.%m.%y", { "03.04.26 10:00:05,250", "2026-04-03T10:00:05.250Z" } },
		{ "%d/%m/%Y", { "3/4/2026 10:00 +0200", "2026-04-03T08:00:00Z" } },
		{ "%d/%m/%Y %H:%M:%S", { "03/04/2026 10:00:05.5", "2026-04-03T10:00:05.500Z" } },
		{ "%d/%m/%Y %H:%M:%S", { "03/04/2026 10:00:05 -0100", "2026-04-03T11:00:05Z" } },
		{ "%m/%d/%Y %I:%M:%S %p", { "03/04/2026 12:00:05.125 AM", "2026-03-04T00:00:05.125Z" } },
		{ "%H:%M %d.%m.%Y", { "10:00 03.04.2026", "2026-04-03T10:00:00Z" } },
		{ "%d/%m/%Y %H:%M %z", { "03/04/2026 10:00 +0530", "2026-04-03T04:30:00Z" } },
		{ "%a %d %b %Y %T", { "Fri 03 Apr 2026 10:00:00", "2026-04-03T10:00:00Z" } },
		{ "%Y/%j %R", { "2026/326 04:05", "2026-11-22T04:05:00Z" } },
		/* times that are clear anyway need no format */
		{ "%d/%m/%Y", { "2026-11-22T04:05:06Z", "2026-11-22T04:05:06Z" } },
		{ "%d/%m/%Y", { "1795320306", "2026-11-22T04:05:06Z" } },
		{ "%d/%m/%Y", { "0:01:13", "00:01:13" } },
	};
	static const struct row bad[] = {
		{ "%d/%m/%Y", "3/4/26 10:00" }, { "%d/%m/%y", "3/4/2026 10:00" }, { "%d/%m/%Y", "31/4/2026 10:00" },
		{ "%m/%d/%Y", "31/12/2026 10:00" }, { "%d/%m/%Y", "3/13/2026" }, { "%d/%m/%Y %H:%M", "3/4/2026 10:00 hours" }, { "%a %d %b %Y %T", "Sat 03 Apr 2026 10:00:00" },
	};
	char out[CLOCK_MAX];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct moment_rules r = { .format = rows[i].format };

		ck_assert_ptr_null(dateform_parts(r.format).why);
		check_rows(&r, &rows[i].row, 1);
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct moment_rules r = { .format = bad[i].text };

		ck_assert_msg(read_text(&r, bad[i].want, out) != MOMENT_READ, "%s by %s: %s", bad[i].want, bad[i].text, out);
	}
}
END_TEST

START_TEST(format_parts)
{
	static const char *const bad[] = {
		"", "%d/%m", "%H:%M", "%d/%m/%Y %H", "%d/%m/%Y %I:%M", "%d/%m/%Y %H:%M %p", "%d/%m/%Y %S", "%d/%m/%Y %z", "%d/%m/%Y %Z", "%s",
		"%d/%m/%Y %", "%Ed/%m/%Y", "%-d/%m/%Y",
	};

	for (size_t i = 0; i < COUNT(bad); i++)
		ck_assert_msg(dateform_parts(bad[i]).why != NULL, "%s", bad[i]);
	ck_assert(dateform_parts("%d/%m/%y").day_first && dateform_parts("%e %b %Y").day_first);
	ck_assert(!dateform_parts("%m/%d/%y").day_first && !dateform_parts("%F").day_first && !dateform_parts("%b %d %Y").day_first);
}
END_TEST

/* Clocks in Berlin: from 02:00 to 03:00 on 2026-03-29, and back on 2026-10-25. Samoa had no 2011-12-30 at all. */
START_TEST(zones)
{
	static const struct row rows[] = {
		{ "2026-06-28 14:05", "2026-06-28T12:05:00Z" }, { "2026-12-31 14:05", "2026-12-31T13:05:00Z" },
		{ "2026-03-29 01:59:59", "2026-03-29T00:59:59Z" }, { "2026-03-29 02:30", "2026-03-29T01:30:00Z" },
		{ "2026-03-29 03:00", "2026-03-29T01:00:00Z" }, { "2026-10-25 01:59", "2026-10-24T23:59:00Z" },
		{ "2026-10-25 02:30", "2026-10-25T00:30:00Z" }, { "2026-10-25 03:00", "2026-10-25T02:00:00Z" },
		{ "2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z" }, { "28 June 2026 14:05", "2026-06-28T12:05:00Z" },
		{ "1795320306", "2026-11-22T04:05:06Z" }, { "0:01:13", "00:01:13" },
	};
	static const struct row samoa[] = {
		{ "2011-12-29 12:00", "2011-12-29T22:00:00Z" }, { "2011-12-30 12:00", "2011-12-30T22:00:00Z" },
		{ "2011-12-31 12:00", "2011-12-30T22:00:00Z" },
	};
	static const struct row east[] = { { "2026-06-28 14:05", "2026-06-28T08:35:00Z" } };
	struct moment_rules r = { .local = true }, s = { .local = true }, e = { .local = true };

	if (access("/usr/share/zoneinfo/Pacific/Apia", R_OK) == 0) {
		ck_assert(zone_set(STR("Europe/Berlin")));
		check_rows(&r, rows, COUNT(rows));
		ck_assert_uint_eq(r.skipped, 1);
		ck_assert_uint_eq(r.twice, 1);
		ck_assert_uint_eq(r.zoneless, 9);
		ck_assert(zone_set(STR("Pacific/Apia")));
		check_rows(&s, samoa, COUNT(samoa));
		ck_assert_uint_eq(s.skipped, 1);
	}
	ck_assert(zone_set(STR("+05:30")));
	check_rows(&e, east, COUNT(east));
}
END_TEST

/* Each hour of some years reads back as what the zone's clock showed, but for the second of two. */
START_TEST(zone_hours)
{
	static const char *const names[] = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza" };

	for (size_t i = 0; i < COUNT(names); i++) {
		if (access("/usr/share/zoneinfo/Europe/Berlin", R_OK) != 0)
			continue;
		ck_assert_msg(zone_set(str_of(names[i])), "%s", names[i]);
		for (int64_t utc = 1735689600; utc < 1735689600 + 2 * 366 * 86400; utc += 900) {
			int64_t back, local = utc + zone_offset(utc);
			enum zone_fit fit = zone_utc(local, &back);

			if (fit == ZONE_SKIPPED || back + zone_offset(back) != local || (fit == ZONE_FITS && back != utc) ||
			    (fit == ZONE_TWICE && back > utc))
				ck_abort_msg("%s %lld: %d %lld", names[i], (long long)utc, (int)fit, (long long)back);
		}
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("moment");
	TCase *tcase = tcase_create("moment");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, iso);
	tcase_add_test(tcase, named);
	tcase_add_test(tcase, refused);
	tcase_add_test(tcase, orders);
	tcase_add_test(tcase, formats);
	tcase_add_test(tcase, format_parts);
	tcase_add_test(tcase, zones);
	tcase_add_test(tcase, zone_hours);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
