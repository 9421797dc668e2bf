/* cs-score-say-marks: markers and roles in plain words. */
#ifndef CS_SCORE_SAY_MARKS_H
#define CS_SCORE_SAY_MARKS_H

#include "cs-score-explain.h"

/* These add to a buffer, without a blank before or behind. */

/* A name of the pack as people write it: "customer problem". */
void say_name(struct buf *to, struct str name);
/* What stands before item i of n: nothing, ", ", or the word before the last of them. */
void say_join(struct buf *to, size_t i, size_t n, const char *word);
/* "the agent", "the agent or the bot", "anybody". */
void say_roles(struct buf *to, unsigned roles);
/* "'a', 'b' or 'c' (without 'd')". */
void say_expr(struct buf *to, struct explain *x, const struct expr *e);
/* All markers of a message, with the words that speak for them where the log tells: 'apology' ("sorry"). */
void say_marks(struct buf *to, struct explain *x, const struct talk_interaction *in, uint32_t message);
/* Those for which a message satisfies the expression; with their words if wanted. False when it asks for none. */
bool say_matched(struct buf *to, struct explain *x, const struct expr *e, const struct talk_interaction *in, uint32_t message,
    bool words);

#endif
