/* The coaching page of one agent. */
#include <stdlib.h>

#include "cs-report-content.h"
#include "util.h"

#define FEW 3

struct strength {
	struct total skill;
	double lead;                    /* how far the range lies above the team's score; 0: not at all */
};

/* What the agent surely does better than the team, then what the agent does best; the lower end tells how good it is at the
 * least. */
static int
by_lead(const void *a, const void *b)
{
	const struct strength *x = a, *y = b;

	if (x->lead != y->lead)
		return x->lead > y->lead ? -1 : 1;
	if (x->skill.score.at.low != y->skill.score.at.low)
		return x->skill.score.at.low > y->skill.score.at.low ? -1 : 1;
	return str_cmp(x->skill.key, y->skill.key);
}

static struct strength *
list_strengths(const struct content *c, size_t *n)
{
	struct total *all = totals_sorted(c->t, LEVEL_SKILL, n), team;
	struct strength *strength = util_alloc(*n, sizeof *strength);

	for (size_t i = 0; i < *n; i++) {
		bool known = all[i].scored && !doc_too_few(all[i].score);
		double lead = 0;
		if (known && totals_find(c->t, LEVEL_TEAM_SKILL, all[i].key, STR(""), &team) && team.scored)
			lead = all[i].score.at.low - team.score.at.score;
		strength[i] = (struct strength){ all[i], lead > 0 ? lead : 0 };
	}
	free(all);
	qsort(strength, *n, sizeof *strength, by_lead);
	return strength;
}

/* In how many ways the criterion can be met, at least. */
static size_t
ways(const struct pack_criterion *p)
{
	size_t n = 1;

	for (size_t i = 0; i < p->expect.n; i++)
		n += p->expect.p[i] == '|';
	return n;
}

/* The agent's own words where a criterion of the skill was met: of the one that asks for the most particular words, so that
 * they show it, and of those the one that earned most. What is missed every second time is no model. Advice is for what was
 * missed. */
static void
add_praise(const struct content *c, struct doc_row *row, struct str skill)
{
	const struct moment *shown = NULL;
	size_t fewest = 0;
	int64_t most = 0;

	for (size_t i = 0; c->quotes && i < totals_count(c->t, LEVEL_CRITERION); i++) {
		struct total total = totals_at(c->t, LEVEL_CRITERION, i);
		const struct moment *m = totals_met(c->t, total.key);
		const struct pack_criterion *p = content_rubric(c, skill, totals_second(total.key));
		int64_t earned = total.figures.sums.earned;
		if (!str_eq(totals_first(total.key), skill) || !m || !content_says(p) ||
		    2 * total.figures.met <= total.figures.sums.opportunities)
			continue;
		if (shown && (ways(p) > fewest || (ways(p) == fewest && earned <= most)))
			continue;
		fewest = ways(p);
		most = earned;
		shown = m;
	}
	if (!shown)
		return;
	doc_detail(c->doc, row, "shown", "Well done:", content_criterion(c, shown->criterion));
	content_quote(c, row, "praise", "In your own words in", shown);
}

static void
add_strengths(const struct content *c)
{
	struct doc_section *s = doc_section(c->doc, "strengths", "What goes well", "skill");
	size_t n;
	struct strength *all = list_strengths(c, &n);
	bool few = false;

	doc_column(s, "score", "score", DOC_SCORE, true);
	doc_column(s, "met", "met", DOC_COUNT, false);
	doc_column(s, "opportunities", "of", DOC_COUNT, false);
	for (size_t i = 0; i < n && s->rows < FEW; i++) {
		const struct total *skill = &all[i].skill;
		struct doc_row *row;
		/* What is missed every second time is no strength. */
		if (totals_outcome(c->t, skill->key) || 2 * skill->figures.met <= skill->figures.sums.opportunities)
			continue;
		row = doc_row(s, STR(""), skill->key, content_skill(c, skill->key));
		if (skill->scored)
			row->cell[0] = doc_scored(skill->score);
		row->cell[1] = doc_count(skill->figures.met);
		row->cell[2] = doc_count(skill->figures.sums.opportunities);
		few |= skill->scored && doc_too_few(skill->score);
		add_praise(c, row, skill->key);
	}
	free(all);
	if (s->rows == 0)
		doc_note(c->doc, s, "No skill was shown more often than missed.");
	if (few)
		doc_note(c->doc, s, "Where there is too little for a score, \"met\" of how many times still says what was seen: "
		    "to talk about, not to judge by.");
}

/* Who did it once can do it again. */
static void
add_own_words(const struct content *c, struct doc_row *row, const struct total *criterion)
{
	const struct moment *m = totals_met(c->t, criterion->key);
	const struct pack_criterion *p = content_rubric(c, totals_first(criterion->key), totals_second(criterion->key));

	if (m && c->quotes && content_says(p))
		content_quote(c, row, "own_words", "Done already in", m);
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
		add_own_words(c, row, &lost[i]);
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
