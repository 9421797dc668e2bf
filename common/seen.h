/* seen: which interactions and customers are over, as a set of 64-bit hashes: 32 bytes each at most, however long
 * their names. Two names with one hash would be taken for the same: one chance in 3 million for 10^7 interactions. */
#ifndef SEEN_H
#define SEEN_H

#include "str.h"

/* All zero is an empty set. */
struct seen {
	uint64_t *slot;                 /* 0 is free; linear probing */
	size_t slots, n;
};

/* Adds name, of one of several kinds; false when it was there. */
bool seen_add(struct seen *s, unsigned kind, struct str name);
bool seen_has(const struct seen *s, unsigned kind, struct str name);
void seen_free(struct seen *s);

#endif
