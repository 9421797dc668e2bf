/* The score day by day, week by week or month by month. */
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "cs-report-content.h"
#include "cs-report-number.h"
#include "util.h"

/* For people: a quarter of a year of weeks, or a year and a month. */
#define LAST 13
#define DAYS 31

static const char *const words[][2] = {
	[TREND_DAY] = { "Day by day", "day" }, [TREND_WEEK] = { "Week by week", "week" }, [TREND_MONTH] = { "Month by month", "month" },
};

/* What the day's week or month is called. */
static struct str
name_of(const struct content *c, enum trend trend, struct str day)
{
	char text[CLOCK_MAX], out[CLOCK_MAX];
	struct clock_time time;
	int n = snprintf(text, sizeof text, "%.10sT00:00:00Z", day.p);
	size_t length;

	if (!c->t->has[COL_DATE] || trend == TREND_DAY || !clock_parse((struct str){ text, (size_t)n }, &time))
		return day;
	length = trend == TREND_WEEK ? clock_week(time, out) : clock_month(time, out);
	return arena_str(&c->doc->arena, (struct str){ out, length });
}

/* Joins the days of each; all[] is in the order of time. Returns how many there are then. */
static size_t
join(const struct content *c, enum trend trend, struct total *all, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct total day = all[i];
		day.key = name_of(c, trend, day.key);
		if (kept && str_eq(all[kept - 1].key, day.key))
			totals_sum(c->t, LEVEL_DAY, &all[kept - 1], &day);
		else
			all[kept++] = day;
	}
	return kept;
}

/* What can be said of the first half of the days and the second. */
static void
compare(const struct content *c, struct doc_section *s, const struct total *day, size_t n)
{
	struct total half[2] = { { .scored = false } };
	struct str early = day[n / 2 - 1].key, late = day[n - n / 2].key;
	struct doc_cell cell;

	for (size_t i = 0; i < n / 2; i++) {
		totals_sum(c->t, LEVEL_DAY, &half[0], &day[i]);
		totals_sum(c->t, LEVEL_DAY, &half[1], &day[n - 1 - i]);
	}
	cell = content_change(&half[0], &half[1]);
	if (cell.kind != DOC_CHANGE) {
		doc_note(c->doc, s, "There are too few interactions to say whether it rises or falls.");
		return;
	}
	cell.change.named = cell.change.by.p < CONTENT_RATE;
	if (cell.change.named) {
		struct buf points = { 0 };
		number_cell(&points, &cell);
		doc_note(c->doc, s, "From the first half (up to %s) to the second (from %s) the score %s by %s points, which is more than "
		    "chance.", early.p, late.p, cell.change.by.change > 0 ? "rose" : "fell", points.p + 1);
		buf_free(&points);
	} else {
		doc_note(c->doc, s, "From the first half (up to %s) to the second (from %s) no change is more than chance.", early.p, late.p);
	}
}

static bool
mostly_known(const struct total *all, size_t n)
{
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
		known += all[i].scored && !doc_too_few(all[i].score);
	return 2 * known >= n;
}

/* Unless it was asked for, what is neither too long to be read nor mostly too few. Joins all[] so; returns how many there are
 * then. */
static size_t
choose(const struct content *c, struct total *all, size_t n, enum trend *trend)
{
	const bool *has = c->t->has;

	*trend = has[COL_DATE] ? TREND_DAY : has[COL_WEEK] ? TREND_WEEK : TREND_MONTH;
	if (*trend != TREND_DAY)
		return n;
	if (c->trend != TREND_AUTO) {
		*trend = c->trend;
	} else if (n > DAYS || !mostly_known(all, n)) {
		struct total *week = util_alloc(n, sizeof *week);
		for (size_t i = 0; i < n; i++)
			week[i] = all[i];
		size_t weeks = join(c, TREND_WEEK, week, n);
		*trend = weeks > 4 * LAST || !mostly_known(week, weeks) ? TREND_MONTH : TREND_WEEK;
		free(week);
	}
	return join(c, *trend, all, n);
}

void
content_trend(const struct content *c)
{
	struct doc_section *s;
	enum trend trend;
	size_t n;
	struct total *all = totals_sorted(c->t, LEVEL_DAY, &n);

	n = choose(c, all, n, &trend);
	if (n > 1) {
		s = doc_section(c->doc, "trend", words[trend][0], words[trend][1]);
		s->chart = CHART_TREND;
		s->shown = trend == TREND_DAY ? DAYS : LAST;
		s->shown_last = true;
		doc_column(s, "score", "score", DOC_SCORE, true);
		doc_column(s, "interactions", "n", DOC_COUNT, false);
		for (size_t i = 0; i < n; i++) {
			struct doc_row *row = doc_row(s, STR(""), all[i].key, all[i].key);
			if (all[i].scored)
				row->cell[0] = doc_scored(all[i].score);
			row->cell[1] = doc_count(all[i].score.n);
		}
		compare(c, s, all, n);
	}
	free(all);
}
