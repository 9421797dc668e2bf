#include "automaton.h"

#include <stdlib.h>
#include <string.h>

#include "label.h"
#include "strmap.h"
#include "subset.h"
#include "util.h"

enum { ANCHOR = TRIE_ROOT + 1 };        /* the node where a run at the start of a text starts */
enum { START_STATE = 1, ROOT_STATE };   /* the subsets of these two nodes */

struct automaton_runs {
	struct labels labels;
	struct strmap *classes;         /* the labels of each class */
	uint32_t *fresh;                /* by class: what it leads to from the root */
	struct trie trie;               /* empty when compiled */
};

struct automaton *
automaton_new(struct lexicon *lex)
{
	struct automaton *a = util_alloc(1, sizeof *a);

	a->runs = util_alloc(1, sizeof *a->runs);
	label_new(&a->runs->labels, lex);
	a->runs->classes = strmap_new();
	trie_new(&a->runs->trie);
	trie_root(&a->runs->trie);
	return a;
}

static void
drop_runs(struct automaton *a)
{
	if (!a->runs)
		return;
	trie_free(&a->runs->trie);
	label_free(&a->runs->labels);
	strmap_free(a->runs->classes);
	free(a->runs->fresh);
	free(a->runs);
	a->runs = NULL;
}

void
automaton_free(struct automaton *a)
{
	if (!a)
		return;
	drop_runs(a);
	comb_free(&a->moves);
	if (!a->borrowed) {
		free(a->symbol);
		free(a->use);
	}
	free(a);
}

void
automaton_add(struct automaton *a, const struct pattern_item *item, size_t n, bool anchored, unsigned kind, uint32_t what,
    uint32_t gate)
{
	uint32_t node = anchored ? ANCHOR : TRIE_ROOT;

	for (size_t i = 0; i < n; i++)
		node = trie_grow(&a->runs->trie, node, label_number(&a->runs->labels, &item[i]));
	trie_end(&a->runs->trie, node, kind, what, gate);
}

void
automaton_change(struct automaton *a, unsigned (*change)(void *, unsigned, struct automaton_use *), void *data)
{
	for (size_t i = 0; i < a->runs->trie.uses; i++) {
		struct trie_use *use = &a->runs->trie.use[i];
		struct automaton_use changed = { use->what, use->gate };
		use->kind = change(data, use->kind, &changed);
		use->what = changed.what;
		use->gate = changed.gate;
	}
}

/* The labels of a symbol as bytes. */
static struct str
labels_of(const struct labels *l, uint32_t symbol)
{
	const uint32_t *from = l->label + l->from[symbol];

	return (struct str){ (const char *)from, (l->from[symbol + 1] - l->from[symbol]) * sizeof *from };
}

/* Gives every symbol its class. Symbol 0 has no labels, so theirs is the class 0. When the lexicon got more numbers no new class
 * comes up: a word that had none is in those sets in which the longest beginning of it is that had one. */
static void
set_classes(struct automaton *a)
{
	label_compile(&a->runs->labels);
	a->words = a->runs->labels.words;
	a->symbols = label_symbols(&a->runs->labels);
	free(a->symbol);
	a->symbol = util_alloc(a->symbols, sizeof *a->symbol);
	for (uint32_t s = 0; s < a->symbols; s++)
		a->symbol[s].class = (uint32_t)strmap_put(a->runs->classes, labels_of(&a->runs->labels, s), NULL);
}

static void
set_fresh(struct automaton *a)
{
	for (uint32_t s = 0; s < a->symbols; s++)
		a->symbol[s].to = a->runs->fresh[a->symbol[s].class];
}

/* The classes of each label: the labels of each class turned round. What is returned is to be freed, both parts. */
static struct subset_labels
classes_of_labels(const struct automaton *a)
{
	uint32_t labels = label_count(&a->runs->labels), classes = (uint32_t)strmap_count(a->runs->classes), label;
	uint32_t *from = util_alloc((size_t)labels + 2, sizeof *from), *class;

	for (uint32_t c = 0; c < classes; c++) {
		struct str key = strmap_key(a->runs->classes, c);
		for (size_t i = 0; i < key.n; i += sizeof label) {
			memcpy(&label, key.p + i, sizeof label);
			from[label + 2]++;
		}
	}
	for (uint32_t l = 0; l < labels; l++)
		from[l + 2] += from[l + 1];
	class = util_alloc((size_t)from[labels + 1] + 1, sizeof *class);
	for (uint32_t c = 0; c < classes; c++) {
		struct str key = strmap_key(a->runs->classes, c);
		for (size_t i = 0; i < key.n; i += sizeof label) {
			memcpy(&label, key.p + i, sizeof label);
			class[from[label + 1]++] = c;
		}
	}
	return (struct subset_labels){ from, class };
}

static void
push_uses(struct automaton_use **at, size_t *n, size_t *cap, const struct trie *t, uint32_t node, unsigned kind)
{
	for (uint32_t u = t->node[node].use; u; u = t->use[u - 1].next) {
		const struct trie_use *use = &t->use[u - 1];
		if (use->kind != kind)
			continue;
		*at = util_grow(*at, cap, *n + 1, sizeof **at);
		(*at)[(*n)++] = (struct automaton_use){ use->what, use->gate };
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

/* What is made of a subset. */
struct build {
	struct automaton *a;
	struct subset set;
	uint32_t *row_of;               /* by state from which some run goes on */
	struct comb_row *row;           /* its moves, and its uses in the column 0 */
	size_t rows;
	struct comb_entry *entry;
	size_t entries, entry_cap;
	uint32_t *to;                   /* by state: what is said of it where a word leads to it */
	struct automaton_use *use;      /* of the state in hand */
	size_t uses, use_cap, words_cap;
};

/* Adds the uses of a state, those of all its nodes, and says where they are. False when there are too many. */
static bool
add_uses(struct build *b, size_t state)
{
	const struct comb_row *set = &b->set.set[state];
	struct automaton_uses head;
	size_t words = sizeof head / sizeof *b->a->use, n = b->a->uses;

	b->uses = 0;
	for (unsigned kind = 0; kind < AUTOMATON_KINDS; kind++) {
		size_t from = b->uses;
		for (uint32_t k = 0; k < set->n; k++)
			push_uses(&b->use, &b->uses, &b->use_cap, &b->a->runs->trie, b->set.node[set->from + k], kind);
		if (b->uses > from + 1)
			qsort(b->use + from, b->uses - from, sizeof *b->use, by_gate);
		if (b->uses > AUTOMATON_USES)
			return false;
		head.end[kind] = (uint16_t)b->uses;
	}
	if (!b->uses)
		return true;
	b->to[state] = (head.end[0] ? AUTOMATON_0 : 0) | (head.end[1] > head.end[0] ? AUTOMATON_1 : 0) |
	    (b->uses > head.end[1] ? AUTOMATON_2 : 0) | (uint32_t)n;
	words += b->uses * sizeof *b->use / sizeof *b->a->use;
	b->a->use = util_grow(b->a->use, &b->words_cap, n + words, sizeof *b->a->use);
	memcpy(b->a->use + n, &head, sizeof head);
	memcpy((char *)(b->a->use + n) + sizeof head, b->use, b->uses * sizeof *b->use);
	b->a->uses += words;
	return true;
}

/* Adds the row of a state from which some run goes on: its uses and moves. */
static void
add_row(struct build *b, size_t state)
{
	struct comb_row moves = b->set.row[state];

	b->entry = util_grow(b->entry, &b->entry_cap, b->entries + moves.n + 1, sizeof *b->entry);
	b->row_of[state] = (uint32_t)b->rows;
	b->row[b->rows++] = (struct comb_row){ (uint32_t)b->entries, moves.n + 1 };
	b->entry[b->entries++] = (struct comb_entry){ 0, b->to[state] & AUTOMATON_AT };
	for (uint32_t i = 0; i < moves.n; i++)
		b->entry[b->entries++] = b->set.entry[moves.from + i];
}

static bool
goes(const struct build *b, size_t state)
{
	/* the row of the root is not looked at: its moves are in the symbols */
	return (b->set.row[state].n && state != ROOT_STATE) || state == START_STATE;
}

/* Makes the comb, and puts into its moves what is said of the states that they lead to. False when AUTOMATON_AT is too small for
 * their places. */
static bool
set_moves(struct build *b)
{
	struct automaton *a = b->a;
	struct comb_row root = b->set.row[ROOT_STATE];
	size_t states = b->set.states, classes = strmap_count(a->runs->classes);
	uint32_t *base = util_alloc(b->rows, sizeof *base);

	comb_make(&a->moves, b->row, b->rows, b->entry, classes, base);
	if (a->moves.cells > AUTOMATON_AT || a->uses > AUTOMATON_AT) {
		free(base);
		return false;
	}
	for (size_t s = 0; s < states; s++)
		if (goes(b, s))
			b->to[s] = (b->to[s] & AUTOMATON_USED) | AUTOMATON_GOES | base[b->row_of[s]];
	for (size_t r = 0; r < b->rows; r++)
		for (uint32_t i = 1; i < b->row[r].n; i++) {
			const struct comb_entry *e = &b->entry[b->row[r].from + i];
			a->moves.cell[base[r] + e->column].value = b->to[e->value];
		}
	a->start = base[b->row_of[START_STATE]];
	free(base);
	a->runs->fresh = util_alloc(classes, sizeof *a->runs->fresh);
	for (uint32_t i = 0; i < root.n; i++)
		a->runs->fresh[b->set.entry[root.from + i].column] = b->to[b->set.entry[root.from + i].value];
	set_fresh(a);
	return true;
}

static bool
overlap(struct buf *why)
{
	buf_printf(why, "the patterns' alternatives overlap in too many ways");
	return false;
}

static bool
build(struct build *b, struct buf *why)
{
	static const uint32_t start[] = { [START_STATE - 1] = ANCHOR, [ROOT_STATE - 1] = TRIE_ROOT };
	struct subset_labels labels = classes_of_labels(b->a);
	bool fine = subset_make(&b->set, &b->a->runs->trie, labels, start, 2);

	free((void *)labels.from);
	free((void *)labels.class);
	if (!fine)
		return overlap(why);
	b->row_of = util_alloc(b->set.states, sizeof *b->row_of);
	b->row = util_alloc(b->set.states, sizeof *b->row);
	b->to = util_alloc(b->set.states, sizeof *b->to);
	for (size_t s = 0; s < b->set.states; s++) {
		if (!add_uses(b, s)) {
			buf_printf(why, "more than %u patterns are the same words", AUTOMATON_USES);
			return false;
		}
		if (goes(b, s))
			add_row(b, s);
	}
	return set_moves(b) || overlap(why);
}

bool
automaton_compile(struct automaton *a, struct buf *why)
{
	struct build b = { .a = a };

	set_classes(a);
	bool fine = build(&b, why);
	subset_free(&b.set);
	free(b.row);
	free(b.entry);
	free(b.row_of);
	free(b.to);
	free(b.use);
	trie_free(&a->runs->trie);
	a->runs->trie = (struct trie){ 0 };
	return fine;
}

void
automaton_renew(struct automaton *a)
{
	set_classes(a);
	set_fresh(a);
}

void
automaton_image(struct automaton *a, struct image *im)
{
	if (!im->out)
		drop_runs(a);
	image_value(im, &a->words, sizeof a->words);
	image_array(im, &a->symbol, &a->symbols, sizeof *a->symbol);
	image_value(im, &a->start, sizeof a->start);
	comb_image(&a->moves, im);
	image_array(im, &a->use, &a->uses, sizeof *a->use);
	a->borrowed = !im->out;
}
