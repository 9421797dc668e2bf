#include "phrases.h"
#include "suite.h"
#include "texts.h"

static struct lexicon *lex;
static struct talk *talk;
static struct texts texts;

static void
open_talk(void)
{
	lex = lexicon_of("the,<stop>\nis,<stop>\nmy,<stop>\ndont,do not\n*n't,not\n*'s,\n");
	lexicon_close(lex);
	talk = talk_new(1);
	texts = (struct texts){ 0 };
}

static void
close_talk(void)
{
	texts_free(&texts);
	talk_free(talk);
	lexicon_free(lex);
}

/* An interaction of these messages, which is then the one in hand. */
static void
say(const char *const *text, size_t n)
{
	talk_begin(talk);
	for (size_t i = 0; i < n; i++)
		talk_add(talk, &(struct talk_said){ .role = ROLE_CUSTOMER, .text = str_of(text[i]) });
	talk_end(talk, STR("chat"), STR(""));
	texts_reset(&texts, lex, talk, &talk->interaction[talk->interactions - 1]);
}
#define SAY(...) say((const char *const[]){ __VA_ARGS__ }, sizeof (const char *const[]){ __VA_ARGS__ } / sizeof (char *))

START_TEST(measures_of_each_message)
{
	SAY("One two.", "", "Is it? WHY?!", "no");
	/* in any order, and again */
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(texts_measure(&texts, 2, MEASURE_QUESTIONS), 2000);
		ck_assert_int_eq(texts_measure(&texts, 0, MEASURE_WORDS), 2000);
		ck_assert_int_eq(texts_measure(&texts, 2, MEASURE_WORDS), 3000);
		ck_assert_int_eq(texts_measure(&texts, 1, MEASURE_WORDS), 0);
		ck_assert_int_eq(texts_measure(&texts, 1, MEASURE_SENTENCES), 0);
		ck_assert_int_eq(texts_measure(&texts, 3, MEASURE_SENTENCES), 1000);
		ck_assert_int_eq(texts_measure(&texts, 0, MEASURE_QUESTIONS), 0);
		ck_assert_int_eq(texts_measure(&texts, 2, MEASURE_SENTENCE_WORDS), 1500);
	}
}
END_TEST

/* What was known of one interaction is not taken for the next one's. */
START_TEST(another_interaction)
{
	SAY("a b c", "a b c");
	ck_assert_int_eq(texts_measure(&texts, 0, MEASURE_WORDS), 3000);
	ck_assert_int_eq(texts_alike(&texts, 0, 1), 1000);
	ck_assert_int_eq(texts_measure(&texts, 1, MEASURE_WORDS), 3000);
	SAY("a", "x", "a b");
	ck_assert_int_eq(texts_measure(&texts, 1, MEASURE_WORDS), 1000);
	ck_assert_int_eq(texts_measure(&texts, 0, MEASURE_WORDS), 1000);
	ck_assert_int_eq(texts_alike(&texts, 0, 1), 0);
	ck_assert_int_eq(texts_alike(&texts, 0, 2), 500);
}
END_TEST

/* Words in both out of words in either, by hand. */
START_TEST(alike)
{
	static const struct {
		const char *one, *other;
		int64_t share;
	} cases[] = {
		{ "a", "a", 1000 }, { "a", "b", 0 }, { "a b", "b a", 1000 }, { "a b c", "a b d", 500 }, { "a", "a b c", 333 },
		/* a set: how often does not count, nor case, sentences, or how it is written */
		{ "A a, a! a?", "a", 1000 }, { "a a b", "b b a", 1000 }, { "don't go", "do not go", 1000 }, { "Kim's bill", "kim bill", 1000 },
		/* stop words count here */
		{ "the bill", "my bill", 333 }, { "the", "the", 1000 },
		{ "a b c d e f g", "e f g h i j k l", 250 },
		/* words that no rule knows are told apart */
		{ "zzyzx quux", "zzyzx plugh", 333 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		SAY(cases[i].one, cases[i].other);
		int64_t got = texts_alike(&texts, 0, 1);
		ck_assert_msg(got == cases[i].share, "\"%s\", \"%s\": %lld", cases[i].one, cases[i].other, (long long)got);
		ck_assert_int_eq(texts_alike(&texts, 1, 0), got);
		ck_assert_int_eq(texts_alike(&texts, 0, 0), 1000);
	}
}
END_TEST

/* So many words that they are sorted in another way: 40 and 60 of them with 20 in both, 20/80. */
START_TEST(long_messages)
{
	struct buf one = { 0 }, other = { 0 };

	for (int i = 0; i < 40; i++)
		buf_printf(&one, "w%dx W%dx. ", i * 17 % 40, i);
	for (int i = 0; i < 60; i++)
		buf_printf(&other, "w%dx ", 20 + i * 7 % 60);
	SAY(one.p, other.p);
	ck_assert_int_eq(texts_alike(&texts, 0, 1), 250);
	buf_free(&one);
	buf_free(&other);
}
END_TEST

/* The share of the source's words, without stop words, that the added messages take up. */
START_TEST(echoes)
{
	int64_t share = -1;

	SAY("The router is broken, broken!", "my router", "it is broken", "the is", "", "Router's broken");
	texts_echo_of(&texts, 0);
	ck_assert(texts_echo(&texts, &share));
	ck_assert_int_eq(share, 0);
	texts_echo_in(&texts, 3);
	texts_echo_in(&texts, 4);
	ck_assert(texts_echo(&texts, &share) && share == 0);
	texts_echo_in(&texts, 1);
	ck_assert(texts_echo(&texts, &share) && share == 500);
	/* the same again adds nothing */
	texts_echo_in(&texts, 1);
	ck_assert(texts_echo(&texts, &share) && share == 500);
	texts_echo_in(&texts, 2);
	ck_assert(texts_echo(&texts, &share) && share == 1000);
	/* another source, then the first anew */
	texts_echo_of(&texts, 2);
	texts_echo_in(&texts, 0);
	ck_assert(texts_echo(&texts, &share) && share == 500);
	texts_echo_of(&texts, 0);
	ck_assert(texts_echo(&texts, &share) && share == 0);
	texts_echo_in(&texts, 5);
	ck_assert(texts_echo(&texts, &share) && share == 1000);
}
END_TEST

START_TEST(nothing_to_echo)
{
	int64_t share = -1;

	SAY("the is", "", "?!", "router");
	for (uint32_t source = 0; source < 3; source++) {
		texts_echo_of(&texts, source);
		texts_echo_in(&texts, 3);
		texts_echo_in(&texts, source);
		share = -1;
		ck_assert(!texts_echo(&texts, &share));
		ck_assert_int_eq(share, 0);
	}
	/* one word of three is 333 */
	SAY("one two three", "three four");
	texts_echo_of(&texts, 0);
	texts_echo_in(&texts, 1);
	ck_assert(texts_echo(&texts, &share) && share == 333);
}
END_TEST

/* The sets move when there are many of them, and stay what they are. */
START_TEST(many_messages)
{
	enum { MESSAGES = 500 };
	static char text[MESSAGES][64];
	static const char *each[MESSAGES];

	for (int i = 0; i < MESSAGES; i++) {
		snprintf(text[i], sizeof text[i], "w%dx w%dx w%dx", i, i + 1, i + 2);
		each[i] = text[i];
	}
	say(each, MESSAGES);
	for (uint32_t i = 0; i + 3 < MESSAGES; i++) {
		ck_assert_int_eq(texts_alike(&texts, i, i + 1), 500);
		ck_assert_int_eq(texts_alike(&texts, i, i + 2), 200);
		ck_assert_int_eq(texts_alike(&texts, i, i + 3), 0);
	}
	ck_assert_int_eq(texts_alike(&texts, 0, MESSAGES - 1), 0);
	ck_assert_int_eq(texts_alike(&texts, 0, 1), 500);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		measures_of_each_message, another_interaction, alike, long_messages, echoes, nothing_to_echo, many_messages,
	};

	return run_suite("texts", tests, sizeof tests / sizeof *tests, open_talk, close_talk);
}
