#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "agree.h"

/* Cohen (1960), table 2, 200 cases: observed .70, expected .41, kappa .492. */
START_TEST(kappa_cohen)
{
	static const double table[] = { 88, 14, 18, 10, 40, 10, 2, 6, 12 };

	ck_assert_double_eq_tol(agree_kappa(table, 3), 0.492, 0.0005);
	ck_assert_double_eq_tol(agree_kappa(table, 3), (0.70 - 0.41) / 0.59, 1e-12);
}
END_TEST

/* Gwet (2002), "Kappa statistic is not satisfactory for assessing the extent of agreement between raters", 125 subjects, of
 * whom both raters call 118 positive: kappa -.023, AC1 .941. */
START_TEST(ac1_gwet)
{
	static const double table[] = { 118, 5, 2, 0 };

	ck_assert_double_eq_tol(agree_ac1(table, 2), 0.941, 0.0005);
	ck_assert_double_eq_tol(agree_kappa(table, 2), -0.023, 0.0005);
}
END_TEST

START_TEST(ac1_three_categories)
{
	/* Cohen's table again. Mean shares of the categories: (120 + 100) / 400, (60 + 60) / 400, (20 + 40) / 400; chance
	 * (.55 x .45 + .30 x .70 + .15 x .85) / 2 = .2925. */
	static const double table[] = { 88, 14, 18, 10, 40, 10, 2, 6, 12 };

	ck_assert_double_eq_tol(agree_ac1(table, 3), 0.4075 / 0.7075, 1e-12);
}
END_TEST

START_TEST(nobody_disagrees)
{
	static const double always[] = { 0, 0, 0, 50 }, both[] = { 5, 0, 0, 45 }, none[4] = { 0 };

	/* who always says the same has no chance to disagree: kappa is not defined, AC1 is */
	ck_assert(isnan(agree_kappa(always, 2)));
	ck_assert_double_eq_tol(agree_ac1(always, 2), 1, 1e-12);
	ck_assert_double_eq_tol(agree_kappa(both, 2), 1, 1e-12);
	ck_assert(isnan(agree_kappa(none, 2)));
	ck_assert(isnan(agree_ac1(none, 2)));
	ck_assert(isnan(agree_alpha(none, 2)));
}
END_TEST

/* Units of several raters, 0 where one is silent, categories from 1. */
static double
nominal(const int *values, size_t raters, size_t units, size_t k)
{
	double coincidences[25] = { 0 };

	for (size_t u = 0; u < units; u++) {
		double said[5] = { 0 };
		for (size_t r = 0; r < raters; r++)
			if (values[r * units + u])
				said[values[r * units + u] - 1]++;
		agree_coincide(coincidences, k, said);
	}
	return agree_alpha(coincidences, k);
}

/* Krippendorff (2011), section A: binary, two observers, ten units, alpha .095. */
START_TEST(alpha_binary)
{
	static const int values[] = {
		1, 2, 1, 1, 1, 1, 1, 1, 2, 1,
		2, 2, 2, 1, 1, 2, 1, 1, 1, 1,
	};

	ck_assert_double_eq_tol(nominal(values, 2, 10, 2), 0.095, 0.0005);
}
END_TEST

/* Section B: Ben and Gerry sort twelve articles, a to e; alpha .692. */
START_TEST(alpha_nominal)
{
	static const int values[] = {
		1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1,
		2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4,
	};

	ck_assert_double_eq_tol(nominal(values, 2, 12, 5), 0.692, 0.0005);
}
END_TEST

/* Section C: four observers, twelve units, values missing. */
static const int four[] = {
	1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0,
	1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3,
	0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0,
	1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0,
};

START_TEST(alpha_four_observers)
{
	ck_assert_double_eq_tol(nominal(four, 4, 12, 5), 0.743, 0.0005);
}
END_TEST

/* Section D: the same as interval data, .849; the same on any scale. */
START_TEST(alpha_interval_four_observers)
{
	static const double shift[] = { 0, -7, 100 }, scale[] = { 1, 25, -0.5 };

	for (size_t k = 0; k < 3; k++) {
		struct agree_spread s = { 0 };
		for (size_t u = 0; u < 12; u++) {
			double n = 0, sum = 0, squares = 0;
			for (size_t r = 0; r < 4; r++) {
				double x = shift[k] + scale[k] * four[r * 12 + u];
				if (four[r * 12 + u]) {
					n++;
					sum += x;
					squares += x * x;
				}
			}
			agree_spread_add(&s, n, sum, squares);
		}
		ck_assert_double_eq_tol(agree_alpha_interval(&s), 0.849, 0.0005);
	}
}
END_TEST

START_TEST(alpha_interval_of_nothing)
{
	struct agree_spread s = { 0 };

	ck_assert(isnan(agree_alpha_interval(&s)));
	/* a value alone is compared with nothing */
	agree_spread_add(&s, 1, 5, 25);
	ck_assert_double_eq(s.values, 0);
	agree_spread_add(&s, 2, 10, 50);
	ck_assert(isnan(agree_alpha_interval(&s)));
}
END_TEST

/* Rogan and Gladen's formula: of 1000 with 100 true, sensitivity .9 and specificity .8 give 90 + 180 = 270 found. */
START_TEST(prevalence)
{
	ck_assert_double_eq_tol(agree_prevalence(0.27, 0.9, 0.8), 0.1, 1e-12);
	ck_assert_double_eq_tol(agree_prevalence(0.27, 1, 1), 0.27, 1e-12);
	/* fewer found than the false ones alone would be, more than all */
	ck_assert_double_eq(agree_prevalence(0.1, 0.9, 0.8), 0);
	ck_assert_double_eq(agree_prevalence(0.95, 0.9, 0.8), 1);
	ck_assert(isnan(agree_prevalence(0.5, 0.5, 0.5)));
	ck_assert(isnan(agree_prevalence(0.5, NAN, 0.5)));
}
END_TEST

static double
of_all(double (*figure)(struct agree_ranks *, uint32_t, uint32_t), const struct agree_pair *pair, size_t n)
{
	struct agree_ranks r;
	double value;

	agree_ranks_open(&r, pair, n);
	value = figure(&r, 0, 0);
	agree_ranks_free(&r);
	return value;
}

/* The usual textbook table of ten pairs of IQ and hours of television: rho = 1 - 6 x 194 / 990 = -29/165. */
START_TEST(spearman_textbook)
{
	static const struct agree_pair pair[] = {
		{ 106, 7, 0 }, { 100, 27, 0 }, { 86, 2, 0 }, { 101, 50, 0 }, { 99, 28, 0 },
		{ 103, 29, 0 }, { 97, 20, 0 }, { 113, 12, 0 }, { 112, 6, 0 }, { 110, 17, 0 },
	};

	ck_assert_double_eq_tol(of_all(agree_spearman, pair, 10), -29.0 / 165, 1e-12);
}
END_TEST

START_TEST(spearman_ties)
{
	/* ranks 1 2.5 2.5 4 and 1 2 3 4: 4.5 / sqrt(4.5 x 5) */
	static const struct agree_pair pair[] = { { 10, 1, 0 }, { 20, 2, 0 }, { 20, 3, 0 }, { 30, 4, 0 } };
	static const struct agree_pair flat[] = { { 10, 1, 0 }, { 10, 2, 0 } };

	ck_assert_double_eq_tol(of_all(agree_spearman, pair, 4), 4.5 / sqrt(22.5), 1e-12);
	ck_assert(isnan(of_all(agree_spearman, flat, 2)));
	ck_assert(isnan(of_all(agree_spearman, pair, 0)));
}
END_TEST

/* Hanley and McNeil (1982), table I: 109 images rated from 1, definitely normal, to 5, of 58 normal and 51 abnormal: .893. */
START_TEST(auc_hanley_mcneil)
{
	static const int normal[] = { 33, 6, 6, 11, 2 }, abnormal[] = { 3, 2, 2, 11, 33 };
	struct agree_pair pair[109];
	size_t n = 0;

	for (int rating = 0; rating < 5; rating++) {
		for (int i = 0; i < normal[rating]; i++)
			pair[n++] = (struct agree_pair){ rating + 1, 0, 0 };
		for (int i = 0; i < abnormal[rating]; i++)
			pair[n++] = (struct agree_pair){ rating + 1, 1, 0 };
	}
	ck_assert_uint_eq(n, 109);
	ck_assert_double_eq_tol(of_all(agree_auc, pair, n), 0.893, 0.0005);
	ck_assert(isnan(of_all(agree_auc, pair, 33)));
}
END_TEST

/* What is left out might as well not be there. */
START_TEST(ranks_without)
{
	struct agree_pair pair[60], kept[60];
	struct agree_ranks r;
	uint32_t state = 7;

	for (size_t i = 0; i < 60; i++) {
		state = state * 1664525 + 1013904223;
		pair[i] = (struct agree_pair){ state >> 28, state >> 20 & 1, (uint32_t)i / 4 };
	}
	agree_ranks_open(&r, pair, 60);
	for (uint32_t left = 0; left < 5; left++) {
		size_t n = 0;
		for (size_t i = 0; i < 60; i++)
			if (pair[i].cluster % 5 != left)
				kept[n++] = pair[i];
		ck_assert_uint_eq(n, 48);
		ck_assert_double_eq_tol(agree_spearman(&r, 5, left), of_all(agree_spearman, kept, n), 1e-12);
		ck_assert_double_eq_tol(agree_auc(&r, 5, left), of_all(agree_auc, kept, n), 1e-12);
	}
	agree_ranks_free(&r);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("agree");
	TCase *tcase = tcase_create("agree");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_test(tcase, kappa_cohen);
	tcase_add_test(tcase, ac1_gwet);
	tcase_add_test(tcase, ac1_three_categories);
	tcase_add_test(tcase, nobody_disagrees);
	tcase_add_test(tcase, alpha_binary);
	tcase_add_test(tcase, alpha_nominal);
	tcase_add_test(tcase, alpha_four_observers);
	tcase_add_test(tcase, alpha_interval_four_observers);
	tcase_add_test(tcase, alpha_interval_of_nothing);
	tcase_add_test(tcase, prevalence);
	tcase_add_test(tcase, spearman_textbook);
	tcase_add_test(tcase, spearman_ties);
	tcase_add_test(tcase, auc_hanley_mcneil);
	tcase_add_test(tcase, ranks_without);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
