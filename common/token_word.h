/* token_word: a word becomes the tokens that it is read as, with their classes and those of its neighbours. */
#ifndef TOKEN_WORD_H
#define TOKEN_WORD_H

#include "lexicon.h"
#include "token_list.h"
#include "word.h"

/* Such a word is no name, however it is written: "The", "Monday". */
#define TOKEN_NO_NAME (CLASS_STOPWORD | CLASS_DATE)

struct token_text {
	const struct lexicon *lex;
	struct lexicon *grow;           /* the same when unknown words get numbers (patterns), else NULL */
	const unsigned char *p;
	size_t n;
	struct token_list *list;
};

/* Adds the tokens of a word; after_currency: a currency sign stands right before it. True when a full stop right behind it
 * ends no sentence. */
bool token_word_add(const struct token_text *text, const struct word *word, bool after_currency);

/* The number of the longest known beginning of a word that has none. */
static inline uint32_t
token_word_prefix(const struct lexicon *lex, struct str spelling)
{
	const struct lexicon_word *prefix = lexicon_find_prefix(lex, spelling);

	return prefix ? prefix->number : 0;
}

#endif
