/* Fuzzes what reads transcripts, one kind at a time: transcript, call, zendesk, salesforce, whatsapp, webvtt, srt. For any text turns come
 * out that stand in their order, have times that can be read, and hold no more than was there; and the same ones again.
 *
 *   for kind in transcript call zendesk salesforce whatsapp webvtt srt; do
 *     clang -std=c11 -D_GNU_SOURCE -Icommon -DKIND="\"$kind\"" -g -O1 -fsanitize=fuzzer,address,undefined -o fuzz_$kind \
 *       tests/fuzz/fuzz_turns.c cmd/cs-parse-{turns,transcript,salesforce,whatsapp,cues,html}.c \
 *       common/{str,util,arena,record,scan,calendar,civil,clock}.c
 *     ./fuzz_$kind -max_total_time=60 -max_len=2000
 *   done
 */
#include <string.h>

#include "../../cmd/cs-parse-turns.h"
#include "fuzz.h"
#include "util.h"

#ifndef KIND
#define KIND "whatsapp"
#endif

static bool
is_time(struct str s)
{
	struct clock_time t;

	return clock_parse(s, &t) && (t.kind == CLOCK_NONE) == !s.n;
}

/* All that came out, in one text. */
static void
put_turns(struct buf *out, const struct turns *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct turn *turn = &t->turn[i];

		buf_printf(out, "%d %d %llu %s\n", turn->kind, turn->role, (unsigned long long)turn->line, turn->why ? turn->why : "");
		buf_str(out, turn->speaker);
		buf_str(out, turn->text);
		buf_str(out, turn->time);
		buf_str(out, turn->end);
	}
}

static void
check_turns(const struct turns *t, struct str bytes)
{
	size_t lines = 1, text = 0;

	for (size_t i = 0; i < bytes.n; i++)
		lines += bytes.p[i] == '\n';
	for (size_t i = 0; i < t->n; i++) {
		const struct turn *turn = &t->turn[i];

		must(turn->line >= (i ? t->turn[i - 1].line : 1) && turn->line <= lines);
		must((turn->kind == TURN_BAD) == (turn->why != NULL));
		must(turn->kind != TURN_SYSTEM || (turn->role == ROLE_SYSTEM && !turn->speaker.n));
		must(is_time(turn->time) && is_time(turn->end));
		must(!memchr(turn->text.p, '\0', turn->text.n));
		text += turn->text.n;
	}
	must(text <= bytes.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct turns_reader *reader = turns_reader(STR(KIND));
	struct turns t = { 0 };
	struct buf first = { 0 }, again = { 0 };
	struct str bytes;

	if (size < 1 || memchr(data, '\0', size))
		return 0;
	t.order = (enum turns_order)(data[0] % 3);
	bytes = (struct str){ (const char *)data + 1, size - 1 };
	reader->read(&t, bytes);
	check_turns(&t, bytes);
	put_turns(&first, &t);
	turns_reset(&t);
	reader->read(&t, bytes);
	put_turns(&again, &t);
	must(str_eq(buf_view(&first), buf_view(&again)));
	turns_one_visitor(&t);
	buf_free(&first);
	buf_free(&again);
	turns_free(&t);
	return 0;
}
