#include "chain.h"
#include "phrases.h"
#include "suite.h"

static struct lexicon *lex;
static struct chains c;
static uint32_t patterns;

static void
open_chains(void)
{
	lex = lexicon_new();
	c = (struct chains){ 0 };
	chains_new(&c, lex);
	patterns = 0;
}

static void
close_chains(void)
{
	chains_free(&c);
	lexicon_free(lex);
}

static void
add(const char *text)
{
	struct arena arena = { 0 };
	struct buf why = { 0 };
	struct pattern p;

	ck_assert_msg(pattern_read(lex, str_of(text), &arena, &p, &why), "%s: %s", text, why.p);
	ck_assert(chains_add(&c, patterns++, &p, p.tests > 0));
	arena_free(&arena);
}

/* The uses after these words, "KIND what/gate ...": W whole, A against, S start, C start before a class, P part, F free; of a part
 * what is PART<REACH. */
static void
expect(const char *text, const char *want)
{
	const struct automaton *a = c.automaton;
	struct str rest = str_of(text), word;
	struct buf got = { 0 };
	static const unsigned shown[] = { CHAIN_WHOLE, CHAIN_AGAINST, CHAIN_START, CHAIN_START_CLASS, CHAIN_PART, CHAIN_FREE };
	uint32_t to[16] = { AUTOMATON_GOES | a->start }, ways = 1;

	while (str_next(&rest, ' ', &word)) {
		struct automaton_symbol symbol = a->symbol[word.p[0] == '.' ? a->words + TOKEN_STOP : lexicon_number(lex, word)];
		uint32_t next[16] = { symbol.to }, n = symbol.to != 0;
		for (uint32_t k = 0; k < ways; k++)
			if (to[k] & AUTOMATON_GOES && (next[n] = comb_at(&a->moves, to[k] & AUTOMATON_AT, symbol.class)))
				n++;
		memcpy(to, next, sizeof to);
		ways = n;
	}
	buf_add(&got, "", 0);
	for (unsigned i = 0; i < sizeof shown / sizeof *shown; i++)
		for (uint32_t n = 0; n < ways; n++) {
			unsigned kind = shown[i];
			if (!(to[n] & AUTOMATON_USED))
				continue;
			const struct automaton_uses *u = automaton_uses(a, automaton_uses_at(a, to[n]));
			for (uint32_t k = kind ? u->end[kind - 1] : 0; k < u->end[kind]; k++) {
				const struct automaton_use *use = &u->use[k];
				buf_printf(&got, "%s%c %u", got.n ? ", " : "", "WASCPF"[i],
				    kind == CHAIN_PART ? use->what & (CHAIN_PARTS - 1) : use->what);
				if (kind == CHAIN_PART)
					buf_printf(&got, "<%u", use->what >> CHAIN_REACH);
				if (kind != CHAIN_FREE)
					buf_printf(&got, "/%u", use->gate);
			}
		}
	ck_assert_msg(strcmp(got.p, want) == 0, "%.20s: \"%s\", not \"%s\"", text, got.p, want);
	buf_free(&got);
}

static void
compile(void)
{
	uint32_t subject[64] = { 0 };

	ck_assert(chains_compile(&c, subject, NULL));
}

START_TEST(one_run_is_a_whole)
{
	add("a b");
	add("^ a b");
	add("a b $");
	add("a b {words>3}");
	add("a .");
	compile();
	ck_assert_uint_eq(c.parts, 5);
	ck_assert_uint_eq(c.slots, 0);
	/* what must be looked at further is free: where the text ends, what its tests say */
	expect("a b", "W 0/2, W 1/2, F 2, F 3");
	expect("b a b", "W 0/2, F 2, F 3");
	expect("a .", "W 4/2");
	ck_assert(c.part[2].last);
	ck_assert_uint_eq(c.part[2].last_gap, 0);
}
END_TEST

START_TEST(a_gap_makes_two_parts)
{
	add("a b ...3 c");
	compile();
	ck_assert_uint_eq(c.parts, 2);
	ck_assert_uint_eq(c.slots, 1);
	ck_assert_uint_eq(c.part[0].before, CHAIN_NONE);
	ck_assert_uint_eq(c.part[0].slot, 0);
	ck_assert_uint_eq(c.part[0].length, 2);
	ck_assert_uint_eq(c.part[1].before, 0);
	ck_assert_uint_eq(c.part[1].slot, CHAIN_NONE);
	ck_assert_uint_eq(c.part[1].gap, 3);
	expect("a b", "S 2/0");
	/* three words, and its own */
	expect("c", "P 1<4/0");
}
END_TEST

START_TEST(ends_with_gaps)
{
	add("^ ...2 a ...7 $");
	add("^ a ... b $");
	compile();
	ck_assert(c.part[0].first && c.part[0].last);
	ck_assert_uint_eq(c.part[0].gap, 2);
	ck_assert_uint_eq(c.part[0].last_gap, 7);
	ck_assert(c.part[1].first && !c.part[1].last);
	ck_assert(!c.part[2].first && c.part[2].last);
	ck_assert_uint_eq(c.part[2].last_gap, 0);
	expect("a", "S 1/0, F 0");
	expect("b a", "F 0");
	expect("b", "P 2<5/0");
}
END_TEST

/* A group is one sequence, gaps and all; a gap outside of one starts a segment, whose slot is its own. */
START_TEST(parts_that_are_alike_share_their_slot)
{
	add("(a ... b)");
	add("(a ... c)");
	ck_assert_uint_eq(c.parts, 3);
	ck_assert_uint_eq(c.slots, 1);
	/* the gap before a part is the part's own: the start is shared, what follows is not */
	add("(a ...9 b ... d)");
	ck_assert_uint_eq(c.slots, 2);
	add("(a ... b ... d)");
	ck_assert_uint_eq(c.slots, 3);
	add("(a ...9 b ... e)");
	ck_assert_uint_eq(c.slots, 3);
	/* another set of words, another start, more words */
	add("((a|b) ... b)");
	ck_assert_uint_eq(c.slots, 4);
	add("(^ a ... b)");
	ck_assert_uint_eq(c.slots, 5);
	add("(^ ...1 a ... b)");
	ck_assert_uint_eq(c.slots, 6);
	add("(a a ... b)");
	ck_assert_uint_eq(c.slots, 7);
	add("((b|a) ... b)");
	ck_assert_uint_eq(c.slots, 7);
	add("a ... b");
	ck_assert_uint_eq(c.slots, 8);
	compile();
	/* a start for all of them, that of the two words, that of the segment */
	expect("d a", "S 1/0, S 1/3, S 1/7, F 12");
}
END_TEST

START_TEST(segments_have_slots_of_their_own)
{
	struct pattern_item item[2][1];
	struct pattern_sequence one[2], two[1];
	uint32_t a = lexicon_number(lex, STR("a")), b = lexicon_number(lex, STR("b"));
	struct pattern p = { .segments = 2 };

	item[0][0] = (struct pattern_item){ PATTERN_WORDS, 1, &a };
	item[1][0] = (struct pattern_item){ PATTERN_WORDS, 1, &b };
	one[0] = (struct pattern_sequence){ item[0], 1, 1 };
	one[1] = (struct pattern_sequence){ item[1], 1, 1 };
	two[0] = (struct pattern_sequence){ item[0], 1, 1 };
	p.segment[0] = (struct pattern_segment){ one, 2, 2 };
	p.segment[1] = (struct pattern_segment){ two, 1, 1 };
	ck_assert(chains_add(&c, 0, &p, false));
	ck_assert(chains_add(&c, 1, &p, false));
	ck_assert_uint_eq(c.parts, 6);
	ck_assert_uint_eq(c.slots, 2);
	compile();
	/* both alternatives mark the one slot */
	expect("b", "S 1/0, S 1/1");
	expect("a", "S 1/0, S 1/1, P 2<1/0, P 5<1/1");
}
END_TEST

/* Parts by way of their links. */
static void
expect_links(uint32_t first, const char *want)
{
	struct buf got = { 0 };

	buf_add(&got, "", 0);
	for (uint32_t l = first; l; l = c.link[l - 1].next)
		buf_printf(&got, "%s%u", got.n ? " " : "", c.link[l - 1].part);
	ck_assert_str_eq(got.p, want);
	buf_free(&got);
}

START_TEST(classes_are_parts_of_their_own)
{
	add("a <number> b");
	add("<number> <date>");
	add("c ... d");
	compile();
	ck_assert_uint_eq(c.classes, CLASS_NUMBER | CLASS_DATE);
	/* a, <number>, b; <number>, <date>; c, d */
	ck_assert_uint_eq(c.parts, 7);
	ck_assert_uint_eq(c.part[1].class, CLASS_NUMBER);
	ck_assert_uint_eq(c.part[1].length, 0);
	ck_assert_uint_eq(c.part[4].class, CLASS_DATE);
	ck_assert_uint_eq(c.slot[0].classes, CLASS_NUMBER);
	expect_links(c.slot[0].after, "1");
	expect_links(c.slot[0].ends, "");
	ck_assert_uint_eq(c.slot[1].classes, 0);
	expect_links(c.slot[1].ends, "1");
	ck_assert_uint_eq(c.slot[2].classes, CLASS_DATE);
	expect_links(c.slot[2].after, "4");
	expect_links(c.start[__builtin_ctz(CLASS_NUMBER)], "3");
	expect_links(c.start[__builtin_ctz(CLASS_DATE)], "");
	expect("a", "C 1/0");
	expect("b", "P 2<1/1");
	expect("c", "S 1/3");
}
END_TEST

/* A start that a pattern before shares becomes one that a class may follow, whatever was added first. */
START_TEST(a_class_may_follow_a_shared_start)
{
	add("(a ... b)");
	add("(a ... <money>)");
	add("(a ... <time>)");
	compile();
	ck_assert_uint_eq(c.slots, 1);
	ck_assert_uint_eq(c.slot[0].classes, CLASS_MONEY | CLASS_TIME);
	expect_links(c.slot[0].after, "3 2");
	expect("a", "C 1/0");
}
END_TEST

START_TEST(what_waits_for_its_subject)
{
	static const uint32_t subject[] = { 8, 0, 8, 8, 1 };

	add("a");
	add("a");
	add("a $");
	add("a ... b");
	add("^ a");
	ck_assert(chains_compile(&c, subject, NULL));
	/* only wholes wait; the gate is the subject */
	expect("a", "W 1/1, A 0/7, A 4/0, S 1/0, F 2");
}
END_TEST

/* The reach of a part has twelve bits: a longer one is free, and asks for itself how near it is. */
START_TEST(reach)
{
	for (int words = 4089; words <= 4091; words++) {
		struct buf text = { 0 };
		buf_str(&text, STR("(lead ...4"));
		for (int i = 0; i < words; i++)
			buf_printf(&text, " %c%d", 'a' + words - 4089, i);
		buf_char(&text, ')');
		add(text.p);
		buf_free(&text);
	}
	compile();
	for (int words = 4089; words <= 4091; words++) {
		struct buf text = { 0 };
		for (int i = 0; i < words; i++)
			buf_printf(&text, "%s%c%d", i ? " " : "", 'a' + words - 4089, i);
		expect(text.p, words == 4089 ? "P 1<4093/0" : words == 4090 ? "P 2<4094/0" : "F 3");
		buf_free(&text);
	}
}
END_TEST

/* Parts have twenty bits: the last that has a number is taken, the next one refused. */
START_TEST(too_many_parts)
{
	enum { WORDS = 64 };
	uint32_t word[WORDS];
	struct pattern_item item = { PATTERN_WORDS, 1, NULL };
	struct pattern_sequence sequence = { &item, 1, 1 };
	struct pattern p = { .segments = 1 };

	p.segment[0] = (struct pattern_segment){ &sequence, 1, 1 };
	for (int i = 0; i < WORDS; i++) {
		char spelling[16];
		snprintf(spelling, sizeof spelling, "w%d", i);
		word[i] = lexicon_number(lex, str_of(spelling));
	}
	for (uint32_t i = 0; i < CHAIN_PARTS; i++) {
		item.word = &word[i % WORDS];
		ck_assert_msg(chains_add(&c, i, &p, false), "part %u of %u", i, CHAIN_PARTS);
	}
	ck_assert(!chains_add(&c, CHAIN_PARTS, &p, false));
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		one_run_is_a_whole, a_gap_makes_two_parts, ends_with_gaps, parts_that_are_alike_share_their_slot, segments_have_slots_of_their_own,
		classes_are_parts_of_their_own, a_class_may_follow_a_shared_start, what_waits_for_its_subject, reach, too_many_parts,
	};

	return run_suite("chain", tests, sizeof tests / sizeof *tests, open_chains, close_chains);
}
