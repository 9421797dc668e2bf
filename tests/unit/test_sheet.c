#include <check.h>
#include <stdlib.h>

#include "sheet.h"

static struct buf why, seen;

static void
close_bufs(void)
{
	buf_free(&why);
	buf_free(&seen);
}

/* Remembers "name/role/weight@line;", and refuses what has a bad role or weight, or no name. */
static bool
row_seen(struct sheet_row *row, void *data)
{
	unsigned roles;
	int32_t weight = 1000;

	ck_assert_ptr_eq(data, &seen);
	if (!sheet_roles(row, 1, &roles) || (row->field[2].n && !sheet_number(row, 2, &weight)))
		return false;
	if (!row->field[0].n)
		return sheet_refuse(row, "no name");
	if (str_eq(row->field[0], STR("bad")))
		return sheet_refuse_value(row, "a name is not", row->field[0]);
	buf_printf(&seen, "%.*s/%x/%d@%s:%d;", (int)row->field[0].n, row->field[0].p, roles, (int)weight, row->file,
	    (int)row->line);
	return true;
}

static const struct sheet sheet = { "names.csv", { "name", "role", "?weight" }, row_seen };

static const struct {
	const char *bytes, *seen, *why;
} files[] = {
	{ "name,role,weight\na,agent,0.5\n", "a/1/500@f:2;", NULL },
	{ "weight,other,role,name\n-2,x,customer,a\n,y,agent|customer,b\n", "a/2/-2000@f:2;b/3/1000@f:3;", NULL },
	{ "role,name\nany,a\n,b\n", "a/1f/1000@f:2;b/0/1000@f:3;", NULL },
	{ "name,role\n", "", NULL },
	{ "name\na\n", "", "f:1: no column \"role\"" },
	{ "name,role\na,agent\n,agent\nc,agent\n", "a/1/1000@f:2;", "f:3: no name" },
	{ "name,role\n\"a\nb\",agent\nbad,agent\n", "a\nb/1/1000@f:2;", "f:4: a name is not \"bad\"" },
	{ "name,role\na,agent|nobody\n", "", "f:2: unknown role \"nobody\"" },
	{ "name,role,weight\na,agent,1000\nb,agent,1000.001\n", "a/1/1000000@f:2;",
	    "f:3: not a number from -1000 to 1000: \"1000.001\"" },
	{ "name,role,weight\na,agent,-1000\nb,agent,x\n", "a/1/-1000000@f:2;",
	    "f:3: not a number from -1000 to 1000: \"x\"" },
};

START_TEST(rows_are_read)
{
	ck_assert_int_eq(ROLE_COUNT, 5);
	ck_assert(sheet_read(&sheet, str_of(files[_i].bytes), "f", &seen, &why) == !files[_i].why);
	ck_assert_str_eq(seen.p ? seen.p : "", files[_i].seen);
	ck_assert_str_eq(why.p ? why.p : "", files[_i].why ? files[_i].why : "");
}
END_TEST

START_TEST(what_is_no_csv_is_refused)
{
	ck_assert(!sheet_read(&sheet, STR("name,role\na,agent\n\"b,agent\n"), "f", &seen, &why));
	ck_assert(str_starts(buf_view(&why), STR("f:3: ")));
	buf_reset(&why);
	ck_assert(!sheet_read(&sheet, STR(""), "f", &seen, &why));
	ck_assert(str_starts(buf_view(&why), STR("f:1: ")));
}
END_TEST

/* At most 60 bytes of it are shown. */
START_TEST(a_long_value_is_cut)
{
	struct buf bytes = { 0 }, want = { 0 };

	buf_printf(&bytes, "name,role\na,%061d\n", 0);
	buf_printf(&want, "f:2: unknown role \"%060d\"", 0);
	ck_assert(!sheet_read(&sheet, buf_view(&bytes), "f", &seen, &why));
	ck_assert_str_eq(why.p, want.p);
	buf_free(&bytes);
	buf_free(&want);
}
END_TEST

START_TEST(files_are_loaded)
{
	ck_assert(!sheet_load("no/such/file", &seen, &why));
	ck_assert_str_eq(why.p, "no/such/file: No such file or directory");
	buf_reset(&why);
	ck_assert(!sheet_load(".", &seen, &why));
	ck_assert_str_eq(why.p, ".: Is a directory");
	ck_assert(sheet_load("/dev/null", &seen, &why));
	ck_assert_uint_eq(buf_view(&seen).n, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("sheet");
	TCase *tcase = tcase_create("sheet");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, NULL, close_bufs);
	tcase_add_loop_test(tcase, rows_are_read, 0, sizeof files / sizeof *files);
	tcase_add_test(tcase, what_is_no_csv_is_refused);
	tcase_add_test(tcase, a_long_value_is_cut);
	tcase_add_test(tcase, files_are_loaded);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
