#include "util.h"

#include <err.h>
#include <stdlib.h>

/* The one copy for callers that do not inline them. */
extern inline uint64_t util_load64(const void *bytes);
extern inline void *util_grow(void *p, size_t *cap, size_t need, size_t size);

void *
util_alloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		errx(STATUS_IO, "out of memory");
	return p;
}

void *
util_resize(void *p, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		errx(STATUS_IO, "out of memory");
	/* realloc to nothing may free and return NULL */
	p = realloc(p, bytes ? bytes : 1);
	if (!p)
		errx(STATUS_IO, "out of memory");
	return p;
}

void *
util_enlarge(void *p, size_t *cap, size_t need, size_t size)
{
	size_t n = *cap ? *cap : 16;

	while (n < need)
		n = n > SIZE_MAX / 2 ? need : n * 2;
	p = util_resize(p, n, size);
	*cap = n;
	return p;
}

static uint64_t
mix(uint64_t h)
{
	h ^= h >> 32;
	h *= 0xd6e8feb86659fd93u;
	h ^= h >> 29;
	return h;
}

uint64_t
util_hash(const void *p, size_t n)
{
	const unsigned char *s = p;
	/* Multiplied, so that no length is undone by the last bytes. */
	uint64_t h = 0x9e3779b97f4a7c15u * (n + 1), last = 0;

	for (; n >= 8; s += 8, n -= 8)
		h = mix(h ^ util_load64(s));
	for (size_t i = 0; i < n; i++)
		last |= (uint64_t)s[i] << (8 * i);
	h = mix(h ^ last);
	return mix(h);
}
