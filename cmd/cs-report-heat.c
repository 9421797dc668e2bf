/* The heat map of agents by skill. */
#include <stdlib.h>

#include "cs-report-chart.h"
#include "cs-report-number.h"
#include "strmap.h"
#include "util.h"

#define CELL 25
#define LINE 17
#define LEFT 170
#define GAP 4
#define TOP 124
/* How long a slanted title may be, whose line ends TOP above. */
#define SLANT 132
/* Shades up to this one are light in the light scheme, and dark in the dark one. */
#define LIGHT 6

static int
by_place(const void *a, const void *b)
{
	const struct doc_row *x = *(const struct doc_row *const *)a, *y = *(const struct doc_row *const *)b;

	return x->place != y->place ? (x->place < y->place ? -1 : 1) : str_cmp(x->item, y->item);
}

void
grid_open(struct grid *g, const struct doc_section *s)
{
	struct strmap *groups = strmap_new(), *items = strmap_new();
	size_t *column;

	*g = (struct grid){ .group = util_alloc(s->rows, sizeof *g->group), .item = util_alloc(s->rows, sizeof *g->item) };
	for (size_t i = 0; i < s->rows; i++) {
		g->group[strmap_put(groups, s->row[i].group, NULL)] = &s->row[i];
		g->item[strmap_put(items, s->row[i].item, NULL)] = &s->row[i];
	}
	g->groups = strmap_count(groups);
	g->items = strmap_count(items);
	g->cell = util_alloc(g->groups * g->items, sizeof *g->cell);
	qsort(g->item, g->items, sizeof *g->item, by_place);
	column = util_alloc(g->items, sizeof *column);
	for (size_t i = 0; i < g->items; i++)
		column[strmap_find(items, g->item[i]->item)] = i;
	for (size_t i = 0; i < s->rows; i++)
		g->cell[strmap_find(groups, s->row[i].group) * g->items + column[strmap_find(items, s->row[i].item)]] = &s->row[i];
	free(column);
	strmap_free(groups);
	strmap_free(items);
}

void
grid_close(struct grid *g)
{
	free(g->group);
	free(g->item);
	free(g->cell);
}

static void
put_columns(const struct chart *c, const struct grid *g)
{
	for (size_t i = 0; i < g->items; i++) {
		double x = LEFT + CELL * ((double)i + 0.6);
		buf_printf(c->to, "<text x=\"%.1f\" y=\"%d\" transform=\"rotate(-60 %.1f %d)\">", x, TOP - 5, x, TOP - 5);
		chart_fit(c->to, g->item[i]->label, SLANT);
		buf_str(c->to, STR("</text>\n"));
	}
}

static void
put_cell(const struct chart *c, const struct doc_row *row, double x, double y)
{
	struct buf number = { 0 };

	if (!row)
		return;
	if (!chart_known(row)) {
		chart_rect(c->to, "few", x + 0.5, y + 0.5, CELL - 2, LINE - 2);
		return;
	}
	double score = row->cell[0].score.at.score;
	int shade = score >= 100 ? 9 : (int)(score / 10);
	char class[] = "h0";
	class[1] = (char)('0' + shade);
	number_fixed(&number, score, 0);
	chart_rect(c->to, class, x, y, CELL - 1, LINE - 1);
	chart_text(c->to, shade > LIGHT ? "m l" : "m d", x + CELL / 2.0, y + LINE - 5, buf_view(&number), CELL);
	buf_free(&number);
}

/* A line of boxes without a figure would say nothing. */
static void
drop_unknown(struct grid *g)
{
	size_t kept = 0;

	for (size_t k = 0; k < g->groups; k++) {
		bool known = false;
		for (size_t i = 0; i < g->items; i++)
			known |= g->cell[k * g->items + i] && chart_known(g->cell[k * g->items + i]);
		if (!known)
			continue;
		g->group[kept] = g->group[k];
		for (size_t i = 0; i < g->items; i++)
			g->cell[kept * g->items + i] = g->cell[k * g->items + i];
		kept++;
	}
	g->groups = kept;
}

void
chart_heat(const struct doc_section *s, struct buf *to)
{
	struct chart c = { s, 0, s->rows, to };
	struct grid g;

	grid_open(&g, s);
	drop_unknown(&g);
	buf_str(to, STR("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Heat map\">"));
	chart_open(&c, LEFT + CELL * g.items + 60, TOP + LINE * g.groups + 4, true);
	put_columns(&c, &g);
	for (size_t k = 0; k < g.groups; k++) {
		double y = TOP + LINE * (double)k;
		chart_text(to, "t", 0, y + LINE - 5, g.group[k]->heading, LEFT - GAP);
		for (size_t i = 0; i < g.items; i++)
			put_cell(&c, g.cell[k * g.items + i], LEFT + CELL * (double)i, y);
	}
	chart_close(&c, "Scores in percent. An empty box: too few to say; no box: not called for. Agents with too few everywhere are "
	    "in the table alone.");
	buf_str(to, STR("</div>\n"));
	grid_close(&g);
}
