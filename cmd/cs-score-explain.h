/* cs-score-explain: one interaction as a transcript, with what each message called for and what came of it. */
#ifndef CS_SCORE_EXPLAIN_H
#define CS_SCORE_EXPLAIN_H

#include "cs-score.h"

struct explain {
	const struct score *score;
	const struct talk *talk;
	const struct talk_interaction *in;      /* the one in hand */
	struct rubric_work work;
	struct trace trace;
	uint64_t *named;                /* markers that are to be explained: */
	bool naming;                    /* those that are spoken of while this is set */
	uint32_t *once;                 /* by criterion: above 0 if it is told once, at the end */
	struct buf out;                 /* the explanation, once found */
	bool found;
};

void explain_open(struct explain *x, const struct score *s);
/* Explains the interaction if it is the one that was asked for; its note begins with its id and a NUL. */
void explain_interaction(struct explain *x, const struct talk *t, size_t interaction);
void explain_close(struct explain *x);

#endif
