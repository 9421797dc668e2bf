/* phrase: all patterns of a pack as one automaton over word numbers; see cs-pack(5) for the language. */
#ifndef PHRASE_H
#define PHRASE_H

#include "pattern.h"

struct phrase_set;

/* A pattern that was found: its number and the bytes of the text from its first to its last word. */
struct phrase_hit {
	uint32_t pattern;
	uint32_t off, len;
};

/* Scratch memory of one matching thread; all zero to start. hit[0..n-1] are the last message's, one for each
 * distinct pattern: its first place, in the order in which they end. */
struct phrase_work {
	struct token_list tokens;
	struct phrase_hit *hit;
	size_t n, cap;
	struct phrase_state *state;
	bool ends_only;         /* set by the caller: hits of patterns with gaps need only be right where they end */
};

struct phrase_set *phrase_new(struct lexicon *lex);
void phrase_free(struct phrase_set *set);
/* Adds a pattern that was read with the set's lexicon, and is not needed afterwards; its number is the count of those
 * before it. False with the reason in why. */
bool phrase_add(struct phrase_set *set, const struct pattern *pattern, struct buf *why);
/* Builds the automaton; after it only phrase_match. */
void phrase_compile(struct phrase_set *set);
/* Finds all patterns in text. work->tokens holds its tokens afterwards. */
void phrase_match(const struct phrase_set *set, struct phrase_work *work, struct str text);
void phrase_work_free(struct phrase_work *work);

#endif
