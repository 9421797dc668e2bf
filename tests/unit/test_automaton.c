#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "automaton.h"

/* Runs are written as words, two of which may stand for one (a|b), beginnings (ab*), sentence ends, and : for any of these. */
static struct lexicon *lex;
static struct automaton *automaton;
static struct automaton_cache *cache;
static uint32_t words[64][2];           /* of the items in hand */

static void
open_automaton(void)
{
	lex = lexicon_new();
	automaton = automaton_new(lex);
}

static void
close_automaton(void)
{
	automaton_cache_free(cache);
	automaton_free(automaton);
	lexicon_free(lex);
	cache = NULL;
}

/* A run such as "a b|c ." under that number. */
static void
add(const char *run, bool anchored, unsigned kind, uint32_t what)
{
	struct pattern_item item[16];
	struct str rest = str_of(run), part, word;
	size_t n = 0;

	while (str_next(&rest, ' ', &part)) {
		item[n] = (struct pattern_item){ .kind = PATTERN_WORDS, .word = words[n] };
		if (strchr(".?!:", part.p[0])) {
			item[n].kind = PATTERN_END;
			item[n].value = part.p[0] == ':' ? TOKEN_WORD : part.p[0] == '.' ? TOKEN_STOP :
			    part.p[0] == '?' ? TOKEN_QUESTION : TOKEN_EXCLAMATION;
		}
		while (item[n].kind == PATTERN_WORDS && str_next(&part, '|', &word))
			words[n][item[n].value++] = word.p[word.n - 1] == '*' ?
			    lexicon_prefix(lex, (struct str){ word.p, word.n - 1 }) : lexicon_number(lex, word);
		/* a set of words is sorted */
		if (item[n].value == 2 && item[n].kind == PATTERN_WORDS && words[n][0] > words[n][1]) {
			uint32_t first = words[n][0];
			words[n][0] = words[n][1];
			words[n][1] = first;
		}
		n++;
	}
	automaton_add(automaton, item, n, anchored, kind, what, 0);
}

/* What is found after each word of the text, "what@word ...", the kinds one after the other. */
static void
expect(const char *text, const char *want)
{
	struct str rest = str_of(text), word;
	struct buf got = { 0 };
	uint32_t state = AUTOMATON_START, at = 0;

	if (!cache) {
		ck_assert(automaton_compile(automaton));
		cache = automaton_cache_new(automaton);
	}
	buf_add(&got, "", 0);
	while (str_next(&rest, ' ', &word)) {
		const char *end = strchr(".?!", word.p[0]);
		uint32_t symbol = 0;
		if (end)
			symbol = automaton_words(automaton) + (*end == '.' ? TOKEN_STOP : *end == '?' ? TOKEN_QUESTION : TOKEN_EXCLAMATION);
		for (uint32_t i = 1; !end && i <= lexicon_count(lex); i++)
			if (!lexicon_numbered(lex, i)->prefix && str_eq(lexicon_numbered(lex, i)->spelling, word))
				symbol = i;
		const struct lexicon_word *prefix = symbol ? NULL : lexicon_find_prefix(lex, word);
		if (prefix)
			symbol = prefix->number;
		state = symbol ? automaton_next(cache, state, symbol) : AUTOMATON_EMPTY;
		const struct automaton_state *s = &cache->state[state];
		for (uint32_t k = s->use; k < s->use + s->end[AUTOMATON_KINDS - 1]; k++)
			buf_printf(&got, "%s%u@%u", got.n ? " " : "", cache->use[k].what, at);
		at++;
	}
	ck_assert_msg(strcmp(got.p ? got.p : "", want) == 0, "%s: found \"%s\", not \"%s\"", text, got.p, want);
	buf_free(&got);
}

START_TEST(runs)
{
	add("a b", false, 0, 1);
	add("b c", false, 1, 2);
	add("a b c d", false, 0, 3);
	add("c", false, 2, 4);
	expect("a b", "1@1");
	expect("a b c", "1@1 2@2 4@2");
	expect("a b c d", "1@1 2@2 4@2 3@3");
	expect("a a b a x b c", "1@2 2@6 4@6");
	expect("a b x d", "1@1");
	expect("", "");
}
END_TEST

START_TEST(start_of_the_text)
{
	add("a b", true, 1, 1);
	add("b", false, 0, 2);
	expect("a b", "2@1 1@1");
	expect("x a b", "2@2");
	expect("b a b", "2@0 2@2");
	expect("a a b", "2@2");
}
END_TEST

START_TEST(sets_and_beginnings)
{
	add("a|b c", false, 0, 1);
	add("b|x c", false, 1, 2);
	add("ca* c", false, 2, 3);
	add("cab* c", false, 2, 4);
	add("cat", false, 0, 5);
	expect("a c", "1@1");
	expect("b c", "1@1 2@1");
	expect("x c", "2@1");
	expect("c c", "");
	/* a word of its own, one that only beginnings know, the beginnings themselves */
	expect("cat c", "5@0 3@1");
	expect("car c", "3@1");
	expect("ca c", "3@1");
	expect("cabs x", "");
}
END_TEST

START_TEST(ends_of_sentences)
{
	add("a .", false, 0, 1);
	add("a :", false, 1, 2);
	add("a ? b", false, 0, 3);
	expect("a . b", "1@1 2@1");
	expect("a ? b", "2@1 3@2");
	expect("a ! b", "2@1");
	expect("a b", "");
}
END_TEST

START_TEST(kinds_come_in_their_order)
{
	add("a", false, 2, 1);
	add("a", false, 0, 2);
	add("a", false, 1, 3);
	expect("a", "2@0 3@0 1@0");
	const struct automaton_state *s = &cache->state[automaton_next(cache, AUTOMATON_START, 1)];
	ck_assert_uint_eq(s->end[0] - s->use, 1);
	ck_assert_uint_eq(s->end[1] - s->end[0], 1);
	ck_assert_uint_eq(s->end[2] - s->end[1], 1);
}
END_TEST

START_TEST(nothing_to_find)
{
	expect("a b .", "");
	ck_assert_uint_eq(automaton_words(automaton), 0);
}
END_TEST

/* The count of moves made wraps in a very long run: a label that no symbol had so far must not seem to be the symbol's. */
START_TEST(the_count_of_moves_wraps)
{
	add("a b", false, 0, 1);
	add("c d", false, 0, 2);
	expect("a", "");
	uint32_t a = automaton_next(cache, AUTOMATON_START, lexicon_number(lex, STR("a")));
	for (uint32_t before = UINT32_MAX; before != 2; before++) {
		cache->epoch = before;
		uint32_t s = automaton_make(cache, a, lexicon_number(lex, STR("c")));
		ck_assert_uint_eq(cache->of[s].n, 1);
		ck_assert_uint_eq(cache->state[s].end[AUTOMATON_KINDS - 1], 0);
	}
	expect("a b", "1@1");
	expect("c d a c d", "2@1 2@4");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("automaton");
	TCase *tcase = tcase_create("automaton");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, open_automaton, close_automaton);
	tcase_add_test(tcase, runs);
	tcase_add_test(tcase, start_of_the_text);
	tcase_add_test(tcase, sets_and_beginnings);
	tcase_add_test(tcase, ends_of_sentences);
	tcase_add_test(tcase, kinds_come_in_their_order);
	tcase_add_test(tcase, nothing_to_find);
	tcase_add_test(tcase, the_count_of_moves_wraps);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
