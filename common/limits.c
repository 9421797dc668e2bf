#include "limits.h"

#include <math.h>
#include <stdlib.h>

#include "stats.h"
#include "util.h"

#define GROUPS 200
/* As in stats.c. */
#define ASSUMED 2.0
#define ALIKE 16.0
#define WIDTH 4                 /* of the sums that all figures are made of */

_Static_assert(sizeof(struct agree_table) == WIDTH * sizeof(double), "a table is a row");
_Static_assert(sizeof(struct agree_spread) == WIDTH * sizeof(double), "a spread is a row");
_Static_assert(sizeof(struct limits_coincidences) == WIDTH * sizeof(double), "coincidences are a row");

static const struct limits none = { NAN, NAN, NAN };

/* A figure of sums over n interactions, each with a row of them. */
struct figure {
	const double *row;
	size_t n;
	double (*of)(const double sums[WIDTH], double given);
	double given;
};

/* What is known of a figure beside its value. */
struct ground {
	double variance;                /* of the jackknife, which left out one after the other of so many */
	double parts;
	double size;                    /* n* if all that was judged were independent */
	double each;                    /* of it in an interaction */
	double interactions;            /* counted by their size */
};

static void
add_up(const struct figure *f, double sums[WIDTH])
{
	for (size_t k = 0; k < WIDTH; k++)
		sums[k] = 0;
	for (size_t i = 0; i < f->n * WIDTH; i++)
		sums[i % WIDTH] += f->row[i];
}

static void
spread(struct ground *g, double sum, double squares, double parts)
{
	g->parts = parts;
	g->variance = parts > 1 ? (squares - sum * sum / parts) * (parts - 1) / parts : 0;
}

static double
jackknife(const struct figure *f, struct ground *g)
{
	double all[WIDTH], left[WIDTH], sum = 0, squares = 0, parts = 0, whole;

	add_up(f, all);
	whole = f->of(all, f->given);
	for (size_t i = 0; i < f->n; i++) {
		for (size_t k = 0; k < WIDTH; k++)
			left[k] = all[k] - f->row[i * WIDTH + k];
		double shift = f->of(left, f->given) - whole;
		if (isnan(shift))
			continue;
		sum += shift;
		squares += shift * shift;
		parts++;
	}
	spread(g, sum, squares, parts);
	return whole;
}

/* p in 0..1. */
static struct limits
wilson(double p, const struct ground *g)
{
	struct stats_interval i;
	double binomial = p * (1 - p);
	double each = g->each < 1 ? 1 : g->each > ALIKE ? ALIKE : g->each;
	double apart = g->size / each, n = apart;

	if (binomial > 0 && g->variance > 1e-12) {
		double v = ((g->parts - 1) * g->variance + ASSUMED * binomial / apart) / (g->parts - 1 + ASSUMED);
		double narrower = stats_student(g->interactions - 1 + ASSUMED) / stats_student(INFINITY);
		n = binomial / v / (narrower * narrower);
	}
	n = n > g->size ? g->size : n;
	stats_wilson(p, n < 1 ? 1 : n, &i);
	return (struct limits){ p, i.low / 100, i.high / 100 };
}

/* A figure in -1..1. */
static struct limits
wilson_signed(double value, struct ground *g)
{
	struct limits l;

	if (isnan(value))
		return none;
	g->variance /= 4;
	l = wilson((1 + value) / 2, g);
	return (struct limits){ value, fmin(2 * l.low - 1, value), fmax(2 * l.high - 1, value) };
}

/* E of P in each interaction: those without any P tell nothing. */
static struct limits
ratio(const struct agree_table *t, size_t n, const double earned[WIDTH], const double possible[WIDTH])
{
	struct stats_sums s = { 0 };
	struct stats_interval i;

	for (size_t k = 0; k < n; k++) {
		const double count[WIDTH] = { t[k].both, t[k].machine, t[k].people, t[k].neither };
		int64_t e = 0, p = 0;
		for (size_t c = 0; c < WIDTH; c++) {
			e += (int64_t)(count[c] * earned[c]);
			p += (int64_t)(count[c] * possible[c]);
		}
		s.n += p > 0;
		s.opportunities += p;
		s.earned += e;
		s.possible += p;
		s.earned_sq += e * e;
		s.earned_possible += e * p;
		s.possible_sq += p * p;
	}
	if (!stats_ratio(&s, &i))
		return none;
	return (struct limits){ (double)s.earned / (double)s.possible, i.low / 100, i.high / 100 };
}

struct limits
limits_precision(const struct agree_table *t, size_t n)
{
	return ratio(t, n, (const double[WIDTH]){ 1, 0, 0, 0 }, (const double[WIDTH]){ 1, 1, 0, 0 });
}

struct limits
limits_recall(const struct agree_table *t, size_t n)
{
	return ratio(t, n, (const double[WIDTH]){ 1, 0, 0, 0 }, (const double[WIDTH]){ 1, 0, 1, 0 });
}

struct limits
limits_f1(const struct agree_table *t, size_t n)
{
	struct limits j = ratio(t, n, (const double[WIDTH]){ 1, 0, 0, 0 }, (const double[WIDTH]){ 1, 1, 1, 0 });

	return (struct limits){ 2 * j.value / (1 + j.value), 2 * j.low / (1 + j.low), 2 * j.high / (1 + j.high) };
}

static double
kappa_of(const double sums[WIDTH], double given)
{
	(void)given;
	return agree_kappa(sums, 2);
}

static double
ac1_of(const double sums[WIDTH], double given)
{
	(void)given;
	return agree_ac1(sums, 2);
}

/* Each thing that two judged coincides with itself both ways. */
static double
alpha_of(const double sums[WIDTH], double given)
{
	double apart = sums[1] + sums[2];

	(void)given;
	return agree_alpha((const double[WIDTH]){ 2 * sums[0], apart, apart, 2 * sums[3] }, 2);
}

static double
raters_of(const double sums[WIDTH], double given)
{
	(void)given;
	return agree_alpha(sums, 2);
}

static double
spread_of(const double sums[WIDTH], double given)
{
	(void)given;
	return agree_alpha_interval(&(struct agree_spread){ sums[0], sums[1], sums[2], sums[3] });
}

static double
prevalence_of(const double sums[WIDTH], double apparent)
{
	double positives = sums[0] + sums[2], negatives = sums[1] + sums[3];

	return agree_prevalence(apparent, sums[0] / positives, sums[3] / negatives);
}

/* How much each interaction weighs if a yes weighs yes and a no weighs no. */
static void
weigh(const struct figure *f, double yes, double no, struct ground *g)
{
	double sum = 0, squares = 0;

	for (size_t i = 0; i < f->n; i++) {
		const double *row = &f->row[i * WIDTH];
		double half = (row[1] + row[2]) / 2;
		double weight = yes * (row[0] + half) + no * (row[3] + half);
		sum += weight;
		squares += weight * weight;
	}
	g->interactions = squares > 0 ? sum * sum / squares : 1;
}

/* Of yes and no: rows hold yes-yes, yes-no, no-yes, no-no. A value of one of many raters counts as half a thing judged. */
static struct limits
beyond_chance(const struct figure *f, double things, bool rare)
{
	struct ground g;
	double all[WIDTH], value = jackknife(f, &g);

	add_up(f, all);
	double n = all[0] + all[1] + all[2] + all[3];
	double yes = (all[0] + (all[1] + all[2]) / 2) / n, no = 1 - yes;
	n *= things;
	/* where the rare answer decides, interactions are as large as they have of it */
	weigh(f, rare ? no : 1, rare ? yes : 1, &g);
	g.size = rare ? 4 * yes * no * n : 2 * (1 - 2 * yes * no) * n;
	g.each = (rare ? fmin(yes, no) * n : n) / g.interactions;
	return wilson_signed(value, &g);
}

static struct limits
of_tables(const struct agree_table *t, size_t n, double (*of)(const double *, double), bool rare)
{
	return beyond_chance(&(struct figure){ (const double *)t, n, of, 0 }, 1, rare);
}

struct limits
limits_kappa(const struct agree_table *t, size_t n)
{
	return of_tables(t, n, kappa_of, true);
}

struct limits
limits_ac1(const struct agree_table *t, size_t n)
{
	return of_tables(t, n, ac1_of, false);
}

struct limits
limits_alpha(const struct agree_table *t, size_t n)
{
	return of_tables(t, n, alpha_of, true);
}

struct limits
limits_raters(const struct limits_coincidences *c, size_t n)
{
	return beyond_chance(&(struct figure){ (const double *)c, n, raters_of, 0 }, 0.5, true);
}

struct limits
limits_prevalence(const struct agree_table *t, size_t n, double apparent)
{
	struct figure f = { (const double *)t, n, prevalence_of, apparent };
	struct ground g;
	double all[WIDTH], value = jackknife(&f, &g);

	add_up(&f, all);
	weigh(&f, 1, 1, &g);
	g.size = all[0] + all[1] + all[2] + all[3];
	g.each = g.size / g.interactions;
	return isnan(value) ? none : wilson(value, &g);
}

struct limits
limits_spread(const struct agree_spread *s, size_t n)
{
	struct figure f = { (const double *)s, n, spread_of, 0 };
	struct ground g;
	double all[WIDTH], squares = 0, value = jackknife(&f, &g);

	add_up(&f, all);
	for (size_t i = 0; i < n; i++)
		squares += s[i].values * s[i].values;
	g.interactions = squares > 0 ? all[0] * all[0] / squares : 1;
	g.size = all[0] / 2;
	g.each = g.size / g.interactions;
	return wilson_signed(value, &g);
}

/* How large the interactions are, each pair weighing yes where people's number is not 0, and else no. */
static void
weigh_pairs(const struct agree_pair *pair, size_t n, uint32_t clusters, double yes, double no, struct ground *g)
{
	double *weight = util_alloc((size_t)clusters + 1, sizeof *weight), sum = 0, squares = 0;

	for (size_t i = 0; i < n; i++)
		weight[pair[i].cluster] += pair[i].people != 0 ? yes : no;
	for (uint32_t c = 0; c < clusters; c++) {
		sum += weight[c];
		squares += weight[c] * weight[c];
	}
	g->interactions = squares > 0 ? sum * sum / squares : 1;
	free(weight);
}

static double
jackknife_ranks(const struct agree_pair *pair, size_t n, uint32_t clusters,
    double (*of)(struct agree_ranks *, uint32_t, uint32_t), struct ground *g)
{
	struct agree_ranks ranks;
	uint32_t groups = clusters < GROUPS ? clusters : GROUPS;
	double whole, sum = 0, squares = 0, parts = 0;

	agree_ranks_open(&ranks, pair, n);
	whole = of(&ranks, 0, 0);
	for (uint32_t left = 0; left < groups; left++) {
		double shift = of(&ranks, groups, left) - whole;
		if (isnan(shift))
			continue;
		sum += shift;
		squares += shift * shift;
		parts++;
	}
	agree_ranks_free(&ranks);
	spread(g, sum, squares, parts);
	return whole;
}

/* The size at which Wilson's interval of (1 + r) / 2 has the variance of Bonett and Wright (2000, "Sample size requirements
 * for estimating Pearson, Kendall and Spearman correlations", Psychometrika 65, 23-28). */
struct limits
limits_spearman(const struct agree_pair *pair, size_t n, uint32_t clusters)
{
	struct ground g;
	double r = jackknife_ranks(pair, n, clusters, agree_spearman, &g);
	double rest = (1 - r * r) * (1 + r * r / 2);

	weigh_pairs(pair, n, clusters, 1, 1, &g);
	g.size = rest > 1e-9 && n > 3 ? (double)(n - 3) / rest : (double)n;
	g.each = (double)n / g.interactions;
	return wilson_signed(r, &g);
}

/* The size at which a share has the variance of Hanley and McNeil's area. */
struct limits
limits_auc(const struct agree_pair *pair, size_t n, uint32_t clusters)
{
	struct ground g;
	double a = jackknife_ranks(pair, n, clusters, agree_auc, &g), yes = 0, no;

	if (isnan(a))
		return none;
	for (size_t i = 0; i < n; i++)
		yes += pair[i].people != 0;
	no = (double)n - yes;
	weigh_pairs(pair, n, clusters, no, yes, &g);
	double above = a / (2 - a) - a * a, below = 2 * a * a / (1 + a) - a * a;
	double variance = (a * (1 - a) + (yes - 1) * above + (no - 1) * below) / (yes * no);
	g.size = variance > 1e-12 ? a * (1 - a) / variance : fmin(yes, no);
	g.each = fmin(yes, no) / g.interactions;
	return wilson(a, &g);
}
