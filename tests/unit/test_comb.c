#include <stdlib.h>
#include <string.h>

#include "comb.h"
#include "dice.h"
#include "suite.h"
#include "util.h"

/* A matrix and the comb of it; its values are above 0 where it has a cell. */
static struct {
	size_t rows, columns;
	uint32_t *value;        /* by row and column */
} matrix;

static struct comb comb;
static uint32_t *base;

static void
teardown(void)
{
	comb_free(&comb);
	free(matrix.value);
	free(base);
	comb = (struct comb){ 0 };
	matrix.value = base = NULL;
}

/* A matrix without cells but those of column 0. */
static void
start(size_t rows, size_t columns)
{
	teardown();
	matrix.rows = rows;
	matrix.columns = columns;
	matrix.value = util_alloc(rows * columns, sizeof *matrix.value);
	base = util_alloc(rows, sizeof *base);
	for (size_t r = 0; r < rows; r++)
		matrix.value[r * columns] = (uint32_t)r + 1;
}

/* Gives a row n cells in all; which, is left to chance. */
static void
fill(size_t row, size_t n)
{
	uint32_t *value = matrix.value + row * matrix.columns;

	for (size_t have = 1; have < n;) {
		uint32_t column = below((uint32_t)matrix.columns);
		have += value[column] == 0;
		value[column] = UINT32_MAX - below(1000);
	}
}

/* The comb of the matrix, its rows' cells in any order. */
static void
make(void)
{
	struct comb_row *row = util_alloc(matrix.rows, sizeof *row);
	struct comb_entry *entry = util_alloc(matrix.rows * matrix.columns, sizeof *entry);
	uint32_t n = 0;

	for (size_t r = 0; r < matrix.rows; r++) {
		row[r].from = n;
		for (size_t c = 0, from = below((uint32_t)matrix.columns); c < matrix.columns; c++) {
			size_t column = (c + from) % matrix.columns;
			uint32_t value = matrix.value[r * matrix.columns + column];
			if (value)
				entry[n++] = (struct comb_entry){ (uint32_t)column, value };
		}
		row[r].n = n - row[r].from;
	}
	comb_make(&comb, row, matrix.rows, entry, matrix.columns, base);
	free(row);
	free(entry);
}

/* Every look at every row, those that find nothing, too. */
static void
compare(void)
{
	size_t wrong = 0;
	bool *taken = util_alloc(comb.cells, sizeof *taken);

	for (size_t r = 0; r < matrix.rows; r++) {
		ck_assert_uint_le(base[r] + matrix.columns, comb.cells);
		ck_assert_msg(!taken[base[r]], "the base %u of row %zu is another one's", base[r], r);
		taken[base[r]] = true;
		for (size_t c = 0; c < matrix.columns; c++)
			wrong += comb_at(&comb, base[r], (uint32_t)c) != matrix.value[r * matrix.columns + c];
	}
	ck_assert_msg(wrong == 0, "%zu looks of %zu x %zu", wrong, matrix.rows, matrix.columns);
	/* a look from any place, as if it were a base, finds at most a cell that says it is of that row */
	for (size_t b = 0; b + matrix.columns <= comb.cells; b++)
		if (!taken[b])
			for (size_t c = 0; c < matrix.columns; c++)
				wrong += comb_at(&comb, (uint32_t)b, (uint32_t)c) != 0;
	ck_assert_uint_eq(wrong, 0);
	free(taken);
}

START_TEST(by_hand)
{
	static const struct comb_row row[] = { { 0, 3 }, { 3, 1 }, { 4, 2 } };
	static const struct comb_entry entry[] = { { 3, 30 }, { 0, 10 }, { 1, 20 }, { 0, 40 }, { 0, 50 }, { 3, 60 } };

	base = util_alloc(3, sizeof *base);
	comb_make(&comb, row, 3, entry, 4, base);
	ck_assert_uint_eq(comb_at(&comb, base[0], 0), 10);
	ck_assert_uint_eq(comb_at(&comb, base[0], 1), 20);
	ck_assert_uint_eq(comb_at(&comb, base[0], 2), 0);
	ck_assert_uint_eq(comb_at(&comb, base[0], 3), 30);
	ck_assert_uint_eq(comb_at(&comb, base[1], 0), 40);
	ck_assert_uint_eq(comb_at(&comb, base[1], 1), 0);
	ck_assert_uint_eq(comb_at(&comb, base[2], 0), 50);
	ck_assert_uint_eq(comb_at(&comb, base[2], 3), 60);
	/* the largest one first, the next in its gap, the smallest where room is left */
	ck_assert_uint_eq(base[0], 0);
	ck_assert_uint_eq(base[2], 2);
	ck_assert_uint_eq(base[1], 4);
}
END_TEST

START_TEST(random_rows)
{
	static const size_t columns[] = { 1, 2, 7, 64, 65, 300, 900 };
	static const size_t rows[] = { 1, 10, 100, 400 };

	for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
			for (size_t sparse = 1; sparse < 200; sparse *= 6) {
				start(rows[i], columns[k]);
				seed = k + 10 * i + 100 * sparse;
				for (size_t r = 0; r < rows[i]; r++)
					fill(r, 1 + below((uint32_t)(columns[k] / sparse) + 1) % columns[k]);
				make();
				compare();
			}
}
END_TEST

/* Many rows of few sizes: where the search for a place starts depends on them. */
START_TEST(rows_of_a_size)
{
	static const size_t sizes[] = { 500, 100, 66, 65, 64, 63, 10, 2, 1 };
	enum { EACH = 60, N = sizeof sizes / sizeof *sizes };

	start(EACH * N, 600);
	seed = 1;
	for (size_t r = 0; r < EACH * N; r++)
		fill(r, sizes[r % N]);
	make();
	compare();
}
END_TEST

/* Rows that fit in each other nowhere, for longer than a search is begun anew. */
START_TEST(full_rows)
{
	start(100, 40);
	for (size_t i = 0; i < 100 * 40; i++)
		matrix.value[i] = (uint32_t)i + 1;
	make();
	compare();
	for (size_t r = 0; r < 100; r++)
		ck_assert_uint_eq(base[r], 40 * r);
}
END_TEST

/* Rows of one cell fill every gap of the largest row, though others of a size between had to go far behind it. */
START_TEST(gaps_are_filled)
{
	enum { LONG = 1000, SHORT = LONG / 2 - 1, FULL = 60, FULLS = 20 };

	start(1 + SHORT + FULLS, LONG);
	for (size_t c = 0; c < LONG; c += 2)
		matrix.value[c] = 7;
	for (size_t r = 1 + SHORT; r < matrix.rows; r++)
		for (size_t c = 0; c < FULL; c++)
			matrix.value[r * LONG + c] = 8;
	make();
	compare();
	for (size_t r = 1; r <= SHORT; r++)
		ck_assert_uint_eq(base[r], 2 * r - 1);
}
END_TEST

START_TEST(no_rows)
{
	start(0, 5);
	make();
	ck_assert_uint_eq(comb.cells, 0);
}
END_TEST

START_TEST(image)
{
	struct buf bytes = { 0 };
	struct image out = { .out = &bytes };

	start(50, 80);
	seed = 3;
	for (size_t r = 0; r < 50; r++)
		fill(r, 1 + below(30));
	make();
	comb_image(&comb, &out);
	comb_free(&comb);
	comb = (struct comb){ 0 };
	char *p = aligned_alloc(16, bytes.n);
	ck_assert_ptr_nonnull(p);
	memcpy(p, bytes.p, bytes.n);
	struct image in = { .in = { p, bytes.n } };
	comb_image(&comb, &in);
	ck_assert(!in.broken);
	ck_assert_uint_eq(in.in.n, 0);
	compare();
	comb_free(&comb);
	comb = (struct comb){ 0 };
	free(p);
	buf_free(&bytes);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		by_hand, random_rows, rows_of_a_size, full_rows, gaps_are_filled, no_rows, image,
	};

	return run_suite("comb", tests, sizeof tests / sizeof *tests, NULL, teardown);
}
