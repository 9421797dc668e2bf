/* cs-tag-jobs: the records of a log tagged by several threads and written in their order. */
#ifndef CS_TAG_JOBS_H
#define CS_TAG_JOBS_H

#include "csvout.h"
#include "tag.h"

struct jobs;

/* The number of threads that pays: that of the processors this program may use, within reason. */
unsigned jobs_default(void);
/* Threads start when there is work for more than one; 1 is none but the caller's. evidence: that column too. */
struct jobs *jobs_new(unsigned threads, struct tag_rules *rules, bool evidence, struct csvout *out);
/* A record that is CSV as it goes out; its tags are added. False when there is no such thing for its role, with the reason in why. */
bool jobs_add(struct jobs *j, struct str raw, enum record_role role, struct str text, struct buf *why);
/* Waits until all records that were added are handed to the output. */
void jobs_finish(struct jobs *j);
void jobs_free(struct jobs *j);

#endif
