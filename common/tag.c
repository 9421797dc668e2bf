#include "tag.h"

#include <stdlib.h>

#include "util.h"

static int
by_place(const void *x, const void *y)
{
	const struct tag_evidence *a = x, *b = y;

	if (a->marker != b->marker)
		return a->marker < b->marker ? -1 : 1;
	if (a->off != b->off)
		return a->off < b->off ? -1 : 1;
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static void
sort_evidence(struct tag_work *w)
{
	size_t n = 0;

	if (w->evidences)
		qsort(w->evidence, w->evidences, sizeof *w->evidence, by_place);
	for (size_t i = 0; i < w->evidences; i++) {
		const struct tag_evidence *e = &w->evidence[i], *before = n ? &w->evidence[n - 1] : NULL;
		if (!before || before->marker != e->marker || before->off != e->off || before->len != e->len)
			w->evidence[n++] = *e;
	}
	w->evidences = n;
}

static bool
is_marked(const struct pack *p, uint32_t marker, int32_t sum, enum record_role role)
{
	return sum >= p->marker[marker].threshold && p->marker[marker].roles & 1u << role;
}

static void
add_evidence(const struct pack *p, struct tag_work *w, enum record_role role)
{
	const struct phrase_work *found = &w->phrase[pack_voice(role)];
	const struct pack_say *say = p->by_voice[pack_voice(role)].say;

	for (size_t i = 0; i < found->n; i++) {
		const struct phrase_hit *h = &found->hit[i];
		const struct pack_say *r = &say[h->pattern];
		if (!(r->roles & 1u << role) || r->weight <= 0 || !is_marked(p, r->marker, w->sum[r->marker], role))
			continue;
		w->evidence = util_grow(w->evidence, &w->evidence_cap, w->evidences + 1, sizeof *w->evidence);
		w->evidence[w->evidences++] = (struct tag_evidence){ r->marker, r->rule, h->off, h->len };
	}
	sort_evidence(w);
}

/* Keeps the few marks of a message in order. */
static void
add_mark(struct tag_work *w, struct tag_mark mark)
{
	size_t i = w->marks++;

	if (i == w->mark_cap)
		w->mark = util_grow(w->mark, &w->mark_cap, w->marks, sizeof *w->mark);
	for (; i > 0 && w->mark[i - 1].marker > mark.marker; i--)
		w->mark[i] = w->mark[i - 1];
	w->mark[i] = mark;
}

void
tag_message(const struct pack *p, struct tag_work *w, enum record_role role, struct str text)
{
	enum pack_voice voice = pack_voice(role);
	struct phrase_work *found = &w->phrase[voice];
	const struct pack_say *say = p->by_voice[voice].say;

	if (!w->sum)
		w->sum = util_alloc(p->markers + 1, sizeof *w->sum);
	found->ends_only = !w->want_evidence;
	phrase_match(p->by_voice[voice].phrases, found, text);
	w->marks = w->evidences = 0;
	for (size_t i = 0; i < found->n; i++) {
		const struct pack_say *r = &say[found->hit[i].pattern];
		if (r->roles & 1u << role)
			w->sum[r->marker] += r->weight;
	}
	if (w->want_evidence)
		add_evidence(p, w, role);
	for (size_t i = 0; i < found->n; i++) {
		uint32_t marker = say[found->hit[i].pattern].marker;
		int32_t sum = w->sum[marker];
		w->sum[marker] = 0;     /* so that it is marked once, and the next message starts from nothing */
		if (is_marked(p, marker, sum, role))
			add_mark(w, (struct tag_mark){ marker, sum });
	}
}

void
tag_work_free(struct tag_work *w)
{
	for (size_t v = 0; v < VOICE_COUNT; v++)
		phrase_work_free(&w->phrase[v]);
	free(w->mark);
	free(w->evidence);
	free(w->sum);
	*w = (struct tag_work){ 0 };
}
