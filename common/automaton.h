/* automaton: runs of words as one trie, made deterministic state by state as texts need it.
 *
 * An edge of the trie is labelled with a set of words, so that "(can|could) you" is one path; a word may be in many sets,
 * so several nodes may be reached at once. A state is such a set of nodes. States and moves are made when first needed and
 * kept in a cache of bounded size, as RE2 does (Cox 2010): nothing is built that no text asks for, and a word costs one
 * look-up once its move is known. */
#ifndef AUTOMATON_H
#define AUTOMATON_H

#include "image.h"
#include "pattern.h"
#include "token.h"

#define AUTOMATON_NONE UINT32_MAX

/* What finding a run means: the caller's kinds, kept apart so that each is looked at in a loop of its own. A state's
 * uses of all kinds are at most AUTOMATON_USES. */
enum { AUTOMATON_KINDS = 6 };
#define AUTOMATON_USES 65535u

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
/* Lets change(data, kind, use) alter what and gate of every run, and its kind by what it returns. */
void automaton_change(struct automaton *a, unsigned (*change)(void *, unsigned, struct automaton_use *), void *data);
/* No more runs after it. The lexicon has at most AUTOMATON_SYMBOLS; when it gave more numbers this is to be called again, and
 * caches are to be made anew. False when more than AUTOMATON_USES runs may end in the same word. */
bool automaton_compile(struct automaton *a);

/* A compiled automaton; one that was read has all, and needs no compiling. */
void automaton_image(struct automaton *a, struct lexicon *lex, struct image *im);

/* Symbols are the lexicon's numbers, then the sentence ends: their kind above this many. */
uint32_t automaton_words(const struct automaton *a);

/* A move is eight bytes, so that many stay in the processor's cache: symbols have 16 bits, states 24. */
#define AUTOMATON_SYMBOLS 65000
#define AUTOMATON_STATE_BITS 24
/* Symbols of the longest text: it makes fewer states than there are numbers for. */
#define AUTOMATON_TEXT (1u << 23)

/* Two to a cache line. */
struct automaton_state {
	uint64_t goes;                  /* one bit for each group of symbols over which some run goes on */
	uint64_t gates;                 /* one bit for each group of gates (modulo 64) of the uses of AUTOMATON_GATED */
	uint32_t use;                   /* in the cache's uses: those of the first kind start here */
	uint16_t end[AUTOMATON_KINDS];  /* and so far behind it those of each kind end */
};

/* The kind whose gates a state sums up. */
#define AUTOMATON_GATED 1

struct automaton_nodes {
	uint32_t at, n;                 /* in the cache's nodes */
};

/* The states made so far, of one matching thread. */
struct automaton_cache {
	const struct automaton *a;
	uint32_t *fresh;                /* moves from AUTOMATON_EMPTY by symbol, plus 1 */
	uint64_t *move;                 /* all other moves, open addressing: state, symbol, the next state plus 1; 0 is free */
	size_t moves, move_slots;
	struct automaton_state *state;
	struct automaton_nodes *of;     /* by state */
	size_t states, state_cap, of_cap;
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
/* To be called before each text: forgets all states but the two above when there are very many. Numbers of states mean
 * nothing afterwards. */
void automaton_cache_trim(struct automaton_cache *c);
/* Makes the move that automaton_next did not find. */
uint32_t automaton_make(struct automaton_cache *c, uint32_t state, uint32_t symbol);

static inline uint64_t
automaton_bit(uint32_t symbol)
{
	return UINT64_C(1) << (symbol * 0x9E3779B1u >> 26);
}

static inline uint64_t
automaton_key(uint32_t state, uint32_t symbol)
{
	return (uint64_t)state << 16 | symbol;
}

static inline size_t
automaton_slot(const struct automaton_cache *c, uint64_t key)
{
	uint64_t h = key * UINT64_C(0x9E3779B97F4A7C15);

	return (h >> 32 ^ h >> 48) & (c->move_slots - 1);
}

/* The state after symbol (not 0: no run goes on over an unknown word). Where no run under way goes on, the move is that
 * of the empty state. */
static inline uint32_t
automaton_next(struct automaton_cache *c, uint32_t state, uint32_t symbol)
{
	if (!(c->state[state].goes & automaton_bit(symbol)))
		return c->fresh[symbol] ? c->fresh[symbol] - 1 : automaton_make(c, AUTOMATON_EMPTY, symbol);
	uint64_t key = automaton_key(state, symbol);
	for (size_t i = automaton_slot(c, key); c->move[i]; i = (i + 1) & (c->move_slots - 1))
		if (c->move[i] >> AUTOMATON_STATE_BITS == key)
			return (uint32_t)(c->move[i] & ((1u << AUTOMATON_STATE_BITS) - 1)) - 1;
	return automaton_make(c, state, symbol);
}

#endif
