/* Fuzzes what reads the words of a text: with the table of short words, which most texts are read with, and without it, any bytes
 * become the same tokens. A byte below 128 stands for itself, each other one for a word or a sign of the pack, so that contractions,
 * numbers, months and abbreviations meet often.
 *
 *   make build/pack_data.c
 *   clang -std=c11 -D_GNU_SOURCE -Icommon -g -O1 -fsanitize=fuzzer,address,undefined -o fuzz_token tests/fuzz/fuzz_token.c \
 *     common/{str,util,arena,strmap,record,encoding,source,place,csvparse,csvin,sheet,byte,glyph,address,image,number}.c \
 *     common/{word,word_class,quick,lexicon,lexicon_close,token_list,token_word,token_plain,token,gram,measure}.c \
 *     common/{pattern,pattern_set,pack,pack_file}.c build/pack_data.c -lcsv -lutf8proc
 *   ./fuzz_token -max_total_time=120 -max_len=200
 */
#include <string.h>

#include "fuzz.h"
#include "pack.h"
#include "token.h"

static const char *const pieces[128] = {
	"don't ", "can't", "I'll ", "that's", "we've", "n't", "'s", "'ll", "\xE2\x80\x99", "\xE2\x80\x99s ", "gonna ", "asap", "Dr. ", "mr.", "Mrs. ", "e.g. ",
	"5", "May ", "june ", "5th of ", "pm ", "dollars ", "$", "\xE2\x82\xAC", "3.5", "10:30", "monday ", "Smith ", "the ", "The ", "I ", "of ",
	"@", "kim@x.com", "www.a.com", "<name>", "<date>", "<", ">", "!?", "...", ". ", "? ", "! ", "\n\n", "\r\n", "\xC3\xA9", "\xC3\x89", "\xE2\x80\xA6",
	"\xEF\xBC\x9F", "\xE3\x80\x82", "abcdefg", "abcdefgh", "abcdefghijklmno", "abcdefghijklmnop", "understand", "appreciation", "unfortunately",
	"INCONVENIENCE", "y'all", "o'clock", "ma'am", "'em", "'''", "http://", "you ", "are", "is ", "would", "not ", "five", "hundred ", "thanks ", "thx ",
};

static struct lexicon *plain, *closed;
static struct token_list slow, quick;

static struct lexicon *
lexicon_of_pack(void)
{
	struct buf why = { 0 };
	struct lexicon *lex = pack_lexicon(NULL, &why);
	static const char *const words[] = { "i", "not", "understand", "abcdefgh", "abcdefghijklmnop", "the", "would", "cannot" };

	if (!lex)
		abort();
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		lexicon_number(lex, str_of(words[i]));
	for (const char *const *p = (const char *const[]){ "un", "appreciat", "inconven", "abcdefghi", "th", NULL }; *p; p++)
		lexicon_prefix(lex, str_of(*p));
	return lex;
}

static bool
same_token(const struct token *a, const struct token *b)
{
	return a->word == b->word && a->hash == b->hash && a->off == b->off && a->len == b->len && a->kind == b->kind &&
	    a->span == b->span && a->classes == b->classes;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf b = { 0 };

	if (!plain) {
		plain = lexicon_of_pack();
		quick_free(lexicon_table(plain));
		closed = lexicon_of_pack();
		lexicon_close(closed);
	}
	for (size_t i = 0; i < size; i++) {
		const char *piece = data[i] < 128 ? NULL : pieces[data[i] - 128];
		if (piece)
			buf_str(&b, str_of(piece));
		else
			buf_char(&b, (char)data[i]);
	}
	token_scan(plain, buf_view(&b), &slow);
	token_scan(closed, buf_view(&b), &quick);
	if (slow.n != quick.n || slow.words != quick.words || slow.classes != quick.classes ||
	    memcmp(slow.ends, quick.ends, sizeof slow.ends) != 0)
		abort();
	for (size_t i = 0; i < slow.n; i++)
		if (!same_token(&slow.at[i], &quick.at[i]))
			abort();
	buf_free(&b);
	return 0;
}
