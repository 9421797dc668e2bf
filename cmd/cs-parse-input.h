/* cs-parse-input: where records come from: CSV files, or a text format, and what is laid over them. */
#ifndef CS_PARSE_INPUT_H
#define CS_PARSE_INPUT_H

#include "cs-parse-columns.h"
#include "csvin.h"

struct input;

/* A source reads files; a filter reads the input below it, and has no drained and replaced. Each answers for next as
 * csvin_next() does, with a record's raw bytes being what was read, whatever its fields were made of. */
struct input_kind {
	enum csvin_got (*next)(struct input *in, struct record *rec);
	bool (*drained)(const struct input *in);
	uint64_t (*replaced)(const struct input *in);
	void (*close)(struct input *in);
};

/* The first member of each of them. */
struct input {
	const struct input_kind *kind;
	struct input *below;
	const struct record *header;    /* NULL while it is not known */
	const struct record *origin;    /* what the export calls what the header's columns were made of; NULL when that is the header */
	const enum log_column *use;     /* what each of the header's columns is read as, LOG_SOURCES for nothing; NULL when not known */
	struct buf reason;              /* "FILE:LINE: reason" of its last CSVIN_ERROR or CSVIN_REJECT */
	int status;                     /* of its CSVIN_ERROR */
};

/* Records of CSV files. */
struct input *input_csv(const struct csvin_options *o);
enum csvin_got input_next(struct input *in, struct record *rec);
/* As those of csvin, of the input or what is below it. */
const char *input_reason(const struct input *in);
int input_status(const struct input *in);
bool input_drained(const struct input *in);
uint64_t input_replaced(const struct input *in);
/* Closes what is below too. */
void input_close(struct input *in);

/* For the kinds: these write the reason and give CSVIN_ERROR with STATUS_DATA; with STATUS_IO and what errno says; CSVIN_REJECT. */
enum csvin_got input_refuse(struct input *in, const char *file, uint64_t line, const char *why);
enum csvin_got input_fail(struct input *in, const char *file);
enum csvin_got input_reject(struct input *in, const char *file, uint64_t line, const char *why);

#endif
