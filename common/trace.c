#include "trace.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

void
trace_add(struct trace *t, const struct trace_event *e, const uint32_t *since, size_t conditions)
{
	t->event = util_grow(t->event, &t->event_cap, t->events + 1, sizeof *t->event);
	t->event[t->events] = *e;
	t->event[t->events++].since = t->sinces;
	if (conditions == 0)
		return;
	t->since = util_grow(t->since, &t->since_cap, t->sinces + conditions, sizeof *t->since);
	memcpy(t->since + t->sinces, since, conditions * sizeof *since);
	t->sinces += conditions;
}

void
trace_free(struct trace *t)
{
	free(t->event);
	free(t->since);
	*t = (struct trace){ 0 };
}
