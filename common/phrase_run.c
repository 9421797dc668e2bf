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

	automaton_soon(a, to, r->symbol[token + 1].class);
	r->live[*lives] = run;
	*lives += to / AUTOMATON_GOES & 1;
	r->found[*found] = run;
	*found += (to & AUTOMATON_USED) != 0;
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

/* Room for what n runs that were found may be. */
static void
make_room(struct phrase_runs *r, size_t n)
{
	r->first = util_grow(r->first, &r->first_cap, n + 1, sizeof *r->first);
	r->second = util_grow(r->second, &r->second_cap, n + 1, sizeof *r->second);
	r->end = util_grow(r->end, &r->end_cap, n + 1, sizeof *r->end);
}

/* Parts n runs by their uses, and puts those with wanted into the order of their last tokens, of which there are so many. */
static void
sort(struct phrase_runs *r, const struct automaton *a, size_t n, uint32_t wanted, size_t tokens)
{
	uint32_t *next = r->from + 1;

	make_room(r, n);
	memset(r->from, 0, (tokens + 2) * sizeof *r->from);
	for (size_t k = 0; k < n; k++) {
		next[r->found[k].token + 1] += (r->found[k].to & wanted) != 0;
		automaton_soon(a, r->found[k].to, 0);
	}
	for (size_t i = 0; i < tokens; i++)
		next[i + 1] += next[i];
	r->ends = next[tokens];
	r->firsts = r->seconds = 0;
	for (size_t k = 0; k < n; k++) {
		uint32_t to = r->found[k].to, *slot = &next[r->found[k].token];
		struct phrase_end end = { automaton_uses_at(a, to), r->found[k].token };
		__builtin_prefetch(automaton_uses(a, end.uses));
		r->first[r->firsts] = r->second[r->seconds] = end.uses;
		r->firsts += to / AUTOMATON_0 & 1;
		r->seconds += to / AUTOMATON_1 & 1;
		/* those that are not wanted go behind the last */
		r->end[to & wanted ? *slot : n] = end;
		*slot += (to & wanted) != 0;
	}
}

void
phrase_runs_find(struct phrase_runs *r, const struct automaton *a, const struct token_list *list, uint32_t start, bool in_order)
{
	uint32_t n = (uint32_t)list->n;
	size_t lives = 0, found = 0;

	r->symbol = util_grow(r->symbol, &r->symbol_cap, (size_t)n + 2, sizeof *r->symbol);
	r->live = util_grow(r->live, &r->live_cap, (size_t)n + 2, sizeof *r->live);
	r->found = util_grow(r->found, &r->found_cap, (size_t)n + 2, sizeof *r->found);
	r->from = util_grow(r->from, &r->from_cap, (size_t)n + 2, sizeof *r->from);
	for (uint32_t i = start; i < n; i++)
		r->symbol[i] = automaton_symbol(a, &list->at[i]);
	/* a run that is under way behind the last word ends there, and asks for what would be next */
	r->symbol[n] = r->symbol[n + 1] = (struct automaton_symbol){ 0 };
	for (uint32_t i = start; i < n; i++)
		keep(r, a, r->symbol[i].to, i, &lives, &found);
	if (start < n)
		keep(r, a, comb_at(&a->moves, a->start, r->symbol[start].class), start, &lives, &found);
	while (lives)
		lives = follow(r, a, lives, &found);
	sort(r, a, found, AUTOMATON_2 | (in_order ? AUTOMATON_1 : 0), n);
}

void
phrase_runs_free(struct phrase_runs *r)
{
	free(r->symbol);
	free(r->live);
	free(r->found);
	free(r->first);
	free(r->second);
	free(r->end);
	free(r->from);
}
