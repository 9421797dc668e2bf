/* near: which words stand right before a place in a text. */
#ifndef NEAR_H
#define NEAR_H

#include "str.h"

/* Of the phrases of both lists, "phone|my number" (small letters, single blanks), the one that ends last among the five words before
 * text.p[at]: 1 for one of yes, -1 for one of no, 0 for none. Only letters of ASCII are words, and nothing in "<...>" is. */
int near_which(struct str text, size_t at, struct str yes, struct str no);

#endif
