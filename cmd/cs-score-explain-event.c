#include "cs-score-explain-event.h"

#include <stdlib.h>
#include <string.h>

#include "cs-score-say.h"
#include "cs-score-say-marks.h"
#include "display.h"
#include "util.h"

const struct criterion *
event_criterion(const struct explain *x, const struct trace_event *e)
{
	return &x->score->rubric->criterion[e->criterion];
}

bool
event_is_outcome(const struct explain *x, const struct trace_event *e)
{
	return event_criterion(x, e)->outcome;
}

bool
event_counted(const struct trace_event *e)
{
	return e->end == TRACE_MET || e->end == TRACE_MISSED;
}

static const char *
verdict(const struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);

	if (!event_counted(e))
		return e->end == TRACE_CONDITION ? "not asked" : "not counted";
	if (c->expect == EXPECT_RECORD)
		return "measured";
	if (event_is_outcome(x, e))
		return e->end == TRACE_MET ? "yes" : "no";
	return e->end == TRACE_MET ? "met" : c->critical ? "CRITICAL" : "MISSED";
}

struct str
event_name(const struct criterion *c)
{
	struct str name = c->name;

	if (str_starts(name, c->skill) && name.n > c->skill.n + 1 && name.p[c->skill.n] == ':')
		return (struct str){ name.p + c->skill.n + 1, name.n - c->skill.n - 1 };
	return name;
}

/* "Empathy: names the feeling (3 points)". */
static void
add_title(struct buf *to, const struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);

	buf_str(to, x->score->pack->skill[c->skill_number].title);
	buf_str(to, STR(": "));
	say_name(to, event_name(c));
	if (!event_is_outcome(x, e) && c->expect != EXPECT_RECORD)
		buf_printf(to, " (%lld point%s)", (long long)c->weight, c->weight == 1 ? "" : "s");
}

void
event_agent(struct buf *to, const struct explain *x, uint32_t agent)
{
	const struct talk_agent *a = &x->talk->agent[x->in->agent + agent];

	buf_str(to, STR("agent"));
	if (a->name_n) {
		buf_char(to, ' ');
		buf_str(to, talk_bytes(x->talk, a->name, a->name_n));
	}
}

void
event_show(struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);
	struct buf line = { 0 }, label = { 0 };
	bool missed = e->end == TRACE_MISSED && !event_is_outcome(x, e);

	buf_printf(&label, "  %s", verdict(x, e));
	add_title(&line, x, e);
	if (x->in->agents > 1 && event_counted(e) && e->agent != TALK_NONE && !event_is_outcome(x, e)) {
		buf_str(&line, STR(", "));
		event_agent(&line, x, e->agent);
	}
	/* the title of a miss stands out */
	if (missed) {
		display_paragraph(&x->out, buf_view(&label), EVENT_COLUMN, buf_view(&line));
		buf_reset(&label);
		buf_reset(&line);
	} else {
		buf_str(&line, STR(". "));
	}
	if (e->end != TRACE_CONDITION) {
		say_cause(&line, x, e);
		buf_char(&line, ' ');
	}
	say_end(&line, x, e);
	display_paragraph(&x->out, buf_view(&label), EVENT_COLUMN, buf_view(&line));
	buf_reset(&line);
	buf_str(&line, STR("Advice: "));
	buf_str(&line, c->advice);
	if (missed && c->advice.n)
		display_paragraph(&x->out, STR(""), EVENT_COLUMN, buf_view(&line));
	buf_free(&line);
	buf_free(&label);
}

/* What was not asked, for a condition does not hold. */
static void
add_unasked(struct buf *list, struct explain *x, const struct trace_event *e)
{
	if (list->n)
		buf_char(list, ' ');
	add_title(list, x, e);
	buf_str(list, STR(". "));
	say_end(list, x, e);
}

void
event_unasked(struct explain *x, size_t from, size_t to)
{
	struct buf list = { 0 };

	for (size_t i = from; i < to; i++) {
		const struct trace_event *e = &x->trace.event[i];
		bool again = i > from && e[-1].criterion == e->criterion;
		if (e->end == TRACE_CONDITION && !again && !event_is_outcome(x, e) && !event_is_once(x, e))
			add_unasked(&list, x, e);
	}
	if (list.n)
		display_paragraph(&x->out, STR("  not asked"), EVENT_COLUMN, buf_view(&list));
	buf_free(&list);
}

/* What comes to nothing whichever message asks for it: the channel is another one, or the log lacks what it takes. */
static bool
is_idle(const struct explain *x, const struct trace_event *e)
{
	return e->end == TRACE_MEASURE || say_is_channel(x, e);
}

void
event_find_once(struct explain *x)
{
	size_t criteria = x->score->rubric->criteria;
	uint32_t *events = util_alloc(criteria, sizeof *events);

	memset(x->once, 0, criteria * sizeof *x->once);
	for (size_t i = 0; i < x->trace.events; i++) {
		const struct trace_event *e = &x->trace.event[i];
		events[e->criterion]++;
		x->once[e->criterion] += is_idle(x, e);
	}
	for (size_t i = 0; i < criteria; i++)
		x->once[i] = x->once[i] == events[i] ? events[i] : 0;
	free(events);
}

bool
event_is_once(const struct explain *x, const struct trace_event *e)
{
	return x->once[e->criterion] > 0;
}

void
event_once(struct explain *x)
{
	for (size_t i = 0; i < x->trace.events; i++) {
		const struct trace_event *e = &x->trace.event[i];
		if (!event_is_once(x, e))
			continue;
		x->once[e->criterion] = 0;
		event_show(x, e);
	}
}
