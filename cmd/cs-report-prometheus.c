/* The report for the textfile collector of Prometheus' node exporter: gauges, scores and shares from 0 to 1. */
#include "cs-report-number.h"
#include "cs-report-render.h"

struct family {
	const struct doc_section *s;
	size_t column;
	struct buf *to;
};

/* What is a series here: what the report says of the period as a whole. */
static bool
is_current(const struct doc_section *s)
{
	return !s->prose_only && s->chart != CHART_TREND && s->rows > 0 && !str_eq(str_of(s->id), STR("standing"));
}

static void
put_label(struct buf *to, const char *name, struct str value)
{
	buf_printf(to, "%s=\"", name);
	for (size_t i = 0; i < value.n; i++) {
		char c = value.p[i];
		if (c == '\n')
			buf_str(to, STR("\\n"));
		else if (c == '"' || c == '\\')
			buf_printf(to, "\\%c", c);
		else
			buf_char(to, c);
	}
	buf_char(to, '"');
}

static void
put_sample(const struct family *f, const char *end, const struct doc_row *row, double value, int decimals)
{
	struct buf *to = f->to;

	buf_printf(to, "cs_report_%s_%s%s{", f->s->id, f->s->column[f->column].metric, end);
	if (row->group.n) {
		put_label(to, "group", row->group);
		buf_char(to, ',');
	}
	put_label(to, "item", row->item);
	buf_str(to, STR("} "));
	number_fixed(to, value, decimals);
	buf_char(to, '\n');
}

static void
put_head(const struct family *f, const char *end, const char *what, bool *begun)
{
	const struct doc_section *s = f->s;
	const char *metric = s->column[f->column].metric;

	if (!*begun)
		buf_printf(f->to, "# HELP cs_report_%s_%s%s %s: %s, %s.\n# TYPE cs_report_%s_%s%s gauge\n", s->id, metric, end,
		    s->title, metric, what, s->id, metric, end);
	*begun = true;
}

/* Scores that are too few to say anything would page somebody for nothing. */
static void
put_scores(const struct family *f)
{
	static const struct { const char *end, *what; } parts[] = {
		{ "_ratio", "0 to 1" }, { "_low_ratio", "lower end of its 95 % range" }, { "_high_ratio", "upper end of its 95 % range" },
	};

	for (int part = 0; part < 3; part++) {
		bool begun = false;
		for (size_t i = 0; i < f->s->rows; i++) {
			const struct doc_cell *cell = &f->s->row[i].cell[f->column];
			if (cell->kind != DOC_SCORE || doc_too_few(cell->score))
				continue;
			const double value[] = { cell->score.at.score, cell->score.at.low, cell->score.at.high };
			put_head(f, parts[part].end, parts[part].what, &begun);
			put_sample(f, parts[part].end, &f->s->row[i], value[part] / 100, 4);
		}
	}
}

static void
put_counts(const struct family *f)
{
	bool begun = false;

	for (size_t i = 0; i < f->s->rows; i++) {
		const struct doc_cell *cell = &f->s->row[i].cell[f->column];
		if (cell->kind != DOC_COUNT)
			continue;
		put_head(f, "", "a number", &begun);
		put_sample(f, "", &f->s->row[i], (double)cell->count, 0);
	}
}

static void
put_changes(const struct family *f)
{
	bool begun = false;

	for (size_t i = 0; i < f->s->rows; i++) {
		const struct doc_cell *cell = &f->s->row[i].cell[f->column];
		if (cell->kind != DOC_CHANGE || !cell->change.named)
			continue;
		put_head(f, "_ratio", "-1 to 1, where it is more than chance", &begun);
		put_sample(f, "_ratio", &f->s->row[i], cell->change.by.change / 100, 4);
	}
}

void
render_prometheus(const struct doc *d, struct buf *to)
{
	for (size_t i = 0; i < d->sections; i++) {
		const struct doc_section *s = &d->section[i];
		for (size_t column = 0; is_current(s) && column < s->columns; column++) {
			struct family f = { s, column, to };
			put_scores(&f);
			put_counts(&f);
			put_changes(&f);
		}
	}
}
