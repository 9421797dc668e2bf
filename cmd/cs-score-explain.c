#include "cs-score-explain.h"

#include <stdlib.h>

#include "calendar.h"
#include "cs-score-explain-event.h"
#include "cs-score-explain-scores.h"
#include "cs-score-say.h"
#include "cs-score-say-marks.h"
#include "display.h"
#include "util.h"
#include "zone.h"

/* Columns: of a message's text, of what a marker means. */
#define TEXT 6
#define MEANING 30

void
explain_open(struct explain *x, const struct score *s)
{
	*x = (struct explain){ .score = s };
	x->named = util_alloc(expr_words(s->pack) + 1, sizeof *x->named);
	x->once = util_alloc(s->rubric->criteria, sizeof *x->once);
	x->work.trace = &x->trace;
	x->naming = true;
}

void
explain_close(struct explain *x)
{
	rubric_work_free(&x->work);
	trace_free(&x->trace);
	free(x->named);
	free(x->once);
	buf_free(&x->out);
}

/* In the order of the messages; what is asked of the whole interaction comes last, as TALK_NONE is no message. */
static int
by_trigger(const void *a, const void *b)
{
	const struct trace_event *x = a, *y = b;

	if (x->trigger != y->trigger)
		return x->trigger < y->trigger ? -1 : 1;
	if (x->criterion != y->criterion)
		return x->criterion < y->criterion ? -1 : 1;
	return (x->agent > y->agent) - (x->agent < y->agent);
}

/* The events from *i on that message made. */
static void
show_events(struct explain *x, uint32_t message, size_t *i)
{
	size_t from = *i;

	for (; *i < x->trace.events && x->trace.event[*i].trigger == message; ++*i)
		if (x->trace.event[*i].end != TRACE_CONDITION && !event_is_once(x, &x->trace.event[*i]))
			event_show(x, &x->trace.event[*i]);
	event_unasked(x, from, *i);
}

/* "7  2026-06-01 08:06:08  agent Marta". */
static void
show_speaker(struct explain *x, uint32_t i)
{
	const struct talk_message *m = talk_at(x->talk, x->in, i);
	struct buf line = { 0 };
	char time[CLOCK_MAX];
	int64_t ahead = x->in->clock == CLOCK_UTC && m->time != TALK_NO_TIME ? 1000 * zone_offset(calendar_div(m->time, 1000)) : 0;
	size_t n = m->time == TALK_NO_TIME ? 0 : clock_format((struct clock_time){ m->time + ahead, x->in->clock }, time);

	buf_str(&line, STR("Message "));
	say_seq(&line, x->talk, x->in, i);
	for (size_t k = 0; k < n; k++)
		if (time[k] == 'T')
			time[k] = ' ';
	n -= n && time[n - 1] == 'Z';
	if (n) {
		buf_str(&line, STR(", "));
		buf_str(&line, (struct str){ time, n });
	}
	buf_str(&line, STR(", "));
	if (m->role == ROLE_AGENT)
		event_agent(&line, x, m->agent);
	else
		buf_str(&line, str_of(record_role_name(m->role)));
	buf_char(&x->out, '\n');
	display_paragraph(&x->out, STR(""), 0, buf_view(&line));
	buf_free(&line);
}

static void
show_message(struct explain *x, uint32_t i)
{
	struct str text = talk_text(x->talk, talk_at(x->talk, x->in, i)), line;
	struct buf marks = { 0 };

	show_speaker(x, i);
	while (str_next(&text, '\n', &line))
		if (str_trim(line).n)
			display_paragraph(&x->out, STR(""), TEXT, line);
	say_marks(&marks, x, x->in, i);
	if (marks.n) {
		buf_char(&x->out, '\n');
		display_paragraph(&x->out, STR("  marked"), EVENT_COLUMN, buf_view(&marks));
	}
	buf_free(&marks);
}

/* What happened is told in full, what did not by name. */
static void
show_outcomes(struct explain *x, size_t from)
{
	struct buf no = { 0 };
	size_t skill = RECORD_NONE;

	for (size_t i = from; i < x->trace.events; i++) {
		const struct trace_event *e = &x->trace.event[i];
		const struct criterion *c = event_criterion(x, e);
		if (!event_is_outcome(x, e) || e->end == TRACE_CONDITION || event_is_once(x, e))
			continue;
		/* what happened is the same for all agents */
		if (i > from && e[-1].criterion == e->criterion && e[-1].end == e->end)
			continue;
		if (e->end != TRACE_MISSED) {
			event_show(x, e);
			continue;
		}
		if (c->skill_number == skill) {
			buf_str(&no, STR(", "));
		} else {
			buf_str(&no, no.n ? STR("; ") : STR(""));
			buf_str(&no, x->score->pack->skill[c->skill_number].title);
			buf_str(&no, STR(": "));
		}
		skill = c->skill_number;
		say_name(&no, event_name(c));
	}
	if (no.n)
		display_paragraph(&x->out, STR("  no"), EVENT_COLUMN, buf_view(&no));
	buf_free(&no);
}

static void
show_demands(struct explain *x, size_t from)
{
	for (size_t i = from; i < x->trace.events; i++) {
		const struct trace_event *e = &x->trace.event[i];
		if (!event_is_outcome(x, e) && e->end != TRACE_CONDITION && !event_is_once(x, e))
			event_show(x, e);
	}
	event_unasked(x, from, x->trace.events);
	event_once(x);
}

/* What is of the interaction as such: the events behind those of the messages. */
static void
show_whole(struct explain *x, size_t from)
{
	static const struct {
		const char *title;
		void (*show)(struct explain *x, size_t from);
	} sections[] = { { "THE CONVERSATION AS A WHOLE", show_demands }, { "WHAT BECAME OF IT", show_outcomes } };

	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		size_t before = x->out.n;
		buf_printf(&x->out, "\n%s\n\n", sections[i].title);
		size_t title = x->out.n;
		sections[i].show(x, from);
		if (x->out.n == title)
			x->out.n = before;
	}
}

/* The markers that were spoken of and what they stand for. */
static void
show_meanings(struct explain *x)
{
	const struct pack *pack = x->score->pack;
	struct buf line = { 0 };
	bool any = false;

	for (size_t i = 0; i < pack->markers; i++) {
		if (!(x->named[i / 64] >> i % 64 & 1) || pack->marker[i].meaning.n == 0)
			continue;
		if (!any)
			buf_str(&x->out, STR("\nWHAT THE MARKERS MEAN\n\n"));
		any = true;
		buf_reset(&line);
		buf_str(&line, STR("  "));
		say_name(&line, pack->marker[i].name);
		buf_char(&line, ' ');
		display_paragraph(&x->out, buf_view(&line), MEANING, pack->marker[i].meaning);
	}
	buf_free(&line);
}

static void
show_counts(struct explain *x)
{
	long long counted = 0, missed = 0, critical = 0;
	struct buf line = { 0 };

	for (size_t i = 0; i < x->trace.events; i++) {
		const struct trace_event *e = &x->trace.event[i];
		const struct criterion *c = event_criterion(x, e);
		if (!event_counted(e) || event_is_outcome(x, e) || c->expect == EXPECT_RECORD)
			continue;
		counted++;
		missed += e->end == TRACE_MISSED;
		critical += e->end == TRACE_MISSED && c->critical;
	}
	buf_printf(&line, "Called for: %lld; met: %lld; missed: %lld", counted, counted - missed, missed);
	if (critical)
		buf_printf(&line, ", of these critical, where one is too many: %lld", critical);
	buf_str(&line, STR(". Below each message stands what it called for, how that ended and why."));
	display_paragraph(&x->out, STR(""), 0, buf_view(&line));
	buf_free(&line);
}

static void
show_head(struct explain *x, struct str id)
{
	struct str channel = talk_bytes(x->talk, x->in->channel, x->in->channel_n);
	struct buf line = { 0 };

	buf_str(&line, STR("Interaction "));
	buf_str(&line, id);
	if (channel.n) {
		buf_str(&line, STR(", "));
		buf_str(&line, channel);
	}
	if (x->in->clock == CLOCK_UTC)
		buf_printf(&line, ", times in %s", x->score->zone ? x->score->zone : "UTC");
	else if (x->in->clock == CLOCK_ELAPSED)
		buf_str(&line, STR(", times since it began"));
	display_paragraph(&x->out, STR(""), 0, buf_view(&line));
	show_counts(x);
	if (!x->talk->texts)
		display_paragraph(&x->out, STR(""), 0, STR("The log has no texts: what is measured of them is left out."));
	buf_free(&line);
}

void
explain_interaction(struct explain *x, const struct talk *t, size_t interaction)
{
	const struct talk_interaction *in = &t->interaction[interaction];
	struct str note = talk_bytes(t, in->note, in->note_n), id;
	size_t event = 0;

	str_next(&note, '\0', &id);
	if (!str_eq(id, str_of(x->score->explain)))
		return;
	x->found = true;
	x->talk = t;
	x->in = in;
	rubric_score(x->score->rubric, t, interaction, &x->work);
	if (x->trace.events)
		qsort(x->trace.event, x->trace.events, sizeof *x->trace.event, by_trigger);
	event_find_once(x);
	show_head(x, id);
	for (uint32_t i = 0; i < in->n; i++) {
		show_message(x, i);
		show_events(x, i, &event);
	}
	show_whole(x, event);
	explain_scores(&x->out, x->score, t, in, &x->work);
	show_meanings(x);
}
