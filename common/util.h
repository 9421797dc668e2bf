/* util: exit statuses, memory that is there or ends the program, hashing. */
#ifndef UTIL_H
#define UTIL_H

#include <stddef.h>
#include <stdint.h>

/* The statuses of every program; 0 is "complete". */
enum util_status {
	STATUS_DATA = 1,        /* the data was refused, the output is incomplete */
	STATUS_USAGE = 2,       /* options or pack */
	STATUS_IO = 3,          /* reading, writing, memory */
	STATUS_LIMIT = 4        /* a limit that the user set was breached */
};

/* n zeroed items of size bytes; never NULL: without memory the program ends with STATUS_IO. */
void *util_alloc(size_t n, size_t size);
/* Resizes to n items of size bytes, as realloc; same end. */
void *util_resize(void *p, size_t n, size_t size);
/* 64 bits of the bytes, the same on every machine and run. */
uint64_t util_hash(const void *p, size_t n);
/* util_grow() where there is something to do. */
void *util_enlarge(void *p, size_t *cap, size_t need, size_t size);

/* 8 bytes as a number, the first one its lowest, whatever the machine's order; compilers make one load of it. */
inline uint64_t
util_load64(const void *bytes)
{
	const unsigned char *p = bytes;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* At least need items of size bytes at p, *cap doubling; what is new is not zeroed. Mostly there is room, so it is inlined. */
inline void *
util_grow(void *p, size_t *cap, size_t need, size_t size)
{
	return need <= *cap ? p : util_enlarge(p, cap, need, size);
}

#endif
