#include "automaton.h"

#include <stdlib.h>
#include <string.h>

#include "strmap.h"
#include "util.h"

/* A cache is emptied when it has so many states or moves: about 12 MiB at most. */
#define STATES_MAX 65000
#define MOVES_MAX 262144

enum { ROOT, ANCHOR };  /* nodes: the start of a run anywhere, at the start of a text */

struct node {
	uint64_t goes;          /* automaton_bit of every symbol over which it goes on */
	uint32_t use, child;    /* first of their chains, plus 1 */
};

struct child {
	uint32_t parent, label, node, next;
};

struct use_link {
	struct automaton_use use;
	unsigned kind;
	uint32_t next;
};

struct automaton {
	struct lexicon *lex;
	struct strmap *labels;          /* a label's key: its lexicon numbers, or one byte for a sentence end */
	struct node *node;
	size_t nodes, node_cap;
	struct child *child;
	size_t children, child_cap;
	uint32_t *slot;                 /* children by parent and label; 0 is free, else child + 1 */
	size_t slots;
	struct use_link *use;
	size_t uses, use_cap;
	uint32_t symbols;               /* words and beginnings; the sentence ends follow */
	uint32_t *label_from, *label;   /* labels of a symbol: label[label_from[s]] up to label[label_from[s + 1]] */
};

static uint32_t
node_new(struct automaton *a)
{
	a->node = util_grow(a->node, &a->node_cap, a->nodes + 1, sizeof *a->node);
	a->node[a->nodes] = (struct node){ 0 };
	return (uint32_t)a->nodes++;
}

struct automaton *
automaton_new(struct lexicon *lex)
{
	struct automaton *a = util_alloc(1, sizeof *a);

	a->lex = lex;
	a->labels = strmap_new();
	a->slots = 4096;
	a->slot = util_alloc(a->slots, sizeof *a->slot);
	node_new(a);
	node_new(a);
	return a;
}

void
automaton_free(struct automaton *a)
{
	if (!a)
		return;
	strmap_free(a->labels);
	free(a->node);
	free(a->child);
	free(a->slot);
	free(a->use);
	free(a->label_from);
	free(a->label);
	free(a);
}

static size_t
child_slot(const struct automaton *a, uint32_t parent, uint32_t label)
{
	uint32_t h = parent * 0x9E3779B1u ^ label * 0x85EBCA6Bu;

	return (h ^ h >> 15) & (a->slots - 1);
}

/* The slot of that child, or the free one where it would be. */
static size_t
find_child(const struct automaton *a, uint32_t parent, uint32_t label)
{
	size_t i = child_slot(a, parent, label);

	while (a->slot[i] && (a->child[a->slot[i] - 1].parent != parent || a->child[a->slot[i] - 1].label != label))
		i = (i + 1) & (a->slots - 1);
	return i;
}

static void
slots_double(struct automaton *a)
{
	free(a->slot);
	a->slots *= 2;
	a->slot = util_alloc(a->slots, sizeof *a->slot);
	for (uint32_t k = 0; k < a->children; k++)
		a->slot[find_child(a, a->child[k].parent, a->child[k].label)] = k + 1;
}

static uint32_t
child_new(struct automaton *a, uint32_t parent, uint32_t label)
{
	size_t i = find_child(a, parent, label);

	if (a->slot[i])
		return a->child[a->slot[i] - 1].node;
	uint32_t node = node_new(a);
	a->child = util_grow(a->child, &a->child_cap, a->children + 1, sizeof *a->child);
	a->child[a->children++] = (struct child){ parent, label, node, a->node[parent].child };
	a->slot[i] = a->node[parent].child = (uint32_t)a->children;
	if (2 * a->children > a->slots)
		slots_double(a);
	return node;
}

static uint32_t
label_of(struct automaton *a, const struct pattern_item *item)
{
	char end = (char)item->value;
	struct str key = { &end, 1 };

	if (item->kind == PATTERN_WORDS)
		key = (struct str){ (const char *)item->word, item->value * sizeof *item->word };
	return (uint32_t)strmap_put(a->labels, key, NULL);
}

void
automaton_add(struct automaton *a, const struct pattern_item *item, size_t n, bool anchored, unsigned kind, uint32_t what,
    uint32_t gate)
{
	uint32_t node = anchored ? ANCHOR : ROOT;

	for (size_t i = 0; i < n; i++)
		node = child_new(a, node, label_of(a, &item[i]));
	a->use = util_grow(a->use, &a->use_cap, a->uses + 1, sizeof *a->use);
	a->use[a->uses++] = (struct use_link){ { what, gate }, kind, a->node[node].use };
	a->node[node].use = (uint32_t)a->uses;
}

/* Pairs of symbol and label, by label. */
struct pair {
	uint32_t symbol, label;
};

struct pairs {
	struct pair *at;
	size_t n, cap;
};

static void
pair_add(struct pairs *p, uint32_t symbol, uint32_t label)
{
	p->at = util_grow(p->at, &p->cap, p->n + 1, sizeof *p->at);
	p->at[p->n++] = (struct pair){ symbol, label };
}

/* Every word and longer beginning that starts with prefix: a run in the sorted list. */
static void
add_prefix(struct automaton *a, struct pairs *p, struct str prefix, uint32_t label)
{
	const uint32_t *sorted = lexicon_sorted(a->lex);
	uint32_t low = 0, high = a->symbols;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (str_cmp(lexicon_numbered(a->lex, sorted[mid])->spelling, prefix) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < a->symbols && str_starts(lexicon_numbered(a->lex, sorted[low])->spelling, prefix); low++)
		pair_add(p, sorted[low], label);
}

static void
add_label(struct automaton *a, struct pairs *p, uint32_t label)
{
	struct str key = strmap_key(a->labels, label);
	uint32_t number;

	if (key.n == 1) {
		for (uint32_t kind = TOKEN_STOP; kind <= TOKEN_EXCLAMATION; kind++)
			if (key.p[0] == TOKEN_WORD || key.p[0] == (char)kind)
				pair_add(p, a->symbols + kind, label);
		return;
	}
	for (size_t i = 0; i < key.n; i += sizeof number) {
		memcpy(&number, key.p + i, sizeof number);
		const struct lexicon_word *w = lexicon_numbered(a->lex, number);
		if (w->prefix)
			add_prefix(a, p, w->spelling, label);
		else
			pair_add(p, number, label);
	}
}

/* The labels of each symbol, from pairs in order of labels; one label may have come to a symbol twice. */
static void
place_labels(struct automaton *a, const struct pairs *p)
{
	uint32_t symbols = a->symbols + TOKEN_EXCLAMATION, n = 0;
	uint32_t *from = util_alloc(symbols + 2, sizeof *from);

	a->label = util_alloc(p->n + 1, sizeof *a->label);
	a->label_from = util_alloc(symbols + 2, sizeof *a->label_from);
	for (size_t i = 0; i < p->n; i++)
		from[p->at[i].symbol + 1]++;
	for (uint32_t s = 0; s <= symbols; s++)
		from[s + 1] += from[s];
	memcpy(a->label_from, from, (symbols + 2) * sizeof *from);
	for (size_t i = 0; i < p->n; i++)
		a->label[from[p->at[i].symbol]++] = p->at[i].label;
	for (uint32_t s = 0; s <= symbols; s++) {
		uint32_t start = n, end = a->label_from[s + 1];
		for (uint32_t i = a->label_from[s]; i < end; i++)
			if (n == start || a->label[n - 1] != a->label[i])
				a->label[n++] = a->label[i];
		a->label_from[s] = start;
	}
	a->label_from[symbols + 1] = n;
	free(from);
}

/* Which symbols lead on from a node, as bits. */
static void
set_goes(struct automaton *a)
{
	uint64_t *bits = util_alloc(strmap_count(a->labels) + 1, sizeof *bits);

	for (uint32_t s = 0; s <= a->symbols + TOKEN_EXCLAMATION; s++)
		for (uint32_t l = a->label_from[s]; l < a->label_from[s + 1]; l++)
			bits[a->label[l]] |= automaton_bit(s);
	for (size_t i = 0; i < a->children; i++)
		a->node[a->child[i].parent].goes |= bits[a->child[i].label];
	free(bits);
}

void
automaton_change(struct automaton *a, uint32_t (*change)(void *, unsigned, uint32_t, uint32_t), void *data)
{
	for (size_t i = 0; i < a->uses; i++)
		a->use[i].use.what = change(data, a->use[i].kind, a->use[i].use.what, a->use[i].use.gate);
}

void
automaton_compile(struct automaton *a)
{
	struct pairs p = { 0 };

	a->symbols = lexicon_count(a->lex);
	for (uint32_t l = 0; l < strmap_count(a->labels); l++)
		add_label(a, &p, l);
	place_labels(a, &p);
	free(p.at);
	set_goes(a);
}

uint32_t
automaton_words(const struct automaton *a)
{
	return a->symbols;
}

static uint32_t
state_slot(const struct automaton_cache *c, const uint32_t *node, size_t n)
{
	size_t i = util_hash(node, n * sizeof *node) & (c->set_slots - 1);

	for (; c->set[i]; i = (i + 1) & (c->set_slots - 1)) {
		const struct automaton_state *s = &c->state[c->set[i] - 1];
		if (s->nodes == n && (n == 0 || memcmp(c->node + s->node, node, n * sizeof *node) == 0))
			break;
	}
	return (uint32_t)i;
}

static void
push_uses(struct automaton_cache *c, uint32_t node, unsigned kind)
{
	const struct automaton *a = c->a;

	for (uint32_t u = a->node[node].use; u; u = a->use[u - 1].next) {
		if (a->use[u - 1].kind != kind)
			continue;
		c->use = util_grow(c->use, &c->use_cap, c->uses + 1, sizeof *c->use);
		c->use[c->uses++] = a->use[u - 1].use;
	}
}

static int
by_gate(const void *x, const void *y)
{
	const struct automaton_use *a = x, *b = y;

	if (a->gate != b->gate)
		return a->gate < b->gate ? -1 : 1;
	return a->what < b->what ? -1 : a->what > b->what;
}

static void
sort_uses(struct automaton_cache *c, uint32_t from)
{
	if (c->uses > from + 1)
		qsort(c->use + from, c->uses - from, sizeof *c->use, by_gate);
}

static void sets_double(struct automaton_cache *c);

/* The state of the n nodes at the end of the cache's nodes, which are given back if it is known. */
static uint32_t
state_of(struct automaton_cache *c, size_t n)
{
	const struct automaton *a = c->a;
	size_t from = c->nodes - n;
	uint32_t slot = state_slot(c, c->node + from, n);

	if (c->set[slot]) {
		c->nodes = from;
		return c->set[slot] - 1;
	}
	struct automaton_state s = { .node = (uint32_t)from, .nodes = (uint32_t)n, .use = (uint32_t)c->uses };
	for (size_t i = 0; i < n; i++)
		s.goes |= a->node[c->node[from + i]].goes;
	for (unsigned kind = 0; kind < AUTOMATON_KINDS; kind++) {
		for (size_t i = 0; i < n; i++)
			push_uses(c, c->node[from + i], kind);
		sort_uses(c, kind ? s.end[kind - 1] : s.use);
		s.end[kind] = (uint32_t)c->uses;
	}
	c->state = util_grow(c->state, &c->state_cap, c->states + 1, sizeof *c->state);
	c->state[c->states++] = s;
	c->set[slot] = (uint32_t)c->states;
	if (2 * c->states > c->set_slots)
		sets_double(c);
	return (uint32_t)c->states - 1;
}

static void
sets_double(struct automaton_cache *c)
{
	free(c->set);
	c->set_slots *= 2;
	c->set = util_alloc(c->set_slots, sizeof *c->set);
	for (uint32_t k = 0; k < c->states; k++)
		c->set[state_slot(c, c->node + c->state[k].node, c->state[k].nodes)] = k + 1;
}

static void
push_node(struct automaton_cache *c, uint32_t node)
{
	c->node = util_grow(c->node, &c->node_cap, c->nodes + 1, sizeof *c->node);
	c->node[c->nodes++] = node;
}

static void
cache_clear(struct automaton_cache *c)
{
	c->moves = c->states = c->nodes = c->uses = 0;
	c->emptied++;
	memset(c->move, 0, c->move_slots * sizeof *c->move);
	memset(c->fresh, 0, (c->a->symbols + TOKEN_EXCLAMATION + 1) * sizeof *c->fresh);
	memset(c->set, 0, c->set_slots * sizeof *c->set);
	state_of(c, 0);
	push_node(c, ANCHOR);
	state_of(c, 1);
}

struct automaton_cache *
automaton_cache_new(const struct automaton *a)
{
	struct automaton_cache *c = util_alloc(1, sizeof *c);

	c->a = a;
	c->fresh = util_alloc(a->symbols + TOKEN_EXCLAMATION + 1, sizeof *c->fresh);
	c->move_slots = 1024;
	c->move = util_alloc(c->move_slots, sizeof *c->move);
	c->set_slots = 1024;
	c->set = util_alloc(c->set_slots, sizeof *c->set);
	c->mark = util_alloc(strmap_count(a->labels) + 1, sizeof *c->mark);
	/* the first state has no nodes, but they have a place */
	c->node = util_grow(c->node, &c->node_cap, 1, sizeof *c->node);
	cache_clear(c);
	return c;
}

void
automaton_cache_free(struct automaton_cache *c)
{
	if (!c)
		return;
	free(c->fresh);
	free(c->move);
	free(c->state);
	free(c->set);
	free(c->node);
	free(c->use);
	free(c->mark);
	free(c);
}

static void
move_put(struct automaton_cache *c, struct automaton_move m)
{
	size_t i = automaton_slot(c, m.key);

	while (c->move[i].to)
		i = (i + 1) & (c->move_slots - 1);
	c->move[i] = m;
}

static void
moves_double(struct automaton_cache *c)
{
	struct automaton_move *old = c->move;
	size_t n = c->move_slots;

	c->move_slots = 2 * n;
	c->move = util_alloc(c->move_slots, sizeof *c->move);
	for (size_t i = 0; i < n; i++)
		if (old[i].to)
			move_put(c, old[i]);
	free(old);
}

static int
by_number(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return a < b ? -1 : a > b;
}

/* Pushes the nodes after those of state, and after the root, over symbol; sorted. Returns how many. */
static size_t
push_next(struct automaton_cache *c, uint32_t state, uint32_t symbol)
{
	const struct automaton *a = c->a;
	struct automaton_state s = c->state[state];
	uint32_t from = a->label_from[symbol], to = a->label_from[symbol + 1];
	size_t start = c->nodes;

	c->epoch++;
	for (uint32_t l = from; l < to; l++) {
		size_t i = find_child(a, ROOT, a->label[l]);
		c->mark[a->label[l]] = c->epoch;
		if (a->slot[i])
			push_node(c, a->child[a->slot[i] - 1].node);
	}
	for (uint32_t k = 0; k < s.nodes; k++)
		for (uint32_t e = a->node[c->node[s.node + k]].child; e; e = a->child[e - 1].next)
			if (c->mark[a->child[e - 1].label] == c->epoch)
				push_node(c, a->child[e - 1].node);
	if (c->nodes > start)
		qsort(c->node + start, c->nodes - start, sizeof *c->node, by_number);
	return c->nodes - start;
}

uint32_t
automaton_make(struct automaton_cache *c, uint32_t state, uint32_t symbol)
{
	size_t n = push_next(c, state, symbol);
	bool full = c->states >= STATES_MAX || c->moves >= MOVES_MAX;

	if (full) {
		uint32_t *keep = util_alloc(n + 1, sizeof *keep);
		if (n)
			memcpy(keep, c->node + c->nodes - n, n * sizeof *keep);
		cache_clear(c);
		for (size_t i = 0; i < n; i++)
			push_node(c, keep[i]);
		free(keep);
	}
	uint32_t to = state_of(c, n);
	if (state == AUTOMATON_EMPTY) {
		c->fresh[symbol] = to + 1;
	} else if (!full) {
		if (2 * ++c->moves > c->move_slots)
			moves_double(c);
		move_put(c, (struct automaton_move){ state << 16 | symbol, to + 1 });
	}
	return to;
}
