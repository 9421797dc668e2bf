/* Fuzzes the formats of CSV exports: the first byte chooses one, and what follows are records under a header of all its columns. Whatever is in
 * them, each record comes out with as many fields as the header has, is set aside with a reason, or ends the reading with one.
 *
 *   make && clang -std=c11 -D_GNU_SOURCE -Icommon -g -O1 -fsanitize=fuzzer,address,undefined -o fuzz_formats \
 *     tests/fuzz/fuzz_formats.c cmd/cs-parse-{input,layout,parts,format,transform,scene,turns,transcript,salesforce,whatsapp,cues,html}.c \
 *     cmd/cs-parse-{reply,thread,time,spill,who,roles,columns}.c build/libcs.a -lcsv -lutf8proc -lm
 *   ./fuzz_formats -max_total_time=60 -max_len=2000
 */
#include <string.h>

#include "../../cmd/cs-parse-layout.h"
#include "../../cmd/cs-parse-thread.h"
#include "fuzz.h"

/* A header of the format's columns, each once, and the bytes under it. */
static void
put_export(struct buf *to, const struct format *f, const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < f->rows; i++) {
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again |= str_eq(f->row[k].export, f->row[i].export);
		if (again)
			continue;
		buf_str(to, str_of(i ? "," : ""));
		buf_str(to, f->row[i].export);
	}
	buf_char(to, '\n');
	buf_add(to, data, size);
}

static void
read_all(struct input *in)
{
	struct record rec;
	enum csvin_got got;

	while ((got = input_next(in, &rec)) > CSVIN_END) {
		must((got == CSVIN_RECORD) == (rec.n > 0));
		must(got == CSVIN_REJECT ? input_reason(in)[0] != '\0' : rec.n == in->header->n);
		for (size_t i = 0; i < rec.n; i++)
			must(rec.field[i].n == 0 || rec.field[i].p != NULL);
	}
	must(got == CSVIN_END || (input_status(in) && input_reason(in)[0]));
}

static void
read_format(const struct format *f, const uint8_t *data, size_t size, bool lenient)
{
	const char *wanted[LOG_SOURCES] = { NULL };
	struct buf bytes = { 0 }, why = { 0 };
	struct roles *roles = roles_new();
	struct who *who = who_new(roles);
	struct moment_rules times = { 0 };
	struct layout_options o = { f, wanted, roles, who, lenient, TURNS_ORDER_TOLD, &times };
	struct csvin_options csv = { .lenient = lenient, .memory_name = "-" };
	struct input *in;

	must(who_first(who, "customer", &why));
	put_export(&bytes, f, data, size);
	csv.memory = buf_view(&bytes);
	in = input_layout(input_csv(&csv), &o);
	if (parts_link(f))
		in = input_thread(in);
	read_all(in);
	input_close(in);
	who_free(who);
	roles_free(roles);
	buf_free(&why);
	buf_free(&bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct formats formats;
	struct buf why = { 0 };
	const struct format *f;

	if (!formats.n)
		must(formats_read(&formats, &why));
	buf_free(&why);
	if (!size)
		return 0;
	f = &formats.format[data[0] / 2 % formats.n];
	if (!format_is_text(f) && !format_recipe(f).n)
		read_format(f, data + 1, size - 1, data[0] & 1);
	return 0;
}
