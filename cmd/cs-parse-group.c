#include "cs-parse-group.h"

#include <stdlib.h>

#include "cs-parse-parcel.h"
#include "strmap.h"
#include "util.h"

/* What an interaction takes in the map and beside it, besides its id. */
#define INTERACTION_SIZE 128

/* An interaction on its way: where in the input it began, and its last message with a time so far, which those without one
 * follow; input is 0 before the first. */
struct leader {
	int64_t number, time, seq, input;
};

/* What orders a message in its interaction. */
struct message {
	int64_t input, time, seq;
	enum clock_kind kind;
};

struct group {
	bool by_customer;
	size_t memory;
	struct strmap *interactions;    /* those that came while there was room for more */
	struct leader *leader;          /* of each of them */
	size_t leader_cap, taken;
	struct sort *later;             /* rows of the others: by interaction, as they came */
	struct sort *rows;              /* by interaction, in order */
	struct sort *ordered;           /* by customer, in order; or else rows */
	struct order_crowd crowd;
	struct clock_time log_end;
	int64_t input;
	struct buf bytes;               /* a row on its way to a sort */
	struct parcel parcel;           /* the row given last */
	int64_t current;                /* its interaction */
};

struct group *
group_new(bool by_customer, size_t memory)
{
	struct group *g = util_alloc(1, sizeof *g);

	g->by_customer = by_customer;
	g->memory = memory;
	g->interactions = strmap_new();
	g->later = sort_new(memory / 4);
	g->rows = sort_new(memory / 2);
	g->current = -1;
	return g;
}

/* The place of a message among all rows. Without a time it has that of the one that it follows. */
static struct sort_key
place(struct leader *l, const struct message *m)
{
	int64_t seq = m->seq;

	if (m->kind != CLOCK_NONE) {
		*l = (struct leader){ l->number, m->time, m->seq, m->input };
		seq = INT64_MIN;
	}
	return (struct sort_key){ { l->number, l->time, l->seq, l->input, seq, m->input } };
}

/* NULL for one that is not known and for which there is no room. */
static struct leader *
find_leader(struct group *g, struct str id)
{
	size_t i;
	bool fresh;

	if (g->taken > g->memory / 8) {
		i = strmap_find(g->interactions, id);
		return i == STRMAP_NONE ? NULL : &g->leader[i];
	}
	i = strmap_put(g->interactions, id, &fresh);
	if (fresh) {
		g->taken += INTERACTION_SIZE + id.n;
		g->leader = util_grow(g->leader, &g->leader_cap, i + 1, sizeof *g->leader);
		g->leader[i] = (struct leader){ g->input, INT64_MIN, INT64_MIN, 0 };
	}
	return &g->leader[i];
}

static bool
add_later(struct group *g, struct str id, const struct message *m)
{
	struct sort_key key = { { 0, 0, m->input, m->time, m->seq, m->kind } };

	order_name(id, key.part);
	return sort_add(g->later, &key, buf_view(&g->bytes));
}

bool
group_add(struct group *g, const struct row *row, const struct str *fields, size_t nfields, struct str raw)
{
	struct message m = { ++g->input, row->time.ms, row->seq, row->time.kind };
	struct leader *l = find_leader(g, row->field[LOG_INTERACTION]);
	bool dated = m.kind == CLOCK_UTC;
	struct sort_key key;

	if (dated && (g->log_end.kind == CLOCK_NONE || m.time > g->log_end.ms))
		g->log_end = row->time;
	buf_reset(&g->bytes);
	parcel_pack(&g->bytes, g->by_customer ? row->field[LOG_CUSTOMER] : STR(""), dated, fields, nfields, raw);
	if (!l)
		return add_later(g, row->field[LOG_INTERACTION], &m);
	key = place(l, &m);
	return sort_add(g->rows, &key, buf_view(&g->bytes));
}

/* The rows of interactions that were not known, now together, find their places. */
static bool
add_rest(struct group *g)
{
	struct sort_key key, last = { { 0 } };
	struct leader l = { 0 };
	struct str bytes;
	int got;

	while ((got = sort_next(g->later, &key, &bytes)) > 0) {
		struct message m = { key.part[2], key.part[3], key.part[4], (enum clock_kind)key.part[5] };

		if (!l.number || key.part[0] != last.part[0] || key.part[1] != last.part[1])
			l = (struct leader){ m.input, INT64_MIN, INT64_MIN, 0 };
		last = key;
		key = place(&l, &m);
		if (!sort_add(g->rows, &key, bytes))
			return false;
	}
	return got == 0;
}

bool
group_finish(struct group *g)
{
	strmap_free(g->interactions);
	free(g->leader);
	g->interactions = NULL;
	g->leader = NULL;
	if (!sort_finish(g->later, true) || !add_rest(g))
		return false;
	sort_free(g->later);
	g->later = NULL;
	if (!sort_finish(g->rows, !g->by_customer))
		return false;
	if (!g->by_customer)
		return true;
	g->ordered = order_by_customer(g->rows, g->memory / 2 - g->memory / 8, &g->crowd);
	sort_free(g->rows);
	g->rows = NULL;
	return g->ordered != NULL;
}

int
group_next(struct group *g, struct group_row *row)
{
	struct sort_key key;
	struct str bytes;
	int got = sort_next(g->ordered ? g->ordered : g->rows, &key, &bytes);
	int64_t interaction = got > 0 ? key.part[g->ordered ? 2 : 0] : 0;

	if (got <= 0)
		return got;
	row->first = interaction != g->current;
	g->current = interaction;
	parcel_unpack(&g->parcel, bytes);
	row->raw = g->parcel.raw;
	row->field = g->parcel.field;
	row->fields = g->parcel.fields;
	return got;
}

struct clock_time
group_log_end(const struct group *g)
{
	return g->log_end;
}

struct order_crowd
group_crowd(const struct group *g)
{
	return g->crowd;
}

void
group_free(struct group *g)
{
	if (!g)
		return;
	if (g->interactions)
		strmap_free(g->interactions);
	free(g->leader);
	sort_free(g->later);
	sort_free(g->rows);
	sort_free(g->ordered);
	buf_free(&g->bytes);
	parcel_free(&g->parcel);
	free(g);
}
