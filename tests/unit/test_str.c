#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"

START_TEST(equality_looks_at_length_and_bytes)
{
	ck_assert(str_eq(STR("ab"), str_of("ab")));
	ck_assert(!str_eq(STR("ab"), STR("abc")));
	ck_assert(!str_eq(STR("a\0b"), STR("a\0c")));
	ck_assert(str_eq((struct str){ NULL, 0 }, STR("")));
	ck_assert_uint_eq(str_of(NULL).n, 0);
}
END_TEST

START_TEST(case_is_folded_for_ascii_letters_only)
{
	ck_assert(str_caseeq(STR("Agent_ID"), STR("aGENT_id")));
	ck_assert(!str_caseeq(STR("agent"), STR("agents")));
	/* One bit apart like letters are, but no letters. */
	ck_assert(!str_caseeq(STR("@[\\]^"), STR("`{|}~")));
	ck_assert(!str_caseeq(STR("\xc3\x89"), STR("\xc3\xa9")));
}
END_TEST

START_TEST(order_is_of_unsigned_bytes_prefix_first)
{
	ck_assert_int_lt(str_cmp(STR("ab"), STR("abc")), 0);
	ck_assert_int_gt(str_cmp(STR("b"), STR("abc")), 0);
	ck_assert_int_eq(str_cmp(STR("a\0x"), STR("a\0x")), 0);
	ck_assert_int_gt(str_cmp(STR("\xc3"), STR("z")), 0);
	ck_assert_int_lt(str_cmp((struct str){ NULL, 0 }, STR("a")), 0);
}
END_TEST

START_TEST(prefixes)
{
	ck_assert(str_starts(STR("agent:x"), STR("agent:")));
	ck_assert(str_starts(STR("a"), STR("")));
	ck_assert(!str_starts(STR("ag"), STR("agent")));
	ck_assert(!str_starts(STR("xagent"), STR("agent")));
}
END_TEST

START_TEST(trim_takes_blanks_at_the_ends_only)
{
	ck_assert(str_eq(str_trim(STR(" \t\r\na b\n ")), STR("a b")));
	ck_assert(str_eq(str_trim(STR("a")), STR("a")));
	ck_assert_uint_eq(str_trim(STR(" \n\t ")).n, 0);
	ck_assert_uint_eq(str_trim((struct str){ NULL, 0 }).n, 0);
	/* A no-break space is text. */
	ck_assert(str_eq(str_trim(STR("\xc2\xa0")), STR("\xc2\xa0")));
}
END_TEST

static void
check_parts(struct str s, char sep, const char *const *expected)
{
	struct str part;

	for (; *expected; expected++) {
		ck_assert(str_next(&s, sep, &part));
		ck_assert_msg(str_eq(part, str_of(*expected)), "%.*s is not %s", (int)part.n, part.p, *expected);
	}
	ck_assert(!str_next(&s, sep, &part));
	ck_assert(!str_next(&s, sep, &part));
}

START_TEST(parts_between_separators)
{
	check_parts(STR("a,bc,d"), ',', (const char *const[]){ "a", "bc", "d", NULL });
	check_parts(STR("a,"), ',', (const char *const[]){ "a", "", NULL });
	check_parts(STR(",,"), ',', (const char *const[]){ "", "", "", NULL });
	check_parts(STR("abc"), ',', (const char *const[]){ "abc", NULL });
	check_parts((struct str){ NULL, 0 }, ',', (const char *const[]){ NULL });
}
END_TEST

static const struct {
	const char *text;
	bool good;
	int64_t value;
} whole_numbers[] = {
	{ "0", true, 0 },
	{ "-0", true, 0 },
	{ "+17", true, 17 },
	{ "0042", true, 42 },
	{ "9223372036854775807", true, INT64_MAX },
	{ "-9223372036854775808", true, INT64_MIN },
	{ "9223372036854775808", false, 0 },
	{ "-9223372036854775809", false, 0 },
	{ "99999999999999999999999", false, 0 },
	{ "", false, 0 },
	{ "-", false, 0 },
	{ "+-1", false, 0 },
	{ " 1", false, 0 },
	{ "1 ", false, 0 },
	{ "1.0", false, 0 },
	{ "0x1", false, 0 },
	{ "1e3", false, 0 },
};

START_TEST(whole_number)
{
	int64_t value = -77;

	ck_assert_int_eq(str_int(str_of(whole_numbers[_i].text), INT64_MIN, INT64_MAX, &value), whole_numbers[_i].good);
	ck_assert_int_eq(value, whole_numbers[_i].good ? whole_numbers[_i].value : -77);
}
END_TEST

START_TEST(whole_numbers_keep_within_bounds)
{
	int64_t value;

	ck_assert(str_int(STR("1"), 1, 3, &value));
	ck_assert(str_int(STR("3"), 1, 3, &value));
	ck_assert(!str_int(STR("0"), 1, 3, &value));
	ck_assert(!str_int(STR("4"), 1, 3, &value));
	ck_assert(!str_int(STR("-2"), 1, 3, &value));
}
END_TEST

static const struct {
	const char *text;
	bool good;
	int64_t value;
} decimals[] = {
	{ "3", true, 3000 },
	{ "-0.25", true, -250 },
	{ "+1.5", true, 1500 },
	{ "0.001", true, 1 },
	{ "-0.001", true, -1 },
	{ "12.340", true, 12340 },
	{ "999999999.999", true, 999999999999 },
	{ "-999999999.999", true, -999999999999 },
	{ "1000000000", false, 0 },
	{ "99999999999999999999999999", false, 0 },
	{ "0.0001", false, 0 },
	{ "1.", false, 0 },
	{ ".5", false, 0 },
	{ "1.2.3", false, 0 },
	{ "1,5", false, 0 },
	{ "", false, 0 },
	{ "-", false, 0 },
	{ "1.-5", false, 0 },
};

START_TEST(decimal_in_thousandths)
{
	int64_t value = -77;

	ck_assert_int_eq(str_thousandths(str_of(decimals[_i].text), &value), decimals[_i].good);
	ck_assert_int_eq(value, decimals[_i].good ? decimals[_i].value : -77);
}
END_TEST

START_TEST(buf_grows_and_stays_terminated)
{
	struct buf b = { 0 };
	char expected[1001];

	for (size_t i = 0; i < 1000; i++) {
		buf_char(&b, (char)('a' + i % 26));
		expected[i] = (char)('a' + i % 26);
		ck_assert_uint_eq(b.n, i + 1);
		ck_assert_int_eq(b.p[b.n], '\0');
	}
	expected[1000] = '\0';
	ck_assert_str_eq(b.p, expected);
	buf_free(&b);
	ck_assert_ptr_null(b.p);
	ck_assert_uint_eq(b.cap, 0);
}
END_TEST

START_TEST(buf_holds_any_byte_and_is_used_again)
{
	struct buf b = { 0 };
	char *p;

	ck_assert_uint_eq(buf_view(&b).n, 0);
	buf_add(&b, NULL, 0);
	ck_assert_str_eq(b.p, "");
	buf_str(&b, STR("a\0b"));
	buf_str(&b, (struct str){ NULL, 0 });
	ck_assert(str_eq(buf_view(&b), STR("a\0b")));
	p = b.p;
	buf_reset(&b);
	ck_assert_uint_eq(b.n, 0);
	ck_assert_str_eq(b.p, "");
	buf_add(&b, "xyz", 2);
	ck_assert_str_eq(b.p, "xy");
	ck_assert_ptr_eq(b.p, p);
	buf_free(&b);
}
END_TEST

START_TEST(buf_numbers)
{
	struct buf b = { 0 };

	buf_int(&b, 0);
	buf_char(&b, ' ');
	buf_int(&b, -45);
	buf_char(&b, ' ');
	buf_int(&b, INT64_MAX);
	buf_char(&b, ' ');
	buf_int(&b, INT64_MIN);
	ck_assert_str_eq(b.p, "0 -45 9223372036854775807 -9223372036854775808");
	buf_free(&b);
}
END_TEST

START_TEST(buf_prints_behind_what_is_there)
{
	struct buf b = { 0 };
	char wide[301];

	memset(wide, '0', 299);
	memcpy(wide + 299, "7", 2);
	buf_printf(&b, "%s:%d", "log", 12);
	ck_assert_str_eq(b.p, "log:12");
	buf_reset(&b);
	buf_printf(&b, "%0300d", 7);
	ck_assert_uint_eq(b.n, 300);
	ck_assert_str_eq(b.p, wide);
	buf_free(&b);
}
END_TEST

START_TEST(a_message_is_one_line)
{
	struct buf b = { 0 };

	buf_add(&b, "a\nb\r\0\033[2J\177 \xc3\xa9", 13);
	buf_one_line(&b);
	ck_assert_str_eq(b.p, "a?b???[2J? \xc3\xa9");
	buf_free(&b);
	buf_one_line(&b);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("str");
	TCase *tcase = tcase_create("str");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, equality_looks_at_length_and_bytes);
	tcase_add_test(tcase, case_is_folded_for_ascii_letters_only);
	tcase_add_test(tcase, order_is_of_unsigned_bytes_prefix_first);
	tcase_add_test(tcase, prefixes);
	tcase_add_test(tcase, trim_takes_blanks_at_the_ends_only);
	tcase_add_test(tcase, parts_between_separators);
	tcase_add_loop_test(tcase, whole_number, 0, sizeof whole_numbers / sizeof *whole_numbers);
	tcase_add_test(tcase, whole_numbers_keep_within_bounds);
	tcase_add_loop_test(tcase, decimal_in_thousandths, 0, sizeof decimals / sizeof *decimals);
	tcase_add_test(tcase, buf_grows_and_stays_terminated);
	tcase_add_test(tcase, buf_holds_any_byte_and_is_used_again);
	tcase_add_test(tcase, buf_numbers);
	tcase_add_test(tcase, buf_prints_behind_what_is_there);
	tcase_add_test(tcase, a_message_is_one_line);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
