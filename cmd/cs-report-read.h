/* cs-report-read: adds score rows up at each level that a report speaks of. */
#ifndef CS_REPORT_READ_H
#define CS_REPORT_READ_H

#include "cmd.h"
#include "cs-report-doc.h"
#include "pack.h"
#include "seen.h"
#include "strmap.h"
#include "table.h"

/* What the groups of each level are called is joined by NUL. Outcomes count at the levels SKILL, CRITERION and DRIVER_DAY
 * alone; SKILL_DAY is there for one agent. */
enum level {
	LEVEL_ALL, LEVEL_SKILL, LEVEL_CRITERION, LEVEL_AGENT, LEVEL_AGENT_SKILL, LEVEL_DAY, LEVEL_AGENT_DAY, LEVEL_SKILL_DAY,
	LEVEL_DRIVER_DAY, LEVEL_TEAM, LEVEL_TEAM_SKILL, LEVELS
};

/* Columns of the input; then what is derived: the day, or the week or month where the rows have nothing finer. */
enum column {
	COL_INTERACTION, COL_DATE, COL_WEEK, COL_MONTH, COL_AGENT, COL_SKILL, COL_CRITERION, COLS, COL_DAY = COLS, COL_FIELDS
};

#define DRIVER_SKILL STR("contact_driver")

/* The fields of one row that a report groups by. */
struct where {
	struct str field[COL_FIELDS];
	struct str own_id;              /* the agent's, where the field of the agent has a pseudonym; else empty */
	bool outcome, driver;
};

/* A message that decided a criterion. */
struct moment {
	struct str interaction, seq, agent, skill, criterion, quote;
	int64_t points;                 /* lost, or earned */
	uint64_t of;                    /* the number of the interaction */
	struct str said;                /* by the customer before the agent's message, if the log was read */
};

struct totals {
	const struct pack *pack;
	struct str agent;               /* all rows are of this agent's, but at the levels TEAM; empty: of everybody */
	struct strmap *aliases;         /* agents are called by their numbers here, and interactions by nothing; or NULL */
	bool has[COLS];
	bool exact;                     /* the rows tell interactions apart */
	struct table *level[LEVELS];
	struct table *part[LEVELS];     /* a level's groups by skill and criterion, where the level joins what has them apart */
	int64_t *most[LEVELS];          /* the interactions that a group has at least, where there are parts */
	int64_t rows, interactions;     /* interactions only where exact */
	int64_t messages;               /* in the log, if it was read: of these interactions where exact, else all */
	struct seen seen;               /* interactions that are over, as kind SEEN_ANY, and those that count as SEEN_MINE */
	int64_t unserved;               /* interactions with a row that no agent is charged with, only where exact */
	bool agent_seen;
	struct strmap *agents;
	struct buf first, last;         /* date, or week, or month */
	struct moment *critical;        /* at most TOTALS_CRITICAL of them */
	size_t criticals, critical_cap;
	struct moment *missed, *met;    /* an example for each group of LEVEL_CRITERION; points are 0 without one */
	size_t example_cap, met_cap;
	struct figures waiting;         /* rows of one agent in the interaction under way, not added yet where skills are joined */
	struct buf waiting_agent, waiting_day, waiting_key;
	bool waits;
	uint64_t under_way;             /* the number of the interaction */
	struct buf spoilt;              /* the agent of a critical error in the interaction under way, where spoils */
	bool spoils;
	struct arena arena;
};

#define TOTALS_CRITICAL 1000
enum { SEEN_ANY, SEEN_MINE };

/* A group's figures with its score. */
struct total {
	struct figures figures;
	struct doc_score score;
	bool scored;                    /* false when nothing could be earned */
	struct str key;
};

/* Reads everything; ends the program when a record does not fit. out is dropped then. */
enum csvin_got totals_read(struct totals *t, const struct cmd *cmd, struct csvin *in, struct csvout *out);
/* After that, reads the log that was scored, for what customers had said before the messages that are kept. */
enum csvin_got totals_read_log(struct totals *t, const struct cmd *cmd, struct csvin *in, struct csvout *out);
void totals_free(struct totals *t);
/* Makes of to what the agent is called: numbered as they come, so that neither the alphabet nor a list of ids tells who it is. */
void totals_alias(struct buf *to, struct strmap *aliases, struct str agent);
/* Empty tables for the columns that the rows have. */
void totals_begin(struct totals *t);
/* Adds a row at each level that it counts at. False when a sum grows too large. */
bool totals_add(struct totals *t, const struct where *w, const struct figures *f, struct buf *key);
/* The interaction under way is complete. */
bool totals_end_interaction(struct totals *t);
/* Keeps critical errors; of each criterion where most was lost and where most was earned, of those that have words. */
void totals_moment(struct totals *t, const struct where *w, const struct figures *f, struct str seq, struct str quote,
    struct buf *key);
/* After reading. Rows that were joined share interactions, nobody knows how many: there are at least as many as the largest
 * of the joined parts has, and an interval that is hardly ever too narrow comes from taking each of them for a single
 * yes or no, since no points of an interaction vary more than if they all go one way. */
void totals_bound(struct totals *t);
size_t totals_count(const struct totals *t, enum level level);
struct total totals_at(const struct totals *t, enum level level, size_t i);
/* Adds another group of the level, of other interactions, all zero at first, and takes the score anew. */
void totals_sum(const struct totals *t, enum level level, struct total *to, const struct total *from);
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
