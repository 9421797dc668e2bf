#include "phrase_set.h"

#include <stdlib.h>

#include "util.h"

struct phrase_set *
phrase_set_new(struct lexicon *lex)
{
	struct phrase_set *set = util_alloc(1, sizeof *set);

	set->lex = lex;
	chains_new(&set->chains, lex);
	return set;
}

void
phrase_set_free(struct phrase_set *set)
{
	if (!set)
		return;
	chains_free(&set->chains);
	if (!set->borrowed) {
		free(set->rule);
		free(set->alone);
		free(set->asked);
		free(set->ready);
	}
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
phrase_set_add(struct phrase_set *set, const struct pattern *p, struct phrase_say say, struct buf *why)
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
		set->alone[set->alones++] = (struct phrase_alone){ rule->test[0], (uint32_t)set->patterns, p->tests > 1 };
	}
	if (!chains_add(&set->chains, (uint32_t)set->patterns++, p, p->tests > 0)) {
		buf_printf(why, "the patterns have more than %u parts", CHAIN_PARTS);
		return false;
	}
	return true;
}

uint32_t
phrase_set_subject(const struct phrase_set *set, uint32_t pattern)
{
	return set->rule[pattern].say.subject;
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
phrase_set_compile(struct phrase_set *set, const int32_t *threshold, size_t subjects, bool all, struct buf *why)
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
phrase_set_image(struct phrase_set *set, struct image *im)
{
	chains_image(&set->chains, im);
	image_array(im, &set->rule, &set->patterns, sizeof *set->rule);
	image_array(im, &set->alone, &set->alones, sizeof *set->alone);
	image_array(im, &set->asked, &set->subjects, sizeof *set->asked);
	image_array(im, &set->ready, &set->readies, sizeof *set->ready);
	set->borrowed = !im->out;
}

void
phrase_set_renew(struct phrase_set *set)
{
	automaton_compile(set->chains.automaton);
	set->renewed++;
}
