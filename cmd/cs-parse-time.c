#include "cs-parse-time.h"

#include "cs-parse-columns.h"

/* For each unreadable time there must have been so many good ones before. */
#define FORGIVEN 20

/* Typing errors ("00:09:025"), and records whose columns slipped in an export with stray quotes, spoil single times of long
 * logs. One such value among many good ones is left empty, which makes no criterion wrong; a column of them is a
 * format that nobody here knows, and refused. */
static bool
forgive(struct times *t, const struct record *rec)
{
	uint64_t good = t->kind[CLOCK_UTC] + t->kind[CLOCK_ELAPSED];

	if (t->strict || good / FORGIVEN <= t->unreadable)
		return false;
	if (!t->unreadable++) {
		t->file = rec->file;
		t->line = rec->line;
	}
	return true;
}

/* "2026-11-22T04:05:06Z" is what clock_format would write; most rows of a log are spared that. Not so "2026-W47-7T04:05:06Z", a leap
 * second, and 24:00. */
static bool
is_written(struct str time)
{
	return time.n == 20 && time.p[4] == '-' && time.p[7] == '-' && time.p[10] == 'T' && (time.p[11] != '2' || time.p[12] < '4') &&
	       time.p[17] != '6' && time.p[19] == 'Z';
}

static bool
refuse(struct buf *why, enum moment_got got, struct str value, const char *column)
{
	const char *what = got == MOMENT_AMBIGUOUS ? "ambiguous date" : got == MOMENT_MIXED ? "day and month change places in" :
	    "unreadable time";

	columns_name_value(why, what, value);
	if (got != MOMENT_BAD)
		buf_str(why, STR("; say which comes first, as in --date-format=%d/%m/%Y"));
	else
		buf_printf(why, "; write it as 2026-11-22T04:05:06Z, or leave times out with -m %s=", column);
	return false;
}

bool
time_read(struct times *t, const struct record *rec, const char *column, struct str *field, struct clock_time *time,
	  char stamp[CLOCK_MAX], struct buf *why)
{
	enum moment_got got = moment_read(&t->rules, *field, time);

	if (got != MOMENT_READ) {
		*time = (struct clock_time){ 0, CLOCK_NONE };
		/* what has two meanings is no typing error: there will be more of it */
		if (got != MOMENT_BAD || !forgive(t, rec))
			return refuse(why, got, *field, column);
	}
	if (time->kind != CLOCK_UTC || !is_written(*field))
		*field = (struct str){ stamp, clock_format(*time, stamp) };
	return true;
}
