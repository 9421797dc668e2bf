/* cs-report-chart: what drawings are made of. */
#ifndef CS_REPORT_CHART_H
#define CS_REPORT_CHART_H

#include "cs-report-html.h"

struct chart {
	const struct doc_section *s;
	size_t from, end;
	struct buf *to;
};

/* Whether the row has a score that says something. */
bool chart_known(const struct doc_row *row);
/* The figure with its title and text alternative; natural: in its own size, whatever the page's. */
void chart_open(const struct chart *c, size_t width, size_t height, bool natural);
void chart_close(const struct chart *c, const char *caption);
/* Text of the data, cut so that it is surely no wider; the same at its baseline; a filled rectangle. */
void chart_fit(struct buf *to, struct str text, double width);
void chart_text(struct buf *to, const char *class, double x, double y, struct str text, double width);
void chart_rect(struct buf *to, const char *class, double x, double y, double width, double height);

#endif
