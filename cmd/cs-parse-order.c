#include "cs-parse-order.h"

#include "cs-parse-parcel.h"
#include "util.h"

/* An interaction, known once its last row was seen. */
struct interaction {
	int64_t number, start, customer[2];
	bool named, begun;
};

struct order {
	struct sort *rows;
	struct sort *named;             /* interactions by customer: name, number, start */
	struct sort *placed;            /* interactions by number, with the number of the customer's first one and start */
	struct sort *out;
	struct order_crowd *crowd;
	struct parcel parcel;
};

void
order_name(struct str name, int64_t hash[2])
{
	/* FNV-1a, which has nothing in common with the other */
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.p[i]) * 0x100000001b3u;
	hash[0] = (int64_t)util_hash(name.p, name.n);
	hash[1] = (int64_t)h;
}

static bool
add_placed(struct order *o, int64_t number, int64_t first, int64_t start)
{
	struct sort_key key = { { number, first, start } };

	return sort_add(o->placed, &key, STR(""));
}

static bool
end_interaction(struct order *o, const struct interaction *i)
{
	struct sort_key key = { { i->customer[0], i->customer[1], i->number, i->start } };

	if (!i->begun)
		return true;
	o->crowd->interactions++;
	return i->named ? sort_add(o->named, &key, STR("")) : add_placed(o, i->number, i->number, i->start);
}

static bool
read_interactions(struct order *o)
{
	struct interaction i = { 0 };
	struct sort_key key;
	struct str bytes;
	int got;

	while ((got = sort_next(o->rows, &key, &bytes)) > 0) {
		if (!i.begun || key.part[0] != i.number) {
			if (!end_interaction(o, &i))
				return false;
			i = (struct interaction){ .number = key.part[0], .start = INT64_MIN, .begun = true };
		}
		parcel_unpack(&o->parcel, bytes);
		/* rows are in order of time */
		if (o->parcel.dated && i.start == INT64_MIN)
			i.start = key.part[1];
		if (o->parcel.customer.n && !i.named) {
			i.named = true;
			order_name(o->parcel.customer, i.customer);
		}
	}
	return got == 0 && end_interaction(o, &i);
}

/* All interactions of a customer know the first of them. */
static bool
place_named(struct order *o)
{
	struct sort_key key, last = { { 0 } };
	struct str bytes;
	int64_t first = 0;
	uint64_t n = 0;
	int got;

	while ((got = sort_next(o->named, &key, &bytes)) > 0) {
		if (!n || key.part[0] != last.part[0] || key.part[1] != last.part[1]) {
			first = key.part[2];
			n = 0;
		}
		if (++n > o->crowd->most)
			o->crowd->most = n;
		last = key;
		if (!add_placed(o, key.part[2], first, key.part[3]))
			return false;
	}
	return got == 0;
}

static bool
place_rows(struct order *o)
{
	struct sort_key key, place = { { INT64_MIN } }, final = { { 0 } };
	struct str bytes, none;
	int got;

	while ((got = sort_next(o->rows, &key, &bytes)) > 0) {
		if (key.part[0] != place.part[0] && sort_next(o->placed, &place, &none) <= 0)
			return false;
		final.part[0] = place.part[1];
		final.part[1] = place.part[2];
		final.part[2] = key.part[0];
		final.part[3]++;
		if (!sort_add(o->out, &final, bytes))
			return false;
	}
	return got == 0;
}

struct sort *
order_by_customer(struct sort *rows, size_t memory, struct order_crowd *crowd)
{
	struct order o = { .rows = rows, .named = sort_new(memory / 4), .placed = sort_new(memory / 4), .out = sort_new(memory / 2),
			   .crowd = crowd };
	bool fine = read_interactions(&o) && sort_finish(o.named, true) && place_named(&o) && sort_finish(o.placed, true);

	sort_free(o.named);
	fine = fine && sort_again(rows) && place_rows(&o) && sort_finish(o.out, true);
	sort_free(o.placed);
	parcel_free(&o.parcel);
	if (fine)
		return o.out;
	sort_free(o.out);
	return NULL;
}
