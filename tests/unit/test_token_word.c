#include "phrases.h"
#include "suite.h"
#include "token_word.h"

static const char rows[] =
    "im,i am\ndont,do not\ncan't,cannot\ndunno,do not know\n*n't,not\n*'ll,will\n*'s,\n*s',\ndr.,dr\nacct.,account\nthx,thanks\n"
    "dollars,<currency>\npm,<daytime>\njune,<month>\nmonday,<date>\nthe,<stop>\nof,<stop>\nnot,<stop>\n";

static struct lexicon *lex;
static struct token_list list;

static void
open_lexicon(void)
{
	lex = lexicon_of(rows);
	/* what a pattern asks for */
	for (const char *const *w = (const char *const[]){ "i", "am", "do", "not", "cannot", "know", "thanks", "dr", "account",
	    "will", "customer", "5", NULL }; *w; w++)
		lexicon_number(lex, str_of(*w));
	lexicon_prefix(lex, STR("ap"));
	lexicon_prefix(lex, STR("apolog"));
}

static void
close_lexicon(void)
{
	token_free(&list);
	lexicon_free(lex);
}

/* Adds the words of text, which blanks part; a "$" right before one is a currency sign. True when the last may end in a quiet stop. */
static bool
add_words(const char *text, bool grow)
{
	struct token_text t = { lex, grow ? lex : NULL, (const unsigned char *)text, strlen(text), &list };
	struct word word = { 0 };
	bool quiet = false;

	for (size_t i = 0; i < t.n; i++) {
		bool money = text[i] == '$';
		if (text[i] == ' ')
			continue;
		word_read(&word, t.p, t.n, i + money);
		quiet = token_word_add(&t, &word, money);
		i = word.end;
	}
	return quiet;
}

/* "word[:classes][/span]", words that the lexicon has no number for as "#", a beginning with its star. */
static const char *
render(void)
{
	static const char letters[] = "0$dtn@-mcp";
	static char got[512];
	struct buf b = { 0 };

	buf_add(&b, "", 0);
	for (size_t i = 0; i < list.n; i++) {
		const struct token *t = &list.at[i];
		const struct lexicon_word *w = t->word ? lexicon_numbered(lex, t->word) : NULL;
		ck_assert_int_eq(t->kind, TOKEN_WORD);
		if (i)
			buf_char(&b, ' ');
		buf_str(&b, w ? w->spelling : STR("#"));
		if (w && w->prefix)
			buf_char(&b, '*');
		for (unsigned c = 0; c < CLASS_COUNT; c++)
			if (t->classes >> c & 1)
				buf_printf(&b, "%s%c", t->classes & ((1u << c) - 1) ? "" : ":", letters[c]);
		if (t->span != 1)
			buf_printf(&b, "/%d", t->span);
	}
	snprintf(got, sizeof got, "%s", b.p);
	buf_free(&b);
	return got;
}

START_TEST(words_become_tokens)
{
	static const struct {
		const char *text, *tokens;
	} cases[] = {
		{ "thanks", "thanks" }, { "THX", "thanks" }, { "im", "i am" }, { "dunno", "do not:- know" }, { "nope", "#" },
		{ "can't", "cannot" }, { "won't", "# not:-" }, { "customer'll", "customer will" }, { "customer's", "customer" },
		{ "nobody's", "#" }, { "o'clock", "#" }, { "don't", "do not:-" },
		/* only the last suffix is cut off */
		{ "customer'll's", "#" },
		{ "apologise", "apolog*" }, { "apple", "ap*" }, { "ap", "ap*" }, { "a", "#" }, { "apologies's", "apolog*" },
		{ "5", "5:0" }, { "$5", "5:$" }, { "42", "#:0" }, { "b2b", "#" }, { "ab123", "#:0" }, { "10:30", "#:t" }, { "3pm", "#:t" },
		{ "22/11/2026", "#:d" }, { "$dollars", "#:c" },
		/* names: inside of a sentence, with one capital, no day and no stop word */
		{ "Anna", "#" }, { "know Anna", "know #:n" }, { "know ANNA", "know #" }, { "know A", "know #" }, { "know Monday", "know #:d" },
		{ "know The", "know #:-" }, { "know Apple", "know ap*:n" }, { "Im Anna", "i am #:n" }, { "know Anna's Bill", "know #:n #:n" },
		/* a reading of two words that starts a sentence has no name in it, one inside is what each word makes of it */
		{ "Dunno", "do not:- know" },
		/* numbers with what follows or comes before */
		{ "5 dollars", "5:0$/2 #:c" }, { "5 pm", "5:0t/2 #:p" }, { "5 June", "5:0d/2 #:m" }, { "june 5", "#:dm/2 5:0" },
		{ "5 of june", "5:0d/3 #:- #:m" }, { "5th of june", "#:0d/3 #:- #:m" }, { "end of june", "# #:- #:m" }, { "june", "#:m" },
		{ "of june", "#:- #:m" }, { "not june", "not:- #:m" }, { "5 the june", "5:0 #:- #:m" }, { "5 of dollars", "5:0 #:- #:c" },
		{ "dollars 5", "#:c 5:0" }, { "5 not dollars", "5:0 not:- #:c" }, { "june 5 june", "#:dm/2 5:0d/2 #:m" },
		{ "june 5 42", "#:dm/2 5:0 #:0" }, { "june 10:30", "#:m #:t" }, { "$5 dollars", "5:$ #:c" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		list.n = 0;
		list.classes = 0;
		add_words(cases[i].text, false);
		ck_assert_msg(strcmp(render(), cases[i].tokens) == 0, "%s: \"%s\", not \"%s\"", cases[i].text, render(), cases[i].tokens);
		unsigned all = 0;
		for (size_t k = 0; k < list.n; k++)
			all |= list.at[k].classes;
		ck_assert_msg(list.classes == all, "%s: classes %x of the list, %x of its tokens", cases[i].text, list.classes, all);
	}
}
END_TEST

START_TEST(stops_that_end_no_sentence)
{
	static const struct {
		const char *text;
		bool quiet;
	} cases[] = {
		{ "dr", true }, { "Acct", true }, { "know dr", true }, { "doctor", false }, { "thx", false }, { "a", true }, { "J", true },
		/* the word I, and digits, may well end one */
		{ "i", false }, { "I", false }, { "5", false }, { "dr x know", false }, { "dr's", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_msg(add_words(cases[i].text, false) == cases[i].quiet, "%s", cases[i].text);
}
END_TEST

/* All tokens of a word have its bytes; their hashes are those of the words that they are read as. */
START_TEST(bytes_and_hashes)
{
	add_words("so don't  customer's do", false);
	ck_assert_uint_eq(list.n, 5);
	ck_assert_uint_eq(list.at[1].off, 3);
	ck_assert_uint_eq(list.at[1].len, 5);
	ck_assert_uint_eq(list.at[2].off, 3);
	ck_assert_uint_eq(list.at[2].len, 5);
	ck_assert_uint_eq(list.at[3].off, 10);
	ck_assert_uint_eq(list.at[3].len, 10);
	ck_assert_uint_eq(list.at[1].hash, list.at[4].hash);
	ck_assert_uint_ne(list.at[1].hash, list.at[2].hash);
	ck_assert_uint_eq(list.at[3].hash, lexicon_hash("customer", 8));
}
END_TEST

START_TEST(unknown_words_get_numbers_when_the_lexicon_grows)
{
	uint32_t before = lexicon_count(lex);

	add_words("nope apple nobody'll nope", true);
	ck_assert_str_eq(render(), "nope apple nobody will nope");
	ck_assert_uint_eq(lexicon_count(lex), before + 3);
	ck_assert_uint_eq(list.at[0].word, list.at[4].word);
	/* words that only a reading knew: the readings are read while the lexicon's words move */
	list.n = 0;
	for (int i = 0; i < 300; i++) {
		char word[32];
		snprintf(word, sizeof word, "word%d dunno", i);
		add_words(word, true);
	}
	ck_assert_uint_eq(list.n, 1200);
	ck_assert_uint_eq(list.at[1199].word, list.at[3].word);
	ck_assert_uint_eq(lexicon_count(lex), before + 3 + 300);
}
END_TEST

/* A word longer than is kept is in no lexicon, though its beginning may be. */
START_TEST(long_words)
{
	char text[128];

	memset(text, 'x', sizeof text);
	text[WORD_MAX] = '\0';
	lexicon_number(lex, (struct str){ text, WORD_MAX });
	add_words(text, false);
	ck_assert_uint_ne(list.at[0].word, 0);
	text[WORD_MAX] = 'x';
	text[WORD_MAX + 1] = '\0';
	add_words(text, false);
	ck_assert_uint_eq(list.at[1].word, 0);
	ck_assert_uint_eq(list.at[1].len, WORD_MAX + 1);
	memcpy(text, "apolog", 6);
	add_words(text, false);
	ck_assert_str_eq(lexicon_numbered(lex, list.at[2].word)->spelling.p, "apolog");
}
END_TEST

START_TEST(beginnings)
{
	ck_assert_uint_eq(token_word_prefix(lex, STR("apology")), lexicon_prefix(lex, STR("apolog")));
	ck_assert_uint_eq(token_word_prefix(lex, STR("ape")), lexicon_prefix(lex, STR("ap")));
	ck_assert_uint_eq(token_word_prefix(lex, STR("a")), 0);
	ck_assert_uint_eq(token_word_prefix(lex, STR("")), 0);
	ck_assert_uint_eq(token_word_prefix(lex, STR("xap")), 0);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		words_become_tokens, stops_that_end_no_sentence, bytes_and_hashes, unknown_words_get_numbers_when_the_lexicon_grows,
		long_words, beginnings,
	};

	return run_suite("token_word", tests, sizeof tests / sizeof *tests, open_lexicon, close_lexicon);
}
