/* What customers came for, and what of it rises. */
#include <stdlib.h>

#include "cs-report-content.h"
#include "util.h"

static int
by_met(const void *a, const void *b)
{
	const struct total *x = a, *y = b;

	if (x->figures.met != y->figures.met)
		return x->figures.met > y->figures.met ? -1 : 1;
	return str_cmp(x->key, y->key);
}

/* contact_driver:late_delivery is called late delivery. */
static struct str
driver_title(const struct content *c, struct str name)
{
	struct str part = { 0 };

	str_next(&name, ':', &part);
	return content_criterion(c, name.n ? name : part);
}

static void
add_drivers(const struct content *c, struct doc_section *s)
{
	size_t n;
	struct total *all = totals_sorted(c->t, LEVEL_CRITERION, &n);

	qsort(all, n, sizeof *all, by_met);
	for (size_t i = 0; i < n; i++) {
		struct str name = totals_second(all[i].key);
		if (!str_eq(totals_first(all[i].key), DRIVER_SKILL) || all[i].figures.met == 0)
			continue;
		struct doc_row *row = doc_row(s, DRIVER_SKILL, name, driver_title(c, name));
		if (all[i].scored)
			row->cell[0] = doc_scored(all[i].score);
		row->cell[1] = doc_count(all[i].figures.met);
		row->cell[2] = doc_count(all[i].figures.sums.opportunities);
		row->cell[3] = content_since(c, LEVEL_CRITERION, DRIVER_SKILL, name, &all[i]);
	}
	free(all);
}

/* Without anything else to compare with, the two halves of the period are compared. */
static bool
add_halves(const struct content *c, struct doc_section *s, struct str *early, struct str *late)
{
	size_t n;
	struct total *all;

	if (!content_halves(c, early, late))
		return false;
	all = totals_sorted(c->t, LEVEL_DRIVER_DAY, &n);
	for (size_t i = 0; i < n; ) {
		struct total half[2];
		i = content_half_sums(c, LEVEL_DRIVER_DAY, all, n, i, *early, *late, half);
		for (size_t k = 0; k < s->rows; k++)
			if (str_eq(s->row[k].item, half[0].key))
				s->row[k].cell[3] = content_change(&half[0], &half[1]);
	}
	free(all);
	return true;
}

static struct str
list_rising(const struct content *c, const struct doc_section *s)
{
	struct buf list = { 0 };
	struct str kept;

	for (size_t i = 0; i < s->rows; i++) {
		const struct doc_cell *cell = &s->row[i].cell[3];
		if (cell->kind != DOC_CHANGE || !cell->change.named || cell->change.by.change <= 0)
			continue;
		buf_printf(&list, "%s%s", list.n ? ", " : "", s->row[i].label.p);
	}
	kept = arena_str(&c->doc->arena, buf_view(&list));
	buf_free(&list);
	return kept;
}

static bool
any_change(const struct doc_section *s)
{
	bool any = false;

	for (size_t i = 0; i < s->rows; i++)
		any |= s->row[i].cell[3].kind == DOC_CHANGE;
	return any;
}

static void
tell_rising(const struct content *c, struct doc_section *s, bool halves, struct str early, struct str late)
{
	struct str list;

	content_discover(s, 3, CONTENT_RATE);
	list = list_rising(c, s);
	if (halves)
		doc_note(c->doc, s, "\"change\" is in points of the share, from the days up to %.*s to those from %.*s on.",
		    (int)early.n, early.p, (int)late.n, late.p);
	else
		doc_note(c->doc, s, "\"change\" is in points of the share, since what is compared with.");
	if (list.n)
		doc_note(c->doc, s, "Rising, by more than chance: %s. Look for a cause that troubles more customers.", list.p);
	else
		doc_note(c->doc, s, "None rises by more than chance explains.");
}

void
content_drivers(const struct content *c)
{
	struct doc_section *s = doc_section(c->doc, "drivers", "What customers came for", "contact driver");
	struct str early = { 0 }, late = { 0 };
	bool halves;

	s->shown = c->top;
	s->chart = CHART_SHARES;
	doc_column(s, "share", "share", DOC_SCORE, true);
	doc_column(s, "met", "times", DOC_COUNT, false);
	doc_column(s, "opportunities", "of", DOC_COUNT, false);
	add_drivers(c, s);
	doc_note(c->doc, s, "One interaction may have several drivers, or none that is known.");
	halves = !c->before && add_halves(c, s, &early, &late);
	if (any_change(s)) {
		doc_column(s, "change", "change", DOC_CHANGE, false);
		tell_rising(c, s, halves, early, late);
	}
	doc_drop_empty(c->doc);
}
