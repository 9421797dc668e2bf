#include "phrase.h"

#include <stdlib.h>
#include <string.h>

#include "chain.h"
#include "util.h"

#define NONE CHAIN_NONE

struct rule {
	struct pattern_test test[PATTERN_TESTS];
	size_t tests;
};

/* A pattern without words, with the first of its tests: few pass it, and all are asked for every message. */
struct alone {
	struct pattern_test test;
	uint32_t pattern;
};

/* Where a slot was marked last and before: the token behind the part, in the message of that epoch. */
struct mark {
	uint32_t epoch, end, before;
	uint32_t unused;        /* sixteen bytes are found by a shift */
};

struct phrase_set {
	struct lexicon *lex;
	struct rule *rule;
	size_t patterns, rule_cap;
	struct chains chains;
	unsigned measures;              /* those that some pattern tests */
	struct alone *alone;            /* patterns that are only measures */
	size_t alones, alone_cap;
};

struct phrase_state {
	uint32_t epoch;
	uint32_t *seen;                 /* epoch by pattern */
	struct mark *mark;              /* by slot */
	uint32_t *slot;                 /* those marked that a class may follow */
	size_t slots;
	struct automaton_cache *cache;
	uint32_t *after;                /* the automaton's state after each token */
	size_t after_cap;
	int64_t measure[MEASURE_COUNT];
	uint32_t first, end;            /* first word, and behind the last */
};

struct phrase_set *
phrase_new(struct lexicon *lex)
{
	struct phrase_set *set = util_alloc(1, sizeof *set);

	set->lex = lex;
	chains_new(&set->chains, lex);
	return set;
}

void
phrase_free(struct phrase_set *set)
{
	if (!set)
		return;
	chains_free(&set->chains);
	free(set->rule);
	free(set->alone);
	free(set);
}

bool
phrase_add(struct phrase_set *set, const struct pattern *p, struct buf *why)
{
	if (lexicon_count(set->lex) > AUTOMATON_SYMBOLS) {
		buf_printf(why, "the patterns have more than %d different words", AUTOMATON_SYMBOLS);
		return false;
	}
	set->rule = util_grow(set->rule, &set->rule_cap, set->patterns + 1, sizeof *set->rule);
	struct rule *rule = &set->rule[set->patterns];
	memcpy(rule->test, p->test, sizeof p->test);
	rule->tests = p->tests;
	for (size_t i = 0; i < p->tests; i++)
		set->measures |= 1u << p->test[i].measure;
	if (p->segments == 0) {
		set->alone = util_grow(set->alone, &set->alone_cap, set->alones + 1, sizeof *set->alone);
		set->alone[set->alones++] = (struct alone){ p->test[0], (uint32_t)set->patterns };
	}
	if (!chains_add(&set->chains, (uint32_t)set->patterns++, p, p->tests > 0)) {
		buf_printf(why, "the patterns have more than %u parts", CHAIN_PARTS);
		return false;
	}
	return true;
}

void
phrase_compile(struct phrase_set *set)
{
	chains_compile(&set->chains);
}

static inline void
push_hit(struct phrase_work *work, struct phrase_hit hit)
{
	if (work->n == work->cap)
		work->hit = util_grow(work->hit, &work->cap, work->n + 1, sizeof *work->hit);
	work->hit[work->n++] = hit;
}

/* A pattern was found on the tokens from up to end; the first time counts, which is the one that ends first. */
static inline void
add_hit(struct phrase_work *work, uint32_t pattern, uint32_t from, uint32_t end)
{
	struct phrase_state *st = work->state;
	const struct token *t = work->tokens.at;

	if (st->seen[pattern] == st->epoch)
		return;
	st->seen[pattern] = st->epoch;
	push_hit(work, (struct phrase_hit){ pattern, t[from].off, t[end - 1].off + t[end - 1].len - t[from].off });
}

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
	uint32_t k = s->end[CHAIN_WHOLE], from;

	for (; k < s->end[CHAIN_START]; k++)
		if (cache->use[k].gate == slot)
			return end - (cache->use[k].what & ~CHAIN_CLASS_FOLLOWS);
	for (; k < s->end[CHAIN_PART]; k++) {
		const struct chain_part *part = &c->part[cache->use[k].what & (CHAIN_PARTS - 1)];
		if (part->slot == slot && (from = part_start(set, work, part, end - part->length)) != NONE)
			return from;
	}
	for (uint32_t l = c->slot[slot].ends; l; l = c->link[l - 1].next) {
		const struct chain_part *part = &c->part[c->link[l - 1].part];
		for (uint32_t span = 1; span <= CHAIN_SPAN && span <= end; span++)
			if (is_class(&work->tokens.at[end - span], part->class, span) &&
			    (from = part_start(set, work, part, end - span)) != NONE)
				return from;
	}
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

/* Whether a part that starts at start has one before it that is near enough. */
static bool
is_led(const struct phrase_set *set, const struct phrase_work *work, const struct chain_part *part, uint32_t start)
{
	const struct mark *m = &work->state->mark[part->before];

	if (m->epoch != work->state->epoch)
		return false;
	if (m->end <= start)
		return is_near(work, m->end, start, part->gap);
	if (m->before <= start)
		return m->before != 0 && is_near(work, m->before, start, part->gap);
	/* the last two end inside of this part: is there one before them? */
	return chain_start(set, work, part->before, part->gap, start) != NONE;
}

static inline void
mark_slot(struct phrase_state *st, uint32_t slot, uint32_t end, bool class_follows)
{
	struct mark *m = &st->mark[slot];
	uint32_t before = m->epoch == st->epoch ? m->end == end ? m->before : m->end : 0;

	if (class_follows && m->epoch != st->epoch)
		st->slot[st->slots++] = slot;
	m->epoch = st->epoch;
	m->before = before;
	m->end = end;
}

/* A part was found on the tokens from start up to end. */
static void
found(const struct phrase_set *set, struct phrase_work *work, uint32_t id, uint32_t start, uint32_t end)
{
	const struct chain_part *part = &set->chains.part[id];
	struct phrase_state *st = work->state;

	if (part->before != NONE ? !is_led(set, work, part, start) :
	    part->first && !is_near(work, st->first, start, part->gap))
		return;
	if (part->slot != NONE) {
		mark_slot(st, part->slot, end, set->chains.slot[part->slot].classes);
		return;
	}
	if (st->seen[part->pattern] == st->epoch ||
	    (part->last && end < st->end && !is_near(work, end, st->end, part->last_gap)) ||
	    !pattern_tests_hold(set->rule[part->pattern].test, set->rule[part->pattern].tests, st->measure))
		return;
	uint32_t from = work->ends_only ? start : part_start(set, work, part, start);
	add_hit(work, part->pattern, from == NONE ? start : from, end);         /* NONE: where it was is lost */
}

/* A class on the tokens from start up to end: the parts that it is. */
static void
found_class(const struct phrase_set *set, struct phrase_work *work, uint32_t class, uint32_t start, uint32_t end)
{
	const struct chains *c = &set->chains;
	struct phrase_state *st = work->state;
	size_t slots = st->slots;       /* those that this class marks start behind it */

	for (uint32_t l = c->start[__builtin_ctz(class)]; l; l = c->link[l - 1].next)
		found(set, work, c->link[l - 1].part, start, end);
	for (size_t k = 0; k < slots; k++) {
		const struct chain_slot *slot = &c->slot[st->slot[k]];
		for (uint32_t l = slot->classes & class ? slot->after : 0; l; l = c->link[l - 1].next)
			if (c->part[c->link[l - 1].part].class == class)
				found(set, work, c->link[l - 1].part, start, end);
	}
}

/* The classes that end at token i. */
static void
found_classes(const struct phrase_set *set, struct phrase_work *work, uint32_t i)
{
	for (uint32_t span = 1; span <= CHAIN_SPAN && span <= i + 1; span++) {
		const struct token *t = &work->tokens.at[i + 1 - span];
		for (unsigned bits = t->classes & set->chains.classes; bits; bits &= bits - 1)
			if (is_class(t, bits & -bits, span))
				found_class(set, work, bits & -bits, i + 1 - span, i + 1);
	}
}

static struct phrase_state *
state_new(const struct phrase_set *set)
{
	struct phrase_state *st = util_alloc(1, sizeof *st);

	st->seen = util_alloc(set->patterns + 1, sizeof *st->seen);
	st->mark = util_alloc(set->chains.slots, sizeof *st->mark);
	st->slot = util_alloc(set->chains.slots, sizeof *st->slot);
	st->cache = automaton_cache_new(set->chains.automaton);
	return st;
}

static void
start_message(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	if (!work->state)
		work->state = state_new(set);
	struct phrase_state *st = work->state;
	struct token_list *l = &work->tokens;

	if (++st->epoch == 0) {         /* wrapped: old epochs must not look new */
		memset(st->seen, 0, (set->patterns + 1) * sizeof *st->seen);
		memset(st->mark, 0, set->chains.slots * sizeof *st->mark);
		st->epoch = 1;
	}
	work->n = 0;
	st->slots = 0;
	st->mark[0] = (struct mark){ .epoch = st->epoch };
	token_scan(set->lex, text, l);
	for (unsigned bits = set->measures; bits; bits &= bits - 1) {
		unsigned m = (unsigned)__builtin_ctz(bits);
		st->measure[m] = measure_take((enum measure_kind)m, l, text);
	}
	st->after = util_grow(st->after, &st->after_cap, l->n, sizeof *st->after);
	for (st->first = 0; st->first < l->n && l->at[st->first].kind != TOKEN_WORD; st->first++)
		st->after[st->first] = AUTOMATON_EMPTY;
	for (st->end = (uint32_t)l->n; st->end > 0 && l->at[st->end - 1].kind != TOKEN_WORD; st->end--)
		;
}

/* Whether a part that ends so many tokens after the slot it asks can be near it. */
static inline bool
is_in_reach(uint32_t what, uint32_t tokens)
{
	return tokens <= what >> CHAIN_REACH || what >> CHAIN_REACH == CHAIN_FAR;
}

/* Goes over the tokens; false when the automaton's cache was emptied on the way: the states after earlier tokens are lost. */
static bool
scan_states(const struct phrase_set *set, struct phrase_work *work)
{
	const struct chains *c = &set->chains;
	struct phrase_state *st = work->state;
	const struct token *t = work->tokens.at;
	uint32_t n = (uint32_t)work->tokens.n, s = AUTOMATON_START, words = automaton_words(c->automaton);
	uint64_t emptied = st->cache->emptied;
	bool whole = true;
	/* Classes of the last three tokens, for a class may start two tokens before it is whole. */
	uint64_t recent = 0, classes = (c->classes & work->tokens.classes) * UINT64_C(0x100010001);

	struct automaton_cache *cache = st->cache;
	uint32_t *after = st->after, epoch = st->epoch;
	const struct mark *mark = st->mark;

	for (uint32_t i = st->first; i < n; i++) {
		uint32_t symbol = t[i].kind == TOKEN_WORD ? t[i].word : words + t[i].kind;
		after[i] = s = symbol ? automaton_next(cache, s, symbol) : AUTOMATON_EMPTY;
		if (cache->emptied != emptied) {
			emptied = cache->emptied;
			whole = false;
			for (uint32_t k = 0; k < i; k++)
				after[k] = AUTOMATON_EMPTY;
		}
		const struct automaton_state *state = &cache->state[s];
		const struct automaton_use *use = cache->use + state->use, *end = cache->use + state->end[CHAIN_WHOLE];
		for (; use < end; use++)
			add_hit(work, use->what, i + 1 - use->gate, i + 1);
		for (end = cache->use + state->end[CHAIN_START]; use < end; use++)
			mark_slot(st, use->gate, i + 1, use->what & CHAIN_CLASS_FOLLOWS);
		for (end = cache->use + state->end[CHAIN_PART]; use < end; use++)
			if (mark[use->gate].epoch == epoch && is_in_reach(use->what, i + 1 - mark[use->gate].end)) {
				uint32_t id = use->what & (CHAIN_PARTS - 1);
				found(set, work, id, i + 1 - c->part[id].length, i + 1);
			}
		recent = recent << 16 | t[i].classes;
		if (recent & classes)
			found_classes(set, work, i);
	}
	return whole;
}

void
phrase_match(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	start_message(set, work, text);
	struct phrase_state *st = work->state;

	/* From an empty cache, so that what is found does not depend on what was read before; it has room for all but monsters. */
	if (!scan_states(set, work)) {
		automaton_cache_clear(st->cache);
		start_message(set, work, text);
		scan_states(set, work);
	}
	for (size_t k = 0; k < set->alones && work->tokens.n; k++) {
		const struct rule *rule = &set->rule[set->alone[k].pattern];
		if (pattern_tests_hold(&set->alone[k].test, 1, st->measure) &&
		    pattern_tests_hold(rule->test, rule->tests, st->measure))
			push_hit(work, (struct phrase_hit){ set->alone[k].pattern, 0, (uint32_t)text.n });
	}
}

void
phrase_work_free(struct phrase_work *work)
{
	if (work->state) {
		free(work->state->seen);
		free(work->state->mark);
		free(work->state->slot);
		free(work->state->after);
		automaton_cache_free(work->state->cache);
		free(work->state);
	}
	free(work->hit);
	token_free(&work->tokens);
	*work = (struct phrase_work){ 0 };
}
