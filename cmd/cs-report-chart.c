/* Drawings, in units that are pixels on a phone. */
#include <math.h>
#include <string.h>

#include "cs-report-chart.h"
#include "cs-report-number.h"
#include "display.h"

#define WIDTH 330
#define LABEL 128
#define GAP 4
/* the size that the style gives a drawing's text */
#define TYPE 9
#define PLOT (WIDTH - LABEL - 8)
#define LINE 15
#define TOP 16
/* of the trend */
#define LEFT 26
#define HEIGHT 150
#define YEAR 5

bool
chart_known(const struct doc_row *row)
{
	return row->cell[0].kind == DOC_SCORE && !doc_too_few(row->cell[0].score);
}

/* What the drawing says, for who does not see it: how many there are, the highest and the lowest. */
static void
put_alternative(const struct chart *c)
{
	const struct doc_row *high = NULL, *low = NULL;
	size_t known = 0;

	for (size_t i = c->from; i < c->end; i++) {
		const struct doc_row *row = &c->s->row[i];
		if (!chart_known(row))
			continue;
		known++;
		if (!high || row->cell[0].score.at.score > high->cell[0].score.at.score)
			high = row;
		if (!low || row->cell[0].score.at.score < low->cell[0].score.at.score)
			low = row;
	}
	buf_printf(c->to, "%zu rows", c->end - c->from);
	if (known < c->end - c->from && c->s->chart != CHART_PARETO)
		buf_printf(c->to, ", %zu of them too few", c->end - c->from - known);
	if (c->s->chart == CHART_PARETO && c->end > c->from) {
		buf_str(c->to, STR("; most: "));
		html_cut(c->to, c->s->row[c->from].label, 60);
		buf_printf(c->to, ", %lld points", (long long)c->s->row[c->from].cell[0].count);
	}
	for (int k = 0; k < 2 && high; k++) {
		const struct doc_row *row = k ? low : high;
		buf_printf(c->to, "; %s: ", k ? "lowest" : "highest");
		if (c->s->chart == CHART_HEAT) {
			html_cut(c->to, row->heading, 60);
			buf_str(c->to, STR(", "));
		}
		html_cut(c->to, row->label, 60);
		buf_char(c->to, ' ');
		number_cell(c->to, &row->cell[0]);
	}
	buf_str(c->to, STR(". The table has the same figures."));
}

void
chart_open(const struct chart *c, size_t width, size_t height, bool natural)
{
	const char *id = c->s->id;

	buf_printf(c->to, "<figure><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %zu %zu\"", width, height);
	if (natural)
		buf_printf(c->to, " width=\"%zu\" height=\"%zu\"", width, height);
	buf_printf(c->to, " role=\"img\" aria-label=\"%s\" aria-describedby=\"%s-text\">\n<title>%s</title>\n<desc id=\"%s-text\">",
	    c->s->title, id, c->s->title, id);
	put_alternative(c);
	buf_str(c->to, STR("</desc>\n"));
}

void
chart_close(const struct chart *c, const char *caption)
{
	buf_printf(c->to, "</svg><figcaption>%s</figcaption></figure>\n", caption);
}

/* How wide a character is at most in the sans-serif types of today's systems, in parts of the type size. */
static double
advance(struct str s)
{
	static const char narrow[] = " !',.:;I[]()|ijlft/-", wide[] = "MW@%mw&";
	unsigned char first = (unsigned char)s.p[0];

	if (first >= 0xe1)
		return 1.4;
	if (first >= 0x80)
		return 0.85;
	if (strchr(narrow, s.p[0]))
		return 0.42;
	return strchr(wide, s.p[0]) ? 1 : first >= 'a' && first <= 'z' ? 0.62 : 0.74;
}

void
chart_fit(struct buf *to, struct str text, double width)
{
	struct buf safe = { 0 };
	size_t fits = 0;
	double used = 0;

	display_plain(&safe, text);
	text = buf_view(&safe);
	for (size_t at = 0; at < text.n; ) {
		struct str rest = { text.p + at, text.n - at };
		used += TYPE * advance(rest);
		/* one more character must still fit: the ellipsis */
		if (used <= width - TYPE)
			fits = at + display_cut(rest, 1).n;
		if (used > width)
			break;
		at += display_cut(rest, 1).n;
	}
	if (used <= width)
		fits = text.n;
	display_html(to, (struct str){ text.p, fits });
	if (fits < text.n)
		buf_str(to, STR("\xe2\x80\xa6"));
	buf_free(&safe);
}

void
chart_text(struct buf *to, const char *class, double x, double y, struct str text, double width)
{
	buf_printf(to, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class, x, y);
	chart_fit(to, text, width);
	buf_str(to, STR("</text>\n"));
}

void
chart_rect(struct buf *to, const char *class, double x, double y, double width, double height)
{
	buf_printf(to, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n", class, x, y, width, height);
}

static void
put_line(struct buf *to, double x1, double y1, double x2, double y2)
{
	buf_printf(to, "<line class=\"ax\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x1, y1, x2, y2);
}

/* The part of the scale that the ranges need, in tens; shares begin at 0. */
static void
find_scale(const struct chart *c, double *low, double *high)
{
	*low = 100;
	*high = 0;
	for (size_t i = c->from; i < c->end; i++)
		if (chart_known(&c->s->row[i])) {
			*low = fmin(*low, floor(c->s->row[i].cell[0].score.at.low / 10) * 10);
			*high = fmax(*high, ceil(c->s->row[i].cell[0].score.at.high / 10) * 10);
		}
	if (*low >= *high) {
		*low = 0;
		*high = 100;
	}
	if (c->s->chart == CHART_SHARES)
		*low = 0;
}

static double
step_of(double low, double high)
{
	return high - low >= 100 ? 25 : high - low > 30 ? 20 : 10;
}

static void
put_scale(const struct chart *c, double low, double high, double height)
{
	for (double at = low; at <= high; at += step_of(low, high)) {
		double x = LABEL + PLOT * (at - low) / (high - low);
		struct buf number = { 0 };
		number_fixed(&number, at, 0);
		put_line(c->to, x, TOP - 3, x, height);
		chart_text(c->to, "s m", x, TOP - 6, buf_view(&number), LEFT);
		buf_free(&number);
	}
}

/* How many lines it takes with its headings. */
static size_t
count_lines(const struct chart *c)
{
	size_t n = 0;

	for (size_t i = c->from; i < c->end; i++)
		n += c->s->heading && (i == c->from || !str_eq(c->s->row[i].heading, c->s->row[i - 1].heading)) ? 2 : 1;
	return n;
}

static void
put_range_mark(const struct chart *c, const struct doc_row *row, double y, double low, double high)
{
	const struct stats_interval *at = &row->cell[0].score.at;
	double unit = PLOT / (high - low), width = (at->high - at->low) * unit, start = LABEL - low * unit;

	if (row->cell[0].kind != DOC_SCORE) {
		return;
	} else if (!chart_known(row)) {
		chart_text(c->to, "s", LABEL + 4, y + 3, STR("too few"), PLOT);
	} else if (c->s->chart == CHART_SHARES) {
		chart_rect(c->to, "bar", LABEL, y - 4, (at->score - low) * unit, 8);
		chart_rect(c->to, "rg", start + at->low * unit, y - 1.5, width < 1 ? 1 : width, 3);
	} else {
		chart_rect(c->to, "rg", start + at->low * unit, y - 3, width < 1 ? 1 : width, 6);
		buf_printf(c->to, "<circle class=\"bar\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>\n", start + at->score * unit, y);
	}
}

static void
draw_ranges(const struct chart *c)
{
	double height = (double)(TOP + LINE * count_lines(c)), y = TOP + LINE / 2.0, low, high;

	chart_open(c, WIDTH, (size_t)height + 4, false);
	find_scale(c, &low, &high);
	put_scale(c, low, high, height);
	for (size_t i = c->from; i < c->end; i++) {
		const struct doc_row *row = &c->s->row[i];
		if (c->s->heading && (i == c->from || !str_eq(row->heading, c->s->row[i - 1].heading))) {
			chart_text(c->to, "b", 0, y + 3, row->heading, WIDTH);
			y += LINE;
		}
		chart_text(c->to, "t", 0, y + 3, row->label, LABEL - GAP);
		put_range_mark(c, row, y, low, high);
		y += LINE;
	}
	chart_close(c, c->s->chart == CHART_SHARES ? "The bar is the share in percent, the line its 95 % range." :
	    "The dot is the score in percent, the band its 95 % range.");
}

/* Bars of points lost, and how much of all that was lost the criteria up to there make. */
static void
draw_pareto(const struct chart *c)
{
	double height = (double)(TOP + LINE * (c->end - c->from)), sum = 0, upto = 0;
	struct buf line = { 0 };

	for (size_t i = 0; i < c->s->rows; i++)
		sum += (double)c->s->row[i].cell[0].count;
	chart_open(c, WIDTH, (size_t)height + 4, false);
	put_scale(c, 0, 100, height);
	for (size_t i = c->from; i < c->end; i++) {
		const struct doc_row *row = &c->s->row[i];
		double lost = (double)row->cell[0].count, y = TOP + LINE * ((double)(i - c->from) + 0.5), x;
		upto += lost;
		x = LABEL + PLOT * upto / (sum > 0 ? sum : 1);
		chart_text(c->to, "t", 0, y + 3, row->brief.n ? row->brief : row->label, LABEL - GAP);
		chart_rect(c->to, "bar", LABEL, y - 4, PLOT * lost / (sum > 0 ? sum : 1), 8);
		buf_printf(&line, "%s%.1f,%.1f", line.n ? " " : "", x, y);
		buf_printf(c->to, "<circle class=\"cp\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>\n", x, y);
	}
	if (line.n)
		buf_printf(c->to, "<polyline class=\"cm\" points=\"%s\"/>\n", line.p);
	chart_close(c, "The bar is the part of all points lost, in percent; the line adds them up.");
	buf_free(&line);
}

static void
put_dates(const struct chart *c, double step)
{
	size_t n = c->end - c->from;
	size_t each = n <= 4 ? 1 : (n + 3) / 4;

	for (size_t i = 0; i < n; i += each) {
		struct str date = c->s->row[c->from + i].label;
		/* without the year, which the table tells */
		if (date.n > YEAR)
			date = (struct str){ date.p + YEAR, date.n - YEAR };
		chart_text(c->to, "s m", LEFT + step * (double)i, HEIGHT + 14, date, LABEL);
	}
}

/* Where there are too few, the line has a gap. */
static void
put_course(const struct chart *c, double step, double low, double high)
{
	double unit = (HEIGHT - TOP) / (high - low);
	bool drawn = false;
	struct buf line = { 0 };

	for (size_t i = c->from; i < c->end; i++) {
		const struct doc_row *row = &c->s->row[i];
		const struct stats_interval *at = &row->cell[0].score.at;
		double x = LEFT + step * (double)(i - c->from);
		if (!chart_known(row)) {
			drawn = false;
			continue;
		}
		chart_rect(c->to, "rg", x - 3, HEIGHT - (at->high - low) * unit, 6, fmax((at->high - at->low) * unit, 1));
		buf_printf(&line, "%c%.1f %.1f", drawn ? 'L' : 'M', x, HEIGHT - (at->score - low) * unit);
		drawn = true;
	}
	if (line.n)
		buf_printf(c->to, "<path class=\"ln\" d=\"%s\"/>\n", line.p);
	for (size_t i = c->from; i < c->end; i++)
		if (chart_known(&c->s->row[i]))
			buf_printf(c->to, "<circle class=\"bar\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>\n", LEFT + step * (double)(i - c->from),
			    HEIGHT - (c->s->row[i].cell[0].score.at.score - low) * unit);
	buf_free(&line);
}

static void
draw_trend(const struct chart *c)
{
	size_t n = c->end - c->from;
	double step = n > 1 ? (WIDTH - LEFT - 24) / (double)(n - 1) : 0, low, high;

	find_scale(c, &low, &high);
	chart_open(c, WIDTH, HEIGHT + 22, false);
	for (double at = low; at <= high; at += step_of(low, high)) {
		double y = HEIGHT - (HEIGHT - TOP) * (at - low) / (high - low);
		struct buf number = { 0 };
		number_fixed(&number, at, 0);
		put_line(c->to, LEFT - 4, y, WIDTH - 8, y);
		chart_text(c->to, "s e", LEFT - 7, y + 3, buf_view(&number), LEFT);
		buf_free(&number);
	}
	put_dates(c, step);
	put_course(c, step, low, high);
	chart_close(c, "The line is the score in percent, the bars its 95 % range. A gap: too few.");
}

void
chart_draw(const struct doc_section *s, size_t from, size_t end, struct buf *to)
{
	struct chart c = { s, from, end, to };

	if (s->chart == CHART_TREND)
		draw_trend(&c);
	else if (s->chart == CHART_PARETO)
		draw_pareto(&c);
	else
		draw_ranges(&c);
}
