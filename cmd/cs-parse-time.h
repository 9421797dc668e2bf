/* cs-parse-time: the times of an export as those of the log. */
#ifndef CS_PARSE_TIME_H
#define CS_PARSE_TIME_H

#include "moment.h"
#include "record.h"

/* How times are read, and how many were of what kind. */
struct times {
	struct moment_rules rules;
	const char *zone;               /* of times that do not say; NULL is UTC */
	bool strict;                    /* no unreadable time is forgiven */
	uint64_t kind[CLOCK_ELAPSED + 1], unreadable;   /* unreadable ones were left empty */
	const char *file;               /* where the first of these was */
	uint64_t line;
};

/* Reads a field of the record: it becomes the time as the log has it, in stamp or as it stood. column is what -m calls it. False with
 * why (no file and line) when it is refused. */
bool time_read(struct times *t, const struct record *rec, const char *column, struct str *field, struct clock_time *time,
	       char stamp[CLOCK_MAX], struct buf *why);

#endif
