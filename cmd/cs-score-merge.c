/* Adds up score rows as if one run had written them: of interactions, or of shards. */
#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "cs-score.h"
#include "seen.h"
#include "table.h"
#include "util.h"

struct merger {
	const struct score *score;
	struct csvout *out;
	struct table *table;
	struct by by, input;            /* the group columns of the output, and of the input */
	size_t figure[FIGURES];         /* columns of the input */
	size_t date;                    /* week and month follow from it; RECORD_NONE */
	size_t interaction;             /* the input's interaction_id, or RECORD_NONE: its rows are whole interactions */
	struct buf key, open;
	bool planned, opened;
	struct seen seen;
};

static void refuse_header(struct merger *m, int status, const char *format, ...)
    __attribute__((noreturn, format(printf, 3, 4)));

static void
refuse_header(struct merger *m, int status, const char *format, ...)
{
	char reason[512];
	va_list args;

	csvout_abandon(m->out);
	va_start(args, format);
	vsnprintf(reason, sizeof reason, format, args);
	va_end(args);
	cmd_fail(status, "%s", reason);
}

/* The columns of a score row without a header: the finest grain. */
static void
assume_header(struct merger *m, const struct record *header)
{
	struct str list = STR(SCORE_FINEST), name;
	struct buf why = { 0 };

	while (str_next(&list, ',', &name)) {
		by_add(&m->input, name, &why);
		m->input.at[m->input.n - 1].column = m->input.n - 1;
	}
	for (size_t i = 0; i < FIGURES; i++)
		m->figure[i] = i <= FIGURE_QUOTE ? m->input.n + i : RECORD_NONE;
	if (header->n != m->input.n + FIGURE_QUOTE + 1)
		refuse_header(m, STATUS_DATA, "%s:%llu: without a header, rows are those of the finest grain, of %zu fields",
		    header->file, (unsigned long long)header->line, m->input.n + FIGURE_QUOTE + 1);
}

/* What is no figure is a group column. */
static void
read_header(struct merger *m, const struct record *header)
{
	struct buf why = { 0 };

	if (m->score->cmd.in.no_header) {
		assume_header(m, header);
		return;
	}
	for (size_t i = 0; i < FIGURES; i++)
		m->figure[i] = record_column(header, str_of(figure_names[i]));
	for (size_t i = 0; i < header->n; i++) {
		if (figure_find(header->field[i]) != FIGURES)
			continue;
		if (!by_add(&m->input, header->field[i], &why))
			refuse_header(m, STATUS_DATA, "%s:%llu: %s", header->file, (unsigned long long)header->line, why.p);
		m->input.at[m->input.n - 1].column = i;
	}
}

static size_t
input_column(const struct merger *m, const char *name)
{
	for (size_t i = 0; i < m->input.n; i++)
		if (str_eq(m->input.at[i].name, str_of(name)))
			return m->input.at[i].column;
	return RECORD_NONE;
}

static void
need_figures(struct merger *m, const struct record *header)
{
	bool whole = m->interaction == RECORD_NONE;

	for (int i = 0; i < FIGURES; i++) {
		bool percent = i >= FIGURE_SCORE && i <= FIGURE_HIGH, quoted = i == FIGURE_SEQ || i == FIGURE_QUOTE;
		if (percent || quoted || (i > FIGURE_QUOTE && !whole) || m->figure[i] != RECORD_NONE)
			continue;
		refuse_header(m, STATUS_DATA, "%s:%llu: no column \"%s\"; --merge reads what cs-score writes", header->file,
		    (unsigned long long)header->line, figure_names[i]);
	}
}

static void
find_output(struct merger *m)
{
	for (size_t i = 0; i < m->by.n; i++) {
		struct by_column *by = &m->by.at[i];
		for (size_t k = 0; k < m->input.n; k++)
			if (str_eq(by->name, m->input.at[k].name)) {
				by->column = m->input.at[k].column;
				by->kind = BY_COLUMN;
			}
		if (by->kind != BY_COLUMN && (by->kind == BY_WEEK || by->kind == BY_MONTH))
			by->column = m->date;
		if (by->column == RECORD_NONE)
			refuse_header(m, STATUS_USAGE, "--by: the scores have no column \"%.*s\"", (int)by->name.n, by->name.p);
	}
}

/* Rows of whole interactions may be added only if no interaction is in two of them. */
static void
check_left_out(struct merger *m)
{
	for (size_t i = 0; i < m->input.n && m->interaction == RECORD_NONE; i++) {
		const struct by_column *in = &m->input.at[i];
		if (in->kind < BY_AGENT || by_has(&m->by, in->name))
			continue;
		refuse_header(m, STATUS_USAGE, "--by leaves out \"%.*s\", of which one interaction may have several, and the scores have "
		    "no interaction_id to tell", (int)in->name.n, in->name.p);
	}
}

static void
plan(struct merger *m, const struct record *header)
{
	struct buf why = { 0 };

	/* without a header there is none until the first record */
	if (m->planned || !header)
		return;
	m->planned = true;
	read_header(m, header);
	m->interaction = input_column(m, "interaction_id");
	m->date = input_column(m, "date");
	need_figures(m, header);
	for (size_t i = 0; i < m->score->by.n; i++)
		by_add(&m->by, m->score->by.at[i].name, &why);
	for (size_t i = 0; i < m->input.n && m->score->by.n == 0; i++)
		by_add(&m->by, m->input.at[i].name, &why);
	find_output(m);
	check_left_out(m);
	if (m->score->cmd.in.no_header)
		return;
	for (size_t i = 0; i < m->by.n; i++)
		csvout_field(m->out, m->by.at[i].name);
	figures_header(m->out, false);
}

static void
add_date(struct merger *m, const struct record *rec, enum by_kind kind, struct str date)
{
	char text[CLOCK_MAX + 16];
	struct clock_time time = { 0 };
	int n = snprintf(text, sizeof text, "%.*sT00:00:00Z", (int)(date.n < 16 ? date.n : 16), date.p);

	if (date.n == 0)
		return;
	if (!clock_parse((struct str){ text, (size_t)n }, &time) || time.kind != CLOCK_UTC)
		cmd_refuse(m->out, rec, "column \"date\" holds no date");
	by_date(kind, time, &m->key);
}

static void
make_key(struct merger *m, const struct record *rec)
{
	buf_reset(&m->key);
	for (size_t i = 0; i < m->by.n; i++) {
		if (i)
			buf_char(&m->key, '\0');
		if (m->by.at[i].kind == BY_COLUMN)
			buf_str(&m->key, rec->field[m->by.at[i].column]);
		else
			add_date(m, rec, m->by.at[i].kind, rec->field[m->by.at[i].column]);
	}
}

static bool
add_row(struct merger *m, const struct record *rec)
{
	struct figures f;
	struct str id;
	struct buf why = { 0 };

	if (!figures_read(rec, m->figure, &f, &why))
		cmd_refuse(m->out, rec, "%s", why.p);
	make_key(m, rec);
	if (m->interaction == RECORD_NONE)
		return table_merge(m->table, buf_view(&m->key), &f);
	id = rec->field[m->interaction];
	if (!m->opened || !str_eq(id, buf_view(&m->open))) {
		if (!table_interaction(m->table))
			return false;
		if (!seen_add(&m->seen, 0, id))
			cmd_refuse(m->out, rec, "interaction \"%.*s\" reappears; its rows belong together", (int)(id.n > 100 ? 100 : id.n), id.p);
		buf_reset(&m->open);
		buf_str(&m->open, id);
		m->opened = true;
	}
	return table_add(m->table, buf_view(&m->key), &f);
}

void
score_merge(const struct score *s)
{
	struct merger m = { .score = s, .out = cmd_output(&s->cmd), .table = table_new() };
	struct csvin *in = csvin_open(&s->cmd.in);
	struct record rec;
	enum csvin_got got;

	plan(&m, csvin_header(in));
	while ((got = csvin_next(in, &rec)) == CSVIN_RECORD && !csvout_error(m.out)) {
		plan(&m, csvin_header(in));
		if (!add_row(&m, &rec))
			cmd_refuse(m.out, &rec, "the sums of a group grow too large");
		cmd_record(in, m.out);
	}
	if (got == CSVIN_END && m.planned) {
		if (!table_interaction(m.table)) {
			csvout_abandon(m.out);
			errx(STATUS_DATA, "the sums of a group grow too large");
		}
		table_write(m.table, m.out, by_has(&m.by, STR("criterion")));
	}
	cmd_close(in, m.out, got);
	table_free(m.table);
	by_free(&m.by);
	by_free(&m.input);
	buf_free(&m.key);
	buf_free(&m.open);
	seen_free(&m.seen);
}
