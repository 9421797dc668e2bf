/* source: the bytes of one file as valid UTF-8, in a window that moves along and grows when it must. */
#ifndef SOURCE_H
#define SOURCE_H

#include "str.h"

struct encoding;

/* Offsets count the cleaned bytes of the file from 0, so that they stay true while the window moves. */
struct source {
	char *window;                   /* holds the bytes from base to end */
	uint64_t base, end;
	uint64_t replaced;              /* invalid sequences that became U+FFFD, over all files */
	const char *refused;            /* why source_fill() failed, or NULL when errno tells */
	const char *encoding;           /* set before a file is opened: NULL is UTF-8, UTF-16 refused; "" is UTF-8, or UTF-16
	                                   where a BOM tells; else a name that encoding_known() */
	struct encoding *decoder;       /* what turns the open file into UTF-8; NULL when it is */
	bool waits;                     /* reading may have to wait: a pipe, a terminal */
	int fd;
	struct str memory;              /* what is left of it; memory.p is NULL when fd is read */
	size_t cap, block;
	size_t pending;                 /* bytes behind end that are not a whole UTF-8 sequence yet */
	bool started, ended;
};

enum source_got { SOURCE_FAILED = -1, SOURCE_END, SOURCE_MORE };

/* Opens path ("-" is standard input), to be read in blocks of so many bytes. s is all zero or closed.
 * False with errno set. */
bool source_open(struct source *s, const char *path, size_t block);
/* Reads bytes that somebody else keeps, just as if they were a file. */
void source_memory(struct source *s, struct str bytes, size_t block);
/* Reads on, so that s->end grows, and forgets what is before keep. A BOM is dropped. */
enum source_got source_fill(struct source *s, uint64_t keep);
/* Closes the file; the window and the count of replacements stay for the next one. */
void source_close(struct source *s);
void source_free(struct source *s);

/* Where the byte of that offset is now. */
inline char *
source_at(const struct source *s, uint64_t offset)
{
	return s->window + (offset - s->base);
}

#endif
