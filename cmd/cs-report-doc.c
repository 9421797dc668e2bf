#include "cs-report-doc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "util.h"

#define TOO_WIDE 30

struct doc_section *
doc_section(struct doc *d, const char *id, const char *title, const char *item)
{
	struct doc_section *s;

	d->section = util_grow(d->section, &d->cap, d->sections + 1, sizeof *d->section);
	s = &d->section[d->sections++];
	*s = (struct doc_section){ .id = id, .title = title, .item = item };
	return s;
}

void
doc_column(struct doc_section *s, const char *metric, const char *title, enum doc_kind kind, bool bar)
{
	s->column[s->columns++] = (struct doc_column){ metric, title, kind, bar };
}

struct doc_row *
doc_row(struct doc_section *s, struct str group, struct str item, struct str label)
{
	struct doc_row *r;

	s->row = util_grow(s->row, &s->cap, s->rows + 1, sizeof *s->row);
	r = &s->row[s->rows++];
	*r = (struct doc_row){ .group = group, .item = item, .label = label };
	return r;
}

struct doc_detail *
doc_detail(struct doc *d, struct doc_row *r, const char *metric, const char *lead, struct str text)
{
	struct doc_detail *detail = arena_alloc(&d->arena, sizeof *detail);

	detail->metric = metric;
	detail->lead = lead;
	detail->text = text;
	if (r->last)
		r->last->next = detail;
	else
		r->details = detail;
	r->last = detail;
	return detail;
}

static struct str
print(struct doc *d, const char *format, va_list args)
{
	va_list again;
	struct str s;
	char *p;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	p = arena_alloc(&d->arena, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, format, args);
	s = (struct str){ p, (size_t)n };
	return s;
}

void
doc_note(struct doc *d, struct doc_section *s, const char *format, ...)
{
	va_list args;

	s->note = util_grow(s->note, &s->note_cap, s->notes + 1, sizeof *s->note);
	va_start(args, format);
	s->note[s->notes++] = print(d, format, args);
	va_end(args);
}

struct str
doc_text(struct doc *d, const char *format, ...)
{
	va_list args;
	struct str s;

	va_start(args, format);
	s = print(d, format, args);
	va_end(args);
	return s;
}

struct doc_cell
doc_count(int64_t count)
{
	return (struct doc_cell){ .kind = DOC_COUNT, .count = count };
}

struct doc_cell
doc_words(struct str text)
{
	return (struct doc_cell){ .kind = DOC_TEXT, .text = text };
}

struct doc_cell
doc_scored(struct doc_score score)
{
	return (struct doc_cell){ .kind = DOC_SCORE, .score = score };
}

bool
doc_too_few(struct doc_score score)
{
	return score.at.high - score.at.low > TOO_WIDE;
}

size_t
doc_shown(const struct doc_section *s, size_t *from)
{
	size_t n = s->shown && s->shown < s->rows ? s->shown : s->rows;

	*from = s->shown_last ? s->rows - n : 0;
	return *from + n;
}

void
doc_free(struct doc *d)
{
	for (size_t i = 0; i < d->sections; i++) {
		free(d->section[i].row);
		free(d->section[i].note);
	}
	free(d->section);
	arena_free(&d->arena);
	*d = (struct doc){ 0 };
}
