/* cs-report-html: what the page and its drawings share. */
#ifndef CS_REPORT_HTML_H
#define CS_REPORT_HTML_H

#include "cs-report-doc.h"

/* The style, and its SHA-256 in base64, by which the page's policy knows it. */
extern const char html_style[], html_style_hash[];

/* Data as text or in a double-quoted attribute; all of it comes in this way. Ids of any length are cut. */
void html_text(struct buf *to, struct str s);
/* The same, at most so many characters. */
void html_cut(struct buf *to, struct str s, size_t width);

/* Draws the rows of a section from one up to another as its chart says: an SVG with a title and a text alternative. */
void chart_draw(const struct doc_section *s, size_t from, size_t end, struct buf *to);
/* The heat map: all rows, a line for each group, a column for each item in the order in which they first come. */
void chart_heat(const struct doc_section *s, struct buf *to);

/* The groups and items of a table of one row for each of both; the caller frees what it points to. */
struct grid {
	const struct doc_row **group, **item;   /* a row of each */
	size_t groups, items;
	const struct doc_row **cell;    /* groups x items, NULL where there is none */
};
void grid_open(struct grid *g, const struct doc_section *s);
void grid_close(struct grid *g);

#endif
