/* strmap: strings numbered 0, 1, 2 ... in the order they came. */
#ifndef STRMAP_H
#define STRMAP_H

#include "str.h"

#define STRMAP_NONE ((size_t)-1)

struct strmap;

struct strmap *strmap_new(void);
/* The number of s, added (copied) if new; *fresh, unless NULL, tells which. */
size_t strmap_put(struct strmap *m, struct str s, bool *fresh);
size_t strmap_find(const struct strmap *m, struct str s);
/* The i-th string, NUL-terminated; lives until strmap_clear or strmap_free. */
struct str strmap_key(const struct strmap *m, size_t i);
size_t strmap_count(const struct strmap *m);
void strmap_clear(struct strmap *m);
void strmap_free(struct strmap *m);

#endif
