#include "clock.h"

#include <string.h>

#include "calendar.h"
#include "civil.h"
#include "scan.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static const char weekdays[] = "sunmontuewedthufrisat";

/* "22:10:47.250", "22:10". */
static bool
take_daytime(struct str *s, struct civil *c)
{
	c->second = c->ms = 0;
	if (!scan_number(s, 2, 2, &c->hour) || !scan_char(s, ':') || !scan_number(s, 2, 2, &c->minute))
		return false;
	if (!scan_char(s, ':'))
		return true;
	return scan_number(s, 2, 2, &c->second) && scan_fraction(s, &c->ms);
}

static int64_t
two_digits(const char *p)
{
	return 10 * (p[0] - '0') + (p[1] - '0');
}

/* As clock_format writes it to the second, which is what later stages read: "2026-11-22T04:05:06Z". */
static bool
read_canonical(struct str s, struct civil *c)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";

	if (s.n != sizeof form - 1)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (form[i] == 'd' ? s.p[i] < '0' || s.p[i] > '9' : s.p[i] != form[i])
			return false;
	*c = (struct civil){
		.date = { 100 * two_digits(s.p) + two_digits(s.p + 2), two_digits(s.p + 5), two_digits(s.p + 8) },
		.hour = two_digits(s.p + 11), .minute = two_digits(s.p + 14), .second = two_digits(s.p + 17), .weekday = -1,
	};
	return true;
}

/* "2026-11-22T04:05:06.25Z", "2026/11/22 04:05 +0100". */
static bool
read_iso(struct str s, struct civil *c)
{
	char sep;

	c->weekday = -1;
	if (!scan_number(&s, 4, 4, &c->date.year) || !s.n)
		return false;
	sep = s.p[0];
	if ((sep != '-' && sep != '/') || !scan_char(&s, sep) || !scan_number(&s, 2, 2, &c->date.month) ||
	    !scan_char(&s, sep) || !scan_number(&s, 2, 2, &c->date.day))
		return false;
	if (!scan_char(&s, 'T') && !scan_char(&s, 't') && !scan_char(&s, ' '))
		return false;
	if (!take_daytime(&s, c))
		return false;
	scan_char(&s, ' ');
	return civil_zone(&s, c) && !s.n;
}

/* "20261122T040506Z" */
static bool
read_basic(struct str s, struct civil *c)
{
	c->weekday = -1;
	return scan_number(&s, 4, 4, &c->date.year) && scan_number(&s, 2, 2, &c->date.month) &&
	       scan_number(&s, 2, 2, &c->date.day) && scan_char(&s, 'T') && scan_number(&s, 2, 2, &c->hour) &&
	       scan_number(&s, 2, 2, &c->minute) && scan_number(&s, 2, 2, &c->second) && scan_fraction(&s, &c->ms) &&
	       civil_zone(&s, c) && !s.n;
}

/* "Oct", as 1..12. */
static bool
take_month(struct str *s, struct civil *c)
{
	if (!scan_name(s, "janfebmaraprmayjunjulaugsepoctnovdec", &c->date.month))
		return false;
	c->date.month++;
	return true;
}

/* "Tue Oct 31 22:10:47 +0000 2017", and asctime's "Tue Oct  3 22:10:47 2017". */
static bool
read_unix(struct str s, struct civil *c)
{
	c->zone = 0;
	c->zoneless = true;
	if (!scan_name(&s, weekdays, &c->weekday) || !scan_blanks(&s) || !take_month(&s, c) || !scan_blanks(&s) ||
	    !scan_number(&s, 1, 2, &c->date.day) || !scan_blanks(&s) || !take_daytime(&s, c) || !scan_blanks(&s))
		return false;
	if (!scan_digits(s) && (!civil_zone(&s, c) || !scan_blanks(&s)))
		return false;
	return scan_number(&s, 4, 4, &c->date.year) && !s.n;
}

/* "Tue, 31 Oct 2017 22:10:47 -0700 (PDT)", without the weekday, the zone or the comment too. */
static bool
read_mail(struct str s, struct civil *c)
{
	if (!scan_name(&s, weekdays, &c->weekday))
		c->weekday = -1;
	else if (!scan_char(&s, ',') || !scan_blanks(&s))
		return false;
	if (!scan_number(&s, 1, 2, &c->date.day) || !scan_blanks(&s) || !take_month(&s, c) || !scan_blanks(&s) ||
	    !scan_number(&s, 4, 4, &c->date.year) || !scan_blanks(&s) || !take_daytime(&s, c))
		return false;
	scan_blanks(&s);
	if (!civil_zone_mail(&s, c))
		return false;
	scan_blanks(&s);
	return !s.n || (s.p[0] == '(' && memchr(s.p, ')', s.n) == s.p + s.n - 1);
}

/* Seconds have 9 or 10 digits (from 1973 on), milliseconds 12 or 13; others could be dates or numbers of something. */
static bool
read_epoch(struct str s, int64_t *ms)
{
	size_t n = scan_digits(s);
	int64_t fraction;

	if (n == 9 || n == 10) {
		if (!scan_number(&s, n, n, ms) || !scan_fraction(&s, &fraction) || s.n)
			return false;
		*ms = *ms * SECOND + fraction;
		return true;
	}
	return (n == 12 || n == 13) && scan_number(&s, n, n, ms) && scan_fraction(&s, &fraction) && !s.n;
}

/* "0:01:13.250": hours may have up to 4 digits. */
static bool
read_elapsed(struct str s, int64_t *ms)
{
	int64_t hour, minute, second, fraction;

	if (!scan_number(&s, 1, 4, &hour) || !scan_char(&s, ':') || !scan_number(&s, 2, 2, &minute) ||
	    !scan_char(&s, ':') || !scan_number(&s, 2, 2, &second) || !scan_fraction(&s, &fraction) || s.n)
		return false;
	*ms = hour * HOUR + minute * MINUTE + second * SECOND + fraction;
	return minute < 60 && second < 60;
}

bool
clock_parse(struct str s, struct clock_time *t)
{
	bool zoneless;

	return clock_parse_local(s, t, &zoneless);
}

bool
clock_parse_local(struct str s, struct clock_time *t, bool *zoneless)
{
	struct civil c;

	s = str_trim(s);
	*t = (struct clock_time){ 0, CLOCK_NONE };
	*zoneless = false;
	if (!s.n)
		return true;
	if (read_canonical(s, &c) || read_iso(s, &c) || read_basic(s, &c) || read_unix(s, &c) || read_mail(s, &c)) {
		if (!civil_ms(&c, &t->ms))
			return false;
		t->kind = CLOCK_UTC;
		*zoneless = c.zoneless;
	} else if (read_epoch(s, &t->ms)) {
		t->kind = CLOCK_UTC;
	} else if (read_elapsed(s, &t->ms)) {
		t->kind = CLOCK_ELAPSED;
	}
	return t->kind != CLOCK_NONE;
}

static size_t
put_number(char *out, int64_t v, size_t width)
{
	for (size_t i = width; i-- > 0; v /= 10)
		out[i] = (char)('0' + v % 10);
	return width;
}

static size_t
put_day(char *out, int64_t days)
{
	struct calendar_date d = calendar_date(days);
	size_t n = put_number(out, d.year, 4);

	out[n++] = '-';
	n += put_number(out + n, d.month, 2);
	out[n++] = '-';
	return n + put_number(out + n, d.day, 2);
}

size_t
clock_format(struct clock_time t, char out[CLOCK_MAX])
{
	int64_t days = calendar_div(t.ms, DAY), ms = t.ms - days * DAY;
	size_t n = 0;

	if (t.kind == CLOCK_ELAPSED) {
		ms = t.ms;
		n = put_number(out, ms / HOUR, ms / HOUR > 99 ? ms / HOUR > 999 ? 4 : 3 : 2);
	} else if (t.kind == CLOCK_UTC) {
		n = put_day(out, days);
		out[n++] = 'T';
		n += put_number(out + n, ms / HOUR, 2);
	}
	if (n) {
		out[n++] = ':';
		n += put_number(out + n, ms / MINUTE % 60, 2);
		out[n++] = ':';
		n += put_number(out + n, ms / SECOND % 60, 2);
		if (ms % SECOND) {
			out[n++] = '.';
			n += put_number(out + n, ms % SECOND, 3);
		}
		if (t.kind == CLOCK_UTC)
			out[n++] = 'Z';
	}
	out[n] = '\0';
	return n;
}

size_t
clock_date(struct clock_time t, char out[CLOCK_MAX])
{
	size_t n = t.kind == CLOCK_UTC ? put_day(out, calendar_div(t.ms, DAY)) : 0;

	out[n] = '\0';
	return n;
}

/* An ISO 8601 week belongs to the year of its Thursday, and week 1 has that year's first one. */
size_t
clock_week(struct clock_time t, char out[CLOCK_MAX])
{
	int64_t days = calendar_div(t.ms, DAY);
	int64_t thursday = days - (calendar_weekday(days) + 6) % 7 + 3;
	int64_t year = calendar_date(thursday).year;
	size_t n = 0;

	if (t.kind == CLOCK_UTC) {
		n = put_number(out, year, 4);
		out[n++] = '-';
		out[n++] = 'W';
		n += put_number(out + n, (thursday - calendar_days((struct calendar_date){ year, 1, 1 })) / 7 + 1, 2);
	}
	out[n] = '\0';
	return n;
}

size_t
clock_month(struct clock_time t, char out[CLOCK_MAX])
{
	size_t n = t.kind == CLOCK_UTC ? put_day(out, calendar_div(t.ms, DAY)) - 3 : 0;

	out[n] = '\0';
	return n;
}

bool
clock_duration(struct str s, int64_t *ms)
{
	static const struct {
		char unit;
		int64_t ms;
	} units[] = { { 's', SECOND }, { 'm', MINUTE }, { 'h', HOUR }, { 'd', DAY } };
	int64_t n;

	if (!scan_digits(s))
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (s.p[s.n - 1] == units[i].unit && str_int((struct str){ s.p, s.n - 1 }, 0, INT64_MAX / units[i].ms, &n)) {
			*ms = n * units[i].ms;
			return true;
		}
	return false;
}
