/* phrase: all patterns of a pack as one automaton over word numbers, and what those found say; see cs-pack(5) for the
 * language. Each pattern speaks for a subject with a weight, each once in a text; a subject is reached when the weights
 * of its patterns add up to its threshold. What cannot decide that is not looked at. */
#ifndef PHRASE_H
#define PHRASE_H

#include "pattern.h"

struct phrase_set;

/* What a pattern says; weights and thresholds are in thousandths. */
struct phrase_say {
	uint32_t subject;
	int32_t weight;
};

/* A pattern that was found: its number and the bytes of the text from its first to its last word. */
struct phrase_hit {
	uint32_t pattern;
	uint32_t off, len;
};

struct phrase_sum {
	uint32_t subject;
	int32_t sum;
};

/* Scratch memory of one matching thread; all zero to start. What is in it is the last text's. */
struct phrase_work {
	struct token_list tokens;
	struct phrase_sum *reached;     /* the subjects that reached their thresholds, in their order */
	size_t nreached, reached_cap;
	struct phrase_hit *hit;         /* with places: one for each pattern, its first place, in the order in which they end */
	size_t n, cap;
	struct phrase_state *state;
	bool places;                    /* set by the caller: hits are wanted */
};

struct phrase_set *phrase_new(struct lexicon *lex);
void phrase_free(struct phrase_set *set);
/* Adds a pattern that was read with the set's lexicon, and is not needed afterwards; its number is the count of those
 * before it. False with the reason in why. */
bool phrase_add(struct phrase_set *set, const struct pattern *pattern, struct phrase_say say, struct buf *why);
/* Builds the automaton; after it only phrase_match. Thresholds, above 0, by subject. all: every pattern is looked for, also where
 * that decides nothing, so that hits and sums are whole. False with the reason in why. */
bool phrase_compile(struct phrase_set *set, const int32_t *threshold, size_t subjects, bool all, struct buf *why);
/* To be called when the lexicon got more words after phrase_compile. */
void phrase_renew(struct phrase_set *set);
/* Finds the patterns in text. Without all the hits are those with weights above 0, and of subjects that were not reached some
 * may be missing. work->tokens holds the text's tokens afterwards. */
void phrase_match(const struct phrase_set *set, struct phrase_work *work, struct str text);
/* With all: what the patterns found say of a subject. */
int32_t phrase_sum(const struct phrase_work *work, uint32_t subject);
void phrase_work_free(struct phrase_work *work);

#endif
