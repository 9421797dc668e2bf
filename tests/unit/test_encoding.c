#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "encoding.h"
#include "source.h"

static const size_t blocks[] = { 1, 2, 3, 7, 65536 };
enum { BLOCKS = sizeof blocks / sizeof *blocks };

#define S(literal) { literal, sizeof literal - 1 }
/* U+FFFD */
#define R "\xef\xbf\xbd"

/* Code points by the charts of the Unicode Standard; the bytes by ISO 8859-1, the table of Windows-1252, JIS X 0208 rows 38
 * and 43 (in Shift JIS and ISO 2022), RFC 2152 and RFC 2781. */
static const struct {
	const char *encoding;
	struct str in, out;
	uint64_t replaced;
} texts[] = {
	{ "ISO-8859-1", S("caf\xe9 \xa3" "5"), S("caf\xc3\xa9 \xc2\xa3" "5"), 0 },
	{ "ISO-8859-1", S("\x80"), S("\xc2\x80"), 0 },
	{ "WINDOWS-1252", S("\x80 5 \x93no\x94 \x92s"), S("\xe2\x82\xac 5 \xe2\x80\x9cno\xe2\x80\x9d \xe2\x80\x99s"), 0 },
	/* not assigned in it */
	{ "WINDOWS-1252", S("a\x81\x8d" "b\x9d"), S("a" R R "b" R), 3 },
	{ "US-ASCII", S("caf\xe9"), S("caf" R), 1 },
	{ "SHIFT_JIS", S("\x93\xfa\x96\x7b"), S("\xe6\x97\xa5\xe6\x9c\xac"), 0 },
	/* cut inside of a character */
	{ "SHIFT_JIS", S("\x93\xfa\x96"), S("\xe6\x97\xa5" R), 1 },
	/* with states */
	{ "ISO-2022-JP", S("a\x1b$BF|K\\\x1b(Bb"), S("a\xe6\x97\xa5\xe6\x9c\xac" "b"), 0 },
	{ "UTF-7", S("caf+AOk- +AKM-5"), S("caf\xc3\xa9 \xc2\xa3" "5"), 0 },
	{ "UTF-16LE", S("a\0\xe9\0\xac\x20"), S("a\xc3\xa9\xe2\x82\xac"), 0 },
	{ "UTF-16BE", S("\0a\0\xe9\x20\xac"), S("a\xc3\xa9\xe2\x82\xac"), 0 },
	/* a BOM that the name did not ask for */
	{ "UTF-16LE", S("\xff\xfe" "a\0"), S("a"), 0 },
	/* U+1F600, then its halves alone, then cut */
	{ "UTF-16LE", S("\x3d\xd8\x00\xde"), S("\xf0\x9f\x98\x80"), 0 },
	{ "UTF-16LE", S("\x3d\xd8" "a\0\x00\xde" "b\0"), S(R "a" R "b"), 2 },
	{ "UTF-16LE", S("a\0\x3d\xd8"), S("a" R), 1 },
	{ "UTF-16LE", S("a\0\x3d\xd8\x00"), S("a" R), 1 },
	{ "UTF-32BE", S("\0\0\0a\0\1\xf6\0"), S("a\xf0\x9f\x98\x80"), 0 },
	/* beyond the last code point */
	{ "UTF-32BE", S("\0\x11\0\0\0\0\0a"), S(R "a"), 1 },
	{ "UTF-16LE", S(""), S(""), 0 },
	/* recognised by its BOM, when it has one */
	{ "", S("\xff\xfe" "a\0\xac\x20"), S("a\xe2\x82\xac"), 0 },
	{ "", S("\xfe\xff\0a\x20\xac"), S("a\xe2\x82\xac"), 0 },
	{ "", S("\xff\xfe"), S(""), 0 },
	{ "", S("\xff\xfe\xff\xfe" "a\0"), S("\xef\xbb\xbf" "a"), 0 },
	{ "", S("\xff\xfe" "a\0\x3d"), S("a" R), 1 },
	{ "", S("\xef\xbb\xbf" "caf\xc3\xa9"), S("caf\xc3\xa9"), 0 },
	{ "", S("caf\xe9"), S("caf" R), 1 },
	{ "", S("\xff"), S(R), 1 },
};

/* The whole of what a source gives. */
static void
check_text(const char *encoding, struct str in, size_t block, struct str expected, uint64_t replaced)
{
	struct source s = { .fd = -1, .encoding = encoding };
	enum source_got last;
	struct str got;

	source_memory(&s, in, block);
	while ((last = source_fill(&s, 0)) == SOURCE_MORE)
		continue;
	ck_assert_int_eq(last, SOURCE_END);
	got = (struct str){ source_at(&s, 0), (size_t)s.end };
	ck_assert_msg(str_eq(got, expected), "%s in blocks of %zu: got %zu bytes [%.*s], expected [%.*s]", encoding, block,
	    got.n, (int)got.n, got.p, (int)expected.n, expected.p);
	ck_assert_uint_eq(s.replaced, replaced);
	source_free(&s);
}

START_TEST(text_becomes_utf8)
{
	size_t i = (size_t)_i / BLOCKS;

	check_text(texts[i].encoding, texts[i].in, blocks[_i % BLOCKS], texts[i].out, texts[i].replaced);
}
END_TEST

/* What becomes longer than the room for it, over many blocks: each byte three. */
START_TEST(long_text_that_grows)
{
	enum { N = 200000 };
	char *in = malloc(N), *out = malloc(3 * N);

	memset(in, '\x80', N);
	for (size_t i = 0; i < N; i++)
		memcpy(out + 3 * i, "\xe2\x82\xac", 3);
	check_text("WINDOWS-1252", (struct str){ in, N }, blocks[_i], (struct str){ out, 3 * N }, 0);
	for (size_t i = 0; i < N; i++) {
		in[i] = '\x81';
		memcpy(out + 3 * i, R, 3);
	}
	check_text("WINDOWS-1252", (struct str){ in, N }, blocks[_i], (struct str){ out, 3 * N }, N);
	free(in);
	free(out);
}
END_TEST

/* A BOM of one file says nothing of the next. */
START_TEST(each_file_by_itself)
{
	static const struct str files[] = { S("\xff\xfe" "a\0"), S("\xc3\xa9"), S("\xfe\xff\0b") };
	static const struct str expected[] = { S("a"), S("\xc3\xa9"), S("b") };
	struct source s = { .fd = -1, .encoding = "" };

	for (size_t i = 0; i < 3; i++) {
		source_memory(&s, files[i], blocks[_i]);
		while (source_fill(&s, 0) == SOURCE_MORE)
			continue;
		ck_assert(str_eq((struct str){ source_at(&s, 0), (size_t)s.end }, expected[i]));
		source_close(&s);
	}
	ck_assert_uint_eq(s.replaced, 0);
	source_free(&s);
}
END_TEST

START_TEST(names)
{
	ck_assert(encoding_known("ISO-8859-1"));
	ck_assert(encoding_known("windows-1252"));
	ck_assert(encoding_known("UTF-16"));
	ck_assert(!encoding_known("KLINGON-1"));
	/* to iconv these are the locale's, and UTF-8 with wishes */
	ck_assert(!encoding_known(""));
	ck_assert(!encoding_known("UTF-16//IGNORE"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("encoding");
	TCase *tcase = tcase_create("encoding");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tcase, text_becomes_utf8, 0, (int)(sizeof texts / sizeof *texts) * BLOCKS);
	tcase_add_loop_test(tcase, long_text_that_grows, 0, BLOCKS);
	tcase_add_loop_test(tcase, each_file_by_itself, 0, BLOCKS);
	tcase_add_test(tcase, names);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
