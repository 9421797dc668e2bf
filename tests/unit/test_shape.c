#include "shape.h"
#include "suite.h"

/* The ends of what is found at the start of the text, separated by blanks. */
static const struct {
	const char *pattern, *text, *ends;
} shapes[] = {
	{ "999", "1234", "3" },
	{ "9{2-4}", "12345", "2 3 4" },
	{ "9{2-}", "12345x", "2 3 4 5" },
	{ "9{3}", "12x", "" },
	{ "N9", "19", "" },
	{ "N9", "20", "2" },
	{ "9_9", "12", "2" },
	{ "9_9", "1-2", "3" },
	{ "9_9", "1--2", "" },
	{ "9~9", "12", "" },
	{ "9~9", "1.2", "3" },
	/* no-break space, narrow no-break space, non-breaking hyphen, en dash, minus; not a middle dot */
	{ "9~9", "1\xc2\xa0" "2", "4" },
	{ "9~9", "1\xe2\x80\xaf" "2", "5" },
	{ "9~9", "1\xe2\x80\x91" "2", "5" },
	{ "9-9", "1\xe2\x80\x93" "2", "5" },
	{ "9-9", "1\xe2\x88\x92" "2", "5" },
	{ "9~9", "1\xc2\xb7" "2", "" },
	{ "[+1~]99", "+1 23", "5" },
	{ "[+1~]99", "23", "2" },
	{ "(9|AA){2}", "1ab", "3" },
	{ "(9|AA){2}", "ab1", "3" },
	{ "(9|AA){2}", "12", "2" },
	{ "(a|b)9", "B7", "2" },
	{ "\\(9\\)", "(5)", "3" },
	{ "\\9", "9", "1" },
	{ "\\9", "8", "" },
	{ "\\A", "A", "1" },
	{ "\\A", "a", "" },
	{ "XX", "a1", "2" },
	{ "A", "\xc3\xa9", "" },
	{ "CL{1-}~road", "High Road", "9" },
	{ "CL{1-}~road", "high Road", "" },
	{ "CL{1-}~road", "HIGH Road", "" },
	{ "CL{1-}9", "\xc3\x9c" "b\xc3\xa9r7", "7" },
	{ "CL{2-}stra(ss|L)e", "Hauptstra\xc3\x9f" "e", "12" },
	{ "CL{2-}stra(ss|L)e", "Hauptstrasse", "12" },
	{ "9(~99){2}", "1 23 45 67", "7" },
	{ "9{0-2}A", "12a", "3" },
	{ "9{0-2}A", "a", "1" },
	{ "9|99", "99", "1 2" },
};

START_TEST(what_is_found)
{
	struct shape s;
	struct buf why = { 0 }, got = { 0 };
	size_t end[SHAPE_MAX], n;

	ck_assert_msg(shape_read(&s, str_of(shapes[_i].pattern), &why), "%s: %s", shapes[_i].pattern, why.p);
	n = shape_match(&s, str_of(shapes[_i].text), 0, end);
	buf_add(&got, "", 0);
	for (size_t i = 0; i < n; i++)
		buf_printf(&got, "%s%zu", i ? " " : "", end[i]);
	ck_assert_msg(str_eq(buf_view(&got), str_of(shapes[_i].ends)), "%s in %s: %s, not %s", shapes[_i].pattern, shapes[_i].text,
	    got.p, shapes[_i].ends);
	buf_free(&got);
	buf_free(&why);
}
END_TEST

static const struct {
	const char *pattern, *why;
} wrong[] = {
	{ "", "the pattern may be empty" }, { "9{0-3}", "the pattern may be empty" }, { "[9]", "the pattern may be empty" },
	{ "_", "the pattern may be empty" }, { "(9|_)", "the pattern may be empty" },
	{ "(9", ") is missing" }, { "[9", "] is missing" }, { "(9]", ") is missing" }, { "9)", "a ) or ] without its beginning" },
	{ "9{", "} is missing" }, { "9{}", "no count between { and }" }, { "9{x}", "no count between { and }" },
	{ "9{3-2}", "no count between { and }" }, { "9{0}", "no count between { and }" }, { "9{0-}", "no count between { and }" },
	{ "9{2-65}", "no count between { and }" }, { "}", "no such sign in a pattern" }, { "Q", "no such sign in a pattern" },
	{ "\xc3\x9f", "no such sign in a pattern" }, { "9\t", "no such sign in a pattern" },
	{ "(9A){33}", "the pattern is longer than 64 signs" },
	{ "((((((((((((((((((9))))))))))))))))))", "groups nest too deep" },
};

START_TEST(what_is_refused)
{
	struct shape s;
	struct buf why = { 0 };

	ck_assert_msg(!shape_read(&s, str_of(wrong[_i].pattern), &why), "%s", wrong[_i].pattern);
	ck_assert_str_eq(why.p, wrong[_i].why);
	buf_free(&why);
}
END_TEST

static size_t
lead(const char *pattern)
{
	struct shape s;
	struct buf why = { 0 };

	ck_assert(shape_read(&s, str_of(pattern), &why));
	return s.lead;
}

START_TEST(before_the_first_digit)
{
	ck_assert_uint_eq(lead("9A"), 0);
	ck_assert_uint_eq(lead("+9"), 1);
	ck_assert_uint_eq(lead("AA_99"), 3);
	ck_assert_uint_eq(lead("[A[A]]9"), 2);
	ck_assert_uint_eq(lead("CL{1-}9"), SHAPE_MAX);
}
END_TEST

/* 64 places are all that a pattern may have, and the longest text it stands for. */
START_TEST(the_longest)
{
	struct shape s;
	struct buf why = { 0 };
	size_t end[SHAPE_MAX];
	char text[100];

	memset(text, '7', sizeof text);
	ck_assert(shape_read(&s, STR("9{1-64}"), &why));
	ck_assert_uint_eq(shape_match(&s, (struct str){ text, sizeof text }, 0, end), 64);
	ck_assert_uint_eq(end[63], 64);
	ck_assert(shape_read(&s, STR("9{1-}"), &why));
	ck_assert_uint_eq(shape_match(&s, (struct str){ text, sizeof text }, 0, end), 64);
	ck_assert_uint_eq(shape_match(&s, (struct str){ text, sizeof text }, 90, end), 10);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("shape");
	TCase *tcase = tcase_create("shape");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tcase, what_is_found, 0, (int)(sizeof shapes / sizeof *shapes));
	tcase_add_loop_test(tcase, what_is_refused, 0, (int)(sizeof wrong / sizeof *wrong));
	tcase_add_test(tcase, before_the_first_digit);
	tcase_add_test(tcase, the_longest);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
