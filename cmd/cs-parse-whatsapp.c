/* Chats as WhatsApp exports them: "[4/25/20, 3:49:49 PM] Name: text" from one kind of telephone, "1/4/23, 7:02 PM - Name: text" from
 * the other, in the order of day and month and with the clock of the telephone's country. */
#include <string.h>

#include "calendar.h"
#include "cs-parse-turns.h"
#include "scan.h"

#define NAME_MAX_BYTES 100

/* A date as it is written, whose first number is the year where that has four digits. */
struct stamp {
	int64_t a, b, c, seconds;
	bool year_first;
};

struct whatsapp {
	struct turns *t;
	enum turns_order order;
	uint64_t line;
};

/* Cuts marks of direction and spaces that are not the common one off the front. */
static bool
take_mark(struct str *s)
{
	static const char *const marks[] = {
		"\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x81\xa8", "\xe2\x81\xa9", "\xef\xbb\xbf",
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(*s, str_of(marks[i]))) {
			*s = (struct str){ s->p + 3, s->n - 3 };
			return true;
		}
	return false;
}

static void
skip_blanks(struct str *s)
{
	static const char *const blanks[] = { " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89" };
	bool more = true;

	while (more) {
		more = take_mark(s);
		for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
			if (str_starts(*s, str_of(blanks[i]))) {
				*s = (struct str){ s->p + strlen(blanks[i]), s->n - strlen(blanks[i]) };
				more = true;
			}
	}
}

/* "AM", "p. m."; 12 hours for an afternoon, -1 where there is neither. */
static int64_t
take_half(struct str *s)
{
	struct str rest = *s;
	char c;

	skip_blanks(&rest);
	c = rest.n ? (char)(rest.p[0] | 0x20) : ' ';
	if (c != 'a' && c != 'p')
		return -1;
	rest = (struct str){ rest.p + 1, rest.n - 1 };
	scan_char(&rest, '.');
	skip_blanks(&rest);
	if (!scan_char(&rest, 'm') && !scan_char(&rest, 'M'))
		return -1;
	scan_char(&rest, '.');
	*s = rest;
	return c == 'a' ? 0 : 12;
}

/* "7:02 PM", "14.08.18". */
static bool
take_clock(struct str *s, int64_t *seconds)
{
	int64_t hour, minute, second = 0, half;
	char sep;

	if (!scan_number(s, 1, 2, &hour) || !s->n || ((sep = s->p[0]) != ':' && sep != '.') || !scan_char(s, sep) ||
	    !scan_number(s, 2, 2, &minute))
		return false;
	if (scan_char(s, sep) && !scan_number(s, 2, 2, &second))
		return false;
	half = take_half(s);
	if (minute > 59 || second > 59 || (half < 0 ? hour > 23 : hour < 1 || hour > 12))
		return false;
	*seconds = ((half < 0 ? hour : hour % 12 + half) * 60 + minute) * 60 + second;
	return true;
}

static bool
take_date(struct str *s, struct stamp *stamp)
{
	size_t digits = scan_digits(*s);
	char sep;

	stamp->year_first = digits == 4;
	if (!scan_number(s, 1, 4, &stamp->a) || digits == 3 || !s->n || !strchr("/.-", sep = s->p[0]) || !scan_char(s, sep))
		return false;
	scan_char(s, ' ');
	if (!scan_number(s, 1, 2, &stamp->b) || !scan_char(s, sep))
		return false;
	scan_char(s, ' ');
	digits = scan_digits(*s);
	if (stamp->year_first ? digits < 1 || digits > 2 : digits != 2 && digits != 4)
		return false;
	return scan_number(s, 1, 4, &stamp->c);
}

/* Cuts what begins a message off the line: "[date, time] " or "date, time - ". */
static bool
take_stamp(struct str *line, struct stamp *stamp)
{
	struct str s = *line;
	bool bracket;

	while (take_mark(&s))
		;
	bracket = scan_char(&s, '[');
	if (!take_date(&s, stamp))
		return false;
	scan_char(&s, '.');
	scan_char(&s, ',');
	skip_blanks(&s);
	/* "klo", "at" */
	if (scan_letters(s) && scan_letters(s) < 5) {
		s = (struct str){ s.p + scan_letters(s), s.n - scan_letters(s) };
		scan_char(&s, '.');
		skip_blanks(&s);
	}
	if (!take_clock(&s, &stamp->seconds))
		return false;
	if (bracket ? !scan_char(&s, ']') : !str_starts(s, STR(" - ")))
		return false;
	*line = bracket ? s : (struct str){ s.p + 3, s.n - 3 };
	if (bracket)
		scan_char(line, ' ');
	return true;
}

static struct calendar_date
date_of(const struct stamp *s, enum turns_order order)
{
	struct calendar_date d = { s->c, s->b, s->a };

	if (s->year_first)
		return (struct calendar_date){ s->a, s->b, s->c };
	if (order == TURNS_MONTH_FIRST)
		d = (struct calendar_date){ s->c, s->a, s->b };
	if (d.year < 100)
		d.year += 2000;
	return d;
}

/* Whether all dates of the chat exist in that order, and none is before the one above it: a chat is exported from its
 * beginning on. */
static bool
fits(struct str bytes, enum turns_order order)
{
	struct str line;
	struct stamp stamp;
	int64_t last = INT64_MIN;

	while (turns_line(&bytes, &line)) {
		struct calendar_date d;
		int64_t now;

		if (!take_stamp(&line, &stamp))
			continue;
		d = date_of(&stamp, order);
		if (!calendar_valid(d))
			return false;
		now = calendar_days(d);
		if (now < last)
			return false;
		last = now;
	}
	return true;
}

/* Whether some date exists in one order only: then that decides, even where clocks were set back. */
static void
find_evidence(struct str bytes, bool *day, bool *month, bool *matters)
{
	struct str line;
	struct stamp stamp;

	*day = *month = *matters = false;
	while (turns_line(&bytes, &line))
		if (take_stamp(&line, &stamp) && !stamp.year_first) {
			*day |= stamp.a > 12;
			*month |= stamp.b > 12;
			*matters |= stamp.a != stamp.b;
		}
}

/* TURNS_ORDER_TOLD with why when the dates do not tell. */
static enum turns_order
decide(struct str bytes, const char **why)
{
	bool day, month, matters;

	find_evidence(bytes, &day, &month, &matters);
	if (!matters)
		return TURNS_DAY_FIRST;
	*why = day ? "the day is first in some dates and the month in others" :
	    "day or month first? No date tells; say so with --date-format";
	if (day != month)
		return day ? TURNS_DAY_FIRST : TURNS_MONTH_FIRST;
	if (day)
		return TURNS_ORDER_TOLD;
	day = fits(bytes, TURNS_DAY_FIRST);
	month = fits(bytes, TURNS_MONTH_FIRST);
	return day == month ? TURNS_ORDER_TOLD : day ? TURNS_DAY_FIRST : TURNS_MONTH_FIRST;
}

/* The name as it is shown, without "~ " before who is not in the telephone's contacts, and without marks around numbers. */
static struct str
take_name(struct whatsapp *w, struct str *line)
{
	const char *colon = line->n > 1 ? memmem(line->p, line->n, ": ", 2) : NULL;
	struct str name;

	if (!colon && line->n && line->p[line->n - 1] == ':')
		colon = line->p + line->n - 1;
	name = (struct str){ line->p, colon ? (size_t)(colon - line->p) : 0 };
	if (!name.n || name.n > NAME_MAX_BYTES || memchr(name.p, '"', name.n) || memmem(name.p, name.n, "\xe2\x80\x9c", 3))
		return STR("");
	*line = (struct str){ colon + 1, line->n - (size_t)(colon + 1 - line->p) };
	scan_char(line, ' ');
	buf_reset(&w->t->text);
	skip_blanks(&name);
	if (scan_char(&name, '~'))
		skip_blanks(&name);
	while (name.n)
		if (!take_mark(&name)) {
			buf_char(&w->t->text, name.p[0]);
			name = (struct str){ name.p + 1, name.n - 1 };
		}
	return turns_str(w->t, str_trim(buf_view(&w->t->text)));
}

/* Behind a mark stands what WhatsApp itself writes in a contact's name: notes, and what stands for a picture that was sent. */
static bool
is_note(struct str text)
{
	static const char omitted[] = "omitted";
	size_t n = sizeof omitted - 1;

	if (!take_mark(&text))
		return false;
	text = str_trim(text);
	return !str_starts(text, STR("<")) && !(text.n > n && str_eq((struct str){ text.p + text.n - n, n }, STR("omitted")));
}

static void
read_message(struct whatsapp *w, struct str line, struct str rest, const struct stamp *stamp)
{
	struct calendar_date d = date_of(stamp, w->order);
	struct str name;
	struct turn *turn;

	turns_close(w->t);
	if (!calendar_valid(d)) {
		turns_bad(w->t, w->line, line, "no such day; are its day and month as in the other dates?");
		return;
	}
	name = take_name(w, &rest);
	turn = turns_add(w->t, !name.n || is_note(rest) ? TURN_SYSTEM : TURN_SAID, w->line);
	turn->speaker = turn->kind == TURN_SAID ? name : STR("");
	turn->time = turns_civil(w->t, d.year, d.month, d.day, stamp->seconds);
	while (take_mark(&rest))
		;
	buf_str(&w->t->text, rest);
}

void
whatsapp_read(struct turns *t, struct str bytes)
{
	struct whatsapp w = { .t = t, .order = t->order };
	struct str line;
	struct stamp stamp;
	const char *why = NULL;

	if (w.order == TURNS_ORDER_TOLD)
		w.order = decide(bytes, &why);
	while (turns_line(&bytes, &line)) {
		struct str rest = line;

		w.line++;
		if (take_stamp(&rest, &stamp)) {
			if (w.order == TURNS_ORDER_TOLD && !stamp.year_first) {
				turns_bad(t, w.line, line, why);
				return;
			}
			read_message(&w, line, rest, &stamp);
		} else if (t->n && t->turn[t->n - 1].kind != TURN_BAD) {
			buf_char(&t->text, '\n');
			buf_str(&t->text, line);
		} else if (str_trim(line).n) {
			turns_bad(t, w.line, line, "no date and time before the first message");
		}
	}
	turns_close(t);
}
