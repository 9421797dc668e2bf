/* cs-parse-count: how many messages of each interaction there were. */
#ifndef CS_PARSE_COUNT_H
#define CS_PARSE_COUNT_H

#include "str.h"

struct count;

struct count *count_new(void);
/* Counts one more message of that interaction: its number from 1. */
uint64_t count_next(struct count *c, struct str interaction);
void count_free(struct count *c);

#endif
