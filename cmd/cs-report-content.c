#include "cs-report-content.h"

#include <stdlib.h>
#include <string.h>

struct str
content_criterion(const struct content *c, struct str criterion)
{
	struct str words = arena_str(&c->doc->arena, criterion);
	char *p = (char *)words.p;

	for (size_t i = 0; i < words.n; i++)
		if (p[i] == '_')
			p[i] = ' ';
	return words;
}

struct str
content_skill(const struct content *c, struct str skill)
{
	size_t i = pack_skill(c->t->pack, skill);

	return i == RECORD_NONE ? content_criterion(c, skill) : c->t->pack->skill[i].title;
}

struct str
content_both(const struct content *c, struct str skill, struct str criterion)
{
	if (skill.n == 0)
		return content_criterion(c, criterion);
	return doc_text(c->doc, "%s: %s", content_skill(c, skill).p, content_criterion(c, criterion).p);
}

const struct pack_criterion *
content_rubric(const struct content *c, struct str skill, struct str criterion)
{
	const struct pack *p = c->t->pack;

	for (size_t i = 0; i < p->criteria; i++)
		if (str_eq(p->criterion[i].skill, skill) && str_eq(p->criterion[i].criterion, criterion))
			return &p->criterion[i];
	return NULL;
}

struct doc_detail *
content_quote(const struct content *c, struct doc_row *row, const char *metric, const char *lead, const struct moment *m)
{
	struct doc_detail *d = doc_detail(c->doc, row, metric, lead, c->quotes ? m->quote : STR(""));

	d->quoted = true;
	d->interaction = m->interaction;
	d->seq = m->seq;
	if (c->t->agent.n == 0)
		d->agent = m->agent;
	return d;
}

void
content_advise(const struct content *c, struct doc_row *row, const struct total *criterion)
{
	struct str skill = totals_first(criterion->key), name = totals_second(criterion->key);
	const struct pack_criterion *p = content_rubric(c, skill, name);
	const struct moment *m = totals_missed(c->t, criterion->key);

	if (p && p->advice.n)
		doc_detail(c->doc, row, "advice", "Advice:", p->advice);
	/* What was not said has no words: then the message is shown that called for it. */
	if (m && c->quotes && m->quote.n)
		content_quote(c, row, "example", p && p->expect.n && p->expect.p[0] == '+' ? "Called for in" : "For example in", m);
}

static void
add_fact(struct doc_section *s, const char *item, const char *label, struct doc_cell cell)
{
	doc_row(s, STR(""), str_of(item), str_of(label))->cell[0] = cell;
}

/* How many skills, or criteria, that are no outcomes. */
static int64_t
count_scored(const struct content *c, enum level level)
{
	int64_t n = 0;

	for (size_t i = 0; i < totals_count(c->t, level); i++)
		n += !totals_outcome(c->t, totals_first(totals_at(c->t, level, i).key));
	return n;
}

/* Where the rows do not tell interactions apart, those of the skill that most were scored on. */
static int64_t
count_interactions(const struct content *c)
{
	int64_t most = 0;

	if (c->t->exact)
		return c->t->interactions;
	for (int level = LEVEL_ALL; level <= LEVEL_SKILL; level++)
		for (size_t i = 0; i < totals_count(c->t, (enum level)level); i++) {
			struct total total = totals_at(c->t, (enum level)level, i);
			if (total.score.n > most)
				most = total.score.n;
		}
	return most;
}

static void
add_period(const struct content *c, struct doc_section *s)
{
	const struct totals *t = c->t;

	if (t->first.n == 0)
		return;
	if (str_eq(buf_view(&t->first), buf_view(&t->last)))
		add_fact(s, "period", "Period", doc_words(buf_view(&t->first)));
	else
		add_fact(s, "period", "Period", doc_words(doc_text(c->doc, "%s to %s", t->first.p, t->last.p)));
}

static void
add_basis(const struct content *c)
{
	const struct totals *t = c->t;
	struct doc_section *s = doc_section(c->doc, "basis", "What this rests on", "");
	struct total all;
	bool skills = t->has[COL_SKILL] || t->has[COL_CRITERION];

	doc_column(s, "value", "", DOC_TEXT, false);
	if (t->agent.n)
		add_fact(s, "agent", "Agent", doc_words(t->agent));
	add_period(c, s);
	add_fact(s, "interactions", "Interactions", doc_count(count_interactions(c)));
	if (strmap_count(t->agents) && !t->agent.n)
		add_fact(s, "agents", "Agents", doc_count((int64_t)strmap_count(t->agents)));
	if (count_scored(c, LEVEL_SKILL))
		add_fact(s, "skills", "Skills scored", doc_count(count_scored(c, LEVEL_SKILL)));
	if (count_scored(c, LEVEL_CRITERION))
		add_fact(s, "criteria", "Criteria scored", doc_count(count_scored(c, LEVEL_CRITERION)));
	if (totals_find(t, LEVEL_ALL, STR("all"), STR(""), &all)) {
		if (all.scored)
			add_fact(s, "overall", skills ? "Score, all skills" : "Score", doc_scored(all.score));
		add_fact(s, "critical", "Critical errors", doc_count(all.figures.critical));
	}
	if (totals_find(t, LEVEL_TEAM, STR("all"), STR(""), &all) && all.scored)
		add_fact(s, "team", "Score of all agents", doc_scored(all.score));
	if (!t->exact && strmap_count(t->agents) > 1)
		doc_note(c->doc, s, "An interaction that several agents served counts once for each of them.");
	if (!skills)
		doc_note(c->doc, s, "These rows do not tell skills apart, so that outcomes are part of the score. "
		    "Rows by skill keep them out.");
}

static void
add_method(const struct content *c)
{
	struct doc_section *s = doc_section(c->doc, "method", "How to read this", "");

	s->prose_only = true;
	doc_note(c->doc, s, "A score is the share of points earned where the conversation called for a skill. What was not called "
	    "for is not applicable: it counts neither for nor against anybody.");
	doc_note(c->doc, s, "The range holds the score that the same way of working would reach over very many interactions, "
	    "95 times in 100. Where two ranges overlap, the difference may be chance. Where a range is wider than 30 points the "
	    "figure is \"too few\": nobody should be judged by it.");
	if (!c->t->exact && (c->t->has[COL_SKILL] || c->t->has[COL_CRITERION]))
		doc_note(c->doc, s, "The rows were summed before they came here. Scores that join several of their skills or criteria "
		    "have wider ranges than they need, because it is not known which points are of the same interaction.");
}

void
content_build(const struct content *c)
{
	if (c->t->agent.n)
		c->doc->title = doc_text(c->doc, "Coaching page of %s", c->t->agent.p);
	else
		c->doc->title = STR("Service report");
	if (c->t->rows == 0) {
		struct doc_section *s = doc_section(c->doc, "basis", "What this rests on", "");
		doc_column(s, "value", "", DOC_TEXT, false);
		add_fact(s, "interactions", "Interactions", doc_count(0));
		doc_note(c->doc, s, "The scores have no rows: there was nothing to score.");
		return;
	}
	add_basis(c);
	content_critical(c);
	if (c->t->agent.n)
		content_coaching(c);
	content_skills(c);
	content_outcomes(c);
	content_drivers(c);
	if (!c->t->agent.n) {
		content_agents(c);
		content_missed(c);
	}
	content_weeks(c);
	add_method(c);
}
