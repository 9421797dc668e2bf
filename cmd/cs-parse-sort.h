/* cs-parse-sort: rows put in order within bounded memory, by sorted runs in an unnamed temporary file. */
#ifndef CS_PARSE_SORT_H
#define CS_PARSE_SORT_H

#include "str.h"

/* Compared from the first member to the last; input is unique, so that the order is total. A message without a
 * time follows the message before it: it has that one's time, time_seq and leader. */
struct sort_key {
	uint64_t group;
	int64_t time, time_seq;
	uint64_t leader;
	int64_t seq;
	uint64_t input;
};

struct sort;

/* memory: bytes that the rows may take before they are spilled. With late_groups the groups of sort_add are
 * numbers that sort_finish turns into the final ones. */
struct sort *sort_new(size_t memory, bool late_groups);
int sort_compare(const struct sort_key *a, const struct sort_key *b);
/* False with errno set when the temporary file cannot be written. */
bool sort_add(struct sort *s, const struct sort_key *key, struct str bytes);
/* After the last row: group[g] is the place of group g in the order (with late_groups, else NULL). */
bool sort_finish(struct sort *s, const uint32_t *group);
/* The next row in order. 1; 0 after the last; -1 with errno set. What it points to lives until the next call. */
int sort_next(struct sort *s, struct sort_key *key, struct str *bytes);
void sort_free(struct sort *s);

#endif
