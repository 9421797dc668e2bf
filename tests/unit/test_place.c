#include <stdlib.h>
#include <string.h>

#include "place.h"
#include "suite.h"

static const size_t blocks[] = { 1, 2, 3, 7, 65536 };
enum { BLOCKS = sizeof blocks / sizeof *blocks };

static struct source source;
static struct place place;

/* At the start of text; waits: as if it came through a pipe. */
static void
begin(struct str text, size_t block, bool waits)
{
	source = (struct source){ .fd = -1 };
	source_memory(&source, text, block);
	source.waits = waits;
	place_begin(&place, &source);
}

static void
read_all(void)
{
	while (place_fill(&place) == SOURCE_MORE)
		continue;
}

static void
free_source(void)
{
	source_free(&source);
}

START_TEST(the_start)
{
	begin(STR("abcdef"), 1, false);
	ck_assert_uint_eq(place.pos, 0);
	ck_assert_uint_eq(place.line, 1);
	ck_assert_uint_eq(place.start_line, 1);
	ck_assert_uint_eq(place_next(&place, PLACE_LF), 0);
	ck_assert_int_eq(place_fill(&place), SOURCE_MORE);
	/* the first bytes come together: they tell what the file is */
	ck_assert_uint_eq(place_next(&place, PLACE_LF), 4);
	ck_assert_int_eq(place_fill(&place), SOURCE_MORE);
	ck_assert_uint_eq(place_next(&place, PLACE_LF), 5);
	read_all();
	ck_assert_uint_eq(place_next(&place, PLACE_LF), 6);
	free_source();
	begin(STR(""), 1, false);
	ck_assert_int_eq(place_fill(&place), SOURCE_END);
	ck_assert_uint_eq(place_next(&place, PLACE_NUL), 0);
	free_source();
}
END_TEST

/* From every place, however much was read by then: as looking at each byte finds it. */
START_TEST(the_next_byte_of_each_kind)
{
	static const char bytes[PLACE_BYTES] = { [PLACE_LF] = '\n', [PLACE_CR] = '\r', [PLACE_QUOTE] = '"', [PLACE_NUL] = '\0' };
	static const char text[] = "a\"b\nc\r\n\0d\"\"\r\r e\0\n";
	size_t n = sizeof text - 1;

	for (size_t k = 0; k < BLOCKS; k++)
		for (size_t ahead = 1; ahead <= 5; ahead++) {
			begin((struct str){ text, n }, blocks[k], false);
			for (size_t pos = 0; pos < n; pos++) {
				while (source.end < n && source.end < pos + ahead)
					ck_assert_int_eq(place_fill(&place), SOURCE_MORE);
				if (pos)
					place_advance(&place, pos);
				for (int b = 0; b < PLACE_BYTES; b++) {
					size_t want = pos;
					while (want < source.end && text[want] != bytes[b])
						want++;
					ck_assert_uint_eq(place_next(&place, (enum place_byte)b), want);
				}
			}
			free_source();
		}
}
END_TEST

START_TEST(lines_are_counted)
{
	static const struct {
		const char *text;
		uint64_t lines;         /* where all of it was passed */
	} cases[] = {
		{ "a", 1 }, { "\n", 2 }, { "\r", 2 }, { "\r\n", 2 }, { "\n\r", 3 }, { "\r\r", 3 }, { "\n\n", 3 }, { "\r\n\r\n", 3 },
		{ "\r\r\n", 3 }, { "\r\n\n", 3 }, { "a\nb\r\nc\rd", 4 }, { "a\r\n\rb\n\r\n", 5 }, { "\rx\n", 3 }, { "a\rb\n", 3 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t n = strlen(cases[i].text), at = 0;
		/* byte by byte */
		begin(str_of(cases[i].text), 1, false);
		read_all();
		for (size_t to = 1; to <= n; to++)
			place_advance(&place, to);
		ck_assert_msg(place.line == cases[i].lines, "case %zu: %llu lines", i, (unsigned long long)place.line);
		free_source();
		/* and by steps whose last byte may end a line */
		begin(str_of(cases[i].text), 65536, false);
		read_all();
		while (at < n) {
			at += strcspn(cases[i].text + at, "\r\n");
			at += at < n;
			place_advance(&place, at);
		}
		ck_assert_msg(place.line == cases[i].lines && place.pos == n, "case %zu by lines: %llu", i, (unsigned long long)place.line);
		free_source();
	}
}
END_TEST

START_TEST(blank_lines_are_passed)
{
	static const uint64_t lines[] = { 2, 3, 3, 4, 5 };

	begin(STR("\n\r\n\r\rx\n"), 65536, false);
	read_all();
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		ck_assert(place_skip_blank(&place));
		ck_assert_uint_eq(place.start, i + 1);
		ck_assert_uint_eq(place.start_line, lines[i]);
	}
	ck_assert(!place_skip_blank(&place));
	ck_assert_uint_eq(place.pos, 5);
	ck_assert_uint_eq(place.line, 5);
	free_source();
}
END_TEST

START_TEST(the_first_line_of_a_record)
{
	static const struct {
		const char *text;
		uint64_t first_end, second;
	} cases[] = {
		{ "ab\ncd\n", 2, 3 }, { "ab\rcd", 2, 3 }, { "ab\r\ncd", 2, 3 }, { "ab", 2, 2 }, { "\nab", 0, 1 }, { "a\"b\nc\"\n", 3, 4 },
		{ "abcdefghijklmnop\n", 16, 17 },
	};

	for (size_t k = 0; k < BLOCKS; k++)
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			begin(str_of(cases[i].text), blocks[k], false);
			place_record(&place);
			ck_assert_int_eq(place_first_line(&place), SOURCE_MORE);
			ck_assert_uint_eq(place.first_end, cases[i].first_end);
			ck_assert_uint_eq(place.second, cases[i].second);
			/* it is known from then on, wherever one is */
			read_all();
			place_advance(&place, source.end);
			ck_assert_int_eq(place_first_line(&place), SOURCE_MORE);
			ck_assert_uint_eq(place.second, cases[i].second);
			free_source();
		}
}
END_TEST

/* A record that went wrong on its third line: reading goes on behind its first. */
START_TEST(back_to_the_second_line)
{
	static const char *const ends[] = { "\n", "\r\n", "\r" };

	for (size_t k = 0; k < BLOCKS; k++)
		for (size_t e = 0; e < 3; e++) {
			struct buf text = { 0 };
			size_t n = strlen(ends[e]);
			buf_printf(&text, "ok%sx,\"a%sb%sc\n", ends[e], ends[e], ends[e]);
			begin(buf_view(&text), blocks[k], false);
			read_all();
			place_advance(&place, 3);
			while (place_skip_blank(&place))
				continue;
			place_record(&place);
			ck_assert_uint_eq(place.start, 2 + n);
			ck_assert_uint_eq(place.start_line, 2);
			for (uint64_t to = place.pos + 1; to <= text.n; to++)
				place_advance(&place, to);
			ck_assert_uint_eq(place.line, 5);
			/* what was known of the bytes behind does not hold before them */
			for (int b = 0; b < PLACE_BYTES; b++)
				ck_assert_uint_eq(place_next(&place, (enum place_byte)b), text.n);
			ck_assert_int_eq(place_first_line(&place), SOURCE_MORE);
			ck_assert_uint_eq(place.first_end, 2 + n + 4);
			place_back(&place);
			while (place_skip_blank(&place))
				continue;
			ck_assert_uint_eq(place.line, 3);
			ck_assert_uint_eq(place.start_line, 3);
			ck_assert_uint_eq(place.start, 2 + n + 4 + n);
			ck_assert_int_eq(*source_at(&source, place.pos), 'b');
			/* the quote of the first line is not met again */
			ck_assert_uint_eq(place_next(&place, PLACE_QUOTE), text.n);
			ck_assert_uint_eq(place_next(&place, PLACE_LF), e == 2 ? text.n - 1 : 2 + n + 4 + n + n);
			free_source();
			buf_free(&text);
		}
}
END_TEST

/* Whether a record is whole among what was read, byte by byte: '-' for none left. */
START_TEST(reading_may_have_to_wait)
{
	static const struct {
		const char *text, *whole;
	} cases[] = {
		/* one character for each byte that was read */
		{ "ab\nc", "--++" }, { "ab\rc", "--++" }, { "ab\r\nc", "--+++" }, { "abc", "---" }, { "\n\nab\n", "----+" }, { "\r\nab\n", "----+" },
		{ "a,\"b\nc\"\nd", "-------++" }, { "\"a\"\"\n\"\n", "------+" }, { "\"\"\n", "--+" }, { "\"\n\"\n\"\n", "---+++" },
		/* a stray quote hides what is behind it */
		{ "a\"\nb\n", "-----" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf text = { 0 };
		/* behind the first bytes, which come together */
		buf_printf(&text, "wxy\n%s", cases[i].text);
		begin(buf_view(&text), 1, true);
		ck_assert(place_drained(&place));
		ck_assert_int_eq(place_fill(&place), SOURCE_MORE);
		place_advance(&place, 4);
		place_record(&place);
		ck_assert(place_drained(&place));
		for (size_t n = 0; cases[i].whole[n]; n++) {
			ck_assert_int_eq(place_fill(&place), SOURCE_MORE);
			ck_assert_msg(place_drained(&place) == (cases[i].whole[n] == '-'), "case %zu after %zu bytes", i, n + 1);
		}
		/* at the end there is nothing to wait for */
		ck_assert_int_eq(place_fill(&place), SOURCE_END);
		ck_assert(!place_drained(&place));
		free_source();
		/* nor in a file */
		begin(buf_view(&text), 1, false);
		ck_assert(!place_drained(&place));
		ck_assert_int_eq(place_fill(&place), SOURCE_MORE);
		ck_assert(!place_drained(&place));
		free_source();
		buf_free(&text);
	}
}
END_TEST

START_TEST(drained_as_records_are_read)
{
	begin(STR("a\nb\n\nc"), 5, true);
	ck_assert_int_eq(place_fill(&place), SOURCE_MORE);
	ck_assert(!place_drained(&place));
	place_advance(&place, 2);
	ck_assert(!place_drained(&place));
	place_advance(&place, 4);
	/* a blank line is no record */
	ck_assert(place_drained(&place));
	free_source();
	/* after a stray quote, what follows the first line is looked at anew */
	begin(STR("x\"y\nabc\nd"), 9, true);
	ck_assert_int_eq(place_fill(&place), SOURCE_MORE);
	ck_assert(place_drained(&place));
	ck_assert_int_eq(place_first_line(&place), SOURCE_MORE);
	place_back(&place);
	ck_assert(!place_drained(&place));
	place_advance(&place, 8);
	ck_assert(place_drained(&place));
	free_source();
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		the_start, the_next_byte_of_each_kind, lines_are_counted, blank_lines_are_passed, the_first_line_of_a_record,
		back_to_the_second_line, reading_may_have_to_wait, drained_as_records_are_read,
	};

	return run_suite("place", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
