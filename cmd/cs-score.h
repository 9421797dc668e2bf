/* cs-score: what its parts share. */
#ifndef CS_SCORE_H
#define CS_SCORE_H

#include "cmd.h"
#include "cs-score-by.h"
#include "rubric.h"

#define SCORE_FINEST "interaction_id,date,channel,agent_id,skill,criterion"

struct score {
	struct cmd cmd;
	struct pack_options options;
	struct by by;                   /* SCORE_FINEST unless --by; empty for --merge without it */
	bool finest, merge;
	const char *explain;            /* the interaction to be explained, instead of scores */
	const char *zone;               /* of dates, and of times in explanations */
	const struct pack *pack;
	const struct rubric *rubric;
};

/* Both read the input, write the scores and close both; they end the program when something is wrong. */
void score_log(const struct score *s);
void score_merge(const struct score *s);

#endif
