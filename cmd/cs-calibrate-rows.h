/* What was learned, as rows of a pack. */
#ifndef CS_CALIBRATE_ROWS_H
#define CS_CALIBRATE_ROWS_H

#include "cs-calibrate.h"
#include "learn.h"
#include "strmap.h"

struct learned_rows {
	const char *name;                       /* the marker */
	const struct pack_marker *marker;       /* in the pack, or NULL */
	int32_t threshold;                      /* the marker's, thousandths; 1000 of one that is not in the pack */
	const struct strmap *patterns;          /* by number of the feature */
	const struct learn_result *result;
};

/* Rows as in rules.csv, and closes out. The first shifts the sum instead of the threshold, unless that is written (shift false).
 * Ends the program when writing fails. */
void rows_write(const struct learned_rows *l, struct csvout *out, bool shift);
/* The marker's row as in markers.csv, with the threshold that was learned, into that file. False, and no file, when it would not
 * be above 0 as a threshold is. */
bool rows_write_marker(const struct learned_rows *l, const char *file);

#endif
