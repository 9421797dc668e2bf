#include "cs-report-read.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "seen.h"
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
	struct buf open, key, why, date, week;
	struct buf spoilt;              /* the agent of a critical error in the open interaction, if any */
	bool opened, counted, spoils;
	struct seen seen;
};

/* The fields of one row that a report groups by. */
struct where {
	struct str field[COLS];
	struct str week;
	bool outcome;
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

/* Whether the rows tell skills or criteria apart that the level joins: then one interaction is in several of them. */
static bool
joins(const struct totals *t, enum level level)
{
	bool skill = level == LEVEL_SKILL || level == LEVEL_AGENT_SKILL || level == LEVEL_TEAM_SKILL || level == LEVEL_CRITERION;

	return !t->exact && ((t->has[COL_SKILL] && !skill) || (t->has[COL_CRITERION] && level != LEVEL_CRITERION));
}

/* Without a header the columns are known when the first record is. */
static void
begin(struct reader *r, const struct cmd *cmd)
{
	struct totals *t = r->t;

	if (t->level[0] || !csvin_header(r->in))
		return;
	find_columns(r, cmd, csvin_header(r->in));
	for (int i = 0; i < LEVELS; i++) {
		t->level[i] = table_new();
		if (joins(t, (enum level)i))
			t->part[i] = table_new();
	}
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

/* The week of the row's date; consecutive rows have mostly the same. */
static struct str
week_of(struct reader *r, const struct record *rec, struct str date)
{
	char text[CLOCK_MAX + 16];
	struct clock_time time = { 0 };
	int n = snprintf(text, sizeof text, "%.*sT00:00:00Z", (int)(date.n < 16 ? date.n : 16), date.p ? date.p : "");

	if (date.n == 0 || str_eq(date, buf_view(&r->date)))
		return date.n ? buf_view(&r->week) : date;
	if (!clock_parse((struct str){ text, (size_t)n }, &time) || time.kind != CLOCK_UTC || date.n != 10)
		cmd_refuse(r->out, rec, "column \"date\" holds no date");
	set(&r->date, date);
	buf_reset(&r->week);
	buf_add(&r->week, text, clock_week(time, text));
	return buf_view(&r->week);
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
	w->outcome = totals_outcome(t, w->field[COL_SKILL]);
	w->week = t->has[COL_DATE] ? week_of(r, rec, w->field[COL_DATE]) : t->has[COL_WEEK] ? w->field[COL_WEEK] :
	    w->field[COL_MONTH];
}

static struct str
join(struct buf *key, struct str a, struct str b)
{
	buf_reset(key);
	buf_str(key, a);
	buf_char(key, '\0');
	buf_str(key, b);
	return buf_view(key);
}

static void
add(struct reader *r, const struct record *rec, enum level level, const struct where *w, const struct figures *f)
{
	struct totals *t = r->t;
	struct str key = buf_view(&r->key);
	bool fits = t->exact ? table_add(t->level[level], key, f) : table_merge(t->level[level], key, f);

	if (fits && t->part[level]) {
		buf_char(&r->key, '\0');
		buf_str(&r->key, w->field[COL_SKILL]);
		buf_char(&r->key, '\0');
		buf_str(&r->key, w->field[COL_CRITERION]);
		fits = table_merge(t->part[level], buf_view(&r->key), f);
	}
	if (!fits)
		cmd_refuse(r->out, rec, "the sums of a group grow too large");
}

static void
add_at(struct reader *r, const struct record *rec, enum level level, const struct where *w, const struct figures *f)
{
	const struct str *field = w->field;

	if (level == LEVEL_ALL || level == LEVEL_TEAM)
		set(&r->key, STR("all"));
	else if (level == LEVEL_SKILL || level == LEVEL_TEAM_SKILL)
		set(&r->key, field[COL_SKILL]);
	else if (level == LEVEL_AGENT)
		set(&r->key, field[COL_AGENT]);
	else if (level == LEVEL_WEEK)
		set(&r->key, w->week);
	else if (level == LEVEL_CRITERION)
		join(&r->key, field[COL_SKILL], field[COL_CRITERION]);
	else
		join(&r->key, field[COL_AGENT], field[COL_SKILL]);
	add(r, rec, level, w, f);
}

static struct moment
keep_moment(struct reader *r, const struct record *rec, const struct where *w, int64_t points)
{
	struct arena *a = &r->t->arena;

	return (struct moment){
		arena_str(a, w->field[COL_INTERACTION]), arena_str(a, record_field(rec, r->figure[FIGURE_SEQ])),
		arena_str(a, w->field[COL_AGENT]), arena_str(a, w->field[COL_SKILL]), arena_str(a, w->field[COL_CRITERION]),
		arena_str(a, record_field(rec, r->figure[FIGURE_QUOTE])), points,
	};
}

/* Nobody is praised with words from an interaction where they did what must never happen: it may be the same message. */
static void
spoil(struct reader *r, const struct where *w)
{
	struct totals *t = r->t;

	r->spoils = true;
	set(&r->spoilt, w->field[COL_AGENT]);
	for (size_t i = 0; i < t->example_cap; i++)
		if (t->met[i].points && str_eq(t->met[i].interaction, w->field[COL_INTERACTION]) &&
		    str_eq(t->met[i].agent, w->field[COL_AGENT]))
			t->met[i] = (struct moment){ 0 };
}

/* Critical errors; of each criterion where most was lost and where most was earned, of those that have words to show. */
static void
keep_examples(struct reader *r, const struct record *rec, const struct where *w, const struct figures *f)
{
	struct totals *t = r->t;
	size_t i, need;
	int64_t lost = f->sums.possible - f->sums.earned;

	if (f->critical && t->criticals < TOTALS_CRITICAL) {
		t->critical = util_grow(t->critical, &t->critical_cap, t->criticals + 1, sizeof *t->critical);
		t->critical[t->criticals++] = keep_moment(r, rec, w, f->critical);
	}
	if (f->critical)
		spoil(r, w);
	i = table_find(t->level[LEVEL_CRITERION], join(&r->key, w->field[COL_SKILL], w->field[COL_CRITERION]));
	need = table_count(t->level[LEVEL_CRITERION]);
	for (size_t cap = t->example_cap; cap < need; cap = t->example_cap) {
		t->missed = util_grow(t->missed, &t->example_cap, need, sizeof *t->missed);
		t->met = util_grow(t->met, &t->met_cap, need, sizeof *t->met);
		for (; cap < t->example_cap; cap++)
			t->missed[cap] = t->met[cap] = (struct moment){ 0 };
	}
	/* The message of a row is where the criterion was missed, if it was. */
	struct moment *m = lost ? &t->missed[i] : &t->met[i];
	if (!lost && r->spoils && str_eq(w->field[COL_AGENT], buf_view(&r->spoilt)))
		return;
	int64_t points = lost ? lost : f->sums.earned;
	if (points > m->points && record_field(rec, r->figure[FIGURE_QUOTE]).n)
		*m = keep_moment(r, rec, w, points);
}

static void
add_row(struct reader *r, const struct record *rec, const struct where *w, const struct figures *f)
{
	struct totals *t = r->t;
	bool mine = t->agent.n == 0 || str_eq(w->field[COL_AGENT], t->agent);
	bool skill = w->field[COL_SKILL].n > 0;

	if (t->agent.n && !w->outcome) {
		add_at(r, rec, LEVEL_TEAM, w, f);
		if (skill)
			add_at(r, rec, LEVEL_TEAM_SKILL, w, f);
	}
	if (!mine)
		return;
	t->agent_seen = true;
	widen_period(t, t->has[COL_DATE] ? w->field[COL_DATE] : w->week);
	if (w->field[COL_AGENT].n)
		strmap_put(t->agents, w->field[COL_AGENT], NULL);
	if (skill)
		add_at(r, rec, LEVEL_SKILL, w, f);
	if (t->has[COL_CRITERION]) {
		add_at(r, rec, LEVEL_CRITERION, w, f);
		keep_examples(r, rec, w, f);
	}
	if (w->outcome)
		return;
	add_at(r, rec, LEVEL_ALL, w, f);
	if (w->field[COL_AGENT].n)
		add_at(r, rec, LEVEL_AGENT, w, f);
	if (w->field[COL_AGENT].n && skill)
		add_at(r, rec, LEVEL_AGENT_SKILL, w, f);
	if (w->week.n)
		add_at(r, rec, LEVEL_WEEK, w, f);
}

static bool
end_interaction(struct totals *t)
{
	bool fits = true;

	for (int i = 0; i < LEVELS; i++)
		fits &= table_interaction(t->level[i]);
	return fits;
}

static void
read_row(struct reader *r, const struct record *rec)
{
	struct totals *t = r->t;
	struct figures f;
	struct where w = { 0 };
	struct str id;

	if (!figures_read(rec, r->figure, &f, &r->why))
		cmd_refuse(r->out, rec, "%s", r->why.p);
	check_percents(r, rec);
	read_where(r, rec, &w);
	id = w.field[COL_INTERACTION];
	if (t->exact && (!r->opened || !str_eq(id, buf_view(&r->open)))) {
		if (!end_interaction(t))
			cmd_refuse(r->out, rec, "the sums of a group grow too large");
		if (!seen_add(&r->seen, 0, id))
			cmd_refuse(r->out, rec, "interaction \"%.*s\" reappears; its rows belong together", (int)(id.n > 100 ? 100 : id.n),
			    id.p);
		set(&r->open, id);
		r->opened = true;
		r->spoils = false;
		r->counted = false;
	}
	t->rows++;
	add_row(r, rec, &w, &f);
	if (!r->counted && (t->agent.n == 0 || str_eq(w.field[COL_AGENT], t->agent))) {
		t->interactions++;
		r->counted = true;
	}
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
	if (got == CSVIN_END && t->rows && !end_interaction(t)) {
		csvout_abandon(out);
		errx(STATUS_DATA, "the sums of a group grow too large");
	}
	totals_bound(t);
	strmap_free(r.criterion);
	seen_free(&r.seen);
	buf_free(&r.open);
	buf_free(&r.spoilt);
	buf_free(&r.key);
	buf_free(&r.why);
	buf_free(&r.date);
	buf_free(&r.week);
	return got;
}
