/* quick: short words with the tokens that they are read as, found by their bytes alone. */
#ifndef QUICK_H
#define QUICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "image.h"
#include "token_list.h"

/* Bytes of the longest such word. */
#define QUICK_MAX 16
#define QUICK_HASH UINT64_C(0x9E3779B97F4A7C15)

/* The bytes of a word stand in numbers as they do in memory, zeros behind. */
struct quick_word {
	uint64_t key;                   /* its first eight bytes; 0 in a free place */
	struct token token;             /* what it is read as, but for off */
	bool plain;                     /* that is all */
	uint8_t parts;                  /* else it is read as so many tokens, part[token.word] and those behind it; 0: it
	                                 * takes a longer look */
	uint64_t rest;                  /* its other bytes */
};

/* All zero is one without words. */
struct quick {
	struct quick_word *at;          /* open addressing */
	size_t n, slots;                /* slots is a power of two, 64 - shift its logarithm */
	unsigned shift;
	struct token *part;
	size_t parts, part_cap;
};

/* Whether a word is of the kind that the table is for: small ASCII letters, apostrophes between them. */
bool quick_fits(struct str word);
/* Adds such a word, which is new, with the n tokens that it is read as; off of them does not matter. 0 tokens: it takes a longer
 * look. */
void quick_add(struct quick *q, struct str word, const struct token *token, size_t n);
void quick_free(struct quick *q);
/* What is read lies in the image: quick_free is not for it. */
void quick_image(struct quick *q, struct image *im);

/* lexicon_hash is the lower half of it, mixed with the upper. */
static inline uint64_t
quick_hash(uint64_t key, uint64_t rest)
{
	uint64_t h = key * QUICK_HASH;

	return rest ? (h ^ h >> 32 ^ rest) * QUICK_HASH : h;
}

/* The word, or NULL; not in a table without words. */
static inline const struct quick_word *
quick_find(const struct quick *q, uint64_t key, uint64_t rest)
{
	size_t i = quick_hash(key, rest) >> q->shift;

	while (q->at[i].key != key || q->at[i].rest != rest) {
		if (!q->at[i].key)
			return NULL;
		i = (i + 1) & (q->slots - 1);
	}
	return &q->at[i];
}

#endif
