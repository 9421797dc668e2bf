/* cs-score-by: the columns that scores are grouped by. */
#ifndef CS_SCORE_BY_H
#define CS_SCORE_BY_H

#include "clock.h"
#include "str.h"

/* All but the last three are properties of a whole interaction: it has but one value of them. */
enum by_kind { BY_COLUMN, BY_DATE, BY_WEEK, BY_MONTH, BY_AGENT, BY_SKILL, BY_CRITERION };

struct by_column {
	struct str name;
	enum by_kind kind;
	size_t column;                  /* of the input, for the user of this */
};

struct by {
	struct by_column *at;
	size_t n, cap;
};

/* Reads "date,agent_id", whose bytes the names go on pointing to. False with the reason in why. */
bool by_read(struct by *by, struct str list, struct buf *why);
/* Adds one column; false with the reason in why when it is there, or is no name for a group. */
bool by_add(struct by *by, struct str name, struct buf *why);
bool by_has(const struct by *by, struct str name);
void by_free(struct by *by);
/* Adds the date, week or month, or nothing for a time without a date. */
void by_date(enum by_kind kind, struct clock_time time, struct buf *to);

#endif
