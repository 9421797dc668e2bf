#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "encoding.h"
#include "util.h"

/* The one copy for callers that do not inline it. */
extern inline char *source_at(const struct source *s, uint64_t offset);

static void
start(struct source *s, size_t block)
{
	s->block = block;
	s->base = s->end = 0;
	s->pending = 0;
	s->decoder = NULL;
	s->started = s->ended = s->waits = false;
	s->refused = NULL;
	s->fd = -1;
	s->memory = (struct str){ NULL, 0 };
}

bool
source_open(struct source *s, const char *path, size_t block)
{
	struct stat st;

	start(s, block);
	s->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (s->fd < 0)
		return false;
	s->waits = fstat(s->fd, &st) < 0 || !S_ISREG(st.st_mode);
	return true;
}

void
source_memory(struct source *s, struct str bytes, size_t block)
{
	start(s, block);
	s->memory = bytes;
}

/* A window with room for n bytes behind what is kept. */
static void
make_room(struct source *s, uint64_t keep, size_t n)
{
	size_t used = (size_t)(s->end - s->base) + s->pending;
	size_t kept = (size_t)(s->end - keep) + s->pending;

	/* A short rest is moved to the front each time, which keeps the window small and in the cache. */
	if (kept < s->block || s->cap - used < n) {
		if (kept && keep > s->base)
			memmove(s->window, source_at(s, keep), kept);
		s->base = keep;
		used = kept;
	}
	s->window = util_grow(s->window, &s->cap, used + n, 1);
}

static ssize_t
read_some(struct source *s, char *to)
{
	ssize_t n;

	if (s->memory.p) {
		size_t part = s->memory.n < s->block ? s->memory.n : s->block;

		memcpy(to, s->memory.p, part);
		s->memory.p += part;
		s->memory.n -= part;
		return (ssize_t)part;
	}
	while ((n = read(s->fd, to, s->block)) < 0) {
		if (errno == EAGAIN)
			poll(&(struct pollfd){ .fd = s->fd, .events = POLLIN }, 1, -1);
		else if (errno != EINTR)
			break;
	}
	return n;
}

/* Reads until the decoder has something to say; 0 at the end, -1 with errno set. */
static ssize_t
decode_some(struct source *s, char *to, size_t room)
{
	size_t n;
	ssize_t got;

	while ((n = encoding_take(s->decoder, to, room, &s->replaced)) == 0 && !encoding_ended(s->decoder)) {
		if ((got = read_some(s, encoding_space(s->decoder, s->block))) < 0)
			return got;
		encoding_fed(s->decoder, (size_t)got);
	}
	return (ssize_t)n;
}

/* Reads once what comes behind the pending bytes; as read(). */
static ssize_t
read_text(struct source *s, uint64_t keep)
{
	/* most texts become a little longer when they are decoded */
	size_t room = s->decoder ? 2 * s->block + ENCODING_ROOM : s->block;
	char *to;

	make_room(s, keep, room);
	to = source_at(s, s->end) + s->pending;
	return s->decoder ? decode_some(s, to, room) : read_some(s, to);
}

enum sequence { SEQUENCE_WHOLE, SEQUENCE_CUT, SEQUENCE_BAD };

/* Looks at the UTF-8 sequence that starts at p (n > 0 bytes are there) and gives its length. A bad one's
 * length is that of the maximal subpart: Unicode 15, section 3.9, table 3-7 and the practice below it. */
static enum sequence
sequence_at(const unsigned char *p, size_t n, size_t *length)
{
	unsigned char lead = p[0], low = 0x80, high = 0xbf;
	size_t more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;

	*length = 1;
	if (lead < 0x80)
		return SEQUENCE_WHOLE;
	if (lead < 0xc2 || lead > 0xf4)
		return SEQUENCE_BAD;
	if (lead == 0xe0)
		low = 0xa0;
	else if (lead == 0xed)
		high = 0x9f;
	else if (lead == 0xf0)
		low = 0x90;
	else if (lead == 0xf4)
		high = 0x8f;
	for (; more; more--, ++*length, low = 0x80, high = 0xbf) {
		if (*length == n)
			return SEQUENCE_CUT;
		if (p[*length] < low || p[*length] > high)
			return SEQUENCE_BAD;
	}
	return SEQUENCE_WHOLE;
}

static uint64_t
word_at(const unsigned char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof word);
	return word;
}

static bool
is_ascii(uint64_t word)
{
	return (word & UINT64_C(0x8080808080808080)) == 0;
}

/* How many bytes at p are whole, valid sequences. */
static size_t
valid_prefix(const unsigned char *p, size_t n)
{
	size_t i = 0, length;

	while (i < n) {
		if (n - i >= 32 && is_ascii(word_at(p + i) | word_at(p + i + 8) | word_at(p + i + 16) | word_at(p + i + 24))) {
			i += 32;
			continue;
		}
		if (n - i >= 8 && is_ascii(word_at(p + i))) {
			i += 8;
			continue;
		}
		if (sequence_at(p + i, n - i, &length) != SEQUENCE_WHOLE)
			break;
		i += length;
	}
	return i;
}

/* Rewrites the n bytes behind end, the first of which is invalid. */
static void
replace_invalid(struct source *s, size_t n)
{
	char *from = util_alloc(n, 1);
	size_t i = 0, length;

	memcpy(from, source_at(s, s->end), n);
	s->window = util_grow(s->window, &s->cap, (size_t)(s->end - s->base) + 3 * n, 1);
	while (i < n) {
		enum sequence found = sequence_at((unsigned char *)from + i, n - i, &length);
		char *to = source_at(s, s->end);

		if (found == SEQUENCE_CUT && !s->ended) {
			memcpy(to, from + i, length);
			s->pending = length;
			break;
		}
		if (found == SEQUENCE_WHOLE) {
			memcpy(to, from + i, length);
			s->end += length;
		} else {
			memcpy(to, "\xef\xbf\xbd", 3);
			s->end += 3;
			s->replaced++;
		}
		i += length;
	}
	free(from);
}

/* Moves end over the pending bytes, as far as they are whole sequences. */
static void
clean(struct source *s)
{
	const unsigned char *p = (unsigned char *)source_at(s, s->end);
	size_t n = s->pending, good = valid_prefix(p, n), length;

	s->end += good;
	s->pending = n -= good;
	if (n == 0 || (!s->ended && sequence_at(p + good, n, &length) == SEQUENCE_CUT))
		return;
	s->pending = 0;
	replace_invalid(s, n);
}

/* What was read so far is the decoder's. */
static void
begin_utf16(struct source *s, const char *name)
{
	if (!(s->decoder = encoding_open(name))) {
		s->refused = "UTF-16 text, which iconv(3) does not know here";
		return;
	}
	memcpy(encoding_space(s->decoder, s->pending), source_at(s, s->end), s->pending);
	encoding_fed(s->decoder, s->pending);
	s->pending = 0;
}

/* Why the bytes that a file begins with are none of a text that can be read here; NULL for others. Where every other byte of the
 * first four is NUL, it is UTF-16 without a byte order mark. */
static const char *
refuse_kind(const struct source *s, const char *p, size_t n)
{
	if (n >= 4 && memcmp(p, "PK\3\4", 4) == 0)
		return "a spreadsheet or ZIP archive, expected text; save it as CSV";
	if (n >= 2 && memcmp(p, "\x1f\x8b", 2) == 0)
		return "compressed, expected text; gzip -dc unpacks it";
	if (n >= 2 && ((p[0] == '{' && memchr("\"\r\n", p[1], 3)) || (p[0] == '[' && memchr("{\r\n", p[1], 3))))
		return "JSON, expected CSV; jq makes it";
	if (n < 4 || !p[0] == !p[1] || !p[0] != !p[2] || !p[1] != !p[3])
		return NULL;
	if (!s->encoding)
		return "UTF-16 text, expected UTF-8";
	return p[0] ? "UTF-16 text without a byte order mark; --encoding UTF-16LE reads it"
		    : "UTF-16 text without a byte order mark; --encoding UTF-16BE reads it";
}

/* Looks at the file's first bytes; false while there are too few to tell, or others will take their place. */
static bool
begin(struct source *s)
{
	static const char bom[] = "\xef\xbb\xbf";
	char *p = source_at(s, s->end);
	size_t n = s->pending;

	if (n < 4 && !s->ended)
		return false;
	if (n >= 2 && (memcmp(p, "\xff\xfe", 2) == 0 || memcmp(p, "\xfe\xff", 2) == 0)) {
		if (s->encoding) {
			begin_utf16(s, *p == '\xff' ? "UTF-16LE" : "UTF-16BE");
			return s->refused != NULL;
		}
		s->refused = "UTF-16 text, expected UTF-8";
	} else if (n >= 3 && memcmp(p, bom, 3) == 0) {
		s->pending -= 3;
		memmove(p, p + 3, s->pending);
	} else if (!s->decoder) {
		s->refused = refuse_kind(s, p, n);
	}
	return true;
}

enum source_got
source_fill(struct source *s, uint64_t keep)
{
	uint64_t end = s->end;

	if (!s->started && !s->decoder && s->encoding && *s->encoding && !(s->decoder = encoding_open(s->encoding)))
		return SOURCE_FAILED;
	while (s->end == end && !s->ended) {
		ssize_t n = read_text(s, keep);

		if (n < 0)
			return SOURCE_FAILED;
		s->pending += (size_t)n;
		s->ended = n == 0;
		if (!s->started && !(s->started = begin(s)))
			continue;
		if (s->refused)
			return SOURCE_FAILED;
		clean(s);
	}
	return s->end > end ? SOURCE_MORE : SOURCE_END;
}

void
source_close(struct source *s)
{
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	s->fd = -1;
	encoding_close(s->decoder);
	s->decoder = NULL;
}

void
source_free(struct source *s)
{
	source_close(s);
	free(s->window);
	*s = (struct source){ .fd = -1 };
}
