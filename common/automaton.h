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

/* What finding a run means: the caller's kinds, kept apart so that each is looked at in a loop of its own. */
enum { AUTOMATON_KINDS = 3 };

struct automaton_use {
	uint32_t what;          /* the caller's number */
	uint32_t gate;          /* the caller's; a state's uses of one kind are sorted by it */
};

struct automaton;

struct automaton *automaton_new(struct lexicon *lex);
void automaton_free(struct automaton *a);
/* Adds a run of n items (words and sentence ends); anchored runs are found only where a text starts. */
void automaton_add(struct automaton *a, const struct pattern_item *item, size_t n, bool anchored, unsigned kind,
    uint32_t what, uint32_t gate);
/* Gives every run a new what: that of change(data, kind, what, gate). */
void automaton_change(struct automaton *a, uint32_t (*change)(void *, unsigned, uint32_t, uint32_t), void *data);
/* No more runs after it; the lexicon gives no more numbers, and has at most AUTOMATON_SYMBOLS. */
void automaton_compile(struct automaton *a);

/* Symbols are the lexicon's numbers, then the sentence ends: their kind above this many. */
uint32_t automaton_words(const struct automaton *a);

/* States and symbols have 16 bits each, so that a move is eight bytes and many stay in the processor's cache. */
#define AUTOMATON_SYMBOLS 65000

struct automaton_move {
	uint32_t key;                   /* state and symbol */
	uint32_t to;                    /* plus 1; 0 is free */
};

struct automaton_state {
	uint64_t goes;                  /* one bit for each group of symbols over which some run goes on */
	uint32_t node, nodes;           /* in the cache's nodes */
	uint32_t use;                   /* in the cache's uses: those of the first kind start here */
	uint32_t end[AUTOMATON_KINDS];  /* and those of each kind end here */
};

/* The states made so far, of one matching thread. */
struct automaton_cache {
	const struct automaton *a;
	uint32_t *fresh;                /* moves from AUTOMATON_EMPTY by symbol, plus 1 */
	struct automaton_move *move;    /* all other moves, open addressing */
	size_t moves, move_slots;
	struct automaton_state *state;
	size_t states, state_cap;
	uint32_t *set;                  /* states by their nodes, open addressing; 0 is free, else state + 1 */
	size_t set_slots;
	uint32_t *node;
	size_t nodes, node_cap;
	struct automaton_use *use;
	size_t uses, use_cap;
	uint64_t emptied;               /* how often: numbers of states from before mean nothing */
	uint32_t *mark, epoch;          /* labels of the symbol in hand */
};

enum { AUTOMATON_EMPTY, AUTOMATON_START };      /* states: nothing under way; the start of a text */

struct automaton_cache *automaton_cache_new(const struct automaton *a);
void automaton_cache_free(struct automaton_cache *c);
/* Forgets all states but the two above, whose numbers stay. */
void automaton_cache_clear(struct automaton_cache *c);
/* Makes the move that automaton_next did not find. */
uint32_t automaton_make(struct automaton_cache *c, uint32_t state, uint32_t symbol);

static inline uint64_t
automaton_bit(uint32_t symbol)
{
	return UINT64_C(1) << (symbol * 0x9E3779B1u >> 26);
}

static inline size_t
automaton_slot(const struct automaton_cache *c, uint32_t key)
{
	uint32_t h = key * 0x9E3779B1u;

	return (h ^ h >> 15) & (c->move_slots - 1);
}

/* The state after symbol (not 0: no run goes on over an unknown word). Where no run under way goes on, the move is that
 * of the empty state. */
static inline uint32_t
automaton_next(struct automaton_cache *c, uint32_t state, uint32_t symbol)
{
	if (!(c->state[state].goes & automaton_bit(symbol)))
		return c->fresh[symbol] ? c->fresh[symbol] - 1 : automaton_make(c, AUTOMATON_EMPTY, symbol);
	uint32_t key = state << 16 | symbol;
	for (size_t i = automaton_slot(c, key); c->move[i].to; i = (i + 1) & (c->move_slots - 1))
		if (c->move[i].key == key)
			return c->move[i].to - 1;
	return automaton_make(c, state, symbol);
}

#endif
