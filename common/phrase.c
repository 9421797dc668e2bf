#include "phrase.h"

#include <stdlib.h>

#include "phrase_scan.h"

/* What a pattern without words says, where that can matter. */
static inline void
add_alone(const struct phrase_set *set, struct phrase_work *work, const struct phrase_alone *alone, struct str text)
{
	if (phrase_state_sum(work->state, alone->say.subject) >= alone->from &&
	    phrase_state_tests(work, alone->test, alone->tests, text) && phrase_state_say(work->state, alone->pattern) &&
	    work->places)
		phrase_state_place(set, work, alone->pattern, 0, (uint32_t)text.n);
}

/* What patterns without words say, of all subjects that they can help to their thresholds or keep from them. */
static void
add_all_alone(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	for (uint64_t may = phrase_alones_may(&set->alone, &work->tokens); may; may &= may - 1) {
		size_t k = (size_t)__builtin_ctzll(may), end = k < PHRASE_ALONE_LAST ? k + 1 : set->alone.n;
		for (; k < end; k++)
			add_alone(set, work, &set->alone.at[k], text);
	}
}

/* Keeps those touched subjects that are reached, so far. Whether patterns wait for one of them. */
static bool
keep_reached(const struct phrase_set *set, struct phrase_state *st)
{
	bool waits = false;
	size_t reached = 0;

	for (size_t k = 0; k < st->ntouched; k++) {
		uint32_t subject = st->touched[k];
		const struct phrase_asked *asked = &set->asked[subject];
		bool is = st->total[subject].sum >= asked->threshold;
		st->touched[reached] = subject;
		reached += is;
		waits |= is & asked->waits;
	}
	st->ntouched = reached;
	return waits;
}

/* The patterns against the subjects that are reached so far. */
static void
add_against(const struct phrase_set *set, struct phrase_state *st)
{
	for (size_t i = 0; i < st->runs.firsts; i++) {
		const struct automaton_uses *u = automaton_uses(set->chains.automaton, st->runs.first[i]);
		for (const struct automaton_use *use = u->use; use < u->use + u->end[CHAIN_AGAINST]; use++)
			if (phrase_state_sum(st, use->gate) >= set->asked[use->gate].threshold)
				phrase_state_say(st, use->what);
	}
}

/* Puts a few numbers in order, by steps that do not depend on them. */
static void
sort_few(uint32_t *few, size_t n)
{
	for (size_t k = 1; k < n; k++) {
		uint32_t last = few[k];
		for (size_t i = 0; i < k; i++) {
			uint32_t one = few[i];
			few[i] = one < last ? one : last;
			last = one < last ? last : one;
		}
		few[k] = last;
	}
}

/* The touched subjects that are still reached, in order. */
static void
tell_reached(const struct phrase_set *set, struct phrase_work *work)
{
	const struct phrase_state *st = work->state;
	size_t n = 0;

	if (work->reached_cap < st->ntouched)
		work->reached = util_grow(work->reached, &work->reached_cap, st->ntouched, sizeof *work->reached);
	sort_few(st->touched, st->ntouched);
	for (size_t k = 0; k < st->ntouched; k++) {
		uint32_t subject = st->touched[k];
		work->reached[n] = (struct phrase_sum){ subject, st->total[subject].sum };
		n += work->reached[n].sum >= set->asked[subject].threshold;
	}
	work->nreached = n;
}

void
phrase_match(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	phrase_state_start(set, work, text);
	struct phrase_state *st = work->state;
	phrase_scan(set, work, text);
	if (work->tokens.n)
		add_all_alone(set, work, text);
	if (keep_reached(set, st))
		add_against(set, st);
	tell_reached(set, work);
}

int32_t
phrase_sum(const struct phrase_work *work, uint32_t subject)
{
	return work->state ? phrase_state_sum(work->state, subject) : 0;
}

void
phrase_work_free(struct phrase_work *work)
{
	phrase_state_free(work->state);
	free(work->hit);
	free(work->reached);
	token_free(&work->tokens);
	*work = (struct phrase_work){ 0 };
}
