/* clock: times of exports, as milliseconds; RFC 3339 in UTC on the way out. */
#ifndef CLOCK_H
#define CLOCK_H

#include "str.h"

#define CLOCK_MAX 32

/* CLOCK_UTC: ms since 1970-01-01T00:00:00Z. CLOCK_ELAPSED: ms since the interaction began, for
 * transcripts that know no date ("00:01:13"); differences work, dates do not. */
enum clock_kind { CLOCK_NONE, CLOCK_UTC, CLOCK_ELAPSED };

struct clock_time {
	int64_t ms;
	enum clock_kind kind;
};

/* Reads RFC 3339, its ISO 8601 variants (space for T, "/" for "-", no seconds, no zone is UTC, +0100, fractions), "Tue Oct 31
 * 22:10:47 +0000 2017", RFC 5322 dates, epoch seconds, ms and float seconds, H:MM:SS[.mmm] as elapsed. Empty gives
 * CLOCK_NONE and true; false for what is none of these, out of range (years 0000 to 9999), ambiguous (3/4/2020), a date
 * without a time of day, or on a weekday that it was not. A leap second 23:59:60 is 23:59:59.999; what is
 * finer than a millisecond is cut off. */
bool clock_parse(struct str s, struct clock_time *t);
/* The same, and whether it is a date without a zone, read as UTC. */
bool clock_parse_local(struct str s, struct clock_time *t, bool *zoneless);
/* "2026-11-22T04:05:06Z" or with ".250" when there are milliseconds; elapsed as "00:01:13"; "" for none. Returns the length. */
size_t clock_format(struct clock_time t, char out[CLOCK_MAX]);
/* "2026-11-22", ISO week "2026-W47", "2026-11" in UTC; "" unless CLOCK_UTC. Return the length. */
size_t clock_date(struct clock_time t, char out[CLOCK_MAX]);
size_t clock_week(struct clock_time t, char out[CLOCK_MAX]);
size_t clock_month(struct clock_time t, char out[CLOCK_MAX]);
/* "72h", "7d", "30m", "45s" in milliseconds; whole and not negative. */
bool clock_duration(struct str s, int64_t *ms);

#endif
