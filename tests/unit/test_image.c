#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"
#include "lexicon.h"
#include "phrases.h"

/* Writes and reads alike. */
struct thing {
	uint32_t *numbers;
	size_t n;
	char letter;
	double *none;
	size_t nones;
};

static void
thing_image(struct thing *t, struct image *im)
{
	image_value(im, &t->letter, sizeof t->letter);
	image_array(im, &t->numbers, &t->n, sizeof *t->numbers);
	image_array(im, &t->none, &t->nones, sizeof *t->none);
}

/* The bytes at a place aligned for any type, as the linker gives one. */
static struct str
placed(const struct buf *bytes)
{
	char *p = aligned_alloc(16, (bytes->n + 15) / 16 * 16);

	ck_assert_ptr_nonnull(p);
	memcpy(p, bytes->p, bytes->n);
	return (struct str){ p, bytes->n };
}

START_TEST(what_was_written_is_read)
{
	uint32_t numbers[] = { 3, 1, 4, 1, 5 };
	struct thing thing = { .numbers = numbers, .n = 5, .letter = 'x' }, read = { 0 };
	struct buf bytes = { 0 };
	struct image out = { .out = &bytes };

	thing_image(&thing, &out);
	struct image in = { .in = placed(&bytes) };
	struct str all = in.in;
	thing_image(&read, &in);
	ck_assert(!in.broken);
	ck_assert_uint_eq(in.in.n, 0);
	ck_assert_int_eq(read.letter, 'x');
	ck_assert_uint_eq(read.n, 5);
	ck_assert_mem_eq(read.numbers, numbers, sizeof numbers);
	ck_assert_uint_eq((uintptr_t)read.numbers % 16, 0);
	ck_assert_uint_eq(read.nones, 0);
	/* cut short anywhere it is broken, and nothing behind its end is read */
	for (size_t n = 0; n < all.n; n++) {
		struct buf part = { .p = (char *)all.p, .n = n };
		struct image cut = { .in = placed(&part) };
		char *p = (char *)cut.in.p;
		struct thing none = { 0 };
		thing_image(&none, &cut);
		ck_assert_msg(cut.broken, "%zu bytes of %zu", n, all.n);
		free(p);
	}
	free((char *)all.p);
	buf_free(&bytes);
}
END_TEST

START_TEST(a_length_beyond_the_end_is_broken)
{
	size_t n = SIZE_MAX / 4;
	struct buf bytes = { 0 };
	struct image out = { .out = &bytes };
	uint32_t *array = NULL;

	image_value(&out, &n, sizeof n);
	struct image in = { .in = placed(&bytes) };
	char *p = (char *)in.in.p;
	image_array(&in, &array, &n, sizeof *array);
	ck_assert(in.broken);
	ck_assert_uint_eq(n, 0);
	free(p);
	buf_free(&bytes);
}
END_TEST

/* Patterns found from an image are those that were found before; the words come with them. */
START_TEST(phrases_are_read_back)
{
	static const char *const patterns[] = { "sorry", "(i|we) ...3 refund*", "^ <number> days", "please . thanks $", "{words>3} late" };
	static const char text[] = "12 days late! We will gladly refunded it, please. Thanks";
	struct finder f, read = { 0 };
	struct buf bytes = { 0 }, want = { 0 };
	struct image out = { .out = &bytes };

	finder_open(&f, "don't,do not\nmonday,<date>\nthe,<stop>\n*'ll,will\n");
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		finder_add(&f, patterns[i]);
	lexicon_close(f.lex);
	finder_compile(&f);
	buf_str(&want, str_of(finder_find(&f, text, sizeof text - 1)));
	ck_assert_str_eq(want.p, "2@0+7 4@8+4 1@14+23 3@42+14");
	lexicon_image(f.lex, &out);
	phrase_set_image(f.set, &out);
	struct image in = { .in = placed(&bytes) };
	char *p = (char *)in.in.p;
	read.lex = lexicon_new();
	lexicon_image(read.lex, &in);
	read.set = phrase_set_new(read.lex);
	phrase_set_image(read.set, &in);
	ck_assert(!in.broken);
	read.work.places = true;
	ck_assert_str_eq(finder_find(&read, text, sizeof text - 1), want.p);
	ck_assert_uint_eq(lexicon_count(read.lex), lexicon_count(f.lex));
	finder_close(&read);
	finder_close(&f);
	free(p);
	buf_free(&bytes);
	buf_free(&want);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("image");
	TCase *tcase = tcase_create("image");
	SRunner *runner = srunner_create(suite);

	tcase_add_test(tcase, what_was_written_is_read);
	tcase_add_test(tcase, a_length_beyond_the_end_is_broken);
	tcase_add_test(tcase, phrases_are_read_back);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
