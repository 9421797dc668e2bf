/* Writes how well machine and people agree, a row for each item. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cs-calibrate-tally.h"
#include "util.h"

/* Krippendorff 2004, "Content Analysis", ch. 11: rely on what has an alpha of .800; draw tentative conclusions where it is
 * .667 at least. */
#define RELIABLE 0.8
#define TENTATIVE 0.667
/* Fewer interactions, positives or negatives tell too little. */
#define FEWEST 10

/* The clusters of one item, taken apart. */
struct bundle {
	size_t n;                       /* interactions */
	struct agree_table *table;
	struct agree_spread *spread, *raters_spread;
	struct limits_coincidences *raters;
	struct agree_pair *pair;
	size_t pairs;
	struct agree_table all;
	double things, positives;
};

static const char *const figures[] = {
	"precision", "recall", "f1", "kappa", "ac1", "alpha", "alpha_raters", "prevalence", "spearman", "auc",
};

static void
write_header(struct csvout *out)
{
	struct buf name = { 0 };

	for (const char *const *p = (const char *const[]){ "item", "n", "interactions", "positives", "raters", NULL }; *p; p++)
		csvout_field(out, str_of(*p));
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		if (strcmp(figures[i], "prevalence") == 0)
			csvout_field(out, STR("found"));
		for (const char *const *p = (const char *const[]){ "", "_low", "_high", NULL }; *p; p++) {
			buf_reset(&name);
			buf_printf(&name, "%s%s", figures[i], *p);
			csvout_field(out, buf_view(&name));
		}
	}
	csvout_field(out, STR("verdict"));
	csvout_end(out);
	buf_free(&name);
}

static void
write_number(struct csvout *out, double value)
{
	char text[64];

	if (isnan(value)) {
		csvout_field(out, STR(""));
		return;
	}
	snprintf(text, sizeof text, "%.3f", fabs(value) < 0.0005 ? 0 : value);
	csvout_field(out, str_of(text));
}

static void
write_limits(struct csvout *out, struct limits l)
{
	write_number(out, l.value);
	write_number(out, l.low);
	write_number(out, l.high);
}

static int
by_item(const void *a, const void *b)
{
	const struct tally_cluster *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return (x->interaction > y->interaction) - (x->interaction < y->interaction);
}

static int
pair_by_item(const void *a, const void *b)
{
	const struct tally_pair *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return (x->pair.cluster > y->pair.cluster) - (x->pair.cluster < y->pair.cluster);
}

static void
add_cluster(struct bundle *b, const struct tally_cluster *c)
{
	const struct agree_table *t = &c->table;

	b->table[b->n] = *t;
	b->spread[b->n] = c->spread;
	b->raters[b->n] = c->raters;
	b->raters_spread[b->n] = c->raters_spread;
	b->n++;
	b->all.both += t->both;
	b->all.machine += t->machine;
	b->all.people += t->people;
	b->all.neither += t->neither;
	b->things += t->both + t->machine + t->people + t->neither + c->spread.values / 2;
	b->positives += t->both + t->people;
}

/* The clusters and pairs of the item, which are sorted; the pairs' interactions are numbered anew, from 0. */
static void
collect(const struct tally *t, uint32_t item, struct bundle *b)
{
	size_t i = 0, k = 0;

	b->n = b->pairs = 0;
	b->all = (struct agree_table){ 0 };
	b->things = b->positives = 0;
	while (i < t->clusters && t->cluster[i].item < item)
		i++;
	while (k < t->pairs && t->pair[k].item < item)
		k++;
	for (; i < t->clusters && t->cluster[i].item == item; i++) {
		for (; k < t->pairs && t->pair[k].item == item && t->pair[k].pair.cluster == t->cluster[i].interaction; k++) {
			b->pair[b->pairs] = t->pair[k].pair;
			b->pair[b->pairs++].cluster = (uint32_t)b->n;
		}
		add_cluster(b, &t->cluster[i]);
	}
}

static const char *
verdict(const struct bundle *b, bool numbers, struct limits alpha)
{
	bool few = b->n < FEWEST || isnan(alpha.value);

	if (!numbers)
		few |= b->positives < FEWEST || b->things - b->positives < FEWEST;
	if (few || (alpha.low < TENTATIVE && alpha.high >= RELIABLE))
		return "too few";
	return alpha.value >= RELIABLE ? "reliable" : alpha.value >= TENTATIVE ? "tentative" : "unreliable";
}

static void
write_marks(const struct bundle *b, struct limits alpha, bool numbers, struct csvout *out)
{
	static const struct limits none = { NAN, NAN, NAN };

	write_limits(out, numbers ? none : limits_precision(b->table, b->n));
	write_limits(out, numbers ? none : limits_recall(b->table, b->n));
	write_limits(out, numbers ? none : limits_f1(b->table, b->n));
	write_limits(out, numbers ? none : limits_kappa(b->table, b->n));
	write_limits(out, numbers ? none : limits_ac1(b->table, b->n));
	write_limits(out, alpha);
	write_limits(out, numbers ? limits_spread(b->raters_spread, b->n) : limits_raters(b->raters, b->n));
}

static void
write_rest(const struct tally *t, uint32_t item, const struct bundle *b, struct csvout *out)
{
	static const struct limits none = { NAN, NAN, NAN };
	const struct tally_item *seen = &t->item[item];
	bool shares = seen->judged > 0 && !tally_numbers(t, item);
	double found = shares ? (double)seen->found / (double)seen->judged : NAN;

	write_number(out, found);
	write_limits(out, shares ? limits_prevalence(b->table, b->n, found) : none);
	write_limits(out, t->scores ? limits_spearman(b->pair, b->pairs, (uint32_t)b->n) : none);
	write_limits(out, t->scores && !tally_numbers(t, item) ? limits_auc(b->pair, b->pairs, (uint32_t)b->n) : none);
}

static void
write_row(const struct tally *t, uint32_t item, const struct bundle *b, struct csvout *out)
{
	bool numbers = tally_numbers(t, item);
	struct limits alpha = numbers ? limits_spread(b->spread, b->n) : limits_alpha(b->table, b->n);

	csvout_field(out, strmap_key(t->labels->items, item));
	csvout_int(out, (int64_t)b->things);
	csvout_int(out, (int64_t)b->n);
	if (numbers)
		csvout_field(out, STR(""));
	else
		csvout_int(out, (int64_t)b->positives);
	csvout_int(out, t->labels->raters_of[item]);
	write_marks(b, alpha, numbers, out);
	write_rest(t, item, b, out);
	csvout_field(out, str_of(verdict(b, numbers, alpha)));
	csvout_end(out);
}

static int
by_name(const void *a, const void *b, void *data)
{
	const struct strmap *items = data;

	return str_cmp(strmap_key(items, *(const uint32_t *)a), strmap_key(items, *(const uint32_t *)b));
}

static uint32_t *
items_by_name(struct strmap *items)
{
	size_t n = strmap_count(items);
	uint32_t *item = util_alloc(n + 1, sizeof *item);

	for (uint32_t i = 0; i < n; i++)
		item[i] = i;
	qsort_r(item, n, sizeof *item, by_name, items);
	return item;
}

void
tally_write(struct tally *t, struct csvout *out)
{
	struct bundle b = {
		.table = util_alloc(t->clusters + 1, sizeof *b.table), .spread = util_alloc(t->clusters + 1, sizeof *b.spread),
		.raters = util_alloc(t->clusters + 1, sizeof *b.raters),
		.raters_spread = util_alloc(t->clusters + 1, sizeof *b.raters_spread),
		.pair = util_alloc(t->pairs + 1, sizeof *b.pair),
	};
	uint32_t *item = items_by_name(t->labels->items);

	if (t->clusters)
		qsort(t->cluster, t->clusters, sizeof *t->cluster, by_item);
	if (t->pairs)
		qsort(t->pair, t->pairs, sizeof *t->pair, pair_by_item);
	if (!t->c->cmd.in.no_header)
		write_header(out);
	for (size_t i = 0; i < strmap_count(t->labels->items); i++) {
		collect(t, item[i], &b);
		write_row(t, item[i], &b, out);
	}
	free(item);
	free(b.table);
	free(b.spread);
	free(b.raters);
	free(b.raters_spread);
	free(b.pair);
}
