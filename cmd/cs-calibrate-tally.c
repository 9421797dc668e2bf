#include "cs-calibrate-tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

#define YES_FROM 50.0           /* a score that counts as yes */
#define APART 25.0              /* numbers that differ */

struct tally *
tally_open(const struct calibrate *c, struct labels *l)
{
	struct tally *t = util_alloc(1, sizeof *t);

	t->c = c;
	t->labels = l;
	t->keys = strmap_new();
	t->item = util_alloc(strmap_count(l->items) + 1, sizeof *t->item);
	return t;
}

void
tally_free(struct tally *t)
{
	strmap_free(t->keys);
	free(t->cluster);
	free(t->pair);
	free(t->item);
	free(t);
}

bool
tally_numbers(const struct tally *t, size_t item)
{
	return t->labels->item[item].number_line != 0;
}

static double
on_scale(const struct tally *t, double value)
{
	return 100 * (value - t->c->scale_low) / (t->c->scale_high - t->c->scale_low);
}

double
tally_people(const struct tally *t, const struct labels_cell *cell)
{
	double value = labels_gold(t->labels, cell).value;

	return tally_numbers(t, cell->item) ? on_scale(t, value) : value;
}

static struct tally_cluster *
cluster_of(struct tally *t, size_t item, size_t interaction)
{
	uint32_t key[2] = { (uint32_t)item, (uint32_t)interaction };
	bool fresh;
	size_t i = strmap_put(t->keys, (struct str){ (const char *)key, sizeof key }, &fresh);

	if (fresh) {
		t->cluster = util_grow(t->cluster, &t->cluster_cap, i + 1, sizeof *t->cluster);
		t->cluster[i] = (struct tally_cluster){ .item = key[0], .interaction = key[1] };
		t->clusters++;
	}
	return &t->cluster[i];
}

static void
count(struct tally_cluster *to, bool machine, bool people)
{
	if (machine && people)
		to->table.both++;
	else if (machine)
		to->table.machine++;
	else if (people)
		to->table.people++;
	else
		to->table.neither++;
}

/* The raters' own numbers need not be put on the machine's scale: alpha is the same on any. */
static void
add_raters(const struct labels *l, const struct labels_cell *cell, struct agree_spread *to)
{
	double sum = 0, squares = 0;

	for (size_t i = cell->first; i < cell->first + cell->votes; i++) {
		double value = (double)l->vote[i].value / LABELS_ONE;
		sum += value;
		squares += value * value;
	}
	agree_spread_add(to, (double)cell->votes, sum, squares);
}

static void
add_pair(struct tally *t, const struct labels_cell *cell, double machine, double people)
{
	uint32_t interaction = t->labels->unit[cell->unit].interaction;

	t->pair = util_grow(t->pair, &t->pair_cap, t->pairs + 1, sizeof *t->pair);
	t->pair[t->pairs++] = (struct tally_pair){ cell->item, { machine, people, interaction } };
}

bool
tally_add(struct tally *t, const struct labels_cell *cell, double machine)
{
	struct labels_gold gold = labels_gold(t->labels, cell);
	struct tally_cluster *to = cluster_of(t, cell->item, t->labels->unit[cell->unit].interaction);
	double people = tally_people(t, cell);
	bool yes = t->scores ? machine >= YES_FROM : machine > 0;

	if (t->scores)
		add_pair(t, cell, machine, people);
	if (tally_numbers(t, cell->item)) {
		agree_spread_add(&to->spread, 2, machine + people, machine * machine + people * people);
		add_raters(t->labels, cell, &to->raters_spread);
		return fabs(machine - people) > APART;
	}
	agree_coincide(to->raters.at, 2, (const double[]){ gold.sum, (double)gold.raters - gold.sum });
	count(to, yes, people > 0);
	return yes != (people > 0);
}

bool
tally_add_silent(struct tally *t, size_t item, size_t interaction, size_t raters, bool marked)
{
	struct tally_cluster *to = cluster_of(t, item, interaction);

	agree_coincide(to->raters.at, 2, (const double[]){ 0, (double)raters });
	count(to, marked, false);
	return marked;
}
