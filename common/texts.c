#include "texts.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

/* A word's hash; its lowest bit says that the word is a stop word. */
#define STOPWORD 1u
/* In known: the set of words; below it a bit for each measure. */
#define WORDS (1u << MEASURE_COUNT)

struct text {
	int64_t measure[MEASURE_COUNT];
	size_t word, words;             /* a sorted set of hashes in texts->word */
	unsigned known;                 /* what was asked for already */
};

void
texts_reset(struct texts *t, const struct lexicon *lexicon, const struct talk *talk, const struct talk_interaction *in)
{
	t->lexicon = lexicon;
	t->talk = talk;
	t->in = in;
	t->text = util_grow(t->text, &t->text_cap, in->n, sizeof *t->text);
	for (size_t i = 0; i < in->n; i++)
		t->text[i].known = 0;
	t->words = 0;
	t->scanned = TALK_NONE;
}

void
texts_free(struct texts *t)
{
	token_free(&t->tokens);
	free(t->text);
	free(t->word);
	free(t->echoed);
	*t = (struct texts){ 0 };
}

static struct str
scan(struct texts *t, uint32_t i)
{
	struct str text = talk_text(t->talk, talk_at(t->talk, t->in, i));

	if (t->scanned != i)
		token_scan(t->lexicon, text, &t->tokens);
	t->scanned = i;
	return text;
}

int64_t
texts_measure(struct texts *t, uint32_t i, enum measure_kind kind)
{
	struct text *text = &t->text[i];

	if (!(text->known >> kind & 1)) {
		struct str bytes = scan(t, i);
		text->measure[kind] = measure_take(kind, &t->tokens, bytes);
		text->known |= 1u << kind;
	}
	return text->measure[kind];
}

static int
by_hash(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void
insert_words(uint32_t *word, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t w = word[i];
		size_t k = i;

		for (; k > 0 && word[k - 1] > w; k--)
			word[k] = word[k - 1];
		word[k] = w;
	}
}

/* Hashes are spread evenly: parted by their highest bits they are almost in order. Room for n more follows the words. */
static void
part_words(uint32_t *word, size_t n)
{
	enum { BITS = 6 };
	uint32_t at[(1 << BITS) + 1] = { 0 }, *parted = word + n;

	for (size_t i = 0; i < n; i++)
		at[(word[i] >> (32 - BITS)) + 1]++;
	for (size_t i = 0; i < 1 << BITS; i++)
		at[i + 1] += at[i];
	for (size_t i = 0; i < n; i++)
		parted[at[word[i] >> (32 - BITS)]++] = word[i];
	memcpy(word, parted, n * sizeof *word);
}

/* Room for n more follows the words. */
static void
sort_words(uint32_t *word, size_t n)
{
	if (n > 4096) {
		qsort(word, n, sizeof *word, by_hash);
		return;
	}
	if (n > 16)
		part_words(word, n);
	insert_words(word, n);
}

/* The words of the tokens as a sorted set. */
static void
keep_words(struct texts *t, struct text *text)
{
	size_t n = 0;
	uint32_t *set;

	t->word = util_grow(t->word, &t->word_cap, t->words + 2 * t->tokens.n + 1, sizeof *t->word);
	set = t->word + t->words;
	for (size_t i = 0; i < t->tokens.n; i++) {
		const struct token *token = &t->tokens.at[i];
		if (token->kind == TOKEN_WORD)
			set[n++] = (token->hash & ~STOPWORD) | (token->classes & CLASS_STOPWORD ? STOPWORD : 0);
	}
	sort_words(set, n);
	text->word = t->words;
	text->words = 0;
	for (size_t i = 0; i < n; i++)
		if (i == 0 || set[i] != set[i - 1])
			set[text->words++] = set[i];
	t->words += text->words;
}

static const struct text *
words_of(struct texts *t, uint32_t i)
{
	struct text *text = &t->text[i];

	if (!(text->known & WORDS)) {
		scan(t, i);
		keep_words(t, text);
		text->known |= WORDS;
	}
	return text;
}

int64_t
texts_alike(struct texts *t, uint32_t i, uint32_t k)
{
	const struct text *x = words_of(t, i), *y = words_of(t, k);
	const uint32_t *a = t->word + x->word, *b = t->word + y->word;
	size_t both = 0;

	for (size_t p = 0, q = 0; p < x->words && q < y->words;) {
		bool same = a[p] == b[q], less = a[p] < b[q];
		both += same;
		p += same || less;
		q += !less;
	}
	return (int64_t)(1000 * both / (x->words + y->words - both));
}

void
texts_echo_of(struct texts *t, uint32_t source)
{
	size_t n = words_of(t, source)->words;

	t->source = source;
	t->echoed = util_grow(t->echoed, &t->echoed_cap, n + 1, sizeof *t->echoed);
	memset(t->echoed, 0, n * sizeof *t->echoed);
}

void
texts_echo_in(struct texts *t, uint32_t i)
{
	const struct text *x = words_of(t, t->source), *y = words_of(t, i);
	const uint32_t *a = t->word + x->word, *b = t->word + y->word;

	for (size_t p = 0, q = 0; p < x->words && q < y->words;) {
		bool less = a[p] < b[q];
		t->echoed[p] |= a[p] == b[q];
		p += less;
		q += !less;
	}
}

bool
texts_echo(const struct texts *t, int64_t *share)
{
	const struct text *x = &t->text[t->source];
	int64_t content = 0, found = 0;

	for (size_t i = 0; i < x->words; i++) {
		if (t->word[x->word + i] & STOPWORD)
			continue;
		content++;
		found += t->echoed[i];
	}
	*share = content ? 1000 * found / content : 0;
	return content > 0;
}
