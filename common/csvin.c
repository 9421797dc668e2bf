#include "csvin.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "source.h"
#include "util.h"

#define BLOCK_SIZE ((size_t)64 * 1024)
#define MAX_FIELD ((size_t)1024 * 1024)

/* Where the next byte of some kind is: none between the place read and at. */
enum mark { MARK_LF, MARK_CR, MARK_QUOTE, MARK_NUL, MARK_COUNT };

struct csvin {
	struct csvin_options o;
	struct source source;
	struct csv_parser parser;
	size_t file;                    /* the number of the next file */
	const char *name;
	bool open, in_header;

	/* Offsets in the source: the record's start, the first byte not parsed yet, the end of the
	 * record's first line and the start of its second (0 until that is seen). */
	uint64_t start, pos, first_end, second;
	uint64_t mark[MARK_COUNT];
	uint64_t start_line, line;
	bool after_cr;                  /* the byte before pos is a CR: a LF would not be a new line */

	/* How far whole records reach, found by counting quotes; kept up only where reading may wait. */
	uint64_t scanned, whole;
	bool in_quotes;

	struct str *field;              /* p is set when the record is whole, see set_fields() */
	size_t fields, field_cap;
	struct buf text;                /* each field and a NUL */
	bool row, too_large;

	size_t width;
	struct record header;
	struct arena arena;
	struct buf reason;
	int status;                     /* of the error that ended the reading, or 0 */
	uint64_t records;
};

static const char byte_of[MARK_COUNT] = { '\n', '\r', '"', '\0' };

/* The offset of the next such byte at or after pos, or the end of what was read. */
static uint64_t
next_mark(struct csvin *in, enum mark m)
{
	const struct source *s = &in->source;
	uint64_t at = in->mark[m];
	const char *found;

	if (at < in->pos)
		at = in->pos;
	if (at < s->end && *source_at(s, at) != byte_of[m]) {
		found = memchr(source_at(s, at), byte_of[m], (size_t)(s->end - at));
		at = found ? s->base + (uint64_t)(found - s->window) : s->end;
	}
	return in->mark[m] = at;
}

static int
never(unsigned char c)
{
	(void)c;
	return 0;
}

/* libcsv's own allocations, so that they fail where the program's do. */
static void
parser_start(struct csvin *in)
{
	csv_init(&in->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL | CSV_REPALL_NL);
	csv_set_delim(&in->parser, (unsigned char)in->o.delim);
	/* Else blanks around a field would be lost. */
	csv_set_space_func(&in->parser, never);
	csv_set_realloc_func(&in->parser, realloc);
	csv_set_free_func(&in->parser, free);
	csv_set_blk_size(&in->parser, BLOCK_SIZE);
}

/* After an error libcsv would hand out half a field as a whole one. */
static void
parser_restart(struct csvin *in)
{
	csv_free(&in->parser);
	parser_start(in);
}

static void
on_field(void *p, size_t n, void *data)
{
	struct csvin *in = data;

	in->field = util_grow(in->field, &in->field_cap, in->fields + 1, sizeof *in->field);
	in->field[in->fields++].n = n;
	in->too_large |= n > in->o.max_field;
	buf_add(&in->text, p, n);
	buf_char(&in->text, '\0');
}

static void
on_row(int end, void *data)
{
	struct csvin *in = data;

	(void)end;
	in->row = true;
}

/* The text may have moved while it grew, so that the fields are placed last. */
static void
set_fields(struct csvin *in)
{
	const char *p = in->text.p;

	for (size_t i = 0; i < in->fields; i++) {
		in->field[i].p = p;
		p += in->field[i].n + 1;
	}
}

/* Parts a line without any quote, whose fields are what is between delimiters and nothing else. This is
 * several times as fast as libcsv, and most lines are so. */
static void
split_line(struct csvin *in, uint64_t end)
{
	size_t n = (size_t)(end - in->pos);
	char *p, *stop, *last;

	buf_add(&in->text, source_at(&in->source, in->pos), n);
	p = in->text.p;
	last = p + n;
	do {
		stop = memchr(p, in->o.delim, (size_t)(last - p));
		if (!stop)
			stop = last;
		if (in->fields == in->field_cap)
			in->field = util_grow(in->field, &in->field_cap, in->fields + 1, sizeof *in->field);
		in->field[in->fields++] = (struct str){ p, (size_t)(stop - p) };
		in->too_large |= (size_t)(stop - p) > in->o.max_field;
		*stop = '\0';
		p = stop + 1;
	} while (stop < last);
}

static void
reason_at_line(struct csvin *in, const char *why)
{
	buf_reset(&in->reason);
	buf_printf(&in->reason, "%s:%llu: %s", in->name, (unsigned long long)in->start_line, why);
}

static enum csvin_got
fail_data(struct csvin *in, const char *why)
{
	reason_at_line(in, why);
	in->status = STATUS_DATA;
	return CSVIN_ERROR;
}

static enum csvin_got
fail_io(struct csvin *in, int error)
{
	buf_reset(&in->reason);
	buf_printf(&in->reason, "%s: %s", in->name, strerror(error));
	in->status = STATUS_IO;
	return CSVIN_ERROR;
}

static void
begin_record(struct csvin *in)
{
	in->start = in->pos;
	in->start_line = in->line;
	in->second = 0;
	in->fields = 0;
	buf_reset(&in->text);
	in->row = in->too_large = false;
}

/* Notes the line that ends with the terminator before pos. */
static void
pass_line_end(struct csvin *in, bool new_line)
{
	if (new_line)
		in->line++;
	in->after_cr = *source_at(&in->source, in->pos - 1) == '\r';
	if (!in->second) {
		in->second = in->pos;
		in->first_end = in->pos - 1;
	}
}

/* Follows the quotes through what was read, for csvin_drained(). */
static void
find_whole(struct csvin *in)
{
	const struct source *s = &in->source;
	const char *p = source_at(s, in->scanned), *end = source_at(s, s->end);

	while (p < end) {
		const char *quote = memchr(p, '"', (size_t)(end - p));
		const char *stop = quote ? quote : end;

		if (!in->in_quotes) {
			const char *lf = memrchr(p, '\n', (size_t)(stop - p));
			const char *cr = memrchr(p, '\r', (size_t)(stop - p));

			if (lf || cr)
				in->whole = s->base + (uint64_t)((lf > cr ? lf : cr) + 1 - s->window);
		}
		in->in_quotes ^= quote != NULL;
		p = quote ? quote + 1 : end;
	}
	in->scanned = s->end;
}

static enum source_got
fill(struct csvin *in)
{
	enum source_got got = source_fill(&in->source, in->start);

	if (got == SOURCE_FAILED) {
		if (in->source.refused)
			fail_data(in, in->source.refused);
		else
			fail_io(in, errno);
	} else if (in->source.waits) {
		find_whole(in);
	}
	return got;
}

static void
set_place(struct csvin *in, uint64_t pos, uint64_t line)
{
	in->pos = pos;
	in->line = line;
	memset(in->mark, 0, sizeof in->mark);
	in->scanned = in->whole = pos;
	in->in_quotes = false;
	in->after_cr = false;
	begin_record(in);
}

/* The record cannot be read: an error, or when lenient its first line is set aside. */
static enum csvin_got
reject_line(struct csvin *in, struct record *rec, const char *why)
{
	uint64_t cr, lf;
	enum source_got got = SOURCE_MORE;

	if (!in->o.lenient || in->in_header)
		return fail_data(in, why);
	while (!in->second) {
		cr = next_mark(in, MARK_CR);
		lf = next_mark(in, MARK_LF);
		if (cr < in->source.end || lf < in->source.end) {
			in->first_end = cr < lf ? cr : lf;
			in->second = in->first_end + 1;
		} else if ((got = fill(in)) == SOURCE_FAILED) {
			return CSVIN_ERROR;
		} else if (got == SOURCE_END) {
			in->first_end = in->second = in->source.end;
			break;
		}
	}
	reason_at_line(in, why);
	*rec = (struct record){
		.raw = { source_at(&in->source, in->start), (size_t)(in->first_end - in->start) },
		.file = in->name,
		.line = in->start_line,
	};
	parser_restart(in);
	set_place(in, in->second, in->start_line + 1);
	in->after_cr = in->pos > 0 && *source_at(&in->source, in->pos - 1) == '\r';
	if (in->source.waits)
		find_whole(in);
	return CSVIN_REJECT;
}

/* A record that ends at end has all its fields; pos is behind it. */
static enum csvin_got
finish(struct csvin *in, struct record *rec, uint64_t end)
{
	char why[64];

	*rec = (struct record){
		.field = in->field,
		.n = in->fields,
		.raw = { source_at(&in->source, in->start), (size_t)(end - in->start) },
		.file = in->name,
		.line = in->start_line,
	};
	if (!in->width || in->in_header || in->fields == in->width)
		return CSVIN_RECORD;
	snprintf(why, sizeof why, "expected %zu field%s, found %zu", in->width, in->width == 1 ? "" : "s",
		 in->fields);
	if (!in->o.lenient)
		return fail_data(in, why);
	reason_at_line(in, why);
	rec->field = NULL;
	rec->n = 0;
	return CSVIN_REJECT;
}

static enum csvin_got
reject_large(struct csvin *in, struct record *rec)
{
	char why[64];

	snprintf(why, sizeof why, "a field is larger than %zu bytes", in->o.max_field);
	return reject_line(in, rec, why);
}

/* The file ends in the middle of a record, or just lacks its last line end. */
static enum csvin_got
finish_last(struct csvin *in, struct record *rec)
{
	if (csv_fini(&in->parser, on_field, on_row, in) != 0)
		return reject_line(in, rec, "a quote is never closed");
	if (in->too_large)
		return reject_large(in, rec);
	set_fields(in);
	return finish(in, rec, in->pos);
}

/* Feeds libcsv up to stop, which is at most one byte behind the next line end. CSVIN_END: go on. */
static enum csvin_got
feed(struct csvin *in, struct record *rec, uint64_t stop)
{
	size_t n = (size_t)(stop - in->pos);
	size_t done = csv_parse(&in->parser, source_at(&in->source, in->pos), n, on_field, on_row, in);

	/* The size counts a closing quote, as long as it might be the first of two. */
	if (in->too_large || in->parser.entry_pos > in->o.max_field + 1)
		return reject_large(in, rec);
	if (done < n && csv_error(&in->parser) == CSV_EPARSE)
		return reject_line(in, rec, "stray quote");
	if (done < n)
		return fail_io(in, ENOMEM);
	in->pos = stop;
	return CSVIN_END;
}

/* True if the line end at pos only ends a blank line or a CRLF; moves over it. */
static bool
skip_blank(struct csvin *in)
{
	char c = *source_at(&in->source, in->pos);

	if (c != '\n' && c != '\r')
		return false;
	if (c == '\r' || !in->after_cr)
		in->line++;
	in->after_cr = c == '\r';
	in->pos++;
	begin_record(in);
	return true;
}

/* Goes on with what was read. CSVIN_END: more bytes are needed. */
static enum csvin_got
parse(struct csvin *in, struct record *rec)
{
	const struct source *s = &in->source;

	while (in->pos < s->end) {
		uint64_t lf = next_mark(in, MARK_LF), cr = next_mark(in, MARK_CR), end = lf < cr ? lf : cr;
		uint64_t nul = next_mark(in, MARK_NUL), was = in->pos;
		enum csvin_got got;

		if (in->pos == in->start && skip_blank(in))
			continue;
		if (nul == in->pos)
			return reject_line(in, rec, "NUL byte");
		if (in->pos == in->start && end < s->end && nul > end && next_mark(in, MARK_QUOTE) > end) {
			split_line(in, end);
			if (in->too_large)
				return reject_large(in, rec);
			in->pos = end + 1;
			pass_line_end(in, true);
			return finish(in, rec, end);
		}
		got = feed(in, rec, nul < end ? nul : end < s->end ? end + 1 : end);
		if (got != CSVIN_END)
			return got;
		if (in->pos == end + 1)
			pass_line_end(in, !(in->after_cr && end == lf && was == end));
		else
			in->after_cr = false;
		if (in->row) {
			set_fields(in);
			return finish(in, rec, end);
		}
	}
	return CSVIN_END;
}

/* The next record of the file that is open. */
static enum csvin_got
next_in_file(struct csvin *in, struct record *rec)
{
	enum csvin_got got;

	begin_record(in);
	while ((got = parse(in, rec)) == CSVIN_END) {
		switch (fill(in)) {
		case SOURCE_FAILED:
			return CSVIN_ERROR;
		case SOURCE_END:
			return in->pos > in->start ? finish_last(in, rec) : CSVIN_END;
		case SOURCE_MORE:
			break;
		}
	}
	return got;
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* One of the names that come twice, or n = SIZE_MAX. */
static struct str
find_duplicate(const struct record *header)
{
	struct str *name = util_alloc(header->n, sizeof *name), twice = { NULL, SIZE_MAX };

	memcpy(name, header->field, header->n * sizeof *name);
	qsort(name, header->n, sizeof *name, by_bytes);
	for (size_t i = 1; i < header->n && twice.n == SIZE_MAX; i++)
		if (str_eq(name[i - 1], name[i]))
			twice = name[i];
	free(name);
	return twice;
}

static enum csvin_got
fail_duplicate(struct csvin *in, struct str name)
{
	struct buf why = { 0 };
	enum csvin_got got;

	buf_add(&why, "duplicate column '", 18);
	/* A message is one line, whatever the name holds. */
	for (size_t i = 0; i < name.n; i++)
		buf_char(&why, (unsigned char)name.p[i] < ' ' || name.p[i] == 127 ? '?' : name.p[i]);
	buf_char(&why, '\'');
	got = fail_data(in, why.p);
	buf_free(&why);
	return got;
}

static enum csvin_got
keep_header(struct csvin *in, const struct record *rec)
{
	struct str twice;

	in->width = in->header.n = rec->n;
	in->header.file = rec->file;
	in->header.line = rec->line;
	in->header.field = arena_alloc(&in->arena, rec->n * sizeof *rec->field);
	for (size_t i = 0; i < rec->n; i++) {
		char number[24];

		snprintf(number, sizeof number, "%zu", i + 1);
		in->header.field[i] = arena_str(&in->arena, in->o.no_header ? str_of(number) : rec->field[i]);
	}
	if (in->o.no_header)
		return CSVIN_RECORD;
	in->header.raw = arena_str(&in->arena, rec->raw);
	twice = find_duplicate(&in->header);
	if (twice.n == SIZE_MAX)
		return CSVIN_RECORD;
	in->header.n = 0;
	return fail_duplicate(in, twice);
}

static enum csvin_got
check_header(struct csvin *in, const struct record *rec)
{
	char why[4096];
	bool same = rec->n == in->width;

	for (size_t i = 0; i < rec->n && same; i++)
		same = str_eq(rec->field[i], in->header.field[i]);
	if (same)
		return CSVIN_RECORD;
	snprintf(why, sizeof why, "the header is not that of %s", in->header.file);
	return fail_data(in, why);
}

static enum csvin_got
read_header(struct csvin *in)
{
	struct record rec;
	enum csvin_got got;

	in->in_header = true;
	got = next_in_file(in, &rec);
	in->in_header = false;
	if (got == CSVIN_END)
		return fail_data(in, "no header");
	if (got != CSVIN_RECORD)
		return got;
	return in->width ? check_header(in, &rec) : keep_header(in, &rec);
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
	parser_restart(in);
	set_place(in, 0, 1);
	return in->o.no_header ? CSVIN_RECORD : read_header(in);
}

struct csvin *
csvin_open(const struct csvin_options *o)
{
	struct csvin *in = util_alloc(1, sizeof *in);

	in->o = *o;
	if (!in->o.delim)
		in->o.delim = ',';
	if (!in->o.max_field)
		in->o.max_field = MAX_FIELD;
	if (!in->o.block)
		in->o.block = BLOCK_SIZE;
	in->source.fd = -1;
	buf_add(&in->reason, "", 0);
	parser_start(in);
	open_file(in);
	return in;
}

const struct record *
csvin_header(const struct csvin *in)
{
	return in->header.n ? &in->header : NULL;
}

enum csvin_got
csvin_next(struct csvin *in, struct record *rec)
{
	enum csvin_got got;

	while (!in->status) {
		if (!in->open) {
			got = open_file(in);
			if (got != CSVIN_RECORD)
				return got;
		}
		got = next_in_file(in, rec);
		if (got == CSVIN_RECORD) {
			if (!in->width)
				keep_header(in, rec);
			in->records++;
		}
		if (got != CSVIN_END)
			return got;
		source_close(&in->source);
		in->open = false;
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
	uint64_t at = in->pos;

	if (!in->open || !in->source.waits || in->source.ended)
		return false;
	while (at < in->whole && (*source_at(&in->source, at) == '\n' || *source_at(&in->source, at) == '\r'))
		at++;
	return at >= in->whole;
}

uint64_t
csvin_records(const struct csvin *in)
{
	return in->records;
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
	csv_free(&in->parser);
	source_free(&in->source);
	arena_free(&in->arena);
	buf_free(&in->text);
	buf_free(&in->reason);
	free(in->field);
	free(in);
}
