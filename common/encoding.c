#include "encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

#define REPLACEMENT "\xef\xbf\xbd"

struct encoding {
	iconv_t cd;
	size_t unit;                    /* bytes of what is passed over when it is invalid */
	char *text;                     /* from..to is still to be decoded */
	size_t from, to, cap;
	bool ended, flushed;
};

bool
encoding_known(const char *name)
{
	iconv_t cd = *name && !strchr(name, '/') ? iconv_open("UTF-8", name) : (iconv_t)-1;

	if (cd == (iconv_t)-1)
		return false;
	iconv_close(cd);
	return true;
}

/* How many bytes a code unit has: with fewer of them iconv asks for more, whatever it thinks of the whole. */
static size_t
unit_of(iconv_t cd)
{
	size_t unit = 1;

	for (; unit < 4; unit *= 2) {
		char text[] = "a\0\0", utf8[ENCODING_ROOM], *in = text, *out = utf8;
		size_t n = unit, room = sizeof utf8;
		bool cut = iconv(cd, &in, &n, &out, &room) == (size_t)-1 && errno == EINVAL;

		iconv(cd, NULL, NULL, NULL, NULL);
		if (!cut)
			break;
	}
	return unit;
}

struct encoding *
encoding_open(const char *name)
{
	iconv_t cd = iconv_open("UTF-8", name);
	struct encoding *e;

	if (cd == (iconv_t)-1)
		return NULL;
	e = util_alloc(1, sizeof *e);
	e->cd = cd;
	e->unit = unit_of(cd);
	return e;
}

char *
encoding_space(struct encoding *e, size_t n)
{
	size_t left = e->to - e->from;

	if (left && e->from)
		memmove(e->text, e->text + e->from, left);
	e->from = 0;
	e->to = left;
	e->text = util_grow(e->text, &e->cap, left + n, 1);
	return e->text + left;
}

void
encoding_fed(struct encoding *e, size_t n)
{
	e->to += n;
	e->ended = n == 0;
}

bool
encoding_ended(const struct encoding *e)
{
	return e->ended;
}

/* Decodes up to what stops it, and says how many bytes of that are invalid: none where the text or the room was at its end. */
static size_t
decode(struct encoding *e, char **to, size_t *room)
{
	char *in = e->text + e->from;
	size_t n = e->to - e->from, got = iconv(e->cd, &in, &n, to, room);
	int error = errno;

	e->from = e->to - n;
	if (got != (size_t)-1 || error == E2BIG || (error == EINVAL && !e->ended))
		return 0;
	return error == EINVAL || n < e->unit ? n : e->unit;
}

size_t
encoding_take(struct encoding *e, char *to, size_t room, uint64_t *replaced)
{
	size_t left = room, bad;

	/* the replacement has room too, else what is invalid is met again the next time */
	while (e->from < e->to && left >= ENCODING_ROOM && (bad = decode(e, &to, &left)) && left >= sizeof REPLACEMENT - 1) {
		memcpy(to, REPLACEMENT, sizeof REPLACEMENT - 1);
		to += sizeof REPLACEMENT - 1;
		left -= sizeof REPLACEMENT - 1;
		e->from += bad;
		++*replaced;
	}
	/* some encodings wait with a character for what may follow it */
	if (e->ended && e->from == e->to && !e->flushed)
		e->flushed = iconv(e->cd, NULL, NULL, &to, &left) != (size_t)-1 || errno != E2BIG;
	return room - left;
}

void
encoding_close(struct encoding *e)
{
	if (!e)
		return;
	iconv_close(e->cd);
	free(e->text);
	free(e);
}
