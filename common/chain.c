#include "chain.h"

#include <stdlib.h>
#include <string.h>

#include "strmap.h"
#include "util.h"

/* A part of a sequence: items from up to end. */
struct cut {
	size_t from, end;
	uint8_t gap;
};

void
chains_new(struct chains *c, struct lexicon *lex)
{
	c->lex = lex;
	c->automaton = automaton_new(lex);
	c->runs = strmap_new();
}

void
chains_free(struct chains *c)
{
	automaton_free(c->automaton);
	strmap_free(c->runs);
	free(c->run_slot);
	if (c->borrowed)
		return;
	free(c->part);
	free(c->slot);
	free(c->link);
}

static uint32_t
slot_new(struct chains *c)
{
	c->slot = util_grow(c->slot, &c->slot_cap, c->slots + 1, sizeof *c->slot);
	c->slot[c->slots] = (struct chain_slot){ 0 };
	return (uint32_t)c->slots++;
}

static void
link_new(struct chains *c, uint32_t *first, uint32_t part)
{
	uint32_t next = *first;

	c->link = util_grow(c->link, &c->link_cap, c->links + 1, sizeof *c->link);
	c->link[c->links++] = (struct chain_link){ part, next };
	*first = (uint32_t)c->links;
}

/* The next part of a sequence from item i on; false at its end. */
static bool
next_cut(const struct pattern_sequence *s, size_t i, struct cut *cut)
{
	const struct pattern_item *item = s->item;
	size_t end = s->n;

	end -= item[end - 1].kind == PATTERN_LAST;
	end -= end < s->n && item[end - 1].kind == PATTERN_GAP_ITEM;
	i += i == 0 && item[0].kind == PATTERN_FIRST;
	cut->gap = 0;
	if (i < end && item[i].kind == PATTERN_GAP_ITEM)
		cut->gap = (uint8_t)item[i++].value;
	if (i >= end)
		return false;
	cut->from = i++;
	while (item[cut->from].kind != PATTERN_CLASS && i < end && item[i].kind != PATTERN_GAP_ITEM &&
	    item[i].kind != PATTERN_CLASS)
		i++;
	cut->end = i;
	return true;
}

/* The slot of a part that goes on; parts that are alike share it, of whatever pattern. *fresh: it is new. */
static uint32_t
shared_slot(struct chains *c, const struct chain_part *part, const struct pattern_item *item, size_t n, bool *fresh)
{
	struct buf key = { 0 };
	uint32_t head[3] = { part->before, part->gap, part->first };

	buf_add(&key, head, sizeof head);
	for (size_t i = 0; i < n; i++) {
		uint32_t kind[2] = { (uint32_t)item[i].kind, item[i].value };
		buf_add(&key, kind, sizeof kind);
		if (item[i].kind == PATTERN_WORDS)
			buf_add(&key, item[i].word, item[i].value * sizeof *item[i].word);
	}
	size_t run = strmap_put(c->runs, buf_view(&key), fresh);
	buf_free(&key);
	if (*fresh) {
		c->run_slot = util_grow(c->run_slot, &c->run_cap, run + 1, sizeof *c->run_slot);
		c->run_slot[run] = slot_new(c);
	}
	return c->run_slot[run];
}

static void
add_class(struct chains *c, uint32_t id)
{
	const struct chain_part *p = &c->part[id];

	c->classes |= p->class;
	if (p->slot != CHAIN_NONE)
		link_new(c, &c->slot[p->slot].ends, id);
	if (p->before == CHAIN_NONE) {
		link_new(c, &c->start[__builtin_ctz(p->class)], id);
	} else {
		link_new(c, &c->slot[p->before].after, id);
		c->slot[p->before].classes |= p->class;
	}
}

static void
add_run(struct chains *c, uint32_t id, const struct pattern_item *item, bool tested)
{
	const struct chain_part *p = &c->part[id];
	bool anchored = p->first && p->gap == 0, simple = p->before == CHAIN_NONE && !p->last && !(p->first && p->gap);
	uint32_t reach = (uint32_t)p->gap + p->length;

	if (simple && p->slot == CHAIN_NONE && !tested)
		automaton_add(c->automaton, item, p->length, anchored, CHAIN_WHOLE, p->pattern, p->length);
	else if (simple && p->slot != CHAIN_NONE)
		automaton_add(c->automaton, item, p->length, anchored, CHAIN_START, p->length, p->slot);
	else if (p->before != CHAIN_NONE && reach < CHAIN_FAR)
		automaton_add(c->automaton, item, p->length, anchored, CHAIN_PART, reach << CHAIN_REACH | id, p->before);
	else
		automaton_add(c->automaton, item, p->length, anchored, CHAIN_FREE, id, 0);
}

/* Cuts a sequence into parts, between the slots before and after. */
static void
add_sequence(struct chains *c, const struct pattern_sequence *s, struct chain_part part, uint32_t after, bool tested)
{
	struct cut cut, next;
	bool last = s->item[s->n - 1].kind == PATTERN_LAST;

	if (last && s->item[s->n - 2].kind == PATTERN_GAP_ITEM)
		part.last_gap = (uint8_t)s->item[s->n - 2].value;
	part.first = s->item[0].kind == PATTERN_FIRST;
	for (bool more = next_cut(s, 0, &cut); more; cut = next) {
		const struct pattern_item *item = s->item + cut.from;
		uint32_t id = (uint32_t)c->parts;
		bool fresh = true;
		more = next_cut(s, cut.end, &next);
		part.gap = cut.gap;
		part.last = last && !more;
		part.class = item->kind == PATTERN_CLASS ? (uint16_t)item->value : 0;
		part.length = part.class ? 0 : (uint16_t)(cut.end - cut.from);
		part.slot = more ? shared_slot(c, &part, item, cut.end - cut.from, &fresh) : after;
		if (fresh) {
			c->part = util_grow(c->part, &c->part_cap, c->parts + 1, sizeof *c->part);
			c->part[c->parts++] = part;
			if (part.class)
				add_class(c, id);
			else
				add_run(c, id, item, tested);
		}
		part.before = part.slot;
		part.first = false;
	}
}

bool
chains_add(struct chains *c, uint32_t pattern, const struct pattern *p, bool tested)
{
	struct chain_part part = { .pattern = pattern, .before = CHAIN_NONE };

	for (size_t i = 0; i < p->segments; i++) {
		uint32_t after = i + 1 < p->segments ? slot_new(c) : CHAIN_NONE;
		for (size_t k = 0; k < p->segment[i].n; k++)
			add_sequence(c, &p->segment[i].sequence[k], part, after, tested);
		part.before = after;
	}
	return c->parts <= CHAIN_PARTS;
}

struct change {
	const struct chains *chains;
	const uint32_t *subject;
};

/* Which starts a class may follow, and which patterns can wait, is known when all patterns are. */
static unsigned
change_use(void *data, unsigned kind, struct automaton_use *use)
{
	const struct change *c = data;

	if (kind == CHAIN_START && c->chains->slot[use->gate].classes)
		return CHAIN_START_CLASS;
	if (kind != CHAIN_WHOLE || !c->subject[use->what])
		return kind;
	use->gate = c->subject[use->what] - 1;
	return CHAIN_AGAINST;
}

bool
chains_compile(struct chains *c, const uint32_t *subject, struct buf *why)
{
	struct change change = { c, subject };

	automaton_change(c->automaton, change_use, &change);
	strmap_clear(c->runs);
	return automaton_compile(c->automaton, why);
}

void
chains_image(struct chains *c, struct image *im)
{
	automaton_image(c->automaton, im);
	image_array(im, &c->part, &c->parts, sizeof *c->part);
	image_array(im, &c->slot, &c->slots, sizeof *c->slot);
	image_array(im, &c->link, &c->links, sizeof *c->link);
	image_value(im, c->start, sizeof c->start);
	image_value(im, &c->classes, sizeof c->classes);
	c->borrowed = !im->out;
}
