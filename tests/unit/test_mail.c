#include <check.h>
#include <stdlib.h>

#include "mail.h"

START_TEST(lines)
{
	ck_assert(mail_line(STR("Report of the week")));
	ck_assert(mail_line(STR("")));
	ck_assert(mail_line(STR("Bericht f\xc3\xbcr \xe2\x82\xac")));
	ck_assert(!mail_line(STR("a\nBcc: b")));
	ck_assert(!mail_line(STR("a\rb")));
	ck_assert(!mail_line(STR("a\tb")));
	ck_assert(!mail_line(((struct str){ "a\0b", 3 })));
	ck_assert(!mail_line(STR("a\x7f")));
	/* not UTF-8, cut off, a control character of the upper half */
	ck_assert(!mail_line(STR("a\xff")));
	ck_assert(!mail_line(STR("a\xc3")));
	ck_assert(!mail_line(STR("a\xc2\x85")));
}
END_TEST

START_TEST(addresses)
{
	static const char *const good[] = {
		"a@b.example", "first.last+tag@mail-1.example.com", "a@localhost", "Ann <a@b.example>", "Ann Lee <a@b.example>, c@d.example",
		"\"Lee, Ann\" <a@b.example>,c@d.example", "J\xc3\xb6rg <j@d.example>", "<a@b.example>",
	};
	static const char *const bad[] = {
		"", " ", "a", "@b", "a@", "a b@c.example", "a@b@c", ".a@b.example", "a.@b.example", "a..b@c.example", "a@b..example",
		"a@.example", "a@b_c.example", "Ann a@b.example", "Ann <a@b.example", "a@b.example>", "Ann <a@b.example> x",
		"a@b.example,", ",a@b.example", "a@b.example,,c@d.example", "a\"b <a@b.example>", "x <y> <a@b.example>", "\xc3\xa4@b.example",
		"a@b.example\nBcc: c@d.example", "a\\b <a@b.example>", "(x) <a@b.example>;",
	};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		ck_assert_msg(mail_addresses(str_of(good[i])), "%s", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!mail_addresses(str_of(bad[i])), "%s", bad[i]);
}
END_TEST

static void
header_is(const char *text, const char *expected)
{
	struct buf to = { 0 };

	mail_header(&to, "Subject", str_of(text));
	ck_assert_str_eq(to.p, expected);
	buf_free(&to);
}

START_TEST(headers)
{
	header_is("Report", "Subject: Report\n");
	/* base64 of the 4 bytes 66 c3 bc 72 is ZsO8cg==; a text that looks like an encoded word is not taken for one */
	header_is("f\xc3\xbcr", "Subject: \n =?UTF-8?B?ZsO8cg==?=\n");
	header_is("=?x", "Subject: \n =?UTF-8?B?PT94?=\n");
	/* folded before the word that would not fit into 76 */
	header_is("aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggg hh",
	    "Subject: aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggg\n hh\n");
	/* 45 bytes are 22 of these and one that is left for the next word: none is cut in two */
	header_is("\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
	    "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4",
	    "Subject: \n =?UTF-8?B?w6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6TDpMOkw6Q=?=\n =?UTF-8?B?w6Q=?=\n");
}
END_TEST

START_TEST(address_headers)
{
	struct buf to = { 0 };

	mail_address_header(&to, "To", STR("a@b.example, Ann Lee <c@d.example>,\"Lee, Bo\" <e@f.example>,J\xc3\xb6 <g@h.example>"));
	ck_assert_str_eq(to.p, "To: <a@b.example>,\n Ann Lee <c@d.example>,\n \"Lee, Bo\" <e@f.example>,\n"
	    " =?UTF-8?B?SsO2?= <g@h.example>\n");
	buf_free(&to);
}
END_TEST

static void
quoted_is(const char *text, const char *expected)
{
	struct buf to = { 0 };

	mail_quoted(&to, str_of(text));
	ck_assert_str_eq(to.p, expected);
	buf_free(&to);
}

START_TEST(quoted_printable)
{
	quoted_is("a=b\n", "a=3Db\n");
	quoted_is("a", "a\n");
	quoted_is("\n\nb\n", "\n\nb\n");
	quoted_is("f\xc3\xbcr\t \n", "f=C3=BCr=09=20\n");
	/* a dot alone would end the message, "From " begin another */
	quoted_is(".\n..\na.\nFrom me\n", "=2E\n=2E.\na.\n=46rom me\n");
	/* 76 fit, one more does not, and an escape is not cut */
	quoted_is("0123456789012345678901234567890123456789012345678901234567890123456789012345\n",
	    "0123456789012345678901234567890123456789012345678901234567890123456789012345\n");
	quoted_is("01234567890123456789012345678901234567890123456789012345678901234567890123456\n",
	    "012345678901234567890123456789012345678901234567890123456789012345678901234=\n56\n");
	quoted_is("0123456789012345678901234567890123456789012345678901234567890123456789012=x\n",
	    "0123456789012345678901234567890123456789012345678901234567890123456789012=\n=3Dx\n");
	/* what goes on in the next line is at its start, too */
	quoted_is("012345678901234567890123456789012345678901234567890123456789012345678901234.x\n",
	    "012345678901234567890123456789012345678901234567890123456789012345678901234=\n=2Ex\n");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("mail");
	TCase *t = tcase_create("mail");
	SRunner *r = srunner_create(s);

	tcase_add_test(t, lines);
	tcase_add_test(t, addresses);
	tcase_add_test(t, headers);
	tcase_add_test(t, address_headers);
	tcase_add_test(t, quoted_printable);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
