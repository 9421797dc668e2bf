/* cs-parse-parcel: a row as bytes, on its way through a sort. */
#ifndef CS_PARSE_PARCEL_H
#define CS_PARSE_PARCEL_H

#include "str.h"

struct parcel {
	struct str customer;            /* empty where nobody asks for it */
	bool dated;
	struct str raw;                 /* p is NULL when there are fields */
	struct str *field;
	size_t fields, cap;             /* of the parcel itself, all zero before the first */
};

/* Appends the row: its fields, or the raw bytes when field is NULL. */
void parcel_pack(struct buf *b, struct str customer, bool dated, const struct str *field, size_t n, struct str raw);
/* What was packed. It points into bytes; the array is kept for the next. */
void parcel_unpack(struct parcel *p, struct str bytes);
void parcel_free(struct parcel *p);

#endif
