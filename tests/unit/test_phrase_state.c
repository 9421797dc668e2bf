#include "phrases.h"
#include "suite.h"

static struct finder f;

static void
open_finder(void)
{
	finder_open(&f, "");
	finder_add(&f, "a ... b");
	finder_add(&f, "<number> ... b");
	finder_add(&f, "a");
	finder_add(&f, "{words>=2} {questions<1} c");
}

static void
close_finder(void)
{
	finder_close(&f);
}

static struct phrase_state *
start(const char *text)
{
	phrase_state_start(f.set, &f.work, str_of(text));
	return f.work.state;
}

START_TEST(first_and_last_words)
{
	static const struct {
		const char *text;
		uint32_t tokens, first, end;
	} cases[] = {
		{ "", 0, 0, 0 }, { "...", 1, 1, 0 }, { "? !", 2, 2, 0 }, { "hello", 1, 0, 1 }, { "hello!", 2, 0, 1 },
		{ "...hello", 2, 1, 2 }, { "? hello there. Bye!", 6, 1, 5 },
	};

	finder_compile(&f);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct phrase_state *st = start(cases[i].text);
		ck_assert_msg(f.work.tokens.n == cases[i].tokens && st->first == cases[i].first && st->end == cases[i].end,
		    "\"%s\": %zu tokens, %u to %u", cases[i].text, f.work.tokens.n, st->first, st->end);
	}
}
END_TEST

START_TEST(a_pattern_says_it_once)
{
	static const int32_t threshold[] = { 1, 1, 1 };
	struct finder two;
	struct buf why = { 0 };

	finder_open(&two, "");
	for (uint32_t i = 0; i < 3; i++) {
		struct arena arena = { 0 };
		struct pattern p;
		ck_assert(pattern_read(two.lex, STR("x"), &arena, &p, &why));
		ck_assert(phrase_set_add(two.set, &p, (struct phrase_say){ i / 2, i == 1 ? -30 : 100 }, &why));
		arena_free(&arena);
	}
	ck_assert(phrase_set_compile(two.set, threshold, 2, true, &why));
	phrase_state_start(two.set, &two.work, STR("x"));
	struct phrase_state *st = two.work.state;
	ck_assert(phrase_state_say(st, 0));
	ck_assert(!phrase_state_say(st, 0));
	ck_assert(phrase_state_say(st, 1));
	ck_assert_uint_eq(st->ntouched, 1);
	ck_assert_int_eq(phrase_sum(&two.work, 0), 70);
	ck_assert_int_eq(phrase_sum(&two.work, 1), 0);
	ck_assert(phrase_state_say(st, 2));
	ck_assert_uint_eq(st->ntouched, 2);
	ck_assert_uint_eq(st->touched[1], 1);
	/* the next text begins with nothing */
	phrase_state_start(two.set, &two.work, STR("x"));
	ck_assert_uint_eq(st->ntouched, 0);
	ck_assert_int_eq(phrase_sum(&two.work, 0), 0);
	ck_assert(phrase_state_say(st, 1));
	ck_assert_int_eq(phrase_sum(&two.work, 0), -30);
	finder_close(&two);
	buf_free(&why);
}
END_TEST

START_TEST(places)
{
	finder_compile(&f);
	start("c b a");
	phrase_state_hit(f.set, &f.work, 2, 1, 3);
	phrase_state_hit(f.set, &f.work, 2, 0, 1);
	ck_assert_uint_eq(f.work.n, 1);
	ck_assert_uint_eq(f.work.hit[0].pattern, 2);
	ck_assert_uint_eq(f.work.hit[0].off, 2);
	ck_assert_uint_eq(f.work.hit[0].len, 3);
	/* not where nobody wants them */
	f.work.places = false;
	start("c b a");
	phrase_state_hit(f.set, &f.work, 2, 1, 3);
	ck_assert_uint_eq(f.work.n, 0);
	ck_assert_int_eq(phrase_sum(&f.work, 0), 1);
}
END_TEST

/* Of a set that looks only for what decides, what speaks against its subject has no place. */
START_TEST(no_place_for_what_speaks_against)
{
	static const int32_t threshold[] = { 1 };
	struct finder lazy;
	struct buf why = { 0 };

	finder_open(&lazy, "");
	for (int i = 0; i < 3; i++) {
		struct arena arena = { 0 };
		struct pattern p;
		ck_assert(pattern_read(lazy.lex, STR("x"), &arena, &p, &why));
		ck_assert(phrase_set_add(lazy.set, &p, (struct phrase_say){ 0, 1 - i }, &why));
		arena_free(&arena);
	}
	ck_assert(phrase_set_compile(lazy.set, threshold, 1, false, &why));
	lazy.work.places = true;
	phrase_state_start(lazy.set, &lazy.work, STR("x"));
	for (uint32_t i = 0; i < 3; i++)
		phrase_state_hit(lazy.set, &lazy.work, i, 0, 1);
	ck_assert_uint_eq(lazy.work.n, 1);
	ck_assert_uint_eq(lazy.work.hit[0].pattern, 0);
	finder_close(&lazy);
	buf_free(&why);
}
END_TEST

START_TEST(tests_are_asked_of_the_text_in_hand)
{
	finder_compile(&f);
	start("two words");
	ck_assert(phrase_state_holds(f.set, &f.work, 3, STR("two words")));
	ck_assert_uint_eq(f.work.state->taken, 1u << MEASURE_WORDS | 1u << MEASURE_QUESTIONS);
	ck_assert_int_eq(f.work.state->measure[MEASURE_WORDS], 2000);
	start("two words?");
	ck_assert_uint_eq(f.work.state->taken, 0);
	ck_assert(!phrase_state_holds(f.set, &f.work, 3, STR("two words?")));
	start("one");
	ck_assert(!phrase_state_holds(f.set, &f.work, 3, STR("one")));
	/* the first test that fails decides */
	ck_assert_uint_eq(f.work.state->taken, 1u << MEASURE_WORDS);
	/* no tests hold always */
	ck_assert(phrase_state_holds(f.set, &f.work, 0, STR("one")));
}
END_TEST

/* What the first letters decide leaves the measure unknown. */
START_TEST(capitals_are_counted_where_they_may_decide)
{
	const struct measure_range most = measure_range_of(MEASURE_CAPS, MEASURE_GT, 700);
	const struct measure_range half = measure_range_of(MEASURE_CAPS, MEASURE_NE, 500);

	finder_compile(&f);
	start("very FAR");
	ck_assert(!phrase_state_test(&f.work, &most, STR("very FAR")));
	ck_assert(!(f.work.state->taken & 1u << MEASURE_CAPS));
	/* the text is not looked through each time */
	ck_assert(!phrase_state_test(&f.work, &most, STR("very FAR")));
	ck_assert(f.work.state->taken & 1u << MEASURE_CAPS);
	ck_assert_int_eq(f.work.state->measure[MEASURE_CAPS], 428);
	start("all of it small");
	ck_assert(phrase_state_test(&f.work, &half, STR("all of it small")));
	ck_assert(!(f.work.state->taken & 1u << MEASURE_CAPS));
	start("VERY FAR");
	ck_assert(phrase_state_test(&f.work, &most, STR("VERY FAR")));
	ck_assert_int_eq(f.work.state->measure[MEASURE_CAPS], 1000);
	ck_assert(phrase_state_test(&f.work, &half, STR("VERY FAR")));
}
END_TEST

/* What was marked at the end of a text does not lead on in the next, be the first as long as it may. */
START_TEST(texts_are_far_apart)
{
	static const int lengths[] = { 0, 1, 2, 99, CHAIN_FAR - 1, CHAIN_FAR, CHAIN_FAR + 1, CHAIN_FAR + 2, CHAIN_FAR + 3, 2 * CHAIN_FAR };
	static const char *const next[] = { "b", "x b", "x x b", "x x x b" };
	struct buf text = { 0 };

	finder_compile(&f);
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		for (size_t k = 0; k < sizeof next / sizeof *next; k++) {
			buf_reset(&text);
			for (int n = 0; n < lengths[i]; n++)
				buf_str(&text, STR("x "));
			buf_str(&text, STR("5 a"));
			finder_find(&f, text.p, text.n);
			ck_assert_uint_eq(f.work.n, 1);
			ck_assert_str_eq(finder_find(&f, next[k], strlen(next[k])), "");
		}
	buf_free(&text);
}
END_TEST

/* What was marked in a text does not lead on in the next, wherever the numbers of tokens are. */
START_TEST(numbers_of_tokens_wrap)
{
	static const uint32_t below[] = { 0, 1, 2, 3, 5, 8, CHAIN_FAR - 1, CHAIN_FAR, CHAIN_FAR + 1, CHAIN_FAR + 2, CHAIN_FAR + 5,
		2 * CHAIN_FAR, 2 * CHAIN_FAR + 2, 2 * CHAIN_FAR + 7, 3 * CHAIN_FAR };

	finder_compile(&f);
	finder_find(&f, "a", 1);
	for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
		for (int k = 0; k < 3; k++) {
			ck_assert_str_eq(finder_find(&f, "a x", 3), "2@0+1");
			if (k == 0)
				f.work.state->base = UINT32_MAX - below[i];
			ck_assert_str_eq(finder_find(&f, "b", 1), "");
			ck_assert_str_eq(finder_find(&f, "x 5 b", 5), "1@2+3");
			ck_assert_str_eq(finder_find(&f, "b x", 3), "");
			ck_assert_str_eq(finder_find(&f, "a x b 6", 7), "2@0+1 0@0+5");
		}
		ck_assert_uint_lt(f.work.state->base, UINT32_MAX - CHAIN_FAR);
	}
}
END_TEST

/* Marks that would stand where a text's first tokens come to stand after the wrap are forgotten. */
START_TEST(old_marks_are_forgotten)
{
	finder_compile(&f);
	finder_find(&f, "a", 1);
	for (size_t s = 0; s < f.set->chains.slots; s++)
		f.work.state->mark[s] = CHAIN_FAR + 1;
	f.work.state->base = UINT32_MAX - CHAIN_FAR;
	ck_assert_str_eq(finder_find(&f, "b", 1), "");
	ck_assert_uint_eq(f.work.state->base, CHAIN_FAR + 1);
	for (size_t s = 0; s < f.set->chains.slots; s++)
		ck_assert_uint_eq(f.work.state->mark[s], 0);
}
END_TEST

START_TEST(epochs_wrap)
{
	finder_compile(&f);
	finder_find(&f, "a b", 3);
	struct phrase_state *st = f.work.state;
	ck_assert_uint_eq(st->epoch, 1);
	/* the patterns keep the epoch 1 while the others pass */
	st->epoch = UINT32_MAX - 1;
	ck_assert_str_eq(finder_find(&f, "x", 1), "");
	ck_assert_uint_eq(st->epoch, UINT32_MAX);
	ck_assert_str_eq(finder_find(&f, "a b", 3), "2@0+1 0@0+3");
	ck_assert_uint_eq(st->epoch, 1);
	ck_assert_int_eq(phrase_sum(&f.work, 0), 2);
	ck_assert_str_eq(finder_find(&f, "a b", 3), "2@0+1 0@0+3");
	ck_assert_uint_eq(st->epoch, 2);
}
END_TEST

START_TEST(freed)
{
	phrase_state_free(NULL);
	finder_compile(&f);
	start("a b");
	phrase_work_free(&f.work);
	ck_assert_ptr_null(f.work.state);
	f.work.places = true;
	ck_assert_str_eq(finder_find(&f, "a b", 3), "2@0+1 0@0+3");
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		first_and_last_words, a_pattern_says_it_once, places, no_place_for_what_speaks_against, tests_are_asked_of_the_text_in_hand,
		capitals_are_counted_where_they_may_decide,
		texts_are_far_apart, numbers_of_tokens_wrap, old_marks_are_forgotten, epochs_wrap, freed,
	};

	return run_suite("phrase_state", tests, sizeof tests / sizeof *tests, open_finder, close_finder);
}
