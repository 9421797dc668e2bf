/* token_plain: plain words, which most of a text is: short, ASCII, read as themselves. */
#ifndef TOKEN_PLAIN_H
#define TOKEN_PLAIN_H

#include "token_word.h"

/* So many zeros stand behind the text that is read. */
#define TOKEN_PADDING 16

/* Adds the plain words from the byte i on, and the ends of sentences right behind them. Returns where something stands that
 * takes a longer look, or the length of the text. */
size_t token_plain(const struct token_text *text, const struct quick *quick, size_t i);

#endif
