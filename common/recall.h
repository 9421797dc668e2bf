/* recall: what was made of texts that come again. A text is kept when it comes the second time, and forgotten when it has
 * not come for long. */
#ifndef RECALL_H
#define RECALL_H

#include "str.h"

/* A text with what was made of it is kept up to so many bytes: long ones hardly come again. */
#define RECALL_MOST ((size_t)1024)

struct recall_slot;

/* All zero is an empty one. It takes 1.5 MiB when it is asked for the first text, and no more after that. */
struct recall {
	void *memory;
	struct recall_slot *slot;       /* in memory, where a line of the processor's cache starts */
	char *ring;
	uint64_t head;                  /* bytes that ever went into the ring, and where the next one goes */
	struct recall_slot *again;      /* of the text that was asked for last, if it came before and nothing is kept of it */
};

/* The hash of a text of one of several kinds. It asks for the memory that recall_find() will look at, so a caller that knows its
 * texts hashes the next one before it works on this one. */
uint64_t recall_hash(struct recall *r, unsigned kind, struct str text);
/* What is kept of a text with that hash, until the next call; its p is NULL when nothing is. */
struct str recall_find(struct recall *r, uint64_t hash, unsigned kind, struct str text);
/* recall_keep() of a text that came before. */
void recall_write(struct recall *r, unsigned kind, struct str text, struct str made);
void recall_free(struct recall *r);

/* What was made of the text that recall_find() was just asked for and did not have. */
inline void
recall_keep(struct recall *r, unsigned kind, struct str text, struct str made)
{
	if (r->again)
		recall_write(r, kind, text, made);
}

#endif
