#include "dice.h"
#include "phrases.h"
#include "suite.h"

#define WORDS 600

/* What is found in a text does not depend on the texts before it, and nothing is missed where patterns, words and texts are many. */

static void
word(struct buf *b, uint32_t i)
{
	buf_printf(b, "%sw%u", b->n ? " " : "", i);
}

START_TEST(texts_before_do_not_matter)
{
	static const char *const patterns[] = {
		"w1 w2", "w1 ... w3", "^ w1", "w2 $", "(w1|w2) [w3] w4", "w1*", "w1* ...2 w2* $", "w5 . w6", "<number> w1",
		"w1 w2 w3", "w2 w3", "w3 w1 w2 w9", "^ ...3 w7", "{words>4} w8",
	};
	static const char text[] = "w7 w1 x w2 w3 w4. 5 w1 w12 w5! W6 w8 w3 w1 w2";
	struct finder fresh, used;
	struct buf first = { 0 }, other = { 0 };

	finder_open(&fresh, "");
	finder_open(&used, "");
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		finder_add(&fresh, patterns[i]);
		finder_add(&used, patterns[i]);
	}
	finder_compile(&fresh);
	finder_compile(&used);
	buf_str(&first, str_of(finder_find(&used, text, sizeof text - 1)));
	ck_assert_uint_gt(used.work.n, 6);
	for (int i = 0; i < 100000; i++) {
		buf_reset(&other);
		for (uint32_t n = below(12); n > 0; n--) {
			word(&other, below(15));
			if (below(6) == 0)
				buf_char(&other, "?.!"[below(3)]);
		}
		finder_find(&used, other.p ? other.p : "", other.n);
		if (i % 500 && i < 99990)
			continue;
		/* the same text with memory of one's own */
		struct phrase_work work = { .places = true };
		phrase_match(fresh.set, &work, buf_view(&other));
		ck_assert_uint_eq(work.n, used.work.n);
		for (size_t k = 0; k < work.n; k++) {
			ck_assert_uint_eq(work.hit[k].pattern, used.work.hit[k].pattern);
			ck_assert_uint_eq(work.hit[k].off, used.work.hit[k].off);
			ck_assert_uint_eq(work.hit[k].len, used.work.hit[k].len);
		}
		phrase_work_free(&work);
	}
	ck_assert_str_eq(finder_find(&used, text, sizeof text - 1), first.p);
	ck_assert_str_eq(finder_find(&fresh, text, sizeof text - 1), first.p);
	buf_free(&first);
	buf_free(&other);
	finder_close(&fresh);
	finder_close(&used);
}
END_TEST

/* 600 patterns "wI (w0|...|w599) key": after any two words another set of them is under way, 360000 in all. */
START_TEST(many_patterns_under_way)
{
	static bool want[WORDS], got[WORDS];
	struct buf all = { 0 }, b = { 0 };
	struct finder f;
	uint32_t expected = 0;

	for (uint32_t i = 0; i < WORDS; i++)
		buf_printf(&all, "%sw%u", i ? "|" : "", i);
	finder_open(&f, "");
	for (uint32_t i = 0; i < WORDS; i++) {
		buf_reset(&b);
		buf_printf(&b, "w%u (%s) key", i, all.p);
		finder_add(&f, b.p);
	}
	finder_compile(&f);
	for (int t = 0; t < 60; t++) {
		uint32_t before[2] = { WORDS, WORDS };
		memset(want, 0, sizeof want);
		memset(got, 0, sizeof got);
		buf_reset(&b);
		for (int n = 0; n < 10000; n++) {
			uint32_t w = below(WORDS + 5);
			if (w < WORDS)
				word(&b, w);
			else
				buf_str(&b, STR(" key"));
			if (w >= WORDS && before[0] < WORDS && before[1] < WORDS)
				want[before[0]] = true;
			before[0] = before[1];
			before[1] = w < WORDS ? w : WORDS;
		}
		finder_find(&f, b.p, b.n);
		for (size_t k = 0; k < f.work.n; k++)
			got[f.work.hit[k].pattern] = true;
		expected += (uint32_t)f.work.n;
		for (uint32_t i = 0; i < WORDS; i++)
			ck_assert_msg(want[i] == got[i], "text %d, pattern %u: %s", t, i, want[i] ? "not found" : "is not there");
	}
	ck_assert_uint_gt(expected, 1000);
	buf_free(&all);
	buf_free(&b);
	finder_close(&f);
}
END_TEST

/* A text that goes through all states of a large automaton, twice. */
START_TEST(a_text_with_all_patterns)
{
	enum { WORDS_EACH = 34000, PAIRS = WORDS_EACH / 25 };
	struct finder f;
	struct buf text = { 0 }, before = { 0 };
	char pattern[64];

	finder_open(&f, "");
	for (int k = 0; k < PAIRS; k++) {
		snprintf(pattern, sizeof pattern, "open%d ...99 shut%d", k, k);
		finder_add(&f, pattern);
	}
	for (int i = 0; i < WORDS_EACH; i++) {
		snprintf(pattern, sizeof pattern, "w%d", i);
		finder_add(&f, pattern);
		snprintf(pattern, sizeof pattern, "x%d w%d", i / 100, i);
		finder_add(&f, pattern);
		/* a pair is open most of the time */
		if (i % 25 == 0)
			buf_printf(&text, "open%d ", i / 25);
		buf_printf(&text, "w%d x%d w%d ", i, i / 100, i);
		if (i % 25 == 24)
			buf_printf(&text, "shut%d ", i / 25);
	}
	finder_compile(&f);
	buf_str(&before, str_of(finder_find(&f, text.p, text.n)));
	ck_assert_uint_eq(f.work.n, PAIRS + 2 * WORDS_EACH);
	finder_find(&f, "x0 w7 w8 w9", 11);
	ck_assert_uint_eq(f.work.n, 4);
	ck_assert_str_eq(finder_find(&f, text.p, text.n), before.p);
	buf_free(&text);
	buf_free(&before);
	finder_close(&f);
}
END_TEST

/* One set may serve several threads, each with memory of its own. */
START_TEST(works_do_not_meet)
{
	struct finder f;
	struct phrase_work other = { .places = true };

	finder_open(&f, "");
	finder_add(&f, "a ... b");
	finder_compile(&f);
	ck_assert_str_eq(finder_find(&f, "a", 1), "");
	phrase_match(f.set, &other, STR("b"));
	ck_assert_uint_eq(other.n, 0);
	phrase_match(f.set, &other, STR("a b"));
	ck_assert_uint_eq(other.n, 1);
	ck_assert_str_eq(finder_find(&f, "b", 1), "");
	ck_assert_uint_eq(other.n, 1);
	phrase_work_free(&other);
	phrase_work_free(&other);
	finder_close(&f);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { texts_before_do_not_matter, many_patterns_under_way, works_do_not_meet, a_text_with_all_patterns };

	return run_suite("phrase_large", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
