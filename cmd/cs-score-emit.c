#include "cs-score-emit.h"

#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "util.h"
#include "zone.h"

static void
find_parts(struct emit *e)
{
	const struct score *s = e->score;
	bool skill = by_has(&s->by, STR("skill")), criterion = by_has(&s->by, STR("criterion"));

	e->by_agent = by_has(&s->by, STR("agent_id"));
	e->part = util_alloc(s->rubric->criteria, sizeof *e->part);
	for (size_t i = 0; i < s->rubric->criteria; i++) {
		e->part[i] = (uint32_t)(criterion ? i : skill ? s->rubric->criterion[i].skill_number : 0);
		if (e->part[i] >= e->parts)
			e->parts = e->part[i] + 1;
	}
}

void
emit_open(struct emit *e, const struct score *s, struct csvout *out)
{
	*e = (struct emit){ .score = s, .out = out };
	e->value = util_alloc(s->by.n, sizeof *e->value);
	find_parts(e);
	if (!s->finest)
		e->table = table_new();
	e->contexts = strmap_new();
	if (s->cmd.in.no_header)
		return;
	for (size_t i = 0; i < s->by.n; i++)
		csvout_field(out, s->by.at[i].name);
	figures_header(out, s->finest);
}

static void
read_values(struct emit *e, const struct talk *t, const struct talk_interaction *in)
{
	struct str note = talk_bytes(t, in->note, in->note_n);

	for (size_t i = 0; i < e->score->by.n; i++)
		if (e->score->by.at[i].kind == BY_COLUMN)
			str_next(&note, '\0', &e->value[i]);
}

/* When the interaction began, on the clocks of the zone. */
static struct clock_time
local_start(const struct talk_interaction *in)
{
	int64_t ahead = in->clock == CLOCK_UTC ? zone_offset(calendar_div(in->start, 1000)) * 1000 : 0;

	return (struct clock_time){ in->start + ahead, in->clock };
}

/* Joins the values of the group columns by NUL; without a criterion its columns are empty. */
static void
make_key(struct emit *e, const struct talk *t, const struct talk_interaction *in, const struct rubric_row *row,
    const struct criterion *c)
{
	const struct by *by = &e->score->by;
	const struct talk_agent *a = row->agent == TALK_NONE ? NULL : &t->agent[in->agent + row->agent];

	buf_reset(&e->key);
	for (size_t i = 0; i < by->n; i++) {
		if (i)
			buf_char(&e->key, '\0');
		if (by->at[i].kind == BY_COLUMN)
			buf_str(&e->key, e->value[i]);
		else if (by->at[i].kind == BY_AGENT && a)
			buf_str(&e->key, talk_bytes(t, a->name, a->name_n));
		else if (by->at[i].kind == BY_SKILL || by->at[i].kind == BY_CRITERION)
			buf_str(&e->key, !c ? STR("") : by->at[i].kind == BY_SKILL ? c->skill : c->name);
		else if (by->at[i].kind != BY_AGENT && in->clock == CLOCK_UTC)
			by_date(by->at[i].kind, local_start(in), &e->key);
	}
}

void
emit_add(const struct rubric *r, const struct rubric_row *row, struct figures *f)
{
	const struct criterion *c = &r->criterion[row->criterion];

	f->sums.n = 1;
	f->sums.opportunities += row->opportunities;
	f->met += row->met;
	f->sums.possible += c->weight * row->opportunities;
	f->sums.earned += c->weight * row->met;
	if (c->critical)
		f->critical += row->opportunities - row->met;
	if (c->gauge) {
		f->measured = true;
		f->value += row->value;
	}
}

/* Whether two rows, one after the other, belong to the same group. */
static bool
same_group(const struct emit *e, const struct rubric_row *a, const struct rubric_row *b)
{
	return e->part[a->criterion] == e->part[b->criterion] && (a->agent == b->agent || !e->by_agent);
}

/* Where the groups of the row's agent in this interaction begin. */
static size_t
find_context(struct emit *e, const struct talk *t, const struct talk_interaction *in, const struct rubric_row *row)
{
	bool fresh;

	make_key(e, t, in, row, NULL);
	size_t at = strmap_put(e->contexts, buf_view(&e->key), &fresh) * e->parts;
	if (fresh) {
		e->group = util_grow(e->group, &e->group_cap, at + e->parts, sizeof *e->group);
		memset(e->group + at, 0, e->parts * sizeof *e->group);
	}
	return at;
}

/* A key is made and looked up where its group is met for the first time. */
static uint32_t
group_of(struct emit *e, const struct talk *t, const struct talk_interaction *in, const struct rubric_row *row, size_t context)
{
	uint32_t *group = &e->group[context + e->part[row->criterion]];

	if (*group == 0) {
		make_key(e, t, in, row, &e->score->rubric->criterion[row->criterion]);
		*group = table_group(e->table, buf_view(&e->key)) + 1;
	}
	return *group - 1;
}

/* Rows of a group that stand together are added as one. */
static bool
gather(struct emit *e, const struct talk *t, const struct talk_interaction *in)
{
	const struct rubric_work *w = &e->work;
	size_t context = 0;

	for (size_t i = 0; i < w->rows;) {
		const struct rubric_row *first = &w->row[i];
		struct figures f = { 0 };
		if (i == 0 || (e->by_agent && first->agent != w->row[i - 1].agent))
			context = find_context(e, t, in, first);
		do
			emit_add(e->score->rubric, &w->row[i++], &f);
		while (i < w->rows && same_group(e, first, &w->row[i]));
		if (!table_add_to(e->table, group_of(e, t, in, first, context), &f))
			return false;
	}
	return table_interaction(e->table);
}

static void
write_quote(struct emit *e, const struct talk *t, const struct talk_interaction *in, const struct rubric_row *row)
{
	const struct talk_message *m;
	struct str evidence, seq;

	if (row->decided == TALK_NONE) {
		csvout_field(e->out, STR(""));
		csvout_field(e->out, STR(""));
		return;
	}
	m = talk_at(t, in, row->decided);
	evidence = talk_bytes(t, m->text + m->text_n, m->evidence_n);
	seq = talk_bytes(t, m->text + m->text_n + m->evidence_n, m->seq_n);
	if (seq.n)
		csvout_field(e->out, seq);
	else
		csvout_int(e->out, (int64_t)row->decided + 1);
	csvout_field(e->out, quote_words(&e->quote, e->score->rubric, row, talk_text(t, m), evidence));
}

/* interaction_id, date and channel are the same in all rows of an interaction, and stand first: SCORE_FINEST. */
static bool
write_rows(struct emit *e, const struct talk *t, const struct talk_interaction *in)
{
	const struct rubric *r = e->score->rubric;

	buf_reset(&e->key);
	by_date(BY_DATE, local_start(in), &e->key);
	for (size_t i = 0; i < e->work.rows; i++) {
		const struct rubric_row *row = &e->work.row[i];
		const struct talk_agent *a = row->agent == TALK_NONE ? NULL : &t->agent[in->agent + row->agent];
		struct figures f = { 0 };
		emit_add(r, row, &f);
		if (f.value > STATS_MAX)
			return false;
		csvout_field(e->out, e->value[0]);
		csvout_field(e->out, buf_view(&e->key));
		csvout_field(e->out, e->value[2]);
		csvout_field(e->out, a ? talk_bytes(t, a->name, a->name_n) : STR(""));
		csvout_field(e->out, r->criterion[row->criterion].skill);
		csvout_field(e->out, r->criterion[row->criterion].name);
		figures_write(e->out, &f);
		write_quote(e, t, in, row);
		csvout_end(e->out);
	}
	return true;
}

bool
emit_interaction(struct emit *e, const struct talk *t, size_t interaction)
{
	const struct talk_interaction *in = &t->interaction[interaction];

	rubric_score(e->score->rubric, t, interaction, &e->work);
	read_values(e, t, in);
	if (e->table)
		return gather(e, t, in);
	return write_rows(e, t, in);
}

void
emit_close(struct emit *e)
{
	if (e->table)
		table_write(e->table, e->out, by_has(&e->score->by, STR("criterion")));
	table_free(e->table);
	rubric_work_free(&e->work);
	free(e->part);
	strmap_free(e->contexts);
	free(e->group);
	free(e->value);
	buf_free(&e->key);
	buf_free(&e->quote);
}
