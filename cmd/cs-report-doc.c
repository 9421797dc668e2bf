#include "cs-report-doc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "display.h"
#include "util.h"

#define TOO_WIDE 30
/* An id is longer than this by mistake. */
#define ID_MAX 100

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
doc_drop_empty(struct doc *d)
{
	struct doc_section *s = &d->section[d->sections - 1];

	if (s->rows)
		return;
	free(s->row);
	free(s->note);
	d->sections--;
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

struct doc_cell
doc_points(double points)
{
	return (struct doc_cell){ .kind = DOC_POINTS, .points = points };
}

struct doc_cell
doc_changed(struct compare_change by, bool named)
{
	return (struct doc_cell){ .kind = DOC_CHANGE, .change = { by, named } };
}

struct doc_cell
doc_ranked(struct compare_rank at, size_t of)
{
	return (struct doc_cell){ .kind = DOC_RANK, .rank = { at, of } };
}

struct compare_side
doc_side(struct doc_score score)
{
	return (struct compare_side){ score.at, score.share };
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
	if (s->machines)
		return *from;
	if (s->shown_groups) {
		size_t groups = 0;
		for (n = 0; n < s->rows; n++) {
			groups += n == 0 || !str_eq(s->row[n].group, s->row[n - 1].group);
			if (groups > s->shown)
				break;
		}
	}
	return *from + n;
}

void
doc_place(struct buf *to, const struct doc_detail *d)
{
	buf_str(to, d->interaction.n ? display_cut(d->interaction, ID_MAX) : STR("an interaction"));
	if (d->agent.n) {
		buf_str(to, STR(" ("));
		buf_str(to, display_cut(d->agent, ID_MAX));
		buf_char(to, ')');
	}
	if (d->seq.n) {
		buf_str(to, STR(", message "));
		buf_str(to, display_cut(d->seq, ID_MAX));
	}
}

size_t
doc_more(const struct doc_section *s)
{
	size_t from, end = doc_shown(s, &from);

	return s->machines ? 0 : s->rows - (end - from);
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
