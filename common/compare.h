/* compare: which differences between scores are more than chance. */
#ifndef COMPARE_H
#define COMPARE_H

#include <stddef.h>

#include "stats.h"

/* A score with its interval in percent, and what its variance rests on. */
struct compare_side {
	struct stats_interval at;
	struct stats_share share;
};

/* Points of a hundred; p is two-sided. */
struct compare_change {
	double change, low, high, p;
};

/* after minus before, two scores of different interactions. The test is that of two proportions with the effective sizes a
 * and b for counts (Rao and Scott 1992): R = (a R_a + b R_b)/(a + b), t = (R_b - R_a) / sqrt(R(1-R)(1/a + 1/b)), on
 * Student's t with Welch's (1947) degrees of freedom. The interval is made of the two scores' own (Newcombe 1998, method
 * 10): d -+ the root of the sum of the squared distances of each score to its end on that side. */
void compare_sides(const struct compare_side *before, const struct compare_side *after, struct compare_change *out);

/* found[i]: p[i] is a discovery at this false-discovery rate (Benjamini and Hochberg 1995). */
void compare_discover(const double *p, size_t n, double rate, bool *found);

/* The group that n estimates y with the variances v > 0 come from: its mean and the variance between them that their own
 * variances do not explain, 0 if none (DerSimonian and Laird 1986). */
struct compare_group {
	double mean, between;
};
void compare_group(const double *y, const double *v, size_t n, struct compare_group *out);
/* The empirical-Bayes estimate (Morris 1983): y drawn towards the mean by v / (v + between). */
double compare_shrink(const struct compare_group *group, double y, double v);

/* Places from 1, the highest share first. */
struct compare_rank {
	size_t low, high;
};
/* Each one's interval of the rank: 1 + how many are surely ahead, to n less how many are surely behind, where surely is
 * p < 0.05 / (n - 1) of the test above (Mogstad, Romano, Shaikh and Wilhelm 2024, with Bonferroni's correction). With 95 %
 * each one's true place is in it. */
void compare_ranks(const struct stats_share *share, size_t n, struct compare_rank *rank);

/* Two-sided p of Student's t; df > 0. */
double compare_student(double t, double df);

#endif
