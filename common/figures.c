#include "figures.h"

const char *const figure_names[FIGURES] = {
	"interactions", "opportunities", "met", "possible", "earned", "score", "low", "high", "critical", "value", "seq",
	"quote", "earned_sq", "earned_possible", "possible_sq",
};

enum figure
figure_find(struct str name)
{
	int i = 0;

	while (i < FIGURES && !str_eq(name, str_of(figure_names[i])))
		i++;
	return (enum figure)i;
}

void
figures_header(struct csvout *out, bool finest)
{
	for (int i = 0; i < FIGURES; i++)
		if (i <= FIGURE_VALUE || (i <= FIGURE_QUOTE) == finest)
			csvout_field(out, str_of(figure_names[i]));
	csvout_end(out);
}

/* Not printf: this is the dearest part of a row, and rounding half up keeps the order of what it rounds. */
struct str
figures_percent(double percent, char text[FIGURES_PERCENT])
{
	int n = (int)(percent * 100 + 0.5), i = FIGURES_PERCENT;

	text[--i] = (char)('0' + n % 10);
	text[--i] = (char)('0' + n / 10 % 10);
	text[--i] = '.';
	n /= 100;
	do
		text[--i] = (char)('0' + n % 10);
	while (n /= 10);
	return (struct str){ text + i, (size_t)(FIGURES_PERCENT - i) };
}

static void
write_percent(struct csvout *out, double percent)
{
	char text[FIGURES_PERCENT];

	csvout_field(out, figures_percent(percent, text));
}

void
figures_write(struct csvout *out, const struct figures *f)
{
	struct stats_interval score;

	csvout_int(out, f->sums.n);
	csvout_int(out, f->sums.opportunities);
	csvout_int(out, f->met);
	csvout_int(out, f->sums.possible);
	csvout_int(out, f->sums.earned);
	if (stats_ratio(&f->sums, &score)) {
		write_percent(out, score.score);
		write_percent(out, score.low);
		write_percent(out, score.high);
	} else {
		for (int i = 0; i < 3; i++)
			csvout_field(out, STR(""));
	}
	csvout_int(out, f->critical);
	if (f->measured)
		csvout_int(out, f->value);
	else
		csvout_field(out, STR(""));
}

/* What cs-score may have written there; 0 where the column is not. */
static bool
read_number(const struct record *rec, const size_t column[FIGURES], enum figure which, int64_t *out, struct buf *why)
{
	int64_t lowest = which == FIGURE_VALUE ? -STATS_MAX : 0;

	*out = 0;
	if (column[which] == RECORD_NONE || str_int(rec->field[column[which]], lowest, STATS_MAX, out))
		return true;
	buf_printf(why, "column \"%s\" holds no number that cs-score writes", figure_names[which]);
	return false;
}

/* What holds of any sums over n interactions with 0 <= E <= P. A file that was cut off within its last number, or rows that
 * somebody edited, would otherwise give intervals of nothing. */
static bool
sums_agree(const struct stats_sums *s)
{
	__int128 n = s->n, e = s->earned, p = s->possible, ee = s->earned_sq, ep = s->earned_possible, pp = s->possible_sq;

	return ee <= ep && ep <= pp && pp <= p * p && e * e <= n * ee && p * p <= n * pp && ep * ep <= ee * pp;
}

bool
figures_read(const struct record *rec, const size_t column[FIGURES], struct figures *f, struct buf *why)
{
	struct { enum figure which; int64_t *to; } whole[] = {
		{ FIGURE_INTERACTIONS, &f->sums.n }, { FIGURE_OPPORTUNITIES, &f->sums.opportunities }, { FIGURE_MET, &f->met },
		{ FIGURE_POSSIBLE, &f->sums.possible }, { FIGURE_EARNED, &f->sums.earned }, { FIGURE_CRITICAL, &f->critical },
		{ FIGURE_EARNED_SQ, &f->sums.earned_sq }, { FIGURE_EARNED_POSSIBLE, &f->sums.earned_possible },
		{ FIGURE_POSSIBLE_SQ, &f->sums.possible_sq },
	};

	*f = (struct figures){ .measured = record_field(rec, column[FIGURE_VALUE]).n > 0 };
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (!read_number(rec, column, whole[i].which, whole[i].to, why))
			return false;
	if (f->measured && !read_number(rec, column, FIGURE_VALUE, &f->value, why))
		return false;
	if (f->sums.earned > f->sums.possible || f->met > f->sums.opportunities)
		buf_printf(why, "more was earned than was possible");
	else if (f->sums.n == 0 || f->sums.opportunities == 0)
		buf_printf(why, "a row of no interaction");
	else if (column[FIGURE_POSSIBLE_SQ] != RECORD_NONE && !sums_agree(&f->sums))
		buf_printf(why, "the sums of squares do not agree with what was earned and possible");
	return why->n == 0;
}
