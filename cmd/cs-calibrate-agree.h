/* Holds the machine's answers against the labels as the input streams by. */
#ifndef CS_CALIBRATE_AGREE_H
#define CS_CALIBRATE_AGREE_H

#include "cs-calibrate-tally.h"

/* Columns of a tagged log or of scores. */
enum {
	C_INTERACTION, C_SEQ, C_ROLE, C_TEXT, C_TAGS, C_EVIDENCE, C_SKILL, C_CRITERION, C_OPPORTUNITIES, C_MET, C_POSSIBLE,
	C_EARNED, C_QUOTE, C_COUNT
};

/* Sums of score rows. */
struct points {
	int64_t opportunities, met, possible, earned;
};

/* What the machine says of a labelled cell. */
struct answer {
	bool seen;                      /* the message came, or the interaction, or a score of it */
	struct points points;           /* in a log met is 1 for yes */
	struct buf evidence, text;      /* of interactions, if differences are listed */
};

/* What is known of an item, and of the message or interaction in hand. */
struct mark {
	unsigned roles;                 /* of the marker */
	unsigned judged;                /* of the messages that people judged */
	uint64_t found[ROLE_COUNT];     /* messages with it, by role */
	bool skill, criterion;          /* what a score's item names; both are "skill/criterion" */
	uint64_t message;               /* the last one that carries it, counted from 1 */
	struct points points;           /* of the interaction in hand; in a log it is met when some message carries it */
};

struct agree {
	const struct calibrate *c;
	struct labels *labels;
	struct tally *tally;
	struct csvout *out;
	struct answer *answer;          /* by the labels' cells */
	bool *there;                    /* interactions that came, by their numbers */
	struct mark *mark;              /* by item */
	size_t column[C_COUNT];
	bool ready;
	uint64_t messages, by_role[ROLE_COUNT];
	bool begun;                     /* there is an interaction in hand */
	struct buf interaction, words, key;     /* the interaction in hand; evidence; scratch */
};

/* One line of --disagreements. */
struct difference {
	struct str interaction, seq, evidence, text;
	double machine, people;
};

/* Checks the items against the pack; ends the program when one is unknown. */
void agree_items(struct agree *a);
void agree_message(struct agree *a, const struct record *rec);
void agree_score(struct agree *a, const struct record *rec);
/* What is known only when all of the input was read. */
void agree_end(struct agree *a);
/* Another interaction may begin: what the machine says of the last one is counted. */
void agree_interaction(struct agree *a, struct str id);
/* 100 x earned / possible; of criteria without weight, which only count, 100 x met / opportunities. */
double agree_percent(const struct points *p);
void agree_difference(struct agree *a, size_t item, const struct difference *d);
void agree_free(struct agree *a);

#endif
