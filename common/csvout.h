/* csvout: writes CSV, RFC 4180 with LF line ends, in 64 KiB blocks; quotes only what needs it. */
#ifndef CSVOUT_H
#define CSVOUT_H

#include "str.h"

struct csvout;

/* Writes to path, or to standard output when path is NULL or "-". A file appears under its name only in
 * csvout_close(): the bytes go to a temporary file beside it, which has no name where the system can do that. delim 0 is a comma. NULL with errno set on failure. */
struct csvout *csvout_open(const char *path, char delim);
/* One field, quoted if it holds the delimiter, a quote, CR, LF, or is the only and empty field of its record. */
void csvout_field(struct csvout *o, struct str s);
void csvout_int(struct csvout *o, int64_t value);
/* Bytes that are CSV already: the fields of a record as they were read (no line end). */
void csvout_raw(struct csvout *o, struct str s);
/* The bytes that a field with this text has, appended to b. */
void csvout_quote(struct buf *b, struct str s, char delim);
/* Ends the record. */
void csvout_end(struct csvout *o);
/* Writes out what is buffered. Errors are kept for csvout_error and csvout_close. */
void csvout_flush(struct csvout *o);
/* errno of the first write that failed, or 0; EPIPE too (SIGPIPE is left at its default). */
int csvout_error(const struct csvout *o);
/* Flushes, and for a file: fsync and rename. 0, or -1 with errno set and no file under the name. Frees o. */
int csvout_close(struct csvout *o);
/* Frees o without flushing; removes the temporary file. */
void csvout_abandon(struct csvout *o);

#endif
