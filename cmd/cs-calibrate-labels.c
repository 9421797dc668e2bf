#include "cs-calibrate-labels.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "sheet.h"
#include "util.h"

enum { L_INTERACTION, L_SEQ, L_ITEM, L_VALUE, L_RATER };

void
labels_refuse(const struct labels *l, uint64_t line, const char *format, ...)
{
	char reason[512];
	va_list args;

	va_start(args, format);
	vsnprintf(reason, sizeof reason, format, args);
	va_end(args);
	cmd_fail(STATUS_DATA, "%s:%llu: %s", l->file, (unsigned long long)line, reason);
}

/* Digits with an optional sign and decimals: no exponents, which spreadsheets make of ids. */
static bool
read_decimal(struct str s, int64_t *out)
{
	bool minus = s.n && s.p[0] == '-', dot = false;
	size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'), whole = 0, decimals = 0;
	int64_t value = 0;

	for (; i < s.n; i++) {
		if (s.p[i] == '.' && !dot && whole) {
			dot = true;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9' || whole + !dot > 9 || decimals + dot > 6)
			return false;
		value = value * 10 + (s.p[i] - '0');
		whole += !dot;
		decimals += dot;
	}
	if (!whole || (dot && !decimals))
		return false;
	for (; decimals < 6; decimals++)
		value *= 10;
	*out = minus ? -value : value;
	return true;
}

static bool
read_value(struct str s, int64_t *out)
{
	static const struct { const char *word; int64_t value; } words[] = {
		{ "yes", LABELS_ONE }, { "no", 0 }, { "true", LABELS_ONE }, { "false", 0 },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_caseeq(s, str_of(words[i].word))) {
			*out = words[i].value;
			return true;
		}
	return read_decimal(s, out);
}

static struct str
make_key(struct labels *l, struct str interaction, struct str seq)
{
	buf_reset(&l->key);
	buf_str(&l->key, interaction);
	buf_char(&l->key, '\0');
	if (!str_eq(seq, STR("0")))
		buf_str(&l->key, seq);
	return buf_view(&l->key);
}

static uint32_t
put_unit(struct labels *l, struct str interaction, struct str seq)
{
	bool fresh;
	size_t of = strmap_put(l->interactions, interaction, NULL);
	size_t u = strmap_put(l->units, make_key(l, interaction, seq), &fresh);
	if (fresh) {
		l->unit = util_grow(l->unit, &l->unit_cap, u + 1, sizeof *l->unit);
		l->unit[u] = (struct labels_unit){
			.interaction = (uint32_t)of, .whole = l->key.n == interaction.n + 1,
		};
	}
	return (uint32_t)u;
}

static uint32_t
put_item(struct labels *l, struct str name, int64_t value, uint64_t line)
{
	bool fresh;
	size_t i = strmap_put(l->items, name, &fresh);

	if (fresh) {
		l->item = util_grow(l->item, &l->item_cap, i + 1, sizeof *l->item);
		l->item[i] = (struct labels_item){ .line = line, .least = value, .most = value };
	}
	struct labels_item *item = &l->item[i];
	item->least = value < item->least ? value : item->least;
	item->most = value > item->most ? value : item->most;
	if (value != 0 && value != LABELS_ONE && !item->number_line)
		item->number_line = line;
	return (uint32_t)i;
}

static bool
add_row(struct sheet_row *row, void *data)
{
	struct labels *l = data;
	struct labels_vote v = { .line = row->line };
	struct str seq = str_trim(row->field[L_SEQ]);

	if (row->field[L_INTERACTION].n == 0)
		return sheet_refuse(row, "interaction_id is empty");
	if (row->field[L_ITEM].n == 0)
		return sheet_refuse(row, "item is empty");
	if (!read_value(str_trim(row->field[L_VALUE]), &v.value))
		return sheet_refuse(row, "the value is neither yes nor no nor a number of at most 9 digits and 6 decimals");
	if (l->votes >= UINT32_MAX)
		return sheet_refuse(row, "too many labels");
	v.unit = put_unit(l, row->field[L_INTERACTION], seq);
	v.item = put_item(l, row->field[L_ITEM], v.value, row->line);
	v.rater = (uint32_t)strmap_put(l->raters, row->field[L_RATER], NULL);
	if (l->unit[v.unit].whole)
		l->item[v.item].of_interactions = true;
	else
		l->item[v.item].of_messages = true;
	l->vote = util_grow(l->vote, &l->vote_cap, l->votes + 1, sizeof *l->vote);
	l->vote[l->votes++] = v;
	return true;
}

static int
by_cell(const void *a, const void *b)
{
	const struct labels_vote *x = a, *y = b;

	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	if (x->rater != y->rater)
		return x->rater < y->rater ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static bool
same_cell(const struct labels_vote *a, const struct labels_vote *b)
{
	return a->unit == b->unit && a->item == b->item;
}

/* The first row of the file that says again what its rater had said. */
static void
check_twice(const struct labels *l)
{
	uint64_t line = 0;

	for (size_t i = 1; i < l->votes; i++) {
		const struct labels_vote *v = &l->vote[i], *before = v - 1;
		if (same_cell(before, v) && before->rater == v->rater && (!line || v->line < line))
			line = v->line;
	}
	if (line)
		labels_refuse(l, line, "the same rater labels this item a second time; several raters need the column \"rater\"");
}

static void
add_cell(struct labels *l, struct labels_cell cell)
{
	struct labels_unit *u = &l->unit[cell.unit];

	if (u->cells++ == 0)
		u->first = l->cells;
	l->cell = util_grow(l->cell, &l->cell_cap, l->cells + 1, sizeof *l->cell);
	l->cell[l->cells++] = cell;
}

/* Where what was not labelled counts, an interaction has a cell for every item that is labelled of interactions. */
static bool
counts_unsaid(const struct labels *l, size_t unit, size_t item)
{
	return l->absent_no && l->unit[unit].whole && l->item[item].of_interactions && !l->item[item].number_line;
}

static void
make_cells(struct labels *l)
{
	size_t v = 0, items = strmap_count(l->items);

	for (uint32_t u = 0; u < strmap_count(l->units); u++) {
		for (uint32_t i = 0; i < items; i++) {
			struct labels_cell cell = { u, i, v, 0 };
			/* most units have but a few of the items */
			if (!l->absent_no && (v == l->votes || l->vote[v].unit != u))
				break;
			while (v < l->votes && l->vote[v].unit == u && l->vote[v].item == i)
				v++;
			cell.votes = v - cell.first;
			if (cell.votes || counts_unsaid(l, u, i))
				add_cell(l, cell);
		}
	}
}

static int
by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Adds to count[x] how many raters go with x, which is a vote's item or its interaction. */
static void
count_raters(const struct labels *l, bool items, uint32_t *count)
{
	uint64_t *pair = util_alloc(l->votes + 1, sizeof *pair);

	for (size_t i = 0; i < l->votes; i++) {
		const struct labels_vote *v = &l->vote[i];
		pair[i] = (uint64_t)(items ? v->item : l->unit[v->unit].interaction) << 32 | v->rater;
	}
	if (l->votes)
		qsort(pair, l->votes, sizeof *pair, by_number);
	for (size_t i = 0; i < l->votes; i++)
		if (i == 0 || pair[i] != pair[i - 1])
			count[pair[i] >> 32]++;
	free(pair);
}

struct labels *
labels_open(const char *file, bool absent_no)
{
	struct labels *l = util_alloc(1, sizeof *l);
	struct sheet sheet = {
		.file = file, .column = { "interaction_id", "?seq", "item", "value", "?rater" }, .row = add_row,
	};
	struct buf bytes = { 0 }, why = { 0 };

	l->file = file;
	l->absent_no = absent_no;
	l->interactions = strmap_new();
	l->units = strmap_new();
	l->items = strmap_new();
	l->raters = strmap_new();
	if (!sheet_load(file, &bytes, &why))
		cmd_fail(STATUS_IO, "%s", why.p);
	if (!sheet_read(&sheet, buf_view(&bytes), file, l, &why))
		cmd_fail(STATUS_DATA, "%s", why.p);
	buf_free(&bytes);
	for (size_t i = 0; absent_no && i < strmap_count(l->interactions); i++)
		put_unit(l, strmap_key(l->interactions, i), STR(""));
	if (l->votes)
		qsort(l->vote, l->votes, sizeof *l->vote, by_cell);
	check_twice(l);
	make_cells(l);
	l->raters_in = util_alloc(strmap_count(l->interactions) + 1, sizeof *l->raters_in);
	l->raters_of = util_alloc(strmap_count(l->items) + 1, sizeof *l->raters_of);
	count_raters(l, false, l->raters_in);
	count_raters(l, true, l->raters_of);
	return l;
}

void
labels_free(struct labels *l)
{
	strmap_free(l->interactions);
	strmap_free(l->units);
	strmap_free(l->items);
	strmap_free(l->raters);
	free(l->item);
	free(l->unit);
	free(l->raters_in);
	free(l->raters_of);
	free(l->vote);
	free(l->cell);
	buf_free(&l->key);
	free(l);
}

size_t
labels_unit(struct labels *l, struct str interaction, struct str seq)
{
	return strmap_find(l->units, make_key(l, interaction, str_trim(seq)));
}

const struct labels_cell *
labels_cell(const struct labels *l, size_t unit, size_t item)
{
	if (unit == STRMAP_NONE)
		return NULL;

	const struct labels_unit *u = &l->unit[unit];
	for (size_t i = u->first; i < u->first + u->cells; i++)
		if (l->cell[i].item == item)
			return &l->cell[i];
	return NULL;
}

struct labels_gold
labels_gold(const struct labels *l, const struct labels_cell *cell)
{
	bool numbers = l->item[cell->item].number_line != 0;
	struct labels_gold gold = { .raters = cell->votes };
	int64_t sum = 0;

	if (l->absent_no && !numbers)
		gold.raters = l->raters_in[l->unit[cell->unit].interaction];
	for (size_t i = cell->first; i < cell->first + cell->votes; i++)
		sum += l->vote[i].value;
	gold.sum = (double)sum / LABELS_ONE;
	/* one division, so that equal means are equal numbers, whoever gave which part of them */
	gold.value = numbers ? (double)sum / ((double)gold.raters * LABELS_ONE) : 2 * gold.sum >= (double)gold.raters;
	return gold;
}

int
labels_say(struct labels *l, struct str interaction, struct str seq, size_t item)
{
	const struct labels_cell *cell = labels_cell(l, labels_unit(l, interaction, seq), item);

	if (cell)
		return labels_gold(l, cell).value > 0;
	return l->absent_no && strmap_find(l->interactions, interaction) != STRMAP_NONE ? 0 : -1;
}
