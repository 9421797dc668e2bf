#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strmap.h"

static struct str
number(char out[32], size_t i)
{
	int n = snprintf(out, 32, "chat-%zu", i);

	return (struct str){ out, (size_t)n };
}

START_TEST(numbers_in_order)
{
	struct strmap *m = strmap_new();
	bool fresh = false;

	ck_assert_uint_eq(strmap_count(m), 0);
	ck_assert_uint_eq(strmap_find(m, STR("b")), STRMAP_NONE);
	ck_assert_uint_eq(strmap_put(m, STR("b"), &fresh), 0);
	ck_assert(fresh);
	ck_assert_uint_eq(strmap_put(m, STR("a"), NULL), 1);
	ck_assert_uint_eq(strmap_put(m, STR("b"), &fresh), 0);
	ck_assert(!fresh);
	ck_assert_uint_eq(strmap_find(m, STR("a")), 1);
	ck_assert_uint_eq(strmap_find(m, STR("c")), STRMAP_NONE);
	ck_assert_uint_eq(strmap_count(m), 2);
	ck_assert_str_eq(strmap_key(m, 0).p, "b");
	strmap_free(m);
	strmap_free(NULL);
}
END_TEST

START_TEST(bytes_not_strings)
{
	struct strmap *m = strmap_new();
	struct str nothing = { NULL, 0 };

	ck_assert_uint_eq(strmap_put(m, nothing, NULL), 0);
	ck_assert_uint_eq(strmap_put(m, STR(""), NULL), 0);
	ck_assert_uint_eq(strmap_put(m, STR("a\0b"), NULL), 1);
	ck_assert_uint_eq(strmap_put(m, STR("a\0c"), NULL), 2);
	ck_assert_uint_eq(strmap_put(m, STR("a"), NULL), 3);
	ck_assert_uint_eq(strmap_put(m, STR("a\0"), NULL), 4);
	ck_assert(str_eq(strmap_key(m, 1), STR("a\0b")));
	ck_assert_uint_eq(strmap_key(m, 0).n, 0);
	ck_assert_str_eq(strmap_key(m, 0).p, "");
	strmap_free(m);
}
END_TEST

/* The key is a copy, and stays where it is while the map grows. */
START_TEST(keys_stay)
{
	struct strmap *m = strmap_new();
	char text[32] = "first";
	const char *p;

	strmap_put(m, str_of(text), NULL);
	p = strmap_key(m, 0).p;
	for (size_t i = 0; i < 100000; i++)
		ck_assert_uint_eq(strmap_put(m, number(text, i), NULL), i + 1);
	ck_assert_ptr_eq(strmap_key(m, 0).p, p);
	ck_assert_str_eq(p, "first");
	for (size_t i = 0; i < 100000; i++) {
		ck_assert_uint_eq(strmap_find(m, number(text, i)), i + 1);
		ck_assert(str_eq(strmap_key(m, i + 1), number(text, i)));
	}
	ck_assert_uint_eq(strmap_find(m, number(text, 100000)), STRMAP_NONE);
	strmap_free(m);
}
END_TEST

START_TEST(long_keys)
{
	struct strmap *m = strmap_new();
	size_t n = 1 << 20;
	char *p = malloc(n);

	ck_assert_ptr_nonnull(p);
	memset(p, 'x', n);
	for (size_t i = 0; i < 8; i++)
		ck_assert_uint_eq(strmap_put(m, (struct str){ p, n - i }, NULL), i);
	ck_assert_uint_eq(strmap_put(m, STR("short"), NULL), 8);
	for (size_t i = 0; i < 8; i++)
		ck_assert_uint_eq(strmap_find(m, (struct str){ p, n - i }), i);
	ck_assert(strmap_key(m, 7).p[n - 7] == '\0');
	free(p);
	strmap_free(m);
}
END_TEST

/* Both ways of clearing: of a table that is full, and of a large one that holds little. */
START_TEST(clearing)
{
	struct strmap *m = strmap_new();
	char text[32];

	strmap_clear(m);
	for (size_t size = 1; size <= 20000; size = size < 1000 ? size * 7 : size * 20) {
		for (size_t i = 0; i < size; i++)
			ck_assert_uint_eq(strmap_put(m, number(text, i), NULL), i);
		strmap_clear(m);
		ck_assert_uint_eq(strmap_count(m), 0);
		for (size_t i = 0; i < size; i++)
			ck_assert_uint_eq(strmap_find(m, number(text, i)), STRMAP_NONE);
		for (size_t i = size; i-- > 0;)
			ck_assert_uint_eq(strmap_put(m, number(text, i), NULL), size - 1 - i);
		strmap_clear(m);
	}
	for (size_t round = 0; round < 1000; round++) {
		for (size_t i = 0; i < 20; i++)
			ck_assert_uint_eq(strmap_put(m, number(text, round * 20 + i), NULL), i);
		ck_assert_uint_eq(strmap_find(m, number(text, round * 20 - 1)), STRMAP_NONE);
		strmap_clear(m);
	}
	strmap_free(m);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("strmap");
	TCase *tcase = tcase_create("strmap");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, numbers_in_order);
	tcase_add_test(tcase, bytes_not_strings);
	tcase_add_test(tcase, keys_stay);
	tcase_add_test(tcase, long_keys);
	tcase_add_test(tcase, clearing);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
