#include "phrase.h"

#include <stdlib.h>
#include <string.h>

#include "automaton.h"
#include "strmap.h"
#include "util.h"

/* Tokens of the longest class: "5th of May". */
#define SPAN_MAX 3
#define NONE AUTOMATON_NONE

/* What finding a run of words means, and what its use's gate is. */
enum run_kind {
	RUN_WHOLE,              /* finding the pattern; the run's length */
	RUN_START,              /* a place for the slot, whatever came before; the run's length */
	RUN_PART                /* a part; the slot before it, which must have a place */
};

/* A word class is this part. */
struct use {
	uint32_t part, next;
	uint32_t class;
};

/* The classes that may follow a slot: their first use, plus 1, and their bits. */
struct after {
	uint32_t use, classes;
};

/* A run of words without a gap, or one class. Patterns are chains of parts. */
struct part {
	uint32_t pattern;
	uint32_t before;        /* slot of the part before it, NONE for the first */
	uint32_t slot;          /* where its places are kept, NONE for the last */
	uint16_t length;        /* tokens, of a run */
	uint8_t gap;            /* at most so many words after the part before, or after the start */
	uint8_t last_gap;       /* at most so many words before the end */
	bool first, last;       /* at the start, the end of the message */
};

struct rule {
	struct pattern_test test[PATTERN_TESTS];
	size_t tests;
};

/* A pattern without words, with the first of its tests: few pass it, and all are asked for every message. */
struct alone {
	struct pattern_test test;
	uint32_t pattern;
};

/* Tokens where a part was found. */
struct place {
	uint32_t start, end;
};

struct phrase_set {
	struct lexicon *lex;
	struct rule *rule;
	size_t patterns, rule_cap;
	struct automaton *automaton;
	struct part *part;
	size_t parts, part_cap;
	uint32_t slots;
	uint32_t places;                /* how many a slot remembers, a power of two */
	struct strmap *runs;            /* parts that go on, by what they are; numbered as run_slot */
	uint32_t *run_slot;
	size_t run_cap;
	struct use *use;
	size_t uses, use_cap;
	uint32_t class_start[CLASS_COUNT];      /* first use of a class that starts a pattern, plus 1 */
	struct after *class_after;      /* by slot */
	size_t after_cap;
	unsigned classes;               /* those with uses */
	unsigned measures;              /* those that some pattern tests */
	struct alone *alone;            /* patterns that are only measures */
	size_t alones, alone_cap;
};

struct phrase_state {
	uint32_t epoch;
	uint32_t *seen;                 /* epoch by pattern */
	struct place *place;            /* the last ones of each slot, no two with the same end */
	uint32_t *placed;               /* how many there were, by slot */
	uint32_t *active;               /* epoch by slot: some place is known */
	uint32_t *slot;                 /* the active ones that a class may follow */
	size_t slots;
	uint32_t classes;               /* that may follow one of them */
	struct automaton_cache *cache;
	int64_t measure[MEASURE_COUNT];
	uint32_t first, end;            /* first word, and behind the last */
};

struct phrase_set *
phrase_new(struct lexicon *lex)
{
	struct phrase_set *set = util_alloc(1, sizeof *set);

	set->lex = lex;
	set->slots = 1;         /* slot 0 always has a place: the gate of parts that have no part before them */
	set->places = 2;
	set->automaton = automaton_new(lex);
	set->runs = strmap_new();
	return set;
}

void
phrase_free(struct phrase_set *set)
{
	if (!set)
		return;
	free(set->rule);
	automaton_free(set->automaton);
	strmap_free(set->runs);
	free(set->run_slot);
	free(set->class_after);
	free(set->part);
	free(set->use);
	free(set->alone);
	free(set);
}

static uint32_t
part_new(struct phrase_set *set, struct part part)
{
	set->part = util_grow(set->part, &set->part_cap, set->parts + 1, sizeof *set->part);
	set->part[set->parts] = part;
	return (uint32_t)set->parts++;
}

static void
class_after_fit(struct phrase_set *set)
{
	size_t had = set->after_cap;

	set->class_after = util_grow(set->class_after, &set->after_cap, set->slots, sizeof *set->class_after);
	memset(set->class_after + had, 0, (set->after_cap - had) * sizeof *set->class_after);
}

static void
add_class(struct phrase_set *set, uint32_t class, uint32_t part, uint32_t before)
{
	uint32_t *first = &set->class_start[__builtin_ctz(class)];

	if (before != NONE) {
		class_after_fit(set);
		first = &set->class_after[before].use;
		set->class_after[before].classes |= class;
	}
	set->use = util_grow(set->use, &set->use_cap, set->uses + 1, sizeof *set->use);
	set->use[set->uses++] = (struct use){ part, *first, class };
	*first = (uint32_t)set->uses;
	set->classes |= class;
}

/* The slot of a part that goes on; parts that are alike share it, of whatever pattern. *fresh: it is new. */
static uint32_t
shared_slot(struct phrase_set *set, const struct part *part, const struct pattern_item *item, size_t n, bool *fresh)
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
	size_t run = strmap_put(set->runs, buf_view(&key), fresh);
	buf_free(&key);
	if (*fresh) {
		set->run_slot = util_grow(set->run_slot, &set->run_cap, run + 1, sizeof *set->run_slot);
		set->run_slot[run] = set->slots++;
	}
	return set->run_slot[run];
}

static void
add_run(struct phrase_set *set, const struct part *p, uint32_t id, const struct pattern_item *item, size_t n)
{
	bool anchored = p->first && p->gap == 0;

	if (p->before != NONE || p->last || (p->first && p->gap) || set->rule[p->pattern].tests)
		automaton_add(set->automaton, item, n, anchored, RUN_PART, id, p->before == NONE ? 0 : p->before);
	else if (p->slot != NONE)
		automaton_add(set->automaton, item, n, anchored, RUN_START, p->slot, (uint32_t)n);
	else
		automaton_add(set->automaton, item, n, anchored, RUN_WHOLE, p->pattern, (uint32_t)n);
}

/* Cuts a sequence into parts at gaps and classes, and inserts them, between the places of slots before and after. */
static void
add_sequence(struct phrase_set *set, uint32_t pattern, const struct pattern_sequence *s, uint32_t before, uint32_t after)
{
	struct part part = { .pattern = pattern, .before = before };
	const struct pattern_item *item = s->item;
	size_t i = 0, end = s->n;
	bool last = item[end - 1].kind == PATTERN_LAST;

	end -= last;
	if (last && item[end - 1].kind == PATTERN_GAP_ITEM)
		part.last_gap = (uint8_t)item[--end].value;
	part.first = item[0].kind == PATTERN_FIRST;
	i += part.first;
	while (i < end) {
		part.gap = 0;
		if (item[i].kind == PATTERN_GAP_ITEM)
			part.gap = (uint8_t)item[i++].value;
		size_t run = i + 1;
		while (item[i].kind != PATTERN_CLASS && run < end && item[run].kind != PATTERN_GAP_ITEM &&
		    item[run].kind != PATTERN_CLASS)
			run++;
		part.last = last && run == end;
		bool fresh = true;
		part.slot = run == end ? after : shared_slot(set, &part, item + i, run - i, &fresh);
		part.length = (uint16_t)(run - i);
		/* Of the places before this part the nearest will do; as many as it has tokens may end inside of it. */
		while (set->places <= (item[i].kind == PATTERN_CLASS ? SPAN_MAX : part.length))
			set->places *= 2;
		uint32_t id = fresh ? part_new(set, part) : NONE;
		if (fresh && item[i].kind == PATTERN_CLASS)
			add_class(set, item[i].value, id, part.before);
		else if (fresh)
			add_run(set, &part, id, item + i, run - i);
		part.before = part.slot;
		part.first = false;
		i = run;
	}
}

static void
add_pattern(struct phrase_set *set, uint32_t pattern, const struct pattern *p)
{
	uint32_t before = NONE;

	for (size_t i = 0; i < p->segments; i++) {
		uint32_t after = i + 1 < p->segments ? set->slots++ : NONE;
		for (size_t k = 0; k < p->segment[i].n; k++)
			add_sequence(set, pattern, &p->segment[i].sequence[k], before, after);
		before = after;
	}
}

bool
phrase_add_read(struct phrase_set *set, const struct pattern *p, struct buf *why)
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
	add_pattern(set, (uint32_t)set->patterns++, p);
	return true;
}

bool
phrase_add(struct phrase_set *set, struct str pattern, struct buf *why)
{
	struct arena arena = { 0 };
	struct pattern p;
	bool fine = pattern_read(set->lex, pattern, &arena, &p, why) && phrase_add_read(set, &p, why);

	arena_free(&arena);
	return fine;
}

void
phrase_compile(struct phrase_set *set)
{
	class_after_fit(set);
	automaton_compile(set->automaton);
	strmap_clear(set->runs);
}

static inline bool
test_holds(const struct pattern_test *t, const struct phrase_state *st)
{
	return measure_test_holds(t->op, st->measure[t->measure], t->bound);
}

static bool
tests_hold(const struct rule *rule, const struct phrase_state *st)
{
	for (size_t i = 0; i < rule->tests; i++)
		if (!test_holds(&rule->test[i], st))
			return false;
	return true;
}

static inline void
push_hit(struct phrase_work *work, struct phrase_hit hit)
{
	if (work->n == work->cap)
		work->hit = util_grow(work->hit, &work->cap, work->n + 1, sizeof *work->hit);
	work->hit[work->n++] = hit;
}

/* A pattern was found on the tokens from up to end. */
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

/* Where the part before this one started, if it ended at most gap words before start; else NONE. */
static uint32_t
origin(const struct phrase_set *set, const struct part *part, const struct phrase_work *work, uint32_t start)
{
	const struct phrase_state *st = work->state;
	const struct place *p = &st->place[(size_t)part->before * set->places];
	uint32_t k = st->placed[part->before], least = k > set->places ? k - set->places : 0, mask = set->places - 1;

	if (st->active[part->before] != st->epoch)
		return NONE;
	while (k > least && p[(k - 1) & mask].end > start)
		k--;
	return k > least && is_near(work, p[(k - 1) & mask].end, start, part->gap) ? p[(k - 1) & mask].start : NONE;
}

static inline void
keep_place(const struct phrase_set *set, struct phrase_state *st, uint32_t slot, uint32_t start, uint32_t end)
{
	struct place *p = &st->place[(size_t)slot * set->places];
	uint32_t mask = set->places - 1;

	if (st->active[slot] != st->epoch) {
		st->active[slot] = st->epoch;
		if (set->class_after[slot].use) {
			st->slot[st->slots++] = slot;
			st->classes |= set->class_after[slot].classes;
		}
		st->placed[slot] = 0;
	} else if (p[(st->placed[slot] - 1) & mask].end == end) {
		return;
	}
	p[st->placed[slot]++ & mask] = (struct place){ start, end };
}

/* A part was found on the tokens from start up to end. */
static void
found(const struct phrase_set *set, struct phrase_work *work, uint32_t id, uint32_t start, uint32_t end)
{
	const struct part *part = &set->part[id];
	struct phrase_state *st = work->state;
	uint32_t from = start;

	if (part->first && !is_near(work, st->first, start, part->gap))
		return;
	if (part->before != NONE && (from = origin(set, part, work, start)) == NONE)
		return;
	if (part->slot != NONE) {
		keep_place(set, st, part->slot, from, end);
		return;
	}
	if (part->last && end < st->end && !is_near(work, end, st->end, part->last_gap))
		return;
	if (tests_hold(&set->rule[part->pattern], st))
		add_hit(work, part->pattern, from, end);
}

/* A class on the tokens from start up to end: the parts that it is. */
static void
found_class(const struct phrase_set *set, struct phrase_work *work, uint32_t class, uint32_t start, uint32_t end)
{
	struct phrase_state *st = work->state;
	size_t slots = st->slots;       /* those that this class makes active start behind it */

	for (uint32_t u = set->class_start[__builtin_ctz(class)]; u; u = set->use[u - 1].next)
		found(set, work, set->use[u - 1].part, start, end);
	if (!(st->classes & class))
		return;
	for (size_t k = 0; k < slots; k++) {
		const struct after *after = &set->class_after[st->slot[k]];
		for (uint32_t u = after->classes & class ? after->use : 0; u; u = set->use[u - 1].next)
			if (set->use[u - 1].class == class)
				found(set, work, set->use[u - 1].part, start, end);
	}
}

/* The classes that end at token i. */
static void
found_classes(const struct phrase_set *set, struct phrase_work *work, uint32_t i)
{
	for (uint32_t span = 1; span <= SPAN_MAX && span <= i + 1; span++) {
		const struct token *t = &work->tokens.at[i + 1 - span];
		for (unsigned bits = t->classes & set->classes; bits; bits &= bits - 1) {
			uint32_t class = bits & -bits;
			if ((class == CLASS_NUMBER ? 1 : t->span) == span)
				found_class(set, work, class, i + 1 - span, i + 1);
		}
	}
}

static struct phrase_state *
state_new(const struct phrase_set *set)
{
	struct phrase_state *st = util_alloc(1, sizeof *st);

	st->seen = util_alloc(set->patterns + 1, sizeof *st->seen);
	st->place = util_alloc((size_t)set->slots * set->places, sizeof *st->place);
	st->placed = util_alloc(set->slots + 1, sizeof *st->placed);
	st->active = util_alloc(set->slots + 1, sizeof *st->active);
	st->slot = util_alloc(set->slots + 1, sizeof *st->slot);
	st->cache = automaton_cache_new(set->automaton);
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
		memset(st->active, 0, (set->slots + 1) * sizeof *st->active);
		st->epoch = 1;
	}
	work->n = 0;
	st->slots = 0;
	st->classes = 0;
	st->active[0] = st->epoch;
	token_scan(set->lex, text, l);
	for (unsigned bits = set->measures; bits; bits &= bits - 1) {
		unsigned m = (unsigned)__builtin_ctz(bits);
		st->measure[m] = measure_take((enum measure_kind)m, l, text);
	}
	for (st->first = 0; st->first < l->n && l->at[st->first].kind != TOKEN_WORD; st->first++)
		;
	for (st->end = (uint32_t)l->n; st->end > 0 && l->at[st->end - 1].kind != TOKEN_WORD; st->end--)
		;
}

void
phrase_match(const struct phrase_set *set, struct phrase_work *work, struct str text)
{
	start_message(set, work, text);
	struct phrase_state *st = work->state;
	const struct token *t = work->tokens.at;
	uint32_t n = (uint32_t)work->tokens.n, s = AUTOMATON_START;
	uint32_t words = automaton_words(set->automaton);
	/* Classes of the last three tokens, for a class may start two tokens before it is whole. */
	uint64_t recent = 0, classes = (set->classes & work->tokens.classes) * UINT64_C(0x100010001);

	for (uint32_t i = st->first; i < n; i++) {
		uint32_t symbol = t[i].kind == TOKEN_WORD ? t[i].word : words + t[i].kind;
		s = symbol ? automaton_next(st->cache, s, symbol) : AUTOMATON_EMPTY;
		const struct automaton_state *state = &st->cache->state[s];
		const struct automaton_use *use = st->cache->use;
		uint32_t k = state->use;
		for (; k < state->end[RUN_WHOLE]; k++)
			add_hit(work, use[k].what, i + 1 - use[k].gate, i + 1);
		for (; k < state->end[RUN_START]; k++)
			keep_place(set, st, use[k].what, i + 1 - use[k].gate, i + 1);
		for (; k < state->end[RUN_PART]; k++)
			if (st->active[use[k].gate] == st->epoch)
				found(set, work, use[k].what, i + 1 - set->part[use[k].what].length, i + 1);
		recent = recent << 16 | t[i].classes;
		if (recent & classes)
			found_classes(set, work, i);
	}
	for (size_t k = 0; k < set->alones && n; k++)
		if (test_holds(&set->alone[k].test, st) && tests_hold(&set->rule[set->alone[k].pattern], st))
			push_hit(work, (struct phrase_hit){ set->alone[k].pattern, 0, (uint32_t)text.n });
}

void
phrase_work_free(struct phrase_work *work)
{
	if (work->state) {
		free(work->state->seen);
		free(work->state->place);
		free(work->state->placed);
		free(work->state->active);
		free(work->state->slot);
		automaton_cache_free(work->state->cache);
		free(work->state);
	}
	free(work->hit);
	token_free(&work->tokens);
	*work = (struct phrase_work){ 0 };
}
