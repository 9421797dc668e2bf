#include "cs-parse-group.h"

#include <stdlib.h>
#include <string.h>

#include "cs-parse-sort.h"
#include "strmap.h"
#include "util.h"

#define NOBODY UINT32_MAX

/* The last message with a time so far: those without one follow it. leader is 0 before the first. */
struct leader {
	int64_t time, seq;
	uint64_t input;
};

/* What orders the interactions of a customer. */
struct owner {
	struct sort_key first;          /* of the first message that names a customer */
	uint32_t customer;
	int64_t start;                  /* earliest time, INT64_MAX when there is none */
};

struct group {
	bool by_customer;
	struct strmap *interactions, *customers;
	struct leader *leader;          /* of each interaction */
	struct owner *owner;            /* of each interaction, by_customer only */
	size_t leader_cap, owner_cap;
	struct clock_time log_end;
	uint64_t input;
	struct sort *sort;
	struct buf bytes;               /* a row on its way to the sort */
	struct str *field;              /* of the row given last */
	size_t field_cap;
	uint64_t current;
	bool begun;
};

struct group *
group_new(bool by_customer, size_t memory)
{
	struct group *g = util_alloc(1, sizeof *g);

	g->by_customer = by_customer;
	g->interactions = strmap_new();
	g->customers = strmap_new();
	g->sort = sort_new(memory, by_customer);
	return g;
}

static struct sort_key
make_key(struct group *g, size_t interaction, const struct row *row)
{
	struct leader *l = &g->leader[interaction];
	struct sort_key key = { .group = interaction, .seq = row->seq, .input = ++g->input };

	if (row->time.kind != CLOCK_NONE) {
		*l = (struct leader){ row->time.ms, row->seq, g->input };
		key.seq = INT64_MIN;
	}
	key.time = l->time;
	key.time_seq = l->seq;
	key.leader = l->input;
	return key;
}

static void
note_owner(struct group *g, const struct sort_key *key, const struct row *row)
{
	struct owner *o = &g->owner[key->group];
	struct str customer = row->field[LOG_CUSTOMER];

	if (row->time.kind == CLOCK_UTC) {
		if (row->time.ms < o->start)
			o->start = row->time.ms;
		if (g->log_end.kind == CLOCK_NONE || row->time.ms > g->log_end.ms)
			g->log_end = row->time;
	}
	if (customer.n && (o->customer == NOBODY || sort_compare(key, &o->first) < 0)) {
		o->customer = (uint32_t)strmap_put(g->customers, customer, NULL);
		o->first = *key;
	}
}

static size_t
find_interaction(struct group *g, struct str id)
{
	bool fresh;
	size_t i = strmap_put(g->interactions, id, &fresh);

	if (!fresh)
		return i;
	g->leader = util_grow(g->leader, &g->leader_cap, i + 1, sizeof *g->leader);
	g->leader[i] = (struct leader){ INT64_MIN, INT64_MIN, 0 };
	if (g->by_customer) {
		g->owner = util_grow(g->owner, &g->owner_cap, i + 1, sizeof *g->owner);
		g->owner[i] = (struct owner){ .customer = NOBODY, .start = INT64_MAX };
	}
	return i;
}

static void
add_number(struct buf *b, size_t n)
{
	buf_add(b, &n, sizeof n);
}

bool
group_add(struct group *g, const struct row *row, const struct str *fields, size_t nfields, struct str raw)
{
	struct sort_key key = make_key(g, find_interaction(g, row->field[LOG_INTERACTION]), row);

	if (g->by_customer)
		note_owner(g, &key, row);
	buf_reset(&g->bytes);
	if (!fields) {
		add_number(&g->bytes, 0);
		buf_str(&g->bytes, raw);
	} else {
		add_number(&g->bytes, nfields);
		for (size_t i = 0; i < nfields; i++)
			add_number(&g->bytes, fields[i].n);
		for (size_t i = 0; i < nfields; i++)
			buf_str(&g->bytes, fields[i]);
	}
	return sort_add(g->sort, &key, buf_view(&g->bytes));
}

/* An interaction on its way to its place: by its customer's first interaction, then by time. */
struct place {
	uint32_t lead, number;
	int64_t start;
};

static int
by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->lead != y->lead)
		return x->lead < y->lead ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* The place of each interaction in the order of customers. Without a customer it stands alone; without a time it comes
 * before those of the same customer that have one. */
static uint32_t *
place_interactions(const struct group *g)
{
	size_t n = strmap_count(g->interactions), customers = strmap_count(g->customers);
	struct place *place = util_alloc(n, sizeof *place);
	uint32_t *lead = util_alloc(customers, sizeof *lead), *order = util_alloc(n, sizeof *order);

	for (size_t i = n; i-- > 0;)
		if (g->owner[i].customer != NOBODY)
			lead[g->owner[i].customer] = (uint32_t)i;
	for (size_t i = 0; i < n; i++) {
		const struct owner *o = &g->owner[i];

		place[i].number = (uint32_t)i;
		place[i].lead = o->customer == NOBODY ? (uint32_t)i : lead[o->customer];
		place[i].start = o->start == INT64_MAX ? INT64_MIN : o->start;
	}
	qsort(place, n, sizeof *place, by_place);
	for (size_t i = 0; i < n; i++)
		order[place[i].number] = (uint32_t)i;
	free(lead);
	free(place);
	return order;
}

bool
group_finish(struct group *g)
{
	uint32_t *order = g->by_customer ? place_interactions(g) : NULL;
	bool fine = sort_finish(g->sort, order);

	free(order);
	return fine;
}

static size_t
take_number(struct str *s)
{
	size_t n;

	memcpy(&n, s->p, sizeof n);
	*s = (struct str){ s->p + sizeof n, s->n - sizeof n };
	return n;
}

int
group_next(struct group *g, struct group_row *row)
{
	struct sort_key key;
	struct str bytes;
	int got = sort_next(g->sort, &key, &bytes);
	const char *p;

	if (got <= 0)
		return got;
	row->first = !g->begun || key.group != g->current;
	g->begun = true;
	g->current = key.group;
	row->fields = take_number(&bytes);
	row->raw = row->fields ? (struct str){ NULL, 0 } : bytes;
	g->field = util_grow(g->field, &g->field_cap, row->fields, sizeof *g->field);
	row->field = g->field;
	for (size_t i = 0; i < row->fields; i++)
		g->field[i].n = take_number(&bytes);
	p = bytes.p;
	for (size_t i = 0; i < row->fields; i++) {
		g->field[i].p = p;
		p += g->field[i].n;
	}
	return got;
}

struct clock_time
group_log_end(const struct group *g)
{
	return g->log_end;
}

void
group_free(struct group *g)
{
	if (!g)
		return;
	strmap_free(g->interactions);
	strmap_free(g->customers);
	free(g->leader);
	free(g->owner);
	sort_free(g->sort);
	buf_free(&g->bytes);
	free(g->field);
	free(g);
}
