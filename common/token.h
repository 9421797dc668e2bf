/* token: a message as a sequence of words and sentence ends. */
#ifndef TOKEN_H
#define TOKEN_H

#include "lexicon.h"
#include "token_list.h"

/* Reads text into list: words folded (case, apostrophes, readings), sentence ends, classes and counts. Offsets
 * are those of the original bytes. Text longer than 4 GiB is cut there. */
void token_scan(const struct lexicon *lex, struct str text, struct token_list *list);
/* As token_scan, but every word that is not known gets a number: for learning which words there are. */
void token_scan_all(struct lexicon *lex, struct str text, struct token_list *list);
void token_free(struct token_list *list);
/* Reads one word of a pattern as token_scan would: up to max numbers of words, added if new; returns how many. */
size_t token_pattern_word(struct lexicon *lex, struct str word, uint32_t *number, size_t max);

#endif
