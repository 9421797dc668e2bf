/* cs-parse-row: one record of an export as one row of the log. */
#ifndef CS_PARSE_ROW_H
#define CS_PARSE_ROW_H

#include "clock.h"
#include "cs-parse-columns.h"
#include "cs-parse-who.h"

/* Fields live as long as the record they were made from. */
struct row {
	struct str field[LOG_COLUMNS];
	struct clock_time time;
	int64_t seq;                    /* INT64_MIN when there is none */
	bool raw;                       /* the record's own bytes are the row */
	char stamp[CLOCK_MAX];
};

/* How many rows have what kind of time, and how many were unreadable and left empty. */
struct row_times {
	uint64_t kind[CLOCK_ELAPSED + 1], unreadable;
	const char *file;               /* where the first of these was */
	uint64_t line;
};

/* What rows are made with. */
struct rows {
	struct columns *columns;
	struct roles *roles;
	struct who *who;
	bool strict;                    /* no unreadable time is forgiven */
	struct row_times times;
	bool comma;                     /* the export is separated by commas, as the log is, and its records may be rows */
};

/* False with why (no file and line) when the record does not fit. */
bool row_read(struct rows *r, const struct record *rec, struct row *row, struct buf *why);

#endif
