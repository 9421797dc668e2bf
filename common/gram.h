/* gram: the runs of one to three words of many messages, as patterns of a pack that are found where they stood. */
#ifndef GRAM_H
#define GRAM_H

#include "lexicon.h"

#define GRAM_WORDS 3

struct grams;

/* How often a pattern must occur to be kept. */
struct gram_options {
	uint32_t messages, groups;
	size_t most;            /* patterns; the rarer ones are left out until so many are kept */
};

/* lex has the pack's readings and is not closed: the messages' words are added to it. */
struct grams *gram_new(struct lexicon *lex);
/* Counts the runs of a message. group is its interaction; messages of a group that do not follow one another count as
 * several groups. */
void gram_add(struct grams *g, struct str text, uint64_t group);
/* Calls each for the patterns that are kept, in the order in which they were first met. Left out are the rare ones,
 * those of words that are mostly written as names, and those that only stand where a shorter one is kept. */
void gram_each(struct grams *g, const struct gram_options *o, void (*each)(struct str pattern, void *data), void *data);
void gram_free(struct grams *g);

#endif
