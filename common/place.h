/* place: where a reader of records stands in a source: its lines, and the next bytes that matter. */
#ifndef PLACE_H
#define PLACE_H

#include "source.h"

enum place_byte { PLACE_LF, PLACE_CR, PLACE_QUOTE, PLACE_NUL, PLACE_BYTES };

/* Offsets are those of the source. A line ends with LF, CR LF, or CR. */
struct place {
	struct source *source;
	uint64_t start, start_line;     /* where the record began */
	uint64_t pos, line;             /* what is read next */
	uint64_t first_end, second;     /* the end of the record's first line, the start of what follows; 0 if not seen */
	uint64_t next[PLACE_BYTES];     /* no such byte is between pos and here */
	uint64_t scanned, whole;        /* counting quotes up to scanned, whole records reach this far */
	bool in_quotes;                 /* at scanned */
	bool after_cr;                  /* the byte before pos is a CR, so that a LF ends no further line */
};

/* At the start of the file that source reads. */
void place_begin(struct place *p, struct source *source);
/* A record begins here. */
void place_record(struct place *p);
/* The offset of the next such byte, or the end of what was read so far. */
uint64_t place_next(struct place *p, enum place_byte b);
/* Moves on to an offset; only the last byte passed may end a line. */
void place_advance(struct place *p, uint64_t to);
/* Between records: passes a byte that ends a blank line, or the line that ended with the CR before it. */
bool place_skip_blank(struct place *p);
/* Reads more, and keeps what the record has so far. */
enum source_got place_fill(struct place *p);
/* Finds where the record's first line ends; reads on if need be. */
enum source_got place_first_line(struct place *p);
/* Goes back to what follows the record's first line. */
void place_back(struct place *p);
/* True when no whole record is left of what was read, and reading may have to wait. */
bool place_drained(const struct place *p);

/* Is there such a byte before end, which is not behind what was read? Known without looking for most records. */
inline bool
place_before(struct place *p, enum place_byte b, uint64_t end)
{
	return p->next[b] <= end && place_next(p, b) < end;
}

#endif
