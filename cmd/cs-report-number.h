/* cs-report-number: figures as people read them, rounded by what their range supports. */
#ifndef CS_REPORT_NUMBER_H
#define CS_REPORT_NUMBER_H

#include "cs-report-doc.h"

/* "70 %"; "69.6 %" where the range is narrower than two points; "too few". */
void number_percent(struct buf *to, struct doc_score score);
/* "69 to 71", with as many decimals as the score has; nothing for too few. */
void number_range(struct buf *to, struct doc_score score);
/* Any cell in one text, nothing for a change that is not named: "70 % (69 to 71)", "+6", "3 to 9 of 12". */
void number_cell(struct buf *to, const struct doc_cell *cell);
/* With decimals, halves away from zero; never "-0". */
void number_fixed(struct buf *to, double value, int decimals);

#endif
