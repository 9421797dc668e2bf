/* What people said: the label file, read as a whole before the log or the scores, which stream. */
#ifndef CS_CALIBRATE_LABELS_H
#define CS_CALIBRATE_LABELS_H

#include "str.h"
#include "strmap.h"

#define LABELS_ONE INT64_C(1000000)

/* One row. A unit is a message, or an interaction as such. */
struct labels_vote {
	uint32_t unit, item, rater;     /* numbers in the maps below */
	int64_t value;                  /* millionths: yes and true are 1, no and false 0 */
	uint64_t line;
};

/* One item of one unit: vote[first] up to vote[first + votes]. */
struct labels_cell {
	uint32_t unit, item;
	size_t first, votes;
};

struct labels_item {
	uint64_t line;                  /* where it is named first */
	uint64_t number_line;           /* the first value that is neither yes nor no, or 0 */
	int64_t least, most;            /* of the values */
	bool of_messages, of_interactions;
};

struct labels_unit {
	uint32_t interaction;
	bool whole;                     /* the interaction as such */
	size_t first, cells;            /* cell[first] up to cell[first + cells], by item */
};

struct labels {
	const char *file;
	bool absent_no;
	struct strmap *interactions, *units, *items, *raters;
	struct labels_item *item;       /* by their numbers in items */
	struct labels_unit *unit;       /* by their numbers in units */
	uint32_t *raters_in;            /* how many raters have a row in the interaction, by its number; */
	uint32_t *raters_of;            /* a row of the item, by its number */
	struct labels_vote *vote;       /* by unit, item, rater */
	struct labels_cell *cell;       /* by unit, item */
	size_t votes, cells;
	size_t vote_cap, cell_cap, item_cap, unit_cap;
	struct buf key;
};

/* What people together say of one item. */
struct labels_gold {
	double value;                   /* of yes and no 1 or 0, what most say; of numbers the mean */
	double sum;                     /* of the raters' values */
	size_t raters;
};

/* Reads a label file: interaction_id, seq, item, value and, if there are several raters, rater. Ends the program, with
 * "FILE:LINE: reason", when a column is missing, an id or item is empty, a value is neither yes, no, true, false nor a decimal
 * number, or a rater labels the same twice. With absent_no each rater who has a row in an interaction says no to every item
 * of every message there (of the interaction, for items that are labelled so) that has no row of theirs. */
struct labels *labels_open(const char *file, bool absent_no);
void labels_free(struct labels *l);
/* The number of the message seq of that interaction, or of the interaction for an empty seq or "0"; STRMAP_NONE when it has
 * no label. */
size_t labels_unit(struct labels *l, struct str interaction, struct str seq);
/* The cell of that item of the unit, which may be STRMAP_NONE; NULL when there is none. */
const struct labels_cell *labels_cell(const struct labels *l, size_t unit, size_t item);
/* The cell's votes taken together; half of them yes is yes, since somebody saw it. */
struct labels_gold labels_gold(const struct labels *l, const struct labels_cell *cell);
/* What people say of an item in a message: 1 yes, 0 no, -1 nothing. Knows of absent_no; the item's values are yes and no. */
int labels_say(struct labels *l, struct str interaction, struct str seq, size_t item);
/* Ends the program: "FILE:LINE: reason". */
void labels_refuse(const struct labels *l, uint64_t line, const char *format, ...)
    __attribute__((noreturn, format(printf, 3, 4)));

#endif
