/* Fuzzes the CSV reader. Two things must hold for any bytes: the size of the blocks does not show, and a record's raw
 * bytes read again give its fields. A block of one byte goes through libcsv alone, a large one past it where a
 * line has no quote, so that each is held against the other.
 *
 *   clang -std=c11 -D_GNU_SOURCE -Icommon -g -O1 -fsanitize=fuzzer,address,undefined -o fuzz_csvin \
 *     tests/fuzz/fuzz_csvin.c common/{str,util,arena,record,encoding,source,place,csvparse,csvin}.c -lcsv
 *   ./fuzz_csvin -max_total_time=120 -max_len=400
 */
#include <string.h>

#include "csvin.h"
#include "fuzz.h"
#include "util.h"

static void
check_raw(const struct csvin_options *o, const struct record *rec)
{
	struct csvin_options again = {
		.delim = o->delim, .no_header = true, .max_field = o->max_field, .memory = rec->raw, .memory_name = "raw",
	};
	struct csvin *in;
	struct record same;

	/* At the start of a file it may be a BOM, or tell of a file that is no CSV. */
	if (rec->raw.n && memchr("\xefP\x1f{[", rec->raw.p[0], 5))
		return;
	in = csvin_open(&again);
	must(csvin_next(in, &same) == CSVIN_RECORD && same.n == rec->n && same.line == 1);
	for (size_t i = 0; i < rec->n; i++)
		must(str_eq(same.field[i], rec->field[i]) && same.field[i].p[same.field[i].n] == '\0');
	must(csvin_next(in, &same) == CSVIN_END);
	csvin_close(in);
}

static void
read_all(struct buf *out, const struct csvin_options *o)
{
	struct csvin *in = csvin_open(o);
	struct record rec;
	enum csvin_got got;

	while ((got = csvin_next(in, &rec)) > CSVIN_END) {
		must(!csvin_drained(in));
		buf_printf(out, "%d:%llu:%zu:", got, (unsigned long long)rec.line, rec.n);
		for (size_t i = 0; i < rec.n; i++) {
			buf_str(out, rec.field[i]);
			buf_char(out, '\0');
		}
		buf_str(out, rec.raw);
		buf_printf(out, "%s\n", csvin_reason(in));
		if (got == CSVIN_RECORD)
			check_raw(o, &rec);
	}
	buf_printf(out, "%d %d %s", got, csvin_status(in), csvin_reason(in));
	/* After an error it depends on how far was read ahead. */
	if (got == CSVIN_END)
		buf_printf(out, " %llu", (unsigned long long)csvin_replaced(in));
	csvin_close(in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct csvin_options o = { .memory_name = "-", .block = 65536 };
	struct buf whole = { 0 }, cut = { 0 };

	if (size < 2)
		return 0;
	o.delim = ",;\t "[data[0] & 3];
	o.no_header = data[0] & 4;
	o.lenient = data[0] & 8;
	o.max_field = data[0] & 16 ? 8 : 0;
	o.memory = (struct str){ (const char *)data + 2, size - 2 };
	read_all(&whole, &o);
	o.block = data[1] % 16 + 1u;
	read_all(&cut, &o);
	must(str_eq(buf_view(&whole), buf_view(&cut)));
	buf_free(&whole);
	buf_free(&cut);
	return 0;
}
