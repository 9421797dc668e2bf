/* cs-parse-progress: a bar on the terminal while the input is read. */
#ifndef CS_PARSE_PROGRESS_H
#define CS_PARSE_PROGRESS_H

#include "csvin.h"

struct progress {
	bool shown;                     /* stderr is a terminal */
	uint64_t total, done, records;  /* bytes; total is 0 when some input has no known size */
	int64_t last;                   /* when it was drawn, ms */
};

void progress_start(struct progress *p, const struct csvin_options *o);
/* One more record of so many bytes. */
void progress_step(struct progress *p, size_t bytes);
/* Wipes the bar away. */
void progress_stop(struct progress *p);

#endif
