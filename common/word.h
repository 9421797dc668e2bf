/* word: one word of a text, folded: lower case, plain apostrophes. */
#ifndef WORD_H
#define WORD_H

#include "str.h"

/* A longer word is cut; it is in no lexicon. */
#define WORD_MAX 64

struct word {
	char folded[WORD_MAX + 8];      /* zero up to a multiple of eight bytes */
	size_t len;                     /* folded, before it was cut */
	size_t off, end;                /* bytes of the text */
	bool apostrophe, digits;        /* whether it has some */
};

/* Reads the word that starts at p[off], a letter or digit, in a text p of n bytes. */
void word_read(struct word *w, const unsigned char *p, size_t n, size_t off);

static inline struct str
word_folded(const struct word *w)
{
	return (struct str){ w->folded, w->len <= WORD_MAX ? w->len : WORD_MAX };
}

#endif
