#include "phrases.h"
#include "suite.h"

/* Parts that overlap the part before them, classes after parts, anchored runs, parts that several patterns share: where one
 * mark for each slot could say too much or too little. */
static const char rows[] = "dollars,<currency>\nof,<stop>\njune,<month>\nim,i am\n";

static const struct {
	const char *pattern, *text, *place;
} places[] = {
	/* a part does not follow itself, but another one like it */
	{ "you ... you are", "you are", "" },
	{ "you ... you are", "you you are", "0+11" },
	{ "you ... you are", "you say you are", "0+15" },
	{ "you ... you are", "are you you", "" },
	{ "a ... a", "a", "" },
	{ "a ... a", "a a", "0+3" },
	{ "a ... a ... a", "a a", "" },
	{ "a ... a ... a", "a a a", "0+5" },
	{ "a ...1 a ...1 a", "a x a x a", "0+9" },
	{ "a ...1 a ...1 a", "a x x a x a", "" },
	/* the part before ends inside this one */
	{ "a b ... b c", "a b c", "" },
	{ "a b ... b c", "a b b c", "0+7" },
	{ "a b ... b c", "a b x b c", "0+9" },
	{ "a b ... b c", "a b a b c", "0+9" },
	{ "a b ...1 b c", "a b x a b c", "" },
	{ "a b ...2 b c", "a b x a b c", "0+11" },
	{ "a ... b a c", "a b a c", "0+7" },
	{ "a ... b a c", "b a c", "" },
	{ "a ... b a c", "a x x x x x b a c", "" },
	{ "a ... a a b", "a a b", "" },
	{ "a ... a a b", "a a a b", "0+7" },
	{ "a ... a a b", "a a a a b", "2+7" },
	/* two ends of the part before are inside, the one that counts is not */
	{ "a ...3 x a a b", "a x a a b", "0+9" },
	{ "a ...3 x a a b", "x a a b", "" },
	/* the last mark is too near, the one before it too far */
	{ "a ...2 a b", "a x x x a b", "" },
	{ "a ...2 a b", "a x x a b", "0+9" },
	/* three parts, each overlapping the next */
	{ "a b ... b c ... c d", "a b c d", "" },
	{ "a b ... b c ... c d", "a b b c d", "" },
	{ "a b ... b c ... c d", "a b b c c d", "0+11" },
	/* one sentence; a letter's full stop would end none */
	{ "aa ... bb", "aa. bb", "" },
	{ "aa ... bb", "aa. aa bb", "4+5" },
	{ "aa ... bb", "aa bb. bb", "0+5" },
	{ "aa . ... bb", "aa. x bb", "0+8" },
	{ "aa ... . bb", "aa xx. bb", "0+9" },
	{ "aa ... ? bb", "aa xx! bb", "" },
	/* anchored */
	{ "^ a ... b", "a x b", "0+5" },
	{ "^ a ... b", "x a b", "" },
	{ "^ a ... b", "a x x x x x a b", "" },
	{ "^ a ... a b", "a b", "" },
	{ "^ a ... a b", "a a b", "0+5" },
	{ "^ ...2 a ... b", "x x a b", "4+3" },
	{ "^ ...2 a ... b", "x x x a b", "" },
	{ "^ ...2 a b", "a x a b", "4+3" },
	{ "^ ...2 a $", "x x a", "4+1" },
	{ "a ... b $", "a b b", "0+5" },
	{ "a ... b $", "a b x b", "0+7" },
	{ "a ... b ...1 $", "a b b x", "0+5" },
	{ "^ ... a ... $", "x x x x a x x x x", "8+1" },
	{ "^ ... a ... $", "x x x x a x x x x x", "" },
	/* the end before the start */
	{ "$ a", "a", "!" },
	/* classes after slots and between them */
	{ "a <number>", "a 5", "0+3" },
	{ "a <number>", "a x 5", "" },
	{ "a <number>", "5 a", "" },
	{ "a ...1 <number>", "a x 5", "0+5" },
	{ "a ...1 <number>", "a x x 5", "" },
	{ "<number> a", "5 a", "0+3" },
	{ "<number> ... <number>", "5", "" },
	{ "<number> ... <number>", "5 x 6", "0+5" },
	{ "<number> <number> <number>", "1 2", "" },
	{ "<number> <number> <number>", "1 2 3", "0+5" },
	{ "<number> <number> <number>", "1 2 x 3", "" },
	{ "a <number> b", "a 5 b", "0+5" },
	{ "a <number> b", "a b", "" },
	{ "a <money> b", "a 5 dollars b", "0+13" },
	{ "a <money> b", "a 5 b", "" },
	{ "a <date> b", "a 5th of june b", "0+15" },
	{ "a <date> b", "a 5th of b", "" },
	{ "a <date>", "a 5th x 5th of june", "" },
	{ "of ... <date>", "of 5th of june", "0+14" },
	{ "of ... <date>", "5th of june", "" },
	{ "<date> ... june", "5th of june", "" },
	{ "<date> ... june", "5th of june june", "0+16" },
	{ "<money> <number>", "5 dollars 6", "0+11" },
	{ "<number> dollars <number>", "5 dollars 6", "0+11" },
	{ "^ <number> ... a", "5 a", "0+3" },
	{ "^ <number> ... a", "x 5 a", "" },
	{ "a <number> $", "a 5", "0+3" },
	{ "a <number> $", "a 5 x", "" },
	{ "a <number> ... a <number>", "a 5 a 6", "0+7" },
	{ "a <number> ... a <number>", "a 5 x 6", "" },
	/* alternatives of several lengths lead one part */
	{ "(a|a b|b b b) ...1 c", "a b c", "2+3 0+5" },
	{ "(a|a b|x y) ... b c", "a b c", "0+5" },
	{ "(a b|x y) ... b c", "a b c", "" },
	{ "(<number>|a b) ... b", "a b", "" },
	{ "(<number>|a b) ... b", "5 b", "0+3" },
	/* a contraction's two words share their bytes */
	{ "i ... am", "im", "0+2" },
	{ "am ... i", "im", "" },
	{ "am ... i", "im im", "0+5" },
};

START_TEST(place)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct buf why = { 0 };
		struct finder f;
		char want[32];
		struct str rest = str_of(places[i].place), one;
		bool fits = false;
		finder_open(&f, rows);
		if (places[i].place[0] == '!') {
			ck_assert_msg(!add_text(f.set, f.lex, str_of(places[i].pattern), &why), "%s", places[i].pattern);
			finder_close(&f);
			buf_free(&why);
			continue;
		}
		finder_add(&f, places[i].pattern);
		finder_compile(&f);
		const char *found = finder_find(&f, places[i].text, strlen(places[i].text));
		while (rest.n && str_next(&rest, ' ', &one)) {
			snprintf(want, sizeof want, "0@%.*s", (int)one.n, one.p);
			fits = fits || strcmp(found, want) == 0;
		}
		fits = fits || (places[i].place[0] == '\0' && found[0] == '\0');
		ck_assert_msg(fits, "%s in \"%s\": found \"%s\", not \"%s\"", places[i].pattern, places[i].text, found, places[i].place);
		finder_close(&f);
	}
}
END_TEST

/* Patterns that begin alike share slots: what one finds is what it finds alone. */
START_TEST(shared_beginnings)
{
	static const char *const patterns[] = {
		"a ... b", "a ... c", "a ...1 b", "^ a ... b", "a ... b ... c", "a ... b <number>", "a ... <number> b", "a b ... b c",
		"a b ... c", "(a|b) ... c", "a ... b $", "a ... (b|c) ... d", "<number> ... a", "<number> ... <number> a",
		"<number> ... b ... a", "a ... {words>4} b",
	};
	static const char *const texts[] = {
		"", "a b", "a b c", "x a x b", "a x x b 5", "a b b c d", "b a 5 b 6 a", "5 a 6 7 a b c", "a? b c", "c b a", "a a b b c c d d",
		"5 b x a b 5 a 6 b c d", "a x x x b x x x x c", "5 6 7 a b c d a b c d",
	};
	enum { PATTERNS = sizeof patterns / sizeof *patterns };
	struct finder all, alone[PATTERNS];
	size_t found = 0;

	finder_open(&all, rows);
	for (size_t i = 0; i < PATTERNS; i++) {
		finder_add(&all, patterns[i]);
		finder_open(&alone[i], rows);
		finder_add(&alone[i], patterns[i]);
		finder_compile(&alone[i]);
	}
	finder_compile(&all);
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
		finder_find(&all, texts[t], strlen(texts[t]));
		for (uint32_t i = 0; i < PATTERNS; i++) {
			const struct phrase_hit *hit = NULL;
			for (size_t k = 0; k < all.work.n; k++)
				hit = all.work.hit[k].pattern == i ? &all.work.hit[k] : hit;
			finder_find(&alone[i], texts[t], strlen(texts[t]));
			ck_assert_msg((hit != NULL) == (alone[i].work.n == 1), "%s in \"%s\"", patterns[i], texts[t]);
			if (!hit)
				continue;
			found++;
			ck_assert_uint_eq(hit->off, alone[i].work.hit[0].off);
			ck_assert_uint_eq(hit->len, alone[i].work.hit[0].len);
		}
	}
	/* each pattern somewhere, or the comparison says little */
	ck_assert_uint_gt(found, 2 * PATTERNS);
	for (size_t i = 0; i < PATTERNS; i++)
		finder_close(&alone[i]);
	finder_close(&all);
}
END_TEST

/* The words of a run behind a gap, up to and beyond what fits in the reach of a part. */
START_TEST(reach)
{
	static const int lengths[] = { 1, 4088, 4089, 4090, 4091, 4092, 4100 };

	for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
		struct buf pattern = { 0 }, text = { 0 };
		struct finder f;
		char want[32];
		finder_open(&f, "");
		buf_str(&pattern, STR("lead ...4"));
		for (int i = 0; i < lengths[k]; i++)
			buf_str(&pattern, STR(" w"));
		finder_add(&f, pattern.p);
		finder_compile(&f);
		for (int between = 3; between <= 5; between++) {
			buf_reset(&text);
			buf_str(&text, STR("lead"));
			for (int i = 0; i < between; i++)
				buf_str(&text, STR(" x"));
			for (int i = 0; i < lengths[k]; i++)
				buf_str(&text, STR(" w"));
			snprintf(want, sizeof want, "0@0+%zu", text.n);
			const char *found = finder_find(&f, text.p, text.n);
			ck_assert_msg(strcmp(found, between <= 4 ? want : "") == 0, "%d words, %d between: %s", lengths[k], between, found);
		}
		buf_free(&pattern);
		buf_free(&text);
		finder_close(&f);
	}
}
END_TEST

/* Eight gaps as wide as they may be, before the same word, which the text is full of: going back from the end tries each end
 * of each part once, and not each way through them, of which there are more than can be counted. far: one word more than the
 * gaps bridge, so that all ways fail. */
static void
go_back(const char *end, bool far)
{
	enum { GAPS = 8 };
	struct buf pattern = { 0 }, text = { 0 };
	struct finder f;
	char want[32];

	finder_open(&f, "");
	buf_str(&pattern, STR("lead"));
	buf_str(&text, STR("lead"));
	for (int i = 0; i < GAPS; i++)
		buf_str(&pattern, STR(" ...99 more"));
	buf_printf(&pattern, " %s", end);
	/* the last of these starts the last part */
	for (int i = 0; i < GAPS * (PATTERN_GAP_MAX + 1) + far; i++)
		buf_str(&text, STR(" more"));
	buf_printf(&text, " %s", end);
	finder_add(&f, pattern.p);
	finder_compile(&f);
	snprintf(want, sizeof want, "0@0+%zu", text.n);
	ck_assert_str_eq(finder_find(&f, text.p, text.n), far ? "" : want);
	/* the next text is looked at anew */
	ck_assert_str_eq(finder_find(&f, text.p, text.n), far ? "" : want);
	ck_assert_str_eq(finder_find(&f, "lead more", 9), "");
	buf_free(&pattern);
	buf_free(&text);
	finder_close(&f);
}

START_TEST(the_way_back_is_short)
{
	go_back("end", false);
	go_back("more end", false);
	go_back("end", true);
	go_back("more end", true);
}
END_TEST

/* An end that led nowhere in one text may lead somewhere in the next. */
START_TEST(ends_are_those_of_the_text_in_hand)
{
	struct finder f;

	finder_open(&f, "");
	finder_add(&f, "lead ...2 more ...2 more end");
	finder_compile(&f);
	for (int i = 0; i < 2; i++) {
		/* the first "more" has no lead, the second is the end's own */
		ck_assert_str_eq(finder_find(&f, "x more lead more end", 20), "");
		ck_assert_str_eq(finder_find(&f, "lead more more end", 18), "0@0+18");
		/* nor when that has such an end too */
		ck_assert_str_eq(finder_find(&f, "x x x x x x more lead more end", 30), "");
		ck_assert_str_eq(finder_find(&f, "more lead more end. lead more more end", 38), "0@20+18");
	}
	finder_close(&f);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { place, shared_beginnings, reach, the_way_back_is_short, ends_are_those_of_the_text_in_hand };

	return run_suite("phrase_scan", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
