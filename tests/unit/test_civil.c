#include "civil.h"
#include "suite.h"

#define DAY INT64_C(86400000)
#define COUNT(a) (sizeof (a) / sizeof *(a))

static struct civil
at(int64_t year, int64_t month, int64_t day, int64_t hour, int64_t minute, int64_t second)
{
	return (struct civil){ .date = { year, month, day }, .hour = hour, .minute = minute, .second = second, .weekday = -1 };
}

static void
expect(struct civil c, int64_t want)
{
	int64_t ms;

	ck_assert(civil_ms(&c, &ms));
	ck_assert_int_eq(ms, want);
}

static void
refuse(struct civil c)
{
	int64_t ms;

	ck_assert(!civil_ms(&c, &ms));
}

START_TEST(days)
{
	expect(at(1970, 1, 1, 0, 0, 0), 0);
	expect(at(1969, 12, 31, 23, 59, 59), -1000);
	expect(at(2026, 11, 22, 4, 5, 6), INT64_C(1795320306000));
	expect(at(2000, 2, 29, 0, 0, 0), 11016 * DAY);
	expect(at(2000, 3, 1, 0, 0, 0), 11017 * DAY);
	expect(at(2024, 2, 29, 0, 0, 0), 19782 * DAY);
	expect(at(1900, 2, 28, 0, 0, 0), -25509 * DAY);
	expect(at(1900, 3, 1, 0, 0, 0), -25508 * DAY);
	refuse(at(1900, 2, 29, 0, 0, 0));
	refuse(at(2026, 2, 29, 0, 0, 0));
	refuse(at(2000, 2, 30, 0, 0, 0));
	for (int64_t month = 1; month <= 12; month++) {
		bool short_month = month == 4 || month == 6 || month == 9 || month == 11;
		int64_t last = month == 2 ? 28 : short_month ? 30 : 31;
		struct civil next = month < 12 ? at(2026, month + 1, 1, 0, 0, 0) : at(2027, 1, 1, 0, 0, 0);
		int64_t ms;

		ck_assert(civil_ms(&next, &ms));
		expect(at(2026, month, last, 23, 59, 59), ms - 1000);
		refuse(at(2026, month, last + 1, 0, 0, 0));
	}
	refuse(at(2026, 0, 1, 0, 0, 0));
	refuse(at(2026, 13, 1, 0, 0, 0));
	refuse(at(2026, 1, 0, 0, 0, 0));
}
END_TEST

START_TEST(times_of_day)
{
	struct civil c = at(1970, 1, 1, 0, 0, 1);

	c.ms = 250;
	expect(c, 1250);
	refuse(at(2026, 1, 1, 24, 0, 0));
	refuse(at(2026, 1, 1, 23, 60, 0));
	refuse(at(2026, 1, 1, 23, 59, 61));
	c = at(2026, 11, 22, 0, 0, 0);
	c.weekday = 0;
	expect(c, 20779 * DAY);
	c.weekday = 1;
	refuse(c);
}
END_TEST

START_TEST(zones)
{
	struct civil c = at(1970, 1, 1, 1, 30, 0);

	c.zone = 90;
	expect(c, 0);
	c.zone = -90;
	expect(c, 3 * 3600000);
	/* the weekday is that of the day as it is written */
	c = at(2026, 11, 22, 0, 30, 0);
	c.zone = 60;
	c.weekday = 0;
	expect(c, 20779 * DAY - 1800000);
}
END_TEST

START_TEST(years)
{
	struct civil c = at(0, 1, 1, 0, 0, 0);

	expect(c, -719528 * DAY);
	c.zone = 1;
	refuse(c);
	c = at(9999, 12, 31, 23, 59, 59);
	expect(c, 2932897 * DAY - 1000);
	c.zone = -1;
	refuse(c);
	ck_assert(civil_in_range(-719528 * DAY) && !civil_in_range(-719528 * DAY - 1));
	ck_assert(civil_in_range(2932897 * DAY - 1) && !civil_in_range(2932897 * DAY));
}
END_TEST

/* At the end of 2016 there was one; the rule asks for the end of some month of UTC, since nobody knows of those to come. */
START_TEST(leap_seconds)
{
	struct civil c = at(2016, 12, 31, 23, 59, 60);

	expect(c, INT64_C(1483228799999));
	c = at(2017, 1, 1, 0, 59, 60);
	c.zone = 60;
	expect(c, INT64_C(1483228799999));
	c = at(2016, 12, 31, 15, 59, 60);
	c.zone = -480;
	expect(c, INT64_C(1483228799999));
	expect(at(1969, 12, 31, 23, 59, 60), -1);
	refuse(at(2016, 12, 30, 23, 59, 60));
	refuse(at(2016, 12, 31, 22, 59, 60));
	refuse(at(2017, 1, 1, 0, 59, 60));
}
END_TEST

START_TEST(zone_names)
{
	static const struct {
		const char *text, *rest;
		int minutes;
		bool zoneless;
	} taken[] = {
		{ "", "", 0, true }, { "(PDT)", "(PDT)", 0, true }, { "Z", "", 0, false }, { "z x", " x", 0, false },
		{ "UTC", "", 0, false }, { "gmt", "", 0, false }, { "UT", "", 0, false }, { "+01:00", "", 60, false },
		{ "+0530", "", 330, false }, { "-0730 (x)", " (x)", -450, false }, { "+01", "", 60, false }, { "-00:00", "", 0, false },
		{ "+23:59", "", 1439, false },
	};
	static const char *const refused[] = {
		"+24:00", "+01:60", "+1", "+01:", "+01:0", "+010", "+", "zulu", "EST", "CET", "Europe/Lisbon", " Z",
	};
	struct civil c;
	struct str s;

	for (size_t i = 0; i < COUNT(taken); i++) {
		s = str_of(taken[i].text);
		ck_assert_msg(civil_zone(&s, &c), "%s", taken[i].text);
		ck_assert_msg(str_eq(s, str_of(taken[i].rest)), "%s: rest %.*s", taken[i].text, (int)s.n, s.p);
		ck_assert_int_eq(c.zone, taken[i].minutes);
		ck_assert_int_eq(c.zoneless, taken[i].zoneless);
	}
	for (size_t i = 0; i < COUNT(refused); i++) {
		s = str_of(refused[i]);
		ck_assert_msg(!civil_zone(&s, &c), "%s", refused[i]);
	}
	s = STR("PDT");
	ck_assert(civil_zone_mail(&s, &c) && c.zone == -420 && !c.zoneless && !s.n);
	s = STR("est");
	ck_assert(civil_zone_mail(&s, &c) && c.zone == -300);
	s = STR("CET");
	ck_assert(!civil_zone_mail(&s, &c));
}
END_TEST

START_TEST(names)
{
	static const struct {
		const char *text;
		int month, weekday;     /* -1 where it is none */
	} rows[] = {
		{ "January", 1, -1 }, { "jan", 1, -1 }, { "FEBRUARY", 2, -1 }, { "Mar", 3, -1 }, { "april", 4, -1 }, { "May", 5, -1 },
		{ "Jun", 6, -1 }, { "June", 6, -1 }, { "July", 7, -1 }, { "Aug", 8, -1 }, { "Sep", 9, -1 }, { "Sept", 9, -1 },
		{ "September", 9, -1 }, { "Oct", 10, -1 }, { "November", 11, -1 }, { "Dec", 12, -1 },
		{ "Sunday", -1, 0 }, { "mon", -1, 1 }, { "Tue", -1, 2 }, { "Tues", -1, 2 }, { "WEDNESDAY", -1, 3 }, { "Thu", -1, 4 },
		{ "Thurs", -1, 4 }, { "Fri", -1, 5 }, { "Saturday", -1, 6 },
		{ "", -1, -1 }, { "Ma", -1, -1 }, { "Marc", -1, -1 }, { "Marmalade", -1, -1 }, { "Mayor", -1, -1 }, { "Decem", -1, -1 },
		{ "Mars", -1, -1 }, { "Mai", -1, -1 }, { "Monument", -1, -1 }, { "Sundays", -1, -1 }, { " May", -1, -1 }, { "|", -1, -1 },
	};
	static const char *const behind[] = { "", ".", " 22", ", 2026", "-26" };

	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t k = 0; k < COUNT(behind); k++) {
			struct buf b = { 0 };
			int64_t got;

			buf_printf(&b, "%s%s", rows[i].text, behind[k]);
			struct str month = buf_view(&b), weekday = month;
			ck_assert_msg(civil_month(&month, &got) ? got == rows[i].month : rows[i].month == -1, "%s", b.p);
			ck_assert_msg(civil_weekday(&weekday, &got) ? got == rows[i].weekday : rows[i].weekday == -1, "%s", b.p);
			ck_assert_msg(str_eq(month, rows[i].month < 0 ? buf_view(&b) : str_of(behind[k])), "%s", b.p);
			ck_assert_msg(str_eq(weekday, rows[i].weekday < 0 ? buf_view(&b) : str_of(behind[k])), "%s", b.p);
			buf_free(&b);
		}
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { days, times_of_day, zones, years, leap_seconds, zone_names, names };

	return run_suite("civil", tests, COUNT(tests), NULL, NULL);
}
