#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "util.h"

/* First two bytes of a beginning, folded to 32 values each: few words share them with a beginning. */
#define PREFIX_BUCKETS 1024

struct slot {
	uint32_t hash;
	uint32_t index;         /* of words, plus 1 */
};

struct lexicon {
	struct lexicon_word *words;
	size_t n, cap;
	struct slot *slot;
	size_t slots;           /* a power of two */
	uint32_t *numbered;     /* number - 1 to index */
	uint32_t numbers;
	size_t numbered_cap;
	uint32_t *prefix[PREFIX_BUCKETS];       /* indices, longest first */
	size_t prefixes[PREFIX_BUCKETS];
	uint32_t *suffix;       /* indices of suffix rows */
	size_t suffixes, suffix_cap;
	struct quick quick;
	uint32_t *sorted, sorted_count;
	struct arena arena;
	bool borrowed;          /* all but the words lies in an image */
};

struct lexicon *
lexicon_new(void)
{
	struct lexicon *lex = util_alloc(1, sizeof *lex);

	lex->slots = 1024;
	lex->slot = util_alloc(lex->slots, sizeof *lex->slot);
	return lex;
}

void
lexicon_free(struct lexicon *lex)
{
	if (!lex)
		return;
	for (size_t i = 0; i < PREFIX_BUCKETS && !lex->borrowed; i++)
		free(lex->prefix[i]);
	free(lex->words);
	if (!lex->borrowed) {
		free(lex->slot);
		free(lex->numbered);
		free(lex->suffix);
		quick_free(&lex->quick);
		free(lex->sorted);
	}
	arena_free(&lex->arena);
	free(lex);
}

/* A copy that is zero up to a multiple of eight. */
static struct str
padded(struct lexicon *lex, struct str s)
{
	char *p = arena_alloc(&lex->arena, s.n + 8);

	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

static void
slot_put(struct lexicon *lex, uint32_t hash, uint32_t index)
{
	size_t i = hash & (lex->slots - 1);

	while (lex->slot[i].index)
		i = (i + 1) & (lex->slots - 1);
	lex->slot[i] = (struct slot){ hash, index + 1 };
}

static void
slots_double(struct lexicon *lex)
{
	struct slot *old = lex->slot;
	size_t n = lex->slots;

	lex->slots = 2 * n;
	lex->slot = util_alloc(lex->slots, sizeof *lex->slot);
	for (size_t i = 0; i < n; i++)
		if (old[i].index)
			slot_put(lex, old[i].hash, old[i].index - 1);
	free(old);
}

static uint32_t
word_new(struct lexicon *lex, struct str spelling, uint32_t hash)
{
	uint32_t index = (uint32_t)lex->n;

	lex->words = util_grow(lex->words, &lex->cap, lex->n + 1, sizeof *lex->words);
	lex->words[lex->n++] = (struct lexicon_word){ .spelling = spelling, .hash = hash,
	    .first = lexicon_chunk(spelling.p) };
	return index;
}

const struct lexicon_word *
lexicon_find(const struct lexicon *lex, struct str folded, uint32_t hash)
{
	uint64_t first = lexicon_chunk(folded.p);

	for (size_t i = hash & (lex->slots - 1); lex->slot[i].index; i = (i + 1) & (lex->slots - 1)) {
		if (lex->slot[i].hash != hash)
			continue;
		const struct lexicon_word *w = &lex->words[lex->slot[i].index - 1];
		if (w->first == first && w->spelling.n == folded.n &&
		    (folded.n <= 8 || memcmp(w->spelling.p + 8, folded.p + 8, folded.n - 8) == 0))
			return w;
	}
	return NULL;
}

/* The index of a word, added without a number if new. */
static uint32_t
word_index(struct lexicon *lex, struct str word)
{
	struct str copy = padded(lex, word);
	uint32_t hash = lexicon_hash(copy.p, copy.n);
	const struct lexicon_word *w = lexicon_find(lex, copy, hash);

	if (w)
		return (uint32_t)(w - lex->words);
	if (2 * (lex->n + 1) > lex->slots)
		slots_double(lex);
	uint32_t index = word_new(lex, copy, hash);
	slot_put(lex, hash, index);
	return index;
}

static uint32_t
number_of(struct lexicon *lex, uint32_t index)
{
	if (lex->words[index].number == 0) {
		lex->numbered = util_grow(lex->numbered, &lex->numbered_cap, lex->numbers + 1,
		    sizeof *lex->numbered);
		lex->numbered[lex->numbers] = index;
		lex->words[index].number = ++lex->numbers;
	}
	return lex->words[index].number;
}

uint32_t
lexicon_number(struct lexicon *lex, struct str word)
{
	return number_of(lex, word_index(lex, word));
}

static size_t
bucket(struct str s)
{
	return (size_t)(((unsigned char)s.p[0] & 31) << 5 | ((unsigned char)s.p[1] & 31));
}

uint32_t
lexicon_prefix(struct lexicon *lex, struct str prefix)
{
	if (prefix.n < 2)
		return 0;
	size_t b = bucket(prefix), n = lex->prefixes[b], at = 0;

	for (size_t i = 0; i < n; i++)
		if (str_eq(lex->words[lex->prefix[b][i]].spelling, prefix))
			return lex->words[lex->prefix[b][i]].number;
	uint32_t index = word_new(lex, padded(lex, prefix), 0);
	lex->words[index].prefix = true;
	lex->prefix[b] = util_resize(lex->prefix[b], n + 1, sizeof **lex->prefix);
	while (at < n && lex->words[lex->prefix[b][at]].spelling.n >= prefix.n)
		at++;
	memmove(lex->prefix[b] + at + 1, lex->prefix[b] + at, (n - at) * sizeof **lex->prefix);
	lex->prefix[b][at] = index;
	lex->prefixes[b]++;
	return number_of(lex, index);
}

const struct lexicon_word *
lexicon_find_prefix(const struct lexicon *lex, struct str folded)
{
	if (folded.n < 2)
		return NULL;
	size_t b = bucket(folded);

	for (size_t i = 0; i < lex->prefixes[b]; i++) {
		const struct lexicon_word *w = &lex->words[lex->prefix[b][i]];
		if (w->spelling.n <= folded.n && memcmp(w->spelling.p, folded.p, w->spelling.n) == 0)
			return w;
	}
	return NULL;
}

const struct lexicon_word *
lexicon_find_suffix(const struct lexicon *lex, struct str folded)
{
	const struct lexicon_word *best = NULL;

	for (size_t i = 0; i < lex->suffixes; i++) {
		const struct lexicon_word *w = &lex->words[lex->suffix[i]];
		if (w->spelling.n < folded.n && (!best || w->spelling.n > best->spelling.n) &&
		    memcmp(folded.p + folded.n - w->spelling.n, w->spelling.p, w->spelling.n) == 0)
			best = w;
	}
	return best;
}

const struct lexicon_word *
lexicon_suffix(const struct lexicon *lex, size_t i)
{
	return i < lex->suffixes ? &lex->words[lex->suffix[i]] : NULL;
}

/* Sets what the word at index is read as: the blank-separated words of reading. */
static bool
set_reading(struct lexicon *lex, uint32_t index, struct str reading, struct buf *why)
{
	struct str part;
	size_t n = 0;

	while (str_next(&reading, ' ', &part)) {
		if (part.n == 0)
			continue;
		if (n == LEXICON_READINGS) {
			buf_printf(why, "a word is read as at most %d words", LEXICON_READINGS);
			return false;
		}
		uint32_t to = word_index(lex, part);
		if (to > UINT16_MAX) {
			buf_printf(why, "too many words are read as others");
			return false;
		}
		lex->words[index].reading[n++] = (uint16_t)to;
	}
	lex->words[index].readings = (uint8_t)n;
	return true;
}

bool
lexicon_reading(struct lexicon *lex, struct str word, struct str reading, struct buf *why)
{
	unsigned class = word_class(reading);

	if (word.n == 0) {
		buf_printf(why, "no word");
		return false;
	}
	if (reading.n && reading.p[0] == '<' && !class) {
		buf_printf(why, "no such class: %.*s", (int)reading.n, reading.p);
		return false;
	}
	if (class) {
		uint32_t index = word_index(lex, word);
		/* not in one expression: a new word may move the words */
		lex->words[index].classes |= (uint16_t)class;
		return true;
	}
	if (word.p[0] == '*') {
		uint32_t index = word_new(lex, padded(lex, (struct str){ word.p + 1, word.n - 1 }), 0);
		lex->suffix = util_grow(lex->suffix, &lex->suffix_cap, lex->suffixes + 1, sizeof *lex->suffix);
		lex->suffix[lex->suffixes++] = index;
		return set_reading(lex, index, reading, why);
	}
	if (word.p[word.n - 1] == '.') {
		word.n--;
		uint32_t index = word_index(lex, word);
		lex->words[index].abbreviation = true;
		return str_eq(word, reading) || set_reading(lex, index, reading, why);
	}
	if (reading.n == 0) {
		buf_printf(why, "no reading");
		return false;
	}
	return set_reading(lex, word_index(lex, word), reading, why);
}

const struct lexicon_word *
lexicon_at(const struct lexicon *lex, uint32_t index)
{
	return &lex->words[index];
}

uint32_t
lexicon_count(const struct lexicon *lex)
{
	return lex->numbers;
}

const struct lexicon_word *
lexicon_numbered(const struct lexicon *lex, uint32_t number)
{
	return &lex->words[lex->numbered[number - 1]];
}

size_t
lexicon_size(const struct lexicon *lex)
{
	return lex->n;
}

struct quick *
lexicon_table(struct lexicon *lex)
{
	return &lex->quick;
}

const struct quick *
lexicon_quick(const struct lexicon *lex)
{
	return lex->quick.at ? &lex->quick : NULL;
}

static int
by_spelling(const void *x, const void *y, void *data)
{
	const struct lexicon *lex = data;

	return str_cmp(lexicon_numbered(lex, *(const uint32_t *)x)->spelling,
	    lexicon_numbered(lex, *(const uint32_t *)y)->spelling);
}

const uint32_t *
lexicon_sorted(struct lexicon *lex)
{
	if (lex->sorted_count != lex->numbers) {
		lex->sorted = util_resize(lex->sorted, lex->numbers, sizeof *lex->sorted);
		for (uint32_t i = 0; i < lex->numbers; i++)
			lex->sorted[i] = i + 1;
		qsort_r(lex->sorted, lex->numbers, sizeof *lex->sorted, by_spelling, lex);
		lex->sorted_count = lex->numbers;
	}
	return lex->sorted;
}

/* Spellings are packed behind each other, with the zeros that lexicon_hash reads. */
static void
image_spellings(struct lexicon *lex, struct image *im)
{
	struct buf bytes = { 0 };

	for (size_t i = 0; im->out && i < lex->n; i++)
		buf_add(&bytes, lex->words[i].spelling.p, lex->words[i].spelling.n + 8);
	image_array(im, &bytes.p, &bytes.n, 1);
	if (im->out) {
		buf_free(&bytes);
		return;
	}
	size_t at = 0;
	for (size_t i = 0; i < lex->n; i++) {
		lex->words[i].spelling.p = bytes.p + at;
		at += lex->words[i].spelling.n + 8;
	}
}

void
lexicon_image(struct lexicon *lex, struct image *im)
{
	struct lexicon_word *words = lex->words;
	size_t numbers = lex->numbers;

	if (!im->out)
		free(lex->slot);
	image_array(im, &words, &lex->n, sizeof *words);
	if (!im->out) {
		lex->words = util_alloc(lex->n + 1, sizeof *words);
		if (lex->n)
			memcpy(lex->words, words, lex->n * sizeof *words);
	}
	image_spellings(lex, im);
	image_array(im, &lex->slot, &lex->slots, sizeof *lex->slot);
	image_array(im, &lex->numbered, &numbers, sizeof *lex->numbered);
	lex->numbers = (uint32_t)numbers;
	for (size_t i = 0; i < PREFIX_BUCKETS; i++)
		image_array(im, &lex->prefix[i], &lex->prefixes[i], sizeof **lex->prefix);
	image_array(im, &lex->suffix, &lex->suffixes, sizeof *lex->suffix);
	quick_image(&lex->quick, im);
	lex->borrowed = !im->out;
}
