#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "compare.h"

#define SKILLS 37
#define AGENTS 12
#define INTERACTIONS 300

static struct compare_side
side(double share, double size, double df)
{
	struct compare_side s = { .share = { share, size, df } };

	stats_wilson(share, size, &s.at);
	return s;
}

START_TEST(student_tables)
{
	/* the 5 % points of any table of t, and p of t = 2 with 5 degrees of freedom */
	ck_assert_double_eq_tol(compare_student(12.7062, 1), 0.05, 1e-6);
	ck_assert_double_eq_tol(compare_student(2.2281, 10), 0.05, 1e-5);
	ck_assert_double_eq_tol(compare_student(-2.2281, 10), 0.05, 1e-5);
	ck_assert_double_eq_tol(compare_student(3.169, 10), 0.01, 1e-5);
	ck_assert_double_eq_tol(compare_student(1.959964, 1e7), 0.05, 1e-6);
	ck_assert_double_eq_tol(compare_student(2, 5), 0.10194, 1e-5);
	ck_assert_double_eq_tol(compare_student(0, 5), 1, 1e-12);
	ck_assert_double_lt(compare_student(60, 400), 1e-100);
}
END_TEST

START_TEST(change_textbook)
{
	struct compare_change c;
	struct compare_side a = side(48.0 / 80, 80, 1e9), b = side(56.0 / 70, 70, 1e9);

	/* Newcombe (1998, II), table II: 56/70 against 48/80, method 10: 0.2 (0.0524 to 0.3339). Pooled: R = 104/150, the
	 * root of R(1-R)(1/70 + 1/80) is 0.075467, t = 2.65017, p = 0.008045. */
	compare_sides(&a, &b, &c);
	ck_assert_double_eq_tol(c.change, 20, 1e-9);
	ck_assert_double_eq_tol(c.low, 5.24, 0.005);
	ck_assert_double_eq_tol(c.high, 33.39, 0.005);
	ck_assert_double_eq_tol(c.p, 0.008045, 0.00001);
	compare_sides(&b, &a, &c);
	ck_assert_double_eq_tol(c.change, -20, 1e-9);
	ck_assert_double_eq_tol(c.low, -33.39, 0.005);
}
END_TEST

START_TEST(change_without_variance)
{
	struct compare_change c;
	struct compare_side none = side(0, 10, 11), all = side(1, 10, 11), most = side(0.9, 100, 101);

	compare_sides(&none, &none, &c);
	ck_assert_double_eq(c.p, 1);
	ck_assert_double_eq(c.change, 0);
	compare_sides(&all, &all, &c);
	ck_assert_double_eq(c.p, 1);
	/* ten of ten are no news beside 90 of 100: R = 100/110, SE 0.09535, t = 1.0488 */
	compare_sides(&most, &all, &c);
	ck_assert_double_gt(c.p, 0.3);
	/* but beside none of ten they are: R = 1/2, SE 0.2236, t = 4.472, with 22 degrees of freedom p = 0.00019 */
	compare_sides(&none, &all, &c);
	ck_assert_double_eq_tol(c.p, 0.00019, 0.00001);
}
END_TEST

START_TEST(welch)
{
	struct compare_change c;
	struct compare_side a = side(0.5, 10, 4), b = side(0.7, 40, 8);

	/* R = 33/50, variance 0.2244 x (0.1 + 0.025) = 0.02805, t = 1.19417; df = 0.125^2 / (0.01/4 + 0.000625/8) = 6.0606 */
	compare_sides(&a, &b, &c);
	ck_assert_double_eq_tol(c.p, compare_student(0.2 / sqrt(0.02805), 0.015625 / 0.002578125), 1e-12);
}
END_TEST

START_TEST(discoveries_textbook)
{
	/* Benjamini and Hochberg (1995), section 3.2: of these 15, at 0.05, the first four. */
	const double p[] = { 0.0095, 0.0001, 0.0004, 0.0019, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
		0.6528, 0.7590, 1.0000 };
	bool found[15];

	compare_discover(p, 15, 0.05, found);
	for (int i = 0; i < 15; i++)
		ck_assert_int_eq(found[i], i < 4);
	/* a step up: the third makes the others discoveries */
	compare_discover((const double[]){ 0.04, 0.03, 0.045 }, 3, 0.05, found);
	ck_assert(found[0] && found[1] && found[2]);
	compare_discover(p, 0, 0.05, found);
}
END_TEST

START_TEST(group_textbook)
{
	/* Rubin's eight schools: nothing between them, the mean 7.7 (Gelman et al., Bayesian Data Analysis, 5.5). */
	const double effect[] = { 28, 8, -3, 7, -1, 1, 18, 12 }, se[] = { 15, 10, 16, 11, 9, 11, 10, 18 };
	/* Trials of the BCG vaccine (Colditz et al. 1994), log relative risks: DerSimonian and Laird's estimates are 0.3088 and
	 * -0.7141 (Viechtbauer 2010). */
	const double y[] = { -0.8893, -1.5854, -1.3481, -1.4416, -0.2175, -0.7861, -1.6209, 0.0120, -0.4694, -1.3713, -0.3394,
		0.4459, -0.0173 };
	const double v[] = { 0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730, 0.0124, 0.5325,
		0.0714 };
	struct compare_group g;
	double squared[8];

	for (int i = 0; i < 8; i++)
		squared[i] = se[i] * se[i];
	compare_group(effect, squared, 8, &g);
	ck_assert_double_eq(g.between, 0);
	ck_assert_double_eq_tol(g.mean, 7.7, 0.05);
	ck_assert_double_eq_tol(compare_shrink(&g, 28, 225), g.mean, 1e-12);
	compare_group(y, v, 13, &g);
	ck_assert_double_eq_tol(g.between, 0.3088, 0.002);
	ck_assert_double_eq_tol(g.mean, -0.7141, 0.002);
	/* halfway where both variances are the same */
	ck_assert_double_eq_tol(compare_shrink(&g, 1, g.between), (1 + g.mean) / 2, 1e-12);
	compare_group(y, v, 0, &g);
	ck_assert_double_eq(g.mean, 0);
}
END_TEST

START_TEST(ranks)
{
	const struct stats_share far[] = { { 0.2, 400, 401 }, { 0.9, 400, 401 }, { 0.5, 400, 401 }, { 0.52, 400, 401 } };
	const struct stats_share few[] = { { 0.2, 4, 5 }, { 0.9, 4, 5 }, { 0.5, 4, 5 } };
	struct compare_rank r[4];

	compare_ranks(far, 4, r);
	ck_assert_uint_eq(r[0].low, 4);
	ck_assert_uint_eq(r[0].high, 4);
	ck_assert_uint_eq(r[1].low, 1);
	ck_assert_uint_eq(r[1].high, 1);
	for (int i = 2; i < 4; i++) {
		ck_assert_uint_eq(r[i].low, 2);
		ck_assert_uint_eq(r[i].high, 3);
	}
	compare_ranks(few, 3, r);
	for (int i = 0; i < 3; i++) {
		ck_assert_uint_eq(r[i].low, 1);
		ck_assert_uint_eq(r[i].high, 3);
	}
	compare_ranks(few, 1, r);
	ck_assert_uint_eq(r[0].high, 1);
}
END_TEST

/* splitmix64, 0 to 1 */
static double
chance(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* A skill's sums over a log: agents differ by up to 10 points either way, and in one interaction of ten all opportunities
 * go alike, so that they are correlated 0.1. */
static struct compare_side
draw(uint64_t *state, double level)
{
	struct stats_sums s = { .n = INTERACTIONS };
	struct compare_side out;

	for (int i = 0; i < INTERACTIONS; i++) {
		double p = level + 0.2 * (i % AGENTS) / (AGENTS - 1) - 0.1;
		int64_t possible = 2 + (int64_t)(chance(state) * 5), earned = 0;
		bool alike = chance(state) < 0.1, met = chance(state) < p;

		for (int64_t k = 0; k < possible; k++)
			earned += alike ? met : chance(state) < p;
		s.opportunities += possible;
		s.earned += earned;
		s.possible += possible;
		s.earned_sq += earned * earned;
		s.earned_possible += earned * possible;
		s.possible_sq += possible * possible;
	}
	stats_ratio(&s, &out.at);
	stats_share(&s, &out.share);
	return out;
}

/* How many of 200 comparisons of two logs, of SKILLS skills each, name a change of the first skill, and of any. */
static void
simulate(double shift, int *first, int *any)
{
	uint64_t state = 4;

	*first = *any = 0;
	for (int run = 0; run < 200; run++) {
		double p[SKILLS];
		bool found[SKILLS], some = false;

		for (int k = 0; k < SKILLS; k++) {
			double level = 0.15 + 0.7 * k / (SKILLS - 1);
			if (k == 0)
				level = 0.5;
			struct compare_side a = draw(&state, level), b = draw(&state, level + (k == 0 ? shift : 0));
			struct compare_change c;
			compare_sides(&a, &b, &c);
			p[k] = c.p;
		}
		compare_discover(p, SKILLS, 0.05, found);
		for (int k = 0; k < SKILLS; k++)
			some |= found[k];
		*first += found[0];
		*any += some;
	}
}

START_TEST(no_shift_no_change)
{
	int first, any;

	simulate(0, &first, &any);
	ck_assert_int_le(any, 10);
}
END_TEST

START_TEST(shift_is_found)
{
	int first, any;

	simulate(0.1, &first, &any);
	ck_assert_int_ge(first, 160);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("compare");
	TCase *t = tcase_create("compare");
	SRunner *r = srunner_create(s);

	tcase_set_timeout(t, 60);
	tcase_add_test(t, student_tables);
	tcase_add_test(t, change_textbook);
	tcase_add_test(t, change_without_variance);
	tcase_add_test(t, welch);
	tcase_add_test(t, discoveries_textbook);
	tcase_add_test(t, group_textbook);
	tcase_add_test(t, ranks);
	tcase_add_test(t, no_shift_no_change);
	tcase_add_test(t, shift_is_found);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
