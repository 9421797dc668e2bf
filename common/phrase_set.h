/* phrase_set: patterns that speak for subjects, made one automaton over word numbers. */
#ifndef PHRASE_SET_H
#define PHRASE_SET_H

#include "chain.h"

/* What a pattern says; weights and thresholds are in thousandths. */
struct phrase_say {
	uint32_t subject;
	int32_t weight;
};

/* A test of a pattern as a range, so that one comparison serves every sign. */
struct phrase_range {
	int64_t low, high;
	uint8_t measure;
	bool outside;
};

struct phrase_rule {
	struct phrase_range test[PATTERN_TESTS];
	size_t tests;
	struct phrase_say say;
};

/* A pattern without words, with the first of its tests: few pass it. */
struct phrase_alone {
	struct phrase_range test;
	uint32_t pattern;
	bool more;              /* it has other tests */
};

/* What is asked of a subject: the sum that reaches it, and the patterns without words that change one: those from first up to
 * against, which can add most to it, and those from there up to end, which take something away. */
struct phrase_asked {
	int32_t threshold;
	int32_t most;
	uint32_t first, against, end;
};

struct phrase_set {
	struct lexicon *lex;
	struct phrase_rule *rule;
	size_t patterns, rule_cap;
	struct chains chains;
	struct phrase_alone *alone;            /* patterns that are only measures */
	size_t alones, alone_cap;
	bool all;
	struct phrase_asked *asked;            /* by subject */
	size_t subjects;
	uint32_t *ready;                /* the subjects that patterns without words can reach, or all that have some */
	size_t readies;
	bool borrowed;                  /* the arrays lie in an image */
	unsigned renewed;               /* how often: states of before mean nothing */
};

struct phrase_set *phrase_set_new(struct lexicon *lex);
void phrase_set_free(struct phrase_set *set);
/* Adds a pattern that was read with the set's lexicon, and is not needed afterwards; its number is the count of those
 * before it. False with the reason in why. */
bool phrase_set_add(struct phrase_set *set, const struct pattern *pattern, struct phrase_say say, struct buf *why);
uint32_t phrase_set_subject(const struct phrase_set *set, uint32_t pattern);
/* Builds the automaton; after it only phrase_match. Thresholds, above 0, by subject. all: every pattern is looked for, also where
 * that decides nothing, so that hits and sums are whole. False with the reason in why. */
bool phrase_set_compile(struct phrase_set *set, const int32_t *threshold, size_t subjects, bool all, struct buf *why);
/* After phrase_set_compile; a set that is read is as phrase_set_new made it, and needs no compiling. */
void phrase_set_image(struct phrase_set *set, struct image *im);
/* To be called when the lexicon got more words after phrase_set_compile. */
void phrase_set_renew(struct phrase_set *set);

#endif
