#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lexicon.h"
#include "quick.h"

static struct quick q;

static void
close_table(void)
{
	quick_free(&q);
}

static const struct quick_word *
find(struct str word)
{
	uint64_t key[2] = { 0 };

	memcpy(key, word.p, word.n);
	return quick_find(&q, key[0], key[1]);
}

static const struct {
	const char *word;
	bool fits;
} words[] = {
	{ "", false }, { "a", true }, { "z", true }, { "abcdefghijklmnop", true }, { "abcdefghijklmnopq", false },
	{ "don't", true }, { "y'all'd", true }, { "n't", true }, { "'tis", false }, { "dogs'", false }, { "a''b", false }, { "'", false },
	{ "B", false }, { "a1", false }, { "a b", false }, { "a`b", false }, { "{", false }, { "\u00E9t\u00E9", false },
};

START_TEST(letters_and_apostrophes_fit)
{
	ck_assert_int_eq(quick_fits(str_of(words[_i].word)), words[_i].fits);
}
END_TEST

/* Of all lengths, many enough for the table to grow; their beginnings are no words. */
START_TEST(words_are_found_by_their_bytes)
{
	char word[QUICK_MAX + 1];

	for (uint32_t i = 0; i < 5000; i++) {
		snprintf(word, sizeof word, "%.*s%c%c%c", (int)(i % 14), "abcdefghijklm", 'n' + (int)(i % 11), 'a' + (int)(i / 11 % 26),
		    'a' + (int)(i / 286 % 26));
		struct token token = { .word = i + 1, .hash = ~i };
		quick_add(&q, str_of(word), &token, 1);
	}
	ck_assert_uint_eq(q.n, 5000);
	ck_assert_uint_ge(q.slots, 10000);
	for (uint32_t i = 0; i < 5000; i++) {
		snprintf(word, sizeof word, "%.*s%c%c%c", (int)(i % 14), "abcdefghijklm", 'n' + (int)(i % 11), 'a' + (int)(i / 11 % 26),
		    'a' + (int)(i / 286 % 26));
		const struct quick_word *w = find(str_of(word));
		ck_assert_ptr_nonnull(w);
		ck_assert(w->plain);
		ck_assert_uint_eq(w->token.word, i + 1);
		ck_assert_uint_eq(w->token.hash, ~i);
	}
	ck_assert_ptr_null(find(STR("abcdefgh")));
	ck_assert_ptr_null(find(STR("abcdefghijklm")));
}
END_TEST

START_TEST(words_may_have_several_tokens_or_none)
{
	const struct token two[] = { { .word = 7 }, { .word = 8 } }, three[] = { { .word = 1 }, { .word = 2 }, { .word = 3 } };

	quick_add(&q, STR("dont"), two, 2);
	quick_add(&q, STR("dunno"), three, 3);
	quick_add(&q, STR("june"), NULL, 0);
	const struct quick_word *w = find(STR("dunno"));
	ck_assert(!w->plain);
	ck_assert_uint_eq(w->parts, 3);
	for (size_t i = 0; i < 3; i++)
		ck_assert_uint_eq(q.part[w->token.word + i].word, i + 1);
	w = find(STR("dont"));
	ck_assert_uint_eq(w->parts, 2);
	ck_assert_uint_eq(q.part[w->token.word].word, 7);
	w = find(STR("june"));
	ck_assert(!w->plain);
	ck_assert_uint_eq(w->parts, 0);
}
END_TEST

START_TEST(hash_is_that_of_the_lexicon)
{
	char bytes[QUICK_MAX + 8] = { 0 };

	for (size_t n = 1; n <= QUICK_MAX; n++) {
		bytes[n - 1] = (char)('a' + n);
		uint64_t hash = quick_hash(lexicon_chunk(bytes), lexicon_chunk(bytes + 8));
		ck_assert_uint_eq((uint32_t)(hash ^ hash >> 32), lexicon_hash(bytes, n));
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("quick");
	TCase *tcase = tcase_create("quick");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, NULL, close_table);
	tcase_add_loop_test(tcase, letters_and_apostrophes_fit, 0, sizeof words / sizeof *words);
	tcase_add_test(tcase, words_are_found_by_their_bytes);
	tcase_add_test(tcase, words_may_have_several_tokens_or_none);
	tcase_add_test(tcase, hash_is_that_of_the_lexicon);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
