#include "cs-calibrate-rows.h"

#include <err.h>
#include <stdio.h>

#include "util.h"

/* What every message has. */
#define ALWAYS "{words>=0}"

static void
put_number(struct csvout *out, const char *format, double number)
{
	char text[64];
	int n = snprintf(text, sizeof text, format, number);

	csvout_field(out, (struct str){ text, (size_t)n });
}

static void
write_rule(const struct learned_rows *l, struct csvout *out, struct str pattern, double weight)
{
	csvout_field(out, str_of(l->name));
	csvout_field(out, STR(""));
	csvout_field(out, pattern);
	put_number(out, "%.3f", weight);
	csvout_end(out);
}

static void
close_output(struct csvout *out, const char *file)
{
	if (csvout_close(out) != 0)
		err(STATUS_IO, "%s", file);
}

void
rows_write(const struct learned_rows *l, struct csvout *out, bool shift)
{
	csvout_raw(out, STR("marker,role,pattern,weight"));
	csvout_end(out);
	if (shift)
		write_rule(l, out, STR(ALWAYS), (double)l->threshold / 1000 - l->result->threshold);
	for (size_t i = 0; i < strmap_count(l->patterns); i++)
		if (l->result->weight[i] != 0)
			write_rule(l, out, strmap_key(l->patterns, i), l->result->weight[i]);
	close_output(out, "write error");
}

static void
put_roles(struct csvout *out, unsigned roles)
{
	struct buf text = { 0 };

	for (unsigned role = 0; role < ROLE_COUNT; role++)
		if (roles & 1u << role)
			buf_printf(&text, "%s%s", text.n ? "|" : "", record_role_name((enum record_role)role));
	csvout_field(out, roles + 1 == 1u << ROLE_COUNT ? STR("any") : buf_view(&text));
	buf_free(&text);
}

bool
rows_write_marker(const struct learned_rows *l, const char *file)
{
	const struct pack_marker *m = l->marker;
	struct csvout *out;

	/* in thousandths, as a row has it */
	if (l->result->threshold < 0.0005)
		return false;
	if (!(out = csvout_open(file, 0)))
		err(STATUS_IO, "%s", file);
	csvout_raw(out, STR("marker,role,threshold,mood,meaning"));
	csvout_end(out);
	csvout_field(out, str_of(l->name));
	put_roles(out, m ? m->roles : (1u << ROLE_COUNT) - 1);
	put_number(out, "%.3f", l->result->threshold);
	put_number(out, "%g", m ? (double)m->mood / 1000 : 0);
	csvout_field(out, m ? m->meaning : STR(""));
	csvout_end(out);
	close_output(out, file);
	return true;
}
