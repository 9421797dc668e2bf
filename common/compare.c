#include "compare.h"

#include <math.h>
#include <stdlib.h>

#include "util.h"

/* Beyond these the distribution is the normal one as far as anything here can tell. */
#define MOST_DF 1000

/* The continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method. */
static double
beta_fraction(double x, double a, double b)
{
	const double tiny = 1e-300;
	double c = 1, d = 1 - (a + b) * x / (a + 1), f;

	d = 1 / (fabs(d) < tiny ? tiny : d);
	f = d;
	for (int m = 1; m <= 500; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		double step = 1;

		for (int k = 0; k < 2; k++) {
			double term = k ? odd : even;

			d = 1 + term * d;
			d = 1 / (fabs(d) < tiny ? tiny : d);
			c = 1 + term / c;
			c = fabs(c) < tiny ? tiny : c;
			step = c * d;
			f *= step;
		}
		if (fabs(step - 1) < 1e-14)
			break;
	}
	return f;
}

static double
incomplete_beta(double x, double a, double b)
{
	int sign;
	double front;

	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : 1;
	front = exp(lgamma_r(a + b, &sign) - lgamma_r(a, &sign) - lgamma_r(b, &sign) + a * log(x) + b * log1p(-x));
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(x, a, b) / a;
	return 1 - front * beta_fraction(1 - x, b, a) / b;
}

double
compare_student(double t, double df)
{
	double p = incomplete_beta(df / (df + t * t), df / 2, 0.5);

	return p < 0 ? 0 : p > 1 ? 1 : p;
}

/* The test's t, 0 where there is no variance: then there is no difference either. */
static double
test(const struct stats_share *a, const struct stats_share *b, double *df)
{
	double r = (a->size * a->share + b->size * b->share) / (a->size + b->size);
	double va = 1 / a->size, vb = 1 / b->size;
	double variance = r * (1 - r) * (va + vb);

	*df = (va + vb) * (va + vb) / (va * va / a->df + vb * vb / b->df);
	return variance > 0 ? (b->share - a->share) / sqrt(variance) : 0;
}

void
compare_sides(const struct compare_side *before, const struct compare_side *after, struct compare_change *out)
{
	const struct stats_interval *a = &before->at, *b = &after->at;
	double df, t = test(&before->share, &after->share, &df);

	out->change = b->score - a->score;
	out->low = out->change - hypot(b->score - b->low, a->high - a->score);
	out->high = out->change + hypot(b->high - b->score, a->score - a->low);
	out->p = compare_student(t, df);
}

static int
by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

void
compare_discover(const double *p, size_t n, double rate, bool *found)
{
	double *sorted = util_alloc(n, sizeof *sorted), limit = -1;

	for (size_t i = 0; i < n; i++)
		sorted[i] = p[i];
	qsort(sorted, n, sizeof *sorted, by_number);
	for (size_t i = 0; i < n; i++)
		if (sorted[i] <= rate * (double)(i + 1) / (double)n)
			limit = sorted[i];
	for (size_t i = 0; i < n; i++)
		found[i] = p[i] <= limit;
	free(sorted);
}

void
compare_group(const double *y, const double *v, size_t n, struct compare_group *out)
{
	double w = 0, ww = 0, wy = 0, q = 0;

	*out = (struct compare_group){ 0 };
	for (size_t i = 0; i < n; i++) {
		w += 1 / v[i];
		ww += 1 / (v[i] * v[i]);
		wy += y[i] / v[i];
	}
	for (size_t i = 0; i < n; i++)
		q += (y[i] - wy / w) * (y[i] - wy / w) / v[i];
	if (n > 1 && q > (double)(n - 1))
		out->between = (q - (double)(n - 1)) / (w - ww / w);
	w = wy = 0;
	for (size_t i = 0; i < n; i++) {
		w += 1 / (v[i] + out->between);
		wy += y[i] / (v[i] + out->between);
	}
	out->mean = n ? wy / w : 0;
}

double
compare_shrink(const struct compare_group *group, double y, double v)
{
	return group->mean + (y - group->mean) * (group->between / (group->between + v));
}

/* From where on |t| has p < level. */
static double
critical(double df, double level)
{
	double low = 0, high = 1;

	while (compare_student(high, df) > level)
		high *= 2;
	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2;

		if (compare_student(middle, df) > level)
			low = middle;
		else
			high = middle;
	}
	return high;
}

void
compare_ranks(const struct stats_share *share, size_t n, struct compare_rank *rank)
{
	double *limit = util_alloc(MOST_DF + 1, sizeof *limit);
	double level = n > 1 ? 0.05 / (double)(n - 1) : 1;

	for (size_t i = 0; i < n; i++)
		rank[i] = (struct compare_rank){ 1, n };
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++) {
			double df, t = test(&share[i], &share[k], &df);
			int whole = df < MOST_DF ? (int)df : MOST_DF;

			if (fabs(t) < 1.96)
				continue;
			if (limit[whole] == 0)
				limit[whole] = critical(whole, level);
			if (fabs(t) <= limit[whole])
				continue;
			rank[t > 0 ? i : k].low++;
			rank[t > 0 ? k : i].high--;
		}
	free(limit);
}
