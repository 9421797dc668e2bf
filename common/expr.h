/* expr: which markers a message must carry, as the rubric writes it: "a|b&!c", where & binds before |. */
#ifndef EXPR_H
#define EXPR_H

#include "arena.h"
#include "pack.h"

/* Sets of markers are bits, 64 to a word; marks of a message have as many words as the expression. */
struct expr {
	uint64_t *any;                  /* markers each of which is enough */
	uint64_t *named;                /* all that are asked for: without one of these there is no match, unless open */
	struct expr_term *term;         /* the parts with & or ! */
	size_t terms;
	size_t words;
	bool every;                     /* nothing is asked: any message matches */
	bool open;                      /* some part asks for no marker, only against some */
};

struct expr_term {
	uint64_t *all, *none;
};

static inline size_t
expr_words(const struct pack *p)
{
	return (p->markers + 63) / 64;
}

/* Reads s, whose markers must be the pack's; empty is every message. Memory is the arena's. False with the reason in why. */
bool expr_read(struct arena *a, const struct pack *p, struct str s, struct expr *e, struct buf *why);
/* Whether the expression asks for that marker. */
bool expr_names(const struct expr *e, size_t marker);

static inline bool
expr_overlap(const uint64_t *a, const uint64_t *b, size_t words)
{
	uint64_t both = 0;

	for (size_t i = 0; i < words; i++)
		both |= a[i] & b[i];
	return both != 0;
}

/* Whether all of some are in bits. */
static inline bool
expr_contains(const uint64_t *bits, const uint64_t *some, size_t words)
{
	uint64_t lacking = 0;

	for (size_t i = 0; i < words; i++)
		lacking |= some[i] & ~bits[i];
	return lacking == 0;
}

/* The parts with & or !, for expr_match. */
bool expr_match_terms(const struct expr *e, const uint64_t *marks);

static inline bool
expr_match(const struct expr *e, const uint64_t *marks)
{
	return e->every || expr_overlap(e->any, marks, e->words) || (e->terms && expr_match_terms(e, marks));
}

#endif
