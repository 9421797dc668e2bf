/* pattern: one pattern of the pack's language, read into the plain sequences that it stands for; see cs-pack(5). */
#ifndef PATTERN_H
#define PATTERN_H

#include "measure.h"
#include "pattern_set.h"

/* A run of alternatives that would stand for more sequences than this makes a new segment where it may. */
#define PATTERN_CUT 64
#define PATTERN_SEGMENTS 16
#define PATTERN_GAP 4
#define PATTERN_GAP_MAX 99
#define PATTERN_TESTS 4
/* Words and other items of the longest sequence; lengths are kept in 16 bits later on. */
#define PATTERN_LONGEST 10000

/* A condition on the message. */
struct pattern_test {
	uint8_t measure;                /* enum measure_kind */
	uint8_t op;                     /* enum measure_op */
	int64_t bound;
};

/* Segments follow each other directly, or by the gap that the later one starts with: so the number of sequences is a
 * sum over segments and not a product. */
struct pattern {
	struct pattern_segment segment[PATTERN_SEGMENTS];       /* in the arena; none when only tests are left */
	size_t segments;
	struct pattern_test test[PATTERN_TESTS];
	size_t tests;
};

/* Reads text; words get numbers in lex. Every sequence has a word, a class or a sentence end. PATTERN_FIRST starts only
 * the first segment, PATTERN_LAST ends only the last one, where a gap may stand beside them. False with the reason in why. */
bool pattern_read(struct lexicon *lex, struct str text, struct arena *arena, struct pattern *out, struct buf *why);

#endif
