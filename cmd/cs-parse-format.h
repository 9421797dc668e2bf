/* cs-parse-format: the exports that are known by name; the rows of formats.csv. */
#ifndef CS_PARSE_FORMAT_H
#define CS_PARSE_FORMAT_H

#include "arena.h"
#include "cs-parse-columns.h"
#include "cs-parse-transform.h"

/* Rows for the same column of the log are tried in their order until one has a value. */
struct format_row {
	enum log_column column;
	struct str export;              /* the export's column; "" where the whole file is the value */
	struct transform transform;
};

struct format {
	struct str name;
	struct format_row *row;
	size_t rows, cap;
};

struct formats {
	struct format *format;          /* in the order of the file */
	size_t n, cap;
	struct arena arena;
};

/* Those of the program. False with "FILE:LINE: reason" in why. */
bool formats_read(struct formats *f, struct buf *why);
/* And those of a file of the same columns; a format that is there already is replaced by it. */
bool formats_add(struct formats *f, const char *path, struct buf *why);
/* NULL for an unknown name. */
const struct format *formats_find(const struct formats *f, struct str name);
/* Appends a line for each: its name, a tab, and what it is read from. */
void formats_list(const struct formats *f, struct buf *to);
/* The command that makes CSV of an export which is not read here; "" for the others. */
struct str format_recipe(const struct format *f);
/* Whether it is read from whole files, not from CSV. */
bool format_is_text(const struct format *f);
void formats_free(struct formats *f);

#endif
