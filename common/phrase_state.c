#include "phrase_state.h"

#include <stdlib.h>
#include <string.h>

void
phrase_state_place(const struct phrase_set *set, struct phrase_work *work, uint32_t pattern, uint32_t off, uint32_t end)
{
	if (!set->all && work->state->said[pattern].say.weight <= 0)
		return;
	work->hit = util_grow(work->hit, &work->cap, work->n + 1, sizeof *work->hit);
	work->hit[work->n++] = (struct phrase_hit){ pattern, off, end - off };
}

bool
phrase_state_holds(const struct phrase_set *set, struct phrase_work *work, uint32_t pattern, struct str text)
{
	const struct phrase_rule *rule = &set->rule[pattern];

	for (size_t i = 0; i < rule->tests; i++)
		if (!phrase_state_test(work, &rule->test[i], text))
			return false;
	return true;
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
	st->cache = automaton_cache_new(set->chains.automaton);
	st->renewed = set->renewed;
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
	free(st->after);
	automaton_cache_free(st->cache);
	free(st);
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

	if (work->state && work->state->renewed != set->renewed) {
		phrase_state_free(work->state);
		work->state = NULL;
	}
	if (!work->state)
		work->state = phrase_state_new(set);
	struct phrase_state *st = work->state;
	token_scan(set->lex, text, l);
	if (l->n > AUTOMATON_TEXT)
		l->n = AUTOMATON_TEXT;
	start_numbers(set, st, before, l->n);
	automaton_cache_trim(st->cache);
	work->n = work->nreached = 0;
	st->slots = st->ntouched = 0;
	st->taken = 0;
	st->after = util_grow(st->after, &st->after_cap, l->n, sizeof *st->after);
	for (st->first = 0; st->first < l->n && l->at[st->first].kind != TOKEN_WORD; st->first++)
		st->after[st->first] = AUTOMATON_EMPTY;
	for (st->end = (uint32_t)l->n; st->end > 0 && l->at[st->end - 1].kind != TOKEN_WORD; st->end--)
		;
}
