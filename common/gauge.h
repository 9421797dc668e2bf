/* gauge: the measures that a rubric may expect: "reply_seconds<=60". */
#ifndef GAUGE_H
#define GAUGE_H

#include "pack.h"
#include "texts.h"
#include "window.h"

/* What a measured value counts in the scores: milliseconds, words, else thousandths. */
enum gauge_unit { GAUGE_MS, GAUGE_WORDS, GAUGE_THOUSANDTHS };

enum gauge_flag {
	GAUGE_WINDOW = 1 << 0,          /* looks at the messages of the window */
	GAUGE_MESSAGE = 1 << 1,         /* needs a trigger that is a message */
	GAUGE_SILENT = 1 << 2,          /* can be taken where no agent ever speaks again */
	GAUGE_NOBODY = 1 << 3,          /* can be taken of an interaction without an agent */
	GAUGE_TEXT = 1 << 4,            /* needs texts */
	GAUGE_SHARE = 1 << 5,           /* from 0 to 1 */
	GAUGE_YES = 1 << 6              /* 1 is yes, 0 no */
};

/* The customer's mood over the interaction, in thousandths; all zero until it is taken. */
struct gauge_moods {
	int64_t worst, end;             /* the worst is never above 0 */
	uint32_t worst_at, end_at;
	bool taken, known;              /* known: the customer spoke */
};

/* One opportunity. */
struct gauge_case {
	const struct gauge *gauge;
	const struct pack *pack;
	struct texts *texts;            /* of the interaction, kept from one opportunity to the next */
	struct gauge_moods *moods;
	const struct talk *talk;
	const struct talk_interaction *in;
	const struct window *window;    /* opened; for GAUGE_WINDOW alone */
	uint32_t trigger, agent;
	uint32_t decided;               /* out: the message that the value is of, or TALK_NONE */
};

/* A row of the table of measures, gauge.c. */
struct gauge {
	const char *name;
	enum gauge_unit unit;
	unsigned flags;
	/* The value in thousandths of the unit in the name (3 words are 3000, a second 1000); false when it cannot be taken. */
	bool (*take)(struct gauge_case *c, int64_t *value);
	enum measure_kind text;         /* which one, where it is of texts */
	const char *title;              /* what it is, in plain words: "the time to the reply" */
	const char *lacks;              /* what is lacking where it cannot be taken */
};

/* What was measured last: of the window from at to end of agent; all zero to start, for each criterion. */
struct gauge_last {
	uint32_t at, end, agent, decided;
	bool known, taken;
	int64_t value;
};

/* Takes the measure; of the same window as the last time it is known. False when it cannot be taken. */
bool gauge_take(struct gauge_case *c, struct gauge_last *last, int64_t *value);
/* The measure of that name, or NULL. */
const struct gauge *gauge_find(struct str name);

#endif
