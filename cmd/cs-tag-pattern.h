/* cs-tag-pattern: a pattern in short, for those who read which words it was found on. */
#ifndef CS_TAG_PATTERN_H
#define CS_TAG_PATTERN_H

#include "str.h"

/* Adds a pattern. Of a group with many alternatives only those that stand in words (each word of which has a blank on both
 * sides) are shown, or else the first ones, and an ellipsis. */
void pattern_shorten(struct buf *to, struct str pattern, struct str words);

#endif
