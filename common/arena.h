/* arena: memory that is given back all at once. */
#ifndef ARENA_H
#define ARENA_H

#include "str.h"

struct arena_block;

/* All zero is an empty arena. */
struct arena {
	struct arena_block *head;
};

/* n zeroed bytes, aligned for anything, until arena_free. */
void *arena_alloc(struct arena *a, size_t n);
/* A NUL-terminated copy. */
struct str arena_str(struct arena *a, struct str s);
/* As arena_free, but keeps a block for what comes next. */
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

#endif
