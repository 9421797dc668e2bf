/* talk: the messages of an interaction, or of all of a customer's interactions, held while they are scored. */
#ifndef TALK_H
#define TALK_H

#include "clock.h"
#include "record.h"

#define TALK_NONE UINT32_MAX            /* no message, no agent */
#define TALK_NO_TIME INT64_MIN

/* Numbers of messages count from the first of the interaction, those of agents in the order in which they speak. */
struct talk_message {
	int64_t time, end;              /* ms, both of the interaction's clock; or TALK_NO_TIME */
	size_t text, text_n;            /* bytes, from talk->bytes.p + text */
	size_t evidence_n, seq_n;       /* those that follow the text */
	enum record_role role;
	uint32_t agent;                 /* TALK_NONE unless the role is agent */
	uint32_t next;                  /* the next message of the same agent; of other roles: of the same role */
	/* The next message of each role, and the last before this one, so that no search walks a monologue. */
	uint32_t after[ROLE_COUNT], before[ROLE_COUNT];
};

struct talk_agent {
	size_t name, name_n;            /* bytes, from talk->bytes.p + name */
	uint32_t first, last;           /* messages */
};

struct talk_interaction {
	size_t first, n;                /* in talk->message */
	size_t agent, agents;           /* in talk->agent */
	size_t channel, channel_n;      /* bytes; */
	size_t note, note_n;            /* what the caller wants to know later */
	int64_t start, stop;            /* the earliest and the latest time, or TALK_NO_TIME */
	enum clock_kind clock;          /* of the first message that has a time; others' times are ignored */
	uint32_t last[ROLE_COUNT];      /* message of each role, or TALK_NONE */
};

struct talk {
	struct talk_interaction *interaction;
	struct talk_message *message;
	struct talk_agent *agent;
	uint64_t *marks;                /* words to a message, in the order of the messages */
	struct buf bytes;
	size_t interactions, messages, agents, words;
	bool texts;                     /* the log has them */
	int64_t log_end;                /* UTC ms when the log ends, TALK_NO_TIME unless grouped by a known customer */
	struct talk_private *own;
};

/* One message as it is read. */
struct talk_said {
	enum record_role role;
	struct str agent, text, evidence, seq;
	struct clock_time time, end;
};

/* Marks have that many 64-bit words. */
struct talk *talk_new(size_t words);
void talk_free(struct talk *t);
void talk_begin(struct talk *t);
/* Adds a message to the interaction that was begun; its marks, none yet, live until the next call. */
uint64_t *talk_add(struct talk *t, const struct talk_said *m);
void talk_end(struct talk *t, struct str channel, struct str note);
/* Forgets the first n interactions. */
void talk_drop(struct talk *t, size_t n);

static inline const struct talk_message *
talk_at(const struct talk *t, const struct talk_interaction *in, uint32_t i)
{
	return &t->message[in->first + i];
}

/* The first message from i on whose role is in the mask, or in->n. */
static inline uint32_t
talk_next(const struct talk *t, const struct talk_interaction *in, uint32_t i, unsigned roles)
{
	uint32_t first = (uint32_t)in->n;
	const struct talk_message *m;

	if (i >= in->n)
		return first;
	m = talk_at(t, in, i);
	if (roles >> m->role & 1)
		return i;
	for (; roles; roles &= roles - 1) {
		uint32_t next = m->after[__builtin_ctz(roles)];
		if (next < first)
			first = next;
	}
	return first;
}

static inline const uint64_t *
talk_marks(const struct talk *t, const struct talk_interaction *in, uint32_t i)
{
	return t->marks + (in->first + i) * t->words;
}

static inline struct str
talk_text(const struct talk *t, const struct talk_message *m)
{
	return (struct str){ t->bytes.p + m->text, m->text_n };
}

static inline struct str
talk_bytes(const struct talk *t, size_t at, size_t n)
{
	return (struct str){ t->bytes.p + at, n };
}

#endif
