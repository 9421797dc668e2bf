#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "clock.h"

struct row {
	const char *text;
	int64_t ms;
};

static struct clock_time
read_time(const char *text)
{
	struct clock_time t;

	ck_assert_msg(clock_parse(str_of(text), &t), "refused: %s", text);
	return t;
}

static void
check_rows(const struct row *row, size_t n, enum clock_kind kind)
{
	for (size_t i = 0; i < n; i++) {
		struct clock_time t = read_time(row[i].text);

		ck_assert_msg(t.kind == kind && t.ms == row[i].ms, "%s: %lld", row[i].text, (long long)t.ms);
	}
}

#define CHECK_ROWS(rows, kind) check_rows(rows, sizeof (rows) / sizeof *(rows), kind)

/* Seconds as `date -u -d` gives them. */
START_TEST(utc)
{
	static const struct row rows[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1969-12-31T23:59:59Z", -1000 },
		{ "1969-12-31T23:59:59.25Z", -750 },
		{ "2000-02-29T12:00:00Z", 951825600000 },
		{ "1900-02-28T23:59:59Z", -2203891201000 },
		{ "1900-03-01T00:00:00Z", -2203891200000 },
		{ "2038-01-19T03:14:08Z", 2147483648000 },
		{ "2100-03-01T00:00:00Z", 4107542400000 },
		{ "9999-12-31T23:59:59.999Z", 253402300799999 },
		{ "0001-01-01T00:00:00Z", -62135596800000 },
		{ "0000-01-01T00:00:00Z", -62167219200000 },
		{ "2026-11-22T04:05:06Z", 1795320306000 },
		{ "2026-11-22t04:05:06z", 1795320306000 },
		{ "2026-11-22T04:05:06.25Z", 1795320306250 },
		{ "2026-11-22T04:05:06,25Z", 1795320306250 },
		{ "2026-11-22T04:05:06.250999Z", 1795320306250 },
		{ "2024-02-29T23:30:00-01:00", 1709253000000 },
		{ "2024-12-31T23:59:59+0530", 1735669799000 },
	};

	CHECK_ROWS(rows, CLOCK_UTC);
}
END_TEST

START_TEST(iso_variants)
{
	static const struct row rows[] = {
		{ "2026-11-22 04:05:06", 1795320306000 },
		{ "  2026-11-22 04:05:06\r", 1795320306000 },
		{ "2026-11-22T04:05:06", 1795320306000 },
		{ "2026-11-22T04:05", 1795320300000 },
		{ "2026/11/22 04:05:06", 1795320306000 },
		{ "2026-11-22 05:05:06+01", 1795320306000 },
		{ "2026-11-22 05:05:06 +0100", 1795320306000 },
		{ "2026-11-22 05:05:06 +01:00", 1795320306000 },
		{ "2026-11-21 23:05:06-05:00", 1795320306000 },
		{ "2026-11-22 04:05:06 UTC", 1795320306000 },
		{ "2026-11-22 04:05:06 GMT", 1795320306000 },
		{ "2026-11-22T04:05:06-00:00", 1795320306000 },
		{ "20261122T040506Z", 1795320306000 },
		{ "20261122T050506.5+0100", 1795320306500 },
		{ "2015-02-24 11:15:48 -0800", 1424805348000 },
	};

	CHECK_ROWS(rows, CLOCK_UTC);
}
END_TEST

START_TEST(mail_and_unix)
{
	static const struct row rows[] = {
		{ "Tue Oct 31 22:10:47 +0000 2017", 1509487847000 },
		{ "tue oct 31 22:10:47 2017", 1509487847000 },
		{ "Tue Oct  3 22:10:47 2017", 1507068647000 },
		{ "Tue Oct 31 22:10:47 UTC 2017", 1509487847000 },
		{ "Tue, 31 Oct 2017 22:10:47 -0700", 1509513047000 },
		{ "Tue, 31 Oct 2017 22:10:47 -0700 (PDT)", 1509513047000 },
		{ "Tue, 31 Oct 2017 22:10:47 PDT", 1509513047000 },
		{ "31 Oct 2017 22:10:47 GMT", 1509487847000 },
		{ "3 Oct 2017 22:10 +0000", 1507068600000 },
		{ "Tue, 03 Oct 2017 22:10:47", 1507068647000 },
	};

	CHECK_ROWS(rows, CLOCK_UTC);
}
END_TEST

START_TEST(epochs)
{
	static const struct row rows[] = {
		{ "1509487847", 1509487847000 },
		{ "1509487847000", 1509487847000 },
		{ "1509487847250", 1509487847250 },
		{ "1509487847.000250", 1509487847000 },
		{ "1509487847.25", 1509487847250 },
		{ "1509487847250.0", 1509487847250 },
		{ "999999999", 999999999000 },
	};

	CHECK_ROWS(rows, CLOCK_UTC);
}
END_TEST

START_TEST(elapsed)
{
	static const struct row rows[] = {
		{ "00:00:00", 0 }, { "00:01:13", 73000 }, { "0:01:13", 73000 }, { "1:00:00.250", 3600250 }, { "00:00:01,5", 1500 },
		{ "25:00:00", 90000000 }, { "100:00:59", 360059000 }, { "9999:59:59.999", 35999999999 },
	};

	CHECK_ROWS(rows, CLOCK_ELAPSED);
}
END_TEST

START_TEST(leap_seconds)
{
	static const struct row rows[] = {
		{ "2016-12-31T23:59:60Z", 1483228799999 },
		{ "2016-12-31T23:59:60.5Z", 1483228799999 },
		{ "2005-06-30T18:59:60-05:00", 1120175999999 },
		{ "2017-01-01T05:29:60+05:30", 1483228799999 },
	};

	CHECK_ROWS(rows, CLOCK_UTC);
}
END_TEST

START_TEST(refused)
{
	static const char *const rows[] = {
		"3/4/2020", "3/4/2020 10:00", "03-04-2020 10:00:00", "2020-03-04", "20200304", "20200304101112", "10:15", "10:15 PM",
		"yesterday", "x", "-", "0", "12345678", "12345678901", "12345678901234", "1509487847.", "-1509487847", "1.5e9",
		"2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
		"2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T23:60:00Z", "2026-01-01T23:59:61Z", "2026-01-01T12:00:60Z",
		"2016-12-31T23:59:60+01:00", "2016-12-30T23:59:60Z", "0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-00:01",
		"2026-1-01T00:00:00Z", "26-01-01T00:00:00Z", "2026-01-01T0:00:00Z", "2026-01-01T00:00:0Z", "2026-01-01T00:00:00.Z",
		"2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+01:60", "2026-01-01T00:00:00+1", "2026-01-01T00:00:00+010",
		"2026-01-01T00:00:00ZZ", "2026-01-01T00:00:00 CST", "2026-01-01T00:00:00 Europe/Paris", "2026-01/01T00:00:00Z",
		"2026-01-01  00:00:00", "2026-01-01T00:00:00  Z", "2026-01-01T", "2026-01-01 ", "20260101T0000Z",
		"Wed Oct 31 22:10:47 +0000 2017", "Tue Oct 31 22:10:47 +0000 17", "Tue Okt 31 22:10:47 +0000 2017",
		"Tue Oct 31 22:10:47", "Tue Oct 32 22:10:47 2017", "Mon, 31 Oct 2017 22:10:47 GMT", "31 Oct 17 22:10:47 GMT",
		"31 October 2017 22:10:47", "31 Oct 2017", "Tue 31 Oct 2017 22:10:47", "31 Oct 2017 22:10:47 GMT (a) b",
		"00:60:00", "00:00:60", "00:1:00", "00:00:00Z", "12345:00:00", "-00:01:00", "00:00:00.",
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct clock_time t;

		ck_assert_msg(!clock_parse(str_of(rows[i]), &t), "taken: %s as %lld", rows[i], (long long)t.ms);
	}
}
END_TEST

/* What is cut short is refused or means the same to the minute; never another time. */
START_TEST(cut_short)
{
	static const char text[] = "2026-11-22T04:05:06.250Z";

	for (size_t n = 1; n < sizeof text - 1; n++) {
		struct clock_time t;

		if (clock_parse((struct str){ text, n }, &t))
			ck_assert_msg(n >= 16 && t.ms / 60000 == 1795320306250 / 60000, "%zu bytes of %s", n, text);
	}
}
END_TEST

START_TEST(nothing)
{
	struct clock_time t = { 1, CLOCK_UTC };
	char out[CLOCK_MAX];

	ck_assert(clock_parse(STR("  "), &t));
	ck_assert_int_eq(t.kind, CLOCK_NONE);
	ck_assert_uint_eq(clock_format(t, out), 0);
	ck_assert_str_eq(out, "");
	ck_assert_uint_eq(clock_date(t, out) + clock_week(t, out) + clock_month(t, out), 0);
	t = read_time("00:01:13");
	ck_assert_uint_eq(clock_date(t, out) + clock_week(t, out) + clock_month(t, out), 0);
}
END_TEST

START_TEST(formats)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "2026-11-22 05:05:06 +0100", "2026-11-22T04:05:06Z" },
		{ "2026-11-22T04:05:06.25Z", "2026-11-22T04:05:06.250Z" },
		{ "2026-11-22T04:05:06.000Z", "2026-11-22T04:05:06Z" },
		{ "1969-12-31T23:59:59.001Z", "1969-12-31T23:59:59.001Z" },
		{ "2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999Z" },
		{ "0000-01-01 00:00", "0000-01-01T00:00:00Z" },
		{ "0:01:13", "00:01:13" },
		{ "0:01:13.5", "00:01:13.500" },
		{ "120:00:00", "120:00:00" },
		{ "1200:00:00", "1200:00:00" },
	};
	char out[CLOCK_MAX];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t n = clock_format(read_time(rows[i].text), out);

		ck_assert_str_eq(out, rows[i].want);
		ck_assert_uint_eq(n, str_of(rows[i].want).n);
	}
}
END_TEST

/* What is written reads as the same time; libc's own arithmetic agrees. The steps are primes of milliseconds, so that
 * all hours, weekdays and months come up. */
START_TEST(round_trip)
{
	for (int64_t ms = -62167219200000; ms < 253402300800000; ms += 2038074743) {
		struct clock_time t = { ms, CLOCK_UTC }, back;
		time_t seconds = (time_t)((ms - (ms % 1000 + 1000) % 1000) / 1000);
		char out[CLOCK_MAX], want[CLOCK_MAX];
		struct tm tm;
		size_t n = clock_format(t, out);

		/* each ck_assert is a system call, so only what fails gets there */
		if (!clock_parse((struct str){ out, n }, &back) || back.kind != CLOCK_UTC || back.ms != ms)
			ck_abort_msg("%s", out);
		gmtime_r(&seconds, &tm);
		if (tm.tm_year < -899)
			continue;       /* strftime writes such years with fewer digits */
		strftime(want, sizeof want, "%Y-%m-%dT%H:%M:%S", &tm);
		if (!str_eq((struct str){ out, 19 }, str_of(want)))
			ck_abort_msg("%s, not %s", out, want);
		strftime(want, sizeof want, "%G-W%V", &tm);
		clock_week(t, out);
		if (!str_eq(str_of(out), str_of(want)))
			ck_abort_msg("%s, not %s", out, want);
	}
	for (int64_t ms = 0; ms < 36000000000; ms += 104729) {
		struct clock_time t = { ms, CLOCK_ELAPSED }, back;
		char out[CLOCK_MAX];
		size_t n = clock_format(t, out);

		if (!clock_parse((struct str){ out, n }, &back) || back.kind != CLOCK_ELAPSED || back.ms != ms)
			ck_abort_msg("%s", out);
	}
}
END_TEST

START_TEST(date_week_month)
{
	static const struct {
		const char *date, *week;
	} rows[] = {
		{ "2026-01-01", "2026-W01" }, { "2027-01-01", "2026-W53" }, { "2021-01-03", "2020-W53" }, { "2021-01-04", "2021-W01" },
		{ "2020-12-31", "2020-W53" }, { "2024-12-30", "2025-W01" }, { "2018-12-31", "2019-W01" }, { "2016-01-03", "2015-W53" },
		{ "1969-12-29", "1970-W01" }, { "2000-02-29", "2000-W09" }, { "1970-01-01", "1970-W01" }, { "2026-11-22", "2026-W47" },
		{ "2026-11-23", "2026-W48" },
	};
	char text[CLOCK_MAX], out[CLOCK_MAX];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int late = 0; late < 2; late++) {
			struct clock_time t;

			snprintf(text, sizeof text, "%sT%sZ", rows[i].date, late ? "23:59:59.999" : "00:00:00");
			t = read_time(text);
			ck_assert_uint_eq(clock_date(t, out), 10);
			ck_assert_str_eq(out, rows[i].date);
			ck_assert_uint_eq(clock_week(t, out), 8);
			ck_assert_str_eq(out, rows[i].week);
			ck_assert_uint_eq(clock_month(t, out), 7);
			ck_assert(str_eq(str_of(out), (struct str){ rows[i].date, 7 }));
		}
	/* a day in UTC, whatever day it is where it was written */
	clock_date(read_time("2026-11-22T00:30:00+02:00"), out);
	ck_assert_str_eq(out, "2026-11-21");
}
END_TEST

START_TEST(durations)
{
	static const struct row rows[] = {
		{ "72h", 259200000 }, { "7d", 604800000 }, { "30m", 1800000 }, { "45s", 45000 }, { "0s", 0 },
	};
	static const char *const bad[] = { "", "h", "72", "7 d", "-1h", "+1h", "1.5h", "1w", "72H", "999999999999999999d" };
	int64_t ms;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert_msg(clock_duration(str_of(rows[i].text), &ms), "%s", rows[i].text);
		ck_assert_int_eq(ms, rows[i].ms);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!clock_duration(str_of(bad[i]), &ms), "%s", bad[i]);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("clock");
	TCase *tcase = tcase_create("clock");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, utc);
	tcase_add_test(tcase, iso_variants);
	tcase_add_test(tcase, mail_and_unix);
	tcase_add_test(tcase, epochs);
	tcase_add_test(tcase, elapsed);
	tcase_add_test(tcase, leap_seconds);
	tcase_add_test(tcase, refused);
	tcase_add_test(tcase, cut_short);
	tcase_add_test(tcase, nothing);
	tcase_add_test(tcase, formats);
	tcase_add_test(tcase, round_trip);
	tcase_add_test(tcase, date_week_month);
	tcase_add_test(tcase, durations);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
