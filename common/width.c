#include "width.h"

#define FORM 3  /* bytes of a full-width form */

/* The byte of ASCII that a full-width form at p[at] stands for, '\0' where there is none. */
static char
ascii_at(struct str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	if (text.n - at < FORM)
		return '\0';
	if (p[0] == 0xef && p[1] == 0xbc && p[2] >= 0x81 && p[2] <= 0xbf)
		return p[2] == ',' + 0x60 || p[2] == ':' + 0x60 ? '\0' : (char)(p[2] - 0x60);
	if (p[0] == 0xef && p[1] == 0xbd && p[2] >= 0x80 && p[2] <= 0x9e)
		return (char)(p[2] - 0x20);
	return p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80 ? ' ' : '\0';
}

bool
width_fold(struct str text, struct buf *folded)
{
	size_t copied = 0;

	buf_reset(folded);
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i] == '\xef' || text.p[i] == '\xe3' ? ascii_at(text, i) : '\0';

		if (!c)
			continue;
		buf_add(folded, text.p + copied, i - copied);
		buf_char(folded, c);
		copied = i + FORM;
		i = copied - 1;
	}
	if (copied)
		buf_add(folded, text.p + copied, text.n - copied);
	return copied > 0;
}

size_t
width_skip(struct str text, size_t at, size_t bytes)
{
	while (bytes--)
		at += ascii_at(text, at) ? FORM : 1;
	return at;
}
