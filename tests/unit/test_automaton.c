#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "automaton.h"
#include "util.h"

/* Runs are written as words, two of which may stand for one (a|b), beginnings (ab*), sentence ends, and : for any of these. */
static struct lexicon *lex;
static struct automaton *automaton;
static bool compiled;
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
	automaton_free(automaton);
	lexicon_free(lex);
	compiled = false;
}

static void
compile(void)
{
	struct buf why = { 0 };

	if (!compiled)
		ck_assert_msg(automaton_compile(automaton, &why), "%s", why.p);
	compiled = true;
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

/* A run that was found. */
struct hit {
	unsigned kind;
	uint32_t what;
};

static int
by_kind(const void *x, const void *y)
{
	const struct hit *a = x, *b = y;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return a->what < b->what ? -1 : a->what > b->what;
}

/* The number of a word as a text would have it. */
static uint32_t
symbol_of(struct str word)
{
	const char *end = strchr(".?!", word.p[0]);

	if (end)
		return automaton->words + (*end == '.' ? TOKEN_STOP : *end == '?' ? TOKEN_QUESTION : TOKEN_EXCLAMATION);
	for (uint32_t i = 1; i <= lexicon_count(lex); i++)
		if (!lexicon_numbered(lex, i)->prefix && str_eq(lexicon_numbered(lex, i)->spelling, word))
			return i;
	const struct lexicon_word *prefix = lexicon_find_prefix(lex, word);
	return prefix ? prefix->number : 0;
}

/* Adds the uses of what a word led to. */
static size_t
add_hits(struct hit *hit, size_t n, uint32_t to)
{
	if (!(to & AUTOMATON_USED))
		return n;
	const struct automaton_uses *u = automaton_uses(automaton, automaton_uses_at(automaton, to));
	for (unsigned kind = 0, k = 0; kind < AUTOMATON_KINDS; kind++)
		for (; k < u->end[kind]; k++)
			hit[n++] = (struct hit){ kind, u->use[k].what };
	return n;
}

/* What is found after each word of the text, "what@word ...", the kinds one after the other. Each start is followed as far as
 * it goes. */
static void
expect(const char *text, const char *want)
{
	struct str rest = str_of(text), word;
	struct buf got = { 0 };
	uint32_t live[64] = { 0 }, lives = 0, at = 0;
	struct hit hit[64];

	compile();
	live[lives++] = automaton->start;
	buf_add(&got, "", 0);
	for (; str_next(&rest, ' ', &word); at++) {
		struct automaton_symbol symbol = automaton->symbol[symbol_of(word)];
		uint32_t goes = 0;
		size_t n = 0;
		for (uint32_t k = 0; k <= lives; k++) {
			uint32_t to = k < lives ? comb_at(&automaton->moves, live[k], symbol.class) : symbol.to;
			n = add_hits(hit, n, to);
			if (to & AUTOMATON_GOES)
				live[goes++] = to & AUTOMATON_AT;
		}
		lives = goes;
		qsort(hit, n, sizeof *hit, by_kind);
		for (size_t k = 0; k < n; k++)
			buf_printf(&got, "%s%u@%u", got.n ? " " : "", hit[k].what, at);
	}
	ck_assert_msg(strcmp(got.p, want) == 0, "%s: found \"%s\", not \"%s\"", text, got.p, want);
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
	const struct automaton_uses *u = automaton_uses(automaton, automaton_uses_at(automaton, automaton->symbol[1].to));
	for (unsigned kind = 0; kind < AUTOMATON_KINDS; kind++)
		ck_assert_uint_eq(u->end[kind], kind < 3 ? kind + 1 : 3);
}
END_TEST

START_TEST(nothing_to_find)
{
	expect("a b .", "");
	ck_assert_uint_eq(automaton->words, 0);
}
END_TEST

/* Words of the same sets are one class; all that are in none, the unknown word among them, are the class 0. */
START_TEST(classes)
{
	add("a|b c", false, 0, 1);
	add("do* c", false, 0, 2);
	uint32_t x = lexicon_number(lex, STR("x"));
	compile();
	const struct automaton_symbol *symbol = automaton->symbol;
	ck_assert_uint_eq(symbol[symbol_of(STR("a"))].class, symbol[symbol_of(STR("b"))].class);
	ck_assert_uint_ne(symbol[symbol_of(STR("a"))].class, symbol[symbol_of(STR("c"))].class);
	ck_assert_uint_ne(symbol[symbol_of(STR("a"))].class, symbol[symbol_of(STR("dog"))].class);
	ck_assert_uint_eq(symbol[x].class, 0);
	ck_assert_uint_eq(symbol[0].class, 0);
	for (uint32_t end = TOKEN_STOP; end <= TOKEN_EXCLAMATION; end++)
		ck_assert_uint_eq(symbol[automaton->words + end].class, 0);
	ck_assert_uint_eq(symbol[0].to, 0);
}
END_TEST

/* A word or a longer beginning that gets a number later goes on being what only its beginning made it. */
START_TEST(words_that_come_later)
{
	add("ca* c", false, 0, 1);
	add("d", false, 0, 2);
	expect("cable c", "1@1");
	lexicon_number(lex, STR("cable"));
	lexicon_prefix(lex, STR("cabl"));
	lexicon_number(lex, STR("e"));
	automaton_renew(automaton);
	expect("cable c", "1@1");
	expect("cables c", "1@1");
	expect("e d", "2@1");
	expect("cable e", "");
}
END_TEST

/* In the place i of all runs two words may stand, one of them not in the run i: so texts leave out runs in 2^21 ways. */
START_TEST(too_many_states)
{
	enum { N = 21 };
	struct pattern_item item[N];
	uint32_t set[N][2];
	struct buf why = { 0 };

	for (uint32_t i = 0; i < N; i++)
		for (uint32_t k = 0; k < 2; k++) {
			char word[] = { (char)('a' + i), (char)('a' + k), 0 };
			set[i][k] = lexicon_number(lex, str_of(word));
		}
	for (uint32_t r = 0; r < N; r++) {
		for (uint32_t i = 0; i < N; i++)
			item[i] = (struct pattern_item){ .kind = PATTERN_WORDS, .value = i == r ? 1 : 2, .word = set[i] };
		automaton_add(automaton, item, N, false, 0, r, 0);
	}
	ck_assert(!automaton_compile(automaton, &why));
	ck_assert_str_eq(why.p, "the patterns' alternatives overlap in too many ways");
	buf_free(&why);
}
END_TEST

/* What is read from an image finds the same. */
START_TEST(an_image)
{
	struct buf bytes = { 0 };
	struct image out = { .out = &bytes };

	add("a b|c", false, 0, 1);
	add("c", true, 3, 2);
	expect("c a b a c", "2@0 1@2 1@4");
	automaton_image(automaton, &out);
	char *copy = util_alloc(bytes.n, 1);
	memcpy(copy, bytes.p, bytes.n);
	struct image in = { .in = { copy, bytes.n } };
	automaton_free(automaton);
	automaton = automaton_new(lex);
	automaton_image(automaton, &in);
	ck_assert(!in.broken);
	ck_assert_uint_eq(in.in.n, 0);
	expect("c a b a c", "2@0 1@2 1@4");
	automaton_free(automaton);
	automaton = NULL;
	free(copy);
	buf_free(&bytes);
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
	tcase_add_test(tcase, classes);
	tcase_add_test(tcase, words_that_come_later);
	tcase_add_test(tcase, too_many_states);
	tcase_add_test(tcase, an_image);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
