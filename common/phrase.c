#include "phrase.h"

#include <stdlib.h>

#include "phrase_scan.h"

/* The patterns that are only measures from first up to end. */
static void
add_alone(const struct phrase_set *set, struct phrase_work *work, uint32_t first, uint32_t end, struct str text)
{
	for (uint32_t k = first; k < end; k++) {
		const struct phrase_alone *a = &set->alone[k];
		if (phrase_state_test(work, &a->test, text) && (!a->more || phrase_state_holds(set, work, a->pattern, text)) &&
		    phrase_state_say(work->state, a->pattern) && work->places)
			phrase_state_place(set, work, a->pattern, 0, (uint32_t)text.n);
	}
}

/* Whether a subject has reached its threshold, so far. */
static inline bool
is_reached(const struct phrase_set *set, const struct phrase_state *st, uint32_t subject)
{
	return st->total[subject].epoch == st->epoch && st->total[subject].sum >= set->asked[subject].threshold;
}

/* What patterns without words say, of all subjects that they can help to their thresholds or keep from them. Keeps those
 * touched subjects that are reached so far, and returns them as bits. */
static uint64_t
add_all_alone(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	struct phrase_state *st = work->state;
	uint64_t bits = 0;
	size_t reached = 0;

	for (size_t k = 0; k < set->readies; k++) {
		const struct phrase_asked *asked = &set->asked[set->ready[k]];
		add_alone(set, work, asked->first, set->all ? asked->end : asked->against, text);
	}
	for (size_t k = 0; k < st->ntouched; k++) {
		uint32_t subject = st->touched[k];
		const struct phrase_asked *asked = &set->asked[subject];
		if (asked->end && (int64_t)asked->most + st->total[subject].sum >= asked->threshold)
			add_alone(set, work, asked->first, asked->against, text);
		if (st->total[subject].sum < asked->threshold)
			continue;
		add_alone(set, work, asked->against, asked->end, text);
		st->touched[reached++] = subject;
		bits |= UINT64_C(1) << (subject & 63);
	}
	st->ntouched = reached;
	return bits;
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
			if (is_reached(set, st, use->gate))
				phrase_state_say(st, use->what);
	}
}

/* Keeps the few subjects of a text in order. */
static void
add_reached(struct phrase_work *work, struct phrase_sum reached)
{
	size_t i = work->nreached++;

	work->reached = util_grow(work->reached, &work->reached_cap, work->nreached, sizeof *work->reached);
	for (; i > 0 && work->reached[i - 1].subject > reached.subject; i--)
		work->reached[i] = work->reached[i - 1];
	work->reached[i] = reached;
}

void
phrase_match(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	phrase_state_start(set, work, text);
	struct phrase_state *st = work->state;
	phrase_scan(set, work, text);
	uint64_t subjects = work->tokens.n ? add_all_alone(set, work, text) : 0;
	if (subjects)
		add_against(set, st, subjects, (uint32_t)work->tokens.n);
	for (size_t k = 0; k < st->ntouched; k++)
		if (is_reached(set, st, st->touched[k]))
			add_reached(work, (struct phrase_sum){ st->touched[k], st->total[st->touched[k]].sum });
}

int32_t
phrase_sum(const struct phrase_work *work, uint32_t subject)
{
	const struct phrase_state *st = work->state;

	return st && st->total[subject].epoch == st->epoch ? st->total[subject].sum : 0;
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
