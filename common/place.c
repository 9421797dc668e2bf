#include "place.h"

#include <string.h>

/* The one copy for callers that do not inline it. */
extern inline bool place_before(struct place *p, enum place_byte b, uint64_t end);

static const char byte_of[PLACE_BYTES] = {
	[PLACE_LF] = '\n', [PLACE_CR] = '\r', [PLACE_QUOTE] = '"', [PLACE_NUL] = '\0',
};

static bool
ends_line(char c)
{
	return c == '\n' || c == '\r';
}

void
place_begin(struct place *p, struct source *source)
{
	*p = (struct place){ .source = source, .start_line = 1, .line = 1 };
}

void
place_record(struct place *p)
{
	p->start = p->pos;
	p->start_line = p->line;
	p->second = 0;
}

uint64_t
place_next(struct place *p, enum place_byte b)
{
	const struct source *s = p->source;
	uint64_t at = p->next[b];
	const char *found;

	if (at < p->pos)
		at = p->pos;
	if (at < s->end && *source_at(s, at) != byte_of[b]) {
		found = memchr(source_at(s, at), byte_of[b], (size_t)(s->end - at));
		at = found ? s->base + (uint64_t)(found - s->window) : s->end;
	}
	return p->next[b] = at;
}

void
place_advance(struct place *p, uint64_t to)
{
	char last = *source_at(p->source, to - 1);

	if (ends_line(last)) {
		p->line += !(last == '\n' && p->after_cr && to - 1 == p->pos);
		if (!p->second) {
			p->first_end = to - 1;
			p->second = to;
		}
	}
	p->after_cr = last == '\r';
	p->pos = to;
}

bool
place_skip_blank(struct place *p)
{
	if (!ends_line(*source_at(p->source, p->pos)))
		return false;
	place_advance(p, p->pos + 1);
	place_record(p);
	return true;
}

/* Follows the quotes through what was read. In a well-formed file every second quote closes a field, as
 * the two of a doubled quote follow each other. A stray quote hides what is behind it, which costs a flush. */
static void
find_whole(struct place *p)
{
	const struct source *s = p->source;
	const char *at = source_at(s, p->scanned), *end = source_at(s, s->end);

	while (at < end) {
		const char *quote = memchr(at, '"', (size_t)(end - at));
		const char *stop = quote ? quote : end;

		if (!p->in_quotes) {
			const char *lf = memrchr(at, '\n', (size_t)(stop - at));
			const char *from = lf ? lf + 1 : at;
			const char *cr = memrchr(from, '\r', (size_t)(stop - from));

			if (lf || cr)
				p->whole = s->base + (uint64_t)((cr ? cr : lf) + 1 - s->window);
		}
		p->in_quotes ^= quote != NULL;
		at = quote ? quote + 1 : end;
	}
	p->scanned = s->end;
}

enum source_got
place_fill(struct place *p)
{
	enum source_got got = source_fill(p->source, p->start);

	if (got == SOURCE_MORE && p->source->waits)
		find_whole(p);
	return got;
}

enum source_got
place_first_line(struct place *p)
{
	while (!p->second) {
		uint64_t cr = place_next(p, PLACE_CR), lf = place_next(p, PLACE_LF), end = cr < lf ? cr : lf;
		enum source_got got;

		if (end < p->source->end) {
			p->first_end = end;
			p->second = end + 1;
		} else if ((got = place_fill(p)) == SOURCE_FAILED) {
			return got;
		} else if (got == SOURCE_END) {
			p->first_end = p->second = p->source->end;
		}
	}
	return SOURCE_MORE;
}

void
place_back(struct place *p)
{
	p->pos = p->second;
	p->line = p->start_line + 1;
	p->after_cr = *source_at(p->source, p->pos - 1) == '\r';
	memset(p->next, 0, sizeof p->next);
	p->scanned = p->whole = p->pos;
	p->in_quotes = false;
	if (p->source->waits)
		find_whole(p);
	place_record(p);
}

bool
place_drained(const struct place *p)
{
	uint64_t at = p->pos;

	if (!p->source->waits || p->source->ended)
		return false;
	while (at < p->whole && ends_line(*source_at(p->source, at)))
		at++;
	return at >= p->whole;
}
