/* window: the messages that answer to an opportunity, and the agent whom it is charged to. */
#ifndef WINDOW_H
#define WINDOW_H

#include "talk.h"

/* From the message that made the opportunity, the trigger. What the agent does is looked for in the messages of the agent
 * who is charged; what a customer or another role does, in all messages of that role.
 *
 * WINDOW_SAME    the trigger
 * WINDOW_REPLY   of an agent's trigger: this agent's messages from it on, until the customer speaks again; of another's
 *                trigger: those from the agent's next message on. What the customer does: the messages of his next
 *                turn, that is after the trigger if that was an agent's, else after the agent's reply
 * WINDOW_COUNT   so many messages after the trigger; of an interaction: its first ones
 * WINDOW_REST    all after the trigger
 * WINDOW_BEFORE  all up to the trigger, and the trigger
 * WINDOW_ALL     all of the interaction
 * WINDOW_TIME    all of any agent (a promise is the house's) or of the role, so long after the trigger, or after the last
 *                message of the interaction, in it and in the customer's later ones
 *
 * A trigger that is an agent's is charged to its speaker; another's to the agent who speaks next. When none does,
 * SAME, ALL and TIME are charged to the last who spoke before, or to nobody when none ever spoke; the others are not
 * opportunities: one after which the agent never spoke again does not count. BEFORE is charged to the last who
 * spoke before. A window after the trigger in which those who are looked at never speak does not count either, but
 * for TIME, where silence is what is looked for. TIME counts only where the log goes on until it is up, whether
 * met by then or not: counting what was met early and leaving out what was not yet would flatter. */
enum window_kind { WINDOW_SAME, WINDOW_REPLY, WINDOW_COUNT, WINDOW_REST, WINDOW_BEFORE, WINDOW_ALL, WINDOW_TIME };

struct window_spec {
	enum window_kind kind;
	uint32_t count;                 /* messages */
	int64_t ms;
};

struct window {
	const struct talk *talk;
	const struct talk_interaction *in;      /* moves on where TIME does */
	uint32_t at, end;               /* the next candidate, and the first that is out */
	uint32_t left;                  /* how many more at most */
	uint32_t agent;                 /* whose messages; TALK_NONE: those of roles */
	unsigned roles;
	int64_t from, until;            /* UTC ms, TIME only */
	bool timed;
};

/* The "customer" of an interaction: the customer, or in one between colleagues the colleague. */
enum record_role window_party(const struct talk_interaction *in);
/* Whom an opportunity at that trigger is charged to: false when it does not count; *agent TALK_NONE is nobody. */
bool window_agent(const struct talk *t, const struct talk_interaction *in, enum window_kind kind, uint32_t trigger,
    uint32_t *agent);
/* Opens the window of a trigger, TALK_NONE for the interaction as such, for the messages of agent, or when roles (a
 * mask) holds others than the agent, of those. False when it does not count. */
bool window_open(struct window *w, const struct talk *t, const struct talk_interaction *in, const struct window_spec *spec,
    uint32_t trigger, uint32_t agent, unsigned roles);
/* The next message, of w->in; TALK_NONE when there are no more. */
uint32_t window_next(struct window *w);

#endif
