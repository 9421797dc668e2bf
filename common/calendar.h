/* calendar: the Gregorian calendar, before its introduction too, as numbers of days. */
#ifndef CALENDAR_H
#define CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

/* month 1..12, day 1..31. */
struct calendar_date {
	int64_t year, month, day;
};

/* Whether there is such a day; any year. */
bool calendar_valid(struct calendar_date d);
/* Days since 1970-01-01, negative before, and back. Both count from 1 March in eras of 400 years (H. Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days). */
int64_t calendar_days(struct calendar_date d);
struct calendar_date calendar_date(int64_t days);
/* Sunday is 0. */
int calendar_weekday(int64_t days);
/* a / b rounded down, for times before 1970. */
int64_t calendar_div(int64_t a, int64_t b);

#endif
