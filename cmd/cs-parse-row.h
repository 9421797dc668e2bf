/* cs-parse-row: one record of an export as one row of the log. */
#ifndef CS_PARSE_ROW_H
#define CS_PARSE_ROW_H

#include "cs-parse-columns.h"
#include "cs-parse-time.h"
#include "cs-parse-who.h"

/* Fields live as long as the record they were made from. */
struct row {
	struct str field[LOG_COLUMNS];
	struct str ended;               /* of the column that c->ended tells */
	struct clock_time time;
	int64_t seq;                    /* INT64_MIN when there is none */
	bool raw;                       /* the record's own bytes are the row */
	char stamp[CLOCK_MAX], end_stamp[CLOCK_MAX];
};

/* What rows are made with. */
struct rows {
	struct columns *columns;
	struct roles *roles;
	struct who *who;
	struct times times;
	bool comma;                     /* the export is separated by commas, as the log is, and its records may be rows */
};

/* False with why (no file and line) when the record does not fit. */
bool row_read(struct rows *r, const struct record *rec, struct row *row, struct buf *why);

#endif
