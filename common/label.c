#include "label.h"

#include <stdlib.h>
#include <string.h>

#include "strmap.h"
#include "util.h"

/* Pairs of symbol and label, by label. */
struct pair {
	uint32_t symbol, label;
};

struct pairs {
	struct pair *at;
	size_t n, cap;
};

void
label_new(struct labels *l, struct lexicon *lex)
{
	l->lex = lex;
	l->keys = strmap_new();
}

void
label_free(struct labels *l)
{
	if (!l->keys)
		return;
	strmap_free(l->keys);
	free(l->from);
	free(l->label);
}

uint32_t
label_number(struct labels *l, const struct pattern_item *item)
{
	char end = (char)item->value;
	struct str key = { &end, 1 };

	if (item->kind == PATTERN_WORDS)
		key = (struct str){ (const char *)item->word, item->value * sizeof *item->word };
	uint32_t number = (uint32_t)strmap_put(l->keys, key, NULL);
	l->count = strmap_count(l->keys);
	return number;
}

static void
pair_add(struct pairs *p, uint32_t symbol, uint32_t label)
{
	p->at = util_grow(p->at, &p->cap, p->n + 1, sizeof *p->at);
	p->at[p->n++] = (struct pair){ symbol, label };
}

/* Every word and longer beginning that starts with prefix: a run in the sorted list. */
static void
add_prefix(const struct labels *l, struct pairs *p, struct str prefix, uint32_t label)
{
	const uint32_t *sorted = lexicon_sorted(l->lex);
	uint32_t low = 0, high = l->words;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (str_cmp(lexicon_numbered(l->lex, sorted[mid])->spelling, prefix) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < l->words && str_starts(lexicon_numbered(l->lex, sorted[low])->spelling, prefix); low++)
		pair_add(p, sorted[low], label);
}

static void
add_label(const struct labels *l, struct pairs *p, uint32_t label)
{
	struct str key = strmap_key(l->keys, label);
	uint32_t number;

	if (key.n == 1) {
		for (uint32_t kind = TOKEN_STOP; kind <= TOKEN_EXCLAMATION; kind++)
			if (key.p[0] == TOKEN_WORD || key.p[0] == (char)kind)
				pair_add(p, l->words + kind, label);
		return;
	}
	for (size_t i = 0; i < key.n; i += sizeof number) {
		memcpy(&number, key.p + i, sizeof number);
		const struct lexicon_word *w = lexicon_numbered(l->lex, number);
		if (w->prefix)
			add_prefix(l, p, w->spelling, label);
		else
			pair_add(p, number, label);
	}
}

/* A label may have come to a symbol twice. */
static void
drop_doubles(struct labels *l)
{
	uint32_t symbols = label_symbols(l), n = 0;

	for (uint32_t s = 0; s < symbols; s++) {
		uint32_t start = n, end = l->from[s + 1];
		for (uint32_t i = l->from[s]; i < end; i++)
			if (n == start || l->label[n - 1] != l->label[i])
				l->label[n++] = l->label[i];
		l->from[s] = start;
	}
	l->from[symbols] = n;
}

/* The labels of each symbol, from pairs in order of labels. */
static void
place_labels(struct labels *l, const struct pairs *p)
{
	uint32_t symbols = label_symbols(l);
	uint32_t *next = util_alloc(symbols + 1, sizeof *next);

	l->label = util_alloc(p->n + 1, sizeof *l->label);
	l->from = util_alloc(symbols + 1, sizeof *l->from);
	for (size_t i = 0; i < p->n; i++)
		next[p->at[i].symbol + 1]++;
	for (uint32_t s = 0; s < symbols; s++)
		next[s + 1] += next[s];
	memcpy(l->from, next, (symbols + 1) * sizeof *next);
	for (size_t i = 0; i < p->n; i++)
		l->label[next[p->at[i].symbol]++] = p->at[i].label;
	free(next);
	drop_doubles(l);
}

void
label_compile(struct labels *l)
{
	struct pairs p = { 0 };

	free(l->from);
	free(l->label);
	l->words = lexicon_count(l->lex);
	for (uint32_t label = 0; label < label_count(l); label++)
		add_label(l, &p, label);
	place_labels(l, &p);
	free(p.at);
}
