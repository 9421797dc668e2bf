#include "seen.h"

#include <stdlib.h>

#include "util.h"

/* The slot of that hash, or the free one where it belongs. */
static size_t
find(const struct seen *s, uint64_t hash)
{
	size_t i = hash & (s->slots - 1);

	while (s->slot[i] && s->slot[i] != hash)
		i = (i + 1) & (s->slots - 1);
	return i;
}

static void
grow(struct seen *s)
{
	struct seen larger = { .slots = s->slots ? 2 * s->slots : 1024, .n = s->n };

	larger.slot = util_alloc(larger.slots, sizeof *larger.slot);
	for (size_t i = 0; i < s->slots; i++)
		if (s->slot[i])
			larger.slot[find(&larger, s->slot[i])] = s->slot[i];
	free(s->slot);
	*s = larger;
}

/* Never 0. */
static uint64_t
hash_of(unsigned kind, struct str name)
{
	uint64_t hash = util_hash(name.p, name.n) + kind * UINT64_C(0x9e3779b97f4a7c15);

	return hash ? hash : 1;
}

bool
seen_has(const struct seen *s, unsigned kind, struct str name)
{
	return s->slots && s->slot[find(s, hash_of(kind, name))];
}

bool
seen_add(struct seen *s, unsigned kind, struct str name)
{
	uint64_t hash = hash_of(kind, name);
	size_t i;

	if (s->n >= s->slots / 2)
		grow(s);
	i = find(s, hash);
	if (s->slot[i])
		return false;
	s->slot[i] = hash;
	s->n++;
	return true;
}

void
seen_free(struct seen *s)
{
	free(s->slot);
	*s = (struct seen){ 0 };
}
