/* cs-score-emit: writes or gathers the rows of one interaction. */
#ifndef CS_SCORE_EMIT_H
#define CS_SCORE_EMIT_H

#include "cs-score.h"
#include "strmap.h"
#include "table.h"

struct emit {
	const struct score *score;
	struct csvout *out;
	struct table *table;            /* NULL at the finest grain, where rows are written at once */
	struct rubric_work work;
	uint32_t *part;                 /* by criterion: the same for those that are of one group, the agent being the same */
	size_t parts;
	bool by_agent;
	struct strmap *contexts;        /* keys without skill and criterion */
	uint32_t *group;                /* by context, then part: the table's group + 1, 0 where there is none yet */
	size_t group_cap;
	struct str *value;              /* of the group columns that are columns of the log */
	struct buf key, quote;
};

void emit_open(struct emit *e, const struct score *s, struct csvout *out);
/* Scores the interaction, whose note holds the values of by's log columns, a NUL behind each. False when the sums of
 * a group grow too large. */
bool emit_interaction(struct emit *e, const struct talk *t, size_t interaction);
/* Adds a row of rubric_score to the figures of its group. */
void emit_add(const struct rubric *r, const struct rubric_row *row, struct figures *f);
/* Writes what was gathered. */
void emit_close(struct emit *e);

/* The words of a message that decided a row, at most 200 bytes: the sentence that holds the marker's words where the
 * evidence tells, else the message from its start. */
struct str quote_words(struct buf *quote, const struct rubric *r, const struct rubric_row *row, struct str text,
    struct str evidence);

#endif
