/* zone: times of day where the reader is. */
#ifndef ZONE_H
#define ZONE_H

#include "str.h"

/* From here on times are those of the zone, which is UTC before: a name of the system's time zones ("Europe/Lisbon"), "UTC", or
 * hours and minutes east of it ("+05:30"). False for what is not known here, and nothing changes. */
bool zone_set(struct str name);
/* How far the zone is ahead of UTC at that time, both in seconds, summer time included. */
int64_t zone_offset(int64_t seconds);
/* Adds "2026-06-28 14:05 +0100"; seconds since 1970 in UTC. */
void zone_time(int64_t seconds, struct buf *to);
/* Adds the date of a message (RFC 5322): "Sun, 28 Jun 2026 14:05:09 +0100". */
void zone_mail_date(int64_t seconds, struct buf *to);

#endif
