/* cs-parse-options: the command line of cs-parse. */
#ifndef CS_PARSE_OPTIONS_H
#define CS_PARSE_OPTIONS_H

#include "cmd.h"
#include "cs-parse-columns.h"
#include "cs-parse-format.h"
#include "cs-parse-roles.h"
#include "cs-parse-turns.h"
#include "cs-parse-who.h"

struct options {
	struct cmd cmd;
	struct columns columns;
	struct roles *roles;
	struct who *who;
	struct formats formats;
	const struct format *format;    /* NULL for an export whose columns are searched for */
	enum turns_order order;         /* of day and month */
	const char *date_format, *zone; /* as they were given, or NULL */
	const char *rejects;
	const char *pseudonyms;         /* the file with their key, or NULL */
	bool grouping, by_customer, summary, progressing, redact;
	size_t memory;
};

/* Reads them into o, all zero before; ends the program where one is wrong, and after --help, --version and -f list. */
void options_read(struct options *o, int argc, char **argv);
void options_free(struct options *o);

#endif
