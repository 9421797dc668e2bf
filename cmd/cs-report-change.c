/* What changed, and whether it is more than chance. */
#include <stdlib.h>

#include "cs-report-content.h"
#include "util.h"

struct doc_cell
content_change(const struct total *before, const struct total *after)
{
	struct compare_side a = doc_side(before->score), b = doc_side(after->score);
	struct compare_change change;

	if (!before->scored || !after->scored || doc_too_few(before->score) || doc_too_few(after->score))
		return (struct doc_cell){ 0 };
	compare_sides(&a, &b, &change);
	return doc_changed(change, false);
}

struct doc_cell
content_since(const struct content *c, enum level level, struct str a, struct str b, const struct total *now)
{
	struct total then;

	if (!c->before || c->before->rows == 0 || !totals_find(c->before, level, a, b, &then))
		return (struct doc_cell){ 0 };
	return content_change(&then, now);
}

size_t
content_discover(struct doc_section *s, size_t column, double rate)
{
	double *p = util_alloc(s->rows, sizeof *p);
	bool *found = util_alloc(s->rows, sizeof *found);
	size_t n = 0, named = 0;

	for (size_t i = 0; i < s->rows; i++)
		if (s->row[i].cell[column].kind == DOC_CHANGE)
			p[n++] = s->row[i].cell[column].change.by.p;
	compare_discover(p, n, rate, found);
	n = 0;
	for (size_t i = 0; i < s->rows; i++)
		if (s->row[i].cell[column].kind == DOC_CHANGE)
			named += s->row[i].cell[column].change.named = found[n++];
	free(p);
	free(found);
	return named;
}

bool
content_halves(const struct content *c, struct str *early, struct str *late)
{
	size_t n;
	struct total *day = totals_sorted(c->t, LEVEL_DAY, &n);

	if (n > 1) {
		*early = day[n / 2 - 1].key;
		*late = day[n - n / 2].key;
	}
	free(day);
	return n > 1;
}

size_t
content_half_sums(const struct content *c, enum level level, const struct total *all, size_t n, size_t i, struct str early,
    struct str late, struct total half[2])
{
	struct str group = totals_first(all[i].key);

	half[0] = half[1] = (struct total){ .key = group };
	for (; i < n && str_eq(totals_first(all[i].key), group); i++) {
		struct str day = totals_second(all[i].key);
		if (str_cmp(day, early) <= 0)
			totals_sum(c->t, level, &half[0], &all[i]);
		else if (str_cmp(day, late) >= 0)
			totals_sum(c->t, level, &half[1], &all[i]);
	}
	return i;
}

static int
by_change(const void *a, const void *b)
{
	const struct doc_row *x = a, *y = b;
	bool named = x->cell[2].kind == DOC_CHANGE && x->cell[2].change.named;
	bool other = y->cell[2].kind == DOC_CHANGE && y->cell[2].change.named;

	if (named != other)
		return named ? -1 : 1;
	if (named && x->cell[2].change.by.change != y->cell[2].change.by.change)
		return x->cell[2].change.by.change > y->cell[2].change.by.change ? -1 : 1;
	return str_cmp(x->item, y->item);
}

static void
tell_learning(const struct content *c, struct doc_section *s, size_t few, struct str early, struct str late)
{
	const char *who = c->t->agent.n ? "skill" : "agent";
	size_t named = content_discover(s, 2, CONTENT_RATE);

	qsort(s->row, s->rows, sizeof *s->row, by_change);
	s->machines = named == 0;
	if (named)
		doc_note(c->doc, s, "\"earlier\" is up to %.*s, \"later\" from %.*s on, the two halves of the days. A change is in points, "
		    "and named only where it is more than chance.", (int)early.n, early.p, (int)late.n, late.p);
	else
		doc_note(c->doc, s, "From the days up to %.*s to those from %.*s on, none of %zu %s%s changed by more than chance explains.",
		    (int)early.n, early.p, (int)late.n, late.p, s->rows, who, s->rows == 1 ? "" : "s");
	if (few)
		doc_note(c->doc, s, "%zu %s%s too few interactions in a half to tell.", few, who, few == 1 ? " has" : "s have");
}

void
content_learning(const struct content *c)
{
	enum level level = c->t->agent.n ? LEVEL_SKILL_DAY : LEVEL_AGENT_DAY;
	size_t n, few = 0;
	struct total *all = totals_sorted(c->t, level, &n);
	struct str early, late;

	if (n > 0 && content_halves(c, &early, &late)) {
		struct doc_section *s = doc_section(c->doc, "learning", "Who learns", c->t->agent.n ? "skill" : "agent");
		s->title = c->t->agent.n ? "Learning" : s->title;
		s->shown = c->top;
		doc_column(s, "earlier", "earlier", DOC_SCORE, false);
		doc_column(s, "later", "later", DOC_SCORE, false);
		doc_column(s, "change", "change", DOC_CHANGE, false);
		for (size_t i = 0; i < n; ) {
			struct total half[2];
			i = content_half_sums(c, level, all, n, i, early, late, half);
			struct doc_cell change = content_change(&half[0], &half[1]);
			few += change.kind == DOC_NOTHING;
			if (change.kind == DOC_NOTHING)
				continue;
			struct str label = c->t->agent.n ? content_skill(c, half[0].key) : half[0].key;
			struct doc_row *row = doc_row(s, STR(""), half[0].key, label);
			row->cell[0] = doc_scored(half[0].score);
			row->cell[1] = doc_scored(half[1].score);
			row->cell[2] = change;
		}
		if (s->rows)
			tell_learning(c, s, few, early, late);
		doc_drop_empty(c->doc);
	}
	free(all);
}
