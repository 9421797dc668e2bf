/* limits: 95 % intervals of agreement, by interaction: what is said within one resembles itself. */
#ifndef LIMITS_H
#define LIMITS_H

#include "agree.h"

/* low <= value <= high, or all NAN where there is no value. */
struct limits {
	double value, low, high;
};

/* How the intervals are made. Precision and recall are ratios of sums over interactions, and F1 = 2J / (1 + J), where J =
 * both / (both + machine + people) is one too (Hand, Christen and Kirielle 2021, "F*: an interpretable transformation of the
 * F-measure"): they have the interval of stats_ratio(), which tells its sources.
 *
 * All others have the variance v of the delete-one jackknife over the interactions (Wolter 2007, "Introduction to Variance
 * Estimation", ch. 4): (n - 1) / n sum (f_(i) - mean f)^2, where f_(i) is the figure without interaction i. Their interval is
 * Wilson's for p at the effective size n* = p (1 - p) / v, as in stats_ratio(): p is the figure itself where it lies in 0..1 and
 * (1 + f) / 2 where it lies in -1..1, on which scale Wilson's interval is near Fisher's z. As there, v = ((n - 1) v + 2 w) /
 * (n + 1) with w the variance if all that was judged in an interaction, though not more than 16, went the same way, and n*
 * is multiplied by (z/t)^2. n* is at most 2 (1 - chance) x what was judged, where chance is the agreement expected by
 * chance: for rare markers that is four times the positives, however many messages are without.
 *
 * A simulation in the tests shows what they cover: see test_limits.c. */

/* Of n interactions. Of what the machine found, how much people found; of what people found, how much the machine found; the
 * harmonic mean of the two, 2 both / (2 both + machine + people). */
struct limits limits_precision(const struct agree_table *t, size_t n);
struct limits limits_recall(const struct agree_table *t, size_t n);
struct limits limits_f1(const struct agree_table *t, size_t n);
/* Cohen's kappa and Gwet's AC1. */
struct limits limits_kappa(const struct agree_table *t, size_t n);
struct limits limits_ac1(const struct agree_table *t, size_t n);
/* Krippendorff's alpha of the two judges. */
struct limits limits_alpha(const struct agree_table *t, size_t n);
/* Rogan and Gladen's prevalence in a log of which the machine finds the share apparent, by the sensitivity and specificity
 * measured in t. The log is all there is; t is a sample. */
struct limits limits_prevalence(const struct agree_table *t, size_t n, double apparent);

/* Krippendorff's alpha of several raters, of n interactions: by coincidences of no and yes, or by numbers. */
struct limits_coincidences {
	double at[4];
};
struct limits limits_raters(const struct limits_coincidences *c, size_t n);
struct limits limits_spread(const struct agree_spread *s, size_t n);

/* Spearman's correlation and the area under the ROC curve, of n pairs in interactions numbered from 0 up to clusters. More
 * than 200 of these are left out in 200 groups (Kott 2001, "The delete-a-group jackknife", J. Off. Stat. 17, 521-526). */
struct limits limits_spearman(const struct agree_pair *pair, size_t n, uint32_t clusters);
struct limits limits_auc(const struct agree_pair *pair, size_t n, uint32_t clusters);

#endif
