#include "phrases.h"

static const char rows[] =
    "im,i am\ndont,do not\ncan't,cannot\ncant,cannot\nwon't,will not\nthx,thanks\ndunno,do not know\n"
    "*n't,not\n*'ll,will\n*'s,\n*'m,am\ndr.,dr\nacct.,account\n"
    "dollars,<currency>\npm,<daytime>\njune,<month>\nmonday,<date>\nthe,<stop>\nof,<stop>\nis,<stop>\nnot,<stop>\n";

/* Words as they are spelled once folded, which a pattern of each must find; ends as . ? !. */
static const struct {
	const char *text, *folded;
} foldings[] = {
	{ "", "" },
	{ "Hello World", "hello world" },
	{ "I'm I\u2019m im IM I\u2018m I\u02BCm I`m I\u00B4m I\uFF07m", "i am i am i am i am i am i am i am i am i am" },
	{ "DON'T don\u2019t dont Dont", "do not do not do not do not" },
	{ "can't can\u2019t cant cannot can not", "cannot cannot cannot cannot can not" },
	{ "won't mustn't n't", "will not must not n't" },
	{ "He'll the customer's James's customers' bills", "he will the customer james customers bills" },
	{ "thx thx's", "thanks thx" },
	/* an apostrophe that is a quotation mark */
	{ "'hello' \u2018hello\u2019 '' ' rock 'n' roll", "hello hello rock n roll" },
	{ "e-mail follow-up well--known", "e mail follow up well known" },
	/* 8, 9, 16, 17 letters */
	{ "abcdefgh Abcdefghi ABCDEFGHIJKLMNOP abcdefghijklmnopQ", "abcdefgh abcdefghi abcdefghijklmnop abcdefghijklmnopq" },
	{ "abcdefg'll abcdefgh'll abcdefghijklmnop's", "abcdefg will abcdefgh will abcdefghijklmnop" },
	{ "\u00C9t\u00E9 STRASSE stra\u00DFe", "\u00E9t\u00E9 strasse stra\u00DFe" },
	{ "\u041F\u0420\u0418\u0412\u0415\u0422 \u043F\u0440\u0438\u0432\u0435\u0442", "\u043F\u0440\u0438\u0432\u0435\u0442 \u043F\u0440\u0438\u0432\u0435\u0442" },
	{ "\u4F60\u597D abc\u4F60", "\u4F60\u597D abc\u4F60" },
	{ "caf\u00E9s na\u00EFve \u00C9", "caf\u00E9s na\u00EFve \u00E9" },
	{ "ok\U0001F600fine \U0001F600 \u2764\uFE0F done", "ok fine done" },
	{ "B2B mp3s 3com 2nd", "b2b mp3s 3com 2nd" },
	{ "one,two;three/four(five)\"six\"_seven\tand\r\neight", "one two three four five six seven and eight" },
	/* sentence ends */
	{ "Yes. No? Hm! ok", "yes . no ? hm ! ok" },
	{ "ask Dr. Smith at acct. nine. bye.", "ask dr smith at account nine . bye ." },
	{ "J. Smith, e.g. here, i.e. there. So", "j smith e g here i e there . so" },
	{ "it was I. Then", "it was i . then" },
	{ "see example.com or v2.0 for 3.5 or .5 now", "see example com or v2.0 for 3.5 or 5 now" },
	{ "the end.Then again", "the end . then again" },
	{ "wait... what?! no!? yes!! hm...? ok\u2026 well", "wait . what ? no ? yes ! hm ? ok . well" },
	{ "hm. . no", "hm . . no" },
	{ "(yes.) \"no.\" ok", "yes . no . ok" },
	{ "see https://x.example/track?id=42&who=me now", "see https x example track id 42 who me now" },
	{ "really?id say?", "really ? id say ?" },
	{ "one\ntwo\n\nthree \n \t\n four\r\n\r\nfive\n\n\n\nsix", "one two . three . four . five . six" },
	{ "one.\n\ntwo", "one . two" },
	{ "\n\n...", "." },
	{ "\u3042\u3002\u3042\uFF1F\u3042\uFF01", "\u3042 . \u3042 ? \u3042 !" },
	/* bytes that are no text */
	{ "a\x80z\xFF\xC3 b\xE2\x80", "a z b" },
	{ "\x01\x02\x7F", "" },
};

/* The folded words and ends of list; words that the lexicon has no number for are '#'. */
static void
render(struct buf *b, const struct lexicon *lex, const struct token_list *list)
{
	static const char ends[] = { [TOKEN_STOP] = '.', [TOKEN_QUESTION] = '?', [TOKEN_EXCLAMATION] = '!' };

	buf_reset(b);
	buf_add(b, "", 0);
	for (size_t i = 0; i < list->n; i++) {
		const struct token *t = &list->at[i];
		if (i)
			buf_char(b, ' ');
		if (t->kind != TOKEN_WORD)
			buf_char(b, ends[t->kind]);
		else if (t->word)
			buf_str(b, lexicon_numbered(lex, t->word)->spelling);
		else
			buf_char(b, '#');
	}
}

/* So that every word of the text has a number. */
static void
number_words(struct lexicon *lex, const char *folded)
{
	struct str rest = str_of(folded), word;

	while (str_next(&rest, ' ', &word))
		if (word.n && !strchr(".?!", word.p[0]))
			lexicon_number(lex, word);
}

/* Each table is gone through twice: with a lexicon that is open, and with one that is closed, whose words are found another way. */
START_TEST(folding)
{
	size_t n = sizeof foldings / sizeof *foldings, k = (size_t)_i % n;
	struct lexicon *lex = lexicon_of(rows);
	struct str text = exact(foldings[k].text, strlen(foldings[k].text));
	struct token_list list = { 0 };
	struct buf b = { 0 };

	number_words(lex, foldings[k].folded);
	if ((size_t)_i >= n)
		lexicon_close(lex);
	token_scan(lex, text, &list);
	render(&b, lex, &list);
	ck_assert_msg(strcmp(b.p ? b.p : "", foldings[k].folded) == 0, "\"%s\" is read as \"%s\", not \"%s\"",
	    foldings[k].text, b.p, foldings[k].folded);
	for (size_t i = 0; i < list.n; i++) {
		const struct token *t = &list.at[i];
		ck_assert_uint_gt(t->len, 0);
		ck_assert_uint_le(t->off + t->len, text.n);
		ck_assert(i == 0 || t->off >= t[-1].off + t[-1].len || (t->off == t[-1].off && t->len == t[-1].len));
	}
	token_free(&list);
	buf_free(&b);
	free((char *)text.p);
	lexicon_free(lex);
}
END_TEST

/* Texts of one word, scanned without room behind them: each length goes through other code. */
START_TEST(words_of_every_length)
{
	struct lexicon *lex = lexicon_of(rows);
	struct token_list list = { 0 };
	char word[101], text[100];

	for (size_t i = 0; i < 100; i++) {
		word[i] = (char)('a' + i % 26);
		text[i] = (char)((i % 3 ? 'a' : 'A') + i % 26);
	}
	for (size_t n = 1; n <= 100; n++) {
		struct str exactly = exact(text, n);
		uint32_t number = lexicon_number(lex, (struct str){ word, n });
		token_scan(lex, exactly, &list);
		ck_assert_uint_eq(list.n, 1);
		ck_assert_uint_eq(list.at[0].off, 0);
		ck_assert_uint_eq(list.at[0].len, n);
		/* longer words are in no lexicon */
		ck_assert_uint_eq(list.at[0].word, n <= 64 ? number : 0);
		ck_assert_uint_eq(list.words, 1);
		free((char *)exactly.p);
	}
	token_free(&list);
	lexicon_free(lex);
}
END_TEST

/* Every part of a text scans without reading behind it. */
START_TEST(text_may_end_anywhere)
{
	static const char text[] = "I'm D\u00E9j\u00E0 $5.50, 22/11/2026 jo.a@ex.com <NAME> 5th of June 3pm A~ A.\n\n \u2026?! don\u2019t";
	struct lexicon *lex = lexicon_of(rows);
	struct token_list list = { 0 };

	if (_i)
		lexicon_close(lex);
	for (size_t from = 0; from < sizeof text - 1; from++)
		for (size_t n = 0; from + n < sizeof text; n++) {
			struct str part = exact(text + from, n);
			token_scan(lex, part, &list);
			for (size_t i = 0; i < list.n; i++)
				ck_assert_uint_le(list.at[i].off + list.at[i].len, n);
			free((char *)part.p);
		}
	token_free(&list);
	lexicon_free(lex);
}
END_TEST

START_TEST(offsets_are_of_the_original_bytes)
{
	/*                        0    5   9            20        29 */
	static const char text[] = " \u00C9t\u00E9 I\u2019M  Ok\u2026 DON'T!? x";
	static const struct {
		uint32_t off, len;
	} want[] = { { 1, 5 }, { 7, 5 }, { 7, 5 }, { 14, 2 }, { 16, 3 }, { 20, 5 }, { 20, 5 }, { 25, 2 }, { 28, 1 } };
	struct lexicon *lex = lexicon_of(rows);
	struct token_list list = { 0 };

	token_scan(lex, STR(text), &list);
	ck_assert_uint_eq(list.n, sizeof want / sizeof *want);
	for (size_t i = 0; i < list.n; i++) {
		ck_assert_uint_eq(list.at[i].off, want[i].off);
		ck_assert_uint_eq(list.at[i].len, want[i].len);
	}
	ck_assert_uint_eq(list.words, 5);
	ck_assert_uint_eq(list.ends[TOKEN_STOP], 1);
	ck_assert_uint_eq(list.ends[TOKEN_QUESTION], 1);
	ck_assert_uint_eq(list.ends[TOKEN_EXCLAMATION], 0);
	token_free(&list);
	lexicon_free(lex);
}
END_TEST

/* Where classes stand, as "class@offset+length" in the order of the text. */
static const struct {
	const char *text, *classes;
} classes[] = {
	{ "", "" },
	{ "no classes here.", "" },
	{ "42 items", "number@0+2" },
	{ "1,000.50 and 3.5", "number@0+8 number@13+3" },
	{ "the 2nd of 3", "number@4+3 number@11+1" },
	{ "order AB1234 b2b", "number@6+6" },
	{ "24/7 or 555-1234", "number@0+4 number@8+3 number@12+4" },
	{ "$5 or $1,299.99.", "money@0+2 money@6+9" },
	{ "\u00A35 \u20AC20", "money@0+3 money@4+5" },
	{ "5\u20AC 20 \u20AC 3$.", "number@0+1 money@0+1 number@5+2 money@5+2 number@12+1 money@12+1" },
	{ "buy 2 $5 notes, 3\n$", "number@4+1 money@6+2 number@16+1" },
	{ "5 dollars", "number@0+1 money@0+9" },
	{ "5 happy dollars", "number@0+1" },
	{ "5. dollars", "number@0+1" },
	{ "22/11/2026 2026-11-22 Monday", "date@0+10 date@11+10 date@22+6" },
	{ "5 June", "number@0+1 date@0+6" },
	{ "5th of June", "number@0+3 date@0+11" },
	{ "June 5", "date@0+6 number@5+1" },
	{ "in June", "" },
	{ "end of June", "" },
	{ "10:30 or 3pm or 3 pm", "time@0+5 time@9+3 number@16+1 time@16+4" },
	{ "Kim says that Anna is Here", "name@14+4 name@22+4" },
	{ "this is ANNA or A", "" },
	{ "Yes. Anna is in.\n\nKim", "" },
	{ "this is Not The end", "" },
	{ "write jo@example.com, or jo@example", "email@6+14" },
	{ "at (jo2@mail.example.co.uk).", "email@4+22" },
	{ "<NAME> or <email> or <Number> or <b> <3", "name@0+6 email@10+7 number@21+8 number@38+1" },
	{ "<this is much too long to be one>", "" },
	/* the second word of a contraction is no name of its own */
	{ "Dunno. I'm Kim", "name@11+3" },
	{ "On Monday Anna", "date@3+6 name@10+4" },
	/* an address with dots, plus and underscores is one address */
	{ "to Jo.van_Dyk+x-y@example.com now", "email@3+26" },
};

START_TEST(word_classes)
{
	static const struct {
		unsigned class;
		const char *name;
	} names[] = {
		{ CLASS_NUMBER, "number" }, { CLASS_MONEY, "money" }, { CLASS_DATE, "date" }, { CLASS_TIME, "time" },
		{ CLASS_NAME, "name" }, { CLASS_EMAIL, "email" },
	};
	size_t n = sizeof classes / sizeof *classes, row = (size_t)_i % n;
	struct lexicon *lex = lexicon_of(rows);
	struct str text = exact(classes[row].text, strlen(classes[row].text));
	struct token_list list = { 0 };
	struct buf b = { 0 };

	if ((size_t)_i >= n)
		lexicon_close(lex);
	token_scan(lex, text, &list);
	buf_add(&b, "", 0);
	for (size_t i = 0; i < list.n; i++)
		for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
			const struct token *t = &list.at[i], *end = t + (names[k].class == CLASS_NUMBER ? 1 : t->span) - 1;
			if (!(t->classes & names[k].class))
				continue;
			ck_assert_uint_ne(list.classes & names[k].class, 0);
			/* a currency sign is not part of the word, but of the money */
			uint32_t off = t->off;
			if (names[k].class == CLASS_MONEY && off && (text.p[off - 1] == '$' || (text.p[off - 1] & 0x80)))
				off -= text.p[off - 1] == '$' ? 1 : text.p[off - 1] == '\xA3' ? 2 : 3;
			buf_printf(&b, "%s%s@%u+%u", b.n ? " " : "", names[k].name, off, end->off + end->len - off);
		}
	ck_assert_str_eq(b.p ? b.p : "", classes[row].classes);
	token_free(&list);
	buf_free(&b);
	free((char *)text.p);
	lexicon_free(lex);
}
END_TEST

START_TEST(hashes_tell_words_apart)
{
	struct lexicon *lex = lexicon_of(rows);
	struct token_list list = { 0 };

	token_scan(lex, STR("Refund refund REFUND, refunds! don't do not"), &list);
	ck_assert_uint_eq(list.n, 9);
	ck_assert_uint_eq(list.at[0].hash, list.at[1].hash);
	ck_assert_uint_eq(list.at[0].hash, list.at[2].hash);
	ck_assert_uint_ne(list.at[0].hash, list.at[3].hash);
	ck_assert_uint_eq(list.at[5].hash, list.at[7].hash);
	ck_assert_uint_eq(list.at[6].hash, list.at[8].hash);
	token_free(&list);
	lexicon_free(lex);
}
END_TEST

START_TEST(unknown_words_take_the_longest_beginning)
{
	struct lexicon *lex = lexicon_of(rows);
	struct token_list list = { 0 };
	uint32_t apolog = lexicon_prefix(lex, STR("apolog")), ap = lexicon_prefix(lex, STR("ap"));
	uint32_t apology = lexicon_number(lex, STR("apology"));

	token_scan(lex, STR("apologise Apology apple ap a apolo don't's"), &list);
	ck_assert_uint_eq(list.at[0].word, apolog);
	ck_assert_uint_eq(list.at[1].word, apology);
	ck_assert_uint_eq(list.at[2].word, ap);
	ck_assert_uint_eq(list.at[3].word, ap);
	ck_assert_uint_eq(list.at[4].word, 0);
	ck_assert_uint_eq(list.at[5].word, ap);
	token_free(&list);
	lexicon_free(lex);
}
END_TEST

START_TEST(list_is_used_again)
{
	struct lexicon *lex = lexicon_of(rows);
	struct token_list list = { 0 };

	token_scan(lex, STR("One 2! Three? FOUR"), &list);
	token_scan(lex, STR("a b"), &list);
	ck_assert_uint_eq(list.n, 2);
	ck_assert_uint_eq(list.words, 2);
	ck_assert_uint_eq(list.ends[TOKEN_EXCLAMATION] + list.ends[TOKEN_QUESTION], 0);
	ck_assert_uint_eq(list.classes & CLASS_NUMBER, 0);
	token_scan(lex, (struct str){ NULL, 0 }, &list);
	ck_assert_uint_eq(list.n, 0);
	ck_assert_uint_eq(list.words, 0);
	token_free(&list);
	lexicon_free(lex);
}
END_TEST

START_TEST(pattern_words_are_read_as_texts_are)
{
	struct lexicon *lex = lexicon_of(rows);
	struct token_list list = { 0 };
	uint32_t number[8];

	ck_assert_uint_eq(token_pattern_word(lex, STR("dont"), number, 8), 2);
	token_scan(lex, STR("Do Not"), &list);
	ck_assert_uint_eq(list.at[0].word, number[0]);
	ck_assert_uint_eq(list.at[1].word, number[1]);
	ck_assert_uint_eq(token_pattern_word(lex, STR("\u00C9t\u00E9"), number, 8), 1);
	token_scan(lex, STR("\u00E9t\u00E9"), &list);
	ck_assert_uint_eq(list.at[0].word, number[0]);
	ck_assert_uint_eq(token_pattern_word(lex, STR("dunno"), number, 2), 2);
	ck_assert_uint_eq(token_pattern_word(lex, STR("thx"), number, 8), 1);
	ck_assert(str_eq(lexicon_numbered(lex, number[0])->spelling, STR("thanks")));
	token_free(&list);
	lexicon_free(lex);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("token");
	TCase *tcase = tcase_create("token");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, folding, 0, 2 * sizeof foldings / sizeof *foldings);
	tcase_add_test(tcase, words_of_every_length);
	tcase_add_loop_test(tcase, text_may_end_anywhere, 0, 2);
	tcase_add_test(tcase, offsets_are_of_the_original_bytes);
	tcase_add_loop_test(tcase, word_classes, 0, 2 * sizeof classes / sizeof *classes);
	tcase_add_test(tcase, hashes_tell_words_apart);
	tcase_add_test(tcase, unknown_words_take_the_longest_beginning);
	tcase_add_test(tcase, list_is_used_again);
	tcase_add_test(tcase, pattern_words_are_read_as_texts_are);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
