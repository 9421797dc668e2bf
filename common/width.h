/* width: the full-width forms of ASCII, which keyboards of East Asia write, read as ASCII: U+FF01 to U+FF5E and the blank U+3000.
 * Not so the comma and the colon: they stand between numbers there, never in one. */
#ifndef WIDTH_H
#define WIDTH_H

#include "str.h"

/* True when some sign of the text is a full-width form: folded is then the text with a byte of ASCII for each. False leaves
 * folded empty. */
bool width_fold(struct str text, struct buf *folded);
/* Where text stands so many bytes of its folded form behind text.p[at]. */
size_t width_skip(struct str text, size_t at, size_t bytes);

#endif
