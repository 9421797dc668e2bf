/* pattern_set: sequences of words, classes, gaps and sentence ends, as sets of alternatives; all memory is the arena's. */
#ifndef PATTERN_SET_H
#define PATTERN_SET_H

#include "arena.h"

/* A larger set is refused. */
#define PATTERN_MAX 4096

enum pattern_kind {
	PATTERN_WORDS,          /* one of value words: lexicon numbers, sorted; a beginning stands for all that start so */
	PATTERN_END,            /* value: enum token_kind, or TOKEN_WORD for any sentence end */
	PATTERN_CLASS,          /* value: enum word_class */
	PATTERN_GAP_ITEM,       /* value: at most so many words */
	PATTERN_FIRST, PATTERN_LAST
};

struct pattern_item {
	enum pattern_kind kind;
	uint32_t value;
	const uint32_t *word;
};

struct pattern_sequence {
	struct pattern_item *item;
	size_t n, cap;
};

/* Alternatives, one of which is found. */
struct pattern_segment {
	struct pattern_sequence *sequence;
	size_t n, cap;
};

/* The set of one sequence, which may be empty. */
struct pattern_segment pattern_set_of(struct arena *arena, const struct pattern_item *item, size_t n);
/* The set of one item: one of the n words, in any order. */
struct pattern_segment pattern_set_words(struct arena *arena, const uint32_t *number, uint32_t n);
/* Each of a followed by each of b, in a; false when these are too many. */
bool pattern_set_join(struct arena *arena, struct pattern_segment *a, const struct pattern_segment *b);
/* Those of a and those of b, in a; false when these are too many. */
bool pattern_set_add(struct arena *arena, struct pattern_segment *a, const struct pattern_segment *b);
/* Makes one item of all the sequences that are one word, in the place of the first of them. */
void pattern_set_merge(struct arena *arena, struct pattern_segment *s);

#endif
