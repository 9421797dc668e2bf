#include "cs-score-say-value.h"

#include <stdlib.h>

/* Thousandths as a decimal number without zeros behind. */
static void
add_number(struct buf *to, int64_t thousandths)
{
	long long part = llabs(thousandths % 1000);

	buf_printf(to, "%s%lld", thousandths < 0 ? "-" : "", llabs(thousandths / 1000));
	if (part % 100 == 0 && part)
		buf_printf(to, ".%lld", part / 100);
	else if (part % 10 == 0 && part)
		buf_printf(to, ".%02lld", part / 10);
	else if (part)
		buf_printf(to, ".%03lld", part);
}

void
say_duration(struct buf *to, int64_t ms)
{
	static const struct { int64_t ms; const char *name; } units[] = {
		{ 86400000, "d" }, { 3600000, "h" }, { 60000, "min" },
	};
	bool any = false;

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (ms < units[i].ms)
			continue;
		buf_printf(to, "%s%lld %s", any ? " " : "", (long long)(ms / units[i].ms), units[i].name);
		ms %= units[i].ms;
		any = true;
	}
	if (ms == 0 && any)
		return;
	if (any)
		buf_char(to, ' ');
	add_number(to, ms);
	buf_str(to, STR(" s"));
}

void
say_value(struct buf *to, const struct gauge *gauge, int64_t value)
{
	if (gauge->unit == GAUGE_MS) {
		say_duration(to, value);
	} else if (gauge->flags & GAUGE_SHARE) {
		add_number(to, value * 100);
		buf_str(to, STR(" %"));
	} else if (gauge->flags & GAUGE_YES && (value == 0 || value == 1000)) {
		buf_str(to, value ? STR("yes") : STR("no"));
	} else {
		add_number(to, value);
	}
}

void
say_bound(struct buf *to, const struct criterion *c)
{
	static const char *const words[] = {
		[MEASURE_LT] = "less than ", [MEASURE_LE] = "at most ", [MEASURE_EQ] = "exactly ", [MEASURE_NE] = "not ",
		[MEASURE_GE] = "at least ", [MEASURE_GT] = "more than ",
	};

	if (!(c->gauge->flags & GAUGE_YES))
		buf_str(to, str_of(words[c->op]));
	say_value(to, c->gauge, c->bound);
}
