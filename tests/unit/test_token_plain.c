#include "phrases.h"
#include "token.h"
#include "token_plain.h"

static const char rows[] =
    "im,i am\ndont,do not\ncan't,cannot\ndunno,do not know\nthx,thanks\nasap,as soon as possible\nma'am,madam\nhadn't,<stop>\n"
    "*n't,not\n*'ll,will\n*'s,\n*t's,it is\n*s',\n*'pm,pm\ndr.,dr\nacct.,account\n"
    "dollars,<currency>\npm,<daytime>\njune,<month>\nmonday,<date>\nat5,five pm\nlater,pm today\n"
    "the,<stop>\nof,<stop>\ni,<stop>\ndo,<stop>\nyou,<stop>\nthat,<stop>\nwhich,<stop>\nimportantly,<stop>\nhad,<stop>\n"
    "james,<stop>\n";

/* The same lexicon twice; the closed one has its table. */
static struct lexicon *open_lex, *closed_lex;
static struct token_list slow, quick;

static struct lexicon *
lexicon_with_words(void)
{
	struct lexicon *lex = lexicon_of(rows);

	for (const char *const *w = (const char *const[]){ "i", "am", "do", "not", "know", "will", "apology", "abcdefg", "abcdefgh",
	    "abcdefghi", "abcdefghijklmno", "abcdefghijklmnop", "abcdefghijklmnopq", NULL }; *w; w++)
		lexicon_number(lex, str_of(*w));
	for (const char *const *w = (const char *const[]){ "ap", "apolog", "abcdefghij", "th", "po", NULL }; *w; w++)
		lexicon_prefix(lex, str_of(*w));
	return lex;
}

static void
set_up(void)
{
	open_lex = lexicon_with_words();
	closed_lex = lexicon_with_words();
	lexicon_close(closed_lex);
}

static void
tear_down(void)
{
	token_free(&slow);
	token_free(&quick);
	lexicon_free(open_lex);
	lexicon_free(closed_lex);
}

/* Both read the text alike. */
static void
same(const char *p, size_t n)
{
	struct str text = exact(p, n);

	token_scan(open_lex, text, &slow);
	token_scan(closed_lex, text, &quick);
	bool fine = slow.n == quick.n && slow.words == quick.words && slow.classes == quick.classes &&
	    memcmp(slow.ends, quick.ends, sizeof slow.ends) == 0;
	for (size_t i = 0; fine && i < slow.n; i++) {
		const struct token *a = &slow.at[i], *b = &quick.at[i];
		fine = a->word == b->word && a->hash == b->hash && a->off == b->off && a->len == b->len && a->kind == b->kind &&
		    a->span == b->span && a->classes == b->classes;
	}
	/* not each time: it takes longer than all else */
	if (!fine)
		ck_abort_msg("\"%.*s\" is read as %zu other tokens, not these %zu", (int)n, p, quick.n, slow.n);
	free((char *)text.p);
}

/* Known and unknown words of each length, as they are spelled in texts, before each byte and that before a word, a blank, a stop. */
START_TEST(each_byte_behind_words_of_each_length)
{
	static const char *const stems[] = { "abcdefghijklmnopqrs", "Abcdefghijklmnopqrs", "APPLEAPPLEAPPLEAPPLE", "iiiiiiiiiiiiiiiiiii" };
	static const size_t lengths[] = { 1, 2, 6, 7, 8, 9, 10, 14, 15, 16, 17, 18 };
	char text[64];

	for (size_t stem = 0; stem < sizeof stems / sizeof *stems; stem++)
		for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++)
			for (unsigned c = 0; c < 256; c++)
				for (const char *const *behind = (const char *const[]){ "", "a", " A", ".", "'s", "\xA9", NULL }; *behind; behind++) {
					size_t n = (size_t)snprintf(text, sizeof text, "we %.*s", (int)lengths[k], stems[stem]);
					same(text, n);
					text[n++] = (char)c;
					memcpy(text + n, *behind, strlen(*behind));
					same(text, n + strlen(*behind));
				}
}
END_TEST

static const char *const contractions[] = {
	"don't", "Don't", "DON'T", "we Don't", "don't's", "didn't", "can't", "Can't.", "I'll", "you'll", "we'll", "That's", "that's",
	"which's", "that'll", "thatn't", "importantly'll", "importantlyn't", "importantly's", "hadn't", "dunno", "Dunno", "thx", "the Thx",
	"asap", "Asap!", "im", "Im", "ma'am", "Ma'am?", "ma''am", "ma'am's", "james's", "james'", "james' bills", "i'pm", "5 i'pm", "you'pm",
	"n't", "'ll", "i'", "i''ll", "i'l", "i'lll", "i'll5", "i'll@x.com", "i`ll", "i\u2019ll", "i'\u00E9", "do'", "do'.", "do'n't",
	"abcdefghijkln't", "abcdefghijklm'll", "abcdefghijklmn'll", "at5", "later", "5 later", "the'&", "&'the", "the'\x01", "i'm-you'll",
};

START_TEST(contractions_are_read_alike)
{
	const char *word = contractions[_i];
	char text[128];

	same(word, strlen(word));
	for (const char *const *form = (const char *const[]){ "%s and", "The %s.", "well, %s, yes", "The %s? no", "x%s", "%sx", "'%s'",
	    "Kim %s!\n\nso", NULL }; *form; form++) {
		char *at = strstr(*form, "%s");
		int n = snprintf(text, sizeof text, "%.*s%s%s", (int)(at - *form), *form, word, at + 2);
		same(text, (size_t)n);
	}
}
END_TEST

/* Every text of a few bytes that matter. */
START_TEST(short_texts_are_read_alike)
{
	static const char bytes[] = "iA'. ,?\n5";
	char text[4];

	for (size_t n = 1; n <= sizeof text; n++) {
		size_t texts = 1;
		for (size_t i = 0; i < n; i++)
			texts *= sizeof bytes - 1;
		for (size_t k = 0; k < texts; k++) {
			size_t rest = k;
			for (size_t i = 0; i < n; i++, rest /= sizeof bytes - 1)
				text[i] = bytes[rest % (sizeof bytes - 1)];
			same(text, n);
		}
	}
}
END_TEST

/* More tokens than the list had room for, of words with one token and with several. */
START_TEST(long_texts_are_read_alike)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < 500; i++)
		buf_str(&text, str_of(i % 7 == 0 ? "asap " : i % 5 == 0 ? "don't. " : i % 3 == 0 ? "5 dollars, " : "apologies! "));
	for (size_t n = 0; n < text.n; n += 11)
		same(text.p, n);
	buf_free(&text);
}
END_TEST

START_TEST(a_run_stops_where_a_longer_look_is_needed)
{
	static const struct {
		const char *text;
		size_t end, tokens;
	} runs[] = {
		{ "", 0, 0 }, { "  ", 2, 0 }, { "the, of. You", 12, 4 }, { "you don't", 9, 3 }, { "you 5", 4, 1 }, { "of june", 3, 1 },
		{ "of dr. x", 3, 1 }, { "of x.", 3, 1 }, { "you...", 3, 1 }, { "you.the", 3, 1 }, { "you. .", 5, 2 }, { "of\n\nthe", 2, 1 },
		{ "you@x", 0, 0 }, { "of an abcdefghijklmnopq", 6, 2 }, { "of \xC3\xA9", 3, 1 }, { "the's", 5, 1 }, { "kim's", 0, 0 },
	};

	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
		char bytes[64] = { 0 };
		size_t n = strlen(runs[i].text);
		memcpy(bytes, runs[i].text, n);
		struct token_list list = { 0 };
		struct token_text text = { .lex = closed_lex, .p = (const unsigned char *)bytes, .n = n, .list = &list };
		ck_assert_uint_eq(token_plain(&text, lexicon_quick(closed_lex), 0), runs[i].end);
		ck_assert_uint_eq(list.n, runs[i].tokens);
		token_free(&list);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("token_plain");
	TCase *tcase = tcase_create("token_plain");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, each_byte_behind_words_of_each_length);
	tcase_add_loop_test(tcase, contractions_are_read_alike, 0, sizeof contractions / sizeof *contractions);
	tcase_add_test(tcase, short_texts_are_read_alike);
	tcase_add_test(tcase, long_texts_are_read_alike);
	tcase_add_test(tcase, a_run_stops_where_a_longer_look_is_needed);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
