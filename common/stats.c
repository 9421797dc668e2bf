#include "stats.h"

#include <math.h>

/* Two-sided 95 % of the normal distribution. */
#define Z 1.959963984540054
/* So many interactions are assumed besides those that were seen, in which opportunities go alike: of an interaction's
 * opportunities up to ALIKE count for no more than one. */
#define ASSUMED 2.0
#define ALIKE 16.0

/* Each step is a statement of its own, so that no compiler fuses two of them and every machine rounds alike. */
void
stats_wilson(double p, double n, struct stats_interval *out)
{
	double zz = Z * Z / n;
	double spread = p * (1 - p) / n;
	double floor = zz / (4 * n);
	double half = Z * sqrt(spread + floor);
	double low = 100 * ((p + zz / 2 - half) / (1 + zz));
	double high = 100 * ((p + zz / 2 + half) / (1 + zz));

	out->score = 100 * p;
	/* In real numbers p lies within; rounding must not say otherwise. */
	out->low = low < 0 ? 0 : low > out->score ? out->score : low;
	out->high = high > 100 ? 100 : high < out->score ? out->score : high;
}

static int64_t
divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* sum (E_i - R P_i)^2 = EE - 2 R EP + R^2 PP. Taken in whole numbers where they fit 128 bits: in floating point
 * equal interactions would leave a remainder, and no spread would look like a tiny one. */
static double
squares(const struct stats_sums *s)
{
	int64_t d = divisor(s->possible, s->earned);
	__int128 e = s->earned / d, p = s->possible / d;
	__int128 a, b, c;
	bool over = __builtin_mul_overflow(p * p, (__int128)s->earned_sq, &a);

	over |= __builtin_mul_overflow(2 * e * p, (__int128)s->earned_possible, &b);
	over |= __builtin_mul_overflow(e * e, (__int128)s->possible_sq, &c);
	over |= __builtin_sub_overflow(a, b, &a);
	over |= __builtin_add_overflow(a, c, &a);
	if (!over) {
		double pp = (double)p * (double)p;

		return (double)a / pp;
	}

	double r = (double)s->earned / (double)s->possible;
	double twice = 2 * r * (double)s->earned_possible;
	double square = r * r * (double)s->possible_sq;

	return (double)s->earned_sq - twice + square;
}

double
stats_student(double df)
{
	static const double tabled[] = { 12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281 };
	double z = Z, zz = z * z;
	double first = z * (zz + 1) / 4;
	double second = z * ((5 * zz + 16) * zz + 3) / 96;
	double third = z * (((3 * zz + 19) * zz + 17) * zz - 15) / 384;

	if (df < 10) {
		int below = (int)df;
		double part = df - below;
		double low = (1 - part) / tabled[below - 1];
		double high = part / tabled[below];
		return 1 / (low + high);
	}
	return z + (first + (second + third / df) / df) / df;
}

/* R(1-R)/v before Student's t, without limits, with the degrees of freedom of v. */
static double
effective_size(const struct stats_sums *s, double r, double *df)
{
	double n = (double)s->n;
	double binomial = r * (1 - r);
	double pp = (double)s->possible * (double)s->possible;
	bool one = s->n < 2 || s->possible_sq <= 0;
	double interactions = one ? n : pp / (double)s->possible_sq;    /* counted by their size */

	*df = interactions - 1 + ASSUMED;
	if (one || s->earned == 0 || s->earned == s->possible)
		return n;

	double each = (double)s->opportunities / interactions;
	double assumed = binomial * (each < ALIKE ? each : ALIKE) / (double)s->opportunities;
	double seen = n * squares(s) / pp;
	double v = (seen + ASSUMED * assumed) / (n - 1 + ASSUMED);

	return binomial / v;
}

static double
limit_size(const struct stats_sums *s, double size)
{
	if (size < 1)
		return 1;
	return size > (double)s->opportunities ? (double)s->opportunities : size;
}

bool
stats_share(const struct stats_sums *s, struct stats_share *out)
{
	*out = (struct stats_share){ 0 };
	if (s->possible <= 0)
		return false;
	out->share = (double)s->earned / (double)s->possible;
	out->size = limit_size(s, effective_size(s, out->share, &out->df));
	return true;
}

bool
stats_ratio(const struct stats_sums *s, struct stats_interval *out)
{
	double r, df, size;

	*out = (struct stats_interval){ 0 };
	if (s->possible <= 0)
		return false;
	r = (double)s->earned / (double)s->possible;
	size = effective_size(s, r, &df);
	if (s->n >= 2 && s->earned != 0 && s->earned != s->possible) {
		double t = stats_student(df);

		size = limit_size(s, size * (Z / t) * (Z / t));
	}
	stats_wilson(r, size, out);
	return true;
}
