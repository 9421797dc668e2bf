/* The report for spreadsheets and programs. */
#include "cs-report-facts.h"
#include "cs-report-render.h"
#include "display.h"

struct lines {
	const struct render *r;
	struct csvout *out;
	struct buf guarded;
};

static void
put_fact(void *to, const struct fact *f)
{
	struct lines *l = to;

	for (int i = 0; i < FACT_FIELDS; i++) {
		buf_reset(&l->guarded);
		if (l->r->raw || fact_number((enum fact_field)i))
			buf_str(&l->guarded, f->field[i]);
		else
			display_guarded(&l->guarded, f->field[i]);
		csvout_field(l->out, buf_view(&l->guarded));
	}
	csvout_end(l->out);
}

void
render_csv(const struct doc *d, const struct render *r, struct csvout *out)
{
	struct lines l = { .r = r, .out = out };

	for (int i = 0; i < FACT_FIELDS; i++)
		csvout_field(out, str_of(fact_names[i]));
	csvout_end(out);
	facts_each(d, put_fact, &l);
	buf_free(&l.guarded);
}
