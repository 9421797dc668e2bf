/* phrase: finds what the patterns of a set say of a text; see cs-pack(5) for their language. Each pattern speaks for a subject with
 * a weight, each once in a text; a subject is reached when the weights of its patterns add up to its threshold. What cannot
 * decide that is not looked at. */
#ifndef PHRASE_H
#define PHRASE_H

#include "phrase_state.h"

/* Finds the patterns in text. Without all the hits are those with weights above 0, and of subjects that were not reached some
 * may be missing. work->tokens holds the text's tokens afterwards. */
void phrase_match(const struct phrase_set *set, struct phrase_work *work, struct str text);
/* With all: what the patterns found say of a subject. */
int32_t phrase_sum(const struct phrase_work *work, uint32_t subject);
void phrase_work_free(struct phrase_work *work);

#endif
