#include "phrase.h"

#include <stdlib.h>

#include "phrase_scan.h"

struct phrase_set *
phrase_new(struct lexicon *lex)
{
	struct phrase_set *set = util_alloc(1, sizeof *set);

	set->lex = lex;
	chains_new(&set->chains, lex);
	return set;
}

void
phrase_free(struct phrase_set *set)
{
	if (!set)
		return;
	chains_free(&set->chains);
	free(set->rule);
	free(set->alone);
	free(set->asked);
	free(set->ready);
	free(set);
}

static struct phrase_range
range_of(const struct pattern_test *t)
{
	struct phrase_range r = { INT64_MIN, INT64_MAX, t->measure, t->op == MEASURE_NE };

	if (t->op != MEASURE_LT && t->op != MEASURE_LE)
		r.low = t->op == MEASURE_GT ? t->bound + 1 : t->bound;
	if (t->op != MEASURE_GT && t->op != MEASURE_GE)
		r.high = t->op == MEASURE_LT ? t->bound - 1 : t->bound;
	return r;
}

bool
phrase_add(struct phrase_set *set, const struct pattern *p, struct phrase_say say, struct buf *why)
{
	if (lexicon_count(set->lex) > AUTOMATON_SYMBOLS) {
		buf_printf(why, "the patterns have more than %d different words", AUTOMATON_SYMBOLS);
		return false;
	}
	set->rule = util_grow(set->rule, &set->rule_cap, set->patterns + 1, sizeof *set->rule);
	struct phrase_rule *rule = &set->rule[set->patterns];
	*rule = (struct phrase_rule){ .tests = p->tests, .say = say };
	for (size_t i = 0; i < p->tests; i++)
		rule->test[i] = range_of(&p->test[i]);
	if (p->segments == 0) {
		set->alone = util_grow(set->alone, &set->alone_cap, set->alones + 1, sizeof *set->alone);
		set->alone[set->alones++] = (struct phrase_alone){ rule->test[0], (uint32_t)set->patterns };
	}
	if (!chains_add(&set->chains, (uint32_t)set->patterns++, p, p->tests > 0)) {
		buf_printf(why, "the patterns have more than %u parts", CHAIN_PARTS);
		return false;
	}
	return true;
}

static int
by_subject(const void *x, const void *y, void *data)
{
	const struct phrase_alone *a = x, *b = y;
	const struct phrase_rule *rule = data, *p = &rule[a->pattern], *q = &rule[b->pattern];

	if (p->say.subject != q->say.subject)
		return p->say.subject < q->say.subject ? -1 : 1;
	if ((p->say.weight > 0) != (q->say.weight > 0))
		return p->say.weight > 0 ? -1 : 1;
	return a->pattern < b->pattern ? -1 : 1;
}

/* Orders the patterns that are only measures by subject, and finds the subjects that they reach without any words. */
static void
compile_alone(struct phrase_set *set)
{
	if (set->alones)
		qsort_r(set->alone, set->alones, sizeof *set->alone, by_subject, set->rule);
	for (uint32_t k = 0; k < set->alones; k++) {
		struct phrase_say say = set->rule[set->alone[k].pattern].say;
		struct phrase_asked *asked = &set->asked[say.subject];
		if (asked->end == 0)
			asked->first = asked->against = k;
		asked->end = k + 1;
		asked->against += say.weight > 0;
		asked->most += say.weight > 0 ? say.weight : 0;
	}
	for (uint32_t s = 0; s < set->subjects; s++)
		if (set->asked[s].most >= set->asked[s].threshold || (set->all && set->asked[s].end))
			set->ready[set->readies++] = s;
}

bool
phrase_compile(struct phrase_set *set, const int32_t *threshold, size_t subjects, bool all, struct buf *why)
{
	uint32_t *against = util_alloc(set->patterns + 1, sizeof *against);

	set->all = all;
	set->subjects = subjects;
	set->asked = util_alloc(subjects + 1, sizeof *set->asked);
	for (size_t s = 0; s < subjects; s++)
		set->asked[s].threshold = threshold[s];
	set->ready = util_alloc(subjects + 1, sizeof *set->ready);
	compile_alone(set);
	for (size_t i = 0; i < set->patterns && !all; i++)
		if (set->rule[i].say.weight <= 0)
			against[i] = set->rule[i].say.subject + 1;
	bool fine = chains_compile(&set->chains, against);
	if (!fine)
		buf_printf(why, "more than %u patterns end in the same word", AUTOMATON_USES);
	free(against);
	return fine;
}

void
phrase_renew(struct phrase_set *set)
{
	automaton_compile(set->chains.automaton);
	set->renewed++;
}

/* The patterns that are only measures from first up to end. */
static void
add_alone(const struct phrase_set *set, struct phrase_work *work, uint32_t first, uint32_t end, struct str text)
{
	for (uint32_t k = first; k < end; k++) {
		const struct phrase_alone *a = &set->alone[k];
		if (phrase_state_test(work, &a->test, text) && phrase_state_holds(set, work, a->pattern, text) && phrase_state_say(work->state, a->pattern) &&
		    work->places)
			phrase_state_place(set, work, a->pattern, 0, (uint32_t)text.n);
	}
}

/* Those of all subjects that they can help to their thresholds, or keep from them. */
static void
add_all_alone(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	struct phrase_state *st = work->state;

	for (size_t k = 0; k < set->readies; k++) {
		const struct phrase_asked *asked = &set->asked[set->ready[k]];
		add_alone(set, work, asked->first, asked->against, text);
	}
	for (size_t k = 0; k < st->ntouched; k++) {
		const struct phrase_asked *asked = &set->asked[st->touched[k]];
		if (asked->end && (int64_t)asked->most + st->total[st->touched[k]].sum >= asked->threshold)
			add_alone(set, work, asked->first, asked->against, text);
	}
	for (size_t k = 0; k < st->ntouched; k++) {
		const struct phrase_asked *asked = &set->asked[st->touched[k]];
		if (asked->end && (set->all || st->total[st->touched[k]].sum >= asked->threshold))
			add_alone(set, work, asked->against, asked->end, text);
	}
}

/* Whether a subject has reached its threshold, so far. */
static inline bool
is_reached(const struct phrase_set *set, const struct phrase_state *st, uint32_t subject)
{
	return st->total[subject].epoch == st->epoch && st->total[subject].sum >= set->asked[subject].threshold;
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
	uint64_t subjects = 0;

	phrase_state_start(set, work, text);
	struct phrase_state *st = work->state;
	phrase_scan(set, work, text);
	if (work->tokens.n)
		add_all_alone(set, work, text);
	for (size_t k = 0; k < st->ntouched; k++)
		if (is_reached(set, st, st->touched[k]))
			subjects |= UINT64_C(1) << (st->touched[k] & 63);
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
