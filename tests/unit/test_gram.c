#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "gram.h"
#include "phrase.h"

static struct grams *grams;
static struct lexicon *lexicon;

static struct lexicon *
words(void)
{
	static const char *const row[][2] = {
		{ "im", "i am" }, { "*'m", "am" }, { "*n't", "not" }, { "dollars", "<currency>" }, { "gotta", "have got to" },
	};
	struct lexicon *lex = lexicon_new();
	struct buf why = { 0 };

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		ck_assert(lexicon_reading(lex, str_of(row[i][0]), str_of(row[i][1]), &why));
	return lex;
}

static void
setup(void)
{
	lexicon = words();
	grams = gram_new(lexicon);
}

static void
teardown(void)
{
	gram_free(grams);
	lexicon_free(lexicon);
}

static void
collect(struct str pattern, void *data)
{
	struct buf *all = data;

	buf_str(all, pattern);
	buf_char(all, '|');
}

static const char *
kept(uint32_t count, uint32_t groups, size_t most)
{
	static struct buf all;

	buf_reset(&all);
	buf_str(&all, STR(""));
	gram_each(grams, &(struct gram_options){ count, groups, most }, collect, &all);
	return all.n ? all.p : "";
}

static void
add(const char *text, uint64_t group)
{
	gram_add(grams, str_of(text), group);
}

START_TEST(runs)
{
	add("b c d e", 1);
	add("c d", 2);
	add("d e b", 3);
	add("e", 3);
	/* b c and all with it stand only once; c only where c d does, and the shorter one is kept */
	ck_assert_str_eq(kept(2, 1, 100), "b|c|d|d e|e|");
	ck_assert_str_eq(kept(3, 1, 100), "d|e|");
}
END_TEST

/* Contractions are what they stand for, numbers are classes, and nothing reaches over the end of a sentence. */
START_TEST(readings)
{
	for (uint64_t i = 1; i <= 2; i++) {
		add("Im here. You aren't", i);
		add("i'm", i);
		add("am HERE", i);
		add("you", i);
		add("not", i);
		add("pay 20 dollars now, or 7", i);
		add("pay 7", i);
		add("now", i);
		add("i", i);
		add("here", i);
	}
	const char *all = kept(4, 1, 100);
	ck_assert_ptr_nonnull(strstr(all, "i am|"));
	ck_assert_ptr_nonnull(strstr(all, "am here|"));
	ck_assert_ptr_null(strstr(all, "here you"));
	ck_assert_ptr_null(strstr(all, "aren"));
	ck_assert_ptr_null(strstr(all, "7"));
	ck_assert_ptr_null(strstr(all, "20"));
	all = kept(2, 1, 100);
	ck_assert_ptr_nonnull(strstr(all, "<money>|"));
	ck_assert_ptr_nonnull(strstr(all, "<number>|"));
	ck_assert_ptr_null(strstr(all, "<money> dollars"));
}
END_TEST

START_TEST(interactions)
{
	for (int i = 0; i < 9; i++)
		add("much of it here", 1);
	add("some here", 2);
	add("some here", 3);
	ck_assert_str_eq(kept(2, 2, 100), "here|some|");
	ck_assert_str_eq(kept(2, 3, 100), "here|");
}
END_TEST

/* Names of people and brands are no way to speak; a word that starts the sentence is none. */
START_TEST(names)
{
	for (uint64_t i = 1; i <= 4; i++) {
		add("ask Priya now", i);
		add(i == 1 ? "we Ship now" : "we ship now", i);
		add("Sorry", i);
		add("now", i);
		add("we", i);
	}
	ck_assert_str_eq(kept(4, 1, 100), "ask|now|we|ship|sorry|");
}
END_TEST

/* So many are too many: the rarer ones go. */
START_TEST(most)
{
	add("b. c. d", 1);
	add("b. c", 2);
	add("b", 3);
	ck_assert_str_eq(kept(1, 1, 3), "b|c|d|");
	ck_assert_str_eq(kept(1, 1, 2), "b|c|");
	ck_assert_str_eq(kept(1, 1, 1), "b|");
}
END_TEST

struct reader {
	struct lexicon *lex;
	struct phrase_set *set;
	struct arena arena;
	size_t n;
};

static void
read_back(struct str text, void *data)
{
	struct reader *r = data;
	struct pattern p;
	struct buf why = { 0 };

	ck_assert_msg(pattern_read(r->lex, text, &r->arena, &p, &why), "%s: %s", text.p, why.p);
	ck_assert(phrase_set_add(r->set, &p, (struct phrase_say){ 0, 1000 }, &why));
	r->n++;
}

/* Each is found again in the text that it was taken from, by the language of patterns. */
START_TEST(found_again)
{
	static const char text[] = "I'm sorry, gotta pay 20 dollars! Didn't e-mail jo@example.com at 3rd o'clock; <NAME> said Caf\u00E9 na\u00EFve";
	struct reader r = { .lex = words() };
	struct phrase_work work = { .places = true };
	struct buf why = { 0 };

	add(text, 1);
	r.set = phrase_set_new(r.lex);
	/* all of them: what stands only in a longer run is asked for in other messages */
	gram_each(grams, &(struct gram_options){ 1, 1, 1000 }, read_back, &r);
	ck_assert_uint_gt(r.n, 12);
	lexicon_close(r.lex);
	ck_assert(phrase_set_compile(r.set, (const int32_t[]){ 1 }, 1, true, &why));
	phrase_match(r.set, &work, STR(text));
	ck_assert_uint_eq(work.n, r.n);
	phrase_work_free(&work);
	phrase_set_free(r.set);
	arena_free(&r.arena);
	lexicon_free(r.lex);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("gram");
	TCase *t = tcase_create("gram");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, runs);
	tcase_add_test(t, readings);
	tcase_add_test(t, interactions);
	tcase_add_test(t, names);
	tcase_add_test(t, most);
	tcase_add_test(t, found_again);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
