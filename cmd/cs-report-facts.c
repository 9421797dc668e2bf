#include "cs-report-facts.h"

#include <stdio.h>

#include "cs-report-number.h"

const char *const fact_names[FACT_FIELDS] = {
	"section", "group", "item", "metric", "value", "low", "high", "n", "interaction", "seq", "agent", "note"
};

struct walk {
	void (*take)(void *to, const struct fact *f);
	void *to;
	struct fact fact;
	struct buf number[FACT_FIELDS];
};

bool
fact_number(enum fact_field field)
{
	return field >= FACT_VALUE && field <= FACT_N;
}

static void
take(struct walk *w)
{
	w->take(w->to, &w->fact);
	for (int i = FACT_VALUE; i < FACT_FIELDS; i++)
		w->fact.field[i] = STR("");
}

/* Two decimals, as in the scores. */
static void
put_number(struct walk *w, enum fact_field field, double value, int decimals)
{
	buf_reset(&w->number[field]);
	number_fixed(&w->number[field], value, decimals);
	w->fact.field[field] = buf_view(&w->number[field]);
}

static void
put_range(struct walk *w, double value, double low, double high)
{
	put_number(w, FACT_VALUE, value, 2);
	put_number(w, FACT_LOW, low, 2);
	put_number(w, FACT_HIGH, high, 2);
}

/* A change that is not named is told by its p alone. */
static void
take_change(struct walk *w, const char *metric, const struct doc_cell *cell)
{
	const struct compare_change *by = &cell->change.by;
	struct buf name = { 0 };

	if (cell->change.named) {
		put_range(w, by->change, by->low, by->high);
		take(w);
	}
	buf_printf(&name, "%s_p", metric);
	w->fact.field[FACT_METRIC] = buf_view(&name);
	put_number(w, FACT_VALUE, by->p, 6);
	take(w);
	buf_free(&name);
}

static void
take_cell(struct walk *w, const char *metric, const struct doc_cell *cell)
{
	w->fact.field[FACT_METRIC] = str_of(metric);
	switch (cell->kind) {
	case DOC_NOTHING:
		return;
	case DOC_TEXT:
		w->fact.field[FACT_NOTE] = cell->text;
		break;
	case DOC_COUNT:
		put_number(w, FACT_VALUE, (double)cell->count, 0);
		break;
	case DOC_SCORE:
		put_range(w, cell->score.at.score, cell->score.at.low, cell->score.at.high);
		put_number(w, FACT_N, (double)cell->score.n, 0);
		if (doc_too_few(cell->score))
			w->fact.field[FACT_NOTE] = STR("too few");
		break;
	case DOC_POINTS:
		put_number(w, FACT_VALUE, cell->points, 2);
		break;
	case DOC_CHANGE:
		take_change(w, metric, cell);
		return;
	case DOC_RANK:
		put_number(w, FACT_LOW, (double)cell->rank.at.low, 0);
		put_number(w, FACT_HIGH, (double)cell->rank.at.high, 0);
		put_number(w, FACT_N, (double)cell->rank.of, 0);
		break;
	}
	take(w);
}

static void
take_row(struct walk *w, const struct doc_section *s, const struct doc_row *row)
{
	w->fact.field[FACT_GROUP] = row->group;
	w->fact.field[FACT_ITEM] = row->item;
	for (size_t i = 0; i < s->columns; i++)
		take_cell(w, s->column[i].metric, &row->cell[i]);
	for (const struct doc_detail *d = row->details; d; d = d->next) {
		if (!d->metric)
			continue;
		w->fact.field[FACT_METRIC] = str_of(d->metric);
		w->fact.field[FACT_INTERACTION] = d->interaction;
		w->fact.field[FACT_SEQ] = d->seq;
		w->fact.field[FACT_AGENT] = d->agent;
		w->fact.field[FACT_NOTE] = d->text;
		take(w);
	}
}

void
facts_each(const struct doc *d, void (*taker)(void *to, const struct fact *f), void *to)
{
	struct walk w = { .take = taker, .to = to };

	for (size_t i = 0; i < d->sections; i++) {
		const struct doc_section *s = &d->section[i];
		w.fact.field[FACT_SECTION] = str_of(s->id);
		for (size_t k = 0; k < s->rows && !s->prose_only; k++)
			take_row(&w, s, &s->row[k]);
	}
	for (int i = 0; i < FACT_FIELDS; i++)
		buf_free(&w.number[i]);
}
