/* rubric: scores an interaction by the criteria of a pack, each only where the conversation called for it. The grammar
 * of a criterion is in criterion.h, what answers to an opportunity and whom it is charged to in window.h, the measures
 * are in gauge.c. */
#ifndef RUBRIC_H
#define RUBRIC_H

#include "asks.h"
#include "criterion.h"
#include "trace.h"

/* criterion[] is sorted by the skills' order in skills.csv; those of a skill stand as in rubric.csv. */
struct rubric {
	struct criterion *criterion;
	size_t criteria;
	const struct pack *pack;
	bool texts;                     /* some measure needs the texts of messages */
	struct asks asks;               /* all triggers, then all that is expected, then the conditions from criterion->ask on */
	struct arena arena;
};

/* What one criterion came to for one agent of an interaction. */
struct rubric_row {
	uint32_t criterion;             /* in rubric->criterion */
	uint32_t agent;                 /* of the interaction, or TALK_NONE: nobody */
	int64_t opportunities, met;     /* met <= opportunities, opportunities > 0 */
	int64_t value;                  /* sum of what was measured, in the gauge's unit; INT64_MAX where that does not fit */
	uint32_t decided;               /* the first message that violated, else the first that met; or TALK_NONE */
	bool violated;                  /* decided tells of a violation */
	bool by_trigger;                /* decided made the opportunity: what was missing has no message */
};

/* What a criterion looked for in an agent's messages, or in those of some roles: from message from on, none before at. */
struct rubric_search {
	uint32_t criterion;             /* in rubric->criterion, + 1 */
	uint32_t from, at;
	bool hit;                       /* it is in message at */
};

/* Result and scratch of rubric_score; all zero to start, but for trace where the caller wants one. */
struct rubric_work {
	struct trace *trace;            /* the caller's; each opportunity is added to it, those too that were not counted */
	struct rubric_row *row;         /* by agent, then criterion */
	size_t rows, row_cap;
	struct rubric_row *unsorted;
	size_t unsorted_cap;
	uint32_t *slot;                 /* an agent's row of this criterion + 1 */
	size_t slot_cap;
	uint64_t *asked;                /* what the messages may satisfy, together and, behind that, one by one: sets of asks */
	size_t asked_cap;
	uint32_t *since;                /* where each condition begins to hold */
	size_t since_cap;
	struct rubric_search *search;   /* of each agent, and one of roles */
	size_t search_cap;
	struct texts texts;
	struct gauge_moods moods;
};

/* The pack must live as long. NULL with "FILE:LINE: reason" in why. */
struct rubric *rubric_open(const struct pack *p, struct buf *why);
void rubric_free(struct rubric *r);
/* Scores that interaction of the talk; later ones of the talk are the same customer's. The rows live until the next call. */
void rubric_score(const struct rubric *r, const struct talk *t, size_t interaction, struct rubric_work *work);
void rubric_work_free(struct rubric_work *work);
/* Whether the marker is among those that decided the row. */
bool rubric_names(const struct rubric *r, const struct rubric_row *row, size_t marker);

#endif
