/* criterion: one row of rubric.csv, read. */
#ifndef CRITERION_H
#define CRITERION_H

#include "expr.h"
#include "gauge.h"

/* Which messages of the trigger's roles make an opportunity. First and last are each agent's own. */
enum criterion_place { PLACE_EACH, PLACE_FIRST, PLACE_LAST, PLACE_INTERACTION };

/* if ROLE:EXPR, unless ROLE:EXPR, if channel:NAME|NAME. */
struct criterion_condition {
	bool unless;
	struct str channels;            /* channel.p is NULL where it asks for messages */
	unsigned roles;
	struct expr expr;
};

enum criterion_expect { EXPECT_SOME, EXPECT_NONE, EXPECT_MEASURE, EXPECT_RECORD };

/* when  := trigger { ("if" | "unless") condition }
 * trigger := "interaction" | "first" | "last" | "each" | [("first" | "last" | "each") "&"] messages
 * messages := roles [":" expr]           roles := role { "|" role } | "any"
 * condition := messages | "channel:" name { "|" name }
 * expect := ("+" | "-") [roles ":"] expr | ("+" | "-") roles | measure [op number]
 * within := "" | "same" | "reply" | "rest" | "before" | "all" | number | time       (window.h)
 *
 * A condition holds when some message of the roles up to the trigger satisfies it; for interaction, first and last some
 * message of the interaction. Without within it is same for agents' messages, all for interaction, else reply. A measure
 * without a bound is only recorded: weight 0. */
struct criterion {
	struct str skill, name, advice;
	size_t row;                     /* in the pack */
	size_t skill_number;            /* in skills.csv */
	size_t ask;                     /* the first of its conditions among all asks, for the user of this */
	bool outcome;                   /* the skill is of the family outcome: what became of an interaction, by nobody's merit */
	enum criterion_place place;
	unsigned roles;                 /* of the trigger; a mask of 1u << role */
	struct expr trigger;
	struct criterion_condition *condition;
	size_t conditions;
	enum criterion_expect expect;
	unsigned expect_roles;
	struct expr expected;
	const struct gauge *gauge;      /* NULL unless it measures */
	enum measure_op op;
	int64_t bound;                  /* thousandths */
	struct window_spec window;
	enum window_kind charge;        /* how window_agent() charges a trigger */
	int64_t weight;                 /* 0 to CRITERION_WEIGHT_MAX */
	bool critical;
};

#define CRITERION_WEIGHT_MAX 1000

/* Reads a row; what it allocates is the arena's. False with the reason (without file and line) in why. */
bool criterion_read(struct arena *a, const struct pack *p, const struct pack_criterion *row, struct criterion *c,
    struct buf *why);

#endif
