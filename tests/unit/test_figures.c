#include <check.h>
#include <stdlib.h>

#include "figures.h"

/* A record of all the figures' columns but seq and quote, in their order. */
static bool
read_row(const char *const text[FIGURES], struct figures *f, struct buf *why)
{
	struct str field[FIGURES];
	struct record rec = { .field = field, .n = FIGURES };
	size_t column[FIGURES];

	for (size_t i = 0; i < FIGURES; i++) {
		field[i] = str_of(text[i] ? text[i] : "");
		column[i] = text[i] ? i : RECORD_NONE;
	}
	buf_reset(why);
	return figures_read(&rec, column, f, why);
}

START_TEST(columns_have_their_names)
{
	ck_assert_int_eq(figure_find(STR("interactions")), FIGURE_INTERACTIONS);
	ck_assert_int_eq(figure_find(STR("critical")), FIGURE_CRITICAL);
	ck_assert_int_eq(figure_find(STR("possible_sq")), FIGURE_POSSIBLE_SQ);
	ck_assert_int_eq(figure_find(STR("Score")), FIGURES);
	ck_assert_int_eq(figure_find(STR("")), FIGURES);
}
END_TEST

START_TEST(percents_have_two_decimals)
{
	char text[FIGURES_PERCENT];

	ck_assert(str_eq(figures_percent(0, text), STR("0.00")));
	ck_assert(str_eq(figures_percent(100, text), STR("100.00")));
	ck_assert(str_eq(figures_percent(100.0 / 6, text), STR("16.67")));
	/* 0.125 has no error in binary: half is rounded up */
	ck_assert(str_eq(figures_percent(0.125, text), STR("0.13")));
}
END_TEST

START_TEST(a_row_is_read)
{
	/* earned 2 and 6 of 4 and 6 */
	const char *row[FIGURES] = { "2", "5", "4", "10", "8", "80.00", "1.00", "99.00", "1", "-300", NULL, NULL, "40", "44", "52" };
	struct figures f;
	struct buf why = { 0 };

	ck_assert(read_row(row, &f, &why));
	ck_assert_int_eq(f.sums.n, 2);
	ck_assert_int_eq(f.sums.opportunities, 5);
	ck_assert_int_eq(f.met, 4);
	ck_assert_int_eq(f.sums.possible, 10);
	ck_assert_int_eq(f.sums.earned, 8);
	ck_assert_int_eq(f.critical, 1);
	ck_assert_int_eq(f.value, -300);
	ck_assert(f.measured);
	ck_assert_int_eq(f.sums.earned_sq, 40);
	ck_assert_int_eq(f.sums.earned_possible, 44);
	ck_assert_int_eq(f.sums.possible_sq, 52);
	row[FIGURE_VALUE] = "";
	row[FIGURE_EARNED_SQ] = row[FIGURE_EARNED_POSSIBLE] = row[FIGURE_POSSIBLE_SQ] = NULL;
	ck_assert(read_row(row, &f, &why));
	ck_assert(!f.measured);
	ck_assert_int_eq(f.sums.earned_sq, 0);
	buf_free(&why);
}
END_TEST

static const struct { enum figure which; const char *text, *why; } refused[] = {
	{ FIGURE_INTERACTIONS, "0", "a row of no interaction" },
	{ FIGURE_OPPORTUNITIES, "0", "more was earned than was possible" },
	{ FIGURE_MET, "2", "more was earned than was possible" },
	{ FIGURE_EARNED, "4", "more was earned than was possible" },
	{ FIGURE_EARNED, "-1", "column \"earned\" holds no number that cs-score writes" },
	{ FIGURE_POSSIBLE, "3.5", "column \"possible\" holds no number that cs-score writes" },
	{ FIGURE_CRITICAL, "", "column \"critical\" holds no number that cs-score writes" },
	{ FIGURE_VALUE, "much", "column \"value\" holds no number that cs-score writes" },
	{ FIGURE_EARNED_SQ, "8", "the sums of squares do not agree with what was earned and possible" },
	{ FIGURE_EARNED_POSSIBLE, "8", "the sums of squares do not agree with what was earned and possible" },
	{ FIGURE_POSSIBLE_SQ, "10", "the sums of squares do not agree with what was earned and possible" },
	{ FIGURE_POSSIBLE_SQ, "2305843009213693953", "column \"possible_sq\" holds no number that cs-score writes" },
};

START_TEST(what_cs_score_does_not_write_is_refused)
{
	const char *row[FIGURES] = { "1", "1", "1", "3", "3", "100.00", "20.65", "100.00", "0", "", NULL, NULL, "9", "9", "9" };
	struct figures f;
	struct buf why = { 0 };

	ck_assert(read_row(row, &f, &why));
	row[refused[_i].which] = refused[_i].text;
	ck_assert(!read_row(row, &f, &why));
	ck_assert_str_eq(why.p, refused[_i].why);
	buf_free(&why);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("figures");
	TCase *tcase = tcase_create("figures");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, columns_have_their_names);
	tcase_add_test(tcase, percents_have_two_decimals);
	tcase_add_test(tcase, a_row_is_read);
	tcase_add_loop_test(tcase, what_cs_score_does_not_write_is_refused, 0, sizeof refused / sizeof *refused);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
