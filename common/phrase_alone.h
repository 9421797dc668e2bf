/* phrase_alone: patterns that are only measures. What their tests say of the numbers that come with a text's tokens is looked up,
 * for all patterns at once. */
#ifndef PHRASE_ALONE_H
#define PHRASE_ALONE_H

#include "image.h"
#include "pattern.h"

/* What a pattern says; weights and thresholds are in thousandths. */
struct phrase_say {
	uint32_t subject;
	int32_t weight;
};

struct phrase_alone {
	int64_t from;                   /* the sum of its subject from which on it can matter */
	struct phrase_say say;
	uint32_t pattern;
	uint32_t tests;
	struct measure_range test[PATTERN_TESTS];       /* those that are not looked up */
};

/* The numbers by which is looked up: words, questions, exclamations, each up to this many or more. */
enum { PHRASE_ALONE_NUMBERS = 3, PHRASE_ALONE_MOST = 63 };
/* The bit of all patterns from that number on; those before have their own, and are looked up. */
enum { PHRASE_ALONE_LAST = 63 };

struct phrase_alones {
	struct phrase_alone *at;        /* by subject, those for it before those against it */
	size_t n, cap;
	uint64_t *may;                  /* by number, 0 to PHRASE_ALONE_MOST: the bits of the patterns that it does not rule out */
	size_t mays;                    /* 0 without patterns */
	bool borrowed;                  /* the arrays lie in an image */
};

/* A pattern that says say when all tests, 1 to PATTERN_TESTS, hold. */
void phrase_alones_add(struct phrase_alones *a, uint32_t pattern, struct phrase_say say, const struct measure_range *test,
    size_t tests);
/* No more patterns after it. Thresholds, above 0, by subject. all: patterns matter also where they decide nothing. */
void phrase_alones_compile(struct phrase_alones *a, const int32_t *threshold, bool all);
/* Compiled ones; those that are read, all zero before, need no compiling. */
void phrase_alones_image(struct phrase_alones *a, struct image *im);
void phrase_alones_free(struct phrase_alones *a);

/* The bits of the patterns that hold as far as the text's numbers tell. */
static inline uint64_t
phrase_alones_may(const struct phrase_alones *a, const struct token_list *list)
{
	const size_t number[PHRASE_ALONE_NUMBERS] = { list->words, list->ends[TOKEN_QUESTION], list->ends[TOKEN_EXCLAMATION] };
	const uint64_t *may = a->may;
	uint64_t bits = UINT64_MAX;

	if (a->n == 0)
		return 0;
	for (size_t i = 0; i < PHRASE_ALONE_NUMBERS; i++, may += PHRASE_ALONE_MOST + 1)
		bits &= may[number[i] < PHRASE_ALONE_MOST ? number[i] : PHRASE_ALONE_MOST];
	return bits;
}

#endif
