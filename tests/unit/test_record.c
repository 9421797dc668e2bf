#include <check.h>
#include <stdlib.h>

#include "record.h"

static struct str names[] = { { "text", 4 }, { "role", 4 }, { "", 0 }, { "rol", 3 } };
static const struct record header = { .field = names, .n = 4 };

START_TEST(columns_are_found_by_their_whole_name)
{
	ck_assert_uint_eq(record_column(&header, STR("text")), 0);
	ck_assert_uint_eq(record_column(&header, STR("rol")), 3);
	ck_assert_uint_eq(record_column(&header, STR("")), 2);
	ck_assert_uint_eq(record_column(&header, STR("Role")), RECORD_NONE);
	ck_assert_uint_eq(record_column(&header, STR("roles")), RECORD_NONE);
}
END_TEST

START_TEST(what_is_absent_is_empty)
{
	ck_assert(str_eq(record_field(&header, 1), STR("role")));
	ck_assert_uint_eq(record_field(&header, 4).n, 0);
	ck_assert_uint_eq(record_field(&header, RECORD_NONE).n, 0);
	ck_assert_str_eq(record_field(&header, RECORD_NONE).p, "");
}
END_TEST

START_TEST(roles_have_names)
{
	static const char *const name[ROLE_COUNT] = { "agent", "customer", "colleague", "bot", "system" };

	for (int i = 0; i < ROLE_COUNT; i++) {
		ck_assert_str_eq(record_role_name((enum record_role)i), name[i]);
		ck_assert_int_eq(record_role(str_of(name[i])), i);
	}
	ck_assert_int_eq(record_role(STR("Agent")), ROLE_COUNT);
	ck_assert_int_eq(record_role(STR("agents")), ROLE_COUNT);
	ck_assert_int_eq(record_role(STR("")), ROLE_COUNT);
	ck_assert_str_eq(record_role_name(ROLE_COUNT), "");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("record");
	TCase *tcase = tcase_create("record");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, columns_are_found_by_their_whole_name);
	tcase_add_test(tcase, what_is_absent_is_empty);
	tcase_add_test(tcase, roles_have_names);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
