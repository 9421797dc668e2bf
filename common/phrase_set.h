/* phrase_set: patterns that speak for subjects, made one automaton over word numbers. */
#ifndef PHRASE_SET_H
#define PHRASE_SET_H

#include "chain.h"
#include "phrase_alone.h"

struct phrase_rule {
	struct measure_range test[PATTERN_TESTS];
	size_t tests;
	struct phrase_say say;
};

/* What is asked of a subject. */
struct phrase_asked {
	int32_t threshold;      /* the sum that reaches it */
	bool waits;             /* there are patterns against it that wait until it is reached */
};

struct phrase_set {
	struct lexicon *lex;
	struct phrase_rule *rule;
	size_t patterns, rule_cap;
	struct chains chains;
	struct phrase_alones alone;     /* patterns that are only measures */
	bool all;
	struct phrase_asked *asked;            /* by subject */
	size_t subjects;
	bool borrowed;                  /* the arrays lie in an image */
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
