#include "cs-score-explain.h"

#include <stdlib.h>

#include "cs-score-explain-scores.h"
#include "cs-score-say.h"
#include "cs-score-say-marks.h"
#include "display.h"
#include "util.h"

/* Columns: of a message's text, of its opportunities, of what is said of them. */
#define TEXT 6
#define MARKED 14
#define SAID 14
#define MEANING 30

void
explain_open(struct explain *x, const struct score *s)
{
	*x = (struct explain){ .score = s };
	x->named = util_alloc(expr_words(s->pack) + 1, sizeof *x->named);
	x->work.trace = &x->trace;
	x->naming = true;
}

void
explain_close(struct explain *x)
{
	rubric_work_free(&x->work);
	trace_free(&x->trace);
	free(x->named);
	buf_free(&x->out);
}

static const struct criterion *
criterion_of(const struct explain *x, const struct trace_event *e)
{
	return &x->score->rubric->criterion[e->criterion];
}

static bool
is_outcome(const struct explain *x, const struct criterion *c)
{
	return str_eq(x->score->pack->skill[c->skill_number].family, STR("outcome"));
}

static bool
was_counted(const struct trace_event *e)
{
	return e->end == TRACE_MET || e->end == TRACE_MISSED;
}

static const char *
verdict(const struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = criterion_of(x, e);

	if (!was_counted(e))
		return "not counted";
	if (c->expect == EXPECT_RECORD)
		return "measured";
	if (is_outcome(x, c))
		return e->end == TRACE_MET ? "yes" : "no";
	return e->end == TRACE_MET ? "met" : c->critical ? "CRITICAL" : "MISSED";
}

/* "billing" of contact_driver:billing. */
static struct str
without_skill(const struct criterion *c)
{
	struct str name = c->name;

	if (str_starts(name, c->skill) && name.n > c->skill.n + 1 && name.p[c->skill.n] == ':')
		return (struct str){ name.p + c->skill.n + 1, name.n - c->skill.n - 1 };
	return name;
}

/* "Empathy: names the feeling (3 points)". */
static void
add_title(struct buf *to, const struct explain *x, const struct criterion *c)
{
	buf_str(to, x->score->pack->skill[c->skill_number].title);
	buf_str(to, STR(": "));
	say_name(to, without_skill(c));
	if (!is_outcome(x, c) && c->expect != EXPECT_RECORD)
		buf_printf(to, " (%lld point%s)", (long long)c->weight, c->weight == 1 ? "" : "s");
}

static void
add_agent(struct buf *to, const struct explain *x, uint32_t agent)
{
	const struct talk_agent *a = &x->talk->agent[x->in->agent + agent];

	buf_str(to, STR("agent"));
	if (a->name_n) {
		buf_char(to, ' ');
		buf_str(to, talk_bytes(x->talk, a->name, a->name_n));
	}
}

/* A miss has its advice, and its title stands out. */
static void
show_event(struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = criterion_of(x, e);
	struct buf line = { 0 }, label = { 0 };
	bool missed = e->end == TRACE_MISSED && !is_outcome(x, c);

	buf_printf(&label, "  %s", verdict(x, e));
	add_title(&line, x, c);
	if (x->in->agents > 1 && was_counted(e) && e->agent != TALK_NONE) {
		buf_str(&line, STR(", "));
		add_agent(&line, x, e->agent);
	}
	if (missed) {
		display_paragraph(&x->out, buf_view(&label), SAID, buf_view(&line));
		buf_reset(&label);
		buf_reset(&line);
	} else {
		buf_str(&line, STR(". "));
	}
	say_cause(&line, x, e);
	buf_char(&line, ' ');
	say_end(&line, x, e);
	display_paragraph(&x->out, buf_view(&label), SAID, buf_view(&line));
	buf_reset(&line);
	buf_str(&line, STR("Advice: "));
	buf_str(&line, c->advice);
	if (missed && c->advice.n)
		display_paragraph(&x->out, STR(""), SAID, buf_view(&line));
	buf_free(&line);
	buf_free(&label);
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

/* What was not asked, for a condition does not hold. */
static void
add_unasked(struct buf *list, struct explain *x, const struct trace_event *e)
{
	if (list->n)
		buf_char(list, ' ');
	add_title(list, x, criterion_of(x, e));
	buf_str(list, STR(". "));
	say_end(list, x, e);
}

/* Of the events of one message, or of the interaction; what the channel forbids is told at the end, once. */
static void
show_unasked(struct explain *x, size_t from, size_t to)
{
	struct buf list = { 0 };

	for (size_t i = from; i < to; i++) {
		const struct trace_event *e = &x->trace.event[i];
		bool again = i > from && e[-1].criterion == e->criterion;
		if (e->end == TRACE_CONDITION && !again && !is_outcome(x, criterion_of(x, e)) && !say_is_channel(x, e))
			add_unasked(&list, x, e);
	}
	if (list.n)
		display_paragraph(&x->out, STR("  not asked"), SAID, buf_view(&list));
	buf_free(&list);
}

static void
show_channel(struct explain *x)
{
	struct buf list = { 0 };
	bool *told = util_alloc(x->score->rubric->criteria, sizeof *told);

	for (size_t i = 0; i < x->trace.events; i++) {
		const struct trace_event *e = &x->trace.event[i];
		if (told[e->criterion] || !say_is_channel(x, e))
			continue;
		told[e->criterion] = true;
		add_unasked(&list, x, e);
	}
	if (list.n)
		display_paragraph(&x->out, STR("  not asked"), SAID, buf_view(&list));
	buf_free(&list);
	free(told);
}

/* The events from *i on that message made. */
static void
show_events(struct explain *x, uint32_t message, size_t *i)
{
	size_t from = *i;

	for (; *i < x->trace.events && x->trace.event[*i].trigger == message; ++*i)
		if (x->trace.event[*i].end != TRACE_CONDITION)
			show_event(x, &x->trace.event[*i]);
	show_unasked(x, from, *i);
}

/* "7  2026-06-01 08:06:08  agent Marta". */
static void
show_speaker(struct explain *x, uint32_t i)
{
	const struct talk_message *m = talk_at(x->talk, x->in, i);
	struct buf line = { 0 };
	char time[CLOCK_MAX];
	size_t n = m->time == TALK_NO_TIME ? 0 : clock_format((struct clock_time){ m->time, x->in->clock }, time);

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
		add_agent(&line, x, m->agent);
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
		display_paragraph(&x->out, STR("  marked"), MARKED, buf_view(&marks));
	}
	buf_free(&marks);
}

/* What happened is told in full, what did not by name. */
static void
show_outcomes(struct explain *x, size_t from)
{
	struct buf no = { 0 };
	size_t skill = RECORD_NONE;

	buf_str(&x->out, STR("\nWHAT BECAME OF IT\n\n"));
	for (size_t i = from; i < x->trace.events; i++) {
		const struct trace_event *e = &x->trace.event[i];
		const struct criterion *c = criterion_of(x, e);
		if (!is_outcome(x, c) || e->end == TRACE_CONDITION)
			continue;
		if (e->end != TRACE_MISSED) {
			show_event(x, e);
			continue;
		}
		if (i > from && e[-1].criterion == e->criterion)
			continue;
		if (c->skill_number == skill) {
			buf_str(&no, STR(", "));
		} else {
			buf_str(&no, no.n ? STR("; ") : STR(""));
			buf_str(&no, x->score->pack->skill[c->skill_number].title);
			buf_str(&no, STR(": "));
		}
		skill = c->skill_number;
		say_name(&no, without_skill(c));
	}
	if (no.n)
		display_paragraph(&x->out, STR("  no"), SAID, buf_view(&no));
	buf_free(&no);
}

static void
show_whole(struct explain *x, size_t from)
{
	buf_str(&x->out, STR("\nTHE CONVERSATION AS A WHOLE\n\n"));
	for (size_t i = from; i < x->trace.events; i++) {
		const struct trace_event *e = &x->trace.event[i];
		if (!is_outcome(x, criterion_of(x, e)) && e->end != TRACE_CONDITION)
			show_event(x, e);
	}
	show_unasked(x, from, x->trace.events);
	show_channel(x);
	show_outcomes(x, from);
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
		const struct criterion *c = criterion_of(x, e);
		if (!was_counted(e) || is_outcome(x, c) || c->expect == EXPECT_RECORD)
			continue;
		counted++;
		missed += e->end == TRACE_MISSED;
		critical += e->end == TRACE_MISSED && c->critical;
	}
	buf_printf(&line, "%lld times something was called for: %lld times it was met, %lld times missed", counted, counted - missed, missed);
	if (critical)
		buf_printf(&line, ", %lld of these where one is too many (CRITICAL)", critical);
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
		buf_str(&line, STR(", times in UTC"));
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
	show_head(x, id);
	for (uint32_t i = 0; i < in->n; i++) {
		show_message(x, i);
		show_events(x, i, &event);
	}
	show_whole(x, event);
	explain_scores(&x->out, x->score, t, in, &x->work);
	show_meanings(x);
}
