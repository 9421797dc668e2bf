#include "strmap.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

#define BLOCK_SIZE 4096

/* Keys are packed without alignment: millions of short ids are what this map is for. */
struct block {
	struct block *next;
	size_t used, cap;
	char bytes[];
};

/* At most 2^32 - 1 strings of fewer than 2^32 bytes: half the memory of size_t throughout. */
struct entry {
	const char *p;
	uint32_t n;
	uint32_t hash;
};

struct strmap {
	struct entry *entry;
	size_t count, cap;
	uint32_t *slot;         /* the entry's number + 1, 0 when free; linear probing */
	size_t slots;           /* a power of two, 0 before the first key */
	struct block *block;    /* newest first */
};

struct strmap *
strmap_new(void)
{
	return util_alloc(1, sizeof(struct strmap));
}

static const char *
key_copy(struct strmap *m, struct str s)
{
	struct block *b = m->block;
	char *p;

	if (!b || b->cap - b->used <= s.n) {
		size_t cap = s.n < BLOCK_SIZE ? BLOCK_SIZE : s.n + 1;

		/* the blocks grow with the map, so that neither small nor large ones waste much */
		if (b && cap < 2 * b->cap && b->cap < 64 * BLOCK_SIZE)
			cap = 2 * b->cap;
		b = util_resize(NULL, sizeof *b + cap, 1);
		b->next = m->block;
		b->used = 0;
		b->cap = cap;
		m->block = b;
	}
	p = b->bytes + b->used;
	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	b->used += s.n + 1;
	return p;
}

/* The slot that holds s, or the free one where it belongs. */
static size_t
slot_find(const struct strmap *m, struct str s, uint32_t hash)
{
	size_t i = hash & (m->slots - 1);

	for (; m->slot[i]; i = (i + 1) & (m->slots - 1)) {
		const struct entry *e = &m->entry[m->slot[i] - 1];

		if (e->hash == hash && e->n == s.n && (!s.n || !memcmp(e->p, s.p, s.n)))
			break;
	}
	return i;
}

static void
slots_double(struct strmap *m)
{
	size_t slots = m->slots ? 2 * m->slots : 16;

	free(m->slot);
	m->slot = util_alloc(slots, sizeof *m->slot);
	m->slots = slots;
	for (size_t k = 0; k < m->count; k++) {
		size_t i = m->entry[k].hash & (slots - 1);

		while (m->slot[i])
			i = (i + 1) & (slots - 1);
		m->slot[i] = (uint32_t)k + 1;
	}
}

size_t
strmap_put(struct strmap *m, struct str s, bool *fresh)
{
	uint32_t hash = (uint32_t)util_hash(s.p, s.n);
	size_t i;

	if (m->count >= m->slots / 4 * 3)
		slots_double(m);
	i = slot_find(m, s, hash);
	if (fresh)
		*fresh = !m->slot[i];
	if (m->slot[i])
		return m->slot[i] - 1;
	m->entry = util_grow(m->entry, &m->cap, m->count + 1, sizeof *m->entry);
	m->entry[m->count] = (struct entry){ key_copy(m, s), (uint32_t)s.n, hash };
	m->slot[i] = (uint32_t)++m->count;
	return m->count - 1;
}

size_t
strmap_find(const struct strmap *m, struct str s)
{
	size_t i;

	if (!m->count)
		return STRMAP_NONE;
	i = slot_find(m, s, (uint32_t)util_hash(s.p, s.n));
	return m->slot[i] ? m->slot[i] - 1 : STRMAP_NONE;
}

struct str
strmap_key(const struct strmap *m, size_t i)
{
	return (struct str){ m->entry[i].p, m->entry[i].n };
}

size_t
strmap_count(const struct strmap *m)
{
	return m->count;
}

/* Frees all blocks but the first, which was the smallest. */
static void
blocks_free(struct block **head, bool keep)
{
	struct block *b = *head;

	while (b && (b->next || !keep)) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
	if (b)
		b->used = 0;
	*head = b;
}

/* A map that was large once must still be cheap to clear when it holds little: cs-score does so for every group. */
void
strmap_clear(struct strmap *m)
{
	if (m->count > m->slots / 8) {
		memset(m->slot, 0, m->slots * sizeof *m->slot);
	} else {
		for (size_t k = 0; k < m->count; k++) {
			size_t i = m->entry[k].hash & (m->slots - 1);

			while (m->slot[i] != k + 1)
				i = (i + 1) & (m->slots - 1);
			m->slot[i] = 0;
		}
	}
	m->count = 0;
	blocks_free(&m->block, true);
}

void
strmap_free(struct strmap *m)
{
	if (!m)
		return;
	blocks_free(&m->block, false);
	free(m->entry);
	free(m->slot);
	free(m);
}
