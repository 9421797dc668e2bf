/* figures: what a score row says of its group, and how it is written and read. */
#ifndef FIGURES_H
#define FIGURES_H

#include "csvout.h"
#include "record.h"
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
#define FIGURES_PERCENT 8
/* A percent from 0 to 100 with two decimals, as scores are written; its bytes are in text. */
struct str figures_percent(double percent, char text[FIGURES_PERCENT]);
/* The columns of the figures: with seq and quote (finest grain), or with the sums of squares. */
void figures_header(struct csvout *out, bool finest);
/* Interactions to value, at the finest grain; then seq and quote are the caller's. */
void figures_write(struct csvout *out, const struct figures *f);
/* Reads the row's whole numbers; a column may be RECORD_NONE, which gives 0. False with the reason in why, which is empty
 * before, for what cs-score would not write. The percents are not read: they follow from the sums. */
bool figures_read(const struct record *rec, const size_t column[FIGURES], struct figures *f, struct buf *why);

#endif
