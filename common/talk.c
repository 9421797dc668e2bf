#include "talk.h"

#include <stdlib.h>
#include <string.h>

#include "strmap.h"
#include "util.h"

struct talk_private {
	struct strmap *names;           /* the agents of the interaction that is open */
	uint32_t *latest;               /* for talk_end: an agent's next message */
	size_t interaction_cap, message_cap, agent_cap, marks_cap, latest_cap;
};

struct talk *
talk_new(size_t words)
{
	struct talk *t = util_alloc(1, sizeof *t);

	t->words = words;
	t->log_end = TALK_NO_TIME;
	t->own = util_alloc(1, sizeof *t->own);
	t->own->names = strmap_new();
	t->texts = true;
	/* so that bytes.p is never NULL, with nothing in it either */
	buf_char(&t->bytes, ' ');
	buf_reset(&t->bytes);
	return t;
}

void
talk_free(struct talk *t)
{
	if (!t)
		return;
	strmap_free(t->own->names);
	free(t->own->latest);
	free(t->own);
	free(t->interaction);
	free(t->message);
	free(t->agent);
	free(t->marks);
	buf_free(&t->bytes);
	free(t);
}

void
talk_begin(struct talk *t)
{
	struct talk_private *own = t->own;

	t->interaction = util_grow(t->interaction, &own->interaction_cap, t->interactions + 1, sizeof *t->interaction);
	struct talk_interaction in = { .first = t->messages, .agent = t->agents, .start = TALK_NO_TIME,
		.stop = TALK_NO_TIME };
	for (size_t r = 0; r < ROLE_COUNT; r++)
		in.last[r] = TALK_NONE;
	t->interaction[t->interactions++] = in;
	strmap_clear(own->names);
}

static size_t
keep(struct talk *t, struct str s)
{
	size_t at = t->bytes.n;

	buf_str(&t->bytes, s);
	return at;
}

/* The number of the agent of that name; mostly there is but one. */
static uint32_t
agent_number(struct talk *t, struct talk_interaction *in, struct str name, uint32_t i)
{
	struct talk_private *own = t->own;
	bool fresh;

	if (in->agents) {
		const struct talk_agent *last = &t->agent[t->agents - 1];
		if (str_eq(talk_bytes(t, last->name, last->name_n), name))
			return (uint32_t)in->agents - 1;
	}
	size_t k = strmap_put(own->names, name, &fresh);
	if (fresh) {
		t->agent = util_grow(t->agent, &own->agent_cap, t->agents + 1, sizeof *t->agent);
		t->agent[t->agents++] = (struct talk_agent){ .name = keep(t, name), .name_n = name.n, .first = i };
		in->agents++;
	}
	return (uint32_t)k;
}

static int64_t
time_of(struct talk_interaction *in, struct clock_time time)
{
	if (in->clock == CLOCK_NONE)
		in->clock = time.kind;
	if (time.kind == CLOCK_NONE || time.kind != in->clock)
		return TALK_NO_TIME;
	return time.ms;
}

uint64_t *
talk_add(struct talk *t, const struct talk_said *said)
{
	struct talk_private *own = t->own;
	struct talk_interaction *in = &t->interaction[t->interactions - 1];
	struct talk_message m = { .role = said->role, .agent = TALK_NONE, .text_n = said->text.n,
		.evidence_n = said->evidence.n, .seq_n = said->seq.n };
	uint64_t *marks;

	m.time = time_of(in, said->time);
	m.end = m.time == TALK_NO_TIME ? TALK_NO_TIME : time_of(in, said->end);
	if (m.time != TALK_NO_TIME) {
		if (in->start == TALK_NO_TIME || m.time < in->start)
			in->start = m.time;
		if (m.time > in->stop)
			in->stop = m.time;
	}
	if (said->role == ROLE_AGENT)
		m.agent = agent_number(t, in, said->agent, (uint32_t)in->n);
	m.text = keep(t, said->text);
	keep(t, said->evidence);
	keep(t, said->seq);
	in->last[said->role] = (uint32_t)in->n;
	t->message = util_grow(t->message, &own->message_cap, t->messages + 1, sizeof *t->message);
	t->message[t->messages] = m;
	t->marks = util_grow(t->marks, &own->marks_cap, (t->messages + 1) * t->words + 1, sizeof *t->marks);
	marks = t->marks + t->messages * t->words;
	memset(marks, 0, t->words * sizeof *marks);
	t->messages++;
	in->n++;
	return marks;
}

/* Who speaks next, found from the end backwards. */
static void
link_forward(struct talk *t, const struct talk_interaction *in)
{
	struct talk_private *own = t->own;
	uint32_t role[ROLE_COUNT];

	own->latest = util_grow(own->latest, &own->latest_cap, in->agents, sizeof *own->latest);
	for (size_t a = 0; a < in->agents; a++)
		own->latest[a] = TALK_NONE;
	for (size_t r = 0; r < ROLE_COUNT; r++)
		role[r] = TALK_NONE;
	for (size_t i = in->n; i-- > 0;) {
		struct talk_message *m = &t->message[in->first + i];
		memcpy(m->after, role, sizeof role);
		m->next = role[m->role];
		if (m->agent != TALK_NONE) {
			m->next = own->latest[m->agent];
			if (m->next == TALK_NONE)
				t->agent[in->agent + m->agent].last = (uint32_t)i;
			own->latest[m->agent] = (uint32_t)i;
		}
		role[m->role] = (uint32_t)i;
	}
}

/* Who spoke before. */
static void
link_back(struct talk *t, const struct talk_interaction *in)
{
	uint32_t role[ROLE_COUNT];

	for (size_t r = 0; r < ROLE_COUNT; r++)
		role[r] = TALK_NONE;
	for (size_t i = 0; i < in->n; i++) {
		struct talk_message *m = &t->message[in->first + i];
		memcpy(m->before, role, sizeof role);
		role[m->role] = (uint32_t)i;
	}
}

void
talk_end(struct talk *t, struct str channel, struct str note)
{
	struct talk_interaction *in = &t->interaction[t->interactions - 1];

	in->channel = keep(t, channel);
	in->channel_n = channel.n;
	in->note = keep(t, note);
	in->note_n = note.n;
	link_forward(t, in);
	link_back(t, in);
}

/* Offsets of what stays shrink by what goes. */
static void
shift(struct talk *t, size_t messages, size_t agents, size_t bytes)
{
	for (size_t i = 0; i < t->interactions; i++) {
		struct talk_interaction *in = &t->interaction[i];
		in->first -= messages;
		in->agent -= agents;
		in->channel -= bytes;
		in->note -= bytes;
	}
	for (size_t i = 0; i < t->messages; i++)
		t->message[i].text -= bytes;
	for (size_t i = 0; i < t->agents; i++)
		t->agent[i].name -= bytes;
}

void
talk_drop(struct talk *t, size_t n)
{
	const struct talk_interaction *last;
	size_t messages, agents, bytes;

	if (n == 0)
		return;
	if (n >= t->interactions) {
		t->interactions = t->messages = t->agents = 0;
		buf_reset(&t->bytes);
		return;
	}
	last = &t->interaction[n - 1];
	messages = last->first + last->n;
	agents = last->agent + last->agents;
	bytes = last->note + last->note_n;
	t->interactions -= n;
	t->messages -= messages;
	t->agents -= agents;
	t->bytes.n -= bytes;
	memmove(t->interaction, t->interaction + n, t->interactions * sizeof *t->interaction);
	memmove(t->message, t->message + messages, t->messages * sizeof *t->message);
	memmove(t->marks, t->marks + messages * t->words, t->messages * t->words * sizeof *t->marks);
	if (t->agents)
		memmove(t->agent, t->agent + agents, t->agents * sizeof *t->agent);
	if (t->bytes.n)
		memmove(t->bytes.p, t->bytes.p + bytes, t->bytes.n);
	shift(t, messages, agents, bytes);
}
