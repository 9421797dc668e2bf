/* cs-score-say: opportunities in plain words. */
#ifndef CS_SCORE_SAY_H
#define CS_SCORE_SAY_H

#include "cs-score-explain.h"

/* These add to a buffer, without a blank before or behind. */

/* How the log numbers a message of an interaction, or else its place in it. */
void say_seq(struct buf *to, const struct talk *t, const struct talk_interaction *in, uint32_t message);
/* What called for it: a sentence. */
void say_cause(struct buf *to, struct explain *x, const struct trace_event *e);
/* What was looked for, where, and what was found; or why it was not counted: sentences. */
void say_end(struct buf *to, struct explain *x, const struct trace_event *e);
/* Whether it was not asked because of the channel, on which it never is. */
bool say_is_channel(const struct explain *x, const struct trace_event *e);

#endif
