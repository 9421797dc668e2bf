/* cs-parse-summary: what cs-parse took for what. */
#ifndef CS_PARSE_SUMMARY_H
#define CS_PARSE_SUMMARY_H

#include "cs-parse-options.h"
#include "cs-parse-rejects.h"
#include "cs-parse-row.h"

/* Prints to stderr how many records there were and why some were set aside (rejects may be NULL), where each column of the log comes
 * from, and how all was read. */
void summary_print(const struct options *o, const struct rows *rows, const struct record *header, uint64_t written,
		   const struct rejects *rejects);

#endif
