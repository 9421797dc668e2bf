#include "civil.h"

#include "scan.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define DAY (24 * 60 * MINUTE)
/* 0000-01-01 and 10000-01-01: what RFC 3339 can write. */
#define FIRST_DAY INT64_C(-719528)
#define END_DAY INT64_C(2932897)

/* The American names mean these hours in mail alone (RFC 5322, section 4.3); elsewhere CST may be China's. */
#define ZONES_ANYWHERE 4
#define ZONES_IN_MAIL (sizeof zones / sizeof *zones)
static const struct zone {
	const char *name;
	int hours;
} zones[] = {
	{ "z", 0 }, { "utc", 0 }, { "gmt", 0 }, { "ut", 0 },
	{ "est", -5 }, { "edt", -4 }, { "cst", -6 }, { "cdt", -5 }, { "mst", -7 }, { "mdt", -6 }, { "pst", -8 }, { "pdt", -7 },
};

static const char *const months[] = {
	"january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug", "september|sep|sept",
	"october|oct", "november|nov", "december|dec", NULL
};
static const char *const weekdays[] = {
	"sunday|sun", "monday|mon", "tuesday|tue|tues", "wednesday|wed", "thursday|thu|thur|thurs", "friday|fri", "saturday|sat", NULL
};

bool
civil_in_range(int64_t ms)
{
	return ms >= FIRST_DAY * DAY && ms < END_DAY * DAY;
}

bool
civil_ms(const struct civil *c, int64_t *ms)
{
	int64_t days, minutes;
	bool leap = c->second == 60;

	if (!calendar_valid(c->date) || c->hour > 23 || c->minute > 59 || c->second > 60)
		return false;
	days = calendar_days(c->date);
	if (c->weekday >= 0 && c->weekday != calendar_weekday(days))
		return false;
	minutes = days * 1440 + c->hour * 60 + c->minute - c->zone;
	days = calendar_div(minutes + 1, 1440);
	if (leap && (days * 1440 != minutes + 1 || calendar_date(days).day != 1))
		return false;
	*ms = minutes * MINUTE + (leap ? 59 * SECOND + 999 : c->second * SECOND + c->ms);
	return civil_in_range(*ms);
}

/* A word that is one of the names of some row, and which. */
static bool
take_word(struct str *s, const char *const *rows, int64_t *row)
{
	struct str word = { s->p, scan_letters(*s) };

	for (*row = 0; rows[*row]; ++*row) {
		struct str names = str_of(rows[*row]), name;

		while (str_next(&names, '|', &name))
			if (str_caseeq(word, name)) {
				*s = (struct str){ s->p + word.n, s->n - word.n };
				return true;
			}
	}
	return false;
}

bool
civil_month(struct str *s, int64_t *month)
{
	if (!take_word(s, months, month))
		return false;
	++*month;
	return true;
}

bool
civil_weekday(struct str *s, int64_t *weekday)
{
	return take_word(s, weekdays, weekday);
}

static bool
take_name(struct str *s, size_t names, int64_t *minutes)
{
	size_t n = scan_letters(*s);

	for (size_t i = 0; i < names; i++)
		if (str_caseeq((struct str){ s->p, n }, str_of(zones[i].name))) {
			*minutes = zones[i].hours * 60;
			*s = (struct str){ s->p + n, s->n - n };
			return true;
		}
	return false;
}

static bool
take_zone(struct str *s, size_t names, struct civil *c)
{
	int64_t hour, minute = 0;
	bool west;

	c->zone = 0;
	c->zoneless = !s->n || s->p[0] == '(';
	if (c->zoneless)
		return true;
	west = s->p[0] == '-';
	if (!scan_char(s, '+') && !scan_char(s, '-'))
		return take_name(s, names, &c->zone);
	if (!scan_number(s, 2, 2, &hour))
		return false;
	if (scan_char(s, ':') ? !scan_number(s, 2, 2, &minute) : scan_digits(*s) && !scan_number(s, 2, 2, &minute))
		return false;
	c->zone = west ? -(hour * 60 + minute) : hour * 60 + minute;
	return hour < 24 && minute < 60;
}

bool
civil_zone(struct str *s, struct civil *c)
{
	return take_zone(s, ZONES_ANYWHERE, c);
}

bool
civil_zone_mail(struct str *s, struct civil *c)
{
	return take_zone(s, ZONES_IN_MAIL, c);
}
