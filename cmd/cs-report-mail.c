/* The report as a message with a text and an HTML part. */
#include <string.h>

#include "cs-report-html.h"
#include "cs-report-number.h"
#include "cs-report-render.h"
#include "display.h"
#include "mail.h"

/* "=_" cannot come out of quoted-printable, so that no text of the data ends a part. */
#define BOUNDARY "=_cs-report"
#define BYTES_MAX 90000
#define BAR 56
/* A longer word is broken where a telephone has no room for it. */
#define WORD_MAX 15
#define ID_CUT 11
/* Words of the data may be longer than a line; figures are not. */
#define BREAK "overflow-wrap:anywhere;word-break:break-word"
#define WHOLE "overflow-wrap:normal;word-break:normal"

static void
put_bar(struct buf *to, struct doc_score score)
{
	int low = (int)(score.at.low * BAR / 100 + 0.5), high = (int)(score.at.high * BAR / 100 + 0.5);
	const struct { int width; const char *colour; } part[] = {
		{ low, "#1f6fb2" }, { high - low, "#9cc4e6" }, { BAR - high, "#dde3e8" },
	};

	buf_printf(to, "<table role=\"presentation\" width=\"%d\" cellpadding=\"0\" cellspacing=\"0\"><tr>", BAR);
	for (int i = 0; i < 3; i++)
		if (part[i].width > 0)
			buf_printf(to, "<td width=\"%d\" height=\"6\" bgcolor=\"%s\"></td>", part[i].width, part[i].colour);
	buf_str(to, STR("</tr></table>"));
}

static void
put_cell(struct buf *to, const struct doc_column *column, const struct doc_cell *cell)
{
	struct buf text = { 0 };
	bool score = cell->kind == DOC_SCORE && column->kind == DOC_SCORE;

	if (score)
		number_percent(&text, cell->score);
	else
		number_cell(&text, cell);
	buf_printf(to, "<td%s>", column->kind == DOC_TEXT ? " style=\"" BREAK "\"" :
	    column->kind == DOC_RANK ? " align=\"right\"" : " align=\"right\" nowrap");
	html_cut(to, buf_view(&text), 200);
	if (score && !doc_too_few(cell->score)) {
		buf_str(to, STR("<br><small>"));
		number_range(to, cell->score);
		buf_str(to, STR("</small>"));
	}
	if (column->bar && cell->kind == DOC_SCORE && !doc_too_few(cell->score))
		put_bar(to, cell->score);
	buf_str(to, STR("</td>"));
	buf_free(&text);
}

static void
put_detail(struct buf *to, const struct doc_detail *d)
{
	struct buf place = { 0 };

	buf_printf(to, "<li>%s ", d->lead);
	if (d->quoted)
		doc_place(&place, d);
	html_cut(to, d->quoted ? buf_view(&place) : d->text, 400);
	if (d->quoted && d->text.n) {
		buf_str(to, STR(": &ldquo;"));
		html_cut(to, d->text, 400);
		buf_str(to, STR("&rdquo;"));
	}
	buf_str(to, STR("</li>\n"));
	buf_free(&place);
}

static size_t
longest_word(struct str s)
{
	size_t longest = 0, width;
	struct buf safe = { 0 };
	struct str word;

	display_plain(&safe, s);
	s = buf_view(&safe);
	while (str_next(&s, ' ', &word)) {
		width = display_width(word);
		longest = width > longest ? width : longest;
	}
	buf_free(&safe);
	return longest;
}

/* An id says enough by its beginning; the other formats have all of it. */
static void
put_label(struct buf *to, const struct doc_section *s, struct str label)
{
	size_t longest = longest_word(label);
	bool id = strcmp(s->item, "agent") == 0 && longest > WORD_MAX;

	buf_printf(to, "<tr valign=\"top\"><td%s>", longest > WORD_MAX && !id ? " style=\"" BREAK "\"" : "");
	html_cut(to, label, id ? ID_CUT : 80);
	buf_str(to, STR("</td>"));
}

static void
put_row(struct buf *to, const struct doc_section *s, const struct doc_row *row)
{
	put_label(to, s, row->label);
	for (size_t k = 0; k < s->columns; k++)
		put_cell(to, &s->column[k], &row->cell[k]);
	buf_str(to, STR("</tr>\n"));
	if (!row->details)
		return;
	buf_printf(to, "<tr><td colspan=\"%zu\" style=\"" BREAK "\"><small><ul>\n", s->columns + 1);
	for (const struct doc_detail *d = row->details; d; d = d->next)
		if (!d->data_only)
			put_detail(to, d);
	buf_str(to, STR("</ul></small></td></tr>\n"));
}

static void
put_table(struct buf *to, const struct doc_section *s, size_t from, size_t end)
{
	struct str heading = { 0 };

	buf_printf(to, "<table cellpadding=\"2\" cellspacing=\"0\" style=\"font:13px sans-serif;" WHOLE "\"><tr><th align=\"left\"><small>%s</small></th>", s->item);
	for (size_t i = 0; i < s->columns; i++)
		buf_printf(to, "<th align=\"right\"><small>%s</small></th>", s->column[i].title);
	buf_str(to, STR("</tr>\n"));
	for (size_t i = from; i < end; i++) {
		if (s->heading && (i == from || !str_eq(heading, s->row[i].heading))) {
			heading = s->row[i].heading;
			buf_printf(to, "<tr><td colspan=\"%zu\" style=\"" BREAK "\"><b>", s->columns + 1);
			html_cut(to, heading, 80);
			buf_str(to, STR("</b></td></tr>\n"));
		}
		put_row(to, s, &s->row[i]);
	}
	buf_str(to, STR("</table>\n"));
}

static void
put_section(struct buf *to, const struct doc_section *s)
{
	size_t from, end = doc_shown(s, &from);

	buf_printf(to, "<h2>%s</h2>\n", s->title);
	if (end > from && s->columns)
		put_table(to, s, from, end);
	if (doc_more(s))
		buf_printf(to, "<p>And %zu more in the other formats.</p>\n", doc_more(s));
	for (size_t i = 0; i < s->notes; i++) {
		buf_str(to, STR("<p><small>"));
		html_cut(to, s->note[i], 600);
		buf_str(to, STR("</small></p>\n"));
	}
}

static void
put_html(const struct doc *d, struct buf *to)
{
	buf_str(to, STR("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"));
	html_cut(to, d->subject, 200);
	buf_str(to, STR("</title></head>\n<body style=\"font:14px sans-serif\">\n<div style=\"font:14px sans-serif;" BREAK "\">\n<h1>"));
	html_cut(to, d->title, 200);
	buf_str(to, STR("</h1>\n"));
	for (size_t i = 0; i < d->sections; i++)
		put_section(to, &d->section[i]);
	buf_str(to, STR("</div></body></html>\n"));
}

static void
put_part(struct buf *to, const char *type, struct str text)
{
	buf_printf(to, "\n--" BOUNDARY "\nContent-Type: %s; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n", type);
	mail_quoted(to, text);
}

static void
put_message(const struct doc *d, const struct render *r, struct buf *to)
{
	struct render plain = { .ascii = true };
	struct buf text = { 0 };

	mail_address_header(to, "From", str_of(r->from));
	mail_address_header(to, "To", str_of(r->to));
	mail_header(to, "Subject", r->subject ? str_of(r->subject) : d->subject);
	buf_printf(to, "Date: %s\nMIME-Version: 1.0\nAuto-Submitted: auto-generated\n"
	    "Content-Type: multipart/alternative; boundary=\"" BOUNDARY "\"\n", r->date);
	render_text(d, &plain, &text);
	put_part(to, "text/plain", buf_view(&text));
	buf_reset(&text);
	put_html(d, &text);
	put_part(to, "text/html", buf_view(&text));
	buf_str(to, STR("\n--" BOUNDARY "--\n"));
	buf_free(&text);
}

/* What is said at length takes its room from fewer rows. */
static size_t
limit_of(const struct doc_section *s, size_t most)
{
	size_t limit = s->shown_groups ? most / 10 : most;

	for (size_t i = 0; !s->shown_groups && i < s->rows; i++)
		if (s->row[i].details)
			limit = most / 4;
	return limit ? limit : 1;
}

static void
shorten(struct doc *d, struct doc_section *s, size_t most)
{
	size_t limit = limit_of(s, most);

	if (s->rows == 0 || (s->headline && most > 3) || (s->shown && s->shown <= limit))
		return;
	if (s->pick && limit < s->rows) {
		if (s->shown == 0 || s->shown >= s->rows)
			doc_note(d, s, "Of %zu these are the ones that changed, then those with most critical errors and those with the "
			    "highest and lowest scores.", s->rows);
		doc_pick(s, limit);
	}
	s->shown = limit;
}

/* Long lists become shorter until the message is short enough; every section has something. */
void
render_mail(struct doc *d, const struct render *r, struct buf *to)
{
	for (size_t most = 50; ; most -= most / 4 + (most > 0)) {
		for (size_t i = 0; i < d->sections; i++)
			shorten(d, &d->section[i], most);
		buf_reset(to);
		put_message(d, r, to);
		if (to->n < BYTES_MAX || most == 0)
			return;
	}
}
