/* cs-score-explain-event: an opportunity as an entry of the transcript. */
#ifndef CS_SCORE_EXPLAIN_EVENT_H
#define CS_SCORE_EXPLAIN_EVENT_H

#include "cs-score-explain.h"

/* The column of what is said of opportunities, behind how they ended. */
#define EVENT_COLUMN 14

const struct criterion *event_criterion(const struct explain *x, const struct trace_event *e);
/* Whether it tells what happened rather than what somebody did well. */
bool event_is_outcome(const struct explain *x, const struct trace_event *e);
/* Whether it is in the scores. */
bool event_counted(const struct trace_event *e);
/* A criterion's name: "billing" of contact_driver:billing. */
struct str event_name(const struct criterion *c);
/* "agent Marta". */
void event_agent(struct buf *to, const struct explain *x, uint32_t agent);
/* The entry: how it ended, what it is, why, and for a miss the advice. */
void event_show(struct explain *x, const struct trace_event *e);
/* One entry for those of the events from one to before another that were not asked, for a condition does not hold. */
void event_unasked(struct explain *x, size_t from, size_t to);
/* Finds the criteria that come to nothing whichever message asks for them, to be told once, at the end. */
void event_find_once(struct explain *x);
bool event_is_once(const struct explain *x, const struct trace_event *e);
/* Tells them. */
void event_once(struct explain *x);

#endif
