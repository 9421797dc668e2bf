/* What was added up, with its scores. */
#include <stdlib.h>

#include "cs-report-read.h"
#include "util.h"

bool
totals_outcome(const struct totals *t, struct str skill)
{
	size_t i = skill.n ? pack_skill(t->pack, skill) : RECORD_NONE;

	return i != RECORD_NONE && str_eq(t->pack->skill[i].family, STR("outcome"));
}

struct str
totals_first(struct str key)
{
	struct str first = { 0 };

	str_next(&key, '\0', &first);
	return first;
}

struct str
totals_second(struct str key)
{
	struct str first, second = { 0 };

	if (str_next(&key, '\0', &first))
		str_next(&key, '\0', &second);
	return second;
}

size_t
totals_count(const struct totals *t, enum level level)
{
	return table_count(t->level[level]);
}

void
totals_bound(struct totals *t)
{
	for (int level = 0; level < LEVELS; level++) {
		const struct table *part = t->part[level];
		if (!part)
			continue;
		t->most[level] = util_alloc(table_count(t->level[level]), sizeof **t->most);
		for (size_t i = 0; i < table_count(part); i++) {
			struct str key = table_key(part, i);
			int64_t n = table_at(part, i)->sums.n;
			for (int cut = 0; cut < 2; cut++)
				while (key.p[--key.n] != '\0')
					;
			size_t group = table_find(t->level[level], key);
			if (n > t->most[level][group])
				t->most[level][group] = n;
		}
	}
}

/* score.n is the number of interactions. */
static void
rate(const struct totals *t, enum level level, struct total *out)
{
	const struct stats_sums *sums = &out->figures.sums;

	out->scored = stats_ratio(sums, &out->score.at) && stats_share(sums, &out->score.share);
	if (!t->part[level] || !out->scored)
		return;
	double n = (double)out->score.n;
	out->score.share = (struct stats_share){ (double)sums->earned / (double)sums->possible, n, n + 1 };
	stats_wilson(out->score.share.share, n, &out->score.at);
}

struct total
totals_at(const struct totals *t, enum level level, size_t i)
{
	struct total out = { .figures = *table_at(t->level[level], i), .key = table_key(t->level[level], i) };

	out.score.n = t->part[level] ? t->most[level][i] : out.figures.sums.n;
	rate(t, level, &out);
	return out;
}

void
totals_sum(const struct totals *t, enum level level, struct total *to, const struct total *from)
{
	struct stats_sums *s = &to->figures.sums;
	const struct stats_sums *more = &from->figures.sums;

	s->n += more->n;
	s->opportunities += more->opportunities;
	s->earned += more->earned;
	s->possible += more->possible;
	s->earned_sq += more->earned_sq;
	s->earned_possible += more->earned_possible;
	s->possible_sq += more->possible_sq;
	to->figures.met += from->figures.met;
	to->figures.critical += from->figures.critical;
	to->score.n += from->score.n;
	rate(t, level, to);
}

bool
totals_find(const struct totals *t, enum level level, struct str a, struct str b, struct total *out)
{
	struct buf key = { 0 };
	size_t i;

	buf_str(&key, a);
	if (b.n) {
		buf_char(&key, '\0');
		buf_str(&key, b);
	}
	i = table_find(t->level[level], buf_view(&key));
	buf_free(&key);
	if (i != TABLE_NONE)
		*out = totals_at(t, level, i);
	return i != TABLE_NONE;
}

static const struct moment *
example(const struct totals *t, const struct moment *all, struct str key)
{
	size_t i = table_find(t->level[LEVEL_CRITERION], key);

	/* those that came without a quote after the last one with one have no place */
	return i < t->example_cap && all[i].points ? &all[i] : NULL;
}

const struct moment *
totals_missed(const struct totals *t, struct str key)
{
	return example(t, t->missed, key);
}

const struct moment *
totals_met(const struct totals *t, struct str key)
{
	return example(t, t->met, key);
}

static int
by_key(const void *a, const void *b)
{
	return str_cmp(((const struct total *)a)->key, ((const struct total *)b)->key);
}

struct total *
totals_sorted(const struct totals *t, enum level level, size_t *n)
{
	struct total *all;

	*n = totals_count(t, level);
	all = util_alloc(*n, sizeof *all);
	for (size_t i = 0; i < *n; i++)
		all[i] = totals_at(t, level, i);
	qsort(all, *n, sizeof *all, by_key);
	return all;
}

void
totals_free(struct totals *t)
{
	for (int i = 0; i < LEVELS; i++) {
		table_free(t->level[i]);
		table_free(t->part[i]);
		free(t->most[i]);
	}
	strmap_free(t->agents);
	seen_free(&t->seen);
	free(t->critical);
	free(t->missed);
	free(t->met);
	buf_free(&t->waiting_agent);
	buf_free(&t->waiting_day);
	buf_free(&t->waiting_key);
	buf_free(&t->spoilt);
	buf_free(&t->first);
	buf_free(&t->last);
	arena_free(&t->arena);
}
