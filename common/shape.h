/* shape: how a number that tells of a person is written: its digits, letters, separators and groups, as one pattern. */
#ifndef SHAPE_H
#define SHAPE_H

#include "str.h"

/* A pattern has so many signs at most, with repetitions written out, and so has what it stands for. */
#define SHAPE_MAX 64
/* What a text is read as: the bytes of ASCII, and one for all other letters. */
#define SHAPE_SIGNS 129
#define SHAPE_LETTER 128

struct shape {
	uint64_t first, last;           /* places where a text may begin and end */
	uint64_t at[SHAPE_SIGNS];       /* places where a sign may stand */
	uint64_t follow[SHAPE_MAX];     /* where it may go on behind each */
	size_t places;
	size_t lead;                    /* signs before the first digit, at most */
};

/* Reads the pattern (see cs-pack(5)); false with why. */
bool shape_read(struct shape *s, struct str pattern, struct buf *why);
/* The sign at p[at], and how many bytes it has: blanks and dashes beyond ASCII are ' ' and '-'. */
unsigned shape_sign(struct str text, size_t at, size_t *bytes);
/* Where the texts that begin at text.p[at] end, the shortest first; returns how many there are. */
size_t shape_match(const struct shape *s, struct str text, size_t at, size_t end[SHAPE_MAX]);

#endif
