#include <stdlib.h>

#include "subset.h"
#include "dice.h"
#include "suite.h"
#include "util.h"

#define LABELS 16
#define CLASSES 12

static struct trie trie;
static struct subset subset;
static uint32_t from[LABELS + 1], class[LABELS * CLASSES];
static uint32_t labels;

static void
setup(void)
{
	trie_new(&trie);
}

static void
teardown(void)
{
	subset_free(&subset);
	trie_free(&trie);
	subset = (struct subset){ 0 };
	trie = (struct trie){ 0 };
	labels = 0;
}

/* Another label; its classes as bits. */
static void
add_label(uint32_t bits)
{
	from[labels + 1] = from[labels];
	for (uint32_t c = 0; c < CLASSES; c++)
		if (bits >> c & 1)
			class[from[labels + 1]++] = c;
	labels++;
}

static bool
has_class(uint32_t label, uint32_t c)
{
	for (uint32_t i = from[label]; i < from[label + 1]; i++)
		if (class[i] == c)
			return true;
	return false;
}

static void
make(const uint32_t *start, size_t starts)
{
	ck_assert(subset_make(&subset, &trie, (struct subset_labels){ from, class }, start, starts));
}

/* Where a class leads from a state; 0 is nowhere. */
static uint32_t
move(uint32_t state, uint32_t c)
{
	const struct comb_entry *e = subset.entry + subset.row[state].from;

	for (uint32_t i = 0; i < subset.row[state].n; i++)
		if (e[i].column == c)
			return e[i].value;
	return 0;
}

/* The nodes of a state as bits; there are few nodes. */
static uint64_t
nodes_of(uint32_t state)
{
	uint64_t bits = 0;

	for (uint32_t i = 0; i < subset.set[state].n; i++)
		bits |= UINT64_C(1) << subset.node[subset.set[state].from + i];
	return bits;
}

static uint64_t
bits_of(uint32_t a, uint32_t b)
{
	return UINT64_C(1) << a | UINT64_C(1) << b;
}

START_TEST(labels_overlap)
{
	const uint32_t start[] = { TRIE_ROOT };

	add_label(1 << 1 | 1 << 2);
	add_label(1 << 2 | 1 << 3);
	add_label(1 << 3);
	uint32_t a = trie_grow(&trie, TRIE_ROOT, 0), b = trie_grow(&trie, TRIE_ROOT, 1);
	uint32_t ac = trie_grow(&trie, a, 2), bc = trie_grow(&trie, b, 2);
	make(start, 1);
	/* nothing, the root, a, both, b, and what follows each of these */
	ck_assert_uint_eq(subset.states, 8);
	ck_assert_uint_eq(nodes_of(1), bits_of(TRIE_ROOT, TRIE_ROOT));
	ck_assert_uint_eq(nodes_of(move(1, 1)), bits_of(a, a));
	ck_assert_uint_eq(nodes_of(move(1, 2)), bits_of(a, b));
	ck_assert_uint_eq(nodes_of(move(1, 3)), bits_of(b, b));
	ck_assert_uint_eq(nodes_of(move(move(1, 1), 3)), bits_of(ac, ac));
	ck_assert_uint_eq(nodes_of(move(move(1, 2), 3)), bits_of(ac, bc));
	ck_assert_uint_eq(nodes_of(move(move(1, 3), 3)), bits_of(bc, bc));
	ck_assert_uint_eq(move(1, 0), 0);
	ck_assert_uint_eq(move(move(1, 1), 1), 0);
}
END_TEST

/* The same nodes are one state, whichever class or state leads there. */
START_TEST(equal_sets_are_one_state)
{
	const uint32_t start[] = { TRIE_ROOT, trie_root(&trie) };

	add_label(1 << 1 | 1 << 4 | 1 << 5);
	add_label(1 << 5);
	uint32_t a = trie_grow(&trie, TRIE_ROOT, 0), aa = trie_grow(&trie, a, 0);
	trie_grow(&trie, start[1], 0);
	make(start, 2);
	ck_assert_uint_eq(subset.states, 6);
	ck_assert_uint_eq(move(1, 1), move(1, 4));
	ck_assert_uint_eq(move(1, 1), move(1, 5));
	ck_assert_uint_eq(nodes_of(move(move(1, 4), 5)), bits_of(aa, aa));
	/* a start of its own goes elsewhere */
	ck_assert_uint_ne(move(2, 1), move(1, 1));
}
END_TEST

/* A state that another start leads to. */
START_TEST(a_start_inside)
{
	add_label(1 << 1);
	const uint32_t start[] = { trie_grow(&trie, TRIE_ROOT, 0), TRIE_ROOT };
	make(start, 2);
	ck_assert_uint_eq(subset.states, 3);
	ck_assert_uint_eq(move(2, 1), 1);
	ck_assert_uint_eq(move(1, 1), 0);
}
END_TEST

START_TEST(nothing_but_starts)
{
	const uint32_t start[] = { TRIE_ROOT };

	make(start, 0);
	ck_assert_uint_eq(subset.states, 1);
	ck_assert_uint_eq(subset.set[0].n, 0);
	ck_assert_uint_eq(subset.row[0].n, 0);
	teardown();
	setup();
	/* an edge that no class takes */
	add_label(0);
	trie_grow(&trie, TRIE_ROOT, 0);
	make(start, 1);
	ck_assert_uint_eq(subset.states, 2);
	ck_assert_uint_eq(subset.row[1].n, 0);
}
END_TEST

/* Nodes and moves are in order, no two states have the same nodes and no others are kept, and moves lead to all states. */
static void
check_states(size_t starts)
{
	bool *led = util_alloc(subset.states, sizeof *led);
	size_t nodes = 0;

	ck_assert_uint_eq(subset.set[0].n, 0);
	for (uint32_t s = 0; s < subset.states; s++) {
		const uint32_t *node = subset.node + subset.set[s].from;
		const struct comb_entry *e = subset.entry + subset.row[s].from;
		for (uint32_t i = 1; i < subset.set[s].n; i++)
			ck_assert_uint_lt(node[i - 1], node[i]);
		for (uint32_t i = 0; i < subset.row[s].n; i++) {
			ck_assert(i == 0 || e[i - 1].column < e[i].column);
			ck_assert(e[i].value > 0 && e[i].value < subset.states);
			led[e[i].value] = true;
		}
		for (uint32_t t = 0; t < s; t++)
			ck_assert(nodes_of(t) != nodes_of(s));
		nodes += subset.set[s].n;
	}
	ck_assert_uint_eq(subset.nodes, nodes);
	for (size_t s = 1 + starts; s < subset.states; s++)
		ck_assert(led[s]);
	free(led);
}

/* The nodes that a class leads to from nodes. */
static uint64_t
step(uint64_t nodes, uint32_t c)
{
	uint64_t to = 0;

	for (size_t e = 0; e < trie.children; e++)
		if (nodes >> trie.child[e].parent & 1 && has_class(trie.child[e].label, c))
			to |= UINT64_C(1) << trie.child[e].node;
	return to;
}

/* Strings of classes on the states and on the nodes themselves; how many moves lead somewhere. */
static uint32_t
check_strings(const uint32_t *start, uint32_t starts)
{
	uint32_t moves = 0;

	for (int i = 0; i < 200; i++) {
		uint32_t state = 1 + below(starts);
		uint64_t nodes = UINT64_C(1) << start[state - 1];
		for (uint32_t n = 0; n < 8 && nodes; n++) {
			const struct comb_row *row = &subset.row[state];
			/* mostly one that leads somewhere */
			uint32_t c = row->n && below(4) ? subset.entry[row->from + below(row->n)].column : below(CLASSES);
			state = move(state, c);
			nodes = step(nodes, c);
			ck_assert_uint_eq(nodes_of(state), nodes);
			ck_assert_int_eq(state == 0, nodes == 0);
			moves += nodes != 0;
		}
	}
	return moves;
}

/* Tries of up to 64 nodes, from three roots. */
START_TEST(random_tries)
{
	uint32_t moves = 0, large = 0;

	for (uint64_t k = 0; k < 60; k++) {
		teardown();
		setup();
		seed = k;
		while (labels < 2 + k % (LABELS - 1))
			add_label(below(1 << CLASSES) & below(1 << CLASSES));
		const uint32_t start[] = { TRIE_ROOT, trie_root(&trie), trie_root(&trie) };
		for (size_t nodes = 4 + below(60); trie.nodes < nodes;)
			trie_grow(&trie, below((uint32_t)trie.nodes), below(labels));
		make(start, 3);
		check_states(3);
		moves += check_strings(start, 3);
		large += subset.states > trie.nodes + 1;
	}
	ck_assert_uint_gt(moves, 60 * 200);
	/* where labels overlap there are more states than nodes */
	ck_assert_uint_gt(large, 5);
}
END_TEST

/* Nodes one behind the other, by the label 0. */
static void
make_chain(uint32_t nodes)
{
	for (uint32_t node = TRIE_ROOT; trie.nodes < nodes;)
		node = trie_grow(&trie, node, 0);
}

/* One state has no nodes. */
START_TEST(too_many_states)
{
	const uint32_t start[] = { TRIE_ROOT };

	add_label(1);
	make_chain(SUBSET_STATES - 1);
	make(start, 1);
	ck_assert_uint_eq(subset.states, SUBSET_STATES);
	subset_free(&subset);
	subset = (struct subset){ 0 };
	make_chain(SUBSET_STATES);
	ck_assert(!subset_make(&subset, &trie, (struct subset_labels){ from, class }, start, 1));
}
END_TEST

/* One state whose nodes have too many moves, although its own would be few. */
START_TEST(too_many_steps)
{
	enum { NODES = 1024, MOVES = SUBSET_STEPS / NODES };
	const uint32_t start[] = { TRIE_ROOT };
	uint32_t *all = util_alloc(MOVES + NODES, sizeof *all), *labelled = util_alloc(NODES + 2, sizeof *labelled);

	/* the label 0 is all classes, the others are the class 0 */
	for (uint32_t c = 0; c < MOVES; c++)
		all[c] = c;
	for (uint32_t l = 1; l < NODES + 2; l++)
		labelled[l] = MOVES + l - 1;
	for (uint32_t l = 1; l <= NODES; l++)
		trie_grow(&trie, trie_grow(&trie, TRIE_ROOT, l), 0);
	ck_assert(!subset_make(&subset, &trie, (struct subset_labels){ labelled, all }, start, 1));
	ck_assert_uint_lt(subset.states, 10);
	free(all);
	free(labelled);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		labels_overlap, equal_sets_are_one_state, a_start_inside, nothing_but_starts, random_tries, too_many_states,
		too_many_steps,
	};

	return run_suite("subset", tests, sizeof tests / sizeof *tests, setup, teardown);
}
