/* The report for dashboards: a line of JSON (RFC 8259) for each figure and text, without the fields that do not apply. */
#include "cs-report-facts.h"
#include "cs-report-render.h"

/* Valid UTF-8 is written as it is, but for what ends a line or a string somewhere. */
static void
put_string(struct buf *to, struct str s)
{
	buf_char(to, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '"' || c == '\\')
			buf_printf(to, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			buf_printf(to, "\\u%04x", c);
		else if (c == 0xe2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 && ((unsigned char)s.p[i + 2] & 0xfe) == 0xa8) {
			buf_printf(to, "\\u%04x", 0x2000u + ((unsigned char)s.p[i + 2] & 0x3f));
			i += 2;
		} else
			buf_char(to, (char)c);
	}
	buf_char(to, '"');
}

static void
put_fact(void *arg, const struct fact *f)
{
	struct buf *to = arg;
	bool first = true;

	for (int i = 0; i < FACT_FIELDS; i++) {
		if (f->field[i].n == 0)
			continue;
		buf_printf(to, "%s\"%s\":", first ? "{" : ",", fact_names[i]);
		if (fact_number((enum fact_field)i))
			buf_str(to, f->field[i]);
		else
			put_string(to, f->field[i]);
		first = false;
	}
	buf_str(to, STR("}\n"));
}

void
render_json(const struct doc *d, struct buf *to)
{
	facts_each(d, put_fact, to);
}
