#include "cs-score-explain-scores.h"

#include "cs-score-emit.h"
#include "display.h"

/* Columns of the table. */
#define TITLE 44
#define MET (TITLE + 12)
#define POINTS (MET + 14)

static void
pad(struct buf *to, size_t line, size_t column)
{
	for (size_t width = display_width((struct str){ to->p + line, to->n - line }); width < column; width++)
		buf_char(to, ' ');
}

static void
show_skill(struct buf *to, struct str title, const struct figures *f)
{
	size_t line = to->n;
	struct stats_interval score;
	char percent[FIGURES_PERCENT];

	buf_str(to, STR("  "));
	display_plain(to, display_cut(title, TITLE - 3));
	pad(to, line, TITLE);
	buf_printf(to, "%lld of %lld", (long long)f->met, (long long)f->sums.opportunities);
	pad(to, line, MET);
	buf_printf(to, "%lld of %lld", (long long)f->sums.earned, (long long)f->sums.possible);
	if (stats_ratio(&f->sums, &score)) {
		struct str text = figures_percent(score.score, percent);
		pad(to, line, POINTS + 6 - text.n);
		buf_str(to, text);
	}
	buf_char(to, '\n');
	if (f->critical)
		buf_printf(to, "    critical: %lld\n", (long long)f->critical);
}

static void
show_agent(struct buf *to, const struct score *s, const struct rubric_row *row, size_t n)
{
	const struct rubric *r = s->rubric;

	for (size_t i = 0; i < n;) {
		size_t skill = r->criterion[row[i].criterion].skill_number;
		struct figures f = { 0 };
		while (i < n && r->criterion[row[i].criterion].skill_number == skill)
			emit_add(r, &row[i++], &f);
		show_skill(to, s->pack->skill[skill].title, &f);
	}
}

/* A long name has a line for itself. */
static void
show_heading(struct buf *to, const struct talk *t, const struct talk_interaction *in, uint32_t agent)
{
	struct buf heading = { 0 };

	buf_str(&heading, STR("SCORES"));
	if (agent != TALK_NONE && t->agent[in->agent + agent].name_n) {
		buf_str(&heading, STR(" of agent "));
		buf_str(&heading, talk_bytes(t, t->agent[in->agent + agent].name, t->agent[in->agent + agent].name_n));
	}
	buf_char(to, '\n');
	size_t line = to->n;
	display_paragraph(to, STR(""), 0, buf_view(&heading));
	if (display_width(buf_view(&heading)) < TITLE)
		to->n--;
	else
		line = to->n;
	pad(to, line, TITLE);
	buf_str(to, STR("met"));
	pad(to, line, MET);
	buf_str(to, STR("points"));
	pad(to, line, POINTS + 1);
	buf_str(to, STR("score\n"));
	buf_free(&heading);
}

void
explain_scores(struct buf *to, const struct score *s, const struct talk *t, const struct talk_interaction *in,
    const struct rubric_work *work)
{
	for (size_t i = 0, n; i < work->rows; i += n) {
		uint32_t agent = work->row[i].agent;
		for (n = 1; i + n < work->rows && work->row[i + n].agent == agent; n++)
			;
		show_heading(to, t, in, agent);
		show_agent(to, s, &work->row[i], n);
	}
}
