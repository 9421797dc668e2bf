#include "phrases.h"

static const char rows[] =
    "im,i am\n*'m,am\ndont,do not\n*n't,not\n*'s,\ncan't,cannot\ndr.,dr\ndollars,<currency>\npm,<daytime>\njune,<month>\n"
    "monday,<date>\nthe,<stop>\nof,<stop>\nis,<stop>\nam,<stop>\n";

/* One pattern in one text: where it is found, "" for nowhere. */
static const struct {
	const char *pattern, *text, *place;
} places[] = {
	{ "bear with me", "Please BEAR\nwith, \"me\"!", "7+14" },
	{ "bear with me", "bear with. me", "" },
	{ "bear with me", "bear with  a me", "" },
	{ "bear with me", "bear bear with me with me", "5+12" },
	{ "i am", "im here", "0+2" },
	{ "im", "I am here", "0+4" },
	{ "i am", "Well, I\u2019m here", "6+5" },
	{ "do not", "DON'T go", "0+5" },
	{ "the customer", "the customer's bill", "0+14" },
	{ "cannot", "I can't", "2+5" },
	{ "e-mail", "by e-mail or e mail", "3+6" },
	{ "\u00E9t\u00E9", "cet \u00C9T\u00C9 l\u00E0", "4+5" },
	/* the whole of a contraction is shown even if half of it was asked for */
	{ "am sorry", "I'm sorry", "0+9" },
	/* alternatives, options, nesting */
	{ "(can|could) you [please] (tell|show)", "could you please show me", "0+21" },
	{ "(can|could) you [please] (tell|show)", "can you tell me", "0+12" },
	{ "(can|could) you [please] (tell|show)", "can you please please tell me", "" },
	{ "a (b|c (d|e [f])) g", "a b g", "0+5" },
	{ "a (b|c (d|e [f])) g", "a c e f g", "0+9" },
	{ "a (b|c (d|e [f])) g", "a c d f g", "" },
	{ "a [b [c]] d", "a b d", "0+5" },
	{ "a [b [c]] d", "a c d", "" },
	{ "a (b|) c", "a c", "0+3" },
	{ "[so] sorry", "so sorry", "3+5 0+8" },
	/* beginnings */
	{ "apologi*", "We apologised", "3+10" },
	{ "apologi*", "apology", "" },
	{ "apologi*", "apologi", "0+7" },
	{ "(ab*|abcd) x", "abcde x", "0+7" },
	{ "(ab*|abcd) x", "abcd x", "0+6" },
	{ "ab* abc* abcd*", "abcdx abcdy abcdz", "0+17" },
	{ "ab* abc* abcd*", "abcdx abcdy abcz", "" },
	{ "can*", "can't", "0+5" },
	/* gaps */
	{ "sorry ... delay", "sorry delay", "0+11" },
	{ "sorry ... delay", "sorry a b c d delay", "0+19" },
	{ "sorry ... delay", "sorry a b c d e delay", "" },
	{ "sorry ...1 delay", "sorry the delay", "0+15" },
	{ "sorry ...1 delay", "sorry for the delay", "" },
	{ "sorry ... delay", "sorry. delay", "" },
	{ "sorry ... delay", "sorry\n\nfor delay", "" },
	{ "sorry ... . ... delay", "sorry for it. The delay", "0+23" },
	{ "sorry ... delay", "sorry sorry x x x x delay", "6+19" },
	{ "sorry ... delay", "sorry x x x x sorry x delay", "14+13" },
	{ "a ... b ... c", "a b x x x x b x x x x c", "" },
	{ "a ... b ... c", "a x x x b x x x c", "0+17" },
	{ "a ...2 a", "a a", "0+3" },
	{ "a ...2 a", "a", "" },
	{ "(a|b c) ...2 (d|e f)", "b c x x e f", "0+11" },
	{ "a ... b b b b b b b", "a b b b b b b b", "0+15" },
	/* start and end */
	{ "^ hello", "Hello there", "0+5" },
	{ "^ hello", "...\"Hello there", "4+5" },
	{ "^ hello", "oh hello", "" },
	{ "^ hello", "Oh. Hello", "" },
	{ "goodbye $", "goodbye", "0+7" },
	{ "goodbye $", "goodbye!!! :-)", "0+7" },
	{ "goodbye $", "goodbye goodbye", "8+7" },
	{ "goodbye $", "goodbye. x", "" },
	{ "^ yes $", "\u2026yes.", "3+3" },
	{ "^ yes $", "yes yes", "" },
	{ "^ ...2 sorry", "I am sorry", "5+5" },
	{ "^ ...2 sorry", "well I am sorry", "" },
	{ "^ ...2 sorry", "I. sorry", "" },
	{ "sorry ...2 $", "sorry about that.", "0+5" },
	{ "sorry ...2 $", "sorry about all that.", "" },
	{ "sorry ...2 $", "sorry. about that", "" },
	{ "sorry ...2 $", "sorry sorry sorry about it", "6+5 12+5" },
	{ "(^|and) thanks", "thanks", "0+6" },
	{ "(^|and) thanks", "so and thanks", "3+10" },
	{ "(^|and) thanks", "many thanks", "" },
	{ "thanks (again|$)", "thanks again x", "0+12" },
	{ "thanks (again|$)", "thanks x", "" },
	/* sentence ends */
	{ "right ?", "is that right?", "8+6" },
	{ "right ?", "that is right. Is it?", "" },
	{ "right .", "that is right!", "8+6" },
	{ "right !", "that is right?!", "" },
	{ "right ?", "right ?!?", "0+9" },
	{ "yes . no", "yes. no", "0+7" },
	{ "yes . no", "yes no", "" },
	{ "? $", "is it?", "5+1" },
	{ "is it ? $", "is it? is it?", "7+6" },
	{ "? $", "is it? yes", "" },
	{ "is dr who", "is Dr. Who", "0+10" },
	/* what comes before the first word is not looked at */
	{ ". hello", "... hello", "" },
	{ "?", "???", "" },
	/* classes */
	{ "<number>", "all 42 of", "4+2" },
	{ "<number> items", "42 items", "0+8" },
	{ "my name is <name>", "my name is Kim", "0+14" },
	{ "my name is <name>", "my name is kim", "" },
	{ "my name is <name>", "my name is <NAME>", "0+17" },
	{ "<money>", "it is 5 dollars", "6+9" },
	{ "<money> back", "5 dollars back", "0+14" },
	{ "<money> dollars", "5 dollars", "" },
	{ "<number> dollars", "5 dollars", "0+9" },
	{ "by <date> at <time>", "by 5th of June at 3 pm", "0+22" },
	{ "<date> <time>", "Monday 10:30", "0+12" },
	{ "<number> <number>", "1 2", "0+3" },
	{ "<number> <number>", "1. 2", "" },
	{ "^ <number> $", "42!", "0+2" },
	{ "a ...2 <money> ...2 b", "a x 5 dollars x b", "0+17" },
	{ "a ... <number>", "a <number>", "0+10" },
	{ "(<name>|you) there", "hi Kim there", "3+9" },
	{ "write to <email>", "write to jo.x@example.com.", "0+25" },
	/* measures */
	{ "{words<3}", "two words!", "0+10" },
	{ "{words<3}", "now three words", "" },
	{ "{words>=0}", "", "" },
	{ "sorry {words<4}", "so sorry", "3+5" },
	{ "{words<4} sorry", "I am very sorry", "" },
	{ "{words>1} {words<4} a", "a b", "0+1" },
	{ "{questions>=1} {words>1}", "is it?", "0+6" },
	{ "{caps>0.6}", "I AM ANGRY", "0+10" },
	{ "{exclamations=2}", "a! b!!", "0+6" },
	/* nothing */
	{ "a", "", "" },
	{ "a", "!?.\x01\x80 \"", "" },
};

START_TEST(place)
{
	struct finder f;
	char want[64];
	struct str rest = str_of(places[_i].place), one;
	bool fits = rest.n == 0;

	finder_open(&f, rows);
	finder_add(&f, places[_i].pattern);
	finder_compile(&f);
	const char *found = finder_find(&f, places[_i].text, strlen(places[_i].text));
	/* of places that end together any may be shown */
	while (rest.n && str_next(&rest, ' ', &one)) {
		snprintf(want, sizeof want, "0@%.*s", (int)one.n, one.p);
		fits = fits || strcmp(found, want) == 0;
	}
	if (places[_i].place[0] == '\0')
		fits = found[0] == '\0';
	ck_assert_msg(fits, "%s in \"%s\": found \"%s\", not \"%s\"", places[_i].pattern, places[_i].text, found,
	    places[_i].place);
	finder_close(&f);
}
END_TEST

START_TEST(hits_come_in_the_order_of_their_ends_once_each)
{
	struct finder f;

	finder_open(&f, rows);
	finder_add(&f, "a b c");
	finder_add(&f, "b");
	finder_add(&f, "a b");
	finder_add(&f, "d");
	finder_add(&f, "a ... d");
	finder_add(&f, "x");
	finder_add(&f, "a");
	finder_compile(&f);
	const char *found = finder_find(&f, "a b c d a b c d", 15);
	ck_assert_msg(strcmp(found, "6@0+1 1@2+1 2@0+3 0@0+5 3@6+1 4@0+7") == 0 ||
	    strcmp(found, "6@0+1 2@0+3 1@2+1 0@0+5 4@0+7 3@6+1") == 0 || strcmp(found, "6@0+1 2@0+3 1@2+1 0@0+5 3@6+1 4@0+7") == 0 ||
	    strcmp(found, "6@0+1 1@2+1 2@0+3 0@0+5 4@0+7 3@6+1") == 0, "%s", found);
	ck_assert_str_eq(finder_find(&f, "x", 1), "5@0+1");
	finder_close(&f);
}
END_TEST

START_TEST(same_pattern_twice_is_two)
{
	struct finder f;

	finder_open(&f, rows);
	finder_add(&f, "a b");
	finder_add(&f, "(a) [b] ... b");
	finder_add(&f, "a b");
	finder_compile(&f);
	finder_find(&f, "a b", 3);
	ck_assert_uint_eq(f.work.n, 3);
	finder_close(&f);
}
END_TEST

START_TEST(no_patterns)
{
	struct finder f;

	finder_open(&f, rows);
	finder_compile(&f);
	ck_assert_str_eq(finder_find(&f, "hello", 5), "");
	ck_assert_uint_eq(f.work.tokens.words, 1);
	finder_close(&f);
}
END_TEST

START_TEST(refused_pattern_adds_nothing)
{
	struct finder f;
	struct buf why = { 0 };

	finder_open(&f, rows);
	ck_assert(!add_text(f.set, f.lex, STR("good (bad"), &why));
	ck_assert_uint_gt(why.n, 0);
	finder_add(&f, "good");
	finder_compile(&f);
	ck_assert_str_eq(finder_find(&f, "good bad", 8), "0@0+4");
	buf_free(&why);
	finder_close(&f);
}
END_TEST

/* Alternatives of alternatives: 20 x 20 x 20 sequences and more, which are cut and not multiplied. */
START_TEST(long_alternatives)
{
	struct buf pattern = { 0 }, text = { 0 };
	struct finder f;

	for (int group = 0; group < 6; group++) {
		buf_char(&pattern, '(');
		for (int k = 0; k < 20; k++)
			buf_printf(&pattern, "%sg%dx%d y%d", k ? "|" : "", group, k, k % 2);
		buf_str(&pattern, STR(") "));
	}
	finder_open(&f, rows);
	finder_add(&f, pattern.p);
	finder_compile(&f);
	for (int k = 0; k < 20; k++) {
		buf_reset(&text);
		for (int group = 0; group < 6; group++)
			buf_printf(&text, "g%dx%d y%d ", group, (k + group * 7) % 20, (k + group * 7) % 2);
		char want[32];
		snprintf(want, sizeof want, "0@0+%zu", text.n - 1);
		ck_assert_str_eq(finder_find(&f, text.p, text.n), want);
		/* the wrong word behind one of them */
		char *y = strrchr(text.p, 'y');
		y[1] = y[1] == '0' ? '1' : '0';
		ck_assert_str_eq(finder_find(&f, text.p, text.n), "");
	}
	buf_free(&pattern);
	buf_free(&text);
	finder_close(&f);
}
END_TEST

START_TEST(long_texts_and_gaps)
{
	struct buf text = { 0 };
	struct finder f;
	char want[64];

	finder_open(&f, rows);
	finder_add(&f, "alpha ...99 omega");
	finder_add(&f, "^ alpha ...99 $");
	finder_add(&f, "^ alpha");
	finder_add(&f, "omega $");
	finder_compile(&f);
	for (int between = 98; between <= 100; between++) {
		buf_reset(&text);
		buf_str(&text, STR("alpha"));
		for (int i = 0; i < between; i++)
			buf_str(&text, STR(" word"));
		buf_str(&text, STR(" omega"));
		/* between and omega are behind alpha */
		finder_find(&f, text.p, text.n);
		ck_assert_uint_eq(f.work.n, between == 98 ? 4 : between == 99 ? 3 : 2);
	}
	buf_reset(&text);
	for (int i = 0; i < 100000; i++)
		buf_printf(&text, "w%d%s", i * 7919 % 10007, i % 11 ? " " : ". ");
	size_t start = text.n;
	buf_str(&text, STR("alpha x omega"));
	snprintf(want, sizeof want, "0@%zu+13 3@%zu+5", start, start + 8);
	const char *found = finder_find(&f, text.p, text.n);
	if (f.work.n == 2 && f.work.hit[0].pattern == 3)
		snprintf(want, sizeof want, "3@%zu+5 0@%zu+13", start + 8, start);
	ck_assert_str_eq(found, want);
	ck_assert_uint_eq(f.work.tokens.words, 100003);
	buf_free(&text);
	finder_close(&f);
}
END_TEST

/* What is too far is not near again where small counters would begin anew. */
START_TEST(far_apart)
{
	static const int distances[] = { 255, 256, 257, 4095, 4096, 4097, 4100, 65534, 65535, 65536, 65537, 65600 };
	struct buf text = { 0 };
	struct finder f;

	finder_open(&f, rows);
	finder_add(&f, "alpha ...99 omega");
	finder_add(&f, "<number> ... omega");
	finder_add(&f, "omega ...2 $");
	finder_compile(&f);
	for (size_t d = 0; d < sizeof distances / sizeof *distances; d++) {
		buf_reset(&text);
		buf_str(&text, STR("alpha 42"));
		for (int i = 0; i < distances[d]; i++)
			buf_str(&text, STR(" x"));
		buf_str(&text, STR(" omega x x x"));
		ck_assert_str_eq(finder_find(&f, text.p, text.n), "");
	}
	buf_free(&text);
	finder_close(&f);
}
END_TEST

/* A run of more words than a message is likely to have, behind a gap. */
START_TEST(long_pattern)
{
	struct buf pattern = { 0 }, text = { 0 };
	struct finder f;
	char want[32];

	buf_str(&pattern, STR("alpha ...99"));
	buf_str(&text, STR("alpha x x"));
	for (int i = 0; i < 5000; i++) {
		buf_printf(&pattern, " w%d", i % 7);
		buf_printf(&text, " w%d", i % 7);
	}
	finder_open(&f, rows);
	finder_add(&f, pattern.p);
	finder_compile(&f);
	snprintf(want, sizeof want, "0@0+%zu", text.n);
	ck_assert_str_eq(finder_find(&f, text.p, text.n), want);
	text.p[text.n - 1] = 'x';
	ck_assert_str_eq(finder_find(&f, text.p, text.n), "");
	buf_free(&pattern);
	buf_free(&text);
	finder_close(&f);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("phrase");
	TCase *tcase = tcase_create("phrase");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, place, 0, sizeof places / sizeof *places);
	tcase_add_test(tcase, hits_come_in_the_order_of_their_ends_once_each);
	tcase_add_test(tcase, same_pattern_twice_is_two);
	tcase_add_test(tcase, no_patterns);
	tcase_add_test(tcase, refused_pattern_adds_nothing);
	tcase_add_test(tcase, long_alternatives);
	tcase_add_test(tcase, long_texts_and_gaps);
	tcase_add_test(tcase, far_apart);
	tcase_add_test(tcase, long_pattern);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
