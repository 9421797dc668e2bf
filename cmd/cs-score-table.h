/* cs-score-table: score rows: their figures, groups of them that add up exactly, and how they are written. */
#ifndef CS_SCORE_TABLE_H
#define CS_SCORE_TABLE_H

#include "csvout.h"
#include "stats.h"

/* One row's figures; interactions are sums.n, points are in sums. */
struct figures {
	struct stats_sums sums;
	int64_t met, critical, value;
	bool measured;                  /* value counts something */
};

/* The figures' columns in the order in which they are written. */
enum figure {
	FIGURE_INTERACTIONS, FIGURE_OPPORTUNITIES, FIGURE_MET, FIGURE_POSSIBLE, FIGURE_EARNED, FIGURE_SCORE, FIGURE_LOW,
	FIGURE_HIGH, FIGURE_CRITICAL, FIGURE_VALUE, FIGURE_SEQ, FIGURE_QUOTE, FIGURE_EARNED_SQ, FIGURE_EARNED_POSSIBLE,
	FIGURE_POSSIBLE_SQ, FIGURES
};
extern const char *const figure_names[FIGURES];

/* The number of the figure's column of that name, or FIGURES. */
enum figure figure_find(struct str name);
/* The columns of the figures: with seq and quote (finest grain), or with the sums of squares. */
void figures_header(struct csvout *out, bool finest);
/* Interactions to value, at the finest grain; then seq and quote are the caller's. */
void figures_write(struct csvout *out, const struct figures *f);

/* Groups by key: the values of the group columns joined by NUL. */
struct table;

struct table *table_new(void);
void table_free(struct table *t);
/* Adds to a group a part of the points of the interaction that is under way: its opportunities, earned, possible, met,
 * critical and value. False when a sum grows beyond STATS_MAX. */
bool table_add(struct table *t, struct str key, const struct figures *f);
/* The interaction is complete: its points are squared in each group that it touched. */
bool table_interaction(struct table *t);
/* Adds a row of whole interactions, none of which the table knows. */
bool table_merge(struct table *t, struct str key, const struct figures *f);
/* Writes the groups in byte order of their keys; value only where values says so. */
void table_write(const struct table *t, struct csvout *out, bool values);

#endif
