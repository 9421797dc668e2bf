#include <check.h>
#include <stdlib.h>

#include "display.h"

static const char *
shown(void (*show)(struct buf *, struct str), const char *s)
{
	static struct buf b;

	buf_reset(&b);
	show(&b, str_of(s));
	return b.n ? b.p : "";
}

START_TEST(width_counts_code_points)
{
	ck_assert_uint_eq(display_width(STR("")), 0);
	ck_assert_uint_eq(display_width(STR("Ann")), 3);
	ck_assert_uint_eq(display_width(STR("Zo\xc3\xab")), 3);
	ck_assert_uint_eq(display_width(STR("\xe2\x80\xa6\xf0\x9f\x98\x80")), 2);
	/* a byte that belongs to nothing still takes a place */
	ck_assert_uint_eq(display_width(STR("a\xff" "b\xc3")), 4);
}
END_TEST

START_TEST(cut_never_parts_a_character)
{
	struct str s = display_cut(STR("Zo\xc3\xab!"), 3);

	ck_assert_uint_eq(s.n, 4);
	ck_assert_uint_eq(display_cut(STR("ab"), 5).n, 2);
	ck_assert_uint_eq(display_cut(STR("ab"), 0).n, 0);
}
END_TEST

START_TEST(plain_disarms)
{
	ck_assert_str_eq(shown(display_plain, "Zo\xc3\xab | a,b"), "Zo\xc3\xab | a,b");
	ck_assert_str_eq(shown(display_plain, "a\r\nb\tc"), "a  b c");
	ck_assert_str_eq(shown(display_plain, "\x1b[31mred"), "<U+001B>[31mred");
	/* C1 controls are escapes in themselves for some terminals */
	ck_assert_str_eq(shown(display_plain, "\xc2\x9b" "31m\x7f"), "<U+009B>31m<U+007F>");
	ck_assert_str_eq(shown(display_plain, "\xe2\x80\xae" "evil\xe2\x81\xa6\xd8\x9c"), "<U+202E>evil<U+2066><U+061C>");
	/* a parser of pages takes these for errors */
	ck_assert_str_eq(shown(display_plain, "\xef\xbf\xbe\xef\xb7\x90\xf4\x8f\xbf\xbf"), "<U+FFFE><U+FDD0><U+10FFFF>");
	/* joined emoji stay whole */
	ck_assert_str_eq(shown(display_plain, "\xe2\x80\x8d"), "\xe2\x80\x8d");
	ck_assert_str_eq(shown(display_plain, "\xff"), "\xef\xbf\xbd");
}
END_TEST

START_TEST(markdown_is_only_text)
{
	ck_assert_str_eq(shown(display_markdown, "a|b"), "a\\|b");
	ck_assert_str_eq(shown(display_markdown, "*b* _i_ `c`"), "\\*b\\* \\_i\\_ \\`c\\`");
	ck_assert_str_eq(shown(display_markdown, "<script>&"), "&lt;script&gt;&amp;");
	ck_assert_str_eq(shown(display_markdown, "[x](y)"), "\\[x\\](y)");
	ck_assert_str_eq(shown(display_markdown, "http://x WWW.x me@x"), "http\\://x WWW\\.x me\\@x");
	ck_assert_str_eq(shown(display_markdown, "12:30. a: b"), "12:30. a: b");
	ck_assert_str_eq(shown(display_markdown, "\x1b"), "&lt;U+001B&gt;");
}
END_TEST

START_TEST(html_is_only_text)
{
	struct buf to = { 0 };

	display_html(&to, STR("</b> & \"x\" 'y'\n\x1b \xe2\x80\xae\xc3\xa9"));
	ck_assert_str_eq(to.p, "&lt;/b&gt; &amp; &quot;x&quot; &#39;y&#39; &lt;U+001B&gt; &lt;U+202E&gt;\xc3\xa9");
	buf_free(&to);
}
END_TEST

START_TEST(guarded_is_never_computed)
{
	static const char *const kept[] = { "", "a", "12", "-12", "+1.5", "-0.25", "a=b", "'", " =1" };
	static const struct { const char *in, *out; } changed[] = {
		{ "=1+1", "'=1+1" }, { "+cmd", "'+cmd" }, { "-1+1", "'-1+1" }, { "@sum", "'@sum" }, { "\tx", "'\tx" },
		{ "\r", "'\r" }, { "-", "'-" }, { "-1.", "'-1." }, { "-.5", "'-.5" },
		{ "\xef\xbc\x9d" "1", "'\xef\xbc\x9d" "1" }, { "\xef\xbc\xa0" "sum", "'\xef\xbc\xa0" "sum" },
	};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		ck_assert_str_eq(shown(display_guarded, kept[i]), kept[i]);
	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++)
		ck_assert_str_eq(shown(display_guarded, changed[i].in), changed[i].out);
}
END_TEST

START_TEST(wrap_breaks_at_blanks)
{
	static const char *const want[] = { "one two", "three", "fourfives", "ixseven" };
	struct str rest = STR("  one two three fourfivesixseven "), line;
	size_t i = 0;

	while (display_wrap(&rest, 9, &line)) {
		ck_assert_uint_lt(i, 4);
		ck_assert(str_eq(line, str_of(want[i])));
		i++;
	}
	ck_assert_uint_eq(i, 4);
}
END_TEST

START_TEST(wrap_fills_the_line)
{
	struct str rest = STR("ab cd ef"), line;

	ck_assert(display_wrap(&rest, 5, &line));
	ck_assert(str_eq(line, STR("ab cd")));
	ck_assert(display_wrap(&rest, 5, &line));
	ck_assert(str_eq(line, STR("ef")));
	ck_assert(!display_wrap(&rest, 5, &line));
	rest = STR(" \t ");
	ck_assert(!display_wrap(&rest, 5, &line));
}
END_TEST

START_TEST(paragraphs_hang_behind_their_label)
{
	struct buf got = { 0 };
	char words[121];

	/* 40 words of two letters: 23 of them, with the blanks between, are 68 columns, and 24 would be 71 */
	for (size_t i = 0; i < 120; i++)
		words[i] = i % 3 == 2 ? ' ' : 'x';
	words[119] = '\0';
	display_paragraph(&got, STR("Label"), 10, str_of(words));
	struct str rest = buf_view(&got), line;
	ck_assert(str_next(&rest, '\n', &line));
	ck_assert(str_starts(line, STR("Label     xx xx")));
	ck_assert_uint_eq(line.n, 78);
	ck_assert(str_next(&rest, '\n', &line));
	ck_assert(str_starts(line, STR("          xx xx")));
	ck_assert_uint_eq(line.n, 10 + 17 * 3 - 1);
	ck_assert_uint_eq(rest.n, 0);

	buf_reset(&got);
	display_paragraph(&got, STR("Longer label "), 4, STR("a\033b\n"));
	ck_assert(str_eq(buf_view(&got), STR("Longer label a<U+001B>b\n")));
	buf_reset(&got);
	display_paragraph(&got, STR("Empty"), 4, STR(""));
	ck_assert(str_eq(buf_view(&got), STR("Empty\n")));
	buf_free(&got);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("display");
	TCase *c = tcase_create("display");
	SRunner *r;
	int failed;

	tcase_add_test(c, width_counts_code_points);
	tcase_add_test(c, cut_never_parts_a_character);
	tcase_add_test(c, plain_disarms);
	tcase_add_test(c, markdown_is_only_text);
	tcase_add_test(c, html_is_only_text);
	tcase_add_test(c, guarded_is_never_computed);
	tcase_add_test(c, wrap_breaks_at_blanks);
	tcase_add_test(c, wrap_fills_the_line);
	tcase_add_test(c, paragraphs_hang_behind_their_label);
	suite_add_tcase(s, c);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
