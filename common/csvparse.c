#include "csvparse.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

/* libcsv's buffer holds one field, and grows by so much. */
#define GROWTH ((size_t)64 * 1024)

static int
never(unsigned char c)
{
	(void)c;
	return 0;
}

/* After an error too: else libcsv would hand out half a field as a whole one. */
static void
restart(struct csvparse *p)
{
	if (p->parser)
		csv_free(p->parser);
	else
		p->parser = util_alloc(1, sizeof *p->parser);
	csv_init(p->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL | CSV_REPALL_NL);
	csv_set_delim(p->parser, (unsigned char)p->delim);
	/* Blanks belong to the field, RFC 4180 says; libcsv would drop those that it calls space. */
	csv_set_space_func(p->parser, never);
	/* Named here, so that they are the program's own and can be made to fail. */
	csv_set_realloc_func(p->parser, realloc);
	csv_set_free_func(p->parser, free);
	csv_set_blk_size(p->parser, GROWTH);
}

static struct str *
new_field(struct csvparse *p, size_t n)
{
	if (p->fields == p->field_cap)
		p->field = util_grow(p->field, &p->field_cap, p->fields + 1, sizeof *p->field);
	p->too_large |= n > p->max_field;
	p->field[p->fields].n = n;
	return &p->field[p->fields++];
}

static void
on_field(void *s, size_t n, void *data)
{
	struct csvparse *p = data;

	new_field(p, n);
	buf_add(&p->text, s, n);
	buf_char(&p->text, '\0');
}

static void
on_row(int end, void *data)
{
	struct csvparse *p = data;

	(void)end;
	p->row = true;
}

/* Parts n bytes without any quote, whose fields are just what is between delimiters; the last one too,
 * which ends with the bytes. Several times as fast as libcsv, and most bytes are such. */
static void
split(struct csvparse *p, const char *from, size_t n)
{
	char *at, *stop, *end;

	buf_add(&p->text, from, n);
	buf_char(&p->text, '\0');
	end = p->text.p + n;
	for (at = p->text.p; (stop = memchr(at, p->delim, (size_t)(end - at))); at = stop + 1) {
		new_field(p, (size_t)(stop - at));
		*stop = '\0';
	}
	new_field(p, (size_t)(end - at));
}

/* The field that starts at from, quoted, without its quotes and with doubled ones single, to to, which is not behind from.
 * Returns where it stops: at a delimiter or end; NULL for what is no quoted field up to there. */
static char *
unquote(char *from, char *end, char delim, char *to, size_t *n)
{
	char *stop, *start = to;

	for (from++; (stop = memchr(from, '"', (size_t)(end - from))); from = stop + 2) {
		bool doubled = stop + 1 < end && stop[1] == '"';
		size_t part = (size_t)(stop - from) + doubled;
		memmove(to, from, part);
		to += part;
		if (doubled)
			continue;
		*n = (size_t)(to - start);
		return stop + 1 == end || stop[1] == delim ? stop + 1 : NULL;
	}
	return NULL;
}

/* As split, for a record on one line with quoted fields. False, and nothing is done, for what libcsv must judge. */
static bool
split_quoted(struct csvparse *p, const char *from, size_t n)
{
	buf_add(&p->text, from, n);
	buf_char(&p->text, '\0');
	char *at = p->text.p, *end = at + n, *to = at, *stop;

	for (;; at = stop + 1) {
		size_t len;
		if (at < end && *at == '"') {
			stop = unquote(at, end, p->delim, to, &len);
		} else {
			stop = memchr(at, p->delim, (size_t)(end - at));
			stop = stop ? stop : end;
			len = (size_t)(stop - at);
			if (memchr(at, '"', len))
				stop = NULL;
			else
				memmove(to, at, len);
		}
		if (!stop)
			break;
		new_field(p, len);
		bool more = stop < end;
		to[len] = '\0';         /* on what was read already: a delimiter or a quote at least */
		to += len + 1;
		if (!more)
			return true;
	}
	p->fields = 0;
	p->too_large = false;
	buf_reset(&p->text);
	return false;
}

/* Places the fields, after the text has stopped moving. */
static enum csvparse_got
whole_record(struct csvparse *p, struct record *rec, uint64_t end)
{
	const struct place *place = &p->place;
	const char *at = p->text.p;

	for (size_t i = 0; i < p->fields; i++) {
		p->field[i].p = at;
		at += p->field[i].n + 1;
	}
	*rec = (struct record){
		.field = p->field,
		.n = p->fields,
		.raw = { source_at(place->source, place->start), (size_t)(end - place->start) },
		.line = place->start_line,
	};
	return CSVPARSE_RECORD;
}

static enum csvparse_got
bad(struct csvparse *p, const char *why)
{
	snprintf(p->why, sizeof p->why, "%s", why);
	return CSVPARSE_BAD;
}

static enum csvparse_got
bad_size(struct csvparse *p)
{
	snprintf(p->why, sizeof p->why, "a field is larger than %zu bytes", p->max_field);
	return CSVPARSE_BAD;
}

/* Feeds libcsv up to stop, which is at most one byte behind a line end. CSVPARSE_END: so far so good. */
static enum csvparse_got
feed(struct csvparse *p, uint64_t stop)
{
	struct place *place = &p->place;
	size_t n = (size_t)(stop - place->pos);
	size_t done = csv_parse(p->parser, source_at(place->source, place->pos), n, on_field, on_row, p);

	/* libcsv's size counts a quote that may turn out to have closed the field. */
	if (p->too_large || p->parser->entry_pos > p->max_field + 1)
		return bad_size(p);
	if (done < n && csv_error(p->parser) == CSV_EPARSE)
		return bad(p, "stray quote");
	if (done < n) {
		errno = ENOMEM;
		return CSVPARSE_FAILED;
	}
	place_advance(place, stop);
	return CSVPARSE_END;
}

/* A record begins: parts what needs no libcsv, which is all of it or the fields before the first that
 * holds a quote. CSVPARSE_END: the rest is for libcsv. */
static enum csvparse_got
begin_record(struct csvparse *p, struct record *rec, uint64_t end)
{
	struct place *place = &p->place;
	uint64_t read = place->source->end, quote = place_next(place, PLACE_QUOTE);
	const char *at = source_at(place->source, place->pos), *delim;

	if (end < read && quote > end) {
		split(p, at, (size_t)(end - place->pos));
		place_advance(place, end + 1);
		return p->too_large ? bad_size(p) : whole_record(p, rec, end);
	}
	if (end < read && split_quoted(p, at, (size_t)(end - place->pos))) {
		place_advance(place, end + 1);
		return p->too_large ? bad_size(p) : whole_record(p, rec, end);
	}
	if (quote < end && (delim = memrchr(at, p->delim, (size_t)(quote - place->pos)))) {
		split(p, at, (size_t)(delim - at));
		place_advance(place, place->pos + (uint64_t)(delim - at) + 1);
	}
	return CSVPARSE_END;
}

/* Goes on with what was read. CSVPARSE_END: there is no more of it. */
static enum csvparse_got
parse(struct csvparse *p, struct record *rec)
{
	struct place *place = &p->place;
	uint64_t read = place->source->end;

	while (place->pos < read) {
		uint64_t lf = place_next(place, PLACE_LF), cr = place_next(place, PLACE_CR), nul;
		uint64_t end = lf < cr ? lf : cr;
		enum csvparse_got got = CSVPARSE_END;

		if (place->pos == place->start && place_skip_blank(place))
			continue;
		nul = place_next(place, PLACE_NUL);
		if (nul == place->pos)
			return bad(p, "NUL byte");
		if (place->pos == place->start && nul >= end)
			got = begin_record(p, rec, end);
		if (got == CSVPARSE_END)
			got = feed(p, nul < end ? nul : end < read ? end + 1 : end);
		if (got != CSVPARSE_END)
			return got;
		if (p->row)
			return whole_record(p, rec, end);
	}
	return CSVPARSE_END;
}

/* The file ends in the middle of a record, or just lacks its last line end. */
static enum csvparse_got
last_record(struct csvparse *p, struct record *rec)
{
	if (csv_fini(p->parser, on_field, on_row, p) != 0)
		return bad(p, "a quote is never closed");
	return p->too_large ? bad_size(p) : whole_record(p, rec, p->place.pos);
}

enum csvparse_got
csvparse_next(struct csvparse *p, struct record *rec)
{
	enum csvparse_got got;
	enum source_got more;

	place_record(&p->place);
	p->fields = 0;
	p->row = p->too_large = false;
	buf_reset(&p->text);
	while ((got = parse(p, rec)) == CSVPARSE_END) {
		more = place_fill(&p->place);
		if (more == SOURCE_FAILED)
			return CSVPARSE_FAILED;
		if (more == SOURCE_END)
			return p->place.pos > p->place.start ? last_record(p, rec) : CSVPARSE_END;
	}
	return got;
}

enum csvparse_got
csvparse_set_aside(struct csvparse *p, struct record *rec)
{
	struct place *place = &p->place;

	if (place_first_line(place) == SOURCE_FAILED)
		return CSVPARSE_FAILED;
	*rec = (struct record){
		.raw = { source_at(place->source, place->start), (size_t)(place->first_end - place->start) },
		.line = place->start_line,
	};
	place_back(place);
	restart(p);
	return CSVPARSE_BAD;
}

void
csvparse_begin(struct csvparse *p, struct source *source)
{
	place_begin(&p->place, source);
	restart(p);
}

void
csvparse_free(struct csvparse *p)
{
	if (p->parser)
		csv_free(p->parser);
	free(p->parser);
	free(p->field);
	buf_free(&p->text);
}
