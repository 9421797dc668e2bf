/* What a report rests on. */
#include <stdlib.h>
#include <string.h>

#include "cs-report-content.h"
#include "util.h"

/* Why a criterion has no row. */
enum reason { CALLED, TIMES, CUSTOMERS, ENDS, REASONS };

static struct doc_row *
add_fact(struct doc_section *s, const char *item, const char *label, struct doc_cell cell)
{
	struct doc_row *row = doc_row(s, STR(""), str_of(item), str_of(label));

	row->cell[0] = cell;
	return row;
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
count_interactions(const struct totals *t)
{
	int64_t most = 0;

	if (t->exact)
		return t->interactions;
	for (int level = LEVEL_ALL; level <= LEVEL_SKILL; level++)
		for (size_t i = 0; i < totals_count(t, (enum level)level); i++) {
			struct total total = totals_at(t, (enum level)level, i);
			if (total.score.n > most)
				most = total.score.n;
		}
	return most;
}

static struct str
period(const struct content *c, const struct totals *t)
{
	if (str_eq(buf_view(&t->first), buf_view(&t->last)))
		return buf_view(&t->first);
	return doc_text(c->doc, "%s to %s", t->first.p, t->last.p);
}

static enum reason
reason_of(const struct pack_criterion *p)
{
	struct str within = p->within;

	if (str_starts(p->expect, STR("overlap_seconds")))
		return ENDS;
	if (within.n > 1 && within.p[0] >= '0' && within.p[0] <= '9' && strchr("hdms", within.p[within.n - 1]))
		return CUSTOMERS;
	return memmem(p->expect.p, p->expect.n, "_seconds", 8) ? TIMES : CALLED;
}

static void
list(struct buf *to, struct str s)
{
	if (to->n)
		buf_str(to, STR(", "));
	buf_str(to, s);
}

/* The skills of which nothing was called for; how many. */
static int64_t
list_skills(const struct content *c, struct buf *to)
{
	const struct pack *p = c->t->pack;
	struct total total;
	int64_t n = 0;

	for (size_t i = 0; i < p->skills; i++)
		if (!totals_outcome(c->t, p->skill[i].skill) && !totals_find(c->t, LEVEL_SKILL, p->skill[i].skill, STR(""), &total)) {
			list(to, p->skill[i].title);
			n++;
		}
	return n;
}

/* Criteria for which the log may lack something: then none of that kind is there. */
static void
list_criteria(const struct content *c, struct buf to[REASONS])
{
	const struct pack *p = c->t->pack;
	bool there[REASONS] = { false };
	struct total total;

	for (size_t i = 0; i < p->criteria; i++)
		if (totals_find(c->t, LEVEL_CRITERION, p->criterion[i].skill, p->criterion[i].criterion, &total))
			there[reason_of(&p->criterion[i])] = true;
	for (size_t i = 0; i < p->criteria; i++) {
		enum reason reason = reason_of(&p->criterion[i]);
		if (reason != CALLED && !there[reason])
			list(&to[reason], content_both(c, p->criterion[i].skill, p->criterion[i].criterion));
	}
}

static void
add_unscored(const struct content *c, struct doc_section *s)
{
	static const char *const leads[REASONS] = {
		"Not called for:", "For want of times, or of a reply to measure:",
		"For want of a log grouped by customer, or of what it takes:", "For want of the times at which messages end:",
	};
	static const char *const items[REASONS] = { "not_called_for", "no_times", "no_customers", "no_ends" };
	struct buf to[REASONS] = { { 0 } };
	struct doc_row *row;
	int64_t n = list_skills(c, &to[CALLED]);

	if (c->t->has[COL_CRITERION])
		list_criteria(c, to);
	if (to[CALLED].n || to[TIMES].n || to[CUSTOMERS].n || to[ENDS].n) {
		row = add_fact(s, "not_scored", "Skills not scored", doc_count(n));
		for (int i = 0; i < REASONS; i++)
			if (to[i].n)
				doc_detail(c->doc, row, items[i], leads[i], arena_str(&c->doc->arena, buf_view(&to[i])));
	}
	for (int i = 0; i < REASONS; i++)
		buf_free(&to[i]);
}

static void
add_scores(const struct content *c, struct doc_section *s)
{
	const struct totals *t = c->t;
	bool skills = t->has[COL_SKILL] || t->has[COL_CRITERION];
	struct doc_row *row;
	struct total all;

	if (totals_find(t, LEVEL_ALL, STR("all"), STR(""), &all)) {
		if (all.scored)
			add_fact(s, "overall", skills ? "Score, all skills" : "Score", doc_scored(all.score));
		struct doc_cell change = content_since(c, LEVEL_ALL, STR("all"), STR(""), &all);
		if (change.kind == DOC_CHANGE) {
			change.change.named = change.change.by.p < CONTENT_RATE;
			row = add_fact(s, "overall_change", "Change", change);
			if (!change.change.named)
				doc_detail(c->doc, row, NULL, "", STR("None that is more than chance."));
		}
		add_fact(s, "critical", "Critical errors", doc_count(all.figures.critical));
	}
	if (totals_find(t, LEVEL_TEAM, STR("all"), STR(""), &all) && all.scored)
		add_fact(s, "team", "Score of all agents", doc_scored(all.score));
}

static void
add_before(const struct content *c, struct doc_section *s)
{
	if (!c->before)
		return;
	if (c->before->first.n)
		add_fact(s, "baseline_period", "Compared with", doc_words(period(c, c->before)));
	add_fact(s, "baseline_interactions", c->before->first.n ? "Interactions then" : "Compared with",
	    doc_count(count_interactions(c->before)));
}

static void
add_notes(const struct content *c, struct doc_section *s)
{
	const struct totals *t = c->t;

	if (t->unserved)
		doc_note(c->doc, s, "%lld interaction%s something that no agent is charged with: nobody answered.",
		    (long long)t->unserved, t->unserved == 1 ? " has" : "s have");
	if (!t->exact && strmap_count(t->agents) > 1)
		doc_note(c->doc, s, "An interaction that several agents served counts once for each of them.");
	if (!t->has[COL_SKILL] && !t->has[COL_CRITERION])
		doc_note(c->doc, s, "These rows do not tell skills apart, so that outcomes are part of the score. "
		    "Rows by skill keep them out.");
}

void
content_basis(const struct content *c)
{
	const struct totals *t = c->t;
	struct doc_section *s = doc_section(c->doc, "basis", "What this rests on", "");

	s->headline = true;
	doc_column(s, "value", "", DOC_TEXT, false);
	if (t->rows == 0) {
		add_fact(s, "interactions", "Interactions", doc_count(0));
		doc_note(c->doc, s, "The scores have no rows: there was nothing to score.");
		return;
	}
	if (t->agent.n)
		add_fact(s, "agent", "Agent", doc_words(t->agent));
	if (t->first.n)
		add_fact(s, "period", "Period", doc_words(period(c, t)));
	add_before(c, s);
	add_fact(s, "interactions", "Interactions", doc_count(count_interactions(t)));
	if (t->messages)
		add_fact(s, "messages", t->exact ? "Messages" : "Messages of the log", doc_count(t->messages));
	if (strmap_count(t->agents) && !t->agent.n)
		add_fact(s, "agents", "Agents", doc_count((int64_t)strmap_count(t->agents)));
	if (count_scored(c, LEVEL_SKILL))
		add_fact(s, "skills", "Skills scored", doc_count(count_scored(c, LEVEL_SKILL)));
	if (count_scored(c, LEVEL_CRITERION))
		add_fact(s, "criteria", "Criteria scored", doc_count(count_scored(c, LEVEL_CRITERION)));
	add_scores(c, s);
	if (count_scored(c, LEVEL_SKILL))
		add_unscored(c, s);
	add_fact(s, "pack", "Pack", doc_words(str_of(t->pack->fingerprint)));
	if (c->made.n)
		add_fact(s, "made", "Made", doc_words(c->made));
	add_notes(c, s);
}
