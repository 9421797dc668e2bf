#include <check.h>
#include <stdlib.h>

#include "label.h"

static struct lexicon *lex;
static struct labels labels;

static void
open_labels(void)
{
	lex = lexicon_new();
	labels = (struct labels){ 0 };
	label_new(&labels, lex);
}

static void
close_labels(void)
{
	label_free(&labels);
	lexicon_free(lex);
}

static uint32_t
label_words(uint32_t *number, uint32_t n)
{
	return label_number(&labels, &(struct pattern_item){ PATTERN_WORDS, n, number });
}

static uint32_t
label_end(enum token_kind kind)
{
	return label_number(&labels, &(struct pattern_item){ .kind = PATTERN_END, .value = kind });
}

/* The labels of a symbol as bits. */
static unsigned
labels_of(uint32_t symbol)
{
	unsigned bits = 0;

	ck_assert_uint_lt(symbol, label_symbols(&labels));
	for (uint32_t i = labels.from[symbol]; i < labels.from[symbol + 1]; i++) {
		ck_assert_msg(!(bits & 1u << labels.label[i]), "label %u twice", labels.label[i]);
		bits |= 1u << labels.label[i];
	}
	return bits;
}

START_TEST(equal_items_are_one_label)
{
	uint32_t ab[] = { lexicon_number(lex, STR("a")), lexicon_number(lex, STR("b")) };

	ck_assert_uint_eq(label_words(ab, 2), 0);
	ck_assert_uint_eq(label_words(ab, 1), 1);
	ck_assert_uint_eq(label_end(TOKEN_STOP), 2);
	ck_assert_uint_eq(label_words(ab, 2), 0);
	ck_assert_uint_eq(label_end(TOKEN_STOP), 2);
	ck_assert_uint_eq(label_count(&labels), 3);
}
END_TEST

START_TEST(words_are_in_all_their_sets)
{
	uint32_t n[] = { lexicon_number(lex, STR("can")), lexicon_number(lex, STR("could")), lexicon_number(lex, STR("may")) };

	label_words(n, 2);
	label_words(n + 1, 2);
	label_compile(&labels);
	ck_assert_uint_eq(labels_of(0), 0);
	ck_assert_uint_eq(labels_of(n[0]), 1);
	ck_assert_uint_eq(labels_of(n[1]), 3);
	ck_assert_uint_eq(labels_of(n[2]), 2);
}
END_TEST

START_TEST(a_beginning_is_of_all_that_start_so)
{
	uint32_t apolog = lexicon_prefix(lex, STR("apolog")), apologies = lexicon_prefix(lex, STR("apologies"));
	uint32_t apology = lexicon_number(lex, STR("apology")), apple = lexicon_number(lex, STR("apple"));
	uint32_t both[] = { apolog < apology ? apolog : apology, apolog < apology ? apology : apolog };

	label_words(&apolog, 1);
	/* the word is also one of the beginning */
	label_words(both, 2);
	label_words(&apologies, 1);
	label_compile(&labels);
	ck_assert_uint_eq(labels_of(apology), 1 | 2);
	ck_assert_uint_eq(labels_of(apolog), 1 | 2);
	ck_assert_uint_eq(labels_of(apologies), 1 | 2 | 4);
	ck_assert_uint_eq(labels_of(apple), 0);
}
END_TEST

START_TEST(sentence_ends)
{
	uint32_t words = lexicon_number(lex, STR("a"));

	label_end(TOKEN_WORD);
	label_end(TOKEN_QUESTION);
	label_compile(&labels);
	ck_assert_uint_eq(labels.words, words);
	ck_assert_uint_eq(labels_of(words), 0);
	ck_assert_uint_eq(labels_of(words + TOKEN_STOP), 1);
	ck_assert_uint_eq(labels_of(words + TOKEN_QUESTION), 1 | 2);
	ck_assert_uint_eq(labels_of(words + TOKEN_EXCLAMATION), 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("label");
	TCase *tcase = tcase_create("label");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, open_labels, close_labels);
	tcase_add_test(tcase, equal_items_are_one_label);
	tcase_add_test(tcase, words_are_in_all_their_sets);
	tcase_add_test(tcase, a_beginning_is_of_all_that_start_so);
	tcase_add_test(tcase, sentence_ends);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
