#include "calendar.h"

#define ERA_DAYS 146097
/* From 0000-03-01 to 1970-01-01. */
#define EPOCH_DAYS 719468

static bool
leap_year(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool
calendar_valid(struct calendar_date d)
{
	static const char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (d.month < 1 || d.month > 12 || d.day < 1)
		return false;
	return d.day <= days[d.month - 1] + (d.month == 2 && leap_year(d.year));
}

int64_t
calendar_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t
calendar_days(struct calendar_date d)
{
	int64_t year = d.month <= 2 ? d.year - 1 : d.year;
	int64_t era = calendar_div(year, 400);
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;

	return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - EPOCH_DAYS;
}

struct calendar_date
calendar_date(int64_t days)
{
	int64_t era = calendar_div(days + EPOCH_DAYS, ERA_DAYS);
	int64_t day_of_era = days + EPOCH_DAYS - era * ERA_DAYS;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t m = (5 * day_of_year + 2) / 153;
	struct calendar_date d;

	d.day = day_of_year - (153 * m + 2) / 5 + 1;
	d.month = m < 10 ? m + 3 : m - 9;
	d.year = year_of_era + era * 400 + (d.month <= 2);
	return d;
}

/* 1970-01-01 was a Thursday. */
int
calendar_weekday(int64_t days)
{
	return (int)(days + 4 - calendar_div(days + 4, 7) * 7);
}
