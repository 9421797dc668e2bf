#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "source.h"

static const size_t blocks[] = { 1, 2, 3, 7, 65536 };
enum { BLOCKS = sizeof blocks / sizeof *blocks };

/* The whole of what a source gives, keeping everything in the window. */
static void
check_text(struct str in, size_t block, struct str expected, uint64_t replaced)
{
	struct source s = { .fd = -1 };
	struct str got;

	source_memory(&s, in, block);
	while (source_fill(&s, 0) == SOURCE_MORE)
		continue;
	got = (struct str){ source_at(&s, 0), (size_t)s.end };
	ck_assert_msg(str_eq(got, expected), "blocks of %zu: got %zu bytes [%.*s], expected [%.*s]", block, got.n,
		      (int)got.n, got.p, (int)expected.n, expected.p);
	ck_assert_uint_eq(s.replaced, replaced);
	source_free(&s);
}

#define S(literal) { literal, sizeof literal - 1 }
/* U+FFFD */
#define R "\xef\xbf\xbd"

static const struct {
	struct str in, out;
	uint64_t replaced;
} texts[] = {
	{ S(""), S(""), 0 },
	{ S("plain ASCII text, longer than a word of the machine"), S("plain ASCII text, longer than a word of the machine"), 0 },
	/* the first and last of each length */
	{ S("\xc2\x80\xdf\xbf"), S("\xc2\x80\xdf\xbf"), 0 },
	{ S("\xe0\xa0\x80\xef\xbf\xbf"), S("\xe0\xa0\x80\xef\xbf\xbf"), 0 },
	{ S("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), S("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), 0 },
	/* next to the surrogates */
	{ S("\xed\x9f\xbf\xee\x80\x80"), S("\xed\x9f\xbf\xee\x80\x80"), 0 },
	{ S("\xed\xa0\x80"), S(R R R), 3 },
	{ S("\xed\xbf\xbf"), S(R R R), 3 },
	/* longer than need be, and beyond the last code point */
	{ S("\xc0\x80"), S(R R), 2 },
	{ S("\xc1\xbf"), S(R R), 2 },
	{ S("\xe0\x9f\xbf"), S(R R R), 3 },
	{ S("\xf0\x8f\xbf\xbf"), S(R R R R), 4 },
	{ S("\xf4\x90\x80\x80"), S(R R R R), 4 },
	{ S("\xf5\x80\xfe\xff"), S(R R R R), 4 },
	/* alone, and cut short by text or by the end */
	{ S("\x80x\xbf"), S(R "x" R), 2 },
	{ S("caf\xe9 d\xe9j\xe0"), S("caf" R " d" R "j" R), 3 },
	{ S("\xe2\x82x\xe2\x82"), S(R "x" R), 2 },
	{ S("\xf0\x9f\x98x\xf0\x9f\x98"), S(R "x" R), 2 },
	{ S("\xf0\x9fx\xf0x\xf0"), S(R "x" R "x" R), 3 },
	{ S("\xe2\x82\xe2\x82\xac\xc3\xc3\xa9"), S(R "\xe2\x82\xac" R "\xc3\xa9"), 2 },
	/* the example of the Unicode Standard, table 3-8 */
	{ S("\x61\xf1\x80\x80\xe1\x80\xc2\x62\x80\x63\x80\xbf\x64"), S("a" R R R "b" R "c" R R "d"), 6 },
	/* a BOM, less than one, and one that is not in front */
	{ S("\xef\xbb\xbfx"), S("x"), 0 },
	{ S("\xef\xbb\xbf"), S(""), 0 },
	{ S("\xef\xbb\xbf\xef\xbb\xbf"), S("\xef\xbb\xbf"), 0 },
	{ S("\xef\xbb"), S(R), 1 },
	{ S("\xef\xbbx"), S(R "x"), 1 },
	{ S("\xef"), S(R), 1 },
	{ S("\xffx"), S(R "x"), 1 },
	{ S("\xff"), S(R), 1 },
	{ S("\xfe"), S(R), 1 },
	{ S("a\xff\xfe"), S("a" R R), 2 },
	{ S("a\0b"), S("a\0b"), 0 },
};

START_TEST(text_comes_out_valid)
{
	size_t i = (size_t)_i / BLOCKS;

	check_text(texts[i].in, blocks[_i % BLOCKS], texts[i].out, texts[i].replaced);
}
END_TEST

/* Words of the machine are looked at at once: an invalid byte is found at each place of one. */
START_TEST(an_invalid_byte_at_each_place)
{
	for (size_t at = 0; at < 40; at++) {
		char in[40], out[42];

		memset(in, 'x', sizeof in);
		in[at] = '\xff';
		memset(out, 'x', sizeof out);
		memcpy(out + at, R, 3);
		check_text((struct str){ in, sizeof in }, blocks[_i], (struct str){ out, sizeof out }, 1);
	}
}
END_TEST

/* Three times the bytes, and more of them than the window first has room for. */
START_TEST(all_of_it_invalid)
{
	enum { N = 100000 };
	char *in = malloc(N), *out = malloc(3 * N);

	memset(in, '\xfe', N);
	in[0] = 'x';
	out[0] = 'x';
	for (size_t i = 1; i < N; i++)
		memcpy(out + 3 * i - 2, R, 3);
	check_text((struct str){ in, N }, blocks[_i], (struct str){ out, 3 * N - 2 }, N - 1);
	free(in);
	free(out);
}
END_TEST

START_TEST(utf16_is_refused)
{
	static const struct str text[] = { S("\xff\xfe" "a\0"), S("\xfe\xff\0a"), S("\xff\xfe") };
	struct source s = { .fd = -1 };

	source_memory(&s, text[_i / BLOCKS], blocks[_i % BLOCKS]);
	ck_assert_int_eq(source_fill(&s, 0), SOURCE_FAILED);
	ck_assert_str_eq(s.refused, "UTF-16 text, expected UTF-8");
	source_free(&s);
}
END_TEST

/* Offsets stay true while the window moves, and what is kept stays where they say. */
START_TEST(the_window_moves)
{
	enum { N = 300000 };
	struct source s = { .fd = -1 };
	uint64_t keep = 0;
	char *text = malloc(N);

	for (size_t i = 0; i < N; i++)
		text[i] = (char)('!' + i * 7 % 90);
	source_memory(&s, (struct str){ text, N }, 4096);
	while (source_fill(&s, keep) == SOURCE_MORE) {
		ck_assert_mem_eq(source_at(&s, keep), text + keep, s.end - keep);
		/* Mostly a little is kept, and now and then several blocks. */
		if (s.end / 4096 % 8 == 0)
			keep = s.end - s.end % 1000;
	}
	ck_assert_uint_eq(s.end, N);
	/* 8 blocks are kept at most, and a window at most doubles what it needs. */
	ck_assert_uint_le(s.cap, 2 * 10 * 4096);
	source_free(&s);
	free(text);
}
END_TEST

START_TEST(files_wait_only_if_they_are_no_regular_files)
{
	char name[] = "/tmp/source.XXXXXX";
	struct source s = { .fd = -1 };
	int fd = mkstemp(name), ends[2];

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, "abcdef", 6), 6);
	close(fd);
	ck_assert(source_open(&s, name, 4));
	ck_assert(!s.waits);
	ck_assert_int_eq(source_fill(&s, 0), SOURCE_MORE);
	ck_assert_uint_eq(s.end, 4);
	ck_assert_int_eq(source_fill(&s, 0), SOURCE_MORE);
	ck_assert_int_eq(source_fill(&s, 0), SOURCE_END);
	ck_assert_mem_eq(source_at(&s, 0), "abcdef", 6);
	source_close(&s);
	unlink(name);
	ck_assert_int_eq(pipe(ends), 0);
	dup2(ends[0], STDIN_FILENO);
	ck_assert(source_open(&s, "-", 2));
	ck_assert(s.waits);
	source_free(&s);
	errno = 0;
	ck_assert(!source_open(&s, name, 2));
	ck_assert_int_eq(errno, ENOENT);
}
END_TEST

/* A non-blocking pipe, as a shell may leave behind, is waited for. */
START_TEST(would_block_is_no_error)
{
	struct source s = { .fd = -1 };
	int ends[2];
	pid_t pid;

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(fcntl(ends[0], F_SETFL, O_RDONLY | O_NONBLOCK), 0);
	pid = fork();
	if (pid == 0) {
		usleep(30000);
		_exit(write(ends[1], "late", 4) == 4 ? 0 : 1);
	}
	dup2(ends[0], STDIN_FILENO);
	ck_assert(source_open(&s, "-", 100));
	ck_assert_int_eq(source_fill(&s, 0), SOURCE_MORE);
	ck_assert_uint_eq(s.end, 4);
	source_free(&s);
}
END_TEST

START_TEST(what_is_no_text_is_refused_whatever_the_blocks)
{
	static const struct str kinds[] = { S("PK\3\4 and more"), S("\x1f\x8b"), S("{\"a\":1}"), S("[\n{}]"), S("a\0b\0"), S("\xff\xfe") };

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		struct source s = { .fd = -1 };
		source_memory(&s, kinds[k], blocks[_i]);
		ck_assert_int_eq(source_fill(&s, 0), SOURCE_FAILED);
		ck_assert_ptr_nonnull(s.refused);
		source_free(&s);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("source");
	TCase *tcase = tcase_create("source");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, text_comes_out_valid, 0, sizeof texts / sizeof *texts * BLOCKS);
	tcase_add_loop_test(tcase, an_invalid_byte_at_each_place, 0, BLOCKS);
	tcase_add_loop_test(tcase, all_of_it_invalid, 0, BLOCKS);
	tcase_add_loop_test(tcase, utf16_is_refused, 0, 3 * BLOCKS);
	tcase_add_loop_test(tcase, what_is_no_text_is_refused_whatever_the_blocks, 0, BLOCKS);
	tcase_add_test(tcase, the_window_moves);
	tcase_add_test(tcase, files_wait_only_if_they_are_no_regular_files);
	tcase_add_test(tcase, would_block_is_no_error);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
