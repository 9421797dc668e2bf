#include <string.h>

#include "rubric.h"
#include "util.h"

#define AGENT_ONLY (1u << ROLE_AGENT)

/* One criterion over one interaction. */
struct scorer {
	const struct rubric *rubric;
	const struct talk *talk;
	const struct talk_interaction *in;
	struct rubric_work *work;
	const struct criterion *c;
	uint32_t number;                /* its */
	size_t base;                    /* of the rows, those of this criterion begin here */
	struct gauge_last measured;
};

/* False when no message of the interaction can satisfy that ask. */
static bool
possible(const struct scorer *s, size_t ask)
{
	return asks_has(s->work->asked, ask);
}

/* Whether message i does; e is what the ask is made of. */
static bool
satisfies(const struct scorer *s, uint32_t i, size_t ask, const struct expr *e)
{
	const uint64_t *set = s->work->asked + (i + 1) * s->rubric->asks.words;

	return asks_has(set, ask) && (!e->terms || expr_match(e, talk_marks(s->talk, s->in, i)));
}

/* The first message from i on that does, or in->n. */
static uint32_t
find(const struct scorer *s, uint32_t i, size_t ask, const struct expr *e)
{
	while (i < s->in->n && !satisfies(s, i, ask, e))
		i++;
	return i;
}

static bool
in_channel(const struct scorer *s, struct str channels)
{
	struct str name, channel = talk_bytes(s->talk, s->in->channel, s->in->channel_n);

	while (str_next(&channels, '|', &name))
		if (str_caseeq(str_trim(name), channel))
			return true;
	return false;
}

/* Finds out since which message each condition holds; false when there can be no opportunity. */
static bool
conditions(struct scorer *s)
{
	const struct criterion *c = s->c;
	struct rubric_work *w = s->work;
	uint32_t never = (uint32_t)s->in->n;
	bool can = true;

	w->since = util_grow(w->since, &w->since_cap, c->conditions, sizeof *w->since);
	for (size_t k = 0; k < c->conditions; k++) {
		const struct criterion_condition *cond = &c->condition[k];
		if (cond->channels.p)
			w->since[k] = in_channel(s, cond->channels) ? 0 : never;
		else
			w->since[k] = possible(s, c->ask + k) ? find(s, 0, c->ask + k, &cond->expr) : never;
		bool always = w->since[k] == 0 || (c->place != PLACE_EACH && w->since[k] != never);
		can &= cond->unless ? !always : w->since[k] != never;
		if (!can && !w->trace)
			return false;
	}
	/* what can be no opportunity is tried all the same where it is asked why */
	return can || w->trace;
}

static bool
allowed(const struct scorer *s, uint32_t trigger)
{
	/* what an interaction, its first or its last message calls for may depend on all of it */
	uint32_t seen = s->c->place == PLACE_EACH ? trigger : (uint32_t)s->in->n - 1;

	for (size_t k = 0; k < s->c->conditions; k++)
		if ((s->work->since[k] <= seen) == s->c->condition[k].unless)
			return false;
	return true;
}

static uint32_t
walk(const struct scorer *s, struct window *w)
{
	uint32_t i;

	do {
		i = window_next(w);
	} while (i != TALK_NONE && !expr_match(&s->c->expected, talk_marks(s->talk, w->in, i)));
	return i;
}

/* The first message of the window that carries what is expected; w->in tells of which interaction. Triggers come in order,
 * so that what was looked through for one needs no second look for the next: a criterion costs one pass over the messages
 * of each agent, however many triggers there are and however long their windows. */
static uint32_t
first_hit(struct scorer *s, struct window *w)
{
	uint32_t criterion = s->number + 1;
	struct rubric_search *f = &s->work->search[w->agent == TALK_NONE ? s->in->agents : w->agent];

	if (!w->timed && !possible(s, s->rubric->criteria + s->number))
		return TALK_NONE;
	if (w->timed || s->c->window.kind == WINDOW_COUNT)
		return walk(s, w);
	if (f->criterion != criterion || w->at < f->from || w->at > f->at)
		*f = (struct rubric_search){ .criterion = criterion, .from = w->at, .at = w->at };
	if (!f->hit && f->at < w->end) {
		w->at = f->at;
		uint32_t i = walk(s, w);
		f->hit = i != TALK_NONE;
		f->at = f->hit ? i : w->at;
	}
	return f->hit && f->at < w->end ? f->at : TALK_NONE;
}

static enum trace_end
judge_marks(struct scorer *s, struct trace_event *e)
{
	struct window w;

	if (!window_open(&w, s->talk, s->in, &s->c->window, e->trigger, e->agent, s->c->expect_roles))
		return TRACE_WINDOW;
	e->window = w;
	e->hit = first_hit(s, &w);
	e->hit_in = w.in;
	e->by_trigger = e->hit == TALK_NONE || w.in != s->in;
	e->decided = e->by_trigger ? e->trigger : e->hit;
	return (e->hit != TALK_NONE) == (s->c->expect == EXPECT_SOME) ? TRACE_MET : TRACE_MISSED;
}

static enum trace_end
judge_measure(struct scorer *s, struct trace_event *e)
{
	const struct criterion *c = s->c;
	uint32_t trigger = e->trigger;
	struct gauge_case g = { c->gauge, s->rubric->pack, &s->work->texts, &s->work->moods, s->talk, s->in, &e->window, trigger,
	    e->agent, TALK_NONE };
	unsigned roles = AGENT_ONLY;

	/* within the same message it is the message that is measured, whoever wrote it */
	if (c->window.kind == WINDOW_SAME && trigger != TALK_NONE)
		roles = 1u << talk_at(s->talk, s->in, trigger)->role;
	if (c->gauge->flags & GAUGE_WINDOW && !window_open(&e->window, s->talk, s->in, &c->window, trigger, e->agent, roles))
		return TRACE_WINDOW;
	if (!gauge_take(&g, &s->measured, &e->value))
		return TRACE_MEASURE;
	e->by_trigger = g.decided == TALK_NONE;
	e->decided = e->by_trigger ? trigger : g.decided;
	return c->expect == EXPECT_RECORD || measure_test_holds(c->op, e->value, c->bound) ? TRACE_MET : TRACE_MISSED;
}

static struct rubric_row *
add_row(struct rubric_work *w)
{
	w->unsorted = util_grow(w->unsorted, &w->unsorted_cap, w->rows + 1, sizeof *w->unsorted);
	return &w->unsorted[w->rows++];
}

static void
count(struct scorer *s, const struct trace_event *e)
{
	struct rubric_work *w = s->work;
	uint32_t *slot = &w->slot[e->agent == TALK_NONE ? 0 : e->agent];
	struct rubric_row *row;
	bool met = e->end == TRACE_MET;

	if (*slot <= s->base) {
		*add_row(w) = (struct rubric_row){ .criterion = e->criterion, .agent = e->agent };
		*slot = (uint32_t)w->rows;
	}
	row = &w->unsorted[*slot - 1];
	if (row->opportunities == 0 || (!met && !row->violated)) {
		row->decided = e->decided;
		row->by_trigger = e->by_trigger;
		row->violated = !met;
	}
	row->opportunities++;
	row->met += met;
	int64_t value = s->c->gauge && s->c->gauge->unit == GAUGE_WORDS ? e->value / 1000 : e->value;
	if (__builtin_add_overflow(row->value, value, &row->value))
		row->value = INT64_MAX;
}

static enum trace_end
judge(struct scorer *s, struct trace_event *e)
{
	const struct criterion *c = s->c;

	if (!allowed(s, e->trigger))
		return TRACE_CONDITION;
	if (e->trigger != TALK_NONE && !window_agent(s->talk, s->in, c->charge, e->trigger, &e->agent))
		return TRACE_SILENT;
	return c->gauge ? judge_measure(s, e) : judge_marks(s, e);
}

/* Field by field: the window, most of its bytes, is written where one is opened. */
static void
begin_event(const struct scorer *s, struct trace_event *e, uint32_t trigger, uint32_t agent)
{
	e->criterion = s->number;
	e->trigger = trigger;
	e->agent = agent;
	e->window.talk = NULL;
	e->hit = TALK_NONE;
	e->hit_in = NULL;
	e->value = 0;
	e->decided = 0;
	e->by_trigger = false;
	e->since = 0;
}

static void
opportunity(struct scorer *s, uint32_t trigger, uint32_t agent)
{
	struct trace_event e;

	begin_event(s, &e, trigger, agent);
	e.end = judge(s, &e);
	if (e.end == TRACE_MET || e.end == TRACE_MISSED)
		count(s, &e);
	if (s->work->trace)
		trace_add(s->work->trace, &e, s->work->since, s->c->conditions);
}

static void
interaction_of(struct scorer *s, uint32_t agent)
{
	opportunity(s, TALK_NONE, agent);
}

/* What is said nowhere in the interaction is in no window of it. */
static bool
unsaid(const struct scorer *s)
{
	return !s->c->gauge && s->c->window.kind == WINDOW_ALL && !possible(s, s->rubric->criteria + s->number);
}

static void
count_unsaid(struct scorer *s, uint32_t agent)
{
	bool met = s->c->expect == EXPECT_NONE;

	*add_row(s->work) = (struct rubric_row){ .criterion = s->number, .agent = agent, .opportunities = 1, .met = met,
		.decided = TALK_NONE, .violated = !met, .by_trigger = true };
}

static void
whole_interaction(struct scorer *s)
{
	const struct criterion *c = s->c;
	void (*judged)(struct scorer *, uint32_t) = unsaid(s) && !s->work->trace ? count_unsaid : interaction_of;

	for (uint32_t a = 0; a < s->in->agents; a++)
		judged(s, a);
	if (s->in->agents == 0 && c->outcome && (c->gauge ? c->gauge->flags & GAUGE_NOBODY : c->expect_roles != AGENT_ONLY))
		judged(s, TALK_NONE);
}

static void
try_message(struct scorer *s, uint32_t i)
{
	if (satisfies(s, i, s->number, &s->c->trigger))
		opportunity(s, i, TALK_NONE);
}

static void
first_or_last(struct scorer *s)
{
	bool first = s->c->place == PLACE_FIRST;
	uint32_t i = TALK_NONE;

	if (s->c->roles == AGENT_ONLY) {
		for (uint32_t a = 0; a < s->in->agents; a++) {
			const struct talk_agent *agent = &s->talk->agent[s->in->agent + a];
			try_message(s, first ? agent->first : agent->last);
		}
		return;
	}
	for (uint32_t k = 0; k < s->in->n && !(first && i != TALK_NONE); k++)
		if (s->c->roles >> talk_at(s->talk, s->in, k)->role & 1)
			i = k;
	if (i != TALK_NONE)
		try_message(s, i);
}

static void
score_criterion(struct scorer *s)
{
	const struct criterion *c = s->c;

	s->base = s->work->rows;
	s->measured.known = false;
	if (c->gauge && c->gauge->flags & GAUGE_TEXT && !s->talk->texts)
		return;
	if (c->conditions && !conditions(s))
		return;
	if (c->place == PLACE_INTERACTION) {
		whole_interaction(s);
	} else if (c->place != PLACE_EACH) {
		first_or_last(s);
	} else {
		for (uint32_t i = 0; (i = find(s, i, s->number, &c->trigger)) < s->in->n; i++)
			opportunity(s, i, TALK_NONE);
	}
}

/* Rows come by criterion; they leave by agent, then criterion: a counting sort over the agents. */
static void
sort_rows(struct rubric_work *w, size_t agents)
{
	uint32_t at = 0;

	if (agents == 1) {
		struct rubric_row *row = w->row;
		size_t cap = w->row_cap;
		w->row = w->unsorted;
		w->row_cap = w->unsorted_cap;
		w->unsorted = row;
		w->unsorted_cap = cap;
		return;
	}
	w->row = util_grow(w->row, &w->row_cap, w->rows, sizeof *w->row);
	memset(w->slot, 0, agents * sizeof *w->slot);
	for (size_t i = 0; i < w->rows; i++)
		w->slot[w->unsorted[i].agent == TALK_NONE ? 0 : w->unsorted[i].agent]++;
	for (size_t a = 0; a < agents; a++) {
		uint32_t n = w->slot[a];
		w->slot[a] = at;
		at += n;
	}
	for (size_t i = 0; i < w->rows; i++)
		w->row[w->slot[w->unsorted[i].agent == TALK_NONE ? 0 : w->unsorted[i].agent]++] = w->unsorted[i];
}

static void
read_asks(struct scorer *s)
{
	struct rubric_work *w = s->work;
	const struct asks *a = &s->rubric->asks;

	w->asked = util_grow(w->asked, &w->asked_cap, (s->in->n + 1) * a->words, sizeof *w->asked);
	memset(w->asked, 0, a->words * sizeof *w->asked);
	for (uint32_t i = 0; i < s->in->n; i++) {
		uint64_t *set = w->asked + (i + 1) * a->words;
		asks_of(a, talk_at(s->talk, s->in, i)->role, talk_marks(s->talk, s->in, i), set);
		for (size_t k = 0; k < a->words; k++)
			w->asked[k] |= set[k];
	}
}

/* Those that some message may call for. */
static void
score_criteria(struct scorer *s)
{
	const struct rubric *r = s->rubric;

	for (size_t w = 0; 64 * w < r->criteria; w++) {
		uint64_t called = s->work->asked[w];
		for (; called; called &= called - 1) {
			s->number = (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(called);
			if (s->number >= r->criteria)
				return;
			s->c = &r->criterion[s->number];
			score_criterion(s);
		}
	}
}

void
rubric_score(const struct rubric *r, const struct talk *t, size_t interaction, struct rubric_work *work)
{
	struct scorer s = { .rubric = r, .talk = t, .in = &t->interaction[interaction], .work = work };
	size_t agents = s.in->agents ? s.in->agents : 1;

	work->rows = 0;
	work->slot = util_grow(work->slot, &work->slot_cap, agents, sizeof *work->slot);
	memset(work->slot, 0, agents * sizeof *work->slot);
	work->search = util_grow(work->search, &work->search_cap, s.in->agents + 1, sizeof *work->search);
	memset(work->search, 0, (s.in->agents + 1) * sizeof *work->search);
	texts_reset(&work->texts, r->pack->lexicon, t, s.in);
	work->moods.taken = false;
	read_asks(&s);
	score_criteria(&s);
	sort_rows(work, agents);
}
