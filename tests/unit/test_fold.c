#include <check.h>
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"

static uint64_t
chunk_of(const char *p)
{
	uint64_t chunk;

	memcpy(&chunk, p, sizeof chunk);
	return le64toh(chunk);
}

/* Every byte at every place, among letters. */
START_TEST(letters_end_at_the_first_other_byte)
{
	for (unsigned at = 0; at < 8; at++)
		for (unsigned c = 0; c < 256; c++) {
			char bytes[] = "aZmAzbYq";
			bytes[at] = (char)c;
			unsigned want = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 8 : at;
			ck_assert_uint_eq(fold_letters(fold_end(chunk_of(bytes))), want);
			/* what follows does not matter */
			if (at < 7) {
				bytes[at + 1] = (char)0xff;
				ck_assert_uint_eq(fold_letters(fold_end(chunk_of(bytes))), want < at + 1 ? want : at + 1);
			}
		}
}
END_TEST

START_TEST(lower_case_and_zeros_behind)
{
	static const char mixed[] = "AbCdEfGZ", lower[] = "abcdefgz";

	for (unsigned n = 0; n <= 8; n++) {
		char bytes[8], want[8] = { 0 };
		memset(bytes, '.', sizeof bytes);
		memcpy(bytes, mixed, n);
		memcpy(want, lower, n);
		uint64_t chunk = chunk_of(bytes);
		ck_assert(fold_lower(chunk, fold_end(chunk)) == chunk_of(want));
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("fold");
	TCase *tcase = tcase_create("fold");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, letters_end_at_the_first_other_byte);
	tcase_add_test(tcase, lower_case_and_zeros_behind);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
