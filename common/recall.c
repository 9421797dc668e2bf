#include "recall.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

/* The one copy for callers that do not inline it. */
extern inline void recall_keep(struct recall *r, unsigned kind, struct str text, struct str made);

#define SETS ((size_t)8192)
#define WAYS ((size_t)4)
#define RING ((uint64_t)1024 * 1024)
#define ALIGN ((size_t)8)

/* A hash that came: of a set of WAYS, those that came again stand first, the last of them before the others. */
struct recall_slot {
	uint64_t hash;
	uint64_t at;                    /* of its entry, as head counts; an entry that others were written over is none */
};

struct entry {
	uint32_t kind;
	uint16_t text_n, made_n;
	char bytes[];                   /* of the text, of what was made */
};

static void
begin(struct recall *r)
{
	/* a set is as long as a line: one more, so that all can start where lines do */
	r->memory = util_alloc((SETS + 1) * WAYS, sizeof *r->slot);
	r->slot = r->memory;
	while ((uintptr_t)r->slot % (WAYS * sizeof *r->slot))
		r->slot++;
	r->ring = util_alloc(RING, 1);
	r->head = 2 * RING;             /* so that the place 0 is behind it as any that was written over */
}

static uint64_t
step(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return h << 32 | h >> 32;
}

/* Two words at once: the hash is all that this costs a text that does not come again, and util_hash() takes twice as long. */
static uint64_t
hash_of(unsigned kind, struct str text)
{
	const char *p = text.p;
	size_t n = text.n;
	uint64_t a = n + 1, b = kind, few = 0;

	if (n >= 16) {
		for (const char *last = p + n - 16; p < last; p += 16) {
			a = step(a, util_load64(p));
			b = step(b, util_load64(p + 8));
		}
		/* the last 16 bytes, some of which were taken already */
		a = step(a, util_load64(text.p + n - 16));
		b = step(b, util_load64(text.p + n - 8));
	} else if (n >= 8) {
		a = step(a, util_load64(p));
		b = step(b, util_load64(p + n - 8));
	} else {
		for (size_t i = 0; i < n; i++)
			few = few << 8 | (unsigned char)p[i];
		a = step(a, few);
	}
	a ^= b * UINT64_C(0xd6e8feb86659fd93);
	return a ^ a >> 32;
}

static struct entry *
entry_at(const struct recall *r, uint64_t at)
{
	return (struct entry *)(void *)(r->ring + at % RING);
}

static size_t
size_of(size_t text, size_t made)
{
	return (sizeof(struct entry) + text + made + ALIGN - 1) / ALIGN * ALIGN;
}

/* Where an entry of that size goes: over the oldest, and never around the end. */
static uint64_t
take(struct recall *r, size_t size)
{
	uint64_t at = r->head, left = RING - at % RING;

	if (size > left)
		at += left;
	r->head = at + size;
	return at;
}

/* An entry that is wanted is written again before its turn to be written over. */
static void
renew(struct recall *r, struct recall_slot *slot)
{
	const struct entry *old = entry_at(r, slot->at);
	size_t size = size_of(old->text_n, old->made_n);

	if (r->head - slot->at <= RING / 2)
		return;
	slot->at = take(r, size);
	memmove(entry_at(r, slot->at), old, size);
}

static bool
is_of(const struct entry *e, unsigned kind, struct str text)
{
	return e->kind == kind && str_eq(text, (struct str){ e->bytes, e->text_n });
}

/* A text whose hash is in a set, where it moves to the front. */
static struct str
find_in(struct recall *r, struct recall_slot *set, size_t way, unsigned kind, struct str text)
{
	struct recall_slot slot = set[way];

	for (; way; way--)
		set[way] = set[way - 1];
	*set = slot;
	if (r->head - slot.at > RING || !is_of(entry_at(r, slot.at), kind, text)) {
		r->again = set;
		return (struct str){ NULL, 0 };
	}
	renew(r, set);
	const struct entry *e = entry_at(r, set->at);
	return (struct str){ e->bytes + e->text_n, e->made_n };
}

static struct recall_slot *
set_of(const struct recall *r, uint64_t hash)
{
	return &r->slot[(hash & (SETS - 1)) * WAYS];
}

uint64_t
recall_hash(struct recall *r, unsigned kind, struct str text)
{
	if (text.n > RECALL_MOST)
		return 0;
	if (!r->ring)
		begin(r);
	uint64_t hash = hash_of(kind, text);
	__builtin_prefetch(set_of(r, hash));
	return hash;
}

struct str
recall_find(struct recall *r, uint64_t hash, unsigned kind, struct str text)
{
	struct str none = { NULL, 0 };

	r->again = NULL;
	if (text.n > RECALL_MOST)
		return none;
	struct recall_slot *set = set_of(r, hash);
	for (size_t way = 0; way < WAYS; way++)
		if (set[way].hash == hash)
			return find_in(r, set, way, kind, text);
	/* in the middle, so that texts that come once do not drive out those that come again */
	for (size_t way = WAYS - 1; way > WAYS / 2; way--)
		set[way] = set[way - 1];
	set[WAYS / 2] = (struct recall_slot){ .hash = hash };
	return none;
}

void
recall_write(struct recall *r, unsigned kind, struct str text, struct str made)
{
	if (text.n + made.n > RECALL_MOST)
		return;
	r->again->at = take(r, size_of(text.n, made.n));
	struct entry *e = entry_at(r, r->again->at);
	*e = (struct entry){ .kind = kind, .text_n = (uint16_t)text.n, .made_n = (uint16_t)made.n };
	if (text.n)
		memcpy(e->bytes, text.p, text.n);
	if (made.n)
		memcpy(e->bytes + text.n, made.p, made.n);
}

void
recall_free(struct recall *r)
{
	free(r->memory);
	free(r->ring);
	*r = (struct recall){ 0 };
}
