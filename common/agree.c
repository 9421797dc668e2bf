#include "agree.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "util.h"

/* What remains when agreement by chance is taken away. */
static double
beyond_chance(double seen, double chance)
{
	return chance < 1 ? (seen - chance) / (1 - chance) : NAN;
}

static double
margin(const double *counts, size_t k, size_t category, bool first)
{
	double sum = 0;

	for (size_t i = 0; i < k; i++)
		sum += first ? counts[category * k + i] : counts[i * k + category];
	return sum;
}

/* How often both say the same, as a share; *n is the number of things judged. */
static double
same(const double *counts, size_t k, double *n)
{
	double diagonal = 0;

	*n = 0;
	for (size_t i = 0; i < k * k; i++)
		*n += counts[i];
	for (size_t i = 0; i < k; i++)
		diagonal += counts[i * k + i];
	return diagonal / *n;
}

double
agree_kappa(const double *counts, size_t k)
{
	double n, chance = 0, seen = same(counts, k, &n);

	for (size_t i = 0; i < k; i++)
		chance += margin(counts, k, i, true) * margin(counts, k, i, false);
	return n > 0 ? beyond_chance(seen, chance / (n * n)) : NAN;
}

double
agree_ac1(const double *counts, size_t k)
{
	double n, chance = 0, seen = same(counts, k, &n);

	for (size_t i = 0; i < k; i++) {
		double share = (margin(counts, k, i, true) + margin(counts, k, i, false)) / (2 * n);
		chance += share * (1 - share);
	}
	return n > 0 && k > 1 ? beyond_chance(seen, chance / (double)(k - 1)) : NAN;
}

void
agree_coincide(double *coincidences, size_t k, const double *said)
{
	double raters = 0;

	for (size_t i = 0; i < k; i++)
		raters += said[i];
	if (raters < 2)
		return;
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < k; j++)
			coincidences[i * k + j] += said[i] * (said[j] - (i == j)) / (raters - 1);
}

double
agree_alpha(const double *coincidences, size_t k)
{
	double n = 0, alike = 0, expected = 0;

	for (size_t i = 0; i < k; i++) {
		double of = margin(coincidences, k, i, true);
		n += of;
		alike += coincidences[i * k + i];
		expected += of * (of - 1);
	}
	if (n < 2)
		return NAN;
	return beyond_chance(alike / n, expected / (n * (n - 1)));
}

void
agree_spread_add(struct agree_spread *s, double values, double sum, double squares)
{
	if (values < 2)
		return;
	s->values += values;
	s->sum += sum;
	s->squares += squares;
	s->within += 2 * (values * squares - sum * sum) / (values - 1);
}

double
agree_alpha_interval(const struct agree_spread *s)
{
	double n = s->values;
	double all = 2 * (n * s->squares - s->sum * s->sum);

	return n >= 2 && all > 0 ? 1 - (n - 1) * s->within / all : NAN;
}

double
agree_prevalence(double apparent, double sensitivity, double specificity)
{
	double better = sensitivity + specificity - 1;
	double share = (apparent + specificity - 1) / better;

	if (!(better > 0))
		return NAN;
	return share < 0 ? 0 : share > 1 ? 1 : share;
}

static int
by_machine(const void *a, const void *b, void *data)
{
	const struct agree_pair *pair = data, *x = &pair[*(const size_t *)a], *y = &pair[*(const size_t *)b];

	return (x->machine > y->machine) - (x->machine < y->machine);
}

static int
by_people(const void *a, const void *b, void *data)
{
	const struct agree_pair *pair = data, *x = &pair[*(const size_t *)a], *y = &pair[*(const size_t *)b];

	return (x->people > y->people) - (x->people < y->people);
}

void
agree_ranks_open(struct agree_ranks *r, const struct agree_pair *pair, size_t n)
{
	*r = (struct agree_ranks){ .pair = pair, .n = n };
	r->by_machine = util_alloc(n + 1, sizeof *r->by_machine);
	r->by_people = util_alloc(n + 1, sizeof *r->by_people);
	r->machine = util_alloc(n + 1, sizeof *r->machine);
	r->people = util_alloc(n + 1, sizeof *r->people);
	for (size_t i = 0; i < n; i++)
		r->by_machine[i] = r->by_people[i] = i;
	qsort_r(r->by_machine, n, sizeof *r->by_machine, by_machine, (struct agree_pair *)pair);
	qsort_r(r->by_people, n, sizeof *r->by_people, by_people, (struct agree_pair *)pair);
}

void
agree_ranks_free(struct agree_ranks *r)
{
	free(r->by_machine);
	free(r->by_people);
	free(r->machine);
	free(r->people);
}

static bool
is_left(const struct agree_pair *pair, uint32_t of, uint32_t left)
{
	return of && pair->cluster % of == left;
}

static double
number(const struct agree_pair *pair, bool people)
{
	return people ? pair->people : pair->machine;
}

/* Mean ranks from 1 of those that are not left out; 0 for the others. How many have one. */
static size_t
rank(const struct agree_ranks *r, bool people, uint32_t of, uint32_t left)
{
	const size_t *order = people ? r->by_people : r->by_machine;
	double *to = people ? r->people : r->machine;
	size_t before = 0;

	for (size_t i = 0, end; i < r->n; i = end) {
		size_t tied = 0;
		double value = number(&r->pair[order[i]], people);
		for (end = i; end < r->n && number(&r->pair[order[end]], people) <= value; end++)
			tied += !is_left(&r->pair[order[end]], of, left);
		for (size_t k = i; k < end; k++)
			to[order[k]] = is_left(&r->pair[order[k]], of, left) ? 0 : (double)before + ((double)tied + 1) / 2;
		before += tied;
	}
	return before;
}

double
agree_spearman(struct agree_ranks *r, uint32_t of, uint32_t left)
{
	double mean = ((double)rank(r, false, of, left) + 1) / 2, xx = 0, yy = 0, xy = 0;

	rank(r, true, of, left);
	for (size_t i = 0; i < r->n; i++) {
		if (is_left(&r->pair[i], of, left))
			continue;
		double x = r->machine[i] - mean, y = r->people[i] - mean;
		xx += x * x;
		yy += y * y;
		xy += x * y;
	}
	return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

double
agree_auc(struct agree_ranks *r, uint32_t of, uint32_t left)
{
	double n = (double)rank(r, false, of, left), positives = 0, ranks = 0;

	for (size_t i = 0; i < r->n; i++)
		if (r->pair[i].people != 0 && !is_left(&r->pair[i], of, left)) {
			positives++;
			ranks += r->machine[i];
		}
	if (positives <= 0 || positives >= n)
		return NAN;
	return (ranks - positives * (positives + 1) / 2) / (positives * (n - positives));
}
