#include "trie.h"

#include <stdlib.h>

#include "util.h"

uint32_t
trie_root(struct trie *t)
{
	t->node = util_grow(t->node, &t->node_cap, t->nodes + 1, sizeof *t->node);
	t->node[t->nodes] = (struct trie_node){ 0 };
	return (uint32_t)t->nodes++;
}

void
trie_new(struct trie *t)
{
	t->slots = 4096;
	t->slot = util_alloc(t->slots, sizeof *t->slot);
	trie_root(t);
}

void
trie_free(struct trie *t)
{
	free(t->node);
	free(t->child);
	free(t->slot);
	free(t->use);
}

/* The slot of that edge, or the free one where it would be. */
static size_t
edge_slot(const struct trie *t, uint32_t parent, uint32_t label)
{
	uint32_t h = parent * 0x9E3779B1u ^ label * 0x85EBCA6Bu;
	size_t i = (h ^ h >> 15) & (t->slots - 1);

	while (t->slot[i] && (t->child[t->slot[i] - 1].parent != parent || t->child[t->slot[i] - 1].label != label))
		i = (i + 1) & (t->slots - 1);
	return i;
}

static void
slots_double(struct trie *t)
{
	free(t->slot);
	t->slots *= 2;
	t->slot = util_alloc(t->slots, sizeof *t->slot);
	for (uint32_t k = 0; k < t->children; k++)
		t->slot[edge_slot(t, t->child[k].parent, t->child[k].label)] = k + 1;
}

uint32_t
trie_grow(struct trie *t, uint32_t parent, uint32_t label)
{
	size_t i = edge_slot(t, parent, label);

	if (t->slot[i])
		return t->child[t->slot[i] - 1].node;
	uint32_t node = trie_root(t);
	t->child = util_grow(t->child, &t->child_cap, t->children + 1, sizeof *t->child);
	t->child[t->children++] = (struct trie_child){ parent, label, node, t->node[parent].child };
	t->slot[i] = t->node[parent].child = (uint32_t)t->children;
	if (2 * t->children > t->slots)
		slots_double(t);
	return node;
}

void
trie_end(struct trie *t, uint32_t node, uint32_t kind, uint32_t what, uint32_t gate)
{
	t->use = util_grow(t->use, &t->use_cap, t->uses + 1, sizeof *t->use);
	t->use[t->uses++] = (struct trie_use){ what, gate, kind, t->node[node].use };
	t->node[node].use = (uint32_t)t->uses;
}
