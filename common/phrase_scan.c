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

/* Where a chain that ends in slot with the token before end starts. */
static uint32_t
chain_start_at(const struct phrase_set *set, const struct phrase_work *work, uint32_t slot, uint32_t end)
{
	const struct chains *c = &set->chains;
	const struct automaton_cache *cache = work->state->cache;
	const struct automaton_state *s = &cache->state[work->state->after[end - 1]];
	const struct automaton_use *use = cache->use + s->use + s->end[CHAIN_AGAINST], *stop = cache->use + s->use;
	bool tried = false;
	uint32_t from;

	for (stop += s->end[CHAIN_START_CLASS]; use < stop; use++)
		if (use->gate == slot)
			return end - use->what;
	if (phrase_state_dead(work->state, slot, end))
		return NONE;
	for (stop = cache->use + s->use + s->end[CHAIN_FREE]; use < stop; use++) {
		const struct chain_part *part = &c->part[use->what & (CHAIN_PARTS - 1)];
		if (part->slot != slot)
			continue;
		tried = true;
		if ((from = part_start(set, work, part, end - part->length)) != NONE)
			return from;
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

static inline void
mark_slot(struct phrase_state *st, uint32_t slot, uint32_t end, bool class_follows)
{
	if (class_follows && st->mark[slot] < st->base)
		st->slot[st->slots++] = slot;
	st->mark[slot] = st->base + end;
}

/* Whether a part that starts at start has one before it that is near enough. */
static bool
is_led(const struct phrase_set *set, const struct phrase_work *work, const struct chain_part *part, uint32_t start)
{
	const struct phrase_state *st = work->state;
	uint32_t mark = st->mark[part->before], end = mark - st->base;

	if (mark < st->base)
		return false;
	if (end <= start)
		return is_near(work, end, start, part->gap);
	/* the last one ends inside of this part: is there one before it? */
	return chain_start(set, work, part->before, part->gap, start) != NONE;
}

/* A part was found on the tokens from start up to end. */
static void
found(const struct phrase_set *set, struct phrase_work *work, uint32_t id, uint32_t start, uint32_t end, struct str text)
{
	const struct chain_part *part = &set->chains.part[id];
	struct phrase_state *st = work->state;

	if (part->slot == NONE && st->said[part->pattern].epoch == st->epoch)
		return;
	if (part->before != NONE ? !is_led(set, work, part, start) :
	    part->first && !is_near(work, st->first, start, part->gap))
		return;
	if (part->slot != NONE) {
		mark_slot(st, part->slot, end, set->chains.slot[part->slot].classes);
		return;
	}
	if ((part->last && end < st->end && !is_near(work, end, st->end, part->last_gap)) ||
	    !phrase_state_holds(set, work, part->pattern, text))
		return;
	uint32_t from = work->places ? part_start(set, work, part, start) : start;
	phrase_state_hit(set, work, part->pattern, from, end);
}

/* A class on the tokens from start up to end: the parts that it is. */
static void
found_class(const struct phrase_set *set, struct phrase_work *work, uint32_t class, uint32_t start, uint32_t end,
    struct str text)
{
	const struct chains *c = &set->chains;
	struct phrase_state *st = work->state;
	size_t slots = st->slots;       /* those that this class marks start behind it */

	for (uint32_t l = c->start[__builtin_ctz(class)]; l; l = c->link[l - 1].next)
		found(set, work, c->link[l - 1].part, start, end, text);
	for (size_t k = 0; k < slots; k++) {
		const struct chain_slot *slot = &c->slot[st->slot[k]];
		for (uint32_t l = slot->classes & class ? slot->after : 0; l; l = c->link[l - 1].next)
			if (c->part[c->link[l - 1].part].class == class)
				found(set, work, c->link[l - 1].part, start, end, text);
	}
}

/* The classes that end at token i. */
static void
found_classes(const struct phrase_set *set, struct phrase_work *work, uint32_t i, struct str text)
{
	for (uint32_t span = 1; span <= CHAIN_SPAN && span <= i + 1; span++) {
		const struct token *t = &work->tokens.at[i + 1 - span];
		for (unsigned bits = t->classes & set->chains.classes; bits; bits &= bits - 1)
			if (is_class(t, bits & -bits, span))
				found_class(set, work, bits & -bits, i + 1 - span, i + 1, text);
	}
}

/* Goes over the tokens, from the first word on. Each step waits for the one before: nothing else is done here. */
static void
scan_states(const struct phrase_set *set, struct phrase_work *work)
{
	struct phrase_state *st = work->state;
	struct automaton_cache *cache = st->cache;
	const struct token *t = work->tokens.at;
	uint32_t n = (uint32_t)work->tokens.n, s = AUTOMATON_START, words = automaton_words(set->chains.automaton);

	for (uint32_t i = st->first; i < n; i++) {
		uint32_t symbol = t[i].kind == TOKEN_WORD ? t[i].word : words + t[i].kind;
		st->after[i] = s = symbol ? automaton_next(cache, s, symbol) : AUTOMATON_EMPTY;
	}
}

/* What ends with token i, all but classes. */
static inline void
scan_uses(const struct phrase_set *set, struct phrase_work *work, uint32_t i, struct str text)
{
	const struct chain_part *part = set->chains.part;
	struct phrase_state *st = work->state;
	const struct automaton_state state = st->cache->state[st->after[i]];
	const struct automaton_use *first = st->cache->use + state.use, *use = first, *end = first + state.end[CHAIN_WHOLE];
	uint32_t *mark = st->mark, now = st->base + i + 1;

	for (; use < end; use++)
		phrase_state_hit(set, work, use->what, i + 1 - use->gate, i + 1);
	/* parts first: a run that leads a chain does not follow itself */
	end = first + state.end[CHAIN_PART];
	for (use = first + state.end[CHAIN_START_CLASS]; use < end; use++)
		if (now - mark[use->gate] <= use->what >> CHAIN_REACH) {
			uint32_t id = use->what & (CHAIN_PARTS - 1);
			found(set, work, id, i + 1 - part[id].length, i + 1, text);
		}
	for (end = first + state.end[CHAIN_FREE]; use < end; use++)
		found(set, work, use->what, i + 1 - part[use->what].length, i + 1, text);
	end = first + state.end[CHAIN_START];
	for (use = first + state.end[CHAIN_AGAINST]; use < end; use++)
		mark[use->gate] = now;
	for (end = first + state.end[CHAIN_START_CLASS]; use < end; use++)
		mark_slot(st, use->gate, i + 1, true);
}

void
phrase_scan(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	const struct token *t = work->tokens.at;
	/* Classes of the last three tokens, for a class may start two tokens before it is whole. */
	uint64_t recent = 0, classes = (set->chains.classes & work->tokens.classes) * UINT64_C(0x100010001);

	scan_states(set, work);
	for (uint32_t i = work->state->first; i < work->tokens.n; i++) {
		scan_uses(set, work, i, text);
		recent = recent << 16 | t[i].classes;
		if (recent & classes)
			found_classes(set, work, i, text);
	}
}
