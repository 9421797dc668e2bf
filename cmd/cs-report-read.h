/* cs-report-read: adds score rows up at each level that a report speaks of. */
#ifndef CS_REPORT_READ_H
#define CS_REPORT_READ_H

#include "cmd.h"
#include "cs-report-doc.h"
#include "pack.h"
#include "strmap.h"
#include "table.h"

/* What the groups of each level are called is joined by NUL. Outcomes count at the levels SKILL and CRITERION alone. */
enum level {
	LEVEL_ALL, LEVEL_SKILL, LEVEL_CRITERION, LEVEL_AGENT, LEVEL_AGENT_SKILL, LEVEL_WEEK, LEVEL_TEAM, LEVEL_TEAM_SKILL, LEVELS
};

/* Columns of the input. */
enum column { COL_INTERACTION, COL_DATE, COL_WEEK, COL_MONTH, COL_AGENT, COL_SKILL, COL_CRITERION, COLS };

/* A message that decided a criterion. */
struct moment {
	struct str interaction, seq, agent, skill, criterion, quote;
	int64_t points;                 /* lost, or earned */
};

struct totals {
	const struct pack *pack;
	struct str agent;               /* all rows are of this agent's, but at the levels TEAM; empty: of everybody */
	bool has[COLS];
	bool exact;                     /* the rows tell interactions apart */
	struct table *level[LEVELS];
	struct table *part[LEVELS];     /* a level's groups by skill and criterion, where the level joins what has them apart */
	int64_t *most[LEVELS];          /* the interactions that a group has at least, where there are parts */
	int64_t rows, interactions;     /* interactions only where exact */
	bool agent_seen;
	struct strmap *agents;
	struct buf first, last;         /* date, or week, or month */
	struct moment *critical;        /* at most TOTALS_CRITICAL of them */
	size_t criticals, critical_cap;
	struct moment *missed, *met;    /* an example for each group of LEVEL_CRITERION; points are 0 without one */
	size_t example_cap, met_cap;
	struct arena arena;
};

#define TOTALS_CRITICAL 1000

/* A group's figures with its score. */
struct total {
	struct figures figures;
	struct doc_score score;
	bool scored;                    /* false when nothing could be earned */
	struct str key;
};

/* Reads everything; ends the program when a record does not fit. out is dropped then. */
enum csvin_got totals_read(struct totals *t, const struct cmd *cmd, struct csvin *in, struct csvout *out);
void totals_free(struct totals *t);
/* After reading. Rows that were joined share interactions, nobody knows how many: there are at least as many as the largest
 * of the joined parts has, and an interval that is hardly ever too narrow comes from taking each of them for a single
 * yes or no, since no points of an interaction vary more than if they all go one way. */
void totals_bound(struct totals *t);
size_t totals_count(const struct totals *t, enum level level);
struct total totals_at(const struct totals *t, enum level level, size_t i);
/* False when there is no such group; b may be empty. */
bool totals_find(const struct totals *t, enum level level, struct str a, struct str b, struct total *out);
/* All groups of a level in byte order of their keys; the caller frees it. */
struct total *totals_sorted(const struct totals *t, enum level level, size_t *n);
/* Where most points were lost, or earned, by the criterion of that key in one interaction; NULL without one. */
const struct moment *totals_missed(const struct totals *t, struct str key);
const struct moment *totals_met(const struct totals *t, struct str key);
/* The parts of a key. */
struct str totals_first(struct str key);
struct str totals_second(struct str key);
/* Whether the skill is of the family outcome. */
bool totals_outcome(const struct totals *t, struct str skill);

#endif
