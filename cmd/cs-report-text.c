/* The report for a terminal or a mail. */
#include <stdlib.h>

#include "cs-report-number.h"
#include "cs-report-render.h"
#include "display.h"

#define WIDTH 80
#define BAR 20
#define BAR_MIN 6
#define LABEL_MIN 16
#define LABEL_MAX 60
/* "too few", "100 %" */
#define PERCENT 7
/* "95 % range", "99.8 to 100.0" with the lower end at the right of four */
#define RANGE 13
#define LOW_END 4
#define INDENT "      "

#define BOLD "\033[1m"
#define FAINT "\033[2m"
#define PLAIN "\033[0m"

struct layout {
	const struct render *r;
	const struct doc_section *s;
	struct buf *to;
	size_t label, bar, width[DOC_COLUMNS];
};

static void
blanks(struct buf *to, size_t n)
{
	while (n--)
		buf_char(to, ' ');
}

static void
put_left(struct buf *to, struct str s, size_t width)
{
	size_t n = display_width(s);

	buf_str(to, s);
	blanks(to, n < width ? width - n : 0);
}

static void
put_right(struct buf *to, struct str s, size_t width)
{
	size_t n = display_width(s);

	blanks(to, n < width ? width - n : 0);
	buf_str(to, s);
}

/* Data that fits; what is left out shows. */
static void
put_cut(const struct layout *l, struct str s, size_t width)
{
	struct str mark = l->r->ascii ? STR("...") : STR("\xe2\x80\xa6");
	struct buf safe = { 0 }, cut = { 0 };

	display_plain(&safe, s);
	if (display_width(buf_view(&safe)) > width) {
		buf_str(&cut, display_cut(buf_view(&safe), width - display_width(mark)));
		buf_str(&cut, mark);
		put_left(l->to, buf_view(&cut), width);
	} else {
		put_left(l->to, buf_view(&safe), width);
	}
	buf_free(&safe);
	buf_free(&cut);
}

static void
emphasise(const struct layout *l, const char *how, const char *text)
{
	buf_printf(l->to, "%s%s%s", l->r->colour ? how : "", text, l->r->colour ? PLAIN : "");
}

/* Lines never end in blanks. */
static void
end_line(struct buf *to)
{
	while (to->n && to->p[to->n - 1] == ' ')
		to->n--;
	buf_char(to, '\n');
}

/* Solid up to the lower end of the range, shaded to its upper end. */
static void
put_bar(const struct layout *l, struct doc_score score)
{
	static const struct str marks[2][3] = {
		{ { "\xe2\x96\x88", 3 }, { "\xe2\x96\x92", 3 }, { "\xc2\xb7", 2 } }, { { "#", 1 }, { "=", 1 }, { ".", 1 } },
	};
	const struct str *mark = marks[l->r->ascii];
	size_t low = (size_t)(score.at.low * (double)l->bar / 100 + 0.5);
	size_t high = (size_t)(score.at.high * (double)l->bar / 100 + 0.5);

	for (size_t i = 0; i < l->bar; i++)
		buf_str(l->to, mark[i < low ? 0 : i < high ? 1 : 2]);
}

static void
put_range(const struct layout *l, struct str range)
{
	size_t low = 0;

	while (low < range.n && range.p[low] != ' ')
		low++;
	low = low < LOW_END && range.n ? LOW_END - low : 0;
	blanks(l->to, low);
	put_left(l->to, range, RANGE - low);
}

static void
put_score(const struct layout *l, const struct doc_column *column, const struct doc_cell *cell)
{
	struct buf percent = { 0 }, range = { 0 };
	bool drawn = column->bar && l->bar;

	if (cell->kind == DOC_SCORE) {
		number_percent(&percent, cell->score);
		number_range(&range, cell->score);
	}
	put_right(l->to, buf_view(&percent), PERCENT);
	blanks(l->to, 1);
	put_range(l, buf_view(&range));
	if (drawn)
		blanks(l->to, 1);
	if (drawn && range.n)
		put_bar(l, cell->score);
	else if (drawn)
		blanks(l->to, l->bar);
	buf_free(&percent);
	buf_free(&range);
}

/* A cell among facts, where every row is of another kind. */
static void
put_fact(const struct layout *l, const struct doc_cell *cell)
{
	struct buf text = { 0 };

	number_cell(&text, cell);
	put_cut(l, buf_view(&text), WIDTH - 2 - l->label - 1);
	buf_free(&text);
}

static void
put_cell(const struct layout *l, size_t i, const struct doc_cell *cell)
{
	const struct doc_column *column = &l->s->column[i];
	struct buf number = { 0 };

	blanks(l->to, 1);
	if (column->kind == DOC_TEXT)
		put_fact(l, cell);
	else if (column->kind == DOC_SCORE)
		put_score(l, column, cell);
	else {
		number_cell(&number, cell);
		put_right(l->to, buf_view(&number), l->width[i]);
	}
	buf_free(&number);
}

static size_t
label_width(const struct doc_section *s, size_t from, size_t to)
{
	struct buf safe = { 0 };
	size_t widest = display_width(str_of(s->item));

	for (size_t i = from; i < to; i++) {
		size_t n;
		buf_reset(&safe);
		display_plain(&safe, s->row[i].label);
		n = display_width(buf_view(&safe));
		if (n > widest)
			widest = n;
	}
	buf_free(&safe);
	return widest < LABEL_MAX ? widest : LABEL_MAX;
}

/* Of what is neither a score nor a text. */
static size_t
figure_width(const struct doc_section *s, size_t column, size_t from, size_t to)
{
	struct buf number = { 0 };
	size_t widest = display_width(str_of(s->column[column].title));

	for (size_t i = from; i < to; i++) {
		buf_reset(&number);
		number_cell(&number, &s->row[i].cell[column]);
		if (number.n > widest)
			widest = number.n;
	}
	buf_free(&number);
	return widest;
}

/* The label takes what the figures leave, the bar what the label leaves. */
static void
lay_out(struct layout *l, size_t from, size_t to)
{
	const struct doc_section *s = l->s;
	size_t used = 2, left;
	bool bar = false;

	for (size_t i = 0; i < s->columns; i++) {
		l->width[i] = s->column[i].kind == DOC_SCORE ? PERCENT + 1 + RANGE : figure_width(s, i, from, to);
		used += 1 + (s->column[i].kind == DOC_TEXT ? 0 : l->width[i]);
		bar |= s->column[i].bar;
	}
	left = used + LABEL_MIN < WIDTH ? WIDTH - used : LABEL_MIN;
	l->label = label_width(s, from, to);
	if (l->label > left)
		l->label = left;
	l->bar = bar && left > l->label ? left - l->label - 1 : 0;
	if (l->bar > BAR)
		l->bar = BAR;
	if (l->bar < BAR_MIN)
		l->bar = 0;
}

static void
put_titles(const struct layout *l)
{
	const struct doc_section *s = l->s;
	bool any = false;

	for (size_t i = 0; i < s->columns; i++)
		any |= s->column[i].title[0] != '\0';
	if (!any)
		return;
	if (l->r->colour)
		buf_str(l->to, STR(FAINT));
	blanks(l->to, 2);
	put_left(l->to, str_of(s->item), l->label);
	for (size_t i = 0; i < s->columns; i++) {
		bool score = s->column[i].kind == DOC_SCORE;
		blanks(l->to, 1);
		put_right(l->to, str_of(s->column[i].title), score ? PERCENT : l->width[i]);
		if (score)
			put_left(l->to, STR(" 95 % range"), 1 + RANGE);
		if (s->column[i].bar && l->bar)
			blanks(l->to, 1 + l->bar);
	}
	end_line(l->to);
	if (l->r->colour)
		buf_str(l->to, STR(PLAIN));
}

static void
put_paragraph(struct buf *to, struct str text, const char *indent)
{
	struct str line;
	struct buf safe = { 0 };

	display_plain(&safe, text);
	text = buf_view(&safe);
	while (display_wrap(&text, WIDTH - display_width(str_of(indent)), &line)) {
		buf_str(to, str_of(indent));
		buf_str(to, line);
		buf_char(to, '\n');
	}
	buf_free(&safe);
}

static void
put_detail(const struct layout *l, const struct doc_detail *d)
{
	struct buf text = { 0 };

	buf_str(&text, str_of(d->lead));
	if (d->quoted) {
		buf_char(&text, ' ');
		doc_place(&text, d);
		if (d->text.n)
			buf_printf(&text, ": \"%s\"", d->text.p);
	} else {
		buf_char(&text, ' ');
		buf_str(&text, d->text);
	}
	put_paragraph(l->to, buf_view(&text), INDENT);
	buf_free(&text);
}

static void
put_row(const struct layout *l, const struct doc_row *row)
{
	blanks(l->to, 2);
	put_cut(l, row->label, l->label);
	for (size_t i = 0; i < l->s->columns; i++)
		put_cell(l, i, &row->cell[i]);
	end_line(l->to);
	for (const struct doc_detail *d = row->details; d; d = d->next)
		if (!d->data_only)
			put_detail(l, d);
}

static void
put_heading(struct buf *to, struct str heading)
{
	struct buf safe = { 0 };

	display_plain(&safe, heading);
	buf_char(to, ' ');
	buf_str(to, display_cut(buf_view(&safe), WIDTH - 1));
	buf_char(to, '\n');
	buf_free(&safe);
}

/* Whether it has bars. */
static bool
put_section(const struct render *r, const struct doc_section *s, struct buf *to)
{
	struct layout l = { .r = r, .s = s, .to = to };
	struct str heading = { 0 };
	size_t from, end = doc_shown(s, &from);

	buf_char(to, '\n');
	emphasise(&l, BOLD, s->title);
	buf_char(to, '\n');
	lay_out(&l, from, end);
	if (end > from)
		put_titles(&l);
	for (size_t i = from; i < end; i++) {
		if (s->row[i].heading.n && !str_eq(heading, s->row[i].heading)) {
			heading = s->row[i].heading;
			put_heading(to, heading);
		}
		put_row(&l, &s->row[i]);
	}
	if (doc_more(s))
		buf_printf(to, "  And %zu more with --top, or in -f csv.\n", doc_more(s));
	for (size_t i = 0; i < s->notes; i++)
		put_paragraph(to, s->note[i], "  ");
	return end > from && l.bar > 0;
}

void
render_text(const struct doc *d, const struct render *r, struct buf *to)
{
	struct layout l = { .r = r, .to = to };
	struct buf title = { 0 };
	bool drawn = false;

	display_plain(&title, d->title);
	emphasise(&l, BOLD, title.n ? title.p : "");
	buf_char(to, '\n');
	for (size_t i = 0; i < d->sections; i++)
		drawn |= put_section(r, &d->section[i], to);
	if (drawn)
		put_paragraph(to, STR("A bar is solid up to the lower end of the range, and shaded up to its upper end."), "  ");
	buf_free(&title);
}
