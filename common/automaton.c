#include "automaton.h"

#include <stdlib.h>
#include <string.h>

#include "label.h"
#include "trie.h"
#include "util.h"

/* A cache that has so many states or moves is emptied before the next text: about 12 MiB at most. */
#define STATES_MAX 65000
#define MOVES_MAX 262144

enum { ANCHOR = TRIE_ROOT + 1 };        /* the node where a run at the start of a text starts */

struct automaton {
	struct labels labels;
	struct trie trie;
};

struct automaton *
automaton_new(struct lexicon *lex)
{
	struct automaton *a = util_alloc(1, sizeof *a);

	label_new(&a->labels, lex);
	trie_new(&a->trie);
	trie_root(&a->trie);
	return a;
}

static void
automaton_clear(struct automaton *a)
{
	label_free(&a->labels);
	trie_free(&a->trie);
	*a = (struct automaton){ 0 };
}

void
automaton_free(struct automaton *a)
{
	if (a)
		automaton_clear(a);
	free(a);
}

void
automaton_add(struct automaton *a, const struct pattern_item *item, size_t n, bool anchored, unsigned kind, uint32_t what,
    uint32_t gate)
{
	uint32_t node = anchored ? ANCHOR : TRIE_ROOT;

	for (size_t i = 0; i < n; i++)
		node = trie_grow(&a->trie, node, label_number(&a->labels, &item[i]));
	trie_end(&a->trie, node, kind, what, gate);
}

void
automaton_change(struct automaton *a, unsigned (*change)(void *, unsigned, struct automaton_use *), void *data)
{
	for (size_t i = 0; i < a->trie.uses; i++) {
		struct trie_use *use = &a->trie.use[i];
		struct automaton_use changed = { use->what, use->gate };
		use->kind = change(data, use->kind, &changed);
		use->what = changed.what;
		use->gate = changed.gate;
	}
}

/* Which symbols lead on from a node, as bits. */
static void
set_goes(struct trie *t, const struct labels *labels)
{
	uint64_t *bits = util_alloc(label_count(labels) + 1, sizeof *bits);

	for (uint32_t s = 0; s < label_symbols(labels); s++)
		for (uint32_t l = labels->from[s]; l < labels->from[s + 1]; l++)
			bits[labels->label[l]] |= automaton_bit(s);
	for (size_t i = 0; i < t->nodes; i++)
		t->node[i].goes = 0;
	for (size_t i = 0; i < t->children; i++)
		t->node[t->child[i].parent].goes |= bits[t->child[i].label];
	free(bits);
}

/* The uses of the most used symbol: of all runs that end in it. */
static size_t
most_uses(const struct trie *t, const struct labels *labels)
{
	size_t *uses = util_alloc(label_count(labels) + 1, sizeof *uses), most = 0;

	for (size_t i = 0; i < t->children; i++)
		for (uint32_t u = t->node[t->child[i].node].use; u; u = t->use[u - 1].next)
			uses[t->child[i].label]++;
	for (uint32_t s = 0; s < label_symbols(labels); s++) {
		size_t n = 0;
		for (uint32_t l = labels->from[s]; l < labels->from[s + 1]; l++)
			n += uses[labels->label[l]];
		most = n > most ? n : most;
	}
	free(uses);
	return most;
}

bool
automaton_compile(struct automaton *a)
{
	label_compile(&a->labels);
	set_goes(&a->trie, &a->labels);
	return most_uses(&a->trie, &a->labels) <= AUTOMATON_USES;
}

void
automaton_image(struct automaton *a, struct lexicon *lex, struct image *im)
{
	if (!im->out)
		automaton_clear(a);
	label_image(&a->labels, lex, im);
	trie_image(&a->trie, im);
}

uint32_t
automaton_words(const struct automaton *a)
{
	return a->labels.words;
}

static uint32_t
state_slot(const struct automaton_cache *c, const uint32_t *node, size_t n)
{
	size_t i = util_hash(node, n * sizeof *node) & (c->set_slots - 1);

	for (; c->set[i]; i = (i + 1) & (c->set_slots - 1)) {
		const struct automaton_nodes *of = &c->of[c->set[i] - 1];
		if (of->n == n && (n == 0 || memcmp(c->node + of->at, node, n * sizeof *node) == 0))
			break;
	}
	return (uint32_t)i;
}

static void
push_uses(struct automaton_cache *c, uint32_t node, unsigned kind)
{
	const struct trie *t = &c->a->trie;

	for (uint32_t u = t->node[node].use; u; u = t->use[u - 1].next) {
		const struct trie_use *use = &t->use[u - 1];
		if (use->kind != kind)
			continue;
		c->use = util_grow(c->use, &c->use_cap, c->uses + 1, sizeof *c->use);
		c->use[c->uses++] = (struct automaton_use){ use->what, use->gate };
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
sort_uses(struct automaton_cache *c, size_t from)
{
	if (c->uses > from + 1)
		qsort(c->use + from, c->uses - from, sizeof *c->use, by_gate);
}

static void sets_double(struct automaton_cache *c);

/* The state of the n nodes at the end of the cache's nodes, which are given back if it is known. */
static uint32_t
state_of(struct automaton_cache *c, size_t n)
{
	const struct trie_node *node = c->a->trie.node;
	size_t from = c->nodes - n;
	uint32_t slot = state_slot(c, c->node + from, n);

	if (c->set[slot]) {
		c->nodes = from;
		return c->set[slot] - 1;
	}
	struct automaton_state s = { .use = (uint32_t)c->uses };
	for (size_t i = 0; i < n; i++)
		s.goes |= node[c->node[from + i]].goes;
	for (unsigned kind = 0; kind < AUTOMATON_KINDS; kind++) {
		size_t start = c->uses;
		for (size_t i = 0; i < n; i++)
			push_uses(c, c->node[from + i], kind);
		sort_uses(c, start);
		s.end[kind] = (uint16_t)(c->uses - s.use);
	}
	for (size_t k = s.use + s.end[AUTOMATON_GATED - 1]; k < s.use + s.end[AUTOMATON_GATED]; k++)
		s.gates |= UINT64_C(1) << (c->use[k].gate & 63);
	c->state = util_grow(c->state, &c->state_cap, c->states + 1, sizeof *c->state);
	c->of = util_grow(c->of, &c->of_cap, c->states + 1, sizeof *c->of);
	c->of[c->states] = (struct automaton_nodes){ (uint32_t)from, (uint32_t)n };
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
		c->set[state_slot(c, c->node + c->of[k].at, c->of[k].n)] = k + 1;
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
	memset(c->move, 0, c->move_slots * sizeof *c->move);
	memset(c->fresh, 0, label_symbols(&c->a->labels) * sizeof *c->fresh);
	memset(c->set, 0, c->set_slots * sizeof *c->set);
	state_of(c, 0);
	push_node(c, ANCHOR);
	state_of(c, 1);
}

void
automaton_cache_trim(struct automaton_cache *c)
{
	if (c->states >= STATES_MAX || c->moves >= MOVES_MAX)
		cache_clear(c);
}

struct automaton_cache *
automaton_cache_new(const struct automaton *a)
{
	struct automaton_cache *c = util_alloc(1, sizeof *c);

	c->a = a;
	c->fresh = util_alloc(label_symbols(&a->labels), sizeof *c->fresh);
	c->move_slots = 1024;
	c->move = util_alloc(c->move_slots, sizeof *c->move);
	c->set_slots = 1024;
	c->set = util_alloc(c->set_slots, sizeof *c->set);
	c->mark = util_alloc(label_count(&a->labels) + 1, sizeof *c->mark);
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
	free(c->of);
	free(c->set);
	free(c->node);
	free(c->use);
	free(c->mark);
	free(c);
}

static void
move_put(struct automaton_cache *c, uint64_t move)
{
	size_t i = automaton_slot(c, move >> AUTOMATON_STATE_BITS);

	while (c->move[i])
		i = (i + 1) & (c->move_slots - 1);
	c->move[i] = move;
}

static void
moves_double(struct automaton_cache *c)
{
	uint64_t *old = c->move;
	size_t n = c->move_slots;

	c->move_slots = 2 * n;
	c->move = util_alloc(c->move_slots, sizeof *c->move);
	for (size_t i = 0; i < n; i++)
		if (old[i])
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
	const struct labels *labels = &c->a->labels;
	const struct trie *t = &c->a->trie;
	struct automaton_nodes s = c->of[state];
	size_t start = c->nodes;

	if (++c->epoch == 0) {
		memset(c->mark, 0, label_count(labels) * sizeof *c->mark);
		c->epoch = 1;
	}
	for (uint32_t l = labels->from[symbol]; l < labels->from[symbol + 1]; l++) {
		size_t i = trie_slot(t, TRIE_ROOT, labels->label[l]);
		c->mark[labels->label[l]] = c->epoch;
		if (t->slot[i])
			push_node(c, t->child[t->slot[i] - 1].node);
	}
	for (uint32_t k = 0; k < s.n; k++)
		for (uint32_t e = t->node[c->node[s.at + k]].child; e; e = t->child[e - 1].next)
			if (c->mark[t->child[e - 1].label] == c->epoch)
				push_node(c, t->child[e - 1].node);
	if (c->nodes > start)
		qsort(c->node + start, c->nodes - start, sizeof *c->node, by_number);
	return c->nodes - start;
}

uint32_t
automaton_make(struct automaton_cache *c, uint32_t state, uint32_t symbol)
{
	size_t n = push_next(c, state, symbol);
	uint32_t to = state_of(c, n);

	if (state == AUTOMATON_EMPTY) {
		c->fresh[symbol] = to + 1;
	} else {
		if (2 * ++c->moves > c->move_slots)
			moves_double(c);
		move_put(c, automaton_key(state, symbol) << AUTOMATON_STATE_BITS | (to + 1));
	}
	return to;
}
