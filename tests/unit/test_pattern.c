#include "pattern.h"
#include "phrases.h"

/* What is wrong with a pattern, as the one who wrote it is told. */
static const struct {
	const char *pattern, *why;
} wrong[] = {
	{ "a (b|c", ") is missing" },
	{ "a [b", "] is missing" },
	{ "a [b|(c]", "unexpected \"]\"" },
	{ "a ) b", "unexpected \")\"" },
	{ "a | b", "unexpected \"|\"" },
	{ "a } b", "unexpected \"}\"" },
	{ "a, b", "unexpected \",\"" },
	{ "a * b", "unexpected \"*\"" },
	{ "a\tb", "unexpected \"?\"" },
	{ "Sorry", "write words in lower case" },
	{ "a*", "a beginning has two letters or more before the star" },
	{ "(a|b*)", "a beginning has two letters or more before the star" },
	{ "apo*gise", "a star ends a word" },
	{ "a ...0 b", "a gap is of 1 to 99 words" },
	{ "a ...100 b", "a gap is of 1 to 99 words" },
	{ "a ...99999999999999999999 b", "a gap is of 1 to 99 words" },
	{ "... a", "a gap needs words, ^ or $ on both sides" },
	{ "a ...", "a gap needs words, ^ or $ on both sides" },
	{ "[a] ... b", "a gap needs words, ^ or $ on both sides" },
	{ "a ... [b]", "a gap needs words, ^ or $ on both sides" },
	{ "a ... ... b", "a gap needs words, ^ or $ on both sides" },
	{ "a ... [b] ... c", "a gap needs words, ^ or $ on both sides" },
	{ "(a ... ... b|c)", "two gaps in a row" },
	{ "a ^ b", "^ stands first and $ last" },
	{ "a $ b", "^ stands first and $ last" },
	{ "(a|b $) c", "^ stands first and $ last" },
	{ "a ... ^ b", "^ stands first and $ last" },
	{ "^", "the pattern can match no word at all" },
	{ "^ $", "the pattern can match no word at all" },
	{ "", "the pattern can match no word at all" },
	{ "  ", "the pattern can match no word at all" },
	{ "[a]", "the pattern can match no word at all" },
	{ "(a|)", "the pattern can match no word at all" },
	{ "()", "the pattern can match no word at all" },
	{ "[a] {words<3}", "the pattern can match no word at all" },
	{ "<name", "no such word class after <" },
	{ "<colour>", "no such word class after <" },
	{ "a <", "no such word class after <" },
	{ "{words<3", "} is missing" },
	{ "{letters<3}", "no such measure" },
	{ "(a|{words<3})", "a measure stands outside of ( ) and [ ]" },
	{ "a {words>1}{words>2}{words>3}{words>4}{words>5}", "too many measures" },
	{ "{words<many}", "not a number: \"many\"" },
	{ "{words}", "\"words\" is not MEASURE<NUMBER or the like (< <= = != >= >)" },
	{ "((((((((((((((((((((a))))))))))))))))))))", "( and [ nest too deep" },
	/* a typographer's dots are no gap */
	{ "sorry \u2026 delay", "a sign that is no word" },
	{ "sorry ' delay", "a sign that is no word" },
};

START_TEST(wrong_patterns_are_refused)
{
	struct finder f;
	struct buf why = { 0 };

	finder_open(&f, "");
	ck_assert_msg(!add_text(f.set, f.lex, str_of(wrong[_i].pattern), &why), "%s: is taken", wrong[_i].pattern);
	ck_assert_str_eq(why.p, wrong[_i].why);
	finder_compile(&f);
	buf_free(&why);
	finder_close(&f);
}
END_TEST

START_TEST(a_pattern_is_at_most_10000_words_long)
{
	struct finder f;
	struct buf why = { 0 }, pattern = { 0 };

	finder_open(&f, "");
	for (int i = 0; i < 10000; i++)
		buf_str(&pattern, STR("a "));
	ck_assert_msg(add_text(f.set, f.lex, buf_view(&pattern), &why), "%s", why.p);
	buf_str(&pattern, STR("a"));
	ck_assert(!add_text(f.set, f.lex, buf_view(&pattern), &why));
	ck_assert_str_eq(why.p, "the pattern is longer than 10000 words");
	finder_compile(&f);
	buf_free(&why);
	buf_free(&pattern);
	finder_close(&f);
}
END_TEST

static const char *const right[] = {
	"a", "a-b", "(a)", "[a] b", "[[a]] b", "(a|b|c)", "(|a) b", "a...b", "a ...99 b", "^a", "a$", "^ a $", "^ ... a ... $",
	"(^|a) b", "a (b|$)", "[^] a", "?", "a?", "a . b !", "<NAME>", "<number><number>", "{words<6}", "a{ words >= 2.5 }",
	"{words>1}{words<9}", "don't", "ab*", "a ... . ... b", "((((((((a))))))))", "42", "\u00E9t\u00E9",
};

START_TEST(right_patterns_are_taken)
{
	struct finder f;
	struct buf why = { 0 };

	finder_open(&f, "");
	ck_assert_msg(add_text(f.set, f.lex, str_of(right[_i]), &why), "%s: %s", right[_i], why.p);
	buf_free(&why);
	finder_close(&f);
}
END_TEST

START_TEST(too_many_sequences)
{
	struct finder f;
	struct buf pattern = { 0 }, why = { 0 };

	finder_open(&f, "");
	/* 13 options in a row inside of one group are 8192 sequences */
	buf_str(&pattern, STR("(a"));
	for (int i = 0; i < 13; i++)
		buf_printf(&pattern, " [b%d c]", i);
	buf_str(&pattern, STR(" d)"));
	ck_assert(!add_text(f.set, f.lex, buf_view(&pattern), &why));
	ck_assert_str_eq(why.p, "the pattern stands for more than 4096 sequences of words");
	buf_reset(&pattern);
	buf_reset(&why);
	/* single words are one set, however many */
	for (int group = 0; group < 4; group++) {
		buf_char(&pattern, '(');
		for (int i = 0; i < 2000; i++)
			buf_printf(&pattern, "%sg%dw%d", i ? "|" : "", group, i);
		buf_str(&pattern, STR(") "));
	}
	ck_assert_msg(add_text(f.set, f.lex, buf_view(&pattern), &why), "%s", why.p);
	finder_compile(&f);
	ck_assert_str_eq(finder_find(&f, "x g0w0 g1w1999 g2w1000 g3w7", 27), "0@2+25");
	buf_free(&pattern);
	buf_free(&why);
	finder_close(&f);
}
END_TEST

START_TEST(too_many_words)
{
	struct finder f;
	struct buf pattern = { 0 }, why = { 0 };
	bool taken = true;

	finder_open(&f, "");
	for (int i = 0; i < 700 && taken; i++) {
		buf_reset(&pattern);
		buf_char(&pattern, '(');
		for (int k = 0; k < 100; k++)
			buf_printf(&pattern, "%sw%d", k ? "|" : "", 100 * i + k);
		buf_char(&pattern, ')');
		taken = add_text(f.set, f.lex, buf_view(&pattern), &why);
		ck_assert_msg(taken == (i < 650), "%d: %s", i, why.p ? why.p : "taken");
	}
	ck_assert_str_eq(why.p, "the patterns have more than 65000 different words");
	buf_free(&pattern);
	buf_free(&why);
	finder_close(&f);
}
END_TEST

START_TEST(measures_alone_have_no_segments)
{
	struct lexicon *lex = lexicon_new();
	struct arena arena = { 0 };
	struct pattern p;
	struct buf why = { 0 };

	ck_assert(pattern_read(lex, STR("{words>=2} {caps<0.5}"), &arena, &p, &why));
	ck_assert_uint_eq(p.segments, 0);
	ck_assert_uint_eq(p.tests, 2);
	ck_assert_int_eq(p.test[0].measure, MEASURE_WORDS);
	ck_assert_int_eq(p.test[0].op, MEASURE_GE);
	ck_assert_int_eq(p.test[0].bound, 2000);
	ck_assert_int_eq(p.test[1].measure, MEASURE_CAPS);
	ck_assert_int_eq(p.test[1].bound, 500);
	ck_assert(pattern_read(lex, STR("a ... b"), &arena, &p, &why));
	ck_assert_uint_gt(p.segments, 0);
	ck_assert_uint_eq(p.tests, 0);
	arena_free(&arena);
	lexicon_free(lex);
	buf_free(&why);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pattern");
	TCase *tcase = tcase_create("pattern");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, wrong_patterns_are_refused, 0, sizeof wrong / sizeof *wrong);
	tcase_add_test(tcase, a_pattern_is_at_most_10000_words_long);
	tcase_add_loop_test(tcase, right_patterns_are_taken, 0, sizeof right / sizeof *right);
	tcase_add_test(tcase, too_many_sequences);
	tcase_add_test(tcase, too_many_words);
	tcase_add_test(tcase, measures_alone_have_no_segments);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
