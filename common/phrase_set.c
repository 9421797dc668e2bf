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
		free(set->asked);
	}
	phrase_alones_free(&set->alone);
	free(set);
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
		rule->test[i] = measure_range_of(p->test[i].measure, p->test[i].op, p->test[i].bound);
	if (p->segments == 0)
		phrase_alones_add(&set->alone, (uint32_t)set->patterns, say, rule->test, p->tests);
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

bool
phrase_set_compile(struct phrase_set *set, const int32_t *threshold, size_t subjects, bool all, struct buf *why)
{
	uint32_t *against = util_alloc(set->patterns + 1, sizeof *against);

	set->all = all;
	set->subjects = subjects;
	set->asked = util_alloc(subjects + 1, sizeof *set->asked);
	for (size_t s = 0; s < subjects; s++)
		set->asked[s].threshold = threshold[s];
	for (size_t i = 0; i < set->patterns && !all; i++) {
		struct phrase_say say = set->rule[i].say;
		if (say.weight > 0)
			continue;
		against[i] = say.subject + 1;
		set->asked[say.subject].waits = true;
	}
	phrase_alones_compile(&set->alone, threshold, all);
	bool fine = chains_compile(&set->chains, against, why);
	free(against);
	return fine;
}

void
phrase_set_image(struct phrase_set *set, struct image *im)
{
	chains_image(&set->chains, im);
	image_array(im, &set->rule, &set->patterns, sizeof *set->rule);
	phrase_alones_image(&set->alone, im);
	image_array(im, &set->asked, &set->subjects, sizeof *set->asked);
	set->borrowed = !im->out;
}

void
phrase_set_renew(struct phrase_set *set)
{
	automaton_renew(set->chains.automaton);
}
