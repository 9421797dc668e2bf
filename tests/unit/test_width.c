#include "suite.h"
#include "width.h"

/* The first and the last form of each range; commas and colons stay. */
static const struct {
	const char *text, *folded;      /* NULL for what has no full-width form */
} texts[] = {
	{ "", NULL },
	{ "plain 123", NULL },
	{ "\xef", NULL },
	{ "\xef\xbc", NULL },
	{ "\xe3\x80", NULL },
	{ "\xef\xbb\xbf" "a byte order mark", NULL },
	{ "\xe3\x80\x81 an ideographic comma", NULL },
	{ "1\xef\xbc\x8c" "2\xef\xbc\x9a" "3", NULL },
	{ "\xef\xbd\x9f and half-width \xef\xbd\xb1", NULL },
	{ "\xef\xbc\x81\xef\xbc\xbf", "!_" },
	{ "\xef\xbd\x80\xef\xbd\x9e", "`~" },
	{ "\xef\xbc\x90\xef\xbc\x99", "09" },
	{ "\xef\xbc\xa1\xef\xbd\x9a", "Az" },
	{ "a\xe3\x80\x80" "b", "a b" },
	{ "\xef\xbc\x8b" "44\xef\xbc\x8d\xef\xbc\x92", "+44-2" },
};

START_TEST(forms)
{
	struct buf folded = { 0 };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		ck_assert_msg(width_fold(str_of(texts[i].text), &folded) == (texts[i].folded != NULL), "%s", texts[i].text);
		ck_assert_msg(str_eq(buf_view(&folded), str_of(texts[i].folded ? texts[i].folded : "")), "%s: %s", texts[i].text, folded.p);
	}
	buf_free(&folded);
}
END_TEST

START_TEST(places)
{
	struct str text = STR("a\xef\xbc\x91" "b\xe3\x80\x80\xef\xbc\x8c");

	ck_assert_uint_eq(width_skip(text, 0, 0), 0);
	ck_assert_uint_eq(width_skip(text, 0, 1), 1);
	ck_assert_uint_eq(width_skip(text, 0, 2), 4);
	ck_assert_uint_eq(width_skip(text, 1, 2), 5);
	ck_assert_uint_eq(width_skip(text, 0, 4), 8);
	/* the comma is as long in both */
	ck_assert_uint_eq(width_skip(text, 0, 7), text.n);
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { forms, places };

	return run_suite("width", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
