/* cs-report-render: how a report is written. */
#ifndef CS_REPORT_RENDER_H
#define CS_REPORT_RENDER_H

#include "cs-report-doc.h"
#include "csvout.h"

struct render {
	bool ascii;                     /* nothing but ASCII, the data's own letters apart */
	bool colour;                    /* bold and faint, for a terminal */
	bool raw;                       /* CSV without the guard against spreadsheets that compute */
};

/* At most 80 columns. */
void render_text(const struct doc *d, const struct render *r, struct buf *to);
void render_markdown(const struct doc *d, struct buf *to);
/* One line for each figure and each thing said; see cs-report(1). */
void render_csv(const struct doc *d, const struct render *r, struct csvout *out);
/* Whole percents, 0 to 100. */
int render_percent(double percent);

#endif
