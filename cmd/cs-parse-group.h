/* cs-parse-group: gathers the rows of each interaction, and the interactions of each customer. */
#ifndef CS_PARSE_GROUP_H
#define CS_PARSE_GROUP_H

#include "cs-parse-order.h"
#include "cs-parse-row.h"

struct group;

/* memory: bytes that it may take in all, however many rows and interactions there are; what is more goes to a temporary file. */
struct group *group_new(bool by_customer, size_t memory);
/* Keeps a copy of the row; fields is the row as it will be written, or NULL to write the record's raw bytes.
 * False with errno set when the temporary file cannot be written. */
bool group_add(struct group *g, const struct row *row, const struct str *fields, size_t nfields, struct str raw);
bool group_finish(struct group *g);

/* A row in its place. */
struct group_row {
	struct str raw;                 /* p is NULL when there are fields */
	struct str *field;
	size_t fields;
	bool first;                     /* of its interaction */
};

/* 1; 0 after the last; -1 with errno set. The row lives until the next call. */
int group_next(struct group *g, struct group_row *row);
/* The last time of all rows; CLOCK_NONE when none has a date. */
struct clock_time group_log_end(const struct group *g);
/* After group_finish, by customer. */
struct order_crowd group_crowd(const struct group *g);
void group_free(struct group *g);

#endif
