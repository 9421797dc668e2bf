#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phrase_alone.h"
#include "suite.h"

static struct phrase_alones a;

static void
teardown(void)
{
	phrase_alones_free(&a);
}

/* A pattern of up to two tests, "words<3", with the number that follows from those before. */
static void
add(uint32_t subject, int32_t weight, const char *first, const char *second)
{
	const char *const text[] = { first, second };
	struct measure_range range[2];
	struct buf why = { 0 };
	size_t n = 0;

	for (; n < 2 && text[n]; n++) {
		struct measure_test t;
		ck_assert(measure_test_read(str_of(text[n]), &t, &why));
		range[n] = measure_range_of(measure_find(t.name), t.op, t.bound);
	}
	phrase_alones_add(&a, (uint32_t)a.n, (struct phrase_say){ subject, weight }, range, n);
}

static uint64_t
may(size_t words, size_t questions, size_t exclamations)
{
	struct token_list list = { .words = words };

	list.ends[TOKEN_QUESTION] = questions;
	list.ends[TOKEN_EXCLAMATION] = exclamations;
	return phrase_alones_may(&a, &list);
}

/* Every sign and bound, of numbers below, at and above the most that is looked up. */
START_TEST(what_is_looked_up_holds)
{
	static const char *const signs[] = { "<", "<=", "=", "!=", ">=", ">" };
	static const char *const bounds[] = { "-1", "0", "0.5", "1", "61", "62", "62.5", "63", "63.001", "64", "70" };
	static const char *const names[] = { "words", "questions", "exclamations" };
	enum { SIGNS = sizeof signs / sizeof *signs, BOUNDS = sizeof bounds / sizeof *bounds };
	static const int32_t threshold[] = { 1 };

	for (size_t m = 0; m < 3; m++)
		for (size_t k = 0; k < SIGNS * BOUNDS; k++) {
			char text[32];
			struct buf why = { 0 };
			struct measure_test t;
			snprintf(text, sizeof text, "%s%s%s", names[m], signs[k % SIGNS], bounds[k / SIGNS]);
			ck_assert(measure_test_read(str_of(text), &t, &why));
			phrase_alones_free(&a);
			add(0, 1, text, NULL);
			phrase_alones_compile(&a, threshold, true);
			for (size_t n = 0; n < 80; n++) {
				bool holds = measure_test_holds(t.op, 1000 * (int64_t)n, t.bound);
				uint64_t bit = may(m == 0 ? n : 7, m == 1 ? n : 7, m == 2 ? n : 7);
				for (uint32_t i = 0; i < a.at->tests; i++)
					bit &= measure_range_holds(&a.at->test[i], 1000 * (int64_t)n);
				ck_assert_msg(bit == holds, "%s of %zu", text, n);
			}
			/* up to 62 all is looked up */
			ck_assert_msg(a.at->tests == 0 || k / SIGNS > 5, "%s", text);
		}
}
END_TEST

START_TEST(other_tests_are_kept)
{
	static const int32_t threshold[] = { 1 };

	add(0, 1, "caps>0.5", "words>=3");
	add(0, 1, "words!=5", "words<8");
	add(0, 1, "reading_ease<40", "sentences>2");
	phrase_alones_compile(&a, threshold, true);
	ck_assert_uint_eq(a.at[0].tests, 1);
	ck_assert_uint_eq(a.at[0].test->measure, MEASURE_CAPS);
	ck_assert_uint_eq(a.at[1].tests, 0);
	ck_assert_uint_eq(a.at[2].tests, 2);
	ck_assert_uint_eq(may(2, 0, 0), 6);
	ck_assert_uint_eq(may(3, 9, 9), 7);
	ck_assert_uint_eq(may(5, 0, 0), 5);
	ck_assert_uint_eq(may(8, 0, 0), 5);
}
END_TEST

/* By subject, those for it before those against it. Each is asked when it and those behind it can still help the subject, or
 * when it can keep it from what is reached. */
START_TEST(in_order_and_from_which_sum)
{
	static const int32_t threshold[] = { 10, 20, 30 };
	static const uint32_t order[] = { 1, 4, 5, 3, 6, 0, 2 };
	static const int64_t from[] = { 10 - 9, 10, 10, 20 - 20, 20 - 7, 20, 30 };

	for (int all = 0; all < 2; all++) {
		phrase_alones_free(&a);
		add(1, -5, "words>1", NULL);
		add(0, 9, "words>2", NULL);
		add(2, -1, "words>3", NULL);
		add(1, 13, "words>4", NULL);
		add(0, -1, "words>5", NULL);
		add(0, 0, "words>6", NULL);
		add(1, 7, "words>7", NULL);
		phrase_alones_compile(&a, threshold, all);
		for (size_t k = 0; k < 7; k++) {
			ck_assert_uint_eq(a.at[k].pattern, order[k]);
			ck_assert_int_eq(a.at[k].from, all ? INT64_MIN : from[k]);
		}
	}
}
END_TEST

/* More than are looked up: the others keep all their tests and share a bit. */
START_TEST(many)
{
	static const int32_t threshold[] = { 1 };

	for (size_t k = 0; k < PHRASE_ALONE_LAST; k++)
		add(0, 1, k ? "words>3" : "words>4", NULL);
	phrase_alones_compile(&a, threshold, true);
	ck_assert_uint_eq(may(3, 0, 0), 0);
	ck_assert_uint_eq(may(4, 0, 0), UINT64_MAX >> 1 ^ 1);
	ck_assert_uint_eq(may(5, 0, 0), UINT64_MAX >> 1);

	phrase_alones_free(&a);
	for (size_t k = 0; k < PHRASE_ALONE_LAST + 3; k++)
		add(0, 1, "words>3", NULL);
	phrase_alones_compile(&a, threshold, true);
	ck_assert_uint_eq(may(3, 0, 0), UINT64_C(1) << PHRASE_ALONE_LAST);
	ck_assert_uint_eq(may(4, 0, 0), UINT64_MAX);
	for (size_t k = 0; k < a.n; k++)
		ck_assert_uint_eq(a.at[k].tests, k >= PHRASE_ALONE_LAST);
}
END_TEST

START_TEST(none)
{
	phrase_alones_compile(&a, NULL, false);
	ck_assert_uint_eq(may(3, 0, 0), 0);
	phrase_alones_free(&a);
	ck_assert_ptr_null(a.at);
}
END_TEST

START_TEST(image)
{
	static const int32_t threshold[] = { 1 };
	struct buf bytes = { 0 };
	struct image out = { .out = &bytes };

	add(0, 1, "words>3", "caps>0.5");
	phrase_alones_compile(&a, threshold, false);
	phrase_alones_image(&a, &out);
	phrase_alones_free(&a);
	char *p = aligned_alloc(16, bytes.n);
	ck_assert_ptr_nonnull(p);
	memcpy(p, bytes.p, bytes.n);
	struct image in = { .in = { p, bytes.n } };
	phrase_alones_image(&a, &in);
	ck_assert(!in.broken);
	ck_assert_uint_eq(in.in.n, 0);
	ck_assert_uint_eq(may(3, 0, 0), 0);
	ck_assert_uint_eq(may(4, 0, 0), 1);
	ck_assert_uint_eq(a.at->tests, 1);
	phrase_alones_free(&a);
	free(p);
	buf_free(&bytes);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		what_is_looked_up_holds, other_tests_are_kept, in_order_and_from_which_sum, many, none, image,
	};

	return run_suite("phrase_alone", tests, sizeof tests / sizeof *tests, NULL, teardown);
}
