#include "suite.h"
#include "word_class.h"

static const char *const names[] = {
	"<number>", "<money>", "<date>", "<time>", "<name>", "<email>", "<stop>", "<month>", "<currency>", "<daytime>",
};

/* Each name is one class, and all of them are CLASS_COUNT. */
START_TEST(names_are_classes)
{
	unsigned all = 0;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		unsigned bit = word_class(str_of(names[i]));
		ck_assert_msg(bit != 0, "%s", names[i]);
		ck_assert_uint_eq(bit & (bit - 1), 0);
		ck_assert_uint_eq(bit & all, 0);
		all |= bit;
	}
	ck_assert_uint_eq(all, (1u << CLASS_COUNT) - 1);
	ck_assert_uint_eq(word_class(STR("<number>")), CLASS_NUMBER);
	ck_assert_uint_eq(word_class(STR("<stop>")), CLASS_STOPWORD);
	ck_assert_uint_eq(word_class(STR("<daytime>")), CLASS_DAYTIME);
}
END_TEST

START_TEST(case_does_not_matter)
{
	ck_assert_uint_eq(word_class(STR("<MONEY>")), CLASS_MONEY);
	ck_assert_uint_eq(word_class(STR("<Date>")), CLASS_DATE);
}
END_TEST

START_TEST(other_names)
{
	static const char *const others[] = { "", "<", "<>", "number", "<number", "number>", "<number> ", " <number>", "<numbers>", "<order>" };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		ck_assert_msg(word_class(str_of(others[i])) == 0, "\"%s\"", others[i]);
	ck_assert_uint_eq(word_class((struct str){ NULL, 0 }), 0);
	/* counted bytes: what stands behind them does not matter */
	ck_assert_uint_eq(word_class((struct str){ "<time>s", 6 }), CLASS_TIME);
	ck_assert_uint_eq(word_class((struct str){ "<time>", 5 }), 0);
}
END_TEST

/* What was taken out of a text is what it was: numbers, "221 Baker Street" a number and a name. A pattern cannot ask for it. */
START_TEST(redacted)
{
	static const char *const numbers[] = { "<phone>", "<CARD>", "<iban>", "<id>", "<number>" };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		ck_assert_msg(word_class_redacted(str_of(numbers[i])) == CLASS_NUMBER, "%s", numbers[i]);
	ck_assert_uint_eq(word_class_redacted(STR("<address>")), CLASS_NUMBER | CLASS_NAME);
	ck_assert_uint_eq(word_class_redacted(STR("<login>")), CLASS_EMAIL);
	ck_assert_uint_eq(word_class_redacted(STR("<email>")), CLASS_EMAIL);
	ck_assert_uint_eq(word_class_redacted(STR("<phones>")), 0);
	ck_assert_uint_eq(word_class(STR("<phone>")), 0);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { names_are_classes, case_does_not_matter, other_names, redacted };

	return run_suite("word_class", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
