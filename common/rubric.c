#include "rubric.h"

#include <stdlib.h>

#include "util.h"

static int
by_skill(const void *a, const void *b)
{
	const struct criterion *x = a, *y = b;

	if (x->skill_number != y->skill_number)
		return x->skill_number < y->skill_number ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* The triggers come first, so that the set of asks begins with the set of criteria that may be called for. */
static void
number_asks(struct rubric *r)
{
	const unsigned everybody = (1u << ROLE_COUNT) - 1;
	size_t n = 2 * r->criteria;

	for (size_t i = 0; i < r->criteria; i++) {
		r->criterion[i].ask = n;
		n += r->criterion[i].conditions;
	}
	asks_open(&r->asks, n, r->pack->markers);
	for (size_t i = 0; i < r->criteria; i++) {
		const struct criterion *c = &r->criterion[i];
		asks_set(&r->asks, i, c->place == PLACE_INTERACTION ? everybody : c->roles, &c->trigger);
		if (!c->gauge)
			asks_set(&r->asks, r->criteria + i, c->expect_roles, &c->expected);
		for (size_t k = 0; k < c->conditions; k++)
			asks_set(&r->asks, c->ask + k, c->condition[k].roles, &c->condition[k].expr);
	}
}

struct rubric *
rubric_open(const struct pack *p, struct buf *why)
{
	struct rubric *r = util_alloc(1, sizeof *r);

	r->pack = p;
	r->criterion = util_alloc(p->criteria, sizeof *r->criterion);
	for (size_t i = 0; i < p->criteria; i++) {
		const struct pack_criterion *row = &p->criterion[i];
		struct criterion *c = &r->criterion[i];
		struct buf reason = { 0 };
		bool fine = criterion_read(&r->arena, p, row, c, &reason);
		if (!fine)
			buf_printf(why, "%s:%llu: %s", row->file, (unsigned long long)row->line, reason.p);
		buf_free(&reason);
		if (!fine) {
			rubric_free(r);
			return NULL;
		}
		c->row = i;
		r->texts |= c->gauge && c->gauge->flags & GAUGE_TEXT;
	}
	r->criteria = p->criteria;
	qsort(r->criterion, r->criteria, sizeof *r->criterion, by_skill);
	number_asks(r);
	return r;
}

void
rubric_free(struct rubric *r)
{
	if (!r)
		return;
	asks_free(&r->asks);
	arena_free(&r->arena);
	free(r->criterion);
	free(r);
}

void
rubric_work_free(struct rubric_work *work)
{
	free(work->row);
	free(work->unsorted);
	free(work->slot);
	free(work->asked);
	free(work->since);
	free(work->search);
	texts_free(&work->texts);
	*work = (struct rubric_work){ 0 };
}

bool
rubric_names(const struct rubric *r, const struct rubric_row *row, size_t marker)
{
	const struct criterion *c = &r->criterion[row->criterion];

	return expr_names(row->by_trigger || c->gauge ? &c->trigger : &c->expected, marker);
}
