/* chain: patterns as chains of parts, each a run of words or a word class, with gaps between them. A part that is found
 * marks its slot with where it ended; the part that follows it asks its slot whether that was near enough. */
#ifndef CHAIN_H
#define CHAIN_H

#include "automaton.h"

#define CHAIN_NONE AUTOMATON_NONE
/* Tokens of the longest class: "5th of May". */
#define CHAIN_SPAN 3

/* What finding a run means, as an automaton's kinds; what and gate of each use. */
enum chain_kind {
	CHAIN_AGAINST,          /* pattern, its subject: the pattern is found, which is asked only when its subject is in question */
	CHAIN_WHOLE,            /* pattern, length: the pattern is found */
	CHAIN_PART,             /* part and its reach (CHAIN_REACH), slot before it, which must be marked so near */
	CHAIN_FREE,             /* part, 0: whatever is marked */
	CHAIN_START,            /* length, slot: marks the slot, whatever came before */
	CHAIN_START_CLASS       /* the same of a slot that a class may follow */
};
_Static_assert(CHAIN_AGAINST == 0 && CHAIN_WHOLE == 1 && (int)CHAIN_START_CLASS < AUTOMATON_KINDS, "kinds of the automaton");

/* Bits of what of CHAIN_PART behind which its reach stands: gap and length, so many tokens after the slot it ends at most. */
#define CHAIN_REACH 20
#define CHAIN_PARTS (1u << CHAIN_REACH)
#define CHAIN_FAR 4095u

struct chain_part {
	uint32_t pattern;
	uint32_t before;        /* slot of the part before it, CHAIN_NONE for the first */
	uint32_t slot;          /* the slot that it ends in, CHAIN_NONE for the last */
	uint16_t length;        /* tokens, of a run; 0 of a class */
	uint16_t class;
	uint8_t gap;            /* at most so many words after the part before, or after the start */
	uint8_t last_gap;       /* at most so many words before the end */
	bool first, last;       /* at the start, the end of the message */
};

/* A list of parts that are classes. */
struct chain_link {
	uint32_t part, next;    /* next plus 1 */
};

struct chain_slot {
	uint32_t after;         /* classes that may follow: first link, plus 1 */
	uint32_t ends;          /* classes that end in it */
	uint32_t classes;       /* bits of those that may follow */
};

struct chains {
	struct lexicon *lex;
	struct automaton *automaton;
	struct chain_part *part;
	size_t parts, part_cap;
	struct chain_slot *slot;
	size_t slots, slot_cap;
	struct chain_link *link;
	size_t links, link_cap;
	uint32_t start[CLASS_COUNT];    /* classes that start a chain: first link, plus 1 */
	unsigned classes;               /* those that some chain has */
	struct strmap *runs;            /* parts that go on, by what they are; numbered as run_slot */
	uint32_t *run_slot;
	size_t run_cap;
	bool borrowed;                  /* parts, slots and links lie in an image */
};

/* c is all zero. */
void chains_new(struct chains *c, struct lexicon *lex);
void chains_free(struct chains *c);
/* Adds a pattern; tested: its tests must be asked when it is found. False when there are too many parts. */
bool chains_add(struct chains *c, uint32_t pattern, const struct pattern *p, bool tested);
/* No more patterns after it. subject, by pattern: those that are only asked when their subject is in question, which is that
 * minus 1; 0 are found always. False with the reason in why. */
bool chains_compile(struct chains *c, const uint32_t *subject, struct buf *why);
/* After chains_compile; c that is read is as chains_new made it. */
void chains_image(struct chains *c, struct image *im);

#endif
