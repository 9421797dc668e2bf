/* The report as a page. */
#include "cs-report-html.h"

#include <string.h>

#include "cs-report-number.h"
#include "cs-report-render.h"
#include "display.h"

#define WIDEST 400

void
html_cut(struct buf *to, struct str s, size_t width)
{
	struct str cut = display_cut(s, width);

	display_html(to, cut);
	if (cut.n < s.n)
		buf_str(to, STR("\xe2\x80\xa6"));
}

void
html_text(struct buf *to, struct str s)
{
	html_cut(to, s, WIDEST);
}

static void
put_cell(struct buf *to, const struct doc_column *column, const struct doc_cell *cell)
{
	struct buf text = { 0 }, range = { 0 };

	if (cell->kind == DOC_SCORE) {
		number_percent(&text, cell->score);
		number_range(&range, cell->score);
	} else {
		number_cell(&text, cell);
	}
	bool strong = cell->kind == DOC_CHANGE && text.n;
	const char *class = column->kind == DOC_TEXT ? "" : column->kind == DOC_RANK ? " class=\"n rank\"" : " class=\"n\"";
	buf_printf(to, "<td%s>%s", class, strong ? "<b>" : "");
	html_text(to, buf_view(&text));
	if (strong)
		buf_str(to, STR("</b>"));
	if (range.n)
		buf_printf(to, " <small>%s</small>", range.p);
	buf_str(to, STR("</td>"));
	buf_free(&text);
	buf_free(&range);
}

static void
put_head(struct buf *to, const struct doc_section *s)
{
	buf_printf(to, "<table><thead><tr><th scope=\"col\">%s</th>", s->item);
	for (size_t i = 0; i < s->columns; i++)
		buf_printf(to, "<th scope=\"col\"%s>%s</th>", s->column[i].kind == DOC_TEXT ? "" : " class=\"n\"", s->column[i].title);
	buf_str(to, STR("</tr></thead><tbody>\n"));
}

/* Begins a row with an id, which may be long and without a blank: a narrow page shows its beginning. */
static void
put_id(struct buf *to, struct str id)
{
	buf_str(to, STR("<tr><th scope=\"row\"><span class=\"id\">"));
	html_text(to, id);
	buf_str(to, STR("</span></th>"));
}

static void
put_label(struct buf *to, const struct doc_section *s, struct str label)
{
	if (strcmp(s->item, "agent") == 0) {
		put_id(to, label);
		return;
	}
	buf_str(to, STR("<tr><th scope=\"row\">"));
	html_text(to, label);
	buf_str(to, STR("</th>"));
}

static void
put_table(struct buf *to, const struct doc_section *s, size_t from, size_t end)
{
	struct str heading = { 0 };

	buf_str(to, STR("<div class=\"scroll\">"));
	put_head(to, s);
	for (size_t i = from; i < end; i++) {
		const struct doc_row *row = &s->row[i];
		if (s->heading && (i == from || !str_eq(heading, row->heading))) {
			heading = row->heading;
			buf_printf(to, "<tr><th colspan=\"%zu\" scope=\"rowgroup\">", s->columns + 1);
			html_text(to, heading);
			buf_str(to, STR("</th></tr>\n"));
		}
		put_label(to, s, row->label);
		for (size_t k = 0; k < s->columns; k++)
			put_cell(to, &s->column[k], &row->cell[k]);
		buf_str(to, STR("</tr>\n"));
	}
	buf_str(to, STR("</tbody></table></div>\n"));
}

static void
put_matrix(struct buf *to, const struct doc_section *s)
{
	struct grid g;

	grid_open(&g, s);
	buf_str(to, STR("<details><summary>Table: every agent by every skill</summary><div class=\"scroll matrix\">"
	    "<table><thead><tr><th scope=\"col\">agent</th>"));
	for (size_t i = 0; i < g.items; i++) {
		buf_str(to, STR("<th scope=\"col\" class=\"n\">"));
		html_text(to, g.item[i]->label);
		buf_str(to, STR("</th>"));
	}
	buf_str(to, STR("</tr></thead><tbody>\n"));
	for (size_t k = 0; k < g.groups; k++) {
		put_id(to, g.group[k]->heading);
		for (size_t i = 0; i < g.items; i++) {
			const struct doc_row *row = g.cell[k * g.items + i];
			if (row)
				put_cell(to, &s->column[0], &row->cell[0]);
			else
				buf_str(to, STR("<td class=\"n\"></td>"));
			if (row && row->cell[1].kind == DOC_RANK) {
				to->n -= strlen("</td>");
				buf_printf(to, " <small>%s %zu\xe2\x80\x93%zu</small></td>", s->column[1].title,
				    row->cell[1].rank.at.low, row->cell[1].rank.at.high);
			}
		}
		buf_str(to, STR("</tr>\n"));
	}
	buf_str(to, STR("</tbody></table></div></details>\n"));
	grid_close(&g);
}

static void
put_detail(struct buf *to, const struct doc_detail *d)
{
	struct buf place = { 0 };

	buf_str(to, STR("<li>"));
	if (d->lead[0])
		buf_printf(to, "<span class=\"lead\">%s</span> ", d->lead);
	if (d->quoted)
		doc_place(&place, d);
	html_text(to, d->quoted ? buf_view(&place) : d->text);
	if (d->quoted && d->text.n) {
		buf_str(to, STR(": <q>"));
		html_text(to, d->text);
		buf_str(to, STR("</q>"));
	}
	buf_str(to, STR("</li>\n"));
	buf_free(&place);
}

static void
put_details(struct buf *to, const struct doc_section *s, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		const struct doc_row *row = &s->row[i];
		if (!row->details)
			continue;
		buf_str(to, STR("<h3>"));
		html_text(to, row->label);
		buf_str(to, STR("</h3><ul>\n"));
		for (const struct doc_detail *d = row->details; d; d = d->next)
			if (!d->data_only)
				put_detail(to, d);
		buf_str(to, STR("</ul>\n"));
	}
}

/* Where each row is a fact of another kind. */
static void
put_facts(struct buf *to, const struct doc_section *s)
{
	buf_str(to, STR("<ul class=\"facts\">\n"));
	for (size_t i = 0; i < s->rows; i++) {
		const struct doc_row *row = &s->row[i];
		bool bad = str_eq(row->item, STR("critical")) && row->cell[0].count > 0;
		struct buf text = { 0 };
		if (row->details)
			continue;
		number_cell(&text, &row->cell[0]);
		buf_printf(to, "<li%s><span>", bad ? " class=\"bad\"" : "");
		html_text(to, row->label);
		buf_str(to, STR("</span> <b>"));
		html_text(to, buf_view(&text));
		buf_str(to, STR("</b></li>\n"));
		buf_free(&text);
	}
	buf_str(to, STR("</ul>\n"));
}

static void
put_body(struct buf *to, const struct doc_section *s, size_t from, size_t end)
{
	bool facts = s->columns == 1 && s->column[0].kind == DOC_TEXT;
	bool pair = s->chart != CHART_NONE && s->chart != CHART_HEAT && end > from;

	if (facts) {
		put_facts(to, s);
	} else if (s->chart == CHART_HEAT) {
		chart_heat(s, to);
		put_matrix(to, s);
	} else if (pair) {
		buf_str(to, STR("<div class=\"pair\">\n"));
		chart_draw(s, from, end, to);
		put_table(to, s, from, end);
		buf_str(to, STR("</div>\n"));
	} else if (end > from && s->columns) {
		put_table(to, s, from, end);
	}
	if (s->chart != CHART_HEAT)
		put_details(to, s, from, end);
}

static void
put_section(struct buf *to, const struct doc_section *s)
{
	size_t from, end = doc_shown(s, &from);

	buf_printf(to, "<section id=\"%s\"><h2>%s</h2>\n", s->id, s->title);
	put_body(to, s, from, end);
	if (doc_more(s) && s->chart != CHART_HEAT)
		buf_printf(to, "<p class=\"more\">And %zu more with --top, or in -f csv.</p>\n", doc_more(s));
	for (size_t i = 0; i < s->notes; i++) {
		buf_str(to, STR("<p class=\"note\">"));
		display_html(to, s->note[i]);
		buf_str(to, STR("</p>\n"));
	}
	buf_str(to, STR("</section>\n"));
}

void
render_html(const struct doc *d, struct buf *to)
{
	buf_printf(to, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; "
	    "base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>", html_style_hash);
	html_text(to, d->subject);
	buf_printf(to, "</title>\n<style>%s</style>\n</head>\n<body>\n<header><h1>", html_style);
	html_text(to, d->title);
	buf_str(to, STR("</h1>\n<nav aria-label=\"Sections\">"));
	for (size_t i = 1; i < d->sections; i++)
		buf_printf(to, "<a href=\"#%s\">%s</a> ", d->section[i].id, d->section[i].title);
	buf_str(to, STR("</nav></header>\n<main>\n"));
	for (size_t i = 0; i < d->sections; i++)
		put_section(to, &d->section[i]);
	buf_str(to, STR("</main>\n</body>\n</html>\n"));
}
