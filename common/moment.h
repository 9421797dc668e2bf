/* moment: times of exports in all the ways that people and programs write them. */
#ifndef MOMENT_H
#define MOMENT_H

#include "clock.h"

enum moment_order { MOMENT_ORDER_OPEN, MOMENT_DAY_FIRST, MOMENT_MONTH_FIRST };

/* How what a time leaves open is read, and what was found. All zero: times without a zone are UTC, and no date whose order is open is
 * read. */
struct moment_rules {
	const char *format;             /* see dateform.h; NULL for none */
	bool local;                     /* times without a zone are those of zone_set() */
	enum moment_order order;        /* of the dates so far that tell by themselves */
	uint64_t zoneless, skipped, twice;      /* times without a zone; those of them that its clock skipped, showed twice */
};

enum moment_got {
	MOMENT_BAD,             /* not a time */
	MOMENT_READ,
	MOMENT_AMBIGUOUS,       /* the day or the month may come first */
	MOMENT_MIXED            /* the day comes first, and in a date before it or in the format the month, or the other way round */
};

/* Reads by the format, where there is one; a format of the date alone is followed by the time of day and the zone in any of the
 * ways below. Else all that clock_parse() reads, and further
 *   20261122T0405Z, 2026-W47-7T04:05, 2026-326T04:05, 24:00 as the end of a day, 2026.11.22 4:05,
 *   22 November 2026 4:05:06 pm, Nov 22, 2026, 4:05 AM, Sun Nov 22 2026 04:05:06 GMT+0100 (CET), 22-Nov-2026 04:05,
 *   2026-11-22T04:05:06+01:00[Europe/Lisbon],
 *   22/11/2026 04:05, 11/22/2026 4:05 AM, 22.11.2026 04:05 where the numbers tell the day from the month.
 * Empty is CLOCK_NONE and MOMENT_READ. */
enum moment_got moment_read(struct moment_rules *r, struct str s, struct clock_time *t);

#endif
