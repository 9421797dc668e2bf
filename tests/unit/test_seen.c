#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "seen.h"

START_TEST(a_name_is_new_once)
{
	struct seen s = { 0 };

	ck_assert(seen_add(&s, 1, STR("a")));
	ck_assert(!seen_add(&s, 1, STR("a")));
	ck_assert(seen_add(&s, 1, STR("A")));
	ck_assert(seen_add(&s, 1, STR("")));
	ck_assert(!seen_add(&s, 1, STR("")));
	seen_free(&s);
	ck_assert(seen_add(&s, 1, STR("a")));
	seen_free(&s);
}
END_TEST

START_TEST(kinds_do_not_know_each_other)
{
	struct seen s = { 0 };

	ck_assert(seen_add(&s, 1, STR("a")));
	ck_assert(seen_add(&s, 2, STR("a")));
	ck_assert(!seen_add(&s, 1, STR("a")));
	ck_assert(!seen_add(&s, 2, STR("a")));
	seen_free(&s);
}
END_TEST

START_TEST(growing_forgets_nothing)
{
	struct seen s = { 0 };
	char name[32];

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 20000; i++) {
			snprintf(name, sizeof name, "chat-%d", i);
			ck_assert(seen_add(&s, 0, str_of(name)) == (round == 0));
		}
	ck_assert_uint_eq(s.n, 20000);
	/* at most 32 bytes each */
	ck_assert_uint_le(s.slots * sizeof *s.slot, 20000 * 32);
	seen_free(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("seen");
	TCase *tcase = tcase_create("seen");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, a_name_is_new_once);
	tcase_add_test(tcase, kinds_do_not_know_each_other);
	tcase_add_test(tcase, growing_forgets_nothing);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
