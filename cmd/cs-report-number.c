#include "cs-report-number.h"

#include <math.h>

void
number_fixed(struct buf *to, double value, int decimals)
{
	static const int64_t scales[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
	int64_t scale = scales[decimals], n = (int64_t)(fabs(value) * (double)scale + 0.5);

	if (value < 0 && n)
		buf_char(to, '-');
	buf_int(to, n / scale);
	if (decimals)
		buf_printf(to, ".%0*lld", decimals, (long long)(n % scale));
}

/* A decimal says something where the range is not much wider than what it tells apart. */
static int
decimals_of(double low, double high)
{
	return high - low < 2;
}

void
number_percent(struct buf *to, struct doc_score score)
{
	if (doc_too_few(score)) {
		buf_str(to, STR("too few"));
		return;
	}
	number_fixed(to, score.at.score, decimals_of(score.at.low, score.at.high));
	buf_str(to, STR(" %"));
}

void
number_range(struct buf *to, struct doc_score score)
{
	int decimals = decimals_of(score.at.low, score.at.high);

	if (doc_too_few(score))
		return;
	number_fixed(to, score.at.low, decimals);
	buf_str(to, STR(" to "));
	number_fixed(to, score.at.high, decimals);
}

static void
put_change(struct buf *to, const struct compare_change *c)
{
	int decimals = decimals_of(c->low, c->high) || fabs(c->change) < 1;

	if (c->change > 0)
		buf_char(to, '+');
	number_fixed(to, c->change, decimals);
}

void
number_cell(struct buf *to, const struct doc_cell *cell)
{
	switch (cell->kind) {
	case DOC_NOTHING:
		break;
	case DOC_TEXT:
		buf_str(to, cell->text);
		break;
	case DOC_COUNT:
		buf_int(to, cell->count);
		break;
	case DOC_SCORE:
		number_percent(to, cell->score);
		if (doc_too_few(cell->score))
			break;
		buf_str(to, STR(" ("));
		number_range(to, cell->score);
		buf_char(to, ')');
		break;
	case DOC_POINTS:
		number_fixed(to, cell->points, 0);
		buf_str(to, STR(" %"));
		break;
	case DOC_CHANGE:
		if (cell->change.named)
			put_change(to, &cell->change.by);
		break;
	case DOC_RANK:
		buf_printf(to, "%zu to %zu", cell->rank.at.low, cell->rank.at.high);
		break;
	}
}
