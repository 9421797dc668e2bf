#include "dice.h"
#include "phrases.h"

/* What patterns say of their subjects: weights that add up, thresholds, exceptions, tests without words. A set that looks only
 * for what decides reaches the same subjects as one that looks for all. */

enum { SUBJECTS = 70 };         /* more than there are bits in a state's sum of gates */

struct row {
	const char *pattern;
	uint32_t subject;
	int32_t weight;
};

static const int32_t thresholds[3] = { 1000, 1500, 500 };

static const struct row rows[] = {
	{ "sorry", 0, 1000 }, { "not sorry", 0, -1000 }, { "apolog*", 0, 1000 }, { "sorry ... but", 0, -500 },
	{ "{questions>=1}", 0, -600 },
	{ "late", 1, 750 }, { "again", 1, 750 }, { "{words>6}", 1, 750 }, { "{exclamations>=1}", 1, 100 }, { "only", 1, -100 },
	{ "{words<3}", 2, 500 }, { "{words<1}", 2, -500 }, { "fine", 2, -100 },
};

/* The subjects that text reaches, "subject=sum ...". */
static void
expect(const char *text, const char *want)
{
	struct buf why = { 0 }, got = { 0 };

	for (int all = 0; all < 2; all++) {
		struct finder f;
		finder_open(&f, "");
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
			struct arena arena = { 0 };
			struct pattern p;
			ck_assert(pattern_read(f.lex, str_of(rows[i].pattern), &arena, &p, &why));
			ck_assert(phrase_set_add(f.set, &p, (struct phrase_say){ rows[i].subject, rows[i].weight }, &why));
			arena_free(&arena);
		}
		ck_assert(phrase_set_compile(f.set, thresholds, 3, all, &why));
		buf_reset(&got);
		buf_add(&got, "", 0);
		/* twice: nothing of one text is left in the next */
		for (int i = 0; i < 2; i++)
			phrase_match(f.set, &f.work, str_of(text));
		for (size_t i = 0; i < f.work.nreached; i++)
			buf_printf(&got, "%s%u=%d", i ? " " : "", f.work.reached[i].subject, f.work.reached[i].sum);
		ck_assert_msg(strcmp(got.p, want) == 0, "%s: \"%s\", not \"%s\"%s", text, got.p, want, all ? " (all)" : "");
		finder_close(&f);
	}
	buf_free(&got);
	buf_free(&why);
}

START_TEST(weights_add_up_to_thresholds)
{
	expect("", "");
	expect("I am sorry for that", "0=1000");
	expect("sorry sorry sorry now", "0=1000");
	expect("I am not sorry", "");
	expect("not sorry and we apologise", "0=1000");
	expect("not sorry but we apologise", "");
	expect("sorry for it but we apologise", "0=1500");
	expect("we apologise, sorry, right?", "0=1400");
	expect("sorry, what is it?", "");
	expect("it was late then", "");
	expect("late again and again", "1=1500");
	expect("late again only now", "");
	expect("only late again now!", "1=1500");
	expect("it came late to us this week", "1=1500");
	expect("it came late to us this week again", "1=2250");
	expect("it came late to us only this week", "");
	expect("ok then", "2=500");
	expect("fine then", "");
	expect("!", "");
	expect("sorry late again", "0=1000 1=1500");
}
END_TEST

static void
random_pattern(struct buf *b)
{
	static const char *const forms[] = { "w%u", "w%u w%u", "w%u ...2 w%u", "^ w%u", "w%u $", "w%u {words>5}", "w%u <number>" };
	static const char *const measures[] = { "{words>%u}", "{words<=%u}", "{words!=%u}", "{words<%u} {sentences=%u}", "{sentences>%u}",
		"{exclamations<%u} {words>%u}", "{caps<0.%u}" };

	buf_reset(b);
	if (below(4) == 0)
		buf_printf(b, measures[below(7)], below(10), below(10));
	else
		buf_printf(b, forms[below(7)], below(12), below(12));
}

/* Many subjects, weights of both signs: the lazy set and the whole one reach the same ones, with the same sums. */
START_TEST(looking_for_less_changes_nothing)
{
	int32_t threshold[SUBJECTS];
	struct buf b = { 0 }, why = { 0 };
	struct finder lazy, whole;
	size_t reached = 0, texts = 4000;

	finder_open(&lazy, "");
	finder_open(&whole, "");
	for (int i = 0; i < 600; i++) {
		struct phrase_say say = { below(SUBJECTS), (int32_t)below(2001) - 1000 };
		random_pattern(&b);
		for (int k = 0; k < 2; k++) {
			struct finder *f = k ? &whole : &lazy;
			struct arena arena = { 0 };
			struct pattern p;
			ck_assert_msg(pattern_read(f->lex, buf_view(&b), &arena, &p, &why) && phrase_set_add(f->set, &p, say, &why), "%s", why.p);
			arena_free(&arena);
		}
	}
	for (int s = 0; s < SUBJECTS; s++)
		threshold[s] = (int32_t)below(1500) + 1;
	ck_assert(phrase_set_compile(lazy.set, threshold, SUBJECTS, false, &why));
	ck_assert(phrase_set_compile(whole.set, threshold, SUBJECTS, true, &why));
	for (size_t t = 0; t < texts; t++) {
		buf_reset(&b);
		buf_add(&b, "", 0);
		for (uint32_t n = below(14); n > 0; n--)
			buf_printf(&b, below(9) ? "w%u " : below(2) ? "%u " : below(2) ? "x%u. " : "X%u! ", below(14));
		phrase_match(lazy.set, &lazy.work, buf_view(&b));
		phrase_match(whole.set, &whole.work, buf_view(&b));
		ck_assert_uint_eq(lazy.work.nreached, whole.work.nreached);
		for (size_t i = 0; i < whole.work.nreached; i++) {
			struct phrase_sum sum = whole.work.reached[i];
			ck_assert_uint_eq(lazy.work.reached[i].subject, sum.subject);
			ck_assert_int_eq(lazy.work.reached[i].sum, sum.sum);
			ck_assert_int_eq(phrase_sum(&whole.work, sum.subject), sum.sum);
		}
		reached += whole.work.nreached;
	}
	ck_assert_uint_gt(reached, texts);
	buf_free(&b);
	buf_free(&why);
	finder_close(&lazy);
	finder_close(&whole);
}
END_TEST

/* Patterns of one set read after another set was compiled give the lexicon more words. */
START_TEST(a_lexicon_that_grows)
{
	static const int32_t threshold[] = { 1 };
	struct finder f;
	struct buf why = { 0 };
	struct phrase_set *later;

	finder_open(&f, "");
	finder_add(&f, "ref* now");
	finder_add(&f, "now .");
	finder_compile(&f);
	ck_assert_str_eq(finder_find(&f, "refund now.", 11), "0@0+10 1@7+4");
	later = phrase_set_new(f.lex);
	ck_assert(add_text(later, f.lex, STR("refund soon"), &why));
	lexicon_close(f.lex);
	ck_assert(phrase_set_compile(later, threshold, 1, true, &why));
	phrase_set_renew(f.set);
	ck_assert_str_eq(finder_find(&f, "refund now.", 11), "0@0+10 1@7+4");
	phrase_set_free(later);
	finder_close(&f);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("phrase_say");
	TCase *tcase = tcase_create("phrase_say");
	SRunner *runner = srunner_create(suite);

	tcase_add_test(tcase, weights_add_up_to_thresholds);
	tcase_add_test(tcase, looking_for_less_changes_nothing);
	tcase_add_test(tcase, a_lexicon_that_grows);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
