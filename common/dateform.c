#include "dateform.h"

#include <string.h>
#include <time.h>

#include "scan.h"

#define TEXT_MAX 128

static const struct {
	char conversion;
	const char *has;        /* y, m, d of a date, H, M, S of a time, a weekday, I twelve hours, p which half of the day, z the zone */
} conversions[] = {
	{ 'a', "a" }, { 'A', "a" }, { 'b', "m" }, { 'B', "m" }, { 'h', "m" }, { 'd', "d" }, { 'e', "d" }, { 'm', "m" }, { 'y', "y" },
	{ 'Y', "y" }, { 'j', "dm" }, { 'F', "ymd" }, { 'D', "mdy" }, { 'H', "H" }, { 'k', "H" }, { 'I', "HI" }, { 'l', "HI" },
	{ 'M', "M" }, { 'S', "S" }, { 'p', "p" }, { 'P', "p" }, { 'T', "HMS" }, { 'R', "HM" }, { 'r', "HMS" }, { 'z', "z" },
	{ 'n', "" }, { 't', "" }, { '%', "" },
};

static void
note(struct dateform *f, const char *has)
{
	for (; *has; has++)
		switch (*has) {
		case 'd':
			f->day = true;
			f->day_first |= !f->month;
			break;
		case 'm':
			f->month = true;
			break;
		case 'y':
			f->year = true;
			break;
		case 'a':
			f->weekday = true;
			break;
		case 'H':
			f->hour = true;
			break;
		case 'M':
			f->minute = true;
			break;
		case 'S':
			f->second = true;
			break;
		case 'I':
			f->twelve = true;
			break;
		case 'p':
			f->half = true;
			break;
		default:
			f->zone = true;
		}
}

static bool
note_conversion(struct dateform *f, char conversion)
{
	for (size_t i = 0; i < sizeof conversions / sizeof *conversions; i++)
		if (conversions[i].conversion == conversion) {
			note(f, conversions[i].has);
			return true;
		}
	return false;
}

struct dateform
dateform_parts(const char *format)
{
	struct dateform f = { 0 };

	for (const char *at = format; (at = strchr(at, '%')); at += 2)
		if (!at[1] || !note_conversion(&f, at[1])) {
			f.why = "a conversion in it is not known here";
			return f;
		}
	if (!f.day || !f.month || !f.year)
		f.why = "it needs a day, a month and a year";
	else if (f.hour != f.minute || (f.second && !f.minute))
		f.why = "a time of day needs hours and minutes";
	else if (f.twelve != f.half)
		f.why = "%I and %p belong together";
	else if (f.zone && !f.hour)
		f.why = "a zone needs a time of day";
	return f;
}

/* Cuts the digits behind the seconds out of the text, which strptime does not know. */
static bool
cut_fraction(char *text, int64_t *ms)
{
	for (char *at = text; (at = strchr(at, ':')); at++) {
		struct str s = str_of(at + 1);
		int64_t number;

		if (!scan_number(&s, 2, 2, &number) || !s.n || (s.p[0] != '.' && s.p[0] != ',') || !scan_fraction(&s, ms))
			continue;
		memmove(at + 3, s.p, s.n + 1);
		return true;
	}
	return false;
}

bool
dateform_read(const char *format, const struct dateform *form, struct str *s, struct civil *c)
{
	struct tm tm = { .tm_mday = 1 };
	char text[TEXT_MAX];
	const char *end;
	size_t left;

	*c = (struct civil){ .weekday = -1, .zoneless = true };
	if (!s->n || s->n >= sizeof text || memchr(s->p, '\0', s->n))
		return false;
	memcpy(text, s->p, s->n);
	text[s->n] = '\0';
	end = strptime(text, format, &tm);
	if (form->second && (!end || *end == '.' || *end == ',') && cut_fraction(text, &c->ms)) {
		tm = (struct tm){ .tm_mday = 1 };
		end = strptime(text, format, &tm);
	}
	/* "%Y" reads "26" as a year of the first century */
	if (!end || tm.tm_year < -900)
		return false;
	c->date = (struct calendar_date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
	c->hour = tm.tm_hour;
	c->minute = tm.tm_min;
	c->second = tm.tm_sec;
	if (form->weekday)
		c->weekday = tm.tm_wday;
	c->zone = form->zone ? tm.tm_gmtoff / 60 : 0;
	c->zoneless = !form->zone;
	left = strlen(end);
	*s = (struct str){ s->p + s->n - left, left };
	return true;
}
