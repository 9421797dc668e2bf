#include "cs-report-content.h"

#include <stdlib.h>
#include <string.h>

#include "display.h"

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

bool
content_says(const struct pack_criterion *p)
{
	return p && p->expect.n > 1 && p->expect.p[0] == '+' && !str_starts(p->expect, STR("+customer:"));
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
add_method(const struct content *c)
{
	struct doc_section *s = doc_section(c->doc, "method", "How to read this", "");

	s->prose_only = true;
	doc_note(c->doc, s, "A score is the share of points earned where the conversation called for a skill. What was not called "
	    "for is not applicable: it counts neither for nor against anybody.");
	doc_note(c->doc, s, "The range holds the score that the same way of working would reach over very many interactions, "
	    "95 times in 100. Where two ranges overlap, the difference may be chance. Where a range is wider than 30 points the "
	    "figure is \"too few\": nobody should be judged by it.");
	if (!c->t->agent.n && strmap_count(c->t->agents) > 1)
		doc_note(c->doc, s, "A rank is a range too: from the best to the worst place that an agent may truly have. \"likely\" "
		    "draws a score towards those of the team, the more the less it rests on.");
	doc_note(c->doc, s, "A change is named only where it is more than chance, after account is taken of how many were looked "
	    "at: of all that are named, one in twenty is expected to be chance (false-discovery rate 5 %%).");
	if (!c->t->exact && (c->t->has[COL_SKILL] || c->t->has[COL_CRITERION]))
		doc_note(c->doc, s, "The rows were summed before they came here. Scores that join several of their skills or criteria "
		    "have wider ranges than they need, because it is not known which points are of the same interaction.");
	doc_note(c->doc, s, "How each figure comes about, step by step from the score rows: man cs-report, FIGURES.");
}

/* What matters most, for the line that somebody sees first. */
static struct str
subject(const struct content *c)
{
	struct buf line = { 0 };
	struct total all;
	struct str kept;

	buf_str(&line, display_cut(c->doc->title, 100));
	if (c->t->first.n)
		buf_printf(&line, ", %s%s%s", c->t->first.p, strcmp(c->t->first.p, c->t->last.p) ? " to " : "",
		    strcmp(c->t->first.p, c->t->last.p) ? c->t->last.p : "");
	if (c->t->rows && totals_find(c->t, LEVEL_ALL, STR("all"), STR(""), &all) && all.figures.critical)
		buf_printf(&line, ": %lld critical error%s", (long long)all.figures.critical, all.figures.critical == 1 ? "" : "s");
	kept = arena_str(&c->doc->arena, buf_view(&line));
	buf_free(&line);
	return kept;
}

static struct str
coached(const struct content *c)
{
	struct str agent = display_cut(c->t->agent, 100);

	return doc_text(c->doc, "Coaching page of %.*s", (int)agent.n, agent.p);
}

void
content_build(const struct content *c)
{
	bool one = c->t->agent.n > 0;

	c->doc->title = one ? coached(c) : STR("Service report");
	c->doc->subject = subject(c);
	content_basis(c);
	if (c->t->rows == 0)
		return;
	content_critical(c);
	if (one)
		content_coaching(c);
	content_skills(c);
	if (!one) {
		content_agents(c);
		content_agents_skills(c);
	}
	content_trend(c);
	if (!one)
		content_missed(c);
	content_outcomes(c);
	content_drivers(c);
	content_learning(c);
	add_method(c);
}
