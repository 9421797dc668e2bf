#include "phrase_state.h"

#include <stdlib.h>
#include <string.h>

/* A power of two. */
#define DEAD_SLOTS 256
/* Beside the bits of the measures that were taken. */
#define CAPS_LOOKED_AT (1u << MEASURE_COUNT)

void
phrase_state_place(const struct phrase_set *set, struct phrase_work *work, uint32_t pattern, uint32_t off, uint32_t end)
{
	if (!set->all && work->state->said[pattern].say.weight <= 0)
		return;
	work->hit = util_grow(work->hit, &work->cap, work->n + 1, sizeof *work->hit);
	work->hit[work->n++] = (struct phrase_hit){ pattern, off, end - off };
}

bool
phrase_state_test_first(struct phrase_work *work, const struct measure_range *test, struct str text)
{
	struct phrase_state *st = work->state;

	/* most texts are far from what is asked of their capitals, which shows before their end; it is not looked for each time that
	 * a pattern asks, which can be at every word */
	if (test->measure == MEASURE_CAPS && !(st->taken & CAPS_LOOKED_AT)) {
		st->taken |= CAPS_LOOKED_AT;
		if (measure_caps_below(text, test->low))
			return test->outside;
	}
	st->measure[test->measure] = measure_take(test->measure, &work->tokens, text);
	st->taken |= 1u << test->measure;
	return measure_range_holds(test, st->measure[test->measure]);
}

static struct phrase_state *
phrase_state_new(const struct phrase_set *set)
{
	struct phrase_state *st = util_alloc(1, sizeof *st);

	st->said = util_alloc(set->patterns + 1, sizeof *st->said);
	for (size_t i = 0; i < set->patterns; i++)
		st->said[i].say = set->rule[i].say;
	st->total = util_alloc(set->subjects + 1, sizeof *st->total);
	st->touched = util_alloc(set->subjects + 1, sizeof *st->touched);
	st->mark = util_alloc(set->chains.slots + 1, sizeof *st->mark);
	st->slot = util_alloc(set->chains.slots + 1, sizeof *st->slot);
	st->base = CHAIN_FAR + 1;
	return st;
}

void
phrase_state_free(struct phrase_state *st)
{
	if (!st)
		return;
	free(st->said);
	free(st->total);
	free(st->touched);
	free(st->mark);
	free(st->slot);
	phrase_runs_free(&st->runs);
	free(st->dead);
	free(st);
}

/* The place of a key, or the free one where it would be. */
static size_t
dead_slot(const struct phrase_state *st, uint64_t key)
{
	size_t i = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (st->dead_slots - 1);

	while (st->dead[i] && st->dead[i] != key)
		i = (i + 1) & (st->dead_slots - 1);
	return i;
}

bool
phrase_state_dead(const struct phrase_state *st, uint32_t slot, uint32_t end)
{
	uint64_t key = (uint64_t)slot << 32 | end;

	return st->deads && st->dead[dead_slot(st, key)] == key;
}

void
phrase_state_bury(struct phrase_state *st, uint32_t slot, uint32_t end)
{
	uint64_t key = (uint64_t)slot << 32 | end, *old = st->dead;
	size_t n = st->dead_slots;

	if (2 * (st->deads + 1) > n) {
		st->dead_slots = n ? 2 * n : DEAD_SLOTS;
		st->dead = util_alloc(st->dead_slots, sizeof *st->dead);
		for (size_t i = 0; i < n; i++)
			if (old[i])
				st->dead[dead_slot(st, old[i])] = old[i];
		free(old);
	}
	size_t i = dead_slot(st, key);
	st->deads += st->dead[i] == 0;
	st->dead[i] = key;
}

/* What one text made large is not cleared for each of the next. */
static void
forget_dead(struct phrase_state *st)
{
	if (st->deads && st->dead_slots > DEAD_SLOTS) {
		free(st->dead);
		st->dead = NULL;
		st->dead_slots = 0;
	} else if (st->deads) {
		memset(st->dead, 0, st->dead_slots * sizeof *st->dead);
	}
	st->deads = 0;
}

/* New numbers for the text's epoch and tokens; before they wrap, all is forgotten. */
static void
start_numbers(const struct phrase_set *set, struct phrase_state *st, size_t before, size_t tokens)
{
	uint64_t base = (uint64_t)st->base + before + CHAIN_FAR + 1;

	if (st->epoch == UINT32_MAX || base + tokens > UINT32_MAX - CHAIN_FAR) {
		for (size_t i = 0; i < set->patterns; i++)
			st->said[i].epoch = 0;
		memset(st->total, 0, (set->subjects + 1) * sizeof *st->total);
		memset(st->mark, 0, (set->chains.slots + 1) * sizeof *st->mark);
		st->epoch = 0;
		base = CHAIN_FAR + 1;
	}
	st->epoch++;
	st->base = (uint32_t)base;
}

void
phrase_state_start(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	struct token_list *l = &work->tokens;
	size_t before = l->n;

	if (!work->state)
		work->state = phrase_state_new(set);
	struct phrase_state *st = work->state;
	token_scan(set->lex, text, l);
	if (l->n > AUTOMATON_TEXT)
		l->n = AUTOMATON_TEXT;
	start_numbers(set, st, before, l->n);
	work->n = work->nreached = 0;
	st->slots = st->ntouched = 0;
	forget_dead(st);
	st->taken = 0;
	for (st->first = 0; st->first < l->n && l->at[st->first].kind != TOKEN_WORD; st->first++)
		;
	for (st->end = (uint32_t)l->n; st->end > 0 && l->at[st->end - 1].kind != TOKEN_WORD; st->end--)
		;
}
