#include "learn.h"

#include <linear.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

enum { GIVEN = 1, BIAS = 2, FEATURE = 3 };

/* Values so large that the penalty on the weights of the given sum and of the constant hardly counts. */
#define LIGHT 10.0
#define NO_FOLD UINT32_MAX
/* Smaller weights decide nothing. */
#define LEAST 0.05

/* The penalties that are tried: from the first, or a larger one that leaves few enough weights, down. */
#define PENALTY 32
#define PENALTY_STEP 0.7071067811865476
enum { PENALTIES = 13 };
/* A difference in F1 that further weights are not worth. */
#define SLACK 0.002
/* How much smaller the penalty of the second fit is. */
#define RELAX 4.0

struct fit {
	double *weight;                 /* by feature, in units of given */
	double constant;
	size_t kept;
};

struct learner {
	const struct learn_message *message;
	size_t n;
	const struct learn_options *o;
	uint32_t *fold;                 /* by message */
	double *score;                  /* by message, held out */
	bool has_given;
};

static void
quiet(const char *s)
{
	(void)s;
}

double
learn_precision(const struct learn_quality *q)
{
	return q->right ? (double)q->right / (double)(q->right + q->wrong) : 0;
}

double
learn_recall(const struct learn_quality *q)
{
	return q->right ? (double)q->right / (double)(q->right + q->missed) : 0;
}

double
learn_f1(const struct learn_quality *q)
{
	return q->right ? 2 * (double)q->right / (double)(2 * q->right + q->wrong + q->missed) : 0;
}

static struct feature_node *
put_node(struct feature_node *at, size_t index, double value)
{
	*at = (struct feature_node){ (int)index, value };
	return at + 1;
}

/* The messages outside of a fold as liblinear takes them; only features with a weight in mask, unless that is NULL. */
static void
problem_of(const struct learner *l, uint32_t fold, const double *mask, struct problem *out)
{
	size_t nodes = 0, count = 0;

	for (size_t i = 0; i < l->n; i++)
		nodes += l->message[i].n + 3;
	struct feature_node *at = util_alloc(nodes + 1, sizeof *at), *first = at;
	*out = (struct problem){ .n = (int)(l->o->features + FEATURE - 1), .bias = -1 };
	out->x = util_alloc(l->n + 1, sizeof *out->x);
	out->y = util_alloc(l->n + 1, sizeof *out->y);
	out->x[0] = first;
	for (size_t i = 0; i < l->n; i++) {
		const struct learn_message *m = &l->message[i];
		if (l->fold[i] == fold)
			continue;
		out->x[count] = at;
		out->y[count++] = m->yes ? 1 : -1;
		if (l->has_given)
			at = put_node(at, GIVEN, m->given * LIGHT);
		at = put_node(at, BIAS, LIGHT);
		for (size_t k = 0; k < m->n; k++)
			if (!mask || mask[m->feature[k]] != 0)
				at = put_node(at, m->feature[k] + FEATURE, 1);
		at++->index = -1;
	}
	out->l = (int)count;
}

static void
problem_free(struct problem *p)
{
	free(p->x[0]);
	free(p->x);
	free(p->y);
}

static double
thousandths(double x)
{
	return floor(x * 1000 + 0.5) / 1000;
}

/* The weights of a model in units of the given sum, small ones and those outside of a row's range made fit. */
static void
take_weights(const struct learner *l, const struct model *m, struct fit *out)
{
	double a = l->has_given ? get_decfun_coef(m, GIVEN, 0) * LIGHT : 0;

	/* what says nothing, or the contrary, is no unit to count in */
	if (a < 0.01)
		a = 1;
	out->kept = 0;
	out->constant = get_decfun_coef(m, BIAS, 0) * LIGHT / a;
	for (size_t i = 0; i < l->o->features; i++) {
		double w = thousandths(get_decfun_coef(m, (int)(i + FEATURE), 0) / a);
		out->weight[i] = fabs(w) < LEAST ? 0 : fmax(-1000, fmin(1000, w));
		out->kept += out->weight[i] != 0;
	}
}

static void
fit_once(const struct learner *l, uint32_t fold, double penalty, const double *mask, struct fit *out)
{
	struct parameter param = { .solver_type = L1R_LR, .eps = 0.005, .C = 1 / penalty };
	struct problem problem;

	problem_of(l, fold, mask, &problem);
	/* the solver visits the weights in an order that it draws */
	srand((unsigned)l->o->seed);
	struct model *m = train(&problem, &param);
	take_weights(l, m, out);
	free_and_destroy_model(&m);
	problem_free(&problem);
}

/* Fits the messages outside of a fold, then what is left of the features. */
static void
fit(const struct learner *l, uint32_t fold, double penalty, struct fit *out)
{
	double *mask = util_alloc(l->o->features + 1, sizeof *mask);

	fit_once(l, fold, penalty, NULL, out);
	memcpy(mask, out->weight, l->o->features * sizeof *mask);
	fit_once(l, fold, penalty / RELAX, mask, out);
	free(mask);
}

static double
sum_of(const struct learner *l, size_t i, const struct fit *f)
{
	const struct learn_message *m = &l->message[i];
	double sum = m->given;

	for (size_t k = 0; k < m->n; k++)
		sum += f->weight[m->feature[k]];
	return sum;
}

/* Scores each message by the weights that were learned without its fold. */
static void
cross_validate(struct learner *l, double penalty)
{
	struct fit f = { .weight = util_alloc(l->o->features + 1, sizeof *f.weight) };

	for (uint32_t fold = 0; fold < l->o->folds; fold++) {
		fit(l, fold, penalty, &f);
		for (size_t i = 0; i < l->n; i++)
			if (l->fold[i] == fold)
				l->score[i] = sum_of(l, i, &f) + f.constant;
	}
	free(f.weight);
}

struct scored {
	double score;
	bool yes;
};

static int
by_score(const void *x, const void *y)
{
	const struct scored *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return (int)a->yes - (int)b->yes;
}

/* The threshold of best F1 over the scores, half-way between two of them. */
static double
best_threshold(const struct learner *l, struct learn_quality *best)
{
	struct scored *s = util_alloc(l->n, sizeof *s);
	struct learn_quality q = { 0 };
	double threshold = INFINITY;

	for (size_t i = 0; i < l->n; i++) {
		s[i] = (struct scored){ l->score[i], l->message[i].yes };
		q.missed += s[i].yes;
	}
	qsort(s, l->n, sizeof *s, by_score);
	*best = q;
	for (size_t i = 0; i < l->n; i++) {
		q.right += s[i].yes;
		q.missed -= s[i].yes;
		q.wrong += !s[i].yes;
		if (i + 1 < l->n && s[i + 1].score == s[i].score)
			continue;
		if (learn_f1(&q) > learn_f1(best)) {
			*best = q;
			threshold = i + 1 < l->n ? (s[i].score + s[i + 1].score) / 2 : s[i].score - 1;
		}
	}
	free(s);
	return threshold;
}

/* One penalty tried. */
struct trial {
	double penalty;
	struct fit fit;
	double threshold;
	struct learn_quality quality;
};

/* Tries the penalties, as long as they leave few enough weights; how many. */
static size_t
try_penalties(struct learner *l, struct trial *trial)
{
	double penalty = PENALTY;
	size_t n = 0;

	while (n < PENALTIES) {
		struct trial *t = &trial[n];
		t->penalty = penalty;
		fit(l, NO_FOLD, penalty, &t->fit);
		if (t->fit.kept > l->o->most && n > 0)
			break;
		penalty *= t->fit.kept > l->o->most ? 2 : PENALTY_STEP;
		if (t->fit.kept > l->o->most)
			continue;
		cross_validate(l, t->penalty);
		t->threshold = best_threshold(l, &t->quality);
		n++;
	}
	return n;
}

/* Takes the first, and so the one with the fewest weights, that is about as good as the best. */
static void
choose(struct learner *l, struct learn_result *out)
{
	struct trial trial[PENALTIES] = { 0 };
	size_t first = 0;
	double best = 0;

	for (size_t i = 0; i < PENALTIES; i++)
		trial[i].fit.weight = util_alloc(l->o->features + 1, sizeof(double));
	size_t n = try_penalties(l, trial);
	for (size_t i = 0; i < n; i++)
		best = fmax(best, learn_f1(&trial[i].quality));
	while (first + 1 < n && learn_f1(&trial[first].quality) < best - SLACK)
		first++;
	struct trial *t = &trial[first];
	out->weight = t->fit.weight;
	out->threshold = thousandths(t->threshold - t->fit.constant);
	out->kept = t->fit.kept;
	out->penalty = t->penalty / RELAX;
	out->joint = t->quality;
	t->fit.weight = NULL;
	for (size_t i = 0; i < PENALTIES; i++)
		free(trial[i].fit.weight);
}

/* Puts groups into folds, and measures the given sum alone. */
static bool
prepare(struct learner *l, struct learn_result *out, struct buf *why)
{
	size_t yes = 0, *in_fold = util_alloc(l->o->folds, sizeof *in_fold);
	bool fine = true;

	for (size_t i = 0; i < l->n; i++) {
		const struct learn_message *m = &l->message[i];
		uint64_t both[2] = { m->group, l->o->seed };
		l->fold[i] = (uint32_t)(util_hash(both, sizeof both) % l->o->folds);
		bool said = m->given >= l->o->threshold;
		out->given.right += m->yes && said;
		out->given.wrong += !m->yes && said;
		out->given.missed += m->yes && !said;
		l->has_given |= m->given != 0;
		yes += m->yes;
		in_fold[l->fold[i]] += m->yes;
	}
	for (size_t i = 0; i < l->o->folds; i++)
		fine = fine && in_fold[i] < yes;
	free(in_fold);
	if (!fine)
		buf_printf(why, "all of it stands in too few interactions");
	else if (yes == l->n)
		buf_printf(why, "no message is without it");
	return fine && yes < l->n;
}

bool
learn_fit(const struct learn_message *message, size_t n, const struct learn_options *o, struct learn_result *out,
    struct buf *why)
{
	struct learner l = { message, n, o, util_alloc(n + 1, sizeof(uint32_t)), util_alloc(n + 1, sizeof(double)), false };

	*out = (struct learn_result){ 0 };
	set_print_string_function(quiet);
	bool fine = prepare(&l, out, why);
	if (fine)
		choose(&l, out);
	free(l.fold);
	free(l.score);
	return fine;
}
