#include "csvparse.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

/* libcsv's buffer holds one field, and grows by so much. */
#define GROWTH ((size_t)64 * 1024)
/* Bytes behind a record, so that it can be read in words. */
#define SPARE ((size_t)8)

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

static inline void
new_field(struct csvparse *p, const char *at, size_t n)
{
	p->field = util_grow(p->field, &p->field_cap, p->fields + 1, sizeof *p->field);
	p->field[p->fields++] = (struct str){ at, n };
}

static void
on_field(void *s, size_t n, void *data)
{
	struct csvparse *p = data;

	new_field(p, NULL, n);
	p->too_large |= n > p->max_field;
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

/* Fields of what is no longer than a field may be need not be looked at. */
static void
check_sizes(struct csvparse *p, size_t n)
{
	if (n > p->max_field)
		for (size_t i = 0; i < p->fields; i++)
			p->too_large |= p->field[i].n > p->max_field;
}

/* The bytes of a record, or of a part of it, to be parted in place; begin_record() made room. */
static char *
copy_part(struct csvparse *p, const char *from, size_t n)
{
	char *to = p->text.p + p->text.n;

	memcpy(to, from, n);
	memset(to + n, 0, SPARE);
	p->text.n += n + 1;
	return to;
}

#define ONES UINT64_C(0x0101010101010101)

/* The bytes of a word that are those of the other one, each as its highest bit. */
static uint64_t
same_bytes(uint64_t a, uint64_t b)
{
	const uint64_t low = ONES * 0x7f;
	uint64_t x = a ^ b;

	return ~(((x & low) + low) | x | low);
}

/* A field that is longer than this is looked through by memchr(), which takes longer to begin. */
#define SHORT 32

/* Parts n bytes without any quote, whose fields are just what is between delimiters; the last one too,
 * which ends with the bytes. Several times as fast as libcsv, and most bytes are such. */
static void
split(struct csvparse *p, const char *from, size_t n)
{
	char *at = copy_part(p, from, n), *end = at + n;
	uint64_t delims = ONES * (unsigned char)p->delim;

	for (char *word = at; word < end; word += 8) {
		if (word - at >= SHORT && !(word = memchr(word, p->delim, (size_t)(end - word))))
			break;
		/* behind the end there are NUL bytes, which delimit nothing */
		for (uint64_t same = same_bytes(util_load64(word), delims); same; same &= same - 1) {
			char *stop = word + (__builtin_ctzll(same) >> 3);
			new_field(p, at, (size_t)(stop - at));
			*stop = '\0';
			at = stop + 1;
		}
	}
	new_field(p, at, (size_t)(end - at));
	check_sizes(p, n);
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

/* As split, for the rest of a line with quoted fields. False, and nothing is done, for what libcsv must judge. */
static bool
split_quoted(struct csvparse *p, const char *from, size_t n)
{
	size_t fields = p->fields, text = p->text.n;
	char *at = copy_part(p, from, n), *end = at + n, *to = at, *quote = memchr(at, '"', n), *stop;

	for (;; at = stop + 1) {
		size_t len;
		if (at == quote) {
			if (!(stop = unquote(at, end, p->delim, to, &len)))
				break;
			quote = memchr(stop, '"', (size_t)(end - stop));
		} else {
			stop = memchr(at, p->delim, (size_t)(end - at));
			stop = stop ? stop : end;
			if (quote && quote < stop)
				break;
			len = (size_t)(stop - at);
			memmove(to, at, len);
		}
		new_field(p, to, len);
		bool more = stop < end;
		to[len] = '\0';         /* on what was read already: a delimiter or a quote at least */
		to += len + 1;
		if (!more) {
			check_sizes(p, n);
			return true;
		}
	}
	p->fields = fields;
	p->text.n = text;
	return false;
}

/* Places the fields that libcsv handed out, after the text has stopped moving. */
static void
place_fields(struct csvparse *p)
{
	const char *at = p->text.p;

	for (size_t i = 0; i < p->fields; i++) {
		p->field[i].p = at;
		at += p->field[i].n + 1;
	}
}

static enum csvparse_got
whole_record(struct csvparse *p, struct record *rec, uint64_t end)
{
	const struct place *place = &p->place;

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
	bool read = end < place->source->end, quoted = place_before(place, PLACE_QUOTE, end);
	size_t n = (size_t)(end - place->pos);
	const char *at = source_at(place->source, place->pos), *delim;

	buf_reserve(&p->text, n + SPARE);
	if (read && !quoted)
		split(p, at, n);
	if (quoted && (delim = memrchr(at, p->delim, (size_t)(place_next(place, PLACE_QUOTE) - place->pos)))) {
		split(p, at, (size_t)(delim - at));
		place_advance(place, place->pos + (uint64_t)(delim - at) + 1);
		n -= (size_t)(delim - at) + 1;
		at = delim + 1;
	}
	if (!read || (quoted && !split_quoted(p, at, n)))
		return CSVPARSE_END;
	place_advance(place, end + 1);
	return p->too_large ? bad_size(p) : whole_record(p, rec, end);
}

/* Goes on with what was read. CSVPARSE_END: there is no more of it. */
static enum csvparse_got
parse(struct csvparse *p, struct record *rec)
{
	struct place *place = &p->place;
	uint64_t read = place->source->end;

	while (place->pos < read) {
		uint64_t end = place_next(place, PLACE_LF);
		enum csvparse_got got = CSVPARSE_END;

		if (place->pos == place->start && place_skip_blank(place))
			continue;
		if (place_before(place, PLACE_CR, end))
			end = place_next(place, PLACE_CR);
		bool nul = place_before(place, PLACE_NUL, end);
		if (nul && place_next(place, PLACE_NUL) == place->pos)
			return bad(p, "NUL byte");
		if (place->pos == place->start && !nul)
			got = begin_record(p, rec, end);
		if (got == CSVPARSE_END)
			got = feed(p, nul ? place_next(place, PLACE_NUL) : end < read ? end + 1 : end);
		if (got != CSVPARSE_END)
			return got;
		if (p->row) {
			place_fields(p);
			return whole_record(p, rec, end);
		}
	}
	return CSVPARSE_END;
}

/* The file ends in the middle of a record, or just lacks its last line end. */
static enum csvparse_got
last_record(struct csvparse *p, struct record *rec)
{
	if (csv_fini(p->parser, on_field, on_row, p) != 0)
		return bad(p, "a quote is never closed");
	place_fields(p);
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
