#include "asks.h"
#include "packs.h"
#include "suite.h"

/* Markers m00, m01, ...; m70 is in the second word of bits. */
enum { MARKERS = 71, ASKS = 130 };

static bool
may(const struct asks *a, size_t ask, enum record_role role, size_t first, size_t second)
{
	uint64_t marks[2] = { 0 }, set[3];

	marks[first / 64] |= UINT64_C(1) << first % 64;
	marks[second / 64] |= UINT64_C(1) << second % 64;
	asks_of(a, role, marks, set);
	return asks_has(set, ask);
}

START_TEST(what_a_message_may_satisfy)
{
	static const struct {
		const char *text;
		size_t first, second;
		bool may;
	} cases[] = {
		{ "m01&m70|m30", 2, 3, false }, { "m01&m70|m30", 70, 2, true }, { "m01&m70|m30", 2, 30, true },
		/* what it asks against does not make it possible */
		{ "m01&!m02", 2, 3, false }, { "m01&!m02", 1, 2, true }, { "m01|!m02", 3, 4, true }, { "", 3, 4, true },
	};
	struct buf rows = { 0 }, why = { 0 };
	struct arena arena = { 0 };

	pack_make();
	buf_str(&rows, STR("marker,role,threshold,mood,meaning\n"));
	for (int i = 0; i < MARKERS; i++)
		buf_printf(&rows, "m%02d,any,1,0,\n", i);
	pack_write("markers.csv", rows.p);
	pack_write("rules.csv", "marker,role,pattern,weight\nm00,,a,1\n");
	pack_write("rubric.csv", "skill,criterion,when,expect,within,weight,critical,advice\n");
	struct pack *pack = pack_read(NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct asks a;
		struct expr e;
		size_t ask = i * 20;

		ck_assert(expr_read(&arena, pack, str_of(cases[i].text), &e, &why));
		asks_open(&a, ASKS, MARKERS);
		asks_set(&a, ask, 1u << ROLE_CUSTOMER | 1u << ROLE_BOT, &e);
		ck_assert_msg(may(&a, ask, ROLE_CUSTOMER, cases[i].first, cases[i].second) == cases[i].may, "case %zu", i);
		ck_assert(may(&a, ask, ROLE_BOT, cases[i].first, cases[i].second) == cases[i].may);
		ck_assert(!may(&a, ask, ROLE_AGENT, cases[i].first, cases[i].second));
		ck_assert(!may(&a, ask + 1, ROLE_CUSTOMER, cases[i].first, cases[i].second));
		asks_free(&a);
	}
	pack_free(pack);
	pack_remove();
	arena_free(&arena);
	buf_free(&rows);
	buf_free(&why);
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { what_a_message_may_satisfy };

	return run_suite("asks", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
