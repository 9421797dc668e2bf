/* Agents, and the coaching page of one. */
#include <stdlib.h>

#include "cs-report-content.h"
#include "util.h"

#define FEW 3
/* The highest and the lowest of fewer skills would say nothing. */
#define ENOUGH 4

static void
add_agent(struct doc_section *s, const struct total *total)
{
	struct doc_row *row = doc_row(s, STR(""), total->key, total->key);

	if (total->scored)
		row->cell[0] = doc_scored(total->score);
	row->cell[1] = doc_count(total->score.n);
	row->cell[2] = doc_count(total->figures.critical);
}

static int
by_score(const void *a, const void *b)
{
	const struct total *x = a, *y = b;

	if (x->score.at.score != y->score.at.score)
		return x->score.at.score > y->score.at.score ? -1 : 1;
	return str_cmp(x->key, y->key);
}

static struct str
list_skills(const struct content *c, const struct total *from, size_t n)
{
	struct buf list = { 0 };
	struct str kept;

	for (size_t i = 0; i < n; i++) {
		const struct stats_interval *at = &from[i].score.at;
		buf_printf(&list, "%s%s %.0f %% (%.0f to %.0f)", i ? "; " : "", content_skill(c, totals_second(from[i].key)).p,
		    at->score, at->low, at->high);
	}
	kept = doc_text(c->doc, "%s", list.p);
	buf_free(&list);
	return kept;
}

/* skill[] is one agent's n skills. False when too few of them can be told apart. */
static bool
add_best(const struct content *c, struct doc_section *s, struct total *skill, size_t n)
{
	size_t known = 0, best, weakest;
	struct doc_row *row;

	for (size_t i = 0; i < n; i++)
		if (skill[i].scored && !doc_too_few(skill[i].score))
			skill[known++] = skill[i];
	if (known < ENOUGH)
		return false;
	qsort(skill, known, sizeof *skill, by_score);
	best = known >= 2 * FEW ? FEW : (known + 1) / 2;
	weakest = known >= 2 * FEW ? FEW : known / 2;
	row = doc_row(s, STR(""), totals_first(skill->key), totals_first(skill->key));
	doc_detail(c->doc, row, "highest", "Highest:", list_skills(c, skill, best));
	doc_detail(c->doc, row, "lowest", "Lowest:", list_skills(c, skill + known - weakest, weakest));
	return true;
}

static void
add_agents_best(const struct content *c)
{
	struct doc_section *s = doc_section(c->doc, "agent_best", "Agents by skill", "agent");
	size_t n, end, few = 0;
	struct total *all = totals_sorted(c->t, LEVEL_AGENT_SKILL, &n);

	s->prose_only = true;
	for (size_t i = 0; i < n; i = end) {
		struct str agent = totals_first(all[i].key);
		for (end = i; end < n && str_eq(totals_first(all[end].key), agent); end++)
			;
		few += !add_best(c, s, &all[i], end - i);
	}
	if (n == 0)
		c->doc->sections--;
	else if (s->rows == 0)
		doc_note(c->doc, s, "No agent has enough interactions to tell one skill from another. Take more weeks.");
	else if (few)
		doc_note(c->doc, s, "%zu %s too few interactions to tell skills apart.", few, few == 1 ? "agent has" : "agents have");
	free(all);
}

/* Every agent by every skill is for machines. */
static void
add_agents_skills(const struct content *c)
{
	struct doc_section *s = doc_section(c->doc, "agent_skills", "Agents by skill", "skill");
	size_t n;
	struct total *all = totals_sorted(c->t, LEVEL_AGENT_SKILL, &n);

	s->data_only = true;
	doc_column(s, "score", "score", DOC_SCORE, false);
	doc_column(s, "opportunities", "times", DOC_COUNT, false);
	for (size_t i = 0; i < n; i++) {
		struct doc_row *row = doc_row(s, totals_first(all[i].key), totals_second(all[i].key), totals_second(all[i].key));
		if (all[i].scored)
			row->cell[0] = doc_scored(all[i].score);
		row->cell[1] = doc_count(all[i].figures.sums.opportunities);
	}
	free(all);
}

void
content_agents(const struct content *c)
{
	struct doc_section *s;
	size_t n;
	struct total *all = totals_sorted(c->t, LEVEL_AGENT, &n);

	if (n > 0) {
		s = doc_section(c->doc, "agents", "Agents", "agent");
		doc_column(s, "score", "score", DOC_SCORE, true);
		doc_column(s, "interactions", "interactions", DOC_COUNT, false);
		doc_column(s, "critical", "critical", DOC_COUNT, false);
		for (size_t i = 0; i < n; i++)
			add_agent(s, &all[i]);
		doc_note(c->doc, s, "In the order of names, not of scores: where ranges overlap, nobody is ahead for certain.");
		add_agents_best(c);
		add_agents_skills(c);
	}
	free(all);
}

/* The lower end tells how good somebody is at the least. */
static int
by_low(const void *a, const void *b)
{
	const struct total *x = a, *y = b;

	if (x->score.at.low != y->score.at.low)
		return x->score.at.low > y->score.at.low ? -1 : 1;
	return str_cmp(x->key, y->key);
}

/* The agent's own words where a criterion of the skill was met: of the one that earned most. */
static void
add_praise(const struct content *c, struct doc_row *row, struct str skill)
{
	const struct moment *shown = NULL;
	int64_t most = 0;

	for (size_t i = 0; c->quotes && i < totals_count(c->t, LEVEL_CRITERION); i++) {
		struct total total = totals_at(c->t, LEVEL_CRITERION, i);
		const struct moment *m = totals_met(c->t, total.key);
		const struct pack_criterion *p = content_rubric(c, skill, totals_second(total.key));
		bool said = p && p->expect.n > 1 && p->expect.p[0] == '+' && !str_starts(p->expect, STR("+customer:"));
		if (!str_eq(totals_first(total.key), skill) || !m || !said || total.figures.sums.earned <= most)
			continue;
		most = total.figures.sums.earned;
		shown = m;
	}
	if (shown)
		content_quote(c, row, "praise", "Well done in", shown);
}

static void
add_strengths(const struct content *c)
{
	struct doc_section *s = doc_section(c->doc, "strengths", "What goes well", "skill");
	size_t n;
	struct total *all = totals_sorted(c->t, LEVEL_SKILL, &n);
	bool few = false;

	doc_column(s, "score", "score", DOC_SCORE, true);
	doc_column(s, "met", "met", DOC_COUNT, false);
	doc_column(s, "opportunities", "of", DOC_COUNT, false);
	qsort(all, n, sizeof *all, by_low);
	for (size_t i = 0; i < n && s->rows < FEW; i++) {
		struct doc_row *row;
		/* What is missed every second time is no strength. */
		if (totals_outcome(c->t, all[i].key) || 2 * all[i].figures.met <= all[i].figures.sums.opportunities)
			continue;
		row = doc_row(s, STR(""), all[i].key, content_skill(c, all[i].key));
		if (all[i].scored)
			row->cell[0] = doc_scored(all[i].score);
		row->cell[1] = doc_count(all[i].figures.met);
		row->cell[2] = doc_count(all[i].figures.sums.opportunities);
		few |= all[i].scored && doc_too_few(all[i].score);
		add_praise(c, row, all[i].key);
	}
	free(all);
	if (s->rows == 0)
		doc_note(c->doc, s, "No skill was shown more often than missed.");
	if (few)
		doc_note(c->doc, s, "Where there is too little for a score, \"met\" of how many times still says what was seen: "
		    "to talk about, not to judge by.");
}

/* One criterion of a skill is enough to work on. */
static void
add_steps(const struct content *c)
{
	struct doc_section *s = doc_section(c->doc, "next_steps", "Next steps", "criterion");
	size_t n;
	struct total *lost = content_lost(c, &n);

	doc_column(s, "missed", "missed", DOC_COUNT, false);
	doc_column(s, "opportunities", "of", DOC_COUNT, false);
	for (size_t i = 0; i < n && s->rows < FEW; i++) {
		struct str skill = totals_first(lost[i].key), name = totals_second(lost[i].key);
		struct doc_row *row;
		bool again = false;
		for (size_t k = 0; k < s->rows; k++)
			again |= str_eq(s->row[k].group, skill);
		if (again)
			continue;
		row = doc_row(s, skill, name, content_both(c, skill, name));
		row->cell[0] = doc_count(lost[i].figures.sums.opportunities - lost[i].figures.met);
		row->cell[1] = doc_count(lost[i].figures.sums.opportunities);
		content_advise(c, row, &lost[i]);
	}
	if (s->rows == 0)
		doc_note(c->doc, s, totals_count(c->t, LEVEL_CRITERION) ? "Nothing was missed." :
		    "The scores do not tell criteria apart. Scores of single interactions do.");
	free(lost);
}

void
content_coaching(const struct content *c)
{
	if (totals_count(c->t, LEVEL_SKILL))
		add_strengths(c);
	add_steps(c);
}
