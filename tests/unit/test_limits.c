#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "limits.h"
#include "stats.h"

static uint64_t state;

static double
uniform(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (double)(state >> 11) / 9007199254740992.0;
}

/* Box and Muller (1958). */
static double
normal(void)
{
	double u = 1 - uniform(), v = uniform();

	return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* Polya's urn: what is drawn in one interaction is a yes with probability p, correlated rho. */
struct urn {
	double p, yes, no;
};

static struct urn
urn(double p, double rho)
{
	struct urn u = { .p = p };

	if (rho > 0) {
		u.yes = p * (1 - rho) / rho;
		u.no = (1 - p) * (1 - rho) / rho;
	}
	return u;
}

static bool
draw(struct urn *u)
{
	double all = u->yes + u->no;

	if (all <= 0)
		return uniform() < u->p;
	if (uniform() * all < u->yes) {
		u->yes++;
		return true;
	}
	u->no++;
	return false;
}

/* How things are: so many are there, the machine finds and spares so many. */
struct world {
	double prevalence, sensitivity, specificity, rho;
	int interactions, size;
};

static void
judge(const struct world *w, struct agree_table *t)
{
	struct urn there = urn(w->prevalence, w->rho), finds = urn(w->sensitivity, w->rho), spares = urn(w->specificity, w->rho);

	*t = (struct agree_table){ 0 };
	for (int k = 0; k < w->size; k++) {
		if (draw(&there))
			*(draw(&finds) ? &t->both : &t->people) += 1;
		else
			*(draw(&spares) ? &t->neither : &t->machine) += 1;
	}
}

enum { KAPPA, AC1, ALPHA, F1, PREVALENCE, FIGURES };
static const char *const figure_names[FIGURES] = { "kappa", "AC1", "alpha", "F1", "prevalence" };

static void
truth(const struct world *w, double value[FIGURES])
{
	double p = w->prevalence, huge = 1e12;
	struct agree_table t = {
		huge * p * w->sensitivity, huge * (1 - p) * (1 - w->specificity), huge * p * (1 - w->sensitivity),
		huge * (1 - p) * w->specificity,
	};
	double counts[] = { t.both, t.machine, t.people, t.neither };
	double apart = t.machine + t.people;
	double coincidences[] = { 2 * t.both, apart, apart, 2 * t.neither };

	value[KAPPA] = agree_kappa(counts, 2);
	value[AC1] = agree_ac1(counts, 2);
	value[ALPHA] = agree_alpha(coincidences, 2);
	value[F1] = 2 * t.both / (2 * t.both + apart);
	value[PREVALENCE] = p;
}

static bool
holds(struct limits l, double value)
{
	return l.low <= value + 1e-9 && value <= l.high + 1e-9;
}

/* How often each interval holds the truth, where there is one. */
static void
coverage(const struct world *w, int rounds, double share[FIGURES])
{
	struct agree_table t[200];
	double value[FIGURES], covered[FIGURES] = { 0 }, defined[FIGURES] = { 0 };
	double apparent = w->prevalence * w->sensitivity + (1 - w->prevalence) * (1 - w->specificity);
	size_t n = (size_t)w->interactions;

	truth(w, value);
	for (int round = 0; round < rounds; round++) {
		for (size_t i = 0; i < n; i++)
			judge(w, &t[i]);
		struct limits l[FIGURES] = {
			limits_kappa(t, n), limits_ac1(t, n), limits_alpha(t, n), limits_f1(t, n), limits_prevalence(t, n, apparent),
		};
		for (int f = 0; f < FIGURES; f++) {
			if (isnan(l[f].value))
				continue;
			ck_assert(l[f].low <= l[f].value && l[f].value <= l[f].high && l[f].low >= -1 && l[f].high <= 1);
			defined[f]++;
			covered[f] += holds(l[f], value[f]);
		}
	}
	for (int f = 0; f < FIGURES; f++)
		share[f] = covered[f] / defined[f];
}

/* 95 % means at least 91 % where what happens in an interaction is correlated up to 0.2, and 87 % for 0.4. */
START_TEST(tables_cover)
{
	static const int interactions[] = { 20, 50, 200 }, rounds[] = { 1500, 1000, 500 }, sizes[] = { 1, 4, 12 };
	static const double prevalences[] = { 0.1, 0.3, 0.5 }, rhos[] = { 0, 0.2, 0.4 };
	static const double quality[][2] = { { 0.8, 0.95 }, { 0.95, 0.99 } };
	double share[FIGURES];

	state = 20260311;
	for (int i = 0; i < 3 * 3 * 3 * 3 * 2; i++) {
		int n = i % 3, size = i / 3 % 3, p = i / 9 % 3, rho = i / 27 % 3, q = i / 81;
		struct world w = {
			prevalences[p], quality[q][0], quality[q][1], rhos[rho], interactions[n], sizes[size],
		};
		double least = rho == 2 ? 0.87 : 0.91;
		coverage(&w, rounds[n], share);
		for (int f = 0; f < FIGURES; f++)
			ck_assert_msg(share[f] >= least - 2 * sqrt(least * (1 - least) / rounds[n]),
			    "%s covers %.3f: %d interactions of %d, prevalence %.1f, sensitivity %.2f, rho %.1f", figure_names[f],
			    share[f], w.interactions, w.size, w.prevalence, w.sensitivity, w.rho);
	}
}
END_TEST

/* Three raters, one of whom is often silent. */
START_TEST(raters_cover)
{
	static const int interactions[] = { 20, 100 };

	state = 20260312;
	for (int k = 0; k < 2; k++) {
		/* each sees what is there with .85 and .95: agreement of pairs by p = .3, as alpha of two such raters in the long run */
		double yes = 0.3 * 0.85 + 0.7 * 0.05, alike = 0.3 * (0.85 * 0.85 + 0.15 * 0.15) + 0.7 * (0.95 * 0.95 + 0.05 * 0.05);
		double alpha = 1 - (1 - alike) / (2 * yes * (1 - yes));
		int covered = 0, rounds = 1000;
		for (int round = 0; round < rounds; round++) {
			struct limits_coincidences c[100] = { 0 };
			for (int i = 0; i < interactions[k]; i++) {
				struct urn there = urn(0.3, 0.2);
				for (int m = 0; m < 8; m++) {
					double said[2] = { 0 }, p = draw(&there) ? 0.85 : 0.05;
					for (int r = 0; r < 3; r++)
						if (r < 2 || uniform() < 0.5)
							said[uniform() < p ? 0 : 1]++;
					agree_coincide(c[i].at, 2, said);
				}
			}
			covered += holds(limits_raters(c, (size_t)interactions[k]), alpha);
		}
		ck_assert_msg(covered >= 930, "covers %d of 1000: %d interactions", covered, interactions[k]);
	}
}
END_TEST

/* Scores of which a part is the interaction's. The truth: r of the numbers is 0.6, and Spearman's 6 / pi asin(r / 2) (Pearson
 * 1907); the area is the chance that a normal number is below shift / sqrt 2. */
START_TEST(ranks_cover)
{
	static const int interactions[] = { 20, 60, 400 }, sizes[] = { 1, 4 };
	double r = 6 / 3.141592653589793 * asin(0.3), area = 0.5 * erfc(-1.5 / sqrt(2) / sqrt(2));

	state = 20260313;
	for (int k = 0; k < 6; k++) {
		int n = interactions[k / 2], size = sizes[k % 2], rounds = n > 100 ? 200 : 600, rank = 0, roc = 0;
		for (int round = 0; round < rounds; round++) {
			struct agree_pair numbers[1600], outcome[1600];
			size_t at = 0;
			for (int i = 0; i < n; i++) {
				double x0 = normal(), y0 = 0.6 * x0 + 0.8 * normal();
				struct urn there = urn(0.3, 0.2);
				for (int m = 0; m < size; m++) {
					double x = normal(), y = 0.6 * x + 0.8 * normal();
					bool yes = draw(&there);
					numbers[at] = (struct agree_pair){ sqrt(0.3) * x0 + sqrt(0.7) * x, sqrt(0.3) * y0 + sqrt(0.7) * y, (uint32_t)i };
					outcome[at] = (struct agree_pair){ numbers[at].machine + (yes ? 1.5 : 0), yes, (uint32_t)i };
					at++;
				}
			}
			rank += holds(limits_spearman(numbers, at, (uint32_t)n), r);
			struct limits l = limits_auc(outcome, at, (uint32_t)n);
			roc += isnan(l.value) || holds(l, area);
		}
		double least = 0.92 - 2 * sqrt(0.92 * 0.08 / rounds);
		ck_assert_msg(rank >= least * rounds, "Spearman: %d of %d, %d interactions of %d", rank, rounds, n, size);
		ck_assert_msg(roc >= least * rounds, "AUC: %d of %d, %d interactions of %d", roc, rounds, n, size);
	}
}
END_TEST

START_TEST(precision_recall_f1)
{
	/* 8 found by both, 2 by the machine alone, 4 by people alone: P 8/10, R 8/12, F1 16/22 */
	struct agree_table t[] = { { 5, 2, 0, 60 }, { 3, 0, 4, 40 } }, silent = { 0, 0, 4, 9 };

	ck_assert_double_eq_tol(limits_precision(t, 2).value, 0.8, 1e-12);
	ck_assert_double_eq_tol(limits_recall(t, 2).value, 2.0 / 3, 1e-12);
	ck_assert_double_eq_tol(limits_f1(t, 2).value, 8.0 / 11, 1e-12);
	ck_assert(isnan(limits_precision(&silent, 1).value));
	ck_assert_double_eq(limits_recall(&silent, 1).value, 0);
	ck_assert_double_eq(limits_f1(&silent, 1).value, 0);
}
END_TEST

START_TEST(f1_is_a_ratio)
{
	/* J = 12 / 20 in 4 interactions alike: no spread, so that n* is the bound of stats_ratio(); F1 = 2J / (1 + J) = 3/4 */
	struct agree_table t[4];
	struct stats_sums s = { 4, 20, 12, 20, 4 * 9, 4 * 15, 4 * 25 };
	struct stats_interval j;

	for (int i = 0; i < 4; i++)
		t[i] = (struct agree_table){ 3, 1, 1, 9 };
	ck_assert(stats_ratio(&s, &j));
	struct limits l = limits_f1(t, 4);
	ck_assert_double_eq_tol(l.value, 0.75, 1e-12);
	ck_assert_double_eq_tol(l.low, 2 * j.low / (100 + j.low), 1e-12);
	ck_assert_double_eq_tol(l.high, 2 * j.high / (100 + j.high), 1e-12);
}
END_TEST

/* 30 single messages, ten of them positive, all found: n* = 4 x 1/3 x 2/3 x 30 = 26.67, Wilson's low end n / (n + z^2) =
 * .87408, on the scale of -1 to 1 .74817. */
START_TEST(perfect_is_not_certain)
{
	struct agree_table t[30] = { { 0 } };

	for (int i = 0; i < 30; i++)
		*(i < 10 ? &t[i].both : &t[i].neither) = 1;
	struct limits l = limits_kappa(t, 30);
	ck_assert_double_eq_tol(l.value, 1, 1e-12);
	ck_assert_double_eq_tol(l.high, 1, 1e-12);
	ck_assert_double_eq_tol(l.low, 0.74817, 1e-5);
}
END_TEST

/* Thousands of messages without the marker tell next to nothing of one that ten have. */
START_TEST(rare_stays_uncertain)
{
	static struct agree_table t[5000];

	for (int i = 0; i < 5000; i++)
		t[i] = (struct agree_table){ i < 8, i == 8, i == 9, i > 9 };
	struct limits kappa = limits_kappa(t, 5000), ac1 = limits_ac1(t, 5000);
	ck_assert(kappa.high - kappa.low > 0.2);
	ck_assert(ac1.high - ac1.low < 0.01);
}
END_TEST

START_TEST(order_does_not_matter)
{
	struct agree_table forth[40], back[40];
	struct world w = { 0.3, 0.8, 0.9, 0.2, 40, 6 };

	state = 99;
	for (size_t i = 0; i < 40; i++)
		judge(&w, &forth[i]);
	for (size_t i = 0; i < 40; i++)
		back[i] = forth[39 - i];
	struct limits a = limits_alpha(forth, 40), b = limits_alpha(back, 40);
	ck_assert_double_eq(a.value, b.value);
	ck_assert_double_eq_tol(a.low, b.low, 1e-12);
	ck_assert_double_eq_tol(a.high, b.high, 1e-12);
}
END_TEST

START_TEST(nothing_has_no_interval)
{
	struct agree_table t[3] = { { 0, 0, 0, 5 }, { 0, 0, 0, 2 }, { 0, 0, 0, 1 } };
	struct agree_spread s = { 0 };
	struct limits_coincidences c = { { 0 } };

	ck_assert(isnan(limits_precision(t, 3).low) && isnan(limits_recall(t, 3).low) && isnan(limits_f1(t, 3).low));
	ck_assert(isnan(limits_kappa(t, 3).low) && isnan(limits_alpha(t, 3).low) && isnan(limits_prevalence(t, 3, 0.1).low));
	ck_assert(isnan(limits_kappa(NULL, 0).low) && isnan(limits_f1(NULL, 0).low) && isnan(limits_ac1(NULL, 0).low));
	ck_assert(isnan(limits_raters(&c, 1).low) && isnan(limits_spread(&s, 1).low));
	ck_assert(isnan(limits_spearman(NULL, 0, 0).low) && isnan(limits_auc(NULL, 0, 0).low));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("limits");
	TCase *tcase = tcase_create("limits");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, tables_cover);
	tcase_add_test(tcase, raters_cover);
	tcase_add_test(tcase, ranks_cover);
	tcase_add_test(tcase, precision_recall_f1);
	tcase_add_test(tcase, f1_is_a_ratio);
	tcase_add_test(tcase, perfect_is_not_certain);
	tcase_add_test(tcase, rare_stays_uncertain);
	tcase_add_test(tcase, order_does_not_matter);
	tcase_add_test(tcase, nothing_has_no_interval);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
