/* cs-parse-sort: rows put in order within bounded memory, by sorted runs in an unnamed temporary file. */
#ifndef CS_PARSE_SORT_H
#define CS_PARSE_SORT_H

#include "str.h"

#define SORT_PARTS 6

/* Compared from the first number to the last; no two of a sort are the same, so that the order is total. */
struct sort_key {
	int64_t part[SORT_PARTS];
};

struct sort;

/* memory: bytes that the rows may take before they are spilled, and the windows on the file afterwards. */
struct sort *sort_new(size_t memory);
/* False with errno set when the temporary file cannot be written. */
bool sort_add(struct sort *s, const struct sort_key *key, struct str bytes);
/* How many were added. */
uint64_t sort_count(const struct sort *s);
/* After the last row; once: each will be read one time only, so that its room in the file can be given back. False with errno set. */
bool sort_finish(struct sort *s, bool once);
/* The next row in order. 1; 0 after the last; -1 with errno set. What it points to lives until the next call. */
int sort_next(struct sort *s, struct sort_key *key, struct str *bytes);
/* Back to the first row, to read all of them for the last time. False with errno set. */
bool sort_again(struct sort *s);
void sort_free(struct sort *s);

#endif
