/* fold: letters of a word eight at a time. */
#ifndef FOLD_H
#define FOLD_H

#include <stddef.h>
#include <stdint.h>

#define FOLD_EACH UINT64_C(0x0101010101010101)

/* The high bit of each byte that is an ASCII letter. */
static inline uint64_t
fold_is_letter(uint64_t chunk)
{
	uint64_t low7 = (chunk | 0x20 * FOLD_EACH) & 0x7f * FOLD_EACH;
	uint64_t from_a = low7 + (0x80 - 'a') * FOLD_EACH;      /* high bit: not below a */
	uint64_t past_z = low7 + (0x7f - 'z') * FOLD_EACH;      /* high bit: above z */

	return from_a & ~past_z & ~chunk & 0x80 * FOLD_EACH;
}

/* How many bytes have their high bit set in mask, which has no other bits. */
static inline unsigned
fold_count(uint64_t mask)
{
	return (unsigned)((mask >> 7) * FOLD_EACH >> 56);
}

/* How many of the chunk's first bytes (in memory order, little-endian load) are ASCII letters, 0 to 8. */
static inline unsigned
fold_letters(uint64_t chunk)
{
	uint64_t others = ~fold_is_letter(chunk) & 0x80 * FOLD_EACH;

	return others ? (unsigned)__builtin_ctzll(others) / 8 : 8;
}

/* The chunk's first n bytes, letters, in lower case; zeros behind. */
static inline uint64_t
fold_lower(uint64_t chunk, unsigned n)
{
	chunk |= 0x20 * FOLD_EACH;
	return n == 8 ? chunk : chunk & ((UINT64_C(1) << 8 * n) - 1);
}

#endif
