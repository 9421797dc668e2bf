/* All that a reader hands out, as text for tests to compare. */
#ifndef CSVIN_RENDER_H
#define CSVIN_RENDER_H

#include <check.h>

#include "csvin.h"

/* Blocks that cut everything, that cut somewhere, and that hold all of it. */
static const size_t csvin_blocks[] = { 1, 2, 3, 7, 65536 };
enum { CSVIN_BLOCKS = sizeof csvin_blocks / sizeof *csvin_blocks };

static inline void
render_bytes(struct buf *out, struct str s)
{
	buf_char(out, '<');
	buf_str(out, s);
	buf_char(out, '>');
}

static inline void
render_record(struct buf *out, const struct record *rec)
{
	buf_printf(out, "%llu:", (unsigned long long)rec->line);
	for (size_t i = 0; i < rec->n; i++) {
		ck_assert_int_eq(rec->field[i].p[rec->field[i].n], '\0');
		render_bytes(out, rec->field[i]);
	}
}

/* "HEADER\n", then a line for each record, "LINE:<field><field>\n" or, with raw, "LINE:<raw>\n"; a reject is
 * "! REASON <raw>\n"; at the end ".", or "STATUS REASON" for an error. */
static inline void
render(struct buf *out, const struct csvin_options *o, bool raw)
{
	struct csvin *in = csvin_open(o);
	const struct record *header = csvin_header(in);
	struct record rec;
	enum csvin_got got;

	if (header) {
		render_record(out, header);
		buf_char(out, '\n');
	}
	while ((got = csvin_next(in, &rec)) > CSVIN_END) {
		if (got == CSVIN_REJECT) {
			buf_printf(out, "! %s ", csvin_reason(in));
			render_bytes(out, rec.raw);
		} else if (raw) {
			buf_printf(out, "%llu:", (unsigned long long)rec.line);
			render_bytes(out, rec.raw);
		} else {
			render_record(out, &rec);
		}
		buf_char(out, '\n');
	}
	/* What has ended stays so. */
	ck_assert_int_eq(csvin_next(in, &rec), got);
	if (got == CSVIN_END)
		buf_char(out, '.');
	else
		buf_printf(out, "%d %s", csvin_status(in), csvin_reason(in));
	csvin_close(in);
}

static inline void
check_rendered(const struct csvin_options *o, bool raw, struct str expected)
{
	struct buf got = { 0 };

	render(&got, o, raw);
	ck_assert_msg(str_eq(buf_view(&got), expected), "blocks of %zu: got\n%s\nexpected\n%s", o->block, got.p,
		      expected.p);
	buf_free(&got);
}

#endif
