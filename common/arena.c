#include "arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

#define BLOCK_SIZE ((size_t)64 * 1024)

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) unsigned char data[];
};

static struct arena_block *
block_new(size_t size)
{
	struct arena_block *b;

	if (size > SIZE_MAX - sizeof *b)
		size = SIZE_MAX - sizeof *b;
	b = util_alloc(1, sizeof *b + size);
	b->size = size;
	return b;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	struct arena_block *b = a->head;
	void *p;

	/* The largest blocks cannot be rounded up; asking for them ends the program anyway. */
	if (n <= SIZE_MAX - alignof(max_align_t))
		n = (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (b && n <= b->size - b->used) {
		p = b->data + b->used;
		b->used += n;
		return p;
	}
	b = block_new(n > BLOCK_SIZE ? n : BLOCK_SIZE);
	b->used = n;
	/* A block of its own for what is large keeps the half-used one in front. */
	if (a->head && n > BLOCK_SIZE) {
		b->next = a->head->next;
		a->head->next = b;
	} else {
		b->next = a->head;
		a->head = b;
	}
	return b->data;
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

void
arena_reset(struct arena *a)
{
	struct arena_block *keep = a->head;

	if (!keep)
		return;
	a->head = keep->next;
	arena_free(a);
	keep->next = NULL;
	memset(keep->data, 0, keep->used);
	keep->used = 0;
	a->head = keep;
}

void
arena_free(struct arena *a)
{
	struct arena_block *b = a->head;

	while (b) {
		struct arena_block *next = b->next;

		free(b);
		b = next;
	}
	a->head = NULL;
}
