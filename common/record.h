/* record: one record of a CSV stream, the columns of the log, and its roles. */
#ifndef RECORD_H
#define RECORD_H

#include "str.h"

#define RECORD_NONE ((size_t)-1)

/* Fields are counted and NUL-terminated; all of it lives until the reader's next call. */
struct record {
	struct str *field;
	size_t n;
	struct str raw;         /* the record's own bytes, without its line end */
	const char *file;       /* "-" is standard input */
	uint64_t line;          /* where the record starts, from 1 */
};

/* Who speaks. A set of roles is a mask of 1u << role. */
enum record_role { ROLE_AGENT, ROLE_CUSTOMER, ROLE_COLLEAGUE, ROLE_BOT, ROLE_SYSTEM, ROLE_COUNT };

/* The number of the column called name, or RECORD_NONE. */
size_t record_column(const struct record *header, struct str name);
/* The field of that column; empty for RECORD_NONE. */
struct str record_field(const struct record *r, size_t column);
/* The role of that exact name ("agent"), or ROLE_COUNT. */
enum record_role record_role(struct str name);
const char *record_role_name(enum record_role role);

#endif
