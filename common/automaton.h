/* automaton: runs of words as one trie that is deterministic: from a state a word leads to one state.
 *
 * An item of a run is a set of words, "(can|could) you", and a word may be in many sets, so a state stands for all the nodes of
 * a plain trie that the same words lead to (Rabin and Scott 1959). Words that are in the same sets are one class. Runs start
 * anywhere in a text: the caller follows each start as far as it goes; none goes further than the longest run. */
#ifndef AUTOMATON_H
#define AUTOMATON_H

#include "comb.h"
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

/* The runs that end in a state: those of each kind behind those of the one before. */
struct automaton_uses {
	uint16_t end[AUTOMATON_KINDS];
	struct automaton_use use[];
};

/* What a word leads to: a state. One from which some run goes on is the base of its row in the comb of moves, where its uses are
 * named in the column 0; any other one is where its uses are. 0 is no state. */
#define AUTOMATON_GOES 0x80000000u      /* some run goes on */
#define AUTOMATON_0 0x10000000u         /* it has uses of the kind 0 */
#define AUTOMATON_1 0x20000000u         /* of the kind 1 */
#define AUTOMATON_2 0x40000000u         /* of the kind 2 or one after it */
#define AUTOMATON_USED (AUTOMATON_0 | AUTOMATON_1 | AUTOMATON_2)
#define AUTOMATON_AT 0x0FFFFFFFu        /* the base, or where the uses are */

/* A word at the start of a run: its class, and what it leads to. */
struct automaton_symbol {
	uint32_t class, to;
};

struct automaton {
	struct automaton_runs *runs;    /* as they were added; NULL in one that was read */
	uint32_t words;                 /* symbols are the lexicon's numbers, then the sentence ends: their kind above this many */
	struct automaton_symbol *symbol;        /* the class 0 is in no run */
	size_t symbols;
	uint32_t start;                 /* the base of the row of a text's start */
	struct comb moves;              /* by state and class: what that leads to; in the class 0 only AUTOMATON_AT */
	uint32_t *use;                  /* struct automaton_uses behind each other, which need no more than its alignment */
	size_t uses;
	bool borrowed;                  /* the arrays lie in an image */
};

struct automaton *automaton_new(struct lexicon *lex);
void automaton_free(struct automaton *a);
/* Adds a run of n items (words and sentence ends); anchored runs are found only where a text starts. */
void automaton_add(struct automaton *a, const struct pattern_item *item, size_t n, bool anchored, unsigned kind,
    uint32_t what, uint32_t gate);
/* Lets change(data, kind, use) alter what and gate of every run, and its kind by what it returns. */
void automaton_change(struct automaton *a, unsigned (*change)(void *, unsigned, struct automaton_use *), void *data);
/* No more runs after it. The lexicon has at most AUTOMATON_SYMBOLS. False with the reason in why, when too many runs are the same
 * words or there are too many states. */
bool automaton_compile(struct automaton *a, struct buf *why);
/* To be called when the lexicon gave more numbers after automaton_compile. */
void automaton_renew(struct automaton *a);

/* A compiled automaton; one that was read, as automaton_new made it before, needs no compiling. */
void automaton_image(struct automaton *a, struct image *im);

#define AUTOMATON_SYMBOLS 65000
/* Symbols of the longest text. */
#define AUTOMATON_TEXT (1u << 23)

static inline struct automaton_symbol
automaton_symbol(const struct automaton *a, const struct token *t)
{
	return a->symbol[t->kind == TOKEN_WORD ? t->word : a->words + t->kind];
}

/* Where the uses of a state are that has some. */
static inline uint32_t
automaton_uses_at(const struct automaton *a, uint32_t to)
{
	uint32_t at = to & AUTOMATON_AT;

	return *(to & AUTOMATON_GOES ? &a->moves.cell[at].value : &at);
}

/* The uses there. */
static inline const struct automaton_uses *
automaton_uses(const struct automaton *a, uint32_t at)
{
	return (const struct automaton_uses *)(a->use + at);
}

/* Asks for the memory of what comes behind a state: its move over class, or its uses when no run goes on. */
static inline void
automaton_soon(const struct automaton *a, uint32_t to, uint32_t class)
{
	uint32_t at = to & AUTOMATON_AT;

	__builtin_prefetch(to & AUTOMATON_GOES ? (const void *)&a->moves.cell[at + class] : (const void *)&a->use[at]);
}

#endif
