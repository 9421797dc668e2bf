/* automaton: runs of words as one trie, made deterministic state by state as texts need it.
 *
 * An edge of the trie is labelled with a set of words, so that "(can|could) you" is one path; a word may be in many sets,
 * so several nodes may be reached at once. A state is such a set of nodes. States and moves are made when first needed and
 * kept in a cache of bounded size, as RE2 does (Cox 2010): nothing is built that no text asks for, and a word costs one
 * look-up once its move is known. */
#ifndef AUTOMATON_H
#define AUTOMATON_H

#include "pattern.h"
#include "token.h"

#define AUTOMATON_NONE UINT32_MAX

/* What a run that ends in a state stands for. */
struct automaton_use {
	uint32_t part;          /* the caller's number */
	uint32_t before;        /* the caller's gate */
	uint32_t depth;         /* tokens of the run */
};

struct automaton;

struct automaton *automaton_new(struct lexicon *lex);
void automaton_free(struct automaton *a);
/* Adds a run of n items (words and sentence ends); anchored runs are found only where a text starts. */
void automaton_add(struct automaton *a, const struct pattern_item *item, size_t n, bool anchored, uint32_t part,
    uint32_t before);
/* No more runs after it; the lexicon gives no more numbers. */
void automaton_compile(struct automaton *a);

/* Symbols are the lexicon's numbers, then the sentence ends. */
uint32_t automaton_symbol(const struct automaton *a, const struct token *t);

struct automaton_move {
	uint32_t state, symbol, to;     /* to + 1; 0 is free */
};

struct automaton_state {
	uint32_t node, nodes;           /* in the cache's nodes */
	uint32_t use, uses;             /* in the cache's uses */
};

/* The states made so far, of one matching thread. */
struct automaton_cache {
	const struct automaton *a;
	struct automaton_move *move;
	size_t moves, move_slots;
	struct automaton_state *state;
	size_t states, state_cap;
	uint32_t *set;                  /* states by their nodes, open addressing; 0 is free, else state + 1 */
	size_t set_slots;
	uint32_t *node;
	size_t nodes, node_cap;
	struct automaton_use *use;
	size_t uses, use_cap;
	uint32_t *mark, epoch;          /* labels of the symbol in hand */
};

enum { AUTOMATON_EMPTY, AUTOMATON_START };      /* states: nothing under way; the start of a text */

struct automaton_cache *automaton_cache_new(const struct automaton *a);
void automaton_cache_free(struct automaton_cache *c);
/* Makes the move that automaton_next did not find. */
uint32_t automaton_make(struct automaton_cache *c, uint32_t state, uint32_t symbol);

static inline size_t
automaton_slot(const struct automaton_cache *c, uint32_t state, uint32_t symbol)
{
	uint32_t h = state * 0x9E3779B1u ^ symbol * 0x85EBCA6Bu;

	return (h ^ h >> 15) & (c->move_slots - 1);
}

/* The state after symbol (not 0: no run goes on over an unknown word). */
static inline uint32_t
automaton_next(struct automaton_cache *c, uint32_t state, uint32_t symbol)
{
	for (size_t i = automaton_slot(c, state, symbol); c->move[i].to; i = (i + 1) & (c->move_slots - 1))
		if (c->move[i].state == state && c->move[i].symbol == symbol)
			return c->move[i].to - 1;
	return automaton_make(c, state, symbol);
}

#endif
