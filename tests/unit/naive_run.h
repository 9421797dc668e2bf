/* naive_run: finds runs of words in a list of tokens by trying every run at every place; what phrase_runs_find must agree with. */
#ifndef NAIVE_RUN_H
#define NAIVE_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "token_list.h"

#define NAIVE_LONGEST 90

/* An item is words as bits, word 0 the lowest, or the kind of a sentence end. */
struct naive_item {
	uint32_t bits;
	enum token_kind end;    /* TOKEN_WORD for any; when bits is 0 */
};

struct naive_run {
	struct naive_item item[NAIVE_LONGEST];
	uint32_t n;
	bool anchored;
	unsigned kind;
	uint32_t gate;
};

static inline bool
naive_is_item(const struct naive_item *item, const struct token *t)
{
	if (t->kind == TOKEN_WORD)
		return t->word > 0 && item->bits >> (t->word - 1) & 1;
	return !item->bits && (item->end == TOKEN_WORD || (uint8_t)item->end == t->kind);
}

static inline bool
naive_is_at(const struct naive_run *r, const struct token *t)
{
	uint32_t i = 0;

	while (i < r->n && naive_is_item(&r->item[i], &t[i]))
		i++;
	return i == r->n;
}

static inline bool
naive_before(const struct naive_run *a, const struct naive_run *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind;
	return a->gate != b->gate ? a->gate < b->gate : a < b;
}

/* Which of count runs are all of the n tokens at t, in the order of their uses, and how many. */
static inline size_t
naive_runs(const struct naive_run *run, size_t count, const struct token *t, size_t n, bool anchored, const struct naive_run **on)
{
	size_t found = 0, i;

	for (const struct naive_run *r = run; r < run + count; r++) {
		if (r->n != n || r->anchored != anchored || !naive_is_at(r, t))
			continue;
		for (i = found++; i > 0 && naive_before(r, on[i - 1]); i--)
			on[i] = on[i - 1];
		on[i] = r;
	}
	return found;
}

#endif
