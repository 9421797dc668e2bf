/* comb: rows of a sparse matrix in one array, each laid into the gaps of the others as the teeth of combs go (Tarjan and Yao
 * 1979). A cell is found with one look, whether it is there or not. */
#ifndef COMB_H
#define COMB_H

#include "image.h"

/* A row's cells: entry[from] up to entry[from + n]; one of them in column 0, so that no two rows have the same base. */
struct comb_row {
	uint32_t from, n;
};

struct comb_entry {
	uint32_t column, value;
};

/* Of the row with that base; COMB_FREE where nothing is. */
struct comb_cell {
	uint32_t base, value;
};
#define COMB_FREE UINT32_MAX

struct comb {
	struct comb_cell *cell;
	size_t cells;
	bool borrowed;          /* they lie in an image */
};

/* Makes c, all zero, of rows whose columns are different and below columns, and sets the base of each. */
void comb_make(struct comb *c, const struct comb_row *row, size_t rows, const struct comb_entry *entry, size_t columns,
    uint32_t *base);
void comb_free(struct comb *c);
/* A comb that was made; one that is read is all zero before. */
void comb_image(struct comb *c, struct image *im);

/* The value in a column of the row with that base, 0 if there is none. */
static inline uint32_t
comb_at(const struct comb *c, uint32_t base, uint32_t column)
{
	struct comb_cell cell = c->cell[base + column];

	return cell.value & -(uint32_t)(cell.base == base);     /* without a branch */
}

#endif
