#include "phrase.h"

#include <stdlib.h>

#include "phrase_scan.h"

/* A pattern without words, if its tests hold that were not looked up. */
static void
add_alone(const struct phrase_set *set, struct phrase_work *work, const struct phrase_alone *alone, struct str text)
{
	if (phrase_state_tests(work, alone->test, alone->tests, text) && phrase_state_say(work->state, alone->pattern) &&
	    work->places)
		phrase_state_place(set, work, alone->pattern, 0, (uint32_t)text.n);
}

/* What patterns without words say, of all subjects that they can help to their thresholds or keep from them. */
static void
add_all_alone(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	const struct phrase_alone *alone = set->alone.at;
	const struct phrase_state *st = work->state;

	for (uint64_t may = phrase_alones_may(&set->alone, &work->tokens); may; may &= may - 1) {
		const struct phrase_alone *a = &alone[__builtin_ctzll(may)];
		if (phrase_state_sum(st, a->say.subject) >= a->from)
			add_alone(set, work, a, text);
	}
	for (size_t k = PHRASE_ALONE_BITS; k < set->alone.n; k++)
		if (phrase_state_sum(st, alone[k].say.subject) >= alone[k].from)
			add_alone(set, work, &alone[k], text);
}

/* Keeps those touched subjects that are reached, so far. Returns the gates of what speaks against them. */
static uint64_t
keep_reached(const struct phrase_set *set, struct phrase_state *st)
{
	uint64_t gates = 0;
	size_t reached = 0;

	for (size_t k = 0; k < st->ntouched; k++) {
		uint32_t subject = st->touched[k];
		const struct phrase_asked *asked = &set->asked[subject];
		bool is = st->total[subject].sum >= asked->threshold;
		st->touched[reached] = subject;
		reached += is;
		gates |= is ? asked->gate : 0;
	}
	st->ntouched = reached;
	return gates;
}

/* The patterns against the subjects that are in question, so far: those whose bits are in subjects. */
static void
add_against(const struct phrase_set *set, struct phrase_state *st, uint64_t subjects, uint32_t tokens)
{
	for (uint32_t i = st->first; i < tokens; i++) {
		const struct automaton_state *state = &st->cache->state[st->after[i]];
		const struct automaton_use *first = st->cache->use + state->use, *end = first + state->end[CHAIN_AGAINST];
		if (!(state->gates & subjects))
			continue;
		for (const struct automaton_use *use = first + state->end[CHAIN_WHOLE]; use < end; use++)
			if (phrase_state_sum(st, use->gate) >= set->asked[use->gate].threshold)
				phrase_state_say(st, use->what);
	}
}

/* Adds a subject that is still reached; keeps the few of a text in order. */
static inline void
add_reached(const struct phrase_set *set, struct phrase_work *work, uint32_t subject)
{
	struct phrase_sum *reached = work->reached;
	int32_t sum = work->state->total[subject].sum;
	size_t i = work->nreached;

	if (sum < set->asked[subject].threshold)
		return;
	for (; i > 0 && reached[i - 1].subject > subject; i--)
		reached[i] = reached[i - 1];
	reached[i] = (struct phrase_sum){ subject, sum };
	work->nreached++;
}

void
phrase_match(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	phrase_state_start(set, work, text);
	struct phrase_state *st = work->state;
	phrase_scan(set, work, text);
	if (work->tokens.n)
		add_all_alone(set, work, text);
	uint64_t gates = keep_reached(set, st);
	if (gates)
		add_against(set, st, gates, (uint32_t)work->tokens.n);
	if (work->reached_cap < st->ntouched)
		work->reached = util_grow(work->reached, &work->reached_cap, st->ntouched, sizeof *work->reached);
	for (size_t k = 0; k < st->ntouched; k++)
		add_reached(set, work, st->touched[k]);
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
