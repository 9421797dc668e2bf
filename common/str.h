/* str: counted bytes that somebody else owns, and growable bytes of one's own. */
#ifndef STR_H
#define STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* n bytes at p; p may be NULL when n is 0. Not owned, not always NUL-terminated. */
struct str {
	const char *p;
	size_t n;
};

/* Owned bytes; p[n] is NUL once anything was added. All zero is an empty buf. */
struct buf {
	char *p;
	size_t n, cap;
};

#define STR(literal) ((struct str){ (literal), sizeof (literal) - 1 })

struct str str_of(const char *s);
/* Equal but for ASCII case. */
bool str_caseeq(struct str a, struct str b);
/* Byte order, a prefix before what it starts: <0, 0, >0. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
/* Without blanks (space, tab, CR, LF) at both ends. */
struct str str_trim(struct str s);
/* Cuts the next part off *rest at sep. False when nothing was left; "a," gives "a" and "". */
bool str_next(struct str *rest, char sep, struct str *part);
/* Whole decimal number in lo..hi, with an optional sign; false for anything else. */
bool str_int(struct str s, int64_t lo, int64_t hi, int64_t *out);
/* Decimal number ("-0.25", "3") in thousandths, digits after the third refused; |value| < 10^12. */
bool str_thousandths(struct str s, int64_t *out);

/* Room for n more bytes and the NUL. */
void buf_reserve(struct buf *b, size_t n);
void buf_int(struct buf *b, int64_t value);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3), nonnull(2)));
/* Makes control characters "?": a message is one line, whatever files and columns are called. */
void buf_one_line(struct buf *b);
/* Empties without giving memory back. */
void buf_reset(struct buf *b);
void buf_free(struct buf *b);
struct str buf_view(const struct buf *b);

/* What is called for each word and field stands here, to be inlined. */

inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

inline void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (b->cap - b->n <= n)
		buf_reserve(b, n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

inline void
buf_char(struct buf *b, char c)
{
	if (b->cap - b->n <= 1)
		buf_reserve(b, 1);
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

inline void
buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

#endif
