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

/* Where the letters that a chunk (its first byte is the lowest) starts with end: the lowest bit set is that of the first byte
 * that is no ASCII letter; 0 if all are. Carries of one byte into the next only come from bytes that are none. */
static inline uint64_t
fold_end(uint64_t chunk)
{
	uint64_t lower = chunk | 0x20 * FOLD_EACH;
	uint64_t below_a = lower - 'a' * FOLD_EACH, past_z = lower + (0x7f - 'z') * FOLD_EACH;

	return (below_a | past_z) >> 7 & FOLD_EACH;
}

/* How many letters those are, 0 to 8. */
static inline unsigned
fold_letters(uint64_t end)
{
	/* the bit above all others makes 8 of none, without a branch */
	return (unsigned)(__builtin_ctzll(end | UINT64_C(1) << 63) + 1) / 8;
}

/* Those letters in lower case; zeros behind. */
static inline uint64_t
fold_lower(uint64_t chunk, uint64_t end)
{
	return (chunk | 0x20 * FOLD_EACH) & (end - 1) & ~end;
}

#endif
