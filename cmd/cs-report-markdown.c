/* The report for a wiki, a merge request, a page. */
#include "cs-report-render.h"
#include "display.h"

static void
put_cell(struct buf *to, const struct doc_cell *cell)
{
	const struct stats_interval *at = &cell->score.at;

	if (cell->kind == DOC_TEXT)
		display_markdown(to, cell->text);
	else if (cell->kind == DOC_COUNT)
		buf_int(to, cell->count);
	else if (cell->kind == DOC_SCORE && doc_too_few(cell->score))
		buf_str(to, STR("too few"));
	else if (cell->kind == DOC_SCORE)
		buf_printf(to, "%d %% (%d to %d)", render_percent(at->score), render_percent(at->low), render_percent(at->high));
}

static void
put_table(const struct doc_section *s, size_t from, size_t end, struct buf *to)
{
	bool headings = end > from && s->row[from].heading.n > 0;

	buf_printf(to, "%s| %s |", headings ? "| family " : "", s->item);
	for (size_t i = 0; i < s->columns; i++)
		buf_printf(to, " %s |", s->column[i].title);
	buf_printf(to, "\n%s|---|", headings ? "|---" : "");
	for (size_t i = 0; i < s->columns; i++)
		buf_str(to, s->column[i].kind == DOC_TEXT ? STR("---|") : STR("---:|"));
	buf_char(to, '\n');
	for (size_t k = from; k < end; k++) {
		buf_str(to, STR("| "));
		if (headings) {
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
	buf_printf(to, "  - %s ", d->lead);
	display_markdown(to, d->quoted ? d->interaction : d->text);
	if (d->agent.n) {
		buf_str(to, STR(" ("));
		display_markdown(to, d->agent);
		buf_char(to, ')');
	}
	if (d->seq.n) {
		buf_str(to, STR(", message "));
		display_markdown(to, d->seq);
	}
	if (d->quoted && d->text.n) {
		buf_str(to, STR(": \""));
		display_markdown(to, d->text);
		buf_char(to, '"');
	}
	buf_char(to, '\n');
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
		if (s->data_only)
			continue;
		buf_printf(to, "\n## %s\n\n", s->title);
		if (end > from && s->columns) {
			put_table(s, from, end, to);
			buf_char(to, '\n');
		}
		details = to->n;
		put_details(s, from, end, to);
		if (to->n > details)
			buf_char(to, '\n');
		if (end - from < s->rows)
			buf_printf(to, "And %zu more in `-f csv`.\n\n", s->rows - (end - from));
		for (size_t k = 0; k < s->notes; k++) {
			display_markdown(to, s->note[k]);
			buf_str(to, STR("\n\n"));
		}
		while (to->n > 1 && to->p[to->n - 1] == '\n' && to->p[to->n - 2] == '\n')
			to->n--;
	}
}
