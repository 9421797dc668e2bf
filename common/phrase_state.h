/* phrase_state: what is known of the text in hand, and what a set of patterns asks of it. */
#ifndef PHRASE_STATE_H
#define PHRASE_STATE_H

#include "phrase_run.h"
#include "phrase_set.h"
#include "util.h"

/* A pattern that was found: its number and the bytes of the text from its first to its last word. */
struct phrase_hit {
	uint32_t pattern;
	uint32_t off, len;
};

struct phrase_sum {
	uint32_t subject;
	int32_t sum;
};

/* Scratch memory of one matching thread; all zero to start. What is in it is the last text's. */
struct phrase_work {
	struct token_list tokens;
	struct phrase_sum *reached;     /* the subjects that reached their thresholds, in their order */
	size_t nreached, reached_cap;
	struct phrase_hit *hit;         /* with places: one for each pattern, its first place, in the order in which they end */
	size_t n, cap;
	struct phrase_state *state;
	bool places;                    /* set by the caller: hits are wanted */
};

/* What is known of a pattern in the text of that epoch, and what it says: side by side, for they are needed together. */
struct phrase_said {
	uint32_t epoch;
	struct phrase_say say;
};

struct phrase_total {
	uint32_t epoch;
	int32_t sum;
};

struct phrase_state {
	uint32_t epoch;
	struct phrase_said *said;              /* by pattern */
	struct phrase_total *total;            /* by subject */
	uint32_t *touched;              /* the subjects that have a total */
	size_t ntouched;
	uint32_t base;                  /* tokens of all texts before, and more between them than any gap */
	uint32_t *mark;                 /* by slot: the token behind the part that marked it last, above base if in this text */
	uint32_t *slot;                 /* those marked that a class may follow */
	size_t slots;
	struct phrase_runs runs;
	uint64_t *dead;                 /* where the way back ended in nothing, see phrase_state_dead; open addressing, 0 is free */
	size_t deads, dead_slots;
	int64_t measure[MEASURE_COUNT];
	unsigned taken;                 /* bits of the measures that were taken, and of others that were looked at */
	uint32_t first, end;            /* first word, and behind the last */
};

void phrase_state_free(struct phrase_state *st);
/* Reads text into work's tokens and starts anew. */
void phrase_state_start(const struct phrase_set *set, struct phrase_work *work, struct str text);
/* Adds a hit, without asking whether the pattern was found before. */
void phrase_state_place(const struct phrase_set *set, struct phrase_work *work, uint32_t pattern, uint32_t off, uint32_t end);
/* Whether it is known that no chain ends in slot with the token before end, which is above 0; and that it is to be known. Going
 * back over the same ends again and again would take a time that grows with the power of a pattern's gaps. */
bool phrase_state_dead(const struct phrase_state *st, uint32_t slot, uint32_t end);
void phrase_state_bury(struct phrase_state *st, uint32_t slot, uint32_t end);
/* What was said of a subject. */
static inline int32_t
phrase_state_sum(const struct phrase_state *st, uint32_t subject)
{
	return st->total[subject].epoch == st->epoch ? st->total[subject].sum : 0;
}

/* Adds what a pattern says; the first time in a text counts. False for another time. */
static inline bool
phrase_state_say(struct phrase_state *st, uint32_t pattern)
{
	struct phrase_said *said = &st->said[pattern];
	struct phrase_total *total = &st->total[said->say.subject];

	if (said->epoch == st->epoch)
		return false;
	said->epoch = st->epoch;
	if (total->epoch != st->epoch) {
		*total = (struct phrase_total){ st->epoch, 0 };
		st->touched[st->ntouched++] = said->say.subject;
	}
	total->sum += said->say.weight;
	return true;
}

/* A pattern was found on the tokens from up to end. */
static inline void
phrase_state_hit(const struct phrase_set *set, struct phrase_work *work, uint32_t pattern, uint32_t from, uint32_t end)
{
	const struct token *t = work->tokens.at;

	if (phrase_state_say(work->state, pattern) && work->places)
		phrase_state_place(set, work, pattern, t[from].off, t[end - 1].off + t[end - 1].len);
}

/* Whether a test holds of whose measure nothing is known yet. */
bool phrase_state_test_first(struct phrase_work *work, const struct measure_range *test, struct str text);

/* Whether a test holds; a measure is taken when it is first asked for. */
static inline bool
phrase_state_test(struct phrase_work *work, const struct measure_range *test, struct str text)
{
	const struct phrase_state *st = work->state;

	return st->taken & 1u << test->measure ? measure_range_holds(test, st->measure[test->measure]) :
	    phrase_state_test_first(work, test, text);
}

/* Whether n tests hold. */
static inline bool
phrase_state_tests(struct phrase_work *work, const struct measure_range *test, size_t n, struct str text)
{
	for (size_t i = 0; i < n; i++)
		if (!phrase_state_test(work, &test[i], text))
			return false;
	return true;
}

/* Whether all of a pattern's tests hold. */
static inline bool
phrase_state_holds(const struct phrase_set *set, struct phrase_work *work, uint32_t pattern, struct str text)
{
	return phrase_state_tests(work, set->rule[pattern].test, set->rule[pattern].tests, text);
}

#endif
