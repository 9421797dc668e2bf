#include "csvin.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "csvparse.h"
#include "util.h"

#define BLOCK_SIZE ((size_t)64 * 1024)
#define MAX_FIELD ((size_t)1024 * 1024)
/* No column's name in a message is longer. */
#define NAME_SHOWN 40

struct csvin {
	struct csvin_options o;
	struct source source;
	struct csvparse parse;
	size_t file;                    /* how many files were opened */
	const char *name;
	bool open;
	size_t width;                   /* the fields that a record has, 0 when none was read yet */
	struct record header;
	struct arena arena;
	struct buf reason;
	int status;                     /* of the error that ended the reading, or 0 */
};

static void
set_reason(struct csvin *in, uint64_t line, struct str why)
{
	buf_reset(&in->reason);
	buf_printf(&in->reason, "%s:%llu: ", in->name, (unsigned long long)line);
	buf_str(&in->reason, why);
	buf_one_line(&in->reason);
}

static enum csvin_got
fail_data(struct csvin *in, const char *why)
{
	set_reason(in, in->parse.place.start_line, str_of(why));
	in->status = STATUS_DATA;
	return CSVIN_ERROR;
}

static enum csvin_got
fail_io(struct csvin *in, int error)
{
	buf_reset(&in->reason);
	buf_printf(&in->reason, "%s: %s", in->name, strerror(error));
	buf_one_line(&in->reason);
	in->status = STATUS_IO;
	return CSVIN_ERROR;
}

static enum csvin_got
fail_read(struct csvin *in)
{
	return in->source.refused ? fail_data(in, in->source.refused) : fail_io(in, errno);
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* A name that two columns have; its n is RECORD_NONE when there is none. */
static struct str
find_duplicate(const struct record *header)
{
	struct str *name = util_alloc(header->n, sizeof *name), twice = { NULL, RECORD_NONE };

	memcpy(name, header->field, header->n * sizeof *name);
	qsort(name, header->n, sizeof *name, by_bytes);
	for (size_t i = 1; i < header->n && twice.n == RECORD_NONE; i++)
		if (str_eq(name[i - 1], name[i]))
			twice = name[i];
	free(name);
	return twice;
}

/* Copies the first header, or makes one for records that have none. */
static void
keep_header(struct csvin *in, const struct record *rec)
{
	struct record *header = &in->header;
	char number[24];

	*header = *rec;
	header->raw = arena_str(&in->arena, in->o.no_header ? STR("") : rec->raw);
	header->field = arena_alloc(&in->arena, rec->n * sizeof *rec->field);
	for (size_t i = 0; i < rec->n; i++) {
		snprintf(number, sizeof number, "%zu", i + 1);
		header->field[i] = arena_str(&in->arena, in->o.no_header ? str_of(number) : rec->field[i]);
	}
	in->width = rec->n;
}

static enum csvin_got
check_header(struct csvin *in, const struct record *rec)
{
	struct buf why = { 0 };
	struct str twice = find_duplicate(rec);
	bool same = !in->width || rec->n == in->width;
	enum csvin_got got = CSVIN_RECORD;

	for (size_t i = 0; i < in->width && same; i++)
		same = str_eq(rec->field[i], in->header.field[i]);
	/* where the header is missing, this is no name but what somebody said */
	if (twice.n != RECORD_NONE && twice.n > NAME_SHOWN)
		buf_str(&why, STR("duplicate column"));
	else if (twice.n != RECORD_NONE)
		buf_printf(&why, "duplicate column '%s'", twice.p);
	else if (!same)
		buf_printf(&why, "the header is not that of %s", in->header.file);
	if (why.n)
		got = fail_data(in, why.p);
	else if (!in->width)
		keep_header(in, rec);
	buf_free(&why);
	return got;
}

static enum csvin_got
read_header(struct csvin *in)
{
	struct record rec;

	switch (csvparse_next(&in->parse, &rec)) {
	case CSVPARSE_RECORD:
		rec.file = in->name;
		return check_header(in, &rec);
	case CSVPARSE_BAD:
		return fail_data(in, in->parse.why);
	case CSVPARSE_END:
		return fail_data(in, "no header");
	default:
		return fail_read(in);
	}
}

/* Opens the next file and reads its header; CSVIN_END when there is no next file. */
static enum csvin_got
open_file(struct csvin *in)
{
	size_t n = in->o.memory.p || !in->o.nfiles ? 1 : in->o.nfiles;

	if (in->file == n)
		return CSVIN_END;
	if (in->o.memory.p) {
		in->name = in->o.memory_name;
		source_memory(&in->source, in->o.memory, in->o.block);
	} else {
		in->name = in->o.nfiles ? in->o.files[in->file] : "-";
		if (!source_open(&in->source, in->name, in->o.block))
			return fail_io(in, errno);
	}
	in->file++;
	in->open = true;
	csvparse_begin(&in->parse, &in->source);
	return in->o.no_header ? CSVIN_RECORD : read_header(in);
}

struct csvin *
csvin_open(const struct csvin_options *o)
{
	struct csvin *in = util_alloc(1, sizeof *in);

	in->o = *o;
	in->parse.delim = o->delim ? o->delim : ',';
	in->parse.max_field = o->max_field ? o->max_field : MAX_FIELD;
	if (!in->o.block)
		in->o.block = BLOCK_SIZE;
	in->source.fd = -1;
	in->source.encoding = o->encoding;
	buf_add(&in->reason, "", 0);
	open_file(in);
	return in;
}

const struct record *
csvin_header(const struct csvin *in)
{
	return in->width ? &in->header : NULL;
}

static enum csvin_got
set_aside(struct csvin *in, struct record *rec)
{
	enum csvparse_got got = csvparse_set_aside(&in->parse, rec);

	if (got == CSVPARSE_FAILED)
		return fail_read(in);
	rec->file = in->name;
	set_reason(in, rec->line, str_of(in->parse.why));
	return CSVIN_REJECT;
}

/* Holds a record against the header. */
static enum csvin_got
check_width(struct csvin *in, struct record *rec)
{
	char why[64];
	int n;

	rec->file = in->name;
	if (!in->width)
		keep_header(in, rec);
	if (rec->n == in->width)
		return CSVIN_RECORD;
	n = snprintf(why, sizeof why, "expected %zu field%s, found %zu", in->width, in->width == 1 ? "" : "s", rec->n);
	set_reason(in, rec->line, (struct str){ why, (size_t)n });
	rec->n = 0;
	rec->field = NULL;
	if (in->o.lenient)
		return CSVIN_REJECT;
	in->status = STATUS_DATA;
	return CSVIN_ERROR;
}

enum csvin_got
csvin_next(struct csvin *in, struct record *rec)
{
	enum csvin_got got;

	while (!in->status) {
		if (!in->open && (got = open_file(in)) != CSVIN_RECORD)
			return got;
		switch (csvparse_next(&in->parse, rec)) {
		case CSVPARSE_RECORD:
			return check_width(in, rec);
		case CSVPARSE_BAD:
			return in->o.lenient ? set_aside(in, rec) : fail_data(in, in->parse.why);
		case CSVPARSE_FAILED:
			return fail_read(in);
		case CSVPARSE_END:
			source_close(&in->source);
			in->open = false;
		}
	}
	return CSVIN_ERROR;
}

const char *
csvin_reason(const struct csvin *in)
{
	return in->reason.p;
}

int
csvin_status(const struct csvin *in)
{
	return in->status;
}

bool
csvin_drained(const struct csvin *in)
{
	return in->open && place_drained(&in->parse.place);
}

uint64_t
csvin_replaced(const struct csvin *in)
{
	return in->source.replaced;
}

void
csvin_close(struct csvin *in)
{
	if (!in)
		return;
	csvparse_free(&in->parse);
	source_free(&in->source);
	arena_free(&in->arena);
	buf_free(&in->reason);
	free(in);
}
