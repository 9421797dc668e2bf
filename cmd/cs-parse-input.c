#include "cs-parse-input.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

struct csv {
	struct input in;
	struct csvin *csv;
};

static enum csvin_got
csv_next(struct input *in, struct record *rec)
{
	struct csvin *csv = ((struct csv *)in)->csv;
	enum csvin_got got = csvin_next(csv, rec);

	if (!in->header)
		in->header = csvin_header(csv);
	if (got == CSVIN_ERROR || got == CSVIN_REJECT) {
		buf_reset(&in->reason);
		buf_printf(&in->reason, "%s", csvin_reason(csv));
		in->status = csvin_status(csv);
	}
	return got;
}

static bool
csv_drained(const struct input *in)
{
	return csvin_drained(((const struct csv *)in)->csv);
}

static uint64_t
csv_replaced(const struct input *in)
{
	return csvin_replaced(((const struct csv *)in)->csv);
}

static void
csv_close(struct input *in)
{
	csvin_close(((struct csv *)in)->csv);
}

struct input *
input_csv(const struct csvin_options *o)
{
	static const struct input_kind kind = { csv_next, csv_drained, csv_replaced, csv_close };
	struct csv *c = util_alloc(1, sizeof *c);

	c->in.kind = &kind;
	c->csv = csvin_open(o);
	c->in.header = csvin_header(c->csv);
	return &c->in;
}

enum csvin_got
input_next(struct input *in, struct record *rec)
{
	return in->kind->next(in, rec);
}

/* Who of them spoke last: a filter's own reason hides that of what is below it. */
static const struct input *
speaker(const struct input *in)
{
	while (!in->reason.n && in->below)
		in = in->below;
	return in;
}

const char *
input_reason(const struct input *in)
{
	in = speaker(in);
	return in->reason.n ? in->reason.p : "";
}

int
input_status(const struct input *in)
{
	return speaker(in)->status;
}

static const struct input *
source_of(const struct input *in)
{
	while (in->below)
		in = in->below;
	return in;
}

bool
input_drained(const struct input *in)
{
	in = source_of(in);
	return in->kind->drained(in);
}

uint64_t
input_replaced(const struct input *in)
{
	in = source_of(in);
	return in->kind->replaced(in);
}

void
input_close(struct input *in)
{
	while (in) {
		struct input *below = in->below;

		in->kind->close(in);
		buf_free(&in->reason);
		free(in);
		in = below;
	}
}

enum csvin_got
input_reject(struct input *in, const char *file, uint64_t line, const char *why)
{
	buf_reset(&in->reason);
	buf_printf(&in->reason, "%s:%" PRIu64 ": %s", file, line, why);
	buf_one_line(&in->reason);
	return CSVIN_REJECT;
}

enum csvin_got
input_refuse(struct input *in, const char *file, uint64_t line, const char *why)
{
	input_reject(in, file, line, why);
	in->status = STATUS_DATA;
	return CSVIN_ERROR;
}

enum csvin_got
input_fail(struct input *in, const char *file)
{
	const char *why = strerror(errno);

	buf_reset(&in->reason);
	buf_printf(&in->reason, "%s: %s", file, why);
	buf_one_line(&in->reason);
	in->status = STATUS_IO;
	return CSVIN_ERROR;
}
