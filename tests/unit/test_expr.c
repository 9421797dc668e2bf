#include "expr.h"
#include "packs.h"
#include "suite.h"

/* Markers m000, m001, ... of a pack; m130 is in the third word of bits. */
enum { MARKERS = 131 };
static struct pack *pack;
static struct arena arena;
static struct buf why;

static void
open_markers(void)
{
	struct buf rows = { 0 };

	pack_make();
	buf_str(&rows, STR("marker,role,threshold,mood,meaning\n"));
	for (int i = MARKERS - 1; i >= 0; i--)
		buf_printf(&rows, "m%03d,any,1,0,\n", i);
	pack_write("markers.csv", rows.p);
	pack_write("rules.csv", "marker,role,pattern,weight\nm000,,a,1\n");
	pack_write("rubric.csv", "skill,criterion,when,expect,within,weight,critical,advice\n");
	pack = pack_read(NULL);
	ck_assert_uint_eq(pack->markers, MARKERS);
	buf_free(&rows);
}

static void
close_markers(void)
{
	pack_free(pack);
	pack_remove();
	arena_free(&arena);
	buf_free(&why);
}

static struct expr
read_fine(const char *text)
{
	struct expr e;

	ck_assert_msg(expr_read(&arena, pack, str_of(text), &e, &why), "%s: %s", text, why.p);
	return e;
}

/* The bits of a list of markers, "1 64 130". */
static uint64_t *
marks_of(const char *list)
{
	static uint64_t bits[3];
	struct str rest = str_of(list), part;
	int64_t i;

	memset(bits, 0, sizeof bits);
	while (rest.n && str_next(&rest, ' ', &part)) {
		ck_assert(str_int(part, 0, MARKERS - 1, &i));
		bits[i / 64] |= UINT64_C(1) << i % 64;
	}
	return bits;
}

START_TEST(what_matches)
{
	static const struct {
		const char *text, *marks;
		bool match;
	} cases[] = {
		{ "", "", true }, { "", "5", true },
		{ "m005", "", false }, { "m005", "5", true }, { "m005", "6 69", false }, { "m005", "4 5 6", true },
		{ "m000", "0", true }, { "m063", "63", true }, { "m063", "127", false }, { "m064", "64", true },
		{ "m064", "0", false }, { "m130", "130", true }, { "m130", "2 66", false },
		{ "m001|m130", "130", true }, { "m001|m130", "1", true }, { "m001|m130", "2", false },
		{ "m001&m130", "130", false }, { "m001&m130", "1", false }, { "m001&m130", "1 130", true },
		{ "m001&m130", "1 64 130", true },
		{ "!m001", "", true }, { "!m001", "1", false }, { "!m001", "2", true },
		{ "m001&!m002", "1", true }, { "m001&!m002", "1 2", false }, { "m001&!m002", "", false },
		{ "!m002&m001", "1", true }, { "!m002&m001", "1 2", false },
		{ "!m001&!m130", "", true }, { "!m001&!m130", "130", false }, { "!m001&!m130", "1", false },
		/* & binds before | */
		{ "m001|m002&m003", "1", true }, { "m001|m002&m003", "2", false }, { "m001|m002&m003", "2 3", true },
		{ "m001&m002|m003", "3", true }, { "m001&m002|m003", "1 3", true }, { "m001&m002|m003", "1", false },
		{ "m001&!m002|m002&!m001", "1 2", false }, { "m001&!m002|m002&!m001", "2", true },
		{ " m001 & ! m002 | m003 ", "1", true }, { " m001 & ! m002 | m003 ", "2", false },
		/* the same twice, and against itself */
		{ "m001&m001", "1", true }, { "m001|m001", "1", true }, { "m001&!m001", "1", false }, { "m001&!m001", "", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct expr e = read_fine(cases[i].text);
		ck_assert_msg(expr_match(&e, marks_of(cases[i].marks)) == cases[i].match, "\"%s\" with \"%s\"", cases[i].text,
		    cases[i].marks);
	}
}
END_TEST

START_TEST(what_is_named)
{
	struct expr e = read_fine("m001&!m002|m130");

	ck_assert(expr_names(&e, 1));
	ck_assert(!expr_names(&e, 2));
	ck_assert(expr_names(&e, 130));
	ck_assert(!expr_names(&e, 66));
	e = read_fine("");
	ck_assert(!expr_names(&e, 0));
}
END_TEST

START_TEST(what_is_refused)
{
	static const struct {
		const char *text, *reason;
	} bad[] = {
		{ "nope", "no marker \"nope\" in markers.csv" }, { "m131", "no marker \"m131\" in markers.csv" },
		{ "m00", "no marker \"m00\" in markers.csv" }, { "m001 m002", "no marker \"m001 m002\" in markers.csv" },
		{ "m001|", "a marker is missing beside \"|\"" }, { "|m001", "a marker is missing beside \"|\"" },
		{ "m001||m002", "a marker is missing beside \"|\"" }, { " ", "a marker is missing beside \"|\"" },
		{ "m001&", "no marker \"\" in markers.csv" }, { "&m001", "no marker \"\" in markers.csv" },
		{ "!", "no marker \"\" in markers.csv" }, { "m001&!", "no marker \"\" in markers.csv" },
		{ "!!m001", "no marker \"!m001\" in markers.csv" }, { "(m001)", "no marker \"(m001)\" in markers.csv" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct expr e;
		buf_reset(&why);
		bool fine = expr_read(&arena, pack, str_of(bad[i].text), &e, &why);
		ck_assert_msg(!fine && strcmp(why.p, bad[i].reason) == 0, "\"%s\": %s", bad[i].text, fine ? "read" : why.p);
	}
}
END_TEST

START_TEST(words_of_bits)
{
	static const struct {
		size_t markers, words;
	} sizes[] = { { 0, 0 }, { 1, 1 }, { 63, 1 }, { 64, 1 }, { 65, 2 }, { 128, 2 }, { 129, 3 } };

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		ck_assert_uint_eq(expr_words(&(struct pack){ .markers = sizes[i].markers }), sizes[i].words);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { what_matches, what_is_named, what_is_refused, words_of_bits };

	return run_suite("expr", tests, sizeof tests / sizeof *tests, open_markers, close_markers);
}
