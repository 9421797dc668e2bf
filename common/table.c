#include "table.h"

#include <stdlib.h>

#include "strmap.h"
#include "util.h"

/* The points of the interaction under way wait in earned and possible until it is complete. */
struct group {
	struct figures f;
	int64_t earned, possible;
	uint64_t touched;               /* the interaction that they are of */
};

struct table {
	struct strmap *keys;
	struct group *group;
	uint32_t *open;                 /* the groups that the interaction touched */
	size_t group_cap, opened, open_cap;
	uint64_t interaction;           /* counts from 1 */
};

struct table *
table_new(void)
{
	struct table *t = util_alloc(1, sizeof *t);

	t->keys = strmap_new();
	t->interaction = 1;
	return t;
}

void
table_free(struct table *t)
{
	if (!t)
		return;
	strmap_free(t->keys);
	free(t->group);
	free(t->open);
	free(t);
}

uint32_t
table_group(struct table *t, struct str key)
{
	bool fresh;
	size_t i = strmap_put(t->keys, key, &fresh);

	if (fresh) {
		t->group = util_grow(t->group, &t->group_cap, i + 1, sizeof *t->group);
		t->group[i] = (struct group){ 0 };
	}
	return (uint32_t)i;
}

static bool
sum(int64_t *to, int64_t value)
{
	return !__builtin_add_overflow(*to, value, to) && *to <= STATS_MAX && *to >= -STATS_MAX;
}

static bool
sum_product(int64_t *to, int64_t a, int64_t b)
{
	int64_t product;

	return !__builtin_mul_overflow(a, b, &product) && sum(to, product);
}

/* What adds up without regard to interactions. */
static bool
sum_plain(struct figures *to, const struct figures *f)
{
	to->measured |= f->measured;
	return sum(&to->sums.opportunities, f->sums.opportunities) && sum(&to->sums.earned, f->sums.earned) &&
	       sum(&to->sums.possible, f->sums.possible) && sum(&to->met, f->met) && sum(&to->critical, f->critical) &&
	       sum(&to->value, f->value);
}

bool
table_add_to(struct table *t, uint32_t i, const struct figures *f)
{
	struct group *g = &t->group[i];

	if (g->touched != t->interaction) {
		t->open = util_grow(t->open, &t->open_cap, t->opened + 1, sizeof *t->open);
		t->open[t->opened++] = i;
		g->touched = t->interaction;
		g->earned = g->possible = 0;
	}
	return sum_plain(&g->f, f) && sum(&g->earned, f->sums.earned) && sum(&g->possible, f->sums.possible);
}

bool
table_add(struct table *t, struct str key, const struct figures *f)
{
	return table_add_to(t, table_group(t, key), f);
}

bool
table_interaction(struct table *t)
{
	bool fits = true;

	for (size_t i = 0; i < t->opened; i++) {
		struct group *g = &t->group[t->open[i]];
		struct stats_sums *s = &g->f.sums;
		s->n++;
		fits &= sum_product(&s->earned_sq, g->earned, g->earned) &&
		        sum_product(&s->earned_possible, g->earned, g->possible) &&
		        sum_product(&s->possible_sq, g->possible, g->possible);
	}
	t->opened = 0;
	t->interaction++;
	return fits;
}

bool
table_merge(struct table *t, struct str key, const struct figures *f)
{
	/* First: a new group may move the others. */
	uint32_t i = table_group(t, key);
	struct figures *to = &t->group[i].f;

	return sum_plain(to, f) && sum(&to->sums.n, f->sums.n) && sum(&to->sums.earned_sq, f->sums.earned_sq) &&
	       sum(&to->sums.earned_possible, f->sums.earned_possible) && sum(&to->sums.possible_sq, f->sums.possible_sq);
}

struct entry {
	struct str key;
	const struct figures *f;
};

static int
by_key(const void *a, const void *b)
{
	return str_cmp(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

static void
write_entry(struct csvout *out, const struct entry *e, bool values)
{
	struct figures f = *e->f;
	struct str rest = e->key, value;

	/* a last empty value is a part too */
	for (size_t i = 0; i <= e->key.n; i++) {
		if (i < e->key.n && e->key.p[i] != '\0')
			continue;
		value = (struct str){ rest.p, (size_t)(e->key.p + i - rest.p) };
		csvout_field(out, value);
		rest.p = e->key.p + i + 1;
	}
	f.measured &= values;
	figures_write(out, &f);
	csvout_int(out, f.sums.earned_sq);
	csvout_int(out, f.sums.earned_possible);
	csvout_int(out, f.sums.possible_sq);
	csvout_end(out);
}

void
table_write(const struct table *t, struct csvout *out, bool values)
{
	size_t n = strmap_count(t->keys);
	struct entry *entry = util_alloc(n, sizeof *entry);

	for (size_t i = 0; i < n; i++)
		entry[i] = (struct entry){ strmap_key(t->keys, i), &t->group[i].f };
	qsort(entry, n, sizeof *entry, by_key);
	for (size_t i = 0; i < n; i++)
		write_entry(out, &entry[i], values);
	free(entry);
}

size_t
table_count(const struct table *t)
{
	return strmap_count(t->keys);
}

struct str
table_key(const struct table *t, size_t i)
{
	return strmap_key(t->keys, i);
}

const struct figures *
table_at(const struct table *t, size_t i)
{
	return &t->group[i].f;
}

size_t
table_find(const struct table *t, struct str key)
{
	size_t i = strmap_find(t->keys, key);

	return i == STRMAP_NONE ? TABLE_NONE : i;
}
