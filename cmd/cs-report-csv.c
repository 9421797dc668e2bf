/* The report for machines and spreadsheets. */
#include <stdio.h>

#include "cs-report-render.h"
#include "display.h"

static const char *const header[] = {
	"section", "group", "item", "metric", "value", "low", "high", "n", "interaction", "seq", "agent", "note"
};
#define FIELDS (sizeof header / sizeof *header)

/* Where in a line what is not empty goes; the first four are always there. */
enum { VALUE = 4, LOW, HIGH, N, INTERACTION, SEQ, AGENT, NOTE };

struct line {
	const struct render *r;
	struct csvout *out;
	struct str field[FIELDS];
	struct buf guarded;
};

static void
put_line(struct line *l)
{
	for (size_t i = 0; i < FIELDS; i++) {
		buf_reset(&l->guarded);
		if (l->r->raw)
			buf_str(&l->guarded, l->field[i]);
		else
			display_guarded(&l->guarded, l->field[i]);
		csvout_field(l->out, buf_view(&l->guarded));
	}
	csvout_end(l->out);
	for (size_t i = VALUE; i < FIELDS; i++)
		l->field[i] = STR("");
}

/* Two decimals, rounded as in the scores. */
static struct str
print_percent(char text[16], double percent)
{
	int hundredths = (int)(percent * 100 + 0.5);

	return (struct str){ text, (size_t)snprintf(text, 16, "%d.%02d", hundredths / 100, hundredths % 100) };
}

static void
put_cell(struct line *l, const char *metric, const struct doc_cell *cell)
{
	char value[32], low[16], high[16], n[32];

	l->field[3] = str_of(metric);
	if (cell->kind == DOC_TEXT) {
		l->field[NOTE] = cell->text;
	} else if (cell->kind == DOC_COUNT) {
		l->field[VALUE] = (struct str){ value, (size_t)snprintf(value, sizeof value, "%lld", (long long)cell->count) };
	} else {
		l->field[VALUE] = print_percent(value, cell->score.at.score);
		l->field[LOW] = print_percent(low, cell->score.at.low);
		l->field[HIGH] = print_percent(high, cell->score.at.high);
		l->field[N] = (struct str){ n, (size_t)snprintf(n, sizeof n, "%lld", (long long)cell->score.n) };
		if (doc_too_few(cell->score))
			l->field[NOTE] = STR("too few");
	}
	put_line(l);
}

static void
put_row(struct line *l, const struct doc_section *s, const struct doc_row *row)
{
	l->field[1] = row->group;
	l->field[2] = row->item;
	for (size_t i = 0; i < s->columns; i++)
		if (row->cell[i].kind != DOC_NOTHING)
			put_cell(l, s->column[i].metric, &row->cell[i]);
	for (const struct doc_detail *d = row->details; d; d = d->next) {
		if (!d->metric)
			continue;
		l->field[3] = str_of(d->metric);
		l->field[INTERACTION] = d->interaction;
		l->field[SEQ] = d->seq;
		l->field[AGENT] = d->agent;
		l->field[NOTE] = d->text;
		put_line(l);
	}
}

void
render_csv(const struct doc *d, const struct render *r, struct csvout *out)
{
	struct line l = { .r = r, .out = out };

	for (size_t i = 0; i < FIELDS; i++)
		csvout_field(out, str_of(header[i]));
	csvout_end(out);
	for (size_t i = 0; i < d->sections; i++) {
		const struct doc_section *s = &d->section[i];
		l.field[0] = str_of(s->id);
		for (size_t k = 0; k < s->rows && !s->prose_only; k++)
			put_row(&l, s, &s->row[k]);
	}
	buf_free(&l.guarded);
}
