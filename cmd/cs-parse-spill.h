/* cs-parse-spill: a temporary file without a name, so that nothing is left behind however the program ends. */
#ifndef CS_PARSE_SPILL_H
#define CS_PARSE_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* In $TMPDIR, or in /var/tmp or /tmp. -1 with errno set. */
int spill_open(void);
/* All n bytes at that place of the file, or false with errno set. */
bool spill_write(int fd, const void *p, size_t n, off_t at);
bool spill_read(int fd, void *p, size_t n, off_t at);
/* Gives the room of these bytes back to the disk, where the file system can do that; they are never read again. */
void spill_forget(int fd, size_t n, off_t at);

#endif
