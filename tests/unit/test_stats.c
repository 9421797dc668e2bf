#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "stats.h"

static void
add(struct stats_sums *s, int64_t earned, int64_t possible, int64_t opportunities)
{
	s->n++;
	s->opportunities += opportunities;
	s->earned += earned;
	s->possible += possible;
	s->earned_sq += earned * earned;
	s->earned_possible += earned * possible;
	s->possible_sq += possible * possible;
}

START_TEST(wilson_textbook)
{
	struct stats_interval i;

	/* Newcombe (1998), table I, Wilson without continuity correction: 81/263 is .2553 to .3662, 15/148 .0624 to .1605,
	 * 0/20 .0000 to .1611, 1/29 .0061 to .1718. */
	static const struct {
		double x, n, low, high;
	} rows[] = {
		{ 81, 263, 25.53, 36.62 }, { 15, 148, 6.24, 16.05 }, { 0, 20, 0, 16.11 }, { 1, 29, 0.61, 17.18 },
	};
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		stats_wilson(rows[k].x / rows[k].n, rows[k].n, &i);
		ck_assert_double_eq_tol(i.low, rows[k].low, 0.005);
		ck_assert_double_eq_tol(i.high, rows[k].high, 0.005);
		ck_assert_double_eq_tol(i.score, 100 * rows[k].x / rows[k].n, 1e-9);
	}
}
END_TEST

START_TEST(nothing_possible)
{
	struct stats_sums s = { 0 };
	struct stats_interval i;

	add(&s, 0, 0, 3);
	ck_assert(!stats_ratio(&s, &i));
}
END_TEST

START_TEST(all_or_nothing_earned)
{
	struct stats_sums s = { 0 };
	struct stats_interval i;

	/* n* = n = 10, R = 1: low = n / (n + z^2) = 10 / 13.8415 */
	for (int k = 0; k < 10; k++)
		add(&s, 6, 6, 3);
	ck_assert(stats_ratio(&s, &i));
	ck_assert_double_eq_tol(i.score, 100, 1e-9);
	ck_assert_double_eq_tol(i.low, 72.2467, 1e-3);
	ck_assert_double_eq_tol(i.high, 100, 1e-9);

	/* one interaction: n* = 1, R = 0: high = z^2 / (1 + z^2) = 3.8415 / 4.8415 */
	s = (struct stats_sums){ 0 };
	add(&s, 0, 8, 4);
	ck_assert(stats_ratio(&s, &i));
	ck_assert_double_eq_tol(i.score, 0, 1e-9);
	ck_assert_double_eq_tol(i.low, 0, 1e-9);
	ck_assert_double_eq_tol(i.high, 79.3454, 1e-3);
}
END_TEST

START_TEST(worked_by_hand)
{
	struct stats_sums s = { 0 };
	struct stats_interval i;

	/* E/P = 0/2, 1/2, 2/2, 1/2: R = 1/2; sum (E - R P)^2 = 1 + 0 + 1 + 0 = 2, so 3 v = 4 x 2 / 64 = 0.125; sum P^2 = 16, 2
	 * opportunities in each, w = 1/4 x 2 / 8 = 0.0625; (0.125 + 2 x 0.0625) / 5 = 0.05. df = 64/16 + 1 = 5,
	 * t = 2.5706, n* = 0.25 / 0.05 x (1.95996 / 2.5706)^2 = 2.90672. z^2/n* = 1.321578, so the interval is
	 * (0.5 + 0.660789 -+ 1.95996 sqrt(0.25/2.90672 + 1.321578/4/2.90672)) / 2.321578
	 * = (1.160789 -+ 0.875806) / 2.321578. */
	add(&s, 0, 2, 2);
	add(&s, 1, 2, 2);
	add(&s, 2, 2, 2);
	add(&s, 1, 2, 2);
	ck_assert(stats_ratio(&s, &i));
	ck_assert_double_eq_tol(i.score, 50, 1e-9);
	ck_assert_double_eq_tol(i.low, 12.275, 0.002);
	ck_assert_double_eq_tol(i.high, 87.725, 0.002);

	/* E/P = 1/2 and 2/2: R = 3/4; v = 2 x 0.5 / 16, w = 3/16 x 2 / 4; (0.0625 + 0.1875) / 3 = 1/12; df = 3, t = 3.1824;
	 * 2.25 x 0.3793 is less than one interaction, so n* = 1: (0.75 + 1.92073 -+ 1.95996 sqrt(0.1875 + 0.960365)) / 4.84146 */
	s = (struct stats_sums){ 0 };
	add(&s, 1, 2, 2);
	add(&s, 2, 2, 2);
	ck_assert(stats_ratio(&s, &i));
	ck_assert_double_eq_tol(i.low, 11.79, 0.01);
	ck_assert_double_eq_tol(i.high, 98.54, 0.01);
}
END_TEST

START_TEST(equal_interactions_have_no_spread)
{
	/* E/P = 1/3 each, however the points are scaled: no sum of squares is a little off, though the last does not fit
	 * 128 bits. */
	static const int64_t scale[] = { 1, 1000, 333333, 100000000 };
	struct stats_interval first = { 0 }, i;

	for (size_t k = 0; k < sizeof scale / sizeof *scale; k++) {
		struct stats_sums s = { 0 };
		for (int n = 0; n < 40; n++)
			add(&s, scale[k], 3 * scale[k], 4);
		ck_assert(stats_ratio(&s, &i));
		if (k == 0)
			first = i;
		ck_assert_double_eq_tol(i.low, first.low, 1e-6);
		ck_assert_double_eq_tol(i.high, first.high, 1e-6);
	}
	/* n* is all 160 opportunities: (1.95996 sqrt(2/9 / 160 + 3.8415 / 4 / 160^2)) / (1 + 3.8415 / 160) on each side */
	ck_assert_double_eq_tol(first.high - first.low, 14.458, 0.01);
}
END_TEST

static uint64_t state;

/* xorshift64*: the same on every machine. */
static double
uniform(void)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (double)(state * UINT64_C(2685821657736338717) >> 11) / 9007199254740992.0;
}

START_TEST(bounds_and_order)
{
	state = 42;
	for (int round = 0; round < 20000; round++) {
		struct stats_sums forth = { 0 }, back = { 0 };
		struct stats_interval a, b;
		int64_t earned[40], possible[40], weight = 1 + (int64_t)(uniform() * 20);
		int n = 1 + (int)(uniform() * 40);
		double rate = uniform() < 0.3 ? (double)(uniform() < 0.5) : uniform();
		for (int i = 0; i < n; i++) {
			possible[i] = (int64_t)(uniform() * uniform() * 30);
			earned[i] = 0;
			for (int64_t k = 0; k < possible[i]; k++)
				earned[i] += uniform() < rate;
		}
		for (int i = 0; i < n; i++) {
			add(&forth, weight * earned[i], weight * possible[i], possible[i]);
			add(&back, weight * earned[n - 1 - i], weight * possible[n - 1 - i], possible[n - 1 - i]);
		}
		if (!stats_ratio(&forth, &a)) {
			ck_assert_int_eq(forth.possible, 0);
			continue;
		}
		ck_assert(a.low >= 0 && a.low <= a.score && a.score <= a.high && a.high <= 100);
		ck_assert(stats_ratio(&back, &b));
		ck_assert(a.low == b.low && a.score == b.score && a.high == b.high);
	}
}
END_TEST

START_TEST(more_interactions_narrower)
{
	double width = 101;

	for (int n = 2; n < 4000; n *= 3) {
		struct stats_sums s = { 0 };
		struct stats_interval i;
		for (int k = 0; k < n; k++)
			add(&s, k % 2 ? 3 : 1, 4, 4);
		ck_assert(stats_ratio(&s, &i));
		ck_assert(i.high - i.low < width);
		width = i.high - i.low;
	}
	ck_assert(width < 4);
}
END_TEST

/* One interaction with m opportunities, met with probability R each, correlated rho: Polya's urn, so that the number met
 * is beta-binomial; rho = 1 is all or none. */
static int
draw(double r, double rho, int m)
{
	double a, b;
	int met = 0;

	if (rho >= 1)
		return uniform() < r ? m : 0;
	if (rho <= 0) {
		for (int k = 0; k < m; k++)
			met += uniform() < r;
		return met;
	}
	a = r * (1 - rho) / rho;
	b = (1 - r) * (1 - rho) / rho;
	for (int k = 0; k < m; k++) {
		if (uniform() * (a + b) < a) {
			met++;
			a++;
		} else {
			b++;
		}
	}
	return met;
}

static double
coverage(int interactions, double r, double rho, int size, int rounds)
{
	int covered = 0;

	for (int round = 0; round < rounds; round++) {
		struct stats_sums s = { 0 };
		struct stats_interval i;
		for (int k = 0; k < interactions; k++) {
			/* a negative size: from 1 to that many */
			int m = size > 0 ? size : 1 + (int)(uniform() * -size);
			add(&s, 2 * draw(r, rho, m), 2 * m, m);
		}
		ck_assert(stats_ratio(&s, &i));
		covered += i.low <= 100 * r && 100 * r <= i.high;
	}
	return (double)covered / rounds;
}

START_TEST(interval_covers)
{
	static const int interactions[] = { 5, 10, 50, 500 }, rounds[] = { 12000, 8000, 3000, 600 };
	static const double rates[] = { 0.1, 0.5, 0.9 }, rhos[] = { 0, 0.3, 0.6, 1 };
	static const int sizes[] = { 1, 4, 12, -8 };

	state = 20260101;
	for (size_t n = 0; n < 4; n++)
		for (size_t r = 0; r < 3; r++)
			for (size_t rho = 0; rho < 4; rho++)
				for (size_t m = 0; m < 4; m++) {
					double c = coverage(interactions[n], rates[r], rhos[rho], sizes[m], rounds[n]);
					/* two standard errors of the simulation itself */
					double slack = 2 * sqrt(0.93 * 0.07 / rounds[n]);
					ck_assert_msg(c >= 0.93 - slack, "covers %.3f: %d interactions of %d, R %.1f, rho %.1f", c,
					    interactions[n], sizes[m], rates[r], rhos[rho]);
				}
}
END_TEST

START_TEST(interval_is_no_wider_than_it_must_be)
{
	/* 500 interactions, one opportunity each: within 2 % of Wilson's own width at R = 0.5, which is 8.73 points */
	struct stats_sums s = { 0 };
	struct stats_interval i;

	for (int k = 0; k < 500; k++)
		add(&s, k % 2, 1, 1);
	ck_assert(stats_ratio(&s, &i));
	ck_assert_double_eq_tol(i.high - i.low, 8.73, 0.09);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("stats");
	TCase *tcase = tcase_create("stats");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, wilson_textbook);
	tcase_add_test(tcase, nothing_possible);
	tcase_add_test(tcase, all_or_nothing_earned);
	tcase_add_test(tcase, worked_by_hand);
	tcase_add_test(tcase, equal_interactions_have_no_spread);
	tcase_add_test(tcase, bounds_and_order);
	tcase_add_test(tcase, more_interactions_narrower);
	tcase_add_test(tcase, interval_covers);
	tcase_add_test(tcase, interval_is_no_wider_than_it_must_be);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
