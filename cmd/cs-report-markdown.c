/* The report for a wiki, a merge request, a page. */
#include "cs-report-number.h"
#include "cs-report-render.h"
#include "display.h"

static void
put_cell(struct buf *to, const struct doc_cell *cell)
{
	struct buf text = { 0 };

	number_cell(&text, cell);
	if (cell->kind == DOC_CHANGE)
		buf_str(to, buf_view(&text));
	else
		display_markdown(to, buf_view(&text));
	buf_free(&text);
}

static void
put_table(const struct doc_section *s, size_t from, size_t end, struct buf *to)
{
	buf_printf(to, "| %s%s%s |", s->heading ? s->heading : "", s->heading ? " | " : "", s->item);
	for (size_t i = 0; i < s->columns; i++)
		buf_printf(to, " %s |", s->column[i].title);
	buf_printf(to, "\n%s|---|", s->heading ? "|---" : "");
	for (size_t i = 0; i < s->columns; i++)
		buf_str(to, s->column[i].kind == DOC_TEXT ? STR("---|") : STR("---:|"));
	buf_char(to, '\n');
	for (size_t k = from; k < end; k++) {
		buf_str(to, STR("| "));
		if (s->heading) {
			display_markdown(to, s->row[k].heading);
			buf_str(to, STR(" | "));
		}
		display_markdown(to, s->row[k].label);
		for (size_t i = 0; i < s->columns; i++) {
			buf_str(to, STR(" | "));
			put_cell(to, &s->row[k].cell[i]);
		}
		buf_str(to, STR(" |\n"));
	}
}

static void
put_detail(const struct doc_detail *d, struct buf *to)
{
	struct buf place = { 0 };

	buf_printf(to, "  - %s%s", d->lead, d->lead[0] ? " " : "");
	if (d->quoted)
		doc_place(&place, d);
	display_markdown(to, d->quoted ? buf_view(&place) : d->text);
	if (d->quoted && d->text.n) {
		buf_str(to, STR(": \""));
		display_markdown(to, d->text);
		buf_char(to, '"');
	}
	buf_char(to, '\n');
	buf_free(&place);
}

static void
put_details(const struct doc_section *s, size_t from, size_t end, struct buf *to)
{
	for (size_t k = from; k < end; k++) {
		if (!s->row[k].details)
			continue;
		buf_str(to, STR("- **"));
		display_markdown(to, s->row[k].label);
		buf_str(to, STR("**\n"));
		for (const struct doc_detail *d = s->row[k].details; d; d = d->next)
			if (!d->data_only)
				put_detail(d, to);
	}
}

void
render_markdown(const struct doc *d, struct buf *to)
{
	buf_str(to, STR("# "));
	display_markdown(to, d->title);
	buf_char(to, '\n');
	for (size_t i = 0; i < d->sections; i++) {
		const struct doc_section *s = &d->section[i];
		size_t from, end = doc_shown(s, &from), details;
		buf_printf(to, "\n## %s\n\n", s->title);
		if (end > from && s->columns) {
			put_table(s, from, end, to);
			buf_char(to, '\n');
		}
		details = to->n;
		put_details(s, from, end, to);
		if (to->n > details)
			buf_char(to, '\n');
		if (doc_more(s))
			buf_printf(to, "And %zu more with `--top`, or in `-f csv`.\n\n", doc_more(s));
		for (size_t k = 0; k < s->notes; k++) {
			display_markdown(to, s->note[k]);
			buf_str(to, STR("\n\n"));
		}
		while (to->n > 1 && to->p[to->n - 1] == '\n' && to->p[to->n - 2] == '\n')
			to->n--;
	}
}
