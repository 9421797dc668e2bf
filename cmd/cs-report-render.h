/* cs-report-render: how a report is written. */
#ifndef CS_REPORT_RENDER_H
#define CS_REPORT_RENDER_H

#include "cs-report-doc.h"
#include "csvout.h"

struct render {
	bool ascii;                     /* nothing but ASCII, the data's own letters apart */
	bool colour;                    /* bold and faint, for a terminal */
	bool raw;                       /* CSV without the guard against spreadsheets that compute */
	const char *to, *from, *subject, *date;         /* of a mail: its headers, checked; subject may be NULL */
};

/* At most 80 columns. */
void render_text(const struct doc *d, const struct render *r, struct buf *to);
void render_markdown(const struct doc *d, struct buf *to);
/* One page with its style and drawings, which needs nothing else and runs nothing. */
void render_html(const struct doc *d, struct buf *to);
/* A message (RFC 5322) in text and HTML, shorter than 90 KB: fewer rows of d are shown from then on, if need be. */
void render_mail(struct doc *d, const struct render *r, struct buf *to);
/* One line for each figure and each thing said; see cs-report(1). */
void render_csv(const struct doc *d, const struct render *r, struct csvout *out);
void render_json(const struct doc *d, struct buf *to);
void render_prometheus(const struct doc *d, struct buf *to);

#endif
