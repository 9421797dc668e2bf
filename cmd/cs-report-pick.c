/* Which rows of a long list say most. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cs-report-doc.h"
#include "util.h"

enum by { BY_CHANGE, BY_ERRORS, BY_DISTANCE, BY_ORDER };

static bool
known(const struct doc_row *row)
{
	return row->cell[0].kind == DOC_SCORE && !doc_too_few(row->cell[0].score);
}

static double
mean(const struct doc_section *s)
{
	double sum = 0, n = 0;

	for (size_t i = 0; i < s->rows; i++)
		if (known(&s->row[i])) {
			sum += s->row[i].cell[0].score.at.score;
			n++;
		}
	return n > 0 ? sum / n : 0;
}

/* 0: there is nothing of the kind to say. */
static double
weight(const struct doc_section *s, const struct doc_row *row, enum by by, double middle)
{
	if (by == BY_ORDER)
		return 1;
	if (by == BY_DISTANCE)
		return known(row) ? fabs(row->cell[0].score.at.score - middle) : 0;
	for (size_t k = 0; k < s->columns; k++) {
		const struct doc_cell *cell = &row->cell[k];
		if (by == BY_CHANGE && cell->kind == DOC_CHANGE && cell->change.named)
			return fabs(cell->change.by.change);
		if (by == BY_ERRORS && cell->kind == DOC_COUNT && strcmp(s->column[k].metric, "critical") == 0)
			return (double)cell->count;
	}
	return 0;
}

/* Takes at most n of the heaviest; returns how many there were. */
static size_t
take(const struct doc_section *s, bool *taken, enum by by, size_t n, double middle)
{
	for (size_t had = 0; had < n; had++) {
		size_t best = s->rows;
		double most = 0;
		for (size_t i = 0; i < s->rows; i++) {
			double here = taken[i] ? 0 : weight(s, &s->row[i], by, middle);
			if (here > most) {
				most = here;
				best = i;
			}
		}
		if (best == s->rows)
			return had;
		taken[best] = true;
	}
	return n;
}

static int
by_place(const void *a, const void *b)
{
	const struct doc_row *x = a, *y = b;

	return x->place < y->place ? -1 : x->place > y->place;
}

void
doc_pick(struct doc_section *s, size_t n)
{
	bool *taken = util_alloc(s->rows, sizeof *taken);
	struct doc_row *sorted = util_alloc(s->rows, sizeof *sorted);
	double middle = mean(s);
	size_t left = n > s->rows ? s->rows : n, kept = 0;

	qsort(s->row, s->rows, sizeof *s->row, by_place);
	left -= take(s, taken, BY_CHANGE, left, middle);
	left -= take(s, taken, BY_ERRORS, (left + 1) / 2, middle);
	left -= take(s, taken, BY_DISTANCE, left, middle);
	take(s, taken, BY_ORDER, left, middle);
	for (int want = 1; want >= 0; want--)
		for (size_t i = 0; i < s->rows; i++)
			if (taken[i] == want)
				sorted[kept++] = s->row[i];
	memcpy(s->row, sorted, s->rows * sizeof *sorted);
	free(sorted);
	free(taken);
}
