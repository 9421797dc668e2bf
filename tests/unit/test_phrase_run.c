#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "naive_run.h"
#include "phrase_run.h"
#include "suite.h"

#define ITEMS 12
#define RUNS 40
#define WORDS 6
/* Automatons per test, texts for each. */
#define AUTOMATONS 10
#define TEXTS 50

static struct lexicon *lex;
static struct automaton *automaton;
static struct phrase_runs runs;
static struct naive_run run[RUNS];
static uint32_t count;
/* A text as a list of exactly that many tokens, so that a look behind it is seen. */
static struct token_list list;

static void
setup(void)
{
	lex = lexicon_new();
	automaton = automaton_new(lex);
	for (uint32_t w = 0; w < WORDS; w++)
		ck_assert_uint_eq(lexicon_number(lex, (struct str){ &"abcdef"[w], 1 }), w + 1);
	count = 0;
}

static void
teardown(void)
{
	phrase_runs_free(&runs);
	runs = (struct phrase_runs){ 0 };
	free(list.at);
	list = (struct token_list){ 0 };
	automaton_free(automaton);
	lexicon_free(lex);
}

/* Gives the automaton the last run. */
static void
add_run(void)
{
	static uint32_t number[NAIVE_LONGEST][WORDS];
	struct pattern_item item[NAIVE_LONGEST];
	const struct naive_run *r = &run[count];

	for (uint32_t i = 0; i < r->n; i++) {
		item[i] = (struct pattern_item){ .kind = PATTERN_WORDS, .word = number[i] };
		for (uint32_t w = 0; w < WORDS; w++)
			if (r->item[i].bits >> w & 1)
				number[i][item[i].value++] = w + 1;
		if (!r->item[i].bits)
			item[i] = (struct pattern_item){ .kind = PATTERN_END, .value = r->item[i].end };
	}
	automaton_add(automaton, item, r->n, r->anchored, r->kind, count++, r->gate);
}

static enum token_kind
kind_of(char c)
{
	return c == '.' ? TOKEN_STOP : c == '?' ? TOKEN_QUESTION : c == '!' ? TOKEN_EXCLAMATION : TOKEN_WORD;
}

/* A run of letters, each a word, and sentence ends, ':' any of them. */
static void
add(const char *items, bool anchored)
{
	struct naive_run *r = &run[count];

	*r = (struct naive_run){ .n = (uint32_t)strlen(items), .anchored = anchored, .kind = 2 };
	for (uint32_t i = 0; i < r->n; i++)
		r->item[i] = (struct naive_item){ items[i] >= 'a' ? 1u << (items[i] - 'a') : 0, kind_of(items[i]) };
	add_run();
}

static void
add_random(uint32_t longest)
{
	struct naive_run *r = &run[count];

	*r = (struct naive_run){ .n = 1 + below(longest), .anchored = below(5) == 0, .kind = below(AUTOMATON_KINDS), .gate = below(3) };
	for (uint32_t i = 0; i < r->n; i++) {
		r->item[i].bits = below(7) ? 1u << below(WORDS) | (below(3) ? 0 : 1u << below(WORDS)) : 0;
		r->item[i].end = below(TOKEN_EXCLAMATION + 1);
	}
	add_run();
}

static void
compile(void)
{
	struct buf why = { 0 };

	ck_assert_msg(automaton_compile(automaton, &why), "%s", why.p);
}

static void
resize(size_t n)
{
	free(list.at);
	list.at = util_alloc(n, sizeof *list.at);
	list.n = list.cap = n;
}

/* A text of letters and sentence ends; other letters are unknown. */
static void
read_text(const char *text)
{
	resize(strlen(text));
	for (size_t i = 0; i < list.n; i++) {
		list.at[i].kind = (uint8_t)kind_of(text[i]);
		list.at[i].word = text[i] >= 'a' && text[i] < 'a' + WORDS ? (uint32_t)(text[i] - 'a') + 1 : 0;
	}
}

static void
read_random(uint32_t n)
{
	resize(n);
	for (size_t i = 0; i < n; i++) {
		list.at[i].kind = (uint8_t)(below(6) ? TOKEN_WORD : 1 + below(TOKEN_EXCLAMATION));
		list.at[i].word = list.at[i].kind == TOKEN_WORD ? below(WORDS + 1) : 0;
	}
}

/* Whether the uses there are those of n runs. */
static bool
are_uses(uint32_t at, const struct naive_run *const *on, size_t n)
{
	const struct automaton_uses *uses = automaton_uses(automaton, at);
	bool same = true;

	for (unsigned kind = 0, k = 0; kind < AUTOMATON_KINDS; kind++) {
		for (; k < n && on[k]->kind == kind; k++)
			same &= run + uses->use[k].what == on[k] && uses->use[k].gate == on[k]->gate;
		same &= uses->end[kind] == k;
	}
	return same;
}

/* The next ones of a list must be those. */
static void
expect(const uint32_t *uses, size_t all, size_t *next, const struct naive_run *const *on, size_t n)
{
	ck_assert(*next < all && are_uses(uses[(*next)++], on, n));
}

/* The runs with uses of the kinds 0 and 1, the shortest first; of these the anchored one last. */
static void
compare_firsts(uint32_t start)
{
	const struct naive_run *on[RUNS];
	size_t firsts = 0, seconds = 0;

	for (size_t length = 1; length <= list.n; length++)
		for (int anchored = 0; anchored < 2; anchored++)
			for (size_t end = start + length; end <= (anchored ? start + length : list.n) && end <= list.n; end++) {
				size_t n = naive_runs(run, count, &list.at[end - length], length, anchored, on), i = 0;
				if (n > 0 && on[0]->kind == 0)
					expect(runs.first, runs.firsts, &firsts, on, n);
				while (i < n && on[i]->kind == 0)
					i++;
				if (i < n && on[i]->kind == 1)
					expect(runs.second, runs.seconds, &seconds, on, n);
			}
	ck_assert_uint_eq(runs.firsts, firsts);
	ck_assert_uint_eq(runs.seconds, seconds);
}

/* Those with uses of other kinds from wanted on, in order of tokens, of a token the shortest first; how many there are. */
static size_t
compare_ends(uint32_t start, unsigned wanted)
{
	const struct naive_run *on[RUNS];
	size_t ends = 0;

	for (size_t i = 0; i < list.n; i++) {
		ck_assert(runs.from[i] == ends);
		for (size_t from = i + 1; from-- > start;)
			for (int anchored = 0; anchored < (from == start ? 2 : 1); anchored++) {
				size_t n = naive_runs(run, count, &list.at[from], i + 1 - from, anchored, on);
				if (n == 0 || on[n - 1]->kind < wanted)
					continue;
				const struct phrase_end *end = &runs.end[ends++];
				ck_assert(ends <= runs.ends && end->token == i && are_uses(end->uses, on, n));
			}
	}
	ck_assert_uint_eq(runs.from[list.n], ends);
	ck_assert_uint_eq(runs.ends, ends);
	return ends;
}

/* All that is found in the list from start on against a search for every run at every place; how many are in order. */
static size_t
compare(uint32_t start)
{
	phrase_runs_find(&runs, automaton, &list, start, true);
	compare_firsts(start);
	compare_ends(start, 1);
	phrase_runs_find(&runs, automaton, &list, start, false);
	compare_firsts(start);
	return compare_ends(start, 2);
}

/* How many ends there are in a text. */
static size_t
ends_in(const char *text, uint32_t start)
{
	read_text(text);
	return compare(start);
}

/* The run of an end that is of one alone. */
static uint32_t
what(uint32_t end)
{
	return automaton_uses(automaton, runs.end[end].uses)->use[0].what;
}

START_TEST(the_shortest_first)
{
	static const uint32_t order[] = { 1, 2, 0 };

	add("abc", false);
	add("c", false);
	add("bc", false);
	add("abcd", false);
	compile();
	ck_assert_uint_eq(ends_in("abcd", 0), 4);
	for (uint32_t i = 0; i < 3; i++) {
		ck_assert_uint_eq(runs.end[i].token, 2);
		ck_assert_uint_eq(what(i), order[i]);
	}
	ck_assert_uint_eq(ends_in("abxcd", 0), 1);
	ck_assert_uint_eq(ends_in("abc.abcd", 0), 7);
}
END_TEST

START_TEST(anchored)
{
	add("ab", true);
	add("ab", false);
	add("b", true);
	compile();
	ck_assert_uint_eq(ends_in("ab", 0), 2);
	ck_assert_uint_eq(what(0), 1);
	ck_assert_uint_eq(what(1), 0);
	ck_assert_uint_eq(ends_in("bab", 0), 2);
	ck_assert_uint_eq(ends_in("xab", 0), 1);
	/* what stands before start is not looked at */
	ck_assert_uint_eq(ends_in("bab", 1), 2);
	ck_assert_uint_eq(ends_in("..ab", 2), 2);
	ck_assert_uint_eq(ends_in("aab", 2), 1);
}
END_TEST

START_TEST(sentence_ends)
{
	add("a:b", false);
	add("a.", false);
	add("?", false);
	compile();
	ck_assert_uint_eq(ends_in("a.b", 0), 2);
	ck_assert_uint_eq(ends_in("a?b", 0), 2);
	ck_assert_uint_eq(ends_in("a!!b", 0), 0);
	ck_assert_uint_eq(ends_in("...?", 0), 1);
}
END_TEST

/* Also after a text in which there was something. */
START_TEST(nothing_to_find)
{
	add("a", false);
	add(".", false);
	compile();
	for (int i = 0; i < 2; i++) {
		ck_assert_uint_eq(ends_in("", 0), 0);
		ck_assert_uint_eq(ends_in("bbb", 0), 0);
		ck_assert_uint_eq(ends_in("...", 3), 0);
		ck_assert_uint_eq(ends_in("a.a", 3), 0);
		ck_assert_uint_eq(ends_in("aaa", 0), 3);
	}
}
END_TEST

START_TEST(no_runs)
{
	compile();
	ck_assert_uint_eq(ends_in("", 0), 0);
	ck_assert_uint_eq(ends_in("a.b", 0), 0);
}
END_TEST

/* Texts of all lengths, for memory grows in steps; the run that is as long and one that would go on behind the end. */
START_TEST(as_long_as_the_text)
{
	enum { PART = NAIVE_LONGEST / 3 };
	char text[NAIVE_LONGEST + 1] = { 0 };

	for (uint32_t n = 1; n <= PART; n++) {
		memset(text, 'a', n);
		add(text, false);
	}
	memset(text, 'a', NAIVE_LONGEST);
	add(text, true);
	compile();
	for (uint32_t n = 0; n <= NAIVE_LONGEST; n++) {
		text[n] = 0;
		/* each token ends all runs that have room before it, and the last one the anchored one */
		uint32_t growing = n < PART ? n : PART;
		ck_assert_uint_eq(ends_in(text, 0), growing * (growing + 1) / 2 + (n - growing) * PART + (n == NAIVE_LONGEST));
		text[n] = 'a';
	}
}
END_TEST

/* Anew, with random numbers of its own. */
static void
restart(uint64_t number)
{
	teardown();
	setup();
	seed = number;
}

/* Many texts in a row, long and short ones by turns. */
START_TEST(random_texts)
{
	size_t ends = 0;

	for (uint64_t k = 0; k < AUTOMATONS; k++) {
		restart(k);
		while (count < RUNS)
			add_random(count % 2 ? 3 : ITEMS);
		compile();
		for (int i = 0; i < TEXTS; i++) {
			read_random(below(i % 3 ? 12 : 80));
			ends += compare(below(4) ? 0 : below((uint32_t)list.n + 1));
		}
	}
	ck_assert_uint_gt(ends, AUTOMATONS * TEXTS);
}
END_TEST

/* Two words, so that runs are in each other and in themselves. */
START_TEST(random_texts_of_two_words)
{
	size_t ends = 0;

	for (uint64_t k = 0; k < AUTOMATONS; k++) {
		restart(k);
		while (count < RUNS / 2) {
			char items[6] = { 0 };
			for (uint32_t i = 0, n = 1 + below(5); i < n; i++)
				items[i] = "ab"[below(2)];
			add(items, below(4) == 0);
		}
		compile();
		for (int i = 0; i < TEXTS; i++) {
			read_random(below(40));
			for (size_t t = 0; t < list.n; t++)
				list.at[t].word = list.at[t].word ? 1 + below(2) : 0;
			ends += compare(below(2) ? 0 : below((uint32_t)list.n + 1));
		}
	}
	ck_assert_uint_gt(ends, AUTOMATONS * TEXTS);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		the_shortest_first, anchored, sentence_ends, nothing_to_find, no_runs, as_long_as_the_text,
		random_texts, random_texts_of_two_words,
	};

	return run_suite("phrase_run", tests, sizeof tests / sizeof *tests, setup, teardown);
}
