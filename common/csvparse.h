/* csvparse: the records of one source, as libcsv parts them; the only user of libcsv. */
#ifndef CSVPARSE_H
#define CSVPARSE_H

#include "place.h"
#include "record.h"

struct csv_parser;

/* What a record is made of lives until the next call. */
struct csvparse {
	struct place place;
	struct csv_parser *parser;
	char delim;
	size_t max_field;
	struct str *field;              /* p is set when the record is whole */
	size_t fields, field_cap;
	struct buf text;                /* each field and a NUL */
	bool row, too_large;
	char why[64];                   /* of the last CSVPARSE_BAD */
};

/* CSVPARSE_BAD: the record is no CSV; CSVPARSE_FAILED: errno tells, or the source's refused. */
enum csvparse_got { CSVPARSE_FAILED = -1, CSVPARSE_END, CSVPARSE_RECORD, CSVPARSE_BAD };

/* Begins with the file that source reads; p is all zero but for delim and max_field, or was used before. */
void csvparse_begin(struct csvparse *p, struct source *source);
/* The next record: its fields, raw bytes, and line. Nothing can be read after CSVPARSE_BAD but by
 * csvparse_set_aside(). */
enum csvparse_got csvparse_next(struct csvparse *p, struct record *rec);
/* After CSVPARSE_BAD: the raw bytes of the record's first line. Reading goes on with the line after it. */
enum csvparse_got csvparse_set_aside(struct csvparse *p, struct record *rec);
void csvparse_free(struct csvparse *p);

#endif
