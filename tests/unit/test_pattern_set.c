#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "pattern_set.h"

static struct arena arena;

static void
close_arena(void)
{
	arena_free(&arena);
}

/* The set of one sequence of words, written as a letter each; "." is a sentence end. */
static struct pattern_segment
set_of(const char *letters)
{
	struct pattern_item item[8];
	size_t n = 0;

	for (; letters[n]; n++) {
		uint32_t *word = arena_alloc(&arena, sizeof *word);
		*word = (uint32_t)letters[n];
		item[n] = (struct pattern_item){ PATTERN_WORDS, 1, word };
		if (letters[n] == '.')
			item[n] = (struct pattern_item){ .kind = PATTERN_END };
	}
	return pattern_set_of(&arena, item, n);
}

/* The set of sequences "ab|c|". */
static struct pattern_segment
set_read(const char *text)
{
	struct pattern_segment all = { 0 };
	struct str rest = str_of(text), part;
	char letters[16];

	while (str_next(&rest, '|', &part)) {
		memcpy(letters, part.p, part.n);
		letters[part.n] = '\0';
		struct pattern_segment one = set_of(letters);
		ck_assert(pattern_set_add(&arena, &all, &one));
	}
	return all;
}

/* The set must read so; an item that is one of several words is written "(xy)". */
static void
expect(const struct pattern_segment *s, const char *want)
{
	struct buf got = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		if (i)
			buf_char(&got, '|');
		for (size_t k = 0; k < s->sequence[i].n; k++) {
			const struct pattern_item *item = &s->sequence[i].item[k];
			if (item->kind == PATTERN_END)
				buf_char(&got, '.');
			if (item->value > 1)
				buf_char(&got, '(');
			for (uint32_t w = 0; w < item->value; w++)
				buf_char(&got, (char)item->word[w]);
			if (item->value > 1)
				buf_char(&got, ')');
		}
	}
	ck_assert_str_eq(got.p ? got.p : "", want);
	buf_free(&got);
}

static const struct {
	const char *a, *b, *joined;
} joins[] = {
	{ "a", "b", "ab" }, { "a|b", "c", "ac|bc" }, { "a", "b|c", "ab|ac" }, { "a|b", "c|d", "ac|ad|bc|bd" },
	{ "ab|c", "|d", "ab|abd|c|cd" }, { "|a", "bc", "bc|abc" },
};

START_TEST(sets_are_joined)
{
	struct pattern_segment a = set_read(joins[_i].a), b = set_read(joins[_i].b);

	ck_assert(pattern_set_join(&arena, &a, &b));
	expect(&a, joins[_i].joined);
	expect(&b, joins[_i].b);
}
END_TEST

/* A sequence that has grown beyond its room, and one that shares its room with nobody. */
START_TEST(many_are_joined_one_after_the_other)
{
	struct pattern_segment a = set_of(""), b = set_of("x"), two = set_read("p|q");

	for (int i = 0; i < 9; i++)
		ck_assert(pattern_set_join(&arena, &a, &b));
	expect(&a, "xxxxxxxxx");
	ck_assert(pattern_set_join(&arena, &a, &two));
	ck_assert(pattern_set_join(&arena, &a, &b));
	expect(&a, "xxxxxxxxxpx|xxxxxxxxxqx");
}
END_TEST

START_TEST(too_many_are_refused)
{
	struct pattern_segment a = set_of("a"), two = set_read("b|c"), many = set_of(""), one = set_of("d");

	for (int i = 0; i < 12; i++)
		ck_assert(pattern_set_join(&arena, &many, &two));
	ck_assert_uint_eq(many.n, 4096);
	ck_assert(!pattern_set_join(&arena, &many, &two));
	ck_assert(!pattern_set_add(&arena, &many, &one));
	ck_assert_uint_eq(many.n, 4096);
	ck_assert(pattern_set_join(&arena, &many, &one));
	ck_assert(pattern_set_join(&arena, &a, &many));
	ck_assert_uint_eq(a.n, 4096);
}
END_TEST

static const struct {
	const char *set, *merged;
} merges[] = {
	{ "a|b", "(ab)" }, { "b|a", "(ab)" }, { "c|a|b|a", "(abc)" }, { "a", "a" }, { "a|a", "a" },
	{ "ab|c|d|", "ab|(cd)|" }, { "|b|cd|a", "|(ab)|cd" }, { "ab|cd", "ab|cd" }, { "a|.|b", "(ab)|." }, { ".", "." },
};

START_TEST(words_are_merged)
{
	struct pattern_segment s = set_read(merges[_i].set);

	pattern_set_merge(&arena, &s);
	expect(&s, merges[_i].merged);
	/* nothing is left to be merged */
	pattern_set_merge(&arena, &s);
	expect(&s, merges[_i].merged);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pattern_set");
	TCase *tcase = tcase_create("pattern_set");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, NULL, close_arena);
	tcase_add_loop_test(tcase, sets_are_joined, 0, sizeof joins / sizeof *joins);
	tcase_add_test(tcase, many_are_joined_one_after_the_other);
	tcase_add_test(tcase, too_many_are_refused);
	tcase_add_loop_test(tcase, words_are_merged, 0, sizeof merges / sizeof *merges);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
