/* asks: all that a rubric asks of messages, numbered, so that what a message may satisfy is known from its role and
 * marks at once, whatever the number of criteria. */
#ifndef ASKS_H
#define ASKS_H

#include "expr.h"
#include "record.h"

/* All zero to start. Sets of asks are bits, 64 to a word. */
struct asks {
	size_t n, words, markers;
	uint64_t *of_role;              /* by role: what any message of it may satisfy */
	uint64_t *of_marker;            /* by role, then marker: what one that carries the marker may satisfy */
};

/* Makes room for n asks of that many markers. */
void asks_open(struct asks *a, size_t n, size_t markers);
void asks_free(struct asks *a);
/* Ask i: a message of roles, a mask, that matches. */
void asks_set(struct asks *a, size_t i, unsigned roles, const struct expr *e);
/* Writes the set of those that a message of that role and marks may satisfy; it does satisfy those without terms. */
void asks_of(const struct asks *a, enum record_role role, const uint64_t *marks, uint64_t *set);

static inline bool
asks_has(const uint64_t *set, size_t i)
{
	return (set[i / 64] >> i % 64 & 1) != 0;
}

#endif
