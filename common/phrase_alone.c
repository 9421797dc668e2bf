#include "phrase_alone.h"

#include <stdlib.h>

#include "util.h"

enum { STEPS = PHRASE_ALONE_MOST + 1 };

static const enum measure_kind numbers[PHRASE_ALONE_NUMBERS] = { MEASURE_WORDS, MEASURE_QUESTIONS, MEASURE_EXCLAMATIONS };

void
phrase_alones_add(struct phrase_alones *a, uint32_t pattern, struct phrase_say say, const struct measure_range *test,
    size_t tests)
{
	a->at = util_grow(a->at, &a->cap, a->n + 1, sizeof *a->at);
	struct phrase_alone *alone = &a->at[a->n++];
	*alone = (struct phrase_alone){ .say = say, .pattern = pattern, .tests = (uint32_t)tests };
	for (size_t i = 0; i < tests; i++)
		alone->test[i] = test[i];
}

static int
by_subject(const void *x, const void *y)
{
	const struct phrase_alone *a = x, *b = y;

	if (a->say.subject != b->say.subject)
		return a->say.subject < b->say.subject ? -1 : 1;
	if ((a->say.weight > 0) != (b->say.weight > 0))
		return a->say.weight > 0 ? -1 : 1;
	return a->pattern < b->pattern ? -1 : 1;
}

/* The place of a measure among the numbers, or PHRASE_ALONE_NUMBERS. */
static size_t
number_of(unsigned measure)
{
	size_t i = 0;

	while (i < PHRASE_ALONE_NUMBERS && (unsigned)numbers[i] != measure)
		i++;
	return i;
}

/* Whether a range says the same of all numbers that are looked up as one. */
static bool
is_looked_up(const struct measure_range *r)
{
	int64_t most = 1000 * PHRASE_ALONE_MOST;

	return number_of(r->measure) < PHRASE_ALONE_NUMBERS && r->low <= most && (r->high < most || r->high == INT64_MAX);
}

/* Takes a pattern's bit from the numbers for which its tests do not hold, and keeps only the other tests. */
static void
look_up(struct phrase_alones *a, size_t k)
{
	struct phrase_alone *alone = &a->at[k];
	uint32_t kept = 0;

	for (uint32_t i = 0; i < alone->tests; i++) {
		const struct measure_range *r = &alone->test[i];
		uint64_t *may = a->may + number_of(r->measure) * STEPS;
		if (!is_looked_up(r)) {
			alone->test[kept++] = *r;
			continue;
		}
		for (int64_t n = 0; n < STEPS; n++)
			if (!measure_range_holds(r, 1000 * n))
				may[n] &= ~(UINT64_C(1) << k);
	}
	alone->tests = kept;
}

void
phrase_alones_compile(struct phrase_alones *a, const int32_t *threshold, bool all)
{
	int64_t rest = 0;       /* what a pattern and those behind it can add to their subject */

	if (a->n == 0)
		return;
	qsort(a->at, a->n, sizeof *a->at, by_subject);
	a->mays = PHRASE_ALONE_NUMBERS * STEPS;
	a->may = util_alloc(a->mays, sizeof *a->may);
	for (size_t i = 0; i < a->mays; i++)
		a->may[i] = a->n > PHRASE_ALONE_LAST ? UINT64_MAX : (UINT64_C(1) << a->n) - 1;
	for (size_t k = a->n; k-- > 0;) {
		struct phrase_alone *alone = &a->at[k];
		if (k + 1 < a->n && alone[1].say.subject != alone->say.subject)
			rest = 0;
		rest += alone->say.weight > 0 ? alone->say.weight : 0;
		alone->from = all ? INT64_MIN : threshold[alone->say.subject] - rest;
		if (k < PHRASE_ALONE_LAST)
			look_up(a, k);
	}
}

void
phrase_alones_image(struct phrase_alones *a, struct image *im)
{
	image_array(im, &a->at, &a->n, sizeof *a->at);
	image_array(im, &a->may, &a->mays, sizeof *a->may);
	a->borrowed = !im->out;
}

void
phrase_alones_free(struct phrase_alones *a)
{
	if (!a->borrowed) {
		free(a->at);
		free(a->may);
	}
	*a = (struct phrase_alones){ 0 };
}
