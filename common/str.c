#include "str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

/* The one copy for callers that do not inline them. */
extern inline bool str_eq(struct str a, struct str b);
extern inline void buf_add(struct buf *b, const void *p, size_t n);
extern inline void buf_char(struct buf *b, char c);
extern inline void buf_str(struct buf *b, struct str s);

struct str
str_of(const char *s)
{
	return (struct str){ s, s ? strlen(s) : 0 };
}

static unsigned char
lower(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 'A' && u <= 'Z' ? (unsigned char)(u | 0x20) : u;
}

bool
str_caseeq(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq((struct str){ s.p, prefix.n }, prefix);
}

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str
str_trim(struct str s)
{
	while (s.n && blank(s.p[s.n - 1]))
		s.n--;
	while (s.n && blank(*s.p)) {
		s.p++;
		s.n--;
	}
	return s;
}

bool
str_next(struct str *rest, char sep, struct str *part)
{
	const char *end;

	if (!rest->p)
		return false;
	end = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	if (!end) {
		*part = *rest;
		*rest = (struct str){ NULL, 0 };
		return true;
	}
	*part = (struct str){ rest->p, (size_t)(end - rest->p) };
	rest->n -= part->n + 1;
	rest->p = end + 1;
	return true;
}

/* Cuts the sign off; true for a minus. */
static bool
cut_sign(struct str *s)
{
	bool minus = s->n && *s->p == '-';

	if (s->n && (*s->p == '-' || *s->p == '+')) {
		s->p++;
		s->n--;
	}
	return minus;
}

bool
str_int(struct str s, int64_t lo, int64_t hi, int64_t *out)
{
	bool minus = cut_sign(&s);
	int64_t value = 0;

	if (s.n == 0)
		return false;
	/* Counting downward reaches INT64_MIN too. */
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, s.p[i] - '0', &value))
			return false;
	}
	if (!minus && __builtin_sub_overflow((int64_t)0, value, &value))
		return false;
	if (value < lo || value > hi)
		return false;
	*out = value;
	return true;
}

bool
str_thousandths(struct str s, int64_t *out)
{
	const int64_t limit = 1000000000000;
	bool minus = cut_sign(&s);
	int64_t value = 0;
	size_t i = 0, decimals = 0;

	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		if ((value = value * 10 + (s.p[i] - '0')) >= limit)
			return false;
	if (i == 0)
		return false;
	if (i < s.n) {
		if (s.p[i] != '.' || i + 1 == s.n || s.n - i > 4)
			return false;
		for (i++; i < s.n; i++, decimals++) {
			if (s.p[i] < '0' || s.p[i] > '9')
				return false;
			value = value * 10 + (s.p[i] - '0');
		}
	}
	for (; decimals < 3; decimals++)
		value *= 10;
	if (value >= limit)
		return false;
	*out = minus ? -value : value;
	return true;
}

void
buf_reserve(struct buf *b, size_t n)
{
	size_t need;

	if (__builtin_add_overflow(b->n, n, &need) || __builtin_add_overflow(need, 1, &need))
		need = SIZE_MAX;
	if (need > b->cap)
		b->p = util_grow(b->p, &b->cap, need, 1);
}

void
buf_int(struct buf *b, int64_t value)
{
	char digits[20], *end = digits + sizeof digits, *p = end;
	uint64_t u = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do
		*--p = (char)('0' + u % 10);
	while (u /= 10);
	if (value < 0)
		*--p = '-';
	buf_add(b, p, (size_t)(end - p));
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		return;
	buf_reserve(b, (size_t)n);
	va_start(args, format);
	vsnprintf(b->p + b->n, (size_t)n + 1, format, args);
	va_end(args);
	b->n += (size_t)n;
}

void
buf_one_line(struct buf *b)
{
	for (size_t i = 0; i < b->n; i++)
		if ((unsigned char)b->p[i] < ' ' || b->p[i] == 127)
			b->p[i] = '?';
}

void
buf_reset(struct buf *b)
{
	b->n = 0;
	if (b->p)
		*b->p = '\0';
}

void
buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ NULL, 0, 0 };
}

struct str
buf_view(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}
