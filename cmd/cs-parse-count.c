#include "cs-parse-count.h"

#include <stdlib.h>

#include "util.h"

/* An interaction is known by 64 bits of hash, not by its id: 16 bytes for each whatever the ids' length. Among ten million
 * interactions the chance that two share a number is 1 in 370,000, and then one of them counts on from the other. */
struct slot {
	uint64_t hash, n;       /* n is 0 when free */
};

struct count {
	struct slot *slot;
	size_t used, slots;     /* a power of two */
	struct slot *last;      /* messages of one interaction mostly stand together */
};

struct count *
count_new(void)
{
	struct count *c = util_alloc(1, sizeof *c);

	c->slots = 64;
	c->slot = util_alloc(c->slots, sizeof *c->slot);
	c->last = c->slot;
	return c;
}

static struct slot *
find(const struct count *c, uint64_t hash)
{
	size_t i = (size_t)hash & (c->slots - 1);

	while (c->slot[i].n && c->slot[i].hash != hash)
		i = (i + 1) & (c->slots - 1);
	return &c->slot[i];
}

static void
grow(struct count *c)
{
	struct count larger = { .slots = 2 * c->slots };

	larger.slot = util_alloc(larger.slots, sizeof *larger.slot);
	for (size_t i = 0; i < c->slots; i++)
		if (c->slot[i].n)
			*find(&larger, c->slot[i].hash) = c->slot[i];
	free(c->slot);
	c->slot = larger.slot;
	c->slots = larger.slots;
}

uint64_t
count_next(struct count *c, struct str interaction)
{
	uint64_t hash = util_hash(interaction.p, interaction.n);

	if (c->last->n && c->last->hash == hash)
		return ++c->last->n;
	if (c->used >= c->slots / 4 * 3)
		grow(c);
	c->last = find(c, hash);
	c->used += !c->last->n;
	c->last->hash = hash;
	return ++c->last->n;
}

void
count_free(struct count *c)
{
	if (!c)
		return;
	free(c->slot);
	free(c);
}
