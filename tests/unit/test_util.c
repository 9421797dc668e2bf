#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util.h"

START_TEST(allocations_are_zeroed_and_never_null)
{
	unsigned char *p = util_alloc(1000, 3);

	for (size_t i = 0; i < 3000; i++)
		ck_assert_uint_eq(p[i], 0);
	free(p);
	p = util_alloc(0, 8);
	ck_assert_ptr_nonnull(p);
	free(p);
	p = util_resize(NULL, 0, 8);
	ck_assert_ptr_nonnull(p);
	free(p);
}
END_TEST

START_TEST(growing_doubles_and_keeps_what_was_there)
{
	size_t cap = 0, was, moves = 0;
	int *p = NULL;

	for (int i = 0; i < 5000; i++) {
		was = cap;
		p = util_grow(p, &cap, (size_t)i + 1, sizeof *p);
		ck_assert_uint_gt(cap, (size_t)i);
		moves += cap != was;
		p[i] = i;
	}
	for (int i = 0; i < 5000; i++)
		ck_assert_int_eq(p[i], i);
	/* 16 doubled nine times is 8192. */
	ck_assert_uint_eq(moves, 10);
	was = cap;
	ck_assert_ptr_eq(util_grow(p, &cap, 3, sizeof *p), p);
	ck_assert_uint_eq(cap, was);
	free(p);
}
END_TEST

/* What a child that ran f() says on stderr, and the status it ended with. */
static int
run(void (*f)(void), char *said, size_t size)
{
	int out[2], status;
	size_t got = 0;
	ssize_t n;
	pid_t pid;

	ck_assert_int_eq(pipe(out), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		dup2(out[1], STDERR_FILENO);
		f();
		_exit(0);
	}
	close(out[1]);
	/* errx may write in pieces */
	while ((n = read(out[0], said + got, size - 1 - got)) > 0)
		got += (size_t)n;
	ck_assert_int_eq(n, 0);
	said[got] = '\0';
	close(out[0]);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The product overflows, so that no allocator is asked and no sanitizer complains. */
static void
resize_too_much(void)
{
	/* Out of the compiler's sight, which would warn of the obvious. */
	volatile size_t n = SIZE_MAX / 2;

	free(util_resize(NULL, n, 4));
}

static void
grow_too_much(void)
{
	volatile size_t n = SIZE_MAX;
	size_t cap = 0;

	free(util_grow(NULL, &cap, n, 8));
}

START_TEST(without_memory_the_program_ends)
{
	static void (*const too_much[])(void) = { resize_too_much, grow_too_much };
	char said[256], *colon;

	ck_assert_int_eq(run(too_much[_i], said, sizeof said), STATUS_IO);
	colon = strchr(said, ':');
	ck_assert_ptr_nonnull(colon);
	ck_assert_ptr_ne(colon, said);
	ck_assert_str_eq(colon, ": out of memory\n");
}
END_TEST

/* Each input's hash differs from each other's: single bytes, lengths, places, and every single bit. */
START_TEST(hashes_of_different_bytes_differ)
{
	enum { BITS = 24 * 8, ALL = 256 + 24 + BITS };
	static uint64_t h[ALL];
	unsigned char zero[24] = { 0 };
	size_t n = 0;

	for (unsigned c = 0; c < 256; c++) {
		unsigned char byte = (unsigned char)c;

		h[n++] = util_hash(&byte, 1);
	}
	for (size_t length = 2; length <= 24; length++)
		h[n++] = util_hash(zero, length);
	h[n++] = util_hash(NULL, 0);
	for (unsigned bit = 0; bit < BITS; bit++) {
		zero[bit / 8] = (unsigned char)(1u << bit % 8);
		h[n++] = util_hash(zero, sizeof zero);
		zero[bit / 8] = 0;
	}
	ck_assert_uint_eq(n, ALL);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			ck_assert_msg(h[i] != h[k], "%zu and %zu", i, k);
}
END_TEST

START_TEST(hash_does_not_depend_on_alignment)
{
	char at[64];
	uint64_t expected = util_hash("interaction 0042, closed", 24);

	for (size_t shift = 0; shift < 16; shift++) {
		memset(at, (int)shift, sizeof at);
		memcpy(at + shift, "interaction 0042, closed", 24);
		ck_assert_uint_eq(util_hash(at + shift, 24), expected);
	}
}
END_TEST

/* Low bits index tables: 4096 numbered ids must spread over 1024 slots about as chance would have it. */
START_TEST(low_bits_spread)
{
	unsigned count[1024] = { 0 }, most = 0, empty = 0;
	char id[16];

	for (int i = 0; i < 4096; i++) {
		int n = snprintf(id, sizeof id, "c%07d", i);

		count[util_hash(id, (size_t)n) % 1024]++;
	}
	for (size_t i = 0; i < 1024; i++) {
		most = count[i] > most ? count[i] : most;
		empty += count[i] == 0;
	}
	/* Poisson with mean 4: 19 slots empty, and hardly ever 16 in one. */
	ck_assert_uint_le(most, 16);
	ck_assert_uint_ge(empty, 5);
	ck_assert_uint_le(empty, 40);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("util");
	TCase *tcase = tcase_create("util");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, allocations_are_zeroed_and_never_null);
	tcase_add_test(tcase, growing_doubles_and_keeps_what_was_there);
	tcase_add_loop_test(tcase, without_memory_the_program_ends, 0, 2);
	tcase_add_test(tcase, hashes_of_different_bytes_differ);
	tcase_add_test(tcase, hash_does_not_depend_on_alignment);
	tcase_add_test(tcase, low_bits_spread);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
