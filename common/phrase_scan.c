#include "phrase_scan.h"

#define NONE CHAIN_NONE

/* Whether at most gap words, and nothing else, stand between the tokens from and to. */
static bool
is_near(const struct phrase_work *work, uint32_t from, uint32_t to, uint32_t gap)
{
	if (from > to || to - from > gap)
		return false;
	while (from < to && work->tokens.at[from].kind == TOKEN_WORD)
		from++;
	return from == to;
}

static bool
is_class(const struct token *t, uint32_t class, uint32_t span)
{
	return t->classes & class && (class == CLASS_NUMBER ? 1 : t->span) == span;
}

static uint32_t chain_start(const struct phrase_set *set, const struct phrase_work *work, uint32_t slot, uint32_t gap,
    uint32_t pos);

/* Where the chain up to part, which is on the tokens from start on, starts; NONE if there is none. */
static uint32_t
part_start(const struct phrase_set *set, const struct phrase_work *work, const struct chain_part *part, uint32_t start)
{
	if (part->before != NONE)
		return chain_start(set, work, part->before, part->gap, start);
	return part->first && !is_near(work, work->state->first, start, part->gap) ? NONE : start;
}

/* The words of a run that ends in a state and starts a chain with that slot; 0 if there is none. */
static uint32_t
start_of(const struct automaton_uses *u, uint32_t slot)
{
	const struct automaton_use *use = u->use + u->end[CHAIN_FREE], *stop = u->use + u->end[CHAIN_START_CLASS];

	for (; use < stop; use++)
		if (use->gate == slot)
			return use->what;
	return 0;
}

/* Where a chain that ends in slot with the token before end starts. */
static uint32_t
chain_start_at(const struct phrase_set *set, const struct phrase_work *work, uint32_t slot, uint32_t end)
{
	const struct chains *c = &set->chains;
	const struct phrase_runs *runs = &work->state->runs;
	uint32_t first = runs->from[end - 1], behind = runs->from[end], from;
	bool tried = false;

	for (uint32_t k = first; k < behind; k++)
		if ((from = start_of(automaton_uses(c->automaton, runs->end[k].uses), slot)) != 0)
			return end - from;
	if (phrase_state_dead(work->state, slot, end))
		return NONE;
	for (uint32_t k = first; k < behind; k++) {
		const struct automaton_uses *u = automaton_uses(c->automaton, runs->end[k].uses);
		const struct automaton_use *use = u->use + u->end[CHAIN_WHOLE], *stop = u->use + u->end[CHAIN_FREE];
		for (; use < stop; use++) {
			const struct chain_part *part = &c->part[use->what & (CHAIN_PARTS - 1)];
			if (part->slot != slot)
				continue;
			tried = true;
			if ((from = part_start(set, work, part, end - part->length)) != NONE)
				return from;
		}
	}
	for (uint32_t l = c->slot[slot].ends; l; l = c->link[l - 1].next) {
		const struct chain_part *part = &c->part[c->link[l - 1].part];
		for (uint32_t span = 1; span <= CHAIN_SPAN && span <= end; span++) {
			if (!is_class(&work->tokens.at[end - span], part->class, span))
				continue;
			tried = true;
			if ((from = part_start(set, work, part, end - span)) != NONE)
				return from;
		}
	}
	if (tried)
		phrase_state_bury(work->state, slot, end);
	return NONE;
}

/* Where the nearest chain that ends in slot, at most gap words before pos, starts. */
static uint32_t
chain_start(const struct phrase_set *set, const struct phrase_work *work, uint32_t slot, uint32_t gap, uint32_t pos)
{
	for (uint32_t end = pos; end > 0; end--) {
		uint32_t from = chain_start_at(set, work, slot, end);
		if (from != NONE)
			return from;
		if (pos - end == gap || work->tokens.at[end - 1].kind != TOKEN_WORD)
			return NONE;
	}
	return NONE;
}

/* One pass over a text. */
struct scan {
	const struct phrase_set *set;
	struct phrase_work *work;
	struct phrase_state *st;
	struct str text;
};

/* A slot that a class may follow is listed when a text marks it first. */
static inline void
list_slot(struct phrase_state *st, uint32_t slot)
{
	if (st->mark[slot] < st->base)
		st->slot[st->slots++] = slot;
}

/* Whether a part that starts at start has one before it that is near enough. */
static bool
is_led(const struct scan *s, const struct chain_part *part, uint32_t start)
{
	const struct phrase_state *st = s->st;
	uint32_t mark = st->mark[part->before], end = mark - st->base;

	if (mark < st->base)
		return false;
	if (end <= start)
		return is_near(s->work, end, start, part->gap);
	/* the last one ends inside of this part: is there one before it? */
	return chain_start(s->set, s->work, part->before, part->gap, start) != NONE;
}

/* A part was found on the tokens from start up to end. */
static void
found(const struct scan *s, uint32_t id, uint32_t start, uint32_t end)
{
	const struct chain_part *part = &s->set->chains.part[id];
	struct phrase_state *st = s->st;

	if (part->slot == NONE && st->said[part->pattern].epoch == st->epoch)
		return;
	if (part->before != NONE ? !is_led(s, part, start) :
	    part->first && !is_near(s->work, st->first, start, part->gap))
		return;
	if (part->slot != NONE) {
		if (s->set->chains.slot[part->slot].classes)
			list_slot(st, part->slot);
		st->mark[part->slot] = st->base + end;
		return;
	}
	if ((part->last && end < st->end && !is_near(s->work, end, st->end, part->last_gap)) ||
	    !phrase_state_holds(s->set, s->work, part->pattern, s->text))
		return;
	uint32_t from = s->work->places ? part_start(s->set, s->work, part, start) : start;
	phrase_state_hit(s->set, s->work, part->pattern, from, end);
}

/* A class on the tokens from start up to end: the parts that it is. */
static void
found_class(const struct scan *s, uint32_t class, uint32_t start, uint32_t end)
{
	const struct chains *c = &s->set->chains;
	struct phrase_state *st = s->st;
	size_t slots = st->slots;       /* those that this class marks start behind it */

	for (uint32_t l = c->start[__builtin_ctz(class)]; l; l = c->link[l - 1].next)
		found(s, c->link[l - 1].part, start, end);
	for (size_t k = 0; k < slots; k++) {
		const struct chain_slot *slot = &c->slot[st->slot[k]];
		for (uint32_t l = slot->classes & class ? slot->after : 0; l; l = c->link[l - 1].next)
			if (c->part[c->link[l - 1].part].class == class)
				found(s, c->link[l - 1].part, start, end);
	}
}

/* The classes that end at token i. */
static void
found_classes(const struct scan *s, uint32_t i)
{
	for (uint32_t span = 1; span <= CHAIN_SPAN && span <= i + 1; span++) {
		const struct token *t = &s->work->tokens.at[i + 1 - span];
		for (unsigned bits = t->classes & s->set->chains.classes; bits; bits &= bits - 1)
			if (is_class(t, bits & -bits, span))
				found_class(s, bits & -bits, i + 1 - span, i + 1);
	}
}

/* The patterns that runs are as a whole, wherever they stand. */
static void
say_wholes(const struct scan *s)
{
	const struct phrase_runs *r = &s->st->runs;

	for (size_t k = 0; k < r->seconds; k++) {
		const struct automaton_uses *u = automaton_uses(s->set->chains.automaton, r->second[k]);
		const struct automaton_use *use = u->use + u->end[CHAIN_AGAINST], *end = u->use + u->end[CHAIN_WHOLE];
		for (; use < end; use++)
			phrase_state_say(s->st, use->what);
	}
}

/* The same with their places. */
static void
scan_wholes(const struct scan *s, const struct phrase_end *e, const struct phrase_end *last)
{
	for (; e < last; e++) {
		const struct automaton_uses *u = automaton_uses(s->set->chains.automaton, e->uses);
		const struct automaton_use *use = u->use + u->end[CHAIN_AGAINST], *end = u->use + u->end[CHAIN_WHOLE];
		for (; use < end; use++)
			phrase_state_hit(s->set, s->work, use->what, e->token + 1 - use->gate, e->token + 1);
	}
}

/* The parts of chains that are runs. */
static void
scan_parts(const struct scan *s, const struct phrase_end *e, const struct phrase_end *last)
{
	const struct automaton *a = s->set->chains.automaton;
	const struct chain_part *part = s->set->chains.part;
	uint32_t *mark = s->st->mark, base = s->st->base;

	for (; e < last; e++) {
		const struct automaton_uses *u = automaton_uses(a, e->uses);
		const struct automaton_use *use = u->use + u->end[CHAIN_WHOLE], *end = u->use + u->end[CHAIN_PART];
		uint32_t behind = e->token + 1, now = base + behind;
		for (; use < end; use++)
			if (now - mark[use->gate] <= use->what >> CHAIN_REACH) {
				uint32_t id = use->what & (CHAIN_PARTS - 1);
				found(s, id, behind - part[id].length, behind);
			}
		for (end = u->use + u->end[CHAIN_FREE]; use < end; use++)
			found(s, use->what, behind - part[use->what].length, behind);
		for (end = u->use + u->end[CHAIN_START_CLASS]; use < end; use++) {
			if (use >= u->use + u->end[CHAIN_START])
				list_slot(s->st, use->gate);
			mark[use->gate] = now;
		}
	}
}

void
phrase_scan(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	struct scan s = { set, work, work->state, text };
	struct phrase_runs *r = &work->state->runs;
	const struct token *t = work->tokens.at;
	unsigned classes = set->chains.classes & work->tokens.classes;
	uint32_t first = work->state->first, n = (uint32_t)work->tokens.n, done = 0;
	/* Classes of the last three tokens, for a class may start two tokens before it is whole. */
	uint64_t recent = 0;

	phrase_runs_find(r, set->chains.automaton, &work->tokens, first, work->places);
	if (!work->places)
		say_wholes(&s);
	for (uint32_t i = first; i < n && (classes || work->places); i++) {
		recent = (recent << 16 | (t[i].classes & classes)) & UINT64_C(0xFFFFFFFFFFFF);
		if (work->places)
			scan_wholes(&s, r->end + done, r->end + r->from[i + 1]);
		if (!recent && !work->places)
			continue;
		scan_parts(&s, r->end + done, r->end + r->from[i + 1]);
		done = r->from[i + 1];
		if (recent)
			found_classes(&s, i);
	}
	scan_parts(&s, r->end + done, r->end + r->ends);
}
