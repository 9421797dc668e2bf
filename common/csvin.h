/* csvin: pulls records out of CSV files, RFC 4180, in blocks, one after the other. */
#ifndef CSVIN_H
#define CSVIN_H

#include "record.h"

struct csvin;

struct csvin_options {
	char delim;                     /* 0 is a comma */
	bool no_header;                 /* the first record is data */
	bool lenient;                   /* hand out what does not fit as CSVIN_REJECT and go on */
	size_t max_field;               /* bytes; 0 is 1 MiB */
	size_t block;                   /* bytes read at once; 0 is 64 KiB */
	char *const *files;             /* read in order; "-" is standard input */
	size_t nfiles;                  /* 0 is standard input alone */
	struct str memory;              /* read these bytes instead of files when memory.p is set */
	const char *memory_name;        /* what messages call them */
	const char *encoding;           /* of the files, as struct source takes it */
};

enum csvin_got { CSVIN_ERROR = -1, CSVIN_END, CSVIN_RECORD, CSVIN_REJECT };

/* Opens the first file and reads its header. Never NULL: csvin_reason() tells a failed start, which
 * csvin_next() reports as CSVIN_ERROR too. Refused by name: no header, a duplicate column, UTF-16 unless encoding is set, NUL. */
struct csvin *csvin_open(const struct csvin_options *o);
/* The header, kept until csvin_close; with no_header n fields named "1", "2" ... after the first record.
 * NULL when there is none. */
const struct record *csvin_header(const struct csvin *in);
/* The next record, with as many fields as the header. Blank lines are skipped, a BOM is dropped, a later
 * file's header is checked to be the same and not handed out. Invalid UTF-8 comes out as U+FFFD (raw too).
 * CSVIN_REJECT (lenient only): rec->raw is the text set aside, csvin_reason() why; the reader goes on with the
 * next line. */
enum csvin_got csvin_next(struct csvin *in, struct record *rec);
/* "FILE:LINE: reason" of the last CSVIN_ERROR or CSVIN_REJECT; "" when there was none. */
const char *csvin_reason(const struct csvin *in);
/* STATUS_DATA or STATUS_IO of the last CSVIN_ERROR. */
int csvin_status(const struct csvin *in);
/* True when the next call may have to wait for input: the time to flush what was written. */
bool csvin_drained(const struct csvin *in);
/* How many byte sequences became U+FFFD. */
uint64_t csvin_replaced(const struct csvin *in);
void csvin_close(struct csvin *in);

#endif
