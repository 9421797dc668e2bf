/* glyph: one character beyond ASCII; the only user of utf8proc. */
#ifndef GLYPH_H
#define GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum glyph_kind {
	GLYPH_OTHER, GLYPH_LETTER,
	GLYPH_MARK,             /* belongs to the letter before it */
	GLYPH_STOP, GLYPH_QUESTION, GLYPH_EXCLAMATION, GLYPH_CURRENCY
};

struct glyph {
	int32_t code;           /* -1 when the bytes are no UTF-8 */
	unsigned n;             /* bytes, at least 1 */
	enum glyph_kind kind;   /* a digit is a letter */
};

/* The character that the n (at least 1) bytes at p start with. */
struct glyph glyph_read(const unsigned char *p, size_t n);
/* Whether it stands for an apostrophe, between letters; one such is a letter too. */
bool glyph_is_apostrophe(const struct glyph *g);
/* Writes its lower case as UTF-8; returns how many bytes. */
size_t glyph_lower(const struct glyph *g, unsigned char out[4]);

#endif
