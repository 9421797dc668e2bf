/* gauge_text: measures of what the messages say; see gauge. */
#ifndef GAUGE_TEXT_H
#define GAUGE_TEXT_H

#include "gauge.h"

/* What a message's text gave: every measure, and its words as a sorted set of hashes in gauge_work's word. */
struct gauge_text {
	int64_t measure[MEASURE_COUNT]; /* thousandths */
	size_t word, words;
	bool scanned;
};

/* Message i of the interaction; scanned when it is first asked for. */
const struct gauge_text *gauge_text(struct gauge_case *c, uint32_t i);
bool gauge_take_echo(struct gauge_case *c, int64_t *value);
bool gauge_take_same_text(struct gauge_case *c, int64_t *value);

#endif
