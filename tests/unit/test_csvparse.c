#include <check.h>
#include <stdlib.h>

static int allocations_left;

static void *
failing_realloc(void *p, size_t n)
{
	return allocations_left-- > 0 ? realloc(p, n) : NULL;
}

/* The module itself, with an allocator that fails when told to; the rest of the library keeps its own. */
#define realloc failing_realloc
#include "csvparse.c"
#undef realloc

#include "csvin.h"

/* A record that needs libcsv's buffer five times as large as it begins. */
static struct buf
long_record(void)
{
	struct buf text = { 0 };

	buf_str(&text, STR("a,b\n1,\""));
	for (size_t i = 0; i < 5 * GROWTH - 100; i += 10)
		buf_str(&text, STR("on hold \"\""));
	buf_str(&text, STR("\"\n3,4\n"));
	return text;
}

START_TEST(memory_that_libcsv_lacks_is_told)
{
	struct buf text = long_record();
	struct csvin_options o = { .memory = buf_view(&text), .memory_name = "m" };
	struct csvin *in;
	struct record rec;

	allocations_left = _i;
	in = csvin_open(&o);
	if (_i < 5) {
		ck_assert_int_eq(csvin_next(in, &rec), CSVIN_ERROR);
		ck_assert_int_eq(csvin_status(in), STATUS_IO);
		ck_assert_str_eq(csvin_reason(in), "m: Cannot allocate memory");
	} else {
		ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
		ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
		ck_assert_int_eq(csvin_next(in, &rec), CSVIN_END);
	}
	ck_assert_int_le(allocations_left, 0);
	csvin_close(in);
	buf_free(&text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("csvparse");
	TCase *tcase = tcase_create("csvparse");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, memory_that_libcsv_lacks_is_told, 0, 6);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
