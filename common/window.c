#include "window.h"

#define AGENT_ONLY (1u << ROLE_AGENT)

enum record_role
window_party(const struct talk_interaction *in)
{
	return in->last[ROLE_CUSTOMER] == TALK_NONE && in->last[ROLE_COLLEAGUE] != TALK_NONE ? ROLE_COLLEAGUE : ROLE_CUSTOMER;
}

bool
window_agent(const struct talk *t, const struct talk_interaction *in, enum window_kind kind, uint32_t trigger,
    uint32_t *agent)
{
	const struct talk_message *m = talk_at(t, in, trigger);
	uint32_t who = kind == WINDOW_BEFORE ? m->before[ROLE_AGENT] : m->after[ROLE_AGENT];

	*agent = m->agent;
	if (m->role == ROLE_AGENT)
		return true;
	if (who == TALK_NONE && (kind == WINDOW_SAME || kind == WINDOW_ALL || kind == WINDOW_TIME)) {
		who = m->before[ROLE_AGENT];
		if (who == TALK_NONE)
			return true;
	}
	if (who == TALK_NONE)
		return false;
	*agent = talk_at(t, in, who)->agent;
	return true;
}

/* When the trigger's side speaks again after message i. */
static uint32_t
party_again(const struct talk *t, const struct talk_interaction *in, const struct talk_message *trigger, uint32_t i)
{
	enum record_role party = window_party(in);

	if (trigger->role == ROLE_CUSTOMER || trigger->role == ROLE_COLLEAGUE)
		party = trigger->role;
	return talk_next(t, in, i + 1, 1u << party);
}

/* The messages of one agent. */
static bool
open_agent(struct window *w, const struct window_spec *spec, uint32_t trigger)
{
	const struct talk_agent *a = &w->talk->agent[w->in->agent + w->agent];
	const struct talk_message *m = trigger == TALK_NONE ? NULL : talk_at(w->talk, w->in, trigger);

	switch (spec->kind) {
	case WINDOW_SAME:
		w->at = trigger;
		w->end = trigger + 1;
		return m->agent == w->agent;
	case WINDOW_REPLY:
		w->at = m->role == ROLE_AGENT ? trigger : m->after[ROLE_AGENT];
		w->end = party_again(w->talk, w->in, m, w->at);
		return true;
	case WINDOW_BEFORE:
		w->end = trigger + 1;
		break;
	case WINDOW_COUNT:
	case WINDOW_REST:
		if (m) {
			w->at = m->role == ROLE_AGENT ? m->next : m->after[ROLE_AGENT];
			return w->at != TALK_NONE;
		}
		break;
	default:
		break;
	}
	w->at = a->first;
	return true;
}

static bool
speaks_after(const struct talk_interaction *in, uint32_t trigger, unsigned roles)
{
	for (size_t r = 0; r < ROLE_COUNT; r++)
		if (roles >> r & 1 && in->last[r] != TALK_NONE && (trigger == TALK_NONE || in->last[r] > trigger))
			return true;
	return false;
}

/* The messages of some roles, whoever speaks. */
static bool
open_roles(struct window *w, const struct window_spec *spec, uint32_t trigger)
{
	const struct talk_message *m = trigger == TALK_NONE ? NULL : talk_at(w->talk, w->in, trigger);

	switch (spec->kind) {
	case WINDOW_SAME:
		w->at = trigger;
		w->end = trigger + 1;
		return (w->roles >> m->role & 1) != 0;
	case WINDOW_REPLY:
		w->at = talk_next(w->talk, w->in, (m->role == ROLE_AGENT ? trigger : m->after[ROLE_AGENT]) + 1, w->roles);
		if (w->at == w->in->n)
			return false;
		w->end = talk_next(w->talk, w->in, w->at + 1, AGENT_ONLY);
		return true;
	case WINDOW_COUNT:
	case WINDOW_REST:
		w->at = trigger == TALK_NONE ? 0 : trigger + 1;
		return speaks_after(w->in, trigger, w->roles);
	case WINDOW_BEFORE:
		w->end = trigger + 1;
		return true;
	default:
		return true;
	}
}

static bool
open_time(struct window *w, int64_t ms, uint32_t trigger)
{
	const struct talk *t = w->talk;

	w->from = trigger == TALK_NONE ? w->in->stop : talk_at(t, w->in, trigger)->time;
	w->at = trigger == TALK_NONE ? w->end : trigger + 1;
	w->timed = true;
	w->agent = TALK_NONE;
	if (t->log_end == TALK_NO_TIME || w->in->clock != CLOCK_UTC || w->from == TALK_NO_TIME)
		return false;
	if (__builtin_add_overflow(w->from, ms, &w->until))
		return false;
	return w->until <= t->log_end;
}

bool
window_open(struct window *w, const struct talk *t, const struct talk_interaction *in, const struct window_spec *spec,
    uint32_t trigger, uint32_t agent, unsigned roles)
{
	*w = (struct window){ .talk = t, .in = in, .end = (uint32_t)in->n, .left = UINT32_MAX, .agent = agent, .roles = roles };
	if (spec->kind == WINDOW_COUNT)
		w->left = spec->count;
	if (spec->kind == WINDOW_TIME)
		return open_time(w, spec->ms, trigger);
	if (roles != AGENT_ONLY) {
		w->agent = TALK_NONE;
		return open_roles(w, spec, trigger);
	}
	return agent != TALK_NONE && open_agent(w, spec, trigger);
}

/* On to the customer's next interaction; they come in the order in which they began. */
static bool
next_interaction(struct window *w)
{
	const struct talk_interaction *last = w->talk->interaction + w->talk->interactions - 1;

	do {
		if (w->in == last)
			return false;
		w->in++;
	} while (w->in->clock != CLOCK_UTC);
	w->at = 0;
	w->end = (uint32_t)w->in->n;
	return w->in->start <= w->until;
}

static uint32_t
next_timed(struct window *w)
{
	for (;;) {
		while (w->at < w->end) {
			uint32_t i = w->at++;
			const struct talk_message *m = talk_at(w->talk, w->in, i);
			if (w->roles >> m->role & 1 && m->time != TALK_NO_TIME && m->time >= w->from && m->time <= w->until)
				return i;
		}
		if (!next_interaction(w))
			return TALK_NONE;
	}
}

uint32_t
window_next(struct window *w)
{
	uint32_t i;

	if (w->timed)
		return next_timed(w);
	if (w->left == 0)
		return TALK_NONE;
	if (w->agent == TALK_NONE)
		w->at = talk_next(w->talk, w->in, w->at, w->roles);
	i = w->at;
	if (i >= w->end)
		return TALK_NONE;
	w->at = w->agent == TALK_NONE ? i + 1 : talk_at(w->talk, w->in, i)->next;
	w->left--;
	return i;
}
