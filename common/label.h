/* label: sets of words and sentence ends, numbered, and which of them each symbol of a text is in. */
#ifndef LABEL_H
#define LABEL_H

#include "pattern_set.h"
#include "token.h"

struct strmap;

/* Symbols are the lexicon's numbers, then the sentence ends: their kind above that many. */
struct labels {
	struct lexicon *lex;
	struct strmap *keys;            /* a label's key: its lexicon numbers, or one byte for a sentence end */
	size_t count;
	uint32_t words;                 /* numbers of the lexicon */
	uint32_t *from, *label;         /* labels of a symbol: label[from[s]] up to label[from[s + 1]] */
};

/* l is all zero. */
void label_new(struct labels *l, struct lexicon *lex);
void label_free(struct labels *l);
/* The number, from 0, of an item that is words or a sentence end: equal ones have the same. */
uint32_t label_number(struct labels *l, const struct pattern_item *item);
static inline uint32_t
label_count(const struct labels *l)
{
	return (uint32_t)l->count;
}

/* Places the labels by symbol; no more after it. To be called again when the lexicon gave more numbers. */
void label_compile(struct labels *l);

/* Symbols run from 0, which is an unknown word and has no labels, up to below this. */
static inline uint32_t
label_symbols(const struct labels *l)
{
	return l->words + TOKEN_EXCLAMATION + 1;
}

#endif
