/* trie: runs of labels as a trie; what a label stands for is the caller's. */
#ifndef TRIE_H
#define TRIE_H

#include <stddef.h>
#include <stdint.h>

enum { TRIE_ROOT };     /* the node that is there from the start */

struct trie_node {
	uint32_t use, child;    /* first of their chains, plus 1 */
};

struct trie_child {
	uint32_t parent, label, node;
	uint32_t next;          /* of the same parent, plus 1 */
};

/* What it means that a run ends at a node, in the caller's numbers. */
struct trie_use {
	uint32_t what, gate;
	uint32_t kind;
	uint32_t next;          /* of the same node, plus 1 */
};

struct trie {
	struct trie_node *node;
	size_t nodes, node_cap;
	struct trie_child *child;
	size_t children, child_cap;
	uint32_t *slot;         /* children by parent and label, open addressing; 0 is free, else child + 1 */
	size_t slots;
	struct trie_use *use;
	size_t uses, use_cap;
};

/* t is all zero. */
void trie_new(struct trie *t);
void trie_free(struct trie *t);
/* A node that no edge leads to yet. */
uint32_t trie_root(struct trie *t);
/* The node behind that edge, made if there is none. */
uint32_t trie_grow(struct trie *t, uint32_t parent, uint32_t label);
void trie_end(struct trie *t, uint32_t node, uint32_t kind, uint32_t what, uint32_t gate);

#endif
