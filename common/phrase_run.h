/* phrase_run: where in a text the runs of an automaton end. */
#ifndef PHRASE_RUN_H
#define PHRASE_RUN_H

#include "automaton.h"

/* A run as it is followed: what its last token leads to. */
struct phrase_run {
	uint32_t to, token;
};

/* The runs that end with a token and have the same words: where their uses are. */
struct phrase_end {
	uint32_t uses, token;
};

/* All zero to start; kept between texts. */
struct phrase_runs {
	struct automaton_symbol *symbol;        /* by token; two behind the last are of the class 0 */
	struct phrase_run *live;        /* under way */
	struct phrase_run *found;       /* ended, the shortest first */
	uint32_t *first;                /* of them, the uses of those with some of the kind 0 */
	uint32_t *second;               /* and of those with some of the kind 1 */
	struct phrase_end *end;         /* those with others, in order of tokens, of a token the shortest first */
	size_t firsts, seconds, ends;
	uint32_t *from;                 /* by token, and behind the last: the first in end */
	size_t symbol_cap, live_cap, found_cap, first_cap, second_cap, end_cap, from_cap;
};

/* Finds the runs among the tokens of list from the one at start on. in_order: those with uses of the kind 1 are in end, too. */
void phrase_runs_find(struct phrase_runs *r, const struct automaton *a, const struct token_list *list, uint32_t start,
    bool in_order);
void phrase_runs_free(struct phrase_runs *r);

#endif
