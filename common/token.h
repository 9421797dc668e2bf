/* token: a message as a sequence of words and sentence ends; the only user of utf8proc. */
#ifndef TOKEN_H
#define TOKEN_H

#include "lexicon.h"

enum token_kind { TOKEN_WORD, TOKEN_STOP, TOKEN_QUESTION, TOKEN_EXCLAMATION };

/* One word after folding: "I'm" is two, "i" and "am", that share the bytes of one. */
struct token {
	uint32_t word;          /* number in the lexicon of the word, else of its longest known beginning, else 0 */
	uint32_t hash;          /* of the folded word, known or not */
	uint32_t off, len;      /* bytes of the text */
	uint8_t kind;           /* enum token_kind */
	uint8_t span;           /* tokens of the class that starts here: "5 dollars" is 2 */
	uint16_t classes;       /* enum token_class */
};

/* What one pass over a message found. All zero is an empty list; at[] is kept between messages. */
struct token_list {
	struct token *at;
	size_t n, cap;
	size_t words;           /* as they are written: "don't" is one */
	size_t ends[TOKEN_EXCLAMATION + 1];     /* sentence ends by kind */
	unsigned classes;       /* all that some token has */
};

/* Reads text into list: words folded (case, apostrophes, readings), sentence ends, classes and counts. Offsets
 * are those of the original bytes. Text longer than 4 GiB is cut there. */
void token_scan(const struct lexicon *lex, struct str text, struct token_list *list);
void token_free(struct token_list *list);
/* Reads one word of a pattern as token_scan would: up to max numbers of words, added if new; returns how many. */
size_t token_pattern_word(struct lexicon *lex, struct str word, uint32_t *number, size_t max);

#endif
