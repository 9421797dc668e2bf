/* cs-parse-summary: what cs-parse took for what. */
#ifndef CS_PARSE_SUMMARY_H
#define CS_PARSE_SUMMARY_H

#include "cs-parse-row.h"

/* Prints to stderr how many records there were, and where each column of the log comes from. */
void summary_print(const struct rows *rows, const struct record *header, uint64_t written, uint64_t set_aside);

#endif
