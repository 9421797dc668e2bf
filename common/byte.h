/* byte: what a byte of a text is to words and sentences. */
#ifndef BYTE_H
#define BYTE_H

#include <stdbool.h>

enum byte_kind {
	BYTE_OTHER, BYTE_LETTER, BYTE_DIGIT, BYTE_APOSTROPHE,
	BYTE_STOP,              /* ends a sentence: . ? ! */
	BYTE_NEWLINE, BYTE_DOLLAR, BYTE_LESS,
	BYTE_HIGH               /* of a character beyond ASCII */
};

/* enum byte_kind of each byte. */
extern const unsigned char byte_kind[256];

static inline bool
byte_alnum(unsigned char c)
{
	return byte_kind[c] == BYTE_LETTER || byte_kind[c] == BYTE_DIGIT;
}

#endif
