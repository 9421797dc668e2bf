#include "cs-report-read.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "util.h"

static const char *const column_names[COLS] = {
	"interaction_id", "date", "week", "month", "agent_id", "skill", "criterion"
};
/* Of the finest grain, where there is no header; channel is between date and agent_id. */
static const size_t canonical[COLS] = { 0, 1, RECORD_NONE, RECORD_NONE, 3, 4, 5 };
#define CANONICAL_GROUPS 6

struct reader {
	struct totals *t;
	struct csvin *in;
	struct csvout *out;
	size_t column[COLS], figure[FIGURES];
	struct strmap *criterion;       /* its number in the pack, where rows have no skill */
	struct buf open, key, why, date, alias;
	struct buf skill, agent;        /* of the last row, with what is known of them */
	bool outcome, driver;
	bool opened, counted, unserved;
};

static void
refuse_header(struct reader *r, const struct record *header, const char *column, const char *hint)
{
	csvout_abandon(r->out);
	errx(STATUS_DATA, "%s:%llu: no column \"%s\"; %s", header->file, (unsigned long long)header->line, column, hint);
}

static void
find_columns(struct reader *r, const struct cmd *cmd, const struct record *header)
{
	for (int i = 0; i < COLS; i++)
		r->column[i] = cmd->in.no_header ? canonical[i] : record_column(header, str_of(column_names[i]));
	for (size_t i = 0; i < FIGURES; i++)
		r->figure[i] = cmd->in.no_header ? (i <= FIGURE_QUOTE ? CANONICAL_GROUPS + i : RECORD_NONE) :
		    record_column(header, str_of(figure_names[i]));
	if (cmd->in.no_header && header->n != CANONICAL_GROUPS + FIGURE_QUOTE + 1) {
		csvout_abandon(r->out);
		errx(STATUS_DATA, "%s:%llu: without a header, rows are those of the finest grain, of %d fields", header->file,
		    (unsigned long long)header->line, CANONICAL_GROUPS + FIGURE_QUOTE + 1);
	}
	for (int i = 0; i < COLS; i++)
		r->t->has[i] = r->column[i] != RECORD_NONE;
	r->t->exact = r->t->has[COL_INTERACTION];
	for (int i = 0; i < FIGURES; i++) {
		bool needed = i < FIGURE_SCORE || i == FIGURE_CRITICAL || (i > FIGURE_QUOTE && !r->t->exact);
		if (needed && r->figure[i] == RECORD_NONE)
			refuse_header(r, header, figure_names[i], "cs-score writes it");
	}
	if (r->t->agent.n && !r->t->has[COL_AGENT])
		refuse_header(r, header, "agent_id", "--agent needs it");
}

/* Without a header the columns are known when the first record is. */
static void
begin(struct reader *r, const struct cmd *cmd)
{
	struct totals *t = r->t;

	if (t->level[0] || !csvin_header(r->in))
		return;
	find_columns(r, cmd, csvin_header(r->in));
	totals_begin(t);
}

/* Rows by criterion alone: the pack tells the skill. */
static struct str
skill_of(struct reader *r, struct str criterion)
{
	const struct pack *p = r->t->pack;
	size_t i;

	if (!r->criterion) {
		r->criterion = strmap_new();
		for (i = 0; i < p->criteria; i++)
			strmap_put(r->criterion, p->criterion[i].criterion, NULL);
	}
	i = strmap_find(r->criterion, criterion);
	if (i == STRMAP_NONE)
		return (struct str){ 0 };
	for (i = 0; !str_eq(p->criterion[i].criterion, criterion); i++)
		;
	return p->criterion[i].skill;
}

static void
set(struct buf *to, struct str s)
{
	buf_reset(to);
	buf_str(to, s);
}

/* Consecutive rows have mostly the same date. */
static void
check_date(struct reader *r, const struct record *rec, struct str date)
{
	char text[CLOCK_MAX];
	struct clock_time time = { 0 };
	int n = snprintf(text, sizeof text, "%.*sT00:00:00Z", (int)(date.n < 11 ? date.n : 11), date.p ? date.p : "");

	if (date.n == 0 || str_eq(date, buf_view(&r->date)))
		return;
	if (!clock_parse((struct str){ text, (size_t)n }, &time) || time.kind != CLOCK_UTC || date.n != 10)
		cmd_refuse(r->out, rec, "column \"date\" holds no date");
	set(&r->date, date);
}

static void
give_alias(struct reader *r, struct where *w)
{
	struct str *agent = &w->field[COL_AGENT];

	if (!r->t->aliases || agent->n == 0)
		return;
	w->own_id = *agent;
	totals_alias(&r->alias, r->t->aliases, *agent);
	*agent = buf_view(&r->alias);
}

static void
widen_period(struct totals *t, struct str when)
{
	if (when.n == 0)
		return;
	if (t->first.n == 0 || str_cmp(when, buf_view(&t->first)) < 0)
		set(&t->first, when);
	if (str_cmp(when, buf_view(&t->last)) > 0)
		set(&t->last, when);
}

/* score, low and high follow from the sums, but rows where they are no percents were not written by cs-score. */
static void
check_percents(struct reader *r, const struct record *rec)
{
	int64_t percent[3], n = 0;

	for (size_t i = FIGURE_SCORE; i <= FIGURE_HIGH; i++) {
		struct str s = record_field(rec, r->figure[i]);
		if (s.n == 0)
			continue;
		if (!str_thousandths(s, &percent[n]) || percent[n] < 0 || percent[n] > 100000)
			cmd_refuse(r->out, rec, "column \"%s\" holds no percent", figure_names[i]);
		n++;
	}
	if (n == 3 && (percent[1] > percent[0] || percent[0] > percent[2]))
		cmd_refuse(r->out, rec, "the score is not between low and high");
}

static void
read_where(struct reader *r, const struct record *rec, struct where *w)
{
	struct totals *t = r->t;

	for (int i = 0; i < COLS; i++)
		w->field[i] = record_field(rec, r->column[i]);
	if (!t->has[COL_SKILL] && t->has[COL_CRITERION])
		w->field[COL_SKILL] = skill_of(r, w->field[COL_CRITERION]);
	if (!str_eq(w->field[COL_SKILL], buf_view(&r->skill))) {
		set(&r->skill, w->field[COL_SKILL]);
		r->outcome = totals_outcome(t, w->field[COL_SKILL]);
		r->driver = r->outcome && t->has[COL_CRITERION] && str_eq(w->field[COL_SKILL], DRIVER_SKILL);
	}
	w->outcome = r->outcome;
	w->driver = r->driver;
	check_date(r, rec, w->field[COL_DATE]);
	w->field[COL_DAY] = w->field[t->has[COL_DATE] ? COL_DATE : t->has[COL_WEEK] ? COL_WEEK : COL_MONTH];
	give_alias(r, w);
}

/* Takes the row into account beyond its points. */
static void
notice(struct reader *r, const struct where *w)
{
	struct totals *t = r->t;
	bool mine = t->agent.n == 0 || str_eq(w->field[COL_AGENT], t->agent);

	t->rows++;
	if (!mine)
		return;
	t->agent_seen = true;
	widen_period(t, w->field[COL_DAY]);
	if (w->field[COL_AGENT].n && !str_eq(w->field[COL_AGENT], buf_view(&r->agent))) {
		set(&r->agent, w->field[COL_AGENT]);
		strmap_put(t->agents, w->field[COL_AGENT], NULL);
	}
	if (!r->counted) {
		t->interactions++;
		if (t->agent.n)
			seen_add(&t->seen, SEEN_MINE, w->field[COL_INTERACTION]);
	}
	r->counted = true;
	if (w->field[COL_AGENT].n == 0 && t->has[COL_AGENT] && !r->unserved) {
		t->unserved++;
		r->unserved = true;
	}
}

static void
next_interaction(struct reader *r, const struct record *rec, struct str id)
{
	if (!totals_end_interaction(r->t))
		cmd_refuse(r->out, rec, "the sums of a group grow too large");
	if (!seen_add(&r->t->seen, SEEN_ANY, id))
		cmd_refuse(r->out, rec, "interaction \"%.*s\" reappears; its rows belong together", (int)(id.n > 100 ? 100 : id.n),
		    id.p);
	set(&r->open, id);
	r->opened = true;
	r->counted = r->unserved = false;
}

static void
read_row(struct reader *r, const struct record *rec)
{
	struct totals *t = r->t;
	struct figures f;
	struct where w = { 0 };

	if (!figures_read(rec, r->figure, &f, &r->why))
		cmd_refuse(r->out, rec, "%s", r->why.p);
	check_percents(r, rec);
	read_where(r, rec, &w);
	if (t->exact && (!r->opened || !str_eq(w.field[COL_INTERACTION], buf_view(&r->open))))
		next_interaction(r, rec, w.field[COL_INTERACTION]);
	notice(r, &w);
	if (!totals_add(t, &w, &f, &r->key))
		cmd_refuse(r->out, rec, "the sums of a group grow too large");
	if (t->has[COL_CRITERION] && (t->agent.n == 0 || str_eq(w.field[COL_AGENT], t->agent)))
		totals_moment(t, &w, &f, record_field(rec, r->figure[FIGURE_SEQ]), record_field(rec, r->figure[FIGURE_QUOTE]),
		    &r->key);
}

enum csvin_got
totals_read(struct totals *t, const struct cmd *cmd, struct csvin *in, struct csvout *out)
{
	struct reader r = { .t = t, .in = in, .out = out };
	struct record rec;
	enum csvin_got got;

	t->agents = strmap_new();
	begin(&r, cmd);
	while ((got = csvin_next(in, &rec)) == CSVIN_RECORD) {
		begin(&r, cmd);
		read_row(&r, &rec);
		cmd_record(in, out);
	}
	if (got == CSVIN_END && t->rows && !totals_end_interaction(t)) {
		csvout_abandon(out);
		errx(STATUS_DATA, "the sums of a group grow too large");
	}
	totals_bound(t);
	strmap_free(r.criterion);
	buf_free(&r.open);
	buf_free(&r.key);
	buf_free(&r.why);
	buf_free(&r.date);
	buf_free(&r.alias);
	buf_free(&r.skill);
	buf_free(&r.agent);
	return got;
}
