/* plain: the words that most of a text is made of, ASCII letters alone, read without a copy. */
#ifndef PLAIN_H
#define PLAIN_H

#include "lexicon.h"

/* A word of 1 to 15 letters. */
struct plain {
	const struct lexicon_word *word;        /* NULL when the lexicon does not have it */
	uint64_t letters[2];                    /* folded, zeros behind */
	uint32_t hash;
	unsigned n, capitals;
};

/* Reads the word at p, of which left bytes may be read. False, and nothing is said, for what takes a longer look: a longer
 * word, one that goes on in digits, apostrophes, other scripts or an @. */
bool plain_read(const struct lexicon *lex, const unsigned char *p, size_t left, struct plain *out);

#endif
