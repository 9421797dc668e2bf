#include "asks.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

void
asks_open(struct asks *a, size_t n, size_t markers)
{
	*a = (struct asks){ .n = n, .words = (n + 63) / 64, .markers = markers };
	a->of_role = util_alloc(ROLE_COUNT * a->words, sizeof *a->of_role);
	a->of_marker = util_alloc(ROLE_COUNT * markers * a->words, sizeof *a->of_marker);
}

void
asks_free(struct asks *a)
{
	free(a->of_role);
	free(a->of_marker);
	*a = (struct asks){ 0 };
}

static uint64_t *
of_marker(const struct asks *a, size_t role, size_t marker)
{
	return a->of_marker + (role * a->markers + marker) * a->words;
}

void
asks_set(struct asks *a, size_t i, unsigned roles, const struct expr *e)
{
	uint64_t bit = (uint64_t)1 << i % 64;

	for (; roles; roles &= roles - 1) {
		size_t role = (size_t)__builtin_ctz(roles);
		if (e->every || e->open)
			a->of_role[role * a->words + i / 64] |= bit;
		for (size_t m = 0; m < a->markers; m++)
			if (!e->every && expr_names(e, m))
				of_marker(a, role, m)[i / 64] |= bit;
	}
}

void
asks_of(const struct asks *a, enum record_role role, const uint64_t *marks, uint64_t *set)
{
	memcpy(set, a->of_role + role * a->words, a->words * sizeof *set);
	for (size_t w = 0; w < (a->markers + 63) / 64; w++)
		for (uint64_t bits = marks[w]; bits; bits &= bits - 1) {
			const uint64_t *more = of_marker(a, role, 64 * w + (size_t)__builtin_ctzll(bits));
			for (size_t k = 0; k < a->words; k++)
				set[k] |= more[k];
		}
}
