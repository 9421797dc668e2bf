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
sort_evidence(struct tag_work *w, bool all)
{
	size_t n = 0;

	if (w->evidences)
		qsort(w->evidence, w->evidences, sizeof *w->evidence, by_place);
	for (size_t i = 0; i < w->evidences; i++) {
		const struct tag_evidence *e = &w->evidence[i], *before = n ? &w->evidence[n - 1] : NULL;
		if (all || !before || before->marker != e->marker || before->off != e->off || before->len != e->len)
			w->evidence[n++] = *e;
	}
	w->evidences = n;
}

bool
tag_is_ready(const struct tag_rules *r, enum record_role role)
{
	return r->voice[role].phrases;
}

void
tag_image(struct tag_rules *r, struct image *im)
{
	for (unsigned role = 0; role < ROLE_COUNT; role++)
		voice_image(&r->voice[role], r->pack, im);
}

bool
tag_ready(struct tag_rules *r, enum record_role role, struct buf *why)
{
	struct image voices = r->pack->voices;

	if (tag_is_ready(r, role))
		return true;
	if (voices.in.n) {
		tag_image(r, &voices);
		return true;
	}
	if (!voice_new(&r->voice[role], r->pack, role, r->all, why))
		return false;
	for (unsigned other = 0; other < ROLE_COUNT; other++)
		if (other != role && r->voice[other].phrases)
			phrase_set_renew(r->voice[other].phrases);
	return true;
}

void
tag_rules_free(struct tag_rules *r)
{
	for (size_t role = 0; role < ROLE_COUNT; role++)
		voice_free(&r->voice[role]);
}

static bool
is_marked(const struct tag_work *w, uint32_t marker)
{
	for (size_t i = 0; i < w->marks; i++)
		if (w->mark[i].marker == marker)
			return true;
	return false;
}

static void
add_evidence(const struct tag_rules *r, struct tag_work *w, enum record_role role)
{
	const struct phrase_work *found = &w->phrase[role];

	for (size_t i = 0; i < found->n; i++) {
		const struct phrase_hit *h = &found->hit[i];
		uint32_t marker = phrase_set_subject(r->voice[role].phrases, h->pattern);
		if (!r->all && !is_marked(w, marker))
			continue;
		w->evidence = util_grow(w->evidence, &w->evidence_cap, w->evidences + 1, sizeof *w->evidence);
		w->evidence[w->evidences++] = (struct tag_evidence){ marker, r->voice[role].rule[h->pattern], h->off, h->len };
	}
	sort_evidence(w, r->all);
}

void
tag_message(const struct tag_rules *r, struct tag_work *w, enum record_role role, struct str text)
{
	struct phrase_work *found = &w->phrase[role];

	found->places = w->want_evidence || r->all;
	phrase_match(r->voice[role].phrases, found, text);
	w->evidences = 0;
	w->marks = found->nreached;
	if (w->mark_cap < w->marks)
		w->mark = util_grow(w->mark, &w->mark_cap, w->marks, sizeof *w->mark);
	for (size_t i = 0; i < w->marks; i++)
		w->mark[i] = (struct tag_mark){ found->reached[i].subject, found->reached[i].sum };
	if (found->places)
		add_evidence(r, w, role);
}

int32_t
tag_sum(const struct tag_work *w, enum record_role role, uint32_t marker)
{
	return phrase_sum(&w->phrase[role], marker);
}

const struct token_list *
tag_tokens(const struct tag_work *w, enum record_role role)
{
	return &w->phrase[role].tokens;
}

void
tag_work_free(struct tag_work *w)
{
	for (size_t r = 0; r < ROLE_COUNT; r++)
		phrase_work_free(&w->phrase[r]);
	free(w->mark);
	free(w->evidence);
	*w = (struct tag_work){ 0 };
}
