/* Agents, and each of them by skill. */
#include <stdlib.h>

#include "cs-report-content.h"
#include "util.h"

/* What the agents of one list are to each other; from those alone that there is enough of. */
struct field {
	size_t *index;                  /* of the totals */
	size_t n;
	struct stats_share *share;
	struct compare_rank *rank;
	double *variance;
	struct compare_group group;
};

static bool
known(const struct total *t)
{
	return t->scored && !doc_too_few(t->score);
}

/* R(1-R) of all of them together stands in the variances: one who met everything has none of their own. */
static void
field_weigh(struct field *f)
{
	double size = 0, met = 0, r, *y = util_alloc(f->n, sizeof *y);

	for (size_t i = 0; i < f->n; i++) {
		size += f->share[i].size;
		met += f->share[i].size * f->share[i].share;
		y[i] = f->share[i].share;
	}
	r = size > 0 ? met / size : 0;
	f->variance = util_alloc(f->n, sizeof *f->variance);
	for (size_t i = 0; i < f->n; i++)
		f->variance[i] = r * (1 - r) / f->share[i].size;
	if (r > 0 && r < 1)
		compare_group(y, f->variance, f->n, &f->group);
	else
		f->group.mean = r;
	free(y);
}

static void
field_open(struct field *f, const struct total *all, size_t n)
{
	*f = (struct field){ .index = util_alloc(n, sizeof *f->index), .share = util_alloc(n, sizeof *f->share),
		.rank = util_alloc(n, sizeof *f->rank) };
	for (size_t i = 0; i < n; i++)
		if (known(&all[i])) {
			f->index[f->n] = i;
			f->share[f->n++] = all[i].score.share;
		}
	compare_ranks(f->share, f->n, f->rank);
	field_weigh(f);
}

static double
field_likely(const struct field *f, size_t i)
{
	if (f->variance[i] <= 0)
		return 100 * f->share[i].share;
	return 100 * compare_shrink(&f->group, f->share[i].share, f->variance[i]);
}

static void
field_close(struct field *f)
{
	free(f->index);
	free(f->share);
	free(f->rank);
	free(f->variance);
}

enum { SCORE, LIKELY, RANK, COUNT, CRITICAL, CHANGE };

static void
add_agents(const struct content *c, struct doc_section *s, const struct total *all, size_t n)
{
	struct field f;

	field_open(&f, all, n);
	for (size_t i = 0, k = 0; i < n; i++) {
		struct doc_row *row = doc_row(s, STR(""), all[i].key, all[i].key);
		row->place = i;
		if (all[i].scored)
			row->cell[SCORE] = doc_scored(all[i].score);
		if (k < f.n && f.index[k] == i) {
			row->cell[LIKELY] = doc_points(field_likely(&f, k));
			if (f.n > 1)
				row->cell[RANK] = doc_ranked(f.rank[k], f.n);
			k++;
		}
		row->cell[COUNT] = doc_count(all[i].score.n);
		row->cell[CRITICAL] = doc_count(all[i].figures.critical);
		row->cell[CHANGE] = content_since(c, LEVEL_AGENT, all[i].key, STR(""), &all[i]);
	}
	doc_note(c->doc, s, "In the order of names, not of scores: where ranges overlap, nobody is ahead for certain. \"n\" is the "
	    "number of interactions.");
	if (f.n > 1)
		doc_note(c->doc, s, "\"rank\" is from the best to the worst place that is possible among the %zu agents with enough of "
		    "them, \"likely\" the score drawn towards theirs.", f.n);
	field_close(&f);
}

void
content_agents(const struct content *c)
{
	size_t n;
	struct total *all = totals_sorted(c->t, LEVEL_AGENT, &n);

	if (n > 0) {
		struct doc_section *s = doc_section(c->doc, "agents", "Agents", "agent");
		s->chart = CHART_RANGES;
		s->pick = true;
		doc_column(s, "score", "score", DOC_SCORE, true);
		doc_column(s, "likely", "likely", DOC_POINTS, false);
		doc_column(s, "rank", "rank", DOC_RANK, false);
		doc_column(s, "interactions", "n", DOC_COUNT, false);
		doc_column(s, "critical", "critical", DOC_COUNT, false);
		if (c->before)
			doc_column(s, "change", "change", DOC_CHANGE, false);
		add_agents(c, s, all, n);
		if (c->before && content_discover(s, CHANGE, CONTENT_RATE) == 0)
			doc_note(c->doc, s, "Nobody changed by more than chance explains.");
	}
	free(all);
}

struct person {
	struct total total;
	struct str agent, skill;
	size_t place;                   /* of the skill in the report */
	struct compare_rank rank;
	size_t of;                      /* how many the rank is among; 0: none */
};

static int
by_skill(const void *a, const void *b)
{
	const struct person *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (str_cmp(x->skill, y->skill) != 0)
		return str_cmp(x->skill, y->skill);
	return str_cmp(x->agent, y->agent);
}

static int
by_agent(const void *a, const void *b)
{
	const struct person *x = a, *y = b;
	int order = str_cmp(x->agent, y->agent);

	return order ? order : by_skill(a, b);
}

/* The skills in the order of the report: by family, then as in the pack. */
static size_t
place_of(const struct content *c, struct str skill)
{
	const struct pack *p = c->t->pack;
	size_t i = pack_skill(p, skill), family = 0;

	if (i == RECORD_NONE)
		return p->skills * p->skills;
	while (!str_eq(p->skill[family].family, p->skill[i].family))
		family++;
	return family * p->skills + i;
}

static struct person *
list_people(const struct content *c, size_t *n)
{
	struct total *all = totals_sorted(c->t, LEVEL_AGENT_SKILL, n);
	struct person *person = util_alloc(*n, sizeof *person);
	size_t end;

	for (size_t i = 0; i < *n; i++) {
		struct str skill = totals_second(all[i].key);
		person[i] = (struct person){ all[i], totals_first(all[i].key), skill, place_of(c, skill), { 0, 0 }, 0 };
	}
	qsort(person, *n, sizeof *person, by_skill);
	for (size_t i = 0; i < *n; i = end) {
		struct field f;
		for (end = i; end < *n && str_eq(person[end].skill, person[i].skill); end++)
			all[end - i] = person[end].total;
		field_open(&f, all, end - i);
		for (size_t k = 0; k < f.n; k++) {
			person[i + f.index[k]].rank = f.rank[k];
			person[i + f.index[k]].of = f.n > 1 ? f.n : 0;
		}
		field_close(&f);
	}
	free(all);
	qsort(person, *n, sizeof *person, by_agent);
	return person;
}

static struct doc_row *
add_person(const struct content *c, struct doc_section *s, const struct person *p)
{
	struct doc_row *row = doc_row(s, p->agent, p->skill, content_skill(c, p->skill));

	row->heading = p->agent;
	row->place = p->place;
	if (p->total.scored)
		row->cell[0] = doc_scored(p->total.score);
	if (p->of)
		row->cell[1] = doc_ranked(p->rank, p->of);
	row->cell[2] = doc_count(p->total.score.n);
	return row;
}

/* Who differs from the team, by more than chance after all have been looked at. */
static void
add_standing(const struct content *c, const struct person *person, size_t n)
{
	struct doc_section *s = doc_section(c->doc, "standing", "Who stands out", "skill");
	size_t kept = 0;

	s->heading = "agent";
	s->shown = c->top * 3;
	doc_column(s, "score", "score", DOC_SCORE, true);
	doc_column(s, "rank", "rank", DOC_RANK, false);
	doc_column(s, "interactions", "n", DOC_COUNT, false);
	doc_column(s, "difference", "to team", DOC_CHANGE, false);
	for (size_t i = 0; i < n; i++) {
		struct total team;
		if (known(&person[i].total) && totals_find(c->t, LEVEL_SKILL, person[i].skill, STR(""), &team))
			add_person(c, s, &person[i])->cell[3] = content_change(&team, &person[i].total);
	}
	content_discover(s, 3, 0.05);
	for (size_t i = 0; i < s->rows; i++)
		if (s->row[i].cell[3].kind == DOC_CHANGE && s->row[i].cell[3].change.named)
			s->row[kept++] = s->row[i];
	if (s->rows == 0) {
		doc_drop_empty(c->doc);
		return;
	}
	doc_note(c->doc, s, kept ? "\"to team\" is the distance in points to the score of all agents. Of %zu scores of agents these are "
	    "the ones that are apart from it by more than chance: those above can show how, those below need help." :
	    "Of %zu scores of agents none is apart from that of all agents by more than chance.", s->rows);
	s->rows = kept;
}

void
content_agents_skills(const struct content *c)
{
	size_t n;
	struct person *person = list_people(c, &n);

	if (n > 0) {
		struct doc_section *s;
		add_standing(c, person, n);
		s = doc_section(c->doc, "agent_skills", "Agents by skill", "skill");
		s->heading = "agent";
		s->chart = CHART_HEAT;
		s->shown = c->top;
		s->shown_groups = true;
		doc_column(s, "score", "score", DOC_SCORE, true);
		doc_column(s, "rank", "rank", DOC_RANK, false);
		doc_column(s, "interactions", "n", DOC_COUNT, false);
		for (size_t i = 0; i < n; i++)
			add_person(c, s, &person[i]);
		doc_note(c->doc, s, "\"n\" is in how many interactions the skill was called for; \"rank\" is among the agents with "
		    "enough of them.");
	}
	free(person);
}
