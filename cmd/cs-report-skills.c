/* Skills by family, outcomes, contact drivers. */
#include <stdlib.h>

#include "cs-report-content.h"
#include "cs-report-number.h"
#include "util.h"

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
	row->cell[3] = content_since(c, LEVEL_SKILL, total->key, STR(""), total);
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

/* The rows whose change goes that way, with it. */
static void
list_changed(const struct content *c, struct doc_section *s, size_t column, bool up)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < s->rows; i++) {
		const struct doc_cell *cell = &s->row[i].cell[column];
		if (cell->kind != DOC_CHANGE || !cell->change.named || (cell->change.by.change > 0) != up)
			continue;
		if (list.n)
			buf_str(&list, STR(", "));
		buf_printf(&list, "%s (", s->row[i].label.p);
		number_cell(&list, cell);
		buf_char(&list, ')');
	}
	if (list.n)
		doc_note(c->doc, s, "%s: %s.", up ? "Rose" : "Fell", list.p);
	buf_free(&list);
}

/* Tells of the changes in the column, and what they are since. */
static void
tell_changes(const struct content *c, struct doc_section *s, size_t column, double rate)
{
	size_t named = content_discover(s, column, rate);

	if (!named)
		doc_note(c->doc, s, "No change since then is more than chance explains.");
	else
		doc_note(c->doc, s, "\"change\" is in points, since what is compared with; without one, it may be chance.");
	list_changed(c, s, column, true);
	list_changed(c, s, column, false);
}

static void
note_skills(const struct content *c, struct doc_section *s, bool partial)
{
	doc_note(c->doc, s, "%s", c->t->agent.n ? "\"times\" is how often the skill was called for, \"team\" the score of all agents." :
	    "\"times\" is how often the skill was called for, \"n\" in how many interactions.");
	if (partial)
		doc_note(c->doc, s, "* A transcript shows this skill only in part.");
	if (c->before)
		tell_changes(c, s, 3, CONTENT_RATE_SKILLS);
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
	s->heading = "family";
	s->chart = CHART_RANGES;
	s->headline = true;
	doc_column(s, "score", "score", DOC_SCORE, true);
	doc_column(s, "opportunities", "times", DOC_COUNT, false);
	if (c->t->agent.n)
		doc_column(s, "team", "team", DOC_SCORE, false);
	else
		doc_column(s, "interactions", "n", DOC_COUNT, false);
	if (c->before)
		doc_column(s, "change", "change", DOC_CHANGE, false);
	for (size_t i = 0; i < p->skills; i++) {
		size_t first = 0;
		while (!str_eq(p->skill[first].family, p->skill[i].family))
			first++;
		if (first == i && !str_eq(p->skill[i].family, STR("outcome")))
			add_family(c, s, p->skill[i].family, &partial);
	}
	add_strange(c, s, &partial);
	note_skills(c, s, partial);
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

static struct doc_row *
add_outcome(struct doc_section *s, struct str group, struct str item, struct str label, const struct total *total)
{
	struct doc_row *row = doc_row(s, group, item, label);

	if (total->scored)
		row->cell[0] = doc_scored(total->score);
	row->cell[1] = doc_count(total->figures.met);
	row->cell[2] = doc_count(total->figures.sums.opportunities);
	return row;
}

/* Where rows tell criteria apart each is a share of its own; the sum of several is not a share of anything. */
static void
add_outcomes(const struct content *c, struct doc_section *s, struct str skill)
{
	const struct pack *p = c->t->pack;
	struct total total;
	size_t n = count_criteria(c, skill);

	if (n == 0 && totals_find(c->t, LEVEL_SKILL, skill, STR(""), &total))
		add_outcome(s, skill, skill, content_skill(c, skill), &total)->cell[3] =
		    content_since(c, LEVEL_SKILL, skill, STR(""), &total);
	for (size_t i = 0; i < p->criteria && n; i++) {
		struct str name = p->criterion[i].criterion;
		if (!str_eq(p->criterion[i].skill, skill) || !totals_find(c->t, LEVEL_CRITERION, skill, name, &total))
			continue;
		add_outcome(s, skill, n == 1 ? skill : name, n == 1 ? content_skill(c, skill) :
		    content_both(c, skill, name), &total)->cell[3] = content_since(c, LEVEL_CRITERION, skill, name, &total);
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
		if (str_eq(p->skill[i].family, STR("outcome")) && !str_eq(p->skill[i].skill, DRIVER_SKILL))
			add_outcomes(c, s, p->skill[i].skill);
	if (c->before)
		doc_column(s, "change", "change", DOC_CHANGE, false);
	if (c->before && s->rows)
		tell_changes(c, s, 3, CONTENT_RATE);
	if (c->t->exact && strmap_count(c->t->agents) > 1)
		doc_note(c->doc, s, "An interaction that several agents served counts once for each of them.");
	doc_drop_empty(c->doc);
}
