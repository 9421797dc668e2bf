#include "phrase_run.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

/* The automaton is larger than the processor's nearest caches, and what comes next in a text is not to be guessed. So all runs are
 * followed together, a word further each time, so that none waits for another; what is looked at next is asked for early; and
 * what becomes of a run is kept without branches. */

static inline void
keep(struct phrase_runs *r, const struct automaton *a, uint32_t to, uint32_t token, size_t *lives, size_t *found)
{
	struct phrase_run run = { to, token };

	__builtin_prefetch(&a->moves.cell[(to & AUTOMATON_AT) + r->symbol[token + 1].class]);
	r->live[*lives] = run;
	*lives += to / AUTOMATON_GOES & 1;
	r->found[*found] = run;
	*found += to / AUTOMATON_USED & 1;
}

/* Takes all live runs a word further; how many go on. */
static size_t
follow(struct phrase_runs *r, const struct automaton *a, size_t lives, size_t *found)
{
	size_t goes = 0;

	r->found = util_grow(r->found, &r->found_cap, *found + lives, sizeof *r->found);
	for (size_t k = 0; k < lives; k++) {
		uint32_t token = r->live[k].token + 1;
		keep(r, a, comb_at(&a->moves, r->live[k].to & AUTOMATON_AT, r->symbol[token].class), token, &goes, found);
	}
	return goes;
}

/* Puts the runs that were found into the order of their last tokens, of which there are n; those of one stay in their order. */
static void
sort(struct phrase_runs *r, const struct automaton *a, size_t n)
{
	uint32_t *next = r->from + 1;

	r->end = util_grow(r->end, &r->end_cap, r->ends, sizeof *r->end);
	memset(r->from, 0, (n + 2) * sizeof *r->from);
	for (size_t k = 0; k < r->ends; k++) {
		next[r->found[k].token + 1]++;
		automaton_uses_soon(a, r->found[k].to);
	}
	for (size_t i = 0; i < n; i++)
		next[i + 1] += next[i];
	for (size_t k = 0; k < r->ends; k++) {
		const struct automaton_uses *uses = automaton_uses(a, r->found[k].to);
		__builtin_prefetch(uses);
		r->end[next[r->found[k].token]++] = (struct phrase_end){ uses, r->found[k].token };
	}
}

void
phrase_runs_find(struct phrase_runs *r, const struct automaton *a, const struct token_list *list, uint32_t first)
{
	uint32_t n = (uint32_t)list->n;
	size_t lives = 0;

	r->symbol = util_grow(r->symbol, &r->symbol_cap, (size_t)n + 1, sizeof *r->symbol);
	r->live = util_grow(r->live, &r->live_cap, (size_t)n + 2, sizeof *r->live);
	r->found = util_grow(r->found, &r->found_cap, (size_t)n + 2, sizeof *r->found);
	r->from = util_grow(r->from, &r->from_cap, (size_t)n + 2, sizeof *r->from);
	r->ends = 0;
	for (uint32_t i = first; i < n; i++)
		r->symbol[i] = automaton_symbol(a, &list->at[i]);
	r->symbol[n] = (struct automaton_symbol){ 0 };
	for (uint32_t i = first; i < n; i++)
		keep(r, a, r->symbol[i].to, i, &lives, &r->ends);
	if (first < n)
		keep(r, a, comb_at(&a->moves, a->start, r->symbol[first].class), first, &lives, &r->ends);
	while (lives)
		lives = follow(r, a, lives, &r->ends);
	sort(r, a, n);
}

void
phrase_runs_free(struct phrase_runs *r)
{
	free(r->symbol);
	free(r->live);
	free(r->found);
	free(r->end);
	free(r->from);
}
