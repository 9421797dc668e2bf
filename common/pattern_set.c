#include "pattern_set.h"

#include <string.h>

/* Room for what is most often joined behind a sequence. */
#define SPARE 3

static struct pattern_sequence
sequence_new(struct arena *arena, size_t n)
{
	struct pattern_sequence s = { .cap = n + SPARE };

	s.item = arena_alloc(arena, s.cap * sizeof *s.item);
	return s;
}

struct pattern_segment
pattern_set_of(struct arena *arena, const struct pattern_item *item, size_t n)
{
	struct pattern_segment s = { arena_alloc(arena, sizeof *s.sequence), 1, 1 };

	*s.sequence = sequence_new(arena, n);
	s.sequence->n = n;
	if (n)
		memcpy(s.sequence->item, item, n * sizeof *item);
	return s;
}

/* Adds y behind x, in place where there is room. */
static void
append(struct arena *arena, struct pattern_sequence *x, const struct pattern_sequence *y)
{
	if (x->n + y->n > x->cap) {
		const struct pattern_item *old = x->item;
		x->cap = 2 * (x->n + y->n);
		x->item = arena_alloc(arena, x->cap * sizeof *x->item);
		memcpy(x->item, old, x->n * sizeof *x->item);
	}
	memcpy(x->item + x->n, y->item, y->n * sizeof *y->item);
	x->n += y->n;
}

bool
pattern_set_join(struct arena *arena, struct pattern_segment *a, const struct pattern_segment *b)
{
	struct pattern_segment s = { NULL, a->n * b->n, a->n * b->n };

	if (s.n > PATTERN_MAX)
		return false;
	if (b->n == 1) {
		for (size_t i = 0; i < a->n; i++)
			append(arena, &a->sequence[i], b->sequence);
		return true;
	}
	s.sequence = arena_alloc(arena, s.n * sizeof *s.sequence);
	for (size_t i = 0; i < s.n; i++) {
		const struct pattern_sequence *x = &a->sequence[i / b->n], *y = &b->sequence[i % b->n];
		s.sequence[i] = sequence_new(arena, x->n + y->n);
		append(arena, &s.sequence[i], x);
		append(arena, &s.sequence[i], y);
	}
	*a = s;
	return true;
}

bool
pattern_set_add(struct arena *arena, struct pattern_segment *a, const struct pattern_segment *b)
{
	if (a->n + b->n > PATTERN_MAX)
		return false;
	if (a->n + b->n > a->cap) {
		const struct pattern_sequence *old = a->sequence;
		a->cap = 2 * (a->n + b->n);
		a->sequence = arena_alloc(arena, a->cap * sizeof *a->sequence);
		if (a->n)
			memcpy(a->sequence, old, a->n * sizeof *old);
	}
	memcpy(a->sequence + a->n, b->sequence, b->n * sizeof *b->sequence);
	a->n += b->n;
	return true;
}

static bool
is_one_word(const struct pattern_sequence *s)
{
	return s->n == 1 && s->item[0].kind == PATTERN_WORDS;
}

/* Adds the numbers of an item to the n sorted ones, each once; returns how many there are then. */
static size_t
merge_item(uint32_t *word, size_t n, const struct pattern_item *item)
{
	for (uint32_t i = 0; i < item->value; i++) {
		uint32_t number = item->word[i];
		size_t at = n;
		while (at > 0 && word[at - 1] > number)
			at--;
		if (at > 0 && word[at - 1] == number)
			continue;
		memmove(word + at + 1, word + at, (n - at) * sizeof *word);
		word[at] = number;
		n++;
	}
	return n;
}

void
pattern_set_merge(struct arena *arena, struct pattern_segment *s)
{
	size_t words = 0, n = 0, first = s->n;
	uint32_t *word;

	for (size_t i = 0; i < s->n; i++)
		if (is_one_word(&s->sequence[i]))
			words += s->sequence[i].item[0].value;
	if (!words)
		return;
	word = arena_alloc(arena, words * sizeof *word);
	words = 0;
	for (size_t i = 0; i < s->n; i++) {
		if (!is_one_word(&s->sequence[i])) {
			s->sequence[n++] = s->sequence[i];
			continue;
		}
		words = merge_item(word, words, &s->sequence[i].item[0]);
		if (first == s->n)
			first = n++;
	}
	struct pattern_item item = { PATTERN_WORDS, (uint32_t)words, word };
	s->sequence[first] = pattern_set_of(arena, &item, 1).sequence[0];
	s->n = n;
}

struct pattern_segment
pattern_set_words(struct arena *arena, const uint32_t *number, uint32_t n)
{
	struct pattern_item item = { PATTERN_WORDS, n, number }, all = { PATTERN_WORDS, 0, NULL };
	uint32_t *word = arena_alloc(arena, n * sizeof *word);

	all.value = (uint32_t)merge_item(word, 0, &item);
	all.word = word;
	return pattern_set_of(arena, &all, 1);
}
