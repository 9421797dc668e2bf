#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "table.h"

static struct figures
points(int64_t opportunities, int64_t met, int64_t weight)
{
	return (struct figures){
		.sums = { .n = 1, .opportunities = opportunities, .earned = weight * met, .possible = weight * opportunities },
		.met = met,
	};
}

START_TEST(points_of_an_interaction_are_squared_together)
{
	struct table *t = table_new();
	struct figures a = points(2, 1, 2), b = points(1, 1, 3), c = points(1, 0, 5);
	const struct stats_sums *s;

	/* the first interaction earns 2 + 3 of 4 + 3, the second 0 of 5 */
	ck_assert(table_add(t, STR("x"), &a));
	ck_assert(table_add(t, STR("x"), &b));
	ck_assert(table_interaction(t));
	ck_assert(table_add(t, STR("x"), &c));
	ck_assert(table_interaction(t));
	ck_assert_uint_eq(table_count(t), 1);
	s = &table_at(t, 0)->sums;
	ck_assert_int_eq(s->n, 2);
	ck_assert_int_eq(s->opportunities, 4);
	ck_assert_int_eq(s->earned, 5);
	ck_assert_int_eq(s->possible, 12);
	ck_assert_int_eq(s->earned_sq, 25);
	ck_assert_int_eq(s->earned_possible, 35);
	ck_assert_int_eq(s->possible_sq, 49 + 25);
	ck_assert_int_eq(table_at(t, 0)->met, 2);
	table_free(t);
}
END_TEST

START_TEST(an_interaction_counts_in_the_groups_it_touched)
{
	struct table *t = table_new();
	struct figures f = points(1, 1, 1);

	ck_assert(table_add(t, STR("x"), &f));
	ck_assert(table_add(t, STR("y"), &f));
	ck_assert(table_interaction(t));
	ck_assert(table_add(t, STR("y"), &f));
	ck_assert(table_interaction(t));
	/* nothing was added since */
	ck_assert(table_interaction(t));
	ck_assert_int_eq(table_at(t, table_find(t, STR("x")))->sums.n, 1);
	ck_assert_int_eq(table_at(t, table_find(t, STR("y")))->sums.n, 2);
	ck_assert_uint_eq(table_find(t, STR("z")), TABLE_NONE);
	ck_assert(str_eq(table_key(t, 1), STR("y")));
	table_free(t);
}
END_TEST

START_TEST(merged_rows_add_all_sums)
{
	struct table *t = table_new();
	struct figures f = { .sums = { 2, 3, 4, 6, 10, 14, 20 }, .met = 2, .critical = 1, .value = -7, .measured = true };

	ck_assert(table_merge(t, STR("x"), &f));
	ck_assert(table_merge(t, STR("x"), &f));
	f = *table_at(t, 0);
	ck_assert_int_eq(f.sums.n, 4);
	ck_assert_int_eq(f.sums.opportunities, 6);
	ck_assert_int_eq(f.sums.earned, 8);
	ck_assert_int_eq(f.sums.possible, 12);
	ck_assert_int_eq(f.sums.earned_sq, 20);
	ck_assert_int_eq(f.sums.earned_possible, 28);
	ck_assert_int_eq(f.sums.possible_sq, 40);
	ck_assert_int_eq(f.met, 4);
	ck_assert_int_eq(f.critical, 2);
	ck_assert_int_eq(f.value, -14);
	ck_assert(f.measured);
	table_free(t);
}
END_TEST

START_TEST(sums_beyond_the_limit_are_refused)
{
	struct table *t = table_new();
	struct figures f = { .sums = { .n = 1, .possible = STATS_MAX } };

	ck_assert(table_merge(t, STR("x"), &f));
	ck_assert(!table_merge(t, STR("x"), &f));
	/* its square does not fit */
	ck_assert(table_add(t, STR("y"), &f));
	ck_assert(!table_interaction(t));
	table_free(t);
}
END_TEST

START_TEST(groups_are_written_in_order_of_their_keys)
{
	static const char want[] =
	    "b,,1,1,1,1,1,100.00,20.65,100.00,0,,1,1,1\n"
	    "b,a,1,1,0,1,0,0.00,0.00,79.35,0,,0,0,1\n";
	char name[] = "/tmp/test_table.XXXXXX", got[256] = "";
	int fd = mkstemp(name);
	struct csvout *out = csvout_open(name, 0);
	struct table *t = table_new();
	struct figures f = points(1, 0, 1);

	ck_assert_int_ge(fd, 0);
	ck_assert(table_add(t, (struct str){ "b\0a", 3 }, &f));
	f = points(1, 1, 1);
	ck_assert(table_add(t, (struct str){ "b\0", 2 }, &f));
	ck_assert(table_interaction(t));
	table_write(t, out, true);
	ck_assert_int_eq(csvout_close(out), 0);
	close(fd);
	FILE *file = fopen(name, "r");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fread(got, 1, sizeof got - 1, file), strlen(want));
	fclose(file);
	unlink(name);
	ck_assert_str_eq(got, want);
	table_free(t);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("table");
	TCase *tcase = tcase_create("table");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, points_of_an_interaction_are_squared_together);
	tcase_add_test(tcase, an_interaction_counts_in_the_groups_it_touched);
	tcase_add_test(tcase, merged_rows_add_all_sums);
	tcase_add_test(tcase, sums_beyond_the_limit_are_refused);
	tcase_add_test(tcase, groups_are_written_in_order_of_their_keys);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
