/* cs-score-explain-scores: the scores of one interaction as a table. */
#ifndef CS_SCORE_EXPLAIN_SCORES_H
#define CS_SCORE_EXPLAIN_SCORES_H

#include "cs-score.h"

/* Adds, for each agent, the skills that were called for, as the rows of rubric_score add up. */
void explain_scores(struct buf *to, const struct score *s, const struct talk *t, const struct talk_interaction *in,
    const struct rubric_work *work);

#endif
