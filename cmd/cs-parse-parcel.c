#include "cs-parse-parcel.h"

#include <stdlib.h>

#include "util.h"

/* Seven bits in each byte, the least first: most lengths take one byte, where millions of rows wait on a disk. */
static void
put_number(struct buf *b, size_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_char(b, (char)(n | 0x80));
	buf_char(b, (char)n);
}

static size_t
take_number(struct str *s)
{
	size_t n = 0;
	unsigned char byte;

	for (unsigned int shift = 0;; shift += 7) {
		byte = (unsigned char)*s->p;
		*s = (struct str){ s->p + 1, s->n - 1 };
		n |= (size_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return n;
	}
}

static struct str
take_bytes(struct str *s, size_t n)
{
	struct str taken = { s->p, n };

	*s = (struct str){ s->p + n, s->n - n };
	return taken;
}

void
parcel_pack(struct buf *b, struct str customer, bool dated, const struct str *field, size_t n, struct str raw)
{
	put_number(b, customer.n * 2 + dated);
	buf_str(b, customer);
	put_number(b, field ? n : 0);
	for (size_t i = 0; field && i < n; i++)
		put_number(b, field[i].n);
	for (size_t i = 0; field && i < n; i++)
		buf_str(b, field[i]);
	if (!field)
		buf_str(b, raw);
}

void
parcel_unpack(struct parcel *p, struct str bytes)
{
	size_t head = take_number(&bytes);

	p->dated = head % 2;
	p->customer = take_bytes(&bytes, head / 2);
	p->fields = take_number(&bytes);
	p->raw = p->fields ? (struct str){ NULL, 0 } : bytes;
	p->field = util_grow(p->field, &p->cap, p->fields, sizeof *p->field);
	for (size_t i = 0; i < p->fields; i++)
		p->field[i].n = take_number(&bytes);
	for (size_t i = 0; i < p->fields; i++)
		p->field[i] = take_bytes(&bytes, p->field[i].n);
}

void
parcel_free(struct parcel *p)
{
	free(p->field);
}
