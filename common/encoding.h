/* encoding: text in any encoding that iconv(3) knows becomes UTF-8, piece by piece. */
#ifndef ENCODING_H
#define ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct encoding;

/* The room that encoding_take() needs at least: any character, or what replaces an invalid one. */
#define ENCODING_ROOM ((size_t)64)

/* Whether iconv knows the name; neither an empty one, which it takes for that of the locale, nor one with "//". */
bool encoding_known(const char *name);
/* NULL with errno set, EINVAL for a name that is not known. */
struct encoding *encoding_open(const char *name);
/* Room for n further bytes of the text; encoding_fed() then says how many were put there: none is the end of the text. */
char *encoding_space(struct encoding *e, size_t n);
void encoding_fed(struct encoding *e, size_t n);
/* Decodes into room bytes at to, and says how many became of it: 0 when there is need of more text, or no more.
 * What is invalid becomes U+FFFD and is counted: one code unit of it, or all that is left of a text that was cut. */
size_t encoding_take(struct encoding *e, char *to, size_t room, uint64_t *replaced);
bool encoding_ended(const struct encoding *e);
void encoding_close(struct encoding *e);

#endif
