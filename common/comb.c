#include "comb.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

/* After a search over so many cells, those for the other rows of that size start where it ended: without it each of them would
 * go over the same full part again. */
#define FAR 512
/* Larger rows do not even start anew for each size: they fit nowhere but at the end. */
#define LARGE 64

/* A comb under construction. */
struct making {
	struct comb *comb;
	size_t cap, columns;
	uint64_t *taken;        /* a bit for each cell, and for those behind the last that a row may reach */
	size_t taken_cap;
};

/* Rows by falling size, so that small ones fill the gaps of large ones. */
static uint32_t *
by_size(const struct comb_row *row, size_t rows)
{
	uint32_t *order = util_alloc(rows + 1, sizeof *order), most = 0;

	for (size_t r = 0; r < rows; r++)
		most = row[r].n > most ? row[r].n : most;
	size_t *next = util_alloc((size_t)most + 2, sizeof *next);
	for (size_t r = 0; r < rows; r++)
		next[most - row[r].n + 1]++;
	for (size_t i = 0; i <= most; i++)
		next[i + 1] += next[i];
	for (size_t r = 0; r < rows; r++)
		order[next[most - row[r].n]++] = (uint32_t)r;
	free(next);
	return order;
}

/* Cells for every look from a base below bases. */
static void
grow(struct making *m, size_t bases)
{
	struct comb *c = m->comb;
	size_t n = bases + m->columns, words = (n + m->columns) / 64 + 3, old = m->taken_cap;

	if (n <= c->cells)
		return;
	c->cell = util_grow(c->cell, &m->cap, n, sizeof *c->cell);
	for (; c->cells < n; c->cells++)
		c->cell[c->cells] = (struct comb_cell){ COMB_FREE, 0 };
	m->taken = util_grow(m->taken, &m->taken_cap, words, sizeof *m->taken);
	memset(m->taken + old, 0, (m->taken_cap - old) * sizeof *m->taken);
}

/* The bits of 64 cells from cell i on. */
static uint64_t
bits_at(const struct making *m, size_t i)
{
	uint64_t low = m->taken[i / 64] >> i % 64;

	return i % 64 ? low | m->taken[i / 64 + 1] << (64 - i % 64) : low;
}

/* The first base from low on where a row fits; 64 are tried at once. */
static size_t
find_base(struct making *m, const struct comb_entry *entry, size_t n, size_t low)
{
	for (size_t base = low;; base += 64) {
		uint64_t taken = 0;
		grow(m, base + 64);
		for (size_t i = 0; i < n && ~taken; i++)
			taken |= bits_at(m, base + entry[i].column);
		if (~taken)
			return base + (size_t)__builtin_ctzll(~taken);
	}
}

void
comb_make(struct comb *c, const struct comb_row *row, size_t rows, const struct comb_entry *entry, size_t columns, uint32_t *base)
{
	struct making m = { .comb = c, .columns = columns };
	uint32_t *order = by_size(row, rows);
	size_t low = 0, size = 0;

	for (size_t k = 0; k < rows; k++) {
		struct comb_row r = row[order[k]];
		const struct comb_entry *e = entry + r.from;
		low = r.n == size || r.n > LARGE ? low : 0;
		size = r.n;
		size_t at = find_base(&m, e, r.n, low);
		if (at - low > FAR)
			low = at;
		base[order[k]] = (uint32_t)at;
		for (size_t i = 0; i < r.n; i++) {
			size_t cell = at + e[i].column;
			c->cell[cell] = (struct comb_cell){ (uint32_t)at, e[i].value };
			m.taken[cell / 64] |= UINT64_C(1) << cell % 64;
		}
	}
	free(order);
	free(m.taken);
}

void
comb_free(struct comb *c)
{
	if (!c->borrowed)
		free(c->cell);
}

void
comb_image(struct comb *c, struct image *im)
{
	image_array(im, &c->cell, &c->cells, sizeof *c->cell);
	c->borrowed = !im->out;
}
