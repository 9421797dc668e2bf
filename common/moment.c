#include "moment.h"

#include <string.h>

#include "civil.h"
#include "dateform.h"
#include "scan.h"
#include "zone.h"

/* Blanks of other kinds stand before "PM" in what newer libraries write. */
static bool
take_blanks(struct str *s)
{
	static const char *const blanks[] = { " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89" };
	size_t before = s->n, last;

	do {
		last = s->n;
		for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
			if (str_starts(*s, str_of(blanks[i])))
				*s = (struct str){ s->p + strlen(blanks[i]), s->n - strlen(blanks[i]) };
	} while (s->n != last);
	return s->n != before;
}

/* "PM", "p.m.", " am": 12 for an afternoon, 0 for a morning, -1 and nothing cut where there is neither. */
static int64_t
take_half(struct str *s)
{
	struct str rest = *s;
	char c;

	take_blanks(&rest);
	c = rest.n ? (char)(rest.p[0] | 0x20) : ' ';
	if (c != 'a' && c != 'p')
		return -1;
	rest = (struct str){ rest.p + 1, rest.n - 1 };
	scan_char(&rest, '.');
	if (!scan_char(&rest, 'm') && !scan_char(&rest, 'M'))
		return -1;
	scan_char(&rest, '.');
	if (scan_letters(rest))
		return -1;
	*s = rest;
	return c == 'a' ? 0 : 12;
}

/* "4:05", "04:05:06.250", "4:05:06 PM", "0405", "040506", "24:00". */
static bool
take_daytime(struct str *s, struct civil *c)
{
	size_t digits = scan_digits(*s);
	bool basic = digits == 4 || digits == 6, more;
	int64_t half;

	c->second = c->ms = 0;
	if (!scan_number(s, 1, 2, &c->hour) || (!basic && !scan_char(s, ':')) || !scan_number(s, 2, 2, &c->minute))
		return false;
	more = basic ? digits == 6 : scan_char(s, ':');
	if (more && (!scan_number(s, 2, 2, &c->second) || !scan_fraction(s, &c->ms)))
		return false;
	half = basic ? -1 : take_half(s);
	if (half >= 0 && (c->hour < 1 || c->hour > 12))
		return false;
	if (half >= 0)
		c->hour = c->hour % 12 + half;
	return true;
}

/* " +0100", "Z", " GMT-0700 (MST)", "+01:00[Europe/Lisbon]", to the end. */
static bool
take_zone(struct str *s, struct civil *c)
{
	size_t letters;

	take_blanks(s);
	letters = scan_letters(*s);
	/* "GMT+0100" is an hour ahead, whatever POSIX makes of it */
	if (letters == 3 && s->n > 3 && (s->p[3] == '+' || s->p[3] == '-') &&
	    (str_caseeq((struct str){ s->p, 3 }, STR("gmt")) || str_caseeq((struct str){ s->p, 3 }, STR("utc"))))
		*s = (struct str){ s->p + 3, s->n - 3 };
	if (!civil_zone(s, c))
		return false;
	if (!c->zoneless && s->n && s->p[0] == '[' && s->p[s->n - 1] == ']')
		return true;
	take_blanks(s);
	return !s->n || (s->p[0] == '(' && memchr(s->p, ')', s->n) == s->p + s->n - 1);
}

/* What stands behind a date: "T04:05Z", ", 4:05 PM", " at 04:05". */
static bool
take_rest(struct str s, struct civil *c)
{
	bool apart = scan_char(&s, 'T') || scan_char(&s, 't');

	if (!apart) {
		scan_char(&s, ',');
		if (!take_blanks(&s))
			return false;
		if (str_starts(s, STR("at "))) {
			s = (struct str){ s.p + 3, s.n - 3 };
			take_blanks(&s);
		}
	}
	return take_daytime(&s, c) && take_zone(&s, c);
}

static struct calendar_date
day_of_year(int64_t year, int64_t day)
{
	return calendar_date(calendar_days((struct calendar_date){ year, 1, 1 }) + day - 1);
}

/* Behind the year: "-W47-7", "W477" (ISO 8601 weeks, which begin on Monday; week 1 has 4 January in it). */
static bool
take_week(struct str *s, struct calendar_date *d)
{
	int64_t week, day, fourth = calendar_days((struct calendar_date){ d->year, 1, 4 }), days;
	bool dash = scan_char(s, '-');

	if (!scan_char(s, 'W') || !scan_number(s, 2, 2, &week) || (dash && !scan_char(s, '-')) || !scan_number(s, 1, 1, &day))
		return false;
	days = fourth - (calendar_weekday(fourth) + 6) % 7 + (week - 1) * 7 + day - 1;
	/* the last week has the Thursday that is still of the year */
	if (week < 1 || day < 1 || day > 7 || calendar_date(days - day + 4).year != d->year)
		return false;
	*d = calendar_date(days);
	return true;
}

/* Behind the year: "-326" (ISO 8601). */
static bool
take_ordinal(struct str *s, struct calendar_date *d)
{
	int64_t day;

	if (!scan_char(s, '-') || scan_digits(*s) != 3 || !scan_number(s, 3, 3, &day))
		return false;
	if (day < 1 || day_of_year(d->year, day).year != d->year)
		return false;
	*d = day_of_year(d->year, day);
	return true;
}

/* "2026-11-22", "2026.11.22", "2026/11/22", "20261122", weeks and days of the year. */
static bool
read_year_first(struct str s, struct civil *c)
{
	struct str rest;
	char sep;

	c->weekday = -1;
	if (!scan_number(&s, 4, 4, &c->date.year) || !s.n)
		return false;
	rest = s;
	if (take_week(&rest, &c->date))
		return take_rest(rest, c);
	rest = s;
	if (take_ordinal(&rest, &c->date))
		return take_rest(rest, c);
	sep = s.p[0];
	if (scan_digits(s) ? scan_digits(s) != 4 : (!strchr("-./", sep) || !scan_char(&s, sep)))
		return false;
	if (!scan_number(&s, 2, 2, &c->date.month) || (strchr("-./", sep) && !scan_char(&s, sep)) ||
	    !scan_number(&s, 2, 2, &c->date.day))
		return false;
	return take_rest(s, c);
}

static void
take_between(struct str *s)
{
	scan_char(s, ',');
	if (!scan_char(s, '-'))
		take_blanks(s);
}

/* "Sunday, November 22, 2026, 04:05", "22-Nov-2026 04:05", "Sun Nov 22 2026 04:05". */
static bool
read_named(struct str s, struct civil *c)
{
	int64_t weekday;
	bool day_first;

	c->weekday = -1;
	if (civil_weekday(&s, &weekday)) {
		c->weekday = weekday;
		scan_char(&s, '.');
		take_between(&s);
	}
	day_first = scan_number(&s, 1, 2, &c->date.day);
	scan_char(&s, '.');
	if (day_first)
		take_between(&s);
	if (!civil_month(&s, &c->date.month))
		return false;
	scan_char(&s, '.');
	take_between(&s);
	if (!day_first) {
		if (!scan_number(&s, 1, 2, &c->date.day))
			return false;
		take_between(&s);
	}
	return scan_digits(s) == 4 && scan_number(&s, 4, 4, &c->date.year) && take_rest(s, c);
}

/* "3/4/2026", "22.11.26 10:00": somewhere the day comes first, somewhere the month. */
static bool
take_numbers(struct str *s, int64_t *first, int64_t *second, int64_t *year, size_t *digits)
{
	char sep;

	if (!scan_number(s, 1, 2, first) || !s->n)
		return false;
	sep = s->p[0];
	if (!strchr("/.-", sep) || !scan_char(s, sep) || !scan_number(s, 1, 2, second) || !scan_char(s, sep))
		return false;
	*digits = scan_digits(*s);
	return scan_number(s, 2, 4, year);
}

/* A date whose numbers tell the day from the month, and agree with those before it. */
static enum moment_got
read_numbers(struct moment_rules *r, struct str s, struct civil *c)
{
	int64_t first, second;
	size_t digits;
	enum moment_order order = r->order;

	c->weekday = -1;
	if (!take_numbers(&s, &first, &second, &c->date.year, &digits))
		return MOMENT_BAD;
	/* a year of two digits may as well be a day */
	if (digits != 4 || (first <= 12 && second <= 12 && first != second))
		return MOMENT_AMBIGUOUS;
	if (first != second)
		order = first > 12 ? MOMENT_DAY_FIRST : MOMENT_MONTH_FIRST;
	c->date.day = first > 12 ? first : second;
	c->date.month = first > 12 ? second : first;
	if (!calendar_valid(c->date) || !take_rest(s, c))
		return MOMENT_BAD;
	if (r->order != MOMENT_ORDER_OPEN && order != r->order)
		return MOMENT_MIXED;
	r->order = order;
	return MOMENT_READ;
}

/* A zoneless time, so far read as UTC, where it was written. */
static bool
place(struct moment_rules *r, int64_t *ms)
{
	int64_t seconds = calendar_div(*ms, 1000), utc = seconds;
	enum zone_fit fit = r->local ? zone_utc(seconds, &utc) : ZONE_FITS;

	r->zoneless++;
	r->skipped += fit == ZONE_SKIPPED;
	r->twice += fit == ZONE_TWICE;
	*ms += (utc - seconds) * 1000;
	return civil_in_range(*ms);
}

static enum moment_got
finish(struct moment_rules *r, struct civil *c, struct clock_time *t)
{
	bool midnight = c->hour == 24 && !c->minute && !c->second && !c->ms;

	if (midnight)
		c->hour = 0;
	if (!civil_ms(c, &t->ms))
		return MOMENT_BAD;
	if (midnight)
		t->ms += INT64_C(86400000);
	if (c->zoneless ? !place(r, &t->ms) : !civil_in_range(t->ms))
		return MOMENT_BAD;
	t->kind = CLOCK_UTC;
	return MOMENT_READ;
}

static enum moment_got
read_format(struct moment_rules *r, struct str s, struct clock_time *t)
{
	struct dateform form = dateform_parts(r->format);
	struct civil c;

	if (!dateform_read(r->format, &form, &s, &c))
		return MOMENT_BAD;
	if (!form.hour ? !take_rest(s, &c) : form.zone ? s.n != 0 : !take_zone(&s, &c))
		return MOMENT_BAD;
	return finish(r, &c, t);
}

enum moment_got
moment_read(struct moment_rules *r, struct str s, struct clock_time *t)
{
	struct civil c;
	bool zoneless;
	enum moment_got got;

	s = str_trim(s);
	if (s.n && r->format && read_format(r, s, t) == MOMENT_READ)
		return MOMENT_READ;
	if (clock_parse_local(s, t, &zoneless))
		return zoneless && !place(r, &t->ms) ? MOMENT_BAD : MOMENT_READ;
	if (read_year_first(s, &c) || read_named(s, &c))
		return finish(r, &c, t);
	got = read_numbers(r, s, &c);
	/* a format leaves nothing open, and what it does not read may contradict it */
	if (r->format)
		return got == MOMENT_READ ? MOMENT_MIXED : MOMENT_BAD;
	return got == MOMENT_READ ? finish(r, &c, t) : got;
}
