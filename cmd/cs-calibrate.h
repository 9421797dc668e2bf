/* cs-calibrate: what its parts share. */
#ifndef CS_CALIBRATE_H
#define CS_CALIBRATE_H

#include "cmd.h"
#include "pack.h"

struct calibrate {
	struct cmd cmd;
	const char *labels;             /* -l; never NULL in what follows */
	bool absent_no;                 /* --absent=no: what has no label was not there */
	struct pack_options pack;       /* -p, -r, -c */
	bool disagreements;             /* --disagreements */
	bool scaled;                    /* --scale was given */
	double scale_low, scale_high;   /* people's numbers run from one to the other; 0 and 100 unless --scale */
	const char *learn;              /* --learn MARKER, or NULL: the options below are for it alone */
	uint64_t seed;                  /* --seed, 1 */
	size_t max_phrases;             /* --max-phrases, 300; at least 1 */
	size_t folds;                   /* --folds, 10; at least 2 */
	bool no_measures;               /* --no-measures */
	const char *markers;            /* --markers FILE, or NULL */
};

/* Holds the marks or scores of the input against the labels and writes the table or the list. Ends the program when something
 * is wrong. */
void calibrate_agree(const struct calibrate *c);

#endif
