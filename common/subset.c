#include "subset.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

/* A move of a node: over a class to another one. */
struct subset_step {
	uint32_t class, node;
};

static size_t
set_slot(const struct subset *s, const uint32_t *node, size_t n)
{
	size_t i = util_hash(node, n * sizeof *node) & (s->slots - 1);

	for (; s->slot[i]; i = (i + 1) & (s->slots - 1)) {
		const struct comb_row *set = &s->set[s->slot[i] - 1];
		if (set->n == n && memcmp(s->node + set->from, node, n * sizeof *node) == 0)
			break;
	}
	return i;
}

static void
slots_double(struct subset *s)
{
	free(s->slot);
	s->slots *= 2;
	s->slot = util_alloc(s->slots, sizeof *s->slot);
	for (uint32_t k = 0; k < s->states; k++)
		s->slot[set_slot(s, s->node + s->set[k].from, s->set[k].n)] = k + 1;
}

/* The state of the nodes from s->node[from] on, which are given back if it is known. */
static uint32_t
state_of(struct subset *s, size_t from)
{
	size_t n = s->nodes - from, i = set_slot(s, s->node + from, n);

	if (s->slot[i]) {
		s->nodes = from;
		return s->slot[i] - 1;
	}
	s->set = util_grow(s->set, &s->set_cap, s->states + 1, sizeof *s->set);
	s->set[s->states++] = (struct comb_row){ (uint32_t)from, (uint32_t)n };
	s->slot[i] = (uint32_t)s->states;
	if (2 * s->states > s->slots)
		slots_double(s);
	return (uint32_t)s->states - 1;
}

static void
push_node(struct subset *s, uint32_t node)
{
	s->node = util_grow(s->node, &s->node_cap, s->nodes + 1, sizeof *s->node);
	s->node[s->nodes++] = node;
}

static int
by_class(const void *x, const void *y)
{
	const struct subset_step *a = x, *b = y;

	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	return a->node < b->node ? -1 : a->node > b->node;
}

/* The moves of a state's nodes, in order of classes. False when there are too many. */
static bool
take_steps(struct subset *s, struct comb_row set)
{
	size_t edges = 0;

	s->steps = 0;
	for (uint32_t k = 0; k < set.n; k++)
		for (uint32_t e = s->trie->node[s->node[set.from + k]].child; e; e = s->trie->child[e - 1].next) {
			const struct trie_child *child = &s->trie->child[e - 1];
			const uint32_t *from = s->labels.from + child->label;
			edges++;
			s->all_steps += from[1] - from[0];
			if (s->all_steps > SUBSET_STEPS)
				return false;
			s->step = util_grow(s->step, &s->step_cap, s->steps + (from[1] - from[0]), sizeof *s->step);
			for (uint32_t i = from[0]; i < from[1]; i++)
				s->step[s->steps++] = (struct subset_step){ s->labels.class[i], child->node };
		}
	/* those of one edge are in order */
	if (edges > 1)
		qsort(s->step, s->steps, sizeof *s->step, by_class);
	return true;
}

/* Adds a state's moves, and the states that they lead to. False when there are too many. */
static bool
add_row(struct subset *s, size_t state)
{
	struct comb_row row = { (uint32_t)s->entries, 0 };

	if (!take_steps(s, s->set[state]))
		return false;
	for (size_t i = 0; i < s->steps; row.n++) {
		uint32_t class = s->step[i].class;
		size_t from = s->nodes;
		for (; i < s->steps && s->step[i].class == class; i++)
			push_node(s, s->step[i].node);
		uint32_t to = state_of(s, from);
		s->entry = util_grow(s->entry, &s->entry_cap, s->entries + 1, sizeof *s->entry);
		s->entry[s->entries++] = (struct comb_entry){ class, to };
	}
	s->row = util_grow(s->row, &s->row_cap, state + 1, sizeof *s->row);
	s->row[state] = row;
	return s->states <= SUBSET_STATES;
}

bool
subset_make(struct subset *s, const struct trie *trie, struct subset_labels labels, const uint32_t *start, size_t starts)
{
	s->trie = trie;
	s->labels = labels;
	s->slots = 4096;
	s->slot = util_alloc(s->slots, sizeof *s->slot);
	/* the set without nodes has a place, too */
	s->node = util_grow(s->node, &s->node_cap, starts + 1, sizeof *s->node);
	state_of(s, 0);
	for (size_t i = 0; i < starts; i++) {
		push_node(s, start[i]);
		state_of(s, s->nodes - 1);
	}
	for (size_t state = 0; state < s->states; state++)
		if (!add_row(s, state))
			return false;
	return true;
}

void
subset_free(struct subset *s)
{
	free(s->node);
	free(s->set);
	free(s->row);
	free(s->entry);
	free(s->slot);
	free(s->step);
}
