/* subset: makes a trie whose edges are sets of classes deterministic, by the subset construction (Rabin and Scott 1959): a state
 * is the set of nodes that the same classes lead to. */
#ifndef SUBSET_H
#define SUBSET_H

#include "comb.h"
#include "trie.h"

/* Sets that overlap in many ways can make far more states than nodes: beyond so many of them, and so many moves of all their
 * nodes, the construction gives up. */
#define SUBSET_STATES (1u << 20)
#define SUBSET_STEPS (1u << 24)

/* The classes of each label: class[from[l]] up to class[from[l + 1]], sorted. */
struct subset_labels {
	const uint32_t *from, *class;
};

/* All zero to start. */
struct subset {
	const struct trie *trie;
	struct subset_labels labels;
	uint32_t *node;                 /* those of state s: node[set[s].from] and the set[s].n - 1 after it, sorted */
	size_t nodes, node_cap;
	struct comb_row *set;
	size_t states, set_cap;
	struct comb_row *row;           /* the moves of each state: entries with class and state */
	size_t row_cap;
	struct comb_entry *entry;
	size_t entries, entry_cap;
	uint32_t *slot;                 /* states by their nodes, open addressing; 0 is free, else state + 1 */
	size_t slots;
	struct subset_step *step;       /* of the state in hand */
	size_t steps, step_cap;
	size_t all_steps;               /* of the states before, too */
};

/* The states that can be reached from each of the nodes in start, which are the states 1 to starts; state 0 has no nodes. False when
 * there are too many. */
bool subset_make(struct subset *s, const struct trie *trie, struct subset_labels labels, const uint32_t *start, size_t starts);
void subset_free(struct subset *s);

#endif
