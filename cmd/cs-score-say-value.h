/* cs-score-say-value: measured values and their bounds in plain words. */
#ifndef CS_SCORE_SAY_VALUE_H
#define CS_SCORE_SAY_VALUE_H

#include "criterion.h"

/* Adds milliseconds as "2 min 5 s", all of them. */
void say_duration(struct buf *to, int64_t ms);
/* Adds thousandths of the gauge's unit: a duration, a share in percent, yes or no, else the number. */
void say_value(struct buf *to, const struct gauge *gauge, int64_t value);
/* Adds the criterion's bound: "at most 1 min". */
void say_bound(struct buf *to, const struct criterion *c);

#endif
