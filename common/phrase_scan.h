/* phrase_scan: finds the patterns that have words in the text in hand. */
#ifndef PHRASE_SCAN_H
#define PHRASE_SCAN_H

#include "phrase_state.h"

/* After phrase_state_start. */
void phrase_scan(const struct phrase_set *set, struct phrase_work *work, struct str text);

#endif
