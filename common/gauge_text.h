/* gauge_text: measures of what the messages say; see gauge. */
#ifndef GAUGE_TEXT_H
#define GAUGE_TEXT_H

#include "gauge.h"

/* What is known of a message's text so far. */
struct gauge_text {
	int64_t measure[MEASURE_COUNT]; /* thousandths */
	size_t word, words;             /* its words as a sorted set of hashes, in gauge_work's word */
	unsigned known;                 /* which of these were taken: 1u << kind, GAUGE_SET */
};

#define GAUGE_SET (1u << MEASURE_COUNT)

/* A measure of message i of the interaction, taken when it is first asked for. */
int64_t gauge_measure(struct gauge_case *c, uint32_t i, enum measure_kind kind);
bool gauge_take_echo(struct gauge_case *c, int64_t *value);
bool gauge_take_same_text(struct gauge_case *c, int64_t *value);

#endif
