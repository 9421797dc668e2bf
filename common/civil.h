/* civil: a date and a time of day as they are written, on the way to a time. */
#ifndef CIVIL_H
#define CIVIL_H

#include "calendar.h"
#include "str.h"

/* zone: minutes ahead of UTC, 0 where none is written. weekday: 0 is Sunday, -1 when not written. */
struct civil {
	struct calendar_date date;
	int64_t hour, minute, second, ms, zone;
	int64_t weekday;
	bool zoneless;
};

/* ms since 1970-01-01T00:00:00Z; false where there is no such day, time or weekday, or outside the years 0000 to 9999. A leap second
 * may stand only at the end of a UTC month; it becomes the last millisecond of its minute, which keeps the order of messages. */
bool civil_ms(const struct civil *c, int64_t *ms);
/* Whether it is in these years. */
bool civil_in_range(int64_t ms);
/* Cuts the English name of a month off the front, or a usual abbreviation of it ("Sept", without a full stop), in any case, as a
 * whole word: 1 is January. */
bool civil_month(struct str *s, int64_t *month);
/* The same of a day of the week: 0 is Sunday. */
bool civil_weekday(struct str *s, int64_t *weekday);
/* Cuts a zone off the front: "Z", "+01:00", "+0100", "+01", "GMT", nothing. False for something else, or a name that means different
 * things in different places. */
bool civil_zone(struct str *s, struct civil *c);
/* The same where the American names ("PDT") have one meaning, in mail. */
bool civil_zone_mail(struct str *s, struct civil *c);

#endif
