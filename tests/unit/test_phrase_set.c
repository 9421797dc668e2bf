#include "phrases.h"
#include "suite.h"

static struct lexicon *lex;
static struct phrase_set *set;
static struct phrase_work work;
static struct buf why;

static void
open_set(void)
{
	lex = lexicon_new();
	set = phrase_set_new(lex);
}

static void
close_set(void)
{
	phrase_work_free(&work);
	phrase_set_free(set);
	lexicon_free(lex);
	buf_free(&why);
}

static bool
add(const char *text, uint32_t subject, int32_t weight)
{
	struct arena arena = { 0 };
	struct pattern p;
	bool fine;

	ck_assert_msg(pattern_read(lex, str_of(text), &arena, &p, &why), "%s: %s", text, why.p);
	fine = phrase_set_add(set, &p, (struct phrase_say){ subject, weight }, &why);
	arena_free(&arena);
	return fine;
}

/* The subjects that text reaches, "subject=sum ...". */
static const char *
reached(const char *text)
{
	static char got[256];
	size_t n = 0;

	got[0] = '\0';
	phrase_match(set, &work, str_of(text));
	for (size_t i = 0; i < work.nreached; i++)
		n += (size_t)snprintf(got + n, sizeof got - n, "%s%u=%d", i ? " " : "", work.reached[i].subject, work.reached[i].sum);
	return got;
}

/* Every sign at, below and above its bound, also a bound between whole numbers. */
START_TEST(tests_are_ranges)
{
	static const struct {
		const char *pattern;
		bool holds[4];          /* of 1, 2, 3, 4 words */
	} cases[] = {
		{ "{words<3}", { true, true, false, false } }, { "{words<=3}", { true, true, true, false } },
		{ "{words=3}", { false, false, true, false } }, { "{words!=3}", { true, true, false, true } },
		{ "{words>=3}", { false, false, true, true } }, { "{words>3}", { false, false, false, true } },
		{ "{words<2.5}", { true, true, false, false } }, { "{words>2.999}", { false, false, true, true } },
		{ "{words<=2.999}", { true, true, false, false } }, { "{words=2.5}", { false, false, false, false } },
		{ "{words!=2.5}", { true, true, true, true } }, { "{words>=0}", { true, true, true, true } },
		{ "{words>1} {words<4}", { false, true, true, false } }, { "{words>3} {words<2}", { false, false, false, false } },
	};
	static const char *const texts[] = { "w", "w w", "w w w", "w w w w" };
	enum { CASES = sizeof cases / sizeof *cases };
	int32_t threshold[2 * CASES];

	/* alone, and beside a word, whose tests are asked elsewhere */
	for (uint32_t i = 0; i < CASES; i++) {
		char both[64];
		ck_assert(add(cases[i].pattern, 2 * i, 5));
		snprintf(both, sizeof both, "%s w", cases[i].pattern);
		ck_assert(add(both, 2 * i + 1, 5));
		threshold[2 * i] = threshold[2 * i + 1] = 5;
	}
	ck_assert(phrase_set_compile(set, threshold, 2 * CASES, true, &why));
	for (size_t t = 0; t < 4; t++) {
		phrase_match(set, &work, str_of(texts[t]));
		for (uint32_t i = 0; i < CASES; i++) {
			ck_assert_msg((phrase_sum(&work, 2 * i) == 5) == cases[i].holds[t], "%s of \"%s\"", cases[i].pattern, texts[t]);
			ck_assert_int_eq(phrase_sum(&work, 2 * i + 1), phrase_sum(&work, 2 * i));
		}
	}
}
END_TEST

START_TEST(patterns_have_numbers_and_subjects)
{
	ck_assert(add("x", 2, 1));
	ck_assert(add("{words>1}", 0, 1));
	ck_assert(add("x", 1, 1));
	ck_assert_uint_eq(set->patterns, 3);
	ck_assert_uint_eq(phrase_set_subject(set, 0), 2);
	ck_assert_uint_eq(phrase_set_subject(set, 1), 0);
	ck_assert_uint_eq(phrase_set_subject(set, 2), 1);
	ck_assert_uint_eq(set->alone.n, 1);
}
END_TEST

/* Subject 1 is reached by patterns without words, 0 is not, of 3 there is only one against it, 2 has none. */
START_TEST(patterns_without_words)
{
	static const int32_t threshold[] = { 10, 10, 10, 10 };

	ck_assert(add("{words>1}", 1, -5));
	ck_assert(add("{words>2}", 0, 9));
	ck_assert(add("{words>3}", 1, 10));
	ck_assert(add("{words>4}", 3, -1));
	ck_assert(add("{words>5}", 0, -1));
	ck_assert(add("{words>6}", 0, -2));
	ck_assert(add("x", 2, 10));
	ck_assert(add("x", 0, 1));
	ck_assert(add("z", 1, 5));
	ck_assert(phrase_set_compile(set, threshold, 4, false, &why));
	ck_assert_str_eq(reached("x y"), "2=10");
	ck_assert_str_eq(reached("x y y"), "0=10 2=10");
	ck_assert_str_eq(reached("y y y"), "");
	ck_assert_str_eq(reached("x y y y"), "0=10 2=10");
	ck_assert_str_eq(reached("z y y y"), "1=10");
	/* 10 - 5 of subject 1; subject 0 loses 1 */
	ck_assert_str_eq(reached("x y y y y y"), "2=10");
}
END_TEST

/* More than have bits of their own. */
START_TEST(many_patterns_without_words)
{
	static const int32_t threshold[] = { 1, 66 };
	char text[32];

	for (uint32_t i = 0; i < 70; i++) {
		snprintf(text, sizeof text, "{words>=%u}", i % 10);
		ck_assert(add(text, i > 0, 1));
	}
	ck_assert(add("{words>=9}", 1, -2));
	ck_assert(phrase_set_compile(set, threshold, 2, false, &why));
	ck_assert_str_eq(reached("w w w w w w w w"), "0=1");
	ck_assert_str_eq(reached("w w w w w w w w w"), "0=1 1=67");
	ck_assert_str_eq(reached("w w"), "0=1");
}
END_TEST

/* With all nothing waits. */
START_TEST(what_is_asked_of_subjects)
{
	static const int32_t threshold[] = { 10, 20, 30 };

	for (int all = 0; all < 2; all++) {
		ck_assert(add("x", 0, 10));
		ck_assert(add("x", 1, -10));
		ck_assert(add("y", 1, 30));
		ck_assert(phrase_set_compile(set, threshold, 3, all, &why));
		ck_assert(!set->asked[0].waits);
		ck_assert(set->asked[1].waits == !all);
		ck_assert_int_eq(set->asked[2].threshold, 30);
		ck_assert_str_eq(reached("x y"), "0=10 1=20");
		phrase_work_free(&work);
		phrase_set_free(set);
		set = phrase_set_new(lex);
	}
}
END_TEST

/* As many patterns as may be the same words, each found; one more is refused with its reason. */
START_TEST(patterns_of_the_same_words_are_counted)
{
	static const int32_t threshold[] = { 1 };

	for (uint32_t i = 0; i < AUTOMATON_USES; i++)
		ck_assert(add(i % 3 ? "x" : i % 2 ? "(x|y)" : "y x", 0, 1));
	ck_assert(phrase_set_compile(set, threshold, 1, true, &why));
	ck_assert_str_eq(reached("y x"), "0=65535");
	ck_assert_str_eq(reached("z x"), "0=54612");
	phrase_work_free(&work);
	phrase_set_free(set);

	set = phrase_set_new(lex);
	for (uint32_t i = 0; i <= AUTOMATON_USES; i++)
		ck_assert(add(i == 9 ? "z (x|xa*)" : "z xab", 0, 1));
	ck_assert(!phrase_set_compile(set, threshold, 1, true, &why));
	ck_assert_str_eq(why.p, "more than 65535 patterns are the same words");
}
END_TEST

/* As many of different words are no matter. */
START_TEST(many_patterns_of_many_words)
{
	static const int32_t threshold[] = { 1 };
	char text[32];

	for (int i = 0; i < 70000; i++) {
		snprintf(text, sizeof text, "a%d b%d", i % 1000, i / 1000);
		ck_assert(add(text, 0, 1));
	}
	ck_assert(phrase_set_compile(set, threshold, 1, true, &why));
	ck_assert_str_eq(reached("a999 b69 a0 b0 a0 b70"), "0=2");
}
END_TEST

/* Symbols have 16 bits, and sentence ends are among them. */
START_TEST(the_words_are_counted)
{
	static const int32_t threshold[] = { 1, 1 };
	char word[16];

	while (lexicon_count(lex) < AUTOMATON_SYMBOLS - 1) {
		snprintf(word, sizeof word, "w%u", lexicon_count(lex));
		lexicon_number(lex, str_of(word));
	}
	ck_assert(add("last ... w7 !", 1, 1));
	ck_assert_uint_eq(lexicon_count(lex), AUTOMATON_SYMBOLS);
	ck_assert(!add("toomany", 0, 1));
	ck_assert_str_eq(why.p, "the patterns have more than 65000 different words");
	ck_assert_uint_eq(set->patterns, 1);
	phrase_set_free(set);
	lexicon_free(lex);

	lex = lexicon_new();
	set = phrase_set_new(lex);
	while (lexicon_count(lex) < AUTOMATON_SYMBOLS - 1) {
		snprintf(word, sizeof word, "w%u", lexicon_count(lex));
		lexicon_number(lex, str_of(word));
	}
	ck_assert(add("last ... w7 !", 1, 1));
	ck_assert(phrase_set_compile(set, threshold, 2, true, &why));
	ck_assert_str_eq(reached("last w1 w7!"), "1=1");
	ck_assert_str_eq(reached("last w1 w7?"), "");
	ck_assert_str_eq(reached("w64998 w1 w7!"), "");
}
END_TEST

/* A word that got a number of its own after the set was compiled is what it was. */
START_TEST(renewed)
{
	static const int32_t threshold[] = { 1 };

	ck_assert(add("ref*", 0, 1));
	ck_assert(phrase_set_compile(set, threshold, 1, true, &why));
	ck_assert_str_eq(reached("refund"), "0=1");
	lexicon_number(lex, STR("refund"));
	phrase_set_renew(set);
	ck_assert_str_eq(reached("refund"), "0=1");
	ck_assert_str_eq(reached("refs"), "0=1");
	ck_assert_str_eq(reached("re"), "");
}
END_TEST

START_TEST(empty)
{
	phrase_set_free(NULL);
	ck_assert(phrase_set_compile(set, NULL, 0, false, &why));
	ck_assert_str_eq(reached("anything. at all?"), "");
	ck_assert_uint_eq(work.tokens.words, 3);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		tests_are_ranges, patterns_have_numbers_and_subjects, patterns_without_words, many_patterns_without_words,
		what_is_asked_of_subjects, patterns_of_the_same_words_are_counted, many_patterns_of_many_words, the_words_are_counted, renewed, empty,
	};

	return run_suite("phrase_set", tests, sizeof tests / sizeof *tests, open_set, close_set);
}
