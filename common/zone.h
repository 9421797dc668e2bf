/* zone: times of day where the reader is. */
#ifndef ZONE_H
#define ZONE_H

#include "str.h"

/* From here on times are those of the zone, which is UTC before: a name of the system's time zones ("Europe/Lisbon"), "UTC", or
 * hours and minutes east of it ("+05:30"). False for what is not known here, and nothing changes. */
bool zone_set(struct str name);
/* How far the zone is ahead of UTC at that time, both in seconds, summer time included. */
int64_t zone_offset(int64_t seconds);
/* What a local time is: there once, skipped when clocks were set forward, there twice when they were set back. */
enum zone_fit { ZONE_FITS, ZONE_SKIPPED, ZONE_TWICE };
/* The time in UTC that the zone's clock shows as local, both in seconds as if it were UTC. What is skipped comes out later by what
 * the clock was set forward; of two, the first. */
enum zone_fit zone_utc(int64_t local, int64_t *utc);
/* Adds "2026-06-28 14:05 +0100"; seconds since 1970 in UTC. */
void zone_time(int64_t seconds, struct buf *to);
/* Adds the date of a message (RFC 5322): "Sun, 28 Jun 2026 14:05:09 +0100". */
void zone_mail_date(int64_t seconds, struct buf *to);

#endif
