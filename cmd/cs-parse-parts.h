/* cs-parse-parts: the columns of an export that a format reads. */
#ifndef CS_PARSE_PARTS_H
#define CS_PARSE_PARTS_H

#include "cs-parse-format.h"
#include "cs-parse-roles.h"

/* A row of the format whose column the export has. */
struct part {
	enum log_column column;
	size_t from;
	const struct transform *transform;
};

struct parts {
	const struct format *format;
	struct part *part;
	size_t n;
	bool given[LOG_SOURCES];                /* by -m */
	const struct turns_reader *reader;      /* NULL unless a record is a transcript */
	struct arena arena;
};

/* Finds them in the header; wanted are LOG_SOURCES of -m, NULL afterwards where they were read instead of the format's. False with why
 * (no file and line) when one that must be there is not. */
bool parts_find(struct parts *p, const struct format *f, const struct record *header, const char **wanted, struct buf *why);
/* Whether the log has all of that column of the export, so that it is not needed among the others. Those that tell who speaks stay: where
 * an agent has an id too, the name has no other place. */
bool parts_consume(const struct parts *p, size_t column);
/* What the format reads that column of the export as, LOG_SOURCES for nothing. */
enum log_column parts_use(const struct parts *p, size_t column);
/* What a record says of a column of the log, "" for nothing; it may be in b. A role is as -R reads a value, else as the format does, else
 * the last value that there is. */
struct str parts_value(const struct parts *p, struct roles *roles, const struct record *rec, enum log_column column, struct buf *b);
/* All ids of that kind, parents or links, between blanks, in b. */
struct str parts_links(const struct parts *p, const struct record *rec, enum transform_kind kind, struct buf *b);
/* Whether messages of the format name each other. */
bool parts_link(const struct format *f);
void parts_free(struct parts *p);

#endif
