#include "checksum.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
checksum_luhn(struct str s)
{
	unsigned sum = 0, digits = 0;

	for (size_t i = s.n; i--;)
		if (is_digit(s.p[i])) {
			unsigned d = (unsigned)(s.p[i] - '0') << (digits++ & 1);

			sum += d > 9 ? d - 9 : d;
		}
	return digits > 1 && sum % 10 == 0;
}

/* The remainder after one more letter or digit. */
static unsigned
mod97(unsigned rest, char c)
{
	if (is_digit(c))
		return (rest * 10 + (unsigned)(c - '0')) % 97;
	c |= 0x20;
	return c >= 'a' && c <= 'z' ? (rest * 100 + (unsigned)(c - 'a') + 10) % 97 : rest;
}

bool
checksum_mod97(struct str s)
{
	unsigned rest = 0;
	size_t i = 0, head = 0;

	for (; i < s.n && head < 4; i++)
		head += is_digit(s.p[i]) || ((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z');
	for (size_t k = i; k < s.n; k++)
		rest = mod97(rest, s.p[k]);
	for (size_t k = 0; k < i; k++)
		rest = mod97(rest, s.p[k]);
	return rest == 1;
}
