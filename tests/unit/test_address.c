#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"

/* The address is what stands between brackets; none when there are none. The word before the @ is what of letters and
 * digits stands right before it. */
static const char *const texts[] = {
	"[ann@example.com]", "to [ann@example.com] now", "[ann.lee+x@mail.example.org].", "[a_b-c@x.y]", "([ann@x.org])",
	"..[ann@x.org]", "-[ann@x.org]-", "[ann@x.org]...", "[ann@x.org].-", "[ann@x-y.org]",
	"ann@example", "ann@", "ann@ example.com", "ann@.", "ann@x.", "ann@x. y",
};

START_TEST(emails)
{
	char text[64];
	size_t n = 0, from = 0, to = 0, at, word, start, end;

	for (const char *c = texts[_i]; *c; c++) {
		if (*c == '[')
			from = n;
		else if (*c == ']')
			to = n;
		else
			text[n++] = *c;
	}
	text[n] = '\0';
	at = (size_t)(strchr(text, '@') - text);
	word = at;
	while (word > 0 && text[word - 1] >= 'a' && text[word - 1] <= 'z')
		word--;
	ck_assert(address_email((const unsigned char *)text, n, word, at, &start, &end) == (to > 0));
	if (to) {
		ck_assert_uint_eq(start, from);
		ck_assert_uint_eq(end, to);
	}
}
END_TEST

static const struct {
	const char *text;
	bool query;
} marks[] = {
	{ "track?id=42", true }, { "track?order_no=42", true }, { "track?x-1=", true },
	{ "why?", false }, { "why?=", false }, { "why? a=b", false }, { "why?because", false }, { "a?b.c=d", false },
};

START_TEST(queries)
{
	const char *text = marks[_i].text;

	ck_assert(address_query((const unsigned char *)text, strlen(text), (size_t)(strchr(text, '?') - text)) ==
	    marks[_i].query);
}
END_TEST

START_TEST(nothing_behind_the_text_is_read)
{
	size_t start, end;

	ck_assert(!address_email((const unsigned char *)"ann@x.org", 5, 0, 3, &start, &end));
	ck_assert(!address_email((const unsigned char *)"ann@x.org", 6, 0, 3, &start, &end));
	ck_assert(address_email((const unsigned char *)"ann@x.org", 7, 0, 3, &start, &end));
	ck_assert_uint_eq(end, 7);
	ck_assert(!address_query((const unsigned char *)"a?id=42", 4, 1));
	ck_assert(address_query((const unsigned char *)"a?id=42", 5, 1));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("address");
	TCase *tcase = tcase_create("address");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, emails, 0, sizeof texts / sizeof *texts);
	tcase_add_loop_test(tcase, queries, 0, sizeof marks / sizeof *marks);
	tcase_add_test(tcase, nothing_behind_the_text_is_read);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
