#include "quick.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

bool
quick_fits(struct str word)
{
	bool letter = false;

	for (size_t i = 0; i < word.n; i++) {
		bool before = letter;
		letter = word.p[i] >= 'a' && word.p[i] <= 'z';
		if (!letter && !(before && word.p[i] == '\''))
			return false;
	}
	return letter && word.n <= QUICK_MAX;
}

static void
put(struct quick *q, const struct quick_word *w)
{
	size_t i = quick_hash(w->key, w->rest) >> q->shift;

	while (q->at[i].key)
		i = (i + 1) & (q->slots - 1);
	q->at[i] = *w;
}

/* Twice as many places, of which at most half are taken. */
static void
grow(struct quick *q)
{
	struct quick_word *old = q->at;
	size_t n = q->slots;

	q->shift = n ? q->shift - 1 : 64 - 10;
	q->slots = (size_t)1 << (64 - q->shift);
	q->at = util_alloc(q->slots, sizeof *q->at);
	for (size_t i = 0; i < n; i++)
		if (old[i].key)
			put(q, &old[i]);
	free(old);
}

/* Where the tokens lie, from now on. */
static uint32_t
add_parts(struct quick *q, const struct token *token, size_t n)
{
	size_t at = q->parts;

	q->part = util_grow(q->part, &q->part_cap, at + n, sizeof *q->part);
	memcpy(q->part + at, token, n * sizeof *q->part);
	q->parts += n;
	return (uint32_t)at;
}

void
quick_add(struct quick *q, struct str word, const struct token *token, size_t n)
{
	struct quick_word w = { .plain = n == 1, .parts = (uint8_t)n };

	memcpy(&w.key, word.p, word.n < 8 ? word.n : 8);
	if (word.n > 8)
		memcpy(&w.rest, word.p + 8, word.n - 8);
	if (n == 1)
		w.token = token[0];
	else if (n)
		w.token.word = add_parts(q, token, n);
	if (2 * ++q->n > q->slots)
		grow(q);
	put(q, &w);
}

void
quick_free(struct quick *q)
{
	free(q->at);
	free(q->part);
	*q = (struct quick){ 0 };
}

void
quick_image(struct quick *q, struct image *im)
{
	image_value(im, &q->n, sizeof q->n);
	image_value(im, &q->shift, sizeof q->shift);
	image_array(im, &q->at, &q->slots, sizeof *q->at);
	image_array(im, &q->part, &q->parts, sizeof *q->part);
}
