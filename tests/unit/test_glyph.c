#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "glyph.h"

static const struct {
	const char *text, *lower;       /* lower: NULL where it does not matter */
	enum glyph_kind kind;
	bool apostrophe;
} glyphs[] = {
	{ "\u00E9", "\u00E9", GLYPH_LETTER, false }, { "\u00C9", "\u00E9", GLYPH_LETTER, false },
	{ "\u0416", "\u0436", GLYPH_LETTER, false }, { "\u03A9", "\u03C9", GLYPH_LETTER, false },
	{ "\u65E5", "\u65E5", GLYPH_LETTER, false }, { "\u0663", "\u0663", GLYPH_LETTER, false },
	{ "\U00010400", "\U00010428", GLYPH_LETTER, false }, { "\u0301", NULL, GLYPH_MARK, false },
	{ "\uFE0F", NULL, GLYPH_MARK, false }, { "\u2019", NULL, GLYPH_OTHER, true },
	{ "\u2018", NULL, GLYPH_OTHER, true }, { "\u02BC", NULL, GLYPH_LETTER, true },
	{ "\u2026", NULL, GLYPH_STOP, false }, { "\u3002", NULL, GLYPH_STOP, false },
	{ "\uFF1F", NULL, GLYPH_QUESTION, false }, { "\uFF01", NULL, GLYPH_EXCLAMATION, false },
	{ "\u00A3", NULL, GLYPH_CURRENCY, false }, { "\u20AC", NULL, GLYPH_CURRENCY, false },
	{ "\u201C", NULL, GLYPH_OTHER, false }, { "\U0001F600", NULL, GLYPH_OTHER, false },
	{ "\u00BD", NULL, GLYPH_OTHER, false },
};

START_TEST(kinds)
{
	size_t n = strlen(glyphs[_i].text);
	char more[8];
	unsigned char lower[4];

	memcpy(more, glyphs[_i].text, n);
	memcpy(more + n, "ab", 2);
	struct glyph g = glyph_read((const unsigned char *)more, n + 2);
	ck_assert_uint_eq(g.n, n);
	ck_assert_int_eq(g.kind, glyphs[_i].kind);
	ck_assert(glyph_is_apostrophe(&g) == glyphs[_i].apostrophe);
	if (glyphs[_i].lower) {
		ck_assert_uint_eq(glyph_lower(&g, lower), strlen(glyphs[_i].lower));
		ck_assert_mem_eq(lower, glyphs[_i].lower, strlen(glyphs[_i].lower));
	}
}
END_TEST

/* A byte out of place is one character that is nothing. */
static const char *const broken[] = { "\x80", "\xC3", "\xC3z", "\xE2\x80", "\xFF", "\xC0\x80", "\xED\xA0\x80" };

START_TEST(broken_bytes)
{
	struct glyph g = glyph_read((const unsigned char *)broken[_i], strlen(broken[_i]));

	ck_assert_uint_eq(g.n, 1);
	ck_assert_int_eq(g.code, -1);
	ck_assert_int_eq(g.kind, GLYPH_OTHER);
	ck_assert(!glyph_is_apostrophe(&g));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("glyph");
	TCase *tcase = tcase_create("glyph");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, kinds, 0, sizeof glyphs / sizeof *glyphs);
	tcase_add_loop_test(tcase, broken_bytes, 0, sizeof broken / sizeof *broken);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
