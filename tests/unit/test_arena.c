#include <check.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

START_TEST(pieces_are_aligned_zeroed_and_apart)
{
	static const size_t size[] = { 1, 3, 0, 8, 17, 4000, 65536, 5, 70000, 9, 1000000, 2 };
	enum { ROUNDS = 50, PIECES = sizeof size / sizeof *size };
	static unsigned char *piece[ROUNDS][PIECES];
	struct arena a = { 0 };

	for (size_t r = 0; r < ROUNDS; r++) {
		for (size_t i = 0; i < PIECES; i++) {
			unsigned char *p = piece[r][i] = arena_alloc(&a, size[i]);

			ck_assert_uint_eq((uintptr_t)p % alignof(max_align_t), 0);
			for (size_t k = 0; k < size[i]; k++)
				if (p[k])
					ck_abort_msg("byte %zu of piece %zu is not zero", k, i);
			memset(p, (int)(r * PIECES + i) % 251 + 1, size[i]);
		}
	}
	for (size_t r = 0; r < ROUNDS; r++)
		for (size_t i = 0; i < PIECES; i++)
			for (size_t k = 0; k < size[i]; k++)
				if (piece[r][i][k] != (r * PIECES + i) % 251 + 1)
					ck_abort_msg("piece %zu of round %zu was overwritten", i, r);
	arena_free(&a);
	ck_assert_ptr_null(a.head);
}
END_TEST

START_TEST(large_pieces_do_not_waste_the_open_block)
{
	struct arena a = { 0 };
	char *first = arena_alloc(&a, 16), *next;

	arena_alloc(&a, 1000000);
	next = arena_alloc(&a, 16);
	ck_assert_ptr_eq(next, first + 16);
	arena_free(&a);
}
END_TEST

START_TEST(copies_are_terminated_and_their_own)
{
	struct arena a = { 0 };
	char text[] = "hold\0on";
	struct str copy = arena_str(&a, (struct str){ text, 7 }), empty = arena_str(&a, (struct str){ NULL, 0 });

	memset(text, 'x', sizeof text);
	ck_assert(str_eq(copy, STR("hold\0on")));
	ck_assert_int_eq(copy.p[7], '\0');
	ck_assert_uint_eq(empty.n, 0);
	ck_assert_str_eq(empty.p, "");
	arena_free(&a);
}
END_TEST

START_TEST(a_freed_arena_is_an_empty_one)
{
	struct arena a = { 0 };

	arena_free(&a);
	arena_alloc(&a, 10);
	arena_free(&a);
	ck_assert_str_eq(arena_str(&a, STR("again")).p, "again");
	arena_free(&a);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("arena");
	TCase *tcase = tcase_create("arena");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, pieces_are_aligned_zeroed_and_apart);
	tcase_add_test(tcase, large_pieces_do_not_waste_the_open_block);
	tcase_add_test(tcase, copies_are_terminated_and_their_own);
	tcase_add_test(tcase, a_freed_arena_is_an_empty_one);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
