/* trace: what became of each opportunity, written down while it is scored, for those who ask why. */
#ifndef TRACE_H
#define TRACE_H

#include "window.h"

/* How an opportunity ended: counted as met or missed, or not counted at all. */
enum trace_end {
	TRACE_MET, TRACE_MISSED,
	TRACE_CONDITION,                /* a condition does not hold */
	TRACE_SILENT,                   /* no agent speaks whom it could be charged to */
	TRACE_WINDOW,                   /* no window: nobody speaks in it, or its time is not up */
	TRACE_MEASURE                   /* the measure cannot be taken */
};

struct trace_event {
	uint32_t criterion;             /* in rubric->criterion */
	uint32_t trigger, agent;        /* TALK_NONE: the interaction as such; nobody */
	enum trace_end end;
	struct window window;           /* as it was opened; its talk is NULL where none was */
	uint32_t hit;                   /* the first message with what was looked for, of hit_in; or TALK_NONE */
	const struct talk_interaction *hit_in;
	int64_t value;                  /* of the measure, thousandths */
	uint32_t decided;               /* as in a row of scores */
	bool by_trigger;
	size_t since;                   /* the first of the criterion's conditions in trace->since */
};

/* All zero to start; it is the caller who empties it. */
struct trace {
	struct trace_event *event;      /* by criterion, then trigger */
	uint32_t *since;                /* the message from which on each condition holds, or the number of messages */
	size_t events, sinces, event_cap, since_cap;
};

void trace_add(struct trace *t, const struct trace_event *e, const uint32_t *since, size_t conditions);
void trace_free(struct trace *t);

#endif
