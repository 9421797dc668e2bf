/* measure: what can be counted of one message. */
#ifndef MEASURE_H
#define MEASURE_H

#include "token.h"

enum measure_kind {
	MEASURE_WORDS, MEASURE_SENTENCES, MEASURE_QUESTIONS, MEASURE_EXCLAMATIONS,
	MEASURE_CAPS,           /* share of capitals among the letters; 0 with fewer than 6 letters */
	MEASURE_READING_EASE,   /* Flesch (1948): 206.835 - 1.015 words/sentences - 84.6 syllables/words */
	MEASURE_SENTENCE_WORDS, /* words per sentence */
	MEASURE_COUNT
};

enum measure_op { MEASURE_LT, MEASURE_LE, MEASURE_EQ, MEASURE_NE, MEASURE_GE, MEASURE_GT };

/* "words>=60": a measure by name, how it is compared, and the bound in thousandths. */
struct measure_test {
	struct str name;
	enum measure_op op;
	int64_t bound;
};

/* A test as a range of thousandths, so that one comparison serves every sign. */
struct measure_range {
	int64_t low, high;
	uint8_t measure;                /* enum measure_kind */
	bool outside;                   /* it holds outside of the range */
};

/* The measure of that name ("reading_ease"), or MEASURE_COUNT. */
enum measure_kind measure_find(struct str name);
/* A measure of text, which list was scanned from, in thousandths: 3 words are 3000. Words are counted as written
 * ("don't" is one); syllables are groups of vowels; text after the last sentence end is a sentence too. 100000 is the
 * reading ease of no words. */
int64_t measure_take(enum measure_kind measure, const struct token_list *list, struct str text);
/* True when the capitals of a text, as MEASURE_CAPS, are less than that share, in thousandths, because so many other letters
 * stand in its first part. */
bool measure_caps_below(struct str text, int64_t share);
/* Reads NAME OP NUMBER, blanks allowed between; false with the reason in why. */
bool measure_test_read(struct str s, struct measure_test *test, struct buf *why);
static inline bool
measure_test_holds(enum measure_op op, int64_t value, int64_t bound)
{
	switch (op) {
	case MEASURE_LT: return value < bound;
	case MEASURE_LE: return value <= bound;
	case MEASURE_EQ: return value == bound;
	case MEASURE_NE: return value != bound;
	case MEASURE_GE: return value >= bound;
	default: return value > bound;
	}
}

/* The range of a test: measure op bound. */
struct measure_range measure_range_of(enum measure_kind measure, enum measure_op op, int64_t bound);

static inline bool
measure_range_holds(const struct measure_range *r, int64_t value)
{
	return ((value >= r->low) & (value <= r->high)) != r->outside;
}

#endif
