#include <stdio.h>
#include <string.h>

#include "recall.h"
#include "suite.h"

static struct recall r;

static void
begin(void)
{
	r = (struct recall){ 0 };
}

static void
end(void)
{
	recall_free(&r);
}

/* Asking is a time that it came. */
static bool
has(unsigned kind, struct str text)
{
	return recall_find(&r, recall_hash(&r, kind, text), kind, text).p;
}

/* As the caller does it; true when it need not be made. */
static bool
ask(unsigned kind, struct str text, struct str made)
{
	struct str found = recall_find(&r, recall_hash(&r, kind, text), kind, text);

	if (found.p)
		ck_assert(str_eq(found, made));
	else
		recall_keep(&r, kind, text, made);
	return found.p;
}

static void
teach(unsigned kind, struct str text, struct str made)
{
	ck_assert(!ask(kind, text, made));
	ck_assert(!ask(kind, text, made));
	ck_assert(ask(kind, text, made));
}

START_TEST(a_text_is_kept_when_it_comes_again)
{
	teach(0, STR("Hello, how may I help you today?"), STR(",greeting\n"));
	teach(0, STR("ok"), STR(",\n"));
	teach(0, STR(""), STR(""));
	ck_assert(ask(0, STR("Hello, how may I help you today?"), STR(",greeting\n")));
}
END_TEST

START_TEST(texts_that_differ_a_little_differ)
{
	static const char text[] = "Thank you so much for waiting, I am sorry for that";
	char other[sizeof text];

	for (size_t n = 1; n < sizeof text; n++) {
		struct str s = { text, n };
		teach(0, s, STR("made"));
		ck_assert(!has(1, s));
		for (size_t i = 0; i < n; i++) {
			memcpy(other, text, n);
			other[i] ^= 0x20;
			ck_assert(!has(0, (struct str){ other, n }));
		}
	}
	ck_assert(!has(0, STR("Thank you so much for waiting, I am sorry for that ")));
	/* that it came was seen above */
	ck_assert(!ask(1, (struct str){ text, sizeof text - 1 }, STR("made by another")));
	ck_assert(ask(1, (struct str){ text, sizeof text - 1 }, STR("made by another")));
	ck_assert(ask(0, (struct str){ text, sizeof text - 1 }, STR("made")));
}
END_TEST

START_TEST(long_texts_are_not_kept)
{
	static char text[RECALL_MOST + 1];
	struct str fits = { text, RECALL_MOST - 4 };

	teach(0, fits, STR("made"));
	fits.n++;
	for (int i = 0; i < 4; i++)
		ck_assert(!ask(0, fits, STR("made")));
	for (int i = 0; i < 4; i++)
		ck_assert(!ask(0, (struct str){ text, sizeof text }, STR("")));
}
END_TEST

/* What the first word of a text of 32 bytes makes of the hash. */
static uint64_t
first_step(uint64_t word)
{
	uint64_t h = (33 ^ word) * UINT64_C(0x9e3779b97f4a7c15);

	return h << 32 | h >> 32;
}

/* The third word takes back what the first one did. */
START_TEST(texts_with_one_hash_are_told_apart)
{
	uint64_t a[4] = { 1, 2, 3, 4 }, b[4] = { 5, 2, 3 ^ first_step(1) ^ first_step(5), 4 };
	struct str first = { (const char *)a, sizeof a }, second = { (const char *)b, sizeof b };

	teach(0, first, STR("first"));
	ck_assert(!ask(0, second, STR("second")));
	/* it came with a hash that was known, and took the place of the other */
	ck_assert(ask(0, second, STR("second")));
	ck_assert(!ask(0, first, STR("first")));
	ck_assert(ask(0, first, STR("first")));
}
END_TEST

static struct str
numbered(char *to, size_t n, unsigned i)
{
	/* of various lengths */
	int len = snprintf(to, n, "message number %u%*s", i, (int)(i % 97), "");

	return (struct str){ to, (size_t)len };
}

START_TEST(frequent_texts_stay_among_texts_that_come_once)
{
	char text[200];
	unsigned known = 0;

	for (unsigned i = 0; i < 400000; i++) {
		ask(0, numbered(text, sizeof text, 1000 + i), STR("once"));
		if (i % 100 == 0)
			known += ask(0, numbered(text, sizeof text, i / 100 % 100), STR("often"));
	}
	/* of 4000, 200 of which are the first and the second of each */
	ck_assert_uint_ge(known, 3750);
}
END_TEST

/* More than there is room for, so that entries are written over, moved, and made again. */
START_TEST(what_is_found_is_what_was_made)
{
	char text[200], made[40];
	uint32_t x = 1;
	unsigned found = 0;

	for (unsigned i = 0; i < 500000; i++) {
		x = x * 1664525 + 1013904223;
		/* low numbers are frequent */
		unsigned k = (x >> 8) % 200 * ((x >> 16) % 200);
		snprintf(made, sizeof made, ",%u,%0*d\n", k, (int)(k % 13) + 1, 0);
		found += ask(k % 3, numbered(text, sizeof text, k), str_of(made));
	}
	ck_assert_uint_ge(found, 250000);
}
END_TEST

START_TEST(what_was_forgotten_is_kept_again)
{
	char text[200];

	teach(0, STR("before"), STR("made"));
	for (unsigned i = 0; i < 100000; i++)
		teach(0, numbered(text, sizeof text, i), STR("many more"));
	teach(0, STR("before"), STR("made"));
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = {
		a_text_is_kept_when_it_comes_again,
		texts_that_differ_a_little_differ,
		long_texts_are_not_kept,
		texts_with_one_hash_are_told_apart,
		frequent_texts_stay_among_texts_that_come_once,
		what_is_found_is_what_was_made,
		what_was_forgotten_is_kept_again,
	};

	return run_suite("recall", tests, sizeof tests / sizeof *tests, begin, end);
}
