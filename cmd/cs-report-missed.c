/* Critical errors, and what was missed most. */
#include <stdlib.h>

#include "cs-report-content.h"
#include "display.h"
#include "util.h"

/* An id is longer than this by mistake. */
#define AGENT_MAX 40

/* Of one criterion: the same words again and again say no more than once. */
#define EXAMPLES 3
#define CULPRITS 5

struct culprit {
	struct str agent;
	size_t errors;
};

static int
by_errors(const void *a, const void *b)
{
	const struct culprit *x = a, *y = b;

	if (x->errors != y->errors)
		return x->errors > y->errors ? -1 : 1;
	return str_cmp(x->agent, y->agent);
}

/* Who made these errors, and how many, most first. */
static void
add_culprits(const struct content *c, struct doc_row *row, struct str skill, struct str name)
{
	const struct totals *t = c->t;
	struct culprit *all = util_alloc(t->criticals, sizeof *all);
	struct strmap *agents = strmap_new();
	struct buf list = { 0 };
	size_t together = 0;

	for (size_t i = 0; i < t->criticals; i++) {
		const struct moment *m = &t->critical[i];
		if (m->agent.n == 0 || !str_eq(m->criterion, name) || !str_eq(m->skill, skill))
			continue;
		struct culprit *one = &all[strmap_put(agents, m->agent, NULL)];
		one->agent = display_cut(m->agent, AGENT_MAX);
		one->errors++;
		together++;
	}
	size_t n = strmap_count(agents);
	qsort(all, n, sizeof *all, by_errors);
	for (size_t i = 0; i < n && i < CULPRITS; i++)
		buf_printf(&list, "%s%.*s (%zu)", i ? ", " : "", (int)all[i].agent.n, all[i].agent.p, all[i].errors);
	if (n > CULPRITS)
		buf_printf(&list, ", and %zu other%s", n - CULPRITS, n == CULPRITS + 1 ? "" : "s");
	if (together > 1 && !t->agent.n)
		doc_detail(c->doc, row, NULL, "Whose:", arena_str(&c->doc->arena, buf_view(&list)));
	buf_free(&list);
	strmap_free(agents);
	free(all);
}

static void
add_moments(const struct content *c, struct doc_row *row, struct str skill, struct str name)
{
	const struct totals *t = c->t;
	const struct pack_criterion *p = content_rubric(c, skill, name);
	struct strmap *told = strmap_new();
	size_t n = 0, shown = 0;

	if (p && p->advice.n)
		doc_detail(c->doc, row, "advice", "Advice:", p->advice);
	add_culprits(c, row, skill, name);
	for (size_t i = 0; i < t->criticals; i++)
		if (str_eq(t->critical[i].criterion, name) && str_eq(t->critical[i].skill, skill)) {
			struct doc_detail *d = content_quote(c, row, "error", "In", &t->critical[i]);
			bool fresh;
			strmap_put(told, d->text.n ? d->text : d->agent, &fresh);
			bool show = fresh && shown < EXAMPLES;
			for (; d; d = d->next)
				d->data_only = !show;
			shown += show;
			n++;
		}
	if (n > shown)
		doc_detail(c->doc, row, NULL, "And", doc_text(c->doc, "%zu more in -f csv.", n - shown));
	strmap_free(told);
}

static void
add_critical(const struct content *c, struct doc_section *s, const struct total *total)
{
	struct str skill = totals_first(total->key), name = totals_second(total->key);
	struct doc_row *row;

	if (total->figures.critical == 0)
		return;
	row = doc_row(s, skill, name.n ? name : skill, name.n ? content_criterion(c, name) : content_skill(c, skill));
	row->cell[0] = doc_count(total->figures.critical);
	if (name.n)
		add_moments(c, row, skill, name);
}

void
content_critical(const struct content *c)
{
	enum level level = totals_count(c->t, LEVEL_CRITERION) ? LEVEL_CRITERION : LEVEL_SKILL;
	struct doc_section *s = doc_section(c->doc, "critical", "Critical errors", "what must never happen");
	size_t n;
	struct total *all = totals_sorted(c->t, level, &n);

	s->headline = true;
	doc_column(s, "errors", "errors", DOC_COUNT, false);
	for (size_t i = 0; i < n; i++)
		add_critical(c, s, &all[i]);
	free(all);
	if (c->t->criticals == TOTALS_CRITICAL)
		doc_note(c->doc, s, "Of the errors only the first %d are listed.", TOTALS_CRITICAL);
	doc_drop_empty(c->doc);
}

static int64_t
lost(const struct total *t)
{
	return t->figures.sums.possible - t->figures.sums.earned;
}

static int
by_lost(const void *a, const void *b)
{
	const struct total *x = a, *y = b;

	if (lost(x) != lost(y))
		return lost(x) > lost(y) ? -1 : 1;
	return str_cmp(x->key, y->key);
}

struct total *
content_lost(const struct content *c, size_t *n)
{
	struct total *all = totals_sorted(c->t, LEVEL_CRITERION, n);
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		if (lost(&all[i]) > 0 && !totals_outcome(c->t, totals_first(all[i].key)))
			all[kept++] = all[i];
	*n = kept;
	qsort(all, kept, sizeof *all, by_lost);
	return all;
}

/* The share that was missed is what is left of the score. */
static struct doc_score
invert(struct doc_score score)
{
	score.at = (struct stats_interval){ 100 - score.at.score, 100 - score.at.high, 100 - score.at.low };
	return score;
}

void
content_missed(const struct content *c)
{
	struct doc_section *s;
	size_t n;
	struct total *all = content_lost(c, &n);

	if (n > 0) {
		s = doc_section(c->doc, "missed", "What was missed most", "criterion");
		s->shown = c->top;
		s->chart = CHART_PARETO;
		doc_column(s, "points_lost", "points lost", DOC_COUNT, false);
		doc_column(s, "missed", "missed", DOC_COUNT, false);
		doc_column(s, "opportunities", "of", DOC_COUNT, false);
		doc_column(s, "share_missed", "share", DOC_SCORE, false);
		for (size_t i = 0; i < n; i++) {
			struct str skill = totals_first(all[i].key), name = totals_second(all[i].key);
			struct doc_row *row = doc_row(s, skill, name, content_both(c, skill, name));
			row->brief = content_criterion(c, name);
			row->cell[0] = doc_count(lost(&all[i]));
			row->cell[1] = doc_count(all[i].figures.sums.opportunities - all[i].figures.met);
			row->cell[2] = doc_count(all[i].figures.sums.opportunities);
			if (all[i].scored)
				row->cell[3] = doc_scored(invert(all[i].score));
			content_advise(c, row, &all[i]);
		}
		doc_note(c->doc, s, "In the order of points lost.%s", c->t->has[COL_INTERACTION] && c->quotes ?
		    " Quotations are from the interactions that lost most." : "");
	}
	free(all);
}
