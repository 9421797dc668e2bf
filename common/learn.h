/* learn: weights of features that add to a sum which is given, by L1-regularised logistic regression. */
#ifndef LEARN_H
#define LEARN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

/* What was found in a message, and what people say of it. */
struct learn_message {
	uint64_t group;                 /* messages of one group are learned from, or held out, together */
	double given;                   /* what the features' weights add to */
	const uint32_t *feature;        /* n of them, each once */
	size_t n;
	bool yes;
};

struct learn_options {
	size_t features;                /* they are numbered from 0 */
	size_t most;                    /* weights that are not 0 */
	double threshold;               /* of the given sum alone */
	size_t folds;                   /* 2 and more */
	uint64_t seed;
};

/* How often yes was said rightly, wrongly, and not said though it should. */
struct learn_quality {
	size_t right, wrong, missed;
};

struct learn_result {
	double *weight;                 /* by feature, whole thousandths; free() it */
	double threshold;               /* yes: given + sum of the weights found >= threshold; whole thousandths */
	size_t kept;                    /* weights that are not 0 */
	double penalty;                 /* 1 / C of these weights */
	struct learn_quality given, joint;      /* alone, and with the weights in groups that these did not learn from */
};

/* Precision, recall and their harmonic mean; 0 where they are not defined. */
double learn_precision(const struct learn_quality *q);
double learn_recall(const struct learn_quality *q);
double learn_f1(const struct learn_quality *q);

/* Fits given and features together: log odds = a given + sum w x + b, of which the first two are divided by a, so that a
 * given sum counts as it is. The penalty is the one with the best F1 in cross-validation over o->folds parts of the groups;
 * what it leaves is fitted once more with a smaller one, as L1 pulls all weights to 0 (the relaxed lasso, Meinshausen 2007).
 * The threshold is the one of best F1 over the messages held out. The same bytes for the same seed.
 * False with the reason in why when there is too little to learn from. */
bool learn_fit(const struct learn_message *message, size_t n, const struct learn_options *o, struct learn_result *out,
    struct buf *why);

#endif
