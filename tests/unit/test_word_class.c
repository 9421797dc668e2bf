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

/* What was taken out of a text is as many words as it mostly was. A pattern cannot ask for it. */
START_TEST(redacted)
{
	static const struct {
		const char *name;
		size_t n;
		unsigned classes[WORD_CLASS_WORDS];
	} taken[] = {
		{ "<phone>", 2, { CLASS_NUMBER, CLASS_NUMBER } }, { "<CARD>", 4, { CLASS_NUMBER, CLASS_NUMBER, CLASS_NUMBER, CLASS_NUMBER } },
		{ "<iban>", 1, { CLASS_NUMBER } }, { "<id>", 1, { CLASS_NUMBER } }, { "<address>", 3, { CLASS_NUMBER, CLASS_NAME, CLASS_NAME } },
		{ "<login>", 1, { CLASS_EMAIL } }, { "<email>", 1, { CLASS_EMAIL } }, { "<number>", 1, { CLASS_NUMBER } }, { "<phones>", 0, { 0 } },
	};

	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
		unsigned classes[WORD_CLASS_WORDS];
		size_t n = word_class_redacted(str_of(taken[i].name), classes);

		ck_assert_msg(n == taken[i].n, "%s: %zu", taken[i].name, n);
		for (size_t k = 0; k < n; k++)
			ck_assert_uint_eq(classes[k], taken[i].classes[k]);
	}
	ck_assert_uint_eq(word_class(STR("<phone>")), 0);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { names_are_classes, case_does_not_matter, other_names, redacted };

	return run_suite("word_class", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
