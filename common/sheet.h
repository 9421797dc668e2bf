/* sheet: a CSV file of a pack, row by row, its columns found by name. */
#ifndef SHEET_H
#define SHEET_H

#include "record.h"

#define SHEET_COLUMNS 8

/* The row in hand. */
struct sheet_row {
	struct str field[SHEET_COLUMNS];        /* empty where the file has no such column */
	const char *file;
	uint64_t line;
	struct buf *why;                        /* why it is refused */
};

struct sheet {
	const char *file;
	const char *column[SHEET_COLUMNS];      /* '?' before the name: may be absent */
	bool (*row)(struct sheet_row *row, void *data);         /* false with the reason in row->why refuses it */
};

/* Calls the sheet's row for each row of a file that is called name; stops at the first that is refused, or that is no
 * CSV, with "NAME:LINE: reason" in why. */
bool sheet_read(const struct sheet *sheet, struct str bytes, const char *name, void *data, struct buf *why);
/* All bytes of a file; false with "PATH: reason" in why. */
bool sheet_load(const char *path, struct buf *bytes, struct buf *why);

/* These write the reason and return false, for a row to return. */
bool sheet_refuse(struct sheet_row *row, const char *reason);
bool sheet_refuse_value(struct sheet_row *row, const char *reason, struct str value);
/* These read a field; false with the reason in row->why. */
/* "agent|bot" or "any" as a mask of 1u << role, 0 of an empty field. */
bool sheet_roles(struct sheet_row *row, size_t column, unsigned *roles);
/* A decimal from -1000 to 1000, in thousandths. */
bool sheet_number(struct sheet_row *row, size_t column, int32_t *thousandths);

#endif
