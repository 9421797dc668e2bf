/* What machine and people say, added up by item and interaction. */
#ifndef CS_CALIBRATE_TALLY_H
#define CS_CALIBRATE_TALLY_H

#include "cs-calibrate-labels.h"
#include "cs-calibrate.h"
#include "limits.h"

/* One item in one interaction. */
struct tally_cluster {
	uint32_t item, interaction;
	struct agree_table table;               /* machine and people */
	struct agree_spread spread;             /* the same where they are numbers */
	struct limits_coincidences raters;      /* people among themselves */
	struct agree_spread raters_spread;
};

/* A score and what people say of it. */
struct tally_pair {
	uint32_t item;
	struct agree_pair pair;
};

/* In all of the input, labelled or not: messages or interactions that may have the item, and those that the machine says do. */
struct tally_item {
	uint64_t judged, found;
};

struct tally {
	const struct calibrate *c;
	struct labels *labels;
	bool scores;                    /* the machine's answer is a score, 0 to 100, not yes or no */
	struct strmap *keys;            /* item and interaction: number of a cluster */
	struct tally_cluster *cluster;
	struct tally_pair *pair;
	struct tally_item *item;        /* by the labels' numbers */
	size_t clusters, pairs, cluster_cap, pair_cap;
};

struct tally *tally_open(const struct calibrate *c, struct labels *l);
void tally_free(struct tally *t);
/* Whether the item is one of numbers, which people give on a scale. */
bool tally_numbers(const struct tally *t, size_t item);
/* People's number on the machine's scale. */
double tally_people(const struct tally *t, const struct labels_cell *cell);
/* Takes the machine's answer to what people labelled: a score, or 1 and 0 in a log. True where they differ: one says yes and the
 * other no, or their numbers are more than 25 of 100 apart. A score of at least 50 is a yes. */
bool tally_add(struct tally *t, const struct labels_cell *cell, double machine);
/* An item of a message of that interaction to which so many raters said no by silence. True where the machine says yes. */
bool tally_add_silent(struct tally *t, size_t item, size_t interaction, size_t raters, bool marked);
/* Writes one row for each item, by name. */
void tally_write(struct tally *t, struct csvout *out);

#endif
