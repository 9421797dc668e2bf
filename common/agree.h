/* agree: how well judges agree: agreement beyond chance, rank correlation, the prevalence behind a measured one. */
#ifndef AGREE_H
#define AGREE_H

#include <stddef.h>
#include <stdint.h>

/* NAN stands for a figure that is not defined, such as that of judges who always say the same. */

/* What two judges, a machine and people, said of the same things: so many times both yes, one alone, neither. Whole numbers. */
struct agree_table {
	double both, machine, people, neither;
};

/* Two judges, k categories: counts[a * k + b] times the first said a and the second b.
 * Cohen's kappa (Cohen 1960, "A coefficient of agreement for nominal scales", Educ. Psychol. Meas. 20, 37-46). */
double agree_kappa(const double *counts, size_t k);
/* Gwet's AC1 (Gwet 2008, "Computing inter-rater reliability and its variance in the presence of high agreement",
 * Br. J. Math. Stat. Psychol. 61, 29-48): chance is sum p (1 - p) / (k - 1), p the mean share of a category. */
double agree_ac1(const double *counts, size_t k);

/* Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"), for any number of raters, some of whom
 * may be silent on some units. Nominal: adds a unit to the k x k coincidences, where said[c] raters said c. */
void agree_coincide(double *coincidences, size_t k, const double *said);
double agree_alpha(const double *coincidences, size_t k);

/* The same for numbers on an interval scale: sums over units of at least two values. */
struct agree_spread {
	double values, sum, squares;    /* how many, their sum, the sum of their squares */
	double within;                  /* sum over units of the squared differences of pairs, both ways, / (values - 1) */
};

/* Adds a unit of so many values. */
void agree_spread_add(struct agree_spread *s, double values, double sum, double squares);
double agree_alpha_interval(const struct agree_spread *s);

/* The share behind an apparent one (Rogan and Gladen 1978, "Estimating prevalence from the results of a screening test",
 * Am. J. Epidemiol. 107, 71-76): (apparent + specificity - 1) / (sensitivity + specificity - 1), put into 0..1. NAN when what
 * was measured is no better than chance. */
double agree_prevalence(double apparent, double sensitivity, double specificity);

/* One thing that a machine and people judged by numbers, and the interaction that it belongs to. */
struct agree_pair {
	double machine, people;
	uint32_t cluster;
};

/* The pairs in order of both numbers, once for many questions. */
struct agree_ranks {
	const struct agree_pair *pair;
	size_t n;
	size_t *by_machine, *by_people; /* numbers of pairs */
	double *machine, *people;       /* room for ranks */
};

void agree_ranks_open(struct agree_ranks *r, const struct agree_pair *pair, size_t n);
void agree_ranks_free(struct agree_ranks *r);

/* Of the pairs whose cluster % of is not left, or of all for of = 0; O(n).
 * Spearman's rank correlation: Pearson's of the ranks, ties at their mean rank (Kendall 1945). */
double agree_spearman(struct agree_ranks *r, uint32_t of, uint32_t left);
/* How often the machine's number is higher where people's is not 0 than where it is, ties counted as half: the area under the
 * ROC curve (Hanley and McNeil 1982, "The meaning and use of the area under a ROC curve", Radiology 143, 29-36). */
double agree_auc(struct agree_ranks *r, uint32_t of, uint32_t left);

#endif
