/* cs-parse-columns: which column of an export is which column of the log. */
#ifndef CS_PARSE_COLUMNS_H
#define CS_PARSE_COLUMNS_H

#include "arena.h"
#include "record.h"

/* The columns of the log in their order; speaker is read but never written, and ended, when a spoken message ended, stays where it
 * is among the others. */
enum log_column {
	LOG_INTERACTION, LOG_SEQ, LOG_TIMESTAMP, LOG_CHANNEL, LOG_ROLE, LOG_AGENT, LOG_CUSTOMER, LOG_TEXT, LOG_COLUMNS,
	LOG_SPEAKER = LOG_COLUMNS, LOG_ENDED, LOG_SOURCES
};

#define LOG_END "log_end"
/* Before the name of a column of the export that the log has another one of. */
#define COLUMNS_RENAMED "export_"

struct columns {
	const char *wanted[LOG_SOURCES];        /* -m: the export's name, "" for none, NULL to look for one */
	const char *constant[LOG_COLUMNS];      /* --set: what all rows have in that column */
	bool roleless;                          /* the role can be told without a column of its own */
	bool log_end;                           /* the log gets a column log_end, so that one in the export is dropped */
	size_t from[LOG_SOURCES];               /* a column of the export, or RECORD_NONE */
	size_t *rest;                           /* the columns that pass through */
	struct str *rest_name;                  /* what the log calls them */
	size_t rests;
	const enum log_column *use;             /* what a format reads each column of the export as, LOG_SOURCES for nothing; NULL without one */
	size_t ended;                           /* the place of LOG_ENDED among the rest, or RECORD_NONE */
	bool same;                              /* the export has the log's columns in the log's order */
	struct arena arena;
};

const char *columns_name(enum log_column column);
/* Takes "log_column=export_column"; false with why. */
bool columns_want(struct columns *c, const char *map, struct buf *why);
/* Takes "log_column=value"; false with why. */
bool columns_set(struct columns *c, const char *setting, struct buf *why);
/* Finds all of them in the header; false with why (no file and line) when one that must be there is not, or could be two. */
bool columns_choose(struct columns *c, const struct record *header, struct buf *why);
/* Where the header is one column that holds what often separates columns, an option is missing, not the column that why
 * complains of: says so in its place. So it does of "sep=;", which spreadsheets want before the header. */
void columns_suspect_delimiter(const struct record *header, struct buf *why);
void columns_free(struct columns *c);

/* Appends the name as it is compared: lower case, without blanks, "-", "_" and ".". */
void columns_fold(struct buf *b, struct str name);
/* That alone, kept in the arena. */
struct str columns_folded(struct arena *a, struct str name);
/* Appends the value as a message may show it: at most 40 bytes, no controls. */
void columns_show(struct buf *b, struct str value);
/* Appends what, and the value if it is short: longer ones could be text. */
void columns_name_value(struct buf *b, const char *what, struct str value);

#endif
