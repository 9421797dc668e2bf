#include "cs-score-say.h"

#include "cs-score-explain-event.h"
#include "cs-score-say-marks.h"
#include "cs-score-say-value.h"

#define AGENT_ONLY (1u << ROLE_AGENT)

void
say_seq(struct buf *to, const struct talk *t, const struct talk_interaction *in, uint32_t message)
{
	const struct talk_message *m = talk_at(t, in, message);
	struct str seq = talk_bytes(t, m->text + m->text_n + m->evidence_n, m->seq_n);

	if (seq.n)
		buf_str(to, seq);
	else
		buf_int(to, (int64_t)message + 1);
}

static void
add_message(struct buf *to, const struct explain *x, const struct talk_interaction *in, uint32_t message)
{
	if (in == x->in) {
		buf_str(to, STR("message "));
		say_seq(to, x->talk, in, message);
		return;
	}
	struct str note = talk_bytes(x->talk, in->note, in->note_n), id;
	str_next(&note, '\0', &id);
	buf_str(to, STR("interaction "));
	buf_str(to, id);
	buf_str(to, STR(", message "));
	say_seq(to, x->talk, in, message);
}

/* "messages 5 to 9": the very ones that were looked through. */
static void
add_window(struct buf *to, const struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);
	struct window w = e->window;
	uint32_t i, first = TALK_NONE, last = TALK_NONE, n = 0;

	if (w.timed) {
		buf_str(to, STR("the "));
		say_duration(to, c->window.ms);
		buf_str(to, STR(" from then on, later contacts too"));
		return;
	}
	while ((i = window_next(&w)) != TALK_NONE) {
		first = n++ ? first : i;
		last = i;
	}
	if (n == 0) {
		buf_str(to, STR("no message, for there was none"));
		return;
	}
	buf_str(to, n == 1 ? STR("message ") : STR("messages "));
	say_seq(to, x->talk, x->in, first);
	if (n > 1) {
		buf_str(to, n == 2 && last != first + 1 ? STR(" and ") : STR(" to "));
		say_seq(to, x->talk, x->in, last);
	}
	if (n > 2 && last - first + 1 != n) {
		buf_printf(to, " (the %u of ", n);
		say_roles(to, e->window.agent == TALK_NONE ? e->window.roles : AGENT_ONLY);
		buf_char(to, ')');
	}
}

/* Whether a condition was fulfilled when it was asked. */
static bool
holds(const struct explain *x, const struct trace_event *e, size_t k)
{
	const struct criterion *c = event_criterion(x, e);
	uint32_t seen = c->place == PLACE_EACH ? e->trigger : (uint32_t)x->in->n - 1;

	return x->trace.since[e->since + k] <= seen;
}

static void
add_channels(struct buf *to, struct str channels)
{
	struct str all = channels, name;
	size_t n = 0, k = 0;

	while (str_next(&all, '|', &name))
		n++;
	while (str_next(&channels, '|', &name)) {
		say_join(to, k++, n, "or");
		buf_str(to, str_trim(name));
	}
}

/* "'apology' from the agent". */
static void
add_asked(struct buf *to, struct explain *x, const struct criterion_condition *cond)
{
	if (cond->channels.p) {
		buf_str(to, STR("on the channel "));
		add_channels(to, cond->channels);
		return;
	}
	say_expr(to, x, &cond->expr);
	buf_str(to, STR(" from "));
	say_roles(to, cond->roles);
}

/* What held so that it was asked: of the channel and of what was not there nothing need be said. */
static void
add_conditions(struct buf *to, struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);
	size_t said = 0;

	for (size_t k = 0; k < c->conditions; k++) {
		uint32_t at = x->trace.since[e->since + k];
		const struct criterion_condition *cond = &c->condition[k];
		struct buf what = { 0 };
		if (cond->unless || cond->channels.p)
			continue;
		if (!say_matched(&what, x, &cond->expr, x->in, at, false))
			say_roles(&what, 1u << talk_at(x->talk, x->in, at)->role);
		buf_str(to, said++ ? STR(" and ") : STR(", because of "));
		buf_str(to, buf_view(&what));
		buf_str(to, STR(" in "));
		add_message(to, x, x->in, at);
		buf_free(&what);
	}
}

void
say_cause(struct buf *to, struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);
	bool each = c->place == PLACE_EACH;
	struct buf markers = { 0 };

	if (e->trigger != TALK_NONE)
		say_matched(&markers, x, &c->trigger, x->in, e->trigger, false);
	if (c->place == PLACE_INTERACTION) {
		buf_str(to, STR("Asked of the conversation"));
	} else if (each && markers.n) {
		buf_str(to, STR("Called for by "));
	} else {
		buf_printf(to, "Asked of %s message of ", each ? "every" : c->place == PLACE_FIRST ? "the first" : "the last");
		say_roles(to, c->roles);
		if (markers.n)
			buf_str(to, STR(", here with "));
	}
	buf_str(to, buf_view(&markers));
	if (e->end != TRACE_CONDITION)
		add_conditions(to, x, e);
	buf_char(to, '.');
	buf_free(&markers);
}

/* Whether all that was looked at is that one message. */
static bool
is_alone(const struct trace_event *e, uint32_t message)
{
	struct window w = e->window;

	return !w.timed && window_next(&w) == message && window_next(&w) == TALK_NONE;
}

static void
say_missing(struct buf *to, struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);

	x->naming = c->expect == EXPECT_SOME;
	buf_str(to, x->naming ? STR("Not found: ") : STR("Rightly not found: "));
	say_expr(to, x, &c->expected);
	x->naming = true;
	if (c->expected.every || c->expect_roles != AGENT_ONLY) {
		buf_str(to, STR(" from "));
		say_roles(to, c->expect_roles);
	}
	buf_str(to, STR(". Looked at: "));
	add_window(to, x, e);
	buf_char(to, '.');
}

static void
say_found(struct buf *to, struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);

	buf_str(to, c->expect == EXPECT_SOME ? STR("Found ") : STR("Found, though it should not be there, "));
	if (!say_matched(to, x, &c->expected, e->hit_in, e->hit, true))
		say_roles(to, 1u << talk_at(x->talk, e->hit_in, e->hit)->role);
	buf_str(to, STR(" in "));
	add_message(to, x, e->hit_in, e->hit);
	if (!is_alone(e, e->hit)) {
		buf_str(to, STR(". Looked at: "));
		add_window(to, x, e);
	}
	buf_char(to, '.');
}

static void
say_measured(struct buf *to, struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);

	buf_str(to, STR("Measured: "));
	buf_str(to, str_of(c->gauge->title));
	buf_str(to, STR(", "));
	say_value(to, c->gauge, e->value);
	if (c->expect == EXPECT_MEASURE) {
		buf_str(to, STR("; asked for: "));
		say_bound(to, c);
	}
	buf_char(to, '.');
	if (e->window.talk && !is_alone(e, e->trigger)) {
		buf_str(to, STR(" Looked at: "));
		add_window(to, x, e);
		buf_char(to, '.');
	} else if (!e->window.talk && !e->by_trigger && e->decided != e->trigger) {
		buf_str(to, STR(" Decided by "));
		add_message(to, x, x->in, e->decided);
		buf_char(to, '.');
	}
}

/* The first condition that kept it from being asked. */
static size_t
failed(const struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);
	size_t k = 0;

	while (k + 1 < c->conditions && holds(x, e, k) != c->condition[k].unless)
		k++;
	return k;
}

bool
say_is_channel(const struct explain *x, const struct trace_event *e)
{
	return e->end == TRACE_CONDITION && event_criterion(x, e)->condition[failed(x, e)].channels.p;
}

static void
say_condition(struct buf *to, struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);
	size_t k = failed(x, e);
	bool unless = c->condition[k].unless;

	buf_str(to, unless ? STR("Not asked ") : STR("Asked only "));
	if (!c->condition[k].channels.p)
		buf_str(to, c->place == PLACE_EACH ? STR("once there was ") : STR("where there is "));
	x->naming = false;
	add_asked(to, x, &c->condition[k]);
	x->naming = true;
	if (unless && !c->condition[k].channels.p) {
		buf_str(to, STR(", as in "));
		add_message(to, x, x->in, x->trace.since[e->since + k]);
	}
	buf_char(to, '.');
}

static bool
has_time(const struct explain *x, const struct trace_event *e)
{
	int64_t from = e->trigger == TALK_NONE ? x->in->stop : talk_at(x->talk, x->in, e->trigger)->time;

	return from != TALK_NO_TIME;
}

static void
say_no_window(struct buf *to, const struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);

	if (c->window.kind == WINDOW_TIME) {
		if (x->talk->log_end == TALK_NO_TIME || x->in->clock != CLOCK_UTC)
			buf_str(to, STR("It takes the customer's later contacts, which this log does not tell apart."));
		else
			buf_str(to, has_time(x, e) ? STR("Its time was not up when the log ended.") : STR("There is no time to count from."));
		return;
	}
	buf_str(to, STR("Nothing more was said by "));
	if (e->agent != TALK_NONE && x->in->agents > 1 && (c->gauge || c->expect_roles == AGENT_ONLY))
		event_agent(to, x, e->agent);
	else
		say_roles(to, c->gauge ? AGENT_ONLY : c->expect_roles);
	buf_char(to, '.');
}

void
say_end(struct buf *to, struct explain *x, const struct trace_event *e)
{
	const struct criterion *c = event_criterion(x, e);

	if (e->end == TRACE_CONDITION) {
		say_condition(to, x, e);
	} else if (e->end == TRACE_SILENT) {
		buf_str(to, c->window.kind == WINDOW_BEFORE ? STR("No agent had spoken before.") : STR("No agent spoke after it."));
	} else if (e->end == TRACE_WINDOW) {
		say_no_window(to, x, e);
	} else if (e->end == TRACE_MEASURE) {
		buf_printf(to, "It takes %s, but %s.", c->gauge->title, c->gauge->lacks);
	} else if (c->gauge) {
		say_measured(to, x, e);
	} else if (e->hit == TALK_NONE) {
		say_missing(to, x, e);
	} else {
		say_found(to, x, e);
	}
}
