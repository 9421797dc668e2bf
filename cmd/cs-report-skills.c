/* Skills by family, outcomes, contact drivers. */
#include <stdlib.h>

#include "cs-report-content.h"
#include "util.h"

#define DRIVER STR("contact_driver")

static struct str
family_title(const struct content *c, struct str family)
{
	struct str title = arena_str(&c->doc->arena, family);
	char *p = (char *)title.p;

	if (title.n && p[0] >= 'a' && p[0] <= 'z')
		p[0] = (char)(p[0] - 'a' + 'A');
	return title;
}

static void
add_skill(const struct content *c, struct doc_section *s, const struct total *total, struct str family, bool *partial)
{
	size_t i = pack_skill(c->t->pack, total->key);
	struct str title = content_skill(c, total->key);
	struct doc_row *row;
	struct total team;

	if (i != RECORD_NONE && !str_eq(c->t->pack->skill[i].coverage, STR("direct"))) {
		*partial = true;
		title = doc_text(c->doc, "%s *", title.p);
	}
	row = doc_row(s, family, total->key, title);
	row->heading = family_title(c, family);
	if (total->scored)
		row->cell[0] = doc_scored(total->score);
	row->cell[1] = doc_count(total->figures.sums.opportunities);
	if (c->t->agent.n == 0)
		row->cell[2] = doc_count(total->score.n);
	else if (totals_find(c->t, LEVEL_TEAM_SKILL, total->key, STR(""), &team) && team.scored)
		row->cell[2] = doc_scored(team.score);
}

/* The skills of a family in the pack's order. */
static void
add_family(const struct content *c, struct doc_section *s, struct str family, bool *partial)
{
	const struct pack *p = c->t->pack;
	struct total total;

	for (size_t i = 0; i < p->skills; i++)
		if (str_eq(p->skill[i].family, family) && totals_find(c->t, LEVEL_SKILL, p->skill[i].skill, STR(""), &total))
			add_skill(c, s, &total, family, partial);
}

static void
add_strange(const struct content *c, struct doc_section *s, bool *partial)
{
	size_t n;
	struct total *all = totals_sorted(c->t, LEVEL_SKILL, &n);

	for (size_t i = 0; i < n; i++)
		if (pack_skill(c->t->pack, all[i].key) == RECORD_NONE)
			add_skill(c, s, &all[i], STR("other"), partial);
	free(all);
}

void
content_skills(const struct content *c)
{
	const struct pack *p = c->t->pack;
	struct doc_section *s;
	bool partial = false;

	if (totals_count(c->t, LEVEL_SKILL) == 0)
		return;
	s = doc_section(c->doc, "skills", "Skills", "skill");
	doc_column(s, "score", "score", DOC_SCORE, true);
	doc_column(s, "opportunities", "times", DOC_COUNT, false);
	if (c->t->agent.n)
		doc_column(s, "team", "team", DOC_SCORE, false);
	else
		doc_column(s, "interactions", "interactions", DOC_COUNT, false);
	for (size_t i = 0; i < p->skills; i++) {
		size_t first = 0;
		while (!str_eq(p->skill[first].family, p->skill[i].family))
			first++;
		if (first == i && !str_eq(p->skill[i].family, STR("outcome")))
			add_family(c, s, p->skill[i].family, &partial);
	}
	add_strange(c, s, &partial);
	doc_note(c->doc, s, "%s", c->t->agent.n ? "\"times\" is how often the skill was called for, \"team\" the score of all agents." :
	    "\"times\" is how often the skill was called for, \"interactions\" in how many interactions.");
	if (partial)
		doc_note(c->doc, s, "* A transcript shows this skill only in part.");
}

/* How many criteria of the skill there are rows of. */
static size_t
count_criteria(const struct content *c, struct str skill)
{
	size_t n = 0;

	for (size_t i = 0; i < totals_count(c->t, LEVEL_CRITERION); i++)
		n += str_eq(totals_first(totals_at(c->t, LEVEL_CRITERION, i).key), skill);
	return n;
}

static void
add_outcome(struct doc_section *s, struct str group, struct str item, struct str label, const struct total *total)
{
	struct doc_row *row = doc_row(s, group, item, label);

	if (total->scored)
		row->cell[0] = doc_scored(total->score);
	row->cell[1] = doc_count(total->figures.met);
	row->cell[2] = doc_count(total->figures.sums.opportunities);
}

/* Where rows tell criteria apart each is a share of its own; the sum of several is not a share of anything. */
static void
add_outcomes(const struct content *c, struct doc_section *s, struct str skill)
{
	const struct pack *p = c->t->pack;
	struct total total;
	size_t n = count_criteria(c, skill);

	if (n == 0 && totals_find(c->t, LEVEL_SKILL, skill, STR(""), &total))
		add_outcome(s, skill, skill, content_skill(c, skill), &total);
	for (size_t i = 0; i < p->criteria && n; i++) {
		struct str name = p->criterion[i].criterion;
		if (!str_eq(p->criterion[i].skill, skill) || !totals_find(c->t, LEVEL_CRITERION, skill, name, &total))
			continue;
		add_outcome(s, skill, n == 1 ? skill : name, n == 1 ? content_skill(c, skill) :
		    content_both(c, skill, name), &total);
	}
}

void
content_outcomes(const struct content *c)
{
	const struct pack *p = c->t->pack;
	struct doc_section *s = doc_section(c->doc, "outcomes", "How interactions ended", "outcome");

	doc_column(s, "share", "share", DOC_SCORE, true);
	doc_column(s, "met", "times", DOC_COUNT, false);
	doc_column(s, "opportunities", "of", DOC_COUNT, false);
	for (size_t i = 0; i < p->skills; i++)
		if (str_eq(p->skill[i].family, STR("outcome")) && !str_eq(p->skill[i].skill, DRIVER))
			add_outcomes(c, s, p->skill[i].skill);
	if (s->rows == 0)
		c->doc->sections--;
	else if (c->t->exact && strmap_count(c->t->agents) > 1)
		doc_note(c->doc, s, "An interaction that several agents served counts once for each of them.");
}

static int
by_met(const void *a, const void *b)
{
	const struct total *x = a, *y = b;

	if (x->figures.met != y->figures.met)
		return x->figures.met > y->figures.met ? -1 : 1;
	return str_cmp(x->key, y->key);
}

void
content_drivers(const struct content *c)
{
	size_t n;
	struct total *all = totals_sorted(c->t, LEVEL_CRITERION, &n);
	struct doc_section *s = doc_section(c->doc, "drivers", "What customers came for", "contact driver");

	doc_column(s, "share", "share", DOC_SCORE, true);
	doc_column(s, "met", "times", DOC_COUNT, false);
	doc_column(s, "opportunities", "of", DOC_COUNT, false);
	qsort(all, n, sizeof *all, by_met);
	for (size_t i = 0; i < n; i++) {
		struct str name = totals_second(all[i].key), part;
		if (!str_eq(totals_first(all[i].key), DRIVER) || all[i].figures.met == 0)
			continue;
		str_next(&name, ':', &part);
		add_outcome(s, DRIVER, totals_second(all[i].key), content_criterion(c, name.n ? name : part), &all[i]);
	}
	free(all);
	s->shown = c->top;
	if (s->rows == 0)
		c->doc->sections--;
	else
		doc_note(c->doc, s, "One interaction may have several drivers, or none that is known.");
}
