/* The body of a LiveChatTranscript of Salesforce: HTML in which centred blocks are notes and "( 1m 13s ) Name: text" messages. */
#include <string.h>

#include "civil.h"
#include "cs-parse-html.h"
#include "cs-parse-turns.h"
#include "scan.h"

struct salesforce {
	struct turns *t;
	struct clock_time start;        /* CLOCK_NONE before "Chat Started" */
	bool begun;                     /* somebody said something */
	struct buf block;               /* text of a stretch of HTML */
};

static bool
take_word(struct str *s, struct str *word)
{
	*word = (struct str){ s->p, scan_letters(*s) };
	*s = (struct str){ s->p + word->n, s->n - word->n };
	return word->n > 0;
}

/* " (-0500)", " (Z)"; minutes. */
static bool
take_zone(struct str s, int64_t *minutes)
{
	int64_t hour, minute;
	bool west;

	*minutes = 0;
	scan_blanks(&s);
	if (!scan_char(&s, '('))
		return !s.n;
	if (str_caseeq(s, STR("Z)")) || str_caseeq(s, STR("GMT)")) || str_caseeq(s, STR("UTC)")))
		return true;
	west = s.n && s.p[0] == '-';
	if ((!scan_char(&s, '-') && !scan_char(&s, '+')) || !scan_number(&s, 2, 2, &hour))
		return false;
	scan_char(&s, ':');
	if (!scan_number(&s, 0, 2, &minute) || !str_eq(s, STR(")")))
		return false;
	*minutes = (west ? -1 : 1) * (hour * 60 + minute);
	return hour < 24 && minute < 60;
}

/* "Monday, December 17, 2018, 23:27:57 (-0500)" */
static bool
read_start(struct str s, struct clock_time *start)
{
	struct calendar_date d;
	struct str word;
	int64_t hour, minute, second, zone;

	if (!take_word(&s, &word) || !scan_char(&s, ',') || !scan_blanks(&s) || !civil_month(&s, &d.month) ||
	    !scan_blanks(&s) || !scan_number(&s, 1, 2, &d.day) || !scan_char(&s, ',') ||
	    !scan_blanks(&s) || !scan_number(&s, 4, 4, &d.year) || !scan_char(&s, ',') || !scan_blanks(&s) ||
	    !scan_number(&s, 1, 2, &hour) || !scan_char(&s, ':') || !scan_number(&s, 2, 2, &minute) || !scan_char(&s, ':') ||
	    !scan_number(&s, 2, 2, &second) || !take_zone(s, &zone))
		return false;
	if (!calendar_valid(d) || d.year < 1970 || hour > 23 || minute > 59 || second > 59)
		return false;
	*start = (struct clock_time){ ((calendar_days(d) * 24 + hour) * 60 + minute - zone) * 60000 + second * 1000, CLOCK_UTC };
	return true;
}

/* "( 1h 2m 13s ) " */
static bool
take_offset(struct str *s, int64_t *seconds)
{
	struct str rest = *s;
	int64_t n;

	*seconds = 0;
	if (!scan_char(&rest, '(') || !scan_blanks(&rest))
		return false;
	while (scan_number(&rest, 1, 6, &n)) {
		if (scan_char(&rest, 'd'))
			n *= 86400;
		else if (scan_char(&rest, 'h'))
			n *= 3600;
		else if (scan_char(&rest, 'm'))
			n *= 60;
		else if (!scan_char(&rest, 's'))
			return false;
		*seconds += n;
		if (!scan_blanks(&rest) || *seconds > TURNS_LONGEST)
			return false;
	}
	if (!scan_char(&rest, ')') || rest.p - s->p < 4)
		return false;
	scan_blanks(&rest);
	*s = rest;
	return true;
}

static void
read_note(struct salesforce *r, struct str note)
{
	static const char started[] = "Chat Started: ";
	struct turn *turn;

	if (!note.n)
		return;
	turns_close(r->t);
	if (str_starts(note, STR(started)) &&
	    !read_start((struct str){ note.p + sizeof started - 1, note.n - sizeof started + 1 }, &r->start)) {
		turns_bad(r->t, 1, note, "unreadable time after \"Chat Started:\"");
		return;
	}
	turn = turns_add(r->t, TURN_SYSTEM, 1);
	/* what is noted later was then, which is not told */
	if (r->start.kind != CLOCK_NONE && !r->begun)
		turn->time = turns_time(r->t, r->start);
	buf_str(&r->t->text, note);
}

static void
read_message(struct salesforce *r, struct str rest, int64_t seconds)
{
	const char *colon = rest.n ? memchr(rest.p, ':', rest.n) : NULL;
	struct clock_time time = { seconds * 1000, CLOCK_ELAPSED };
	struct turn *turn;

	turns_close(r->t);
	if (!str_trim(rest).n)
		return;         /* the empty offset at the end of a chat */
	if (!colon || colon == rest.p) {
		turns_bad(r->t, 1, rest, "no name after the time");
		return;
	}
	if (r->start.kind != CLOCK_NONE)
		time = (struct clock_time){ r->start.ms + time.ms, CLOCK_UTC };
	r->begun = true;
	turn = turns_add(r->t, TURN_SAID, 1);
	turn->time = turns_time(r->t, time);
	turn->speaker = turns_str(r->t, str_trim((struct str){ rest.p, (size_t)(colon - rest.p) }));
	buf_add(&r->t->text, colon + 1, rest.n - (size_t)(colon + 1 - rest.p));
}

/* A stretch of HTML up to a centred block. */
static void
read_stretch(struct salesforce *r, struct str html)
{
	struct str rest, line;
	int64_t seconds;

	buf_reset(&r->block);
	html_text(&r->block, html);
	rest = buf_view(&r->block);
	while (turns_line(&rest, &line)) {
		if (take_offset(&line, &seconds)) {
			read_message(r, line, seconds);
		} else if (r->t->n && r->t->turn[r->t->n - 1].kind == TURN_SAID) {
			buf_char(&r->t->text, '\n');
			buf_str(&r->t->text, line);
		} else if (str_trim(line).n) {
			turns_bad(r->t, 1, line, "no time and name before the first message");
		}
	}
}

/* Where the next centred block starts and ends; false when there is none. */
static bool
find_centred(struct str html, struct str *before, struct str *inside, struct str *after)
{
	struct str start = html, attributes;
	char name[16], end[16];

	for (const char *p = html.p; (p = memchr(p, '<', (size_t)(html.p + html.n - p))); p++) {
		struct str rest = { p, (size_t)(html.p + html.n - p) }, close;

		if (!html_tag(&rest, name, &attributes) || (strcmp(name, "p") != 0 && strcmp(name, "div") != 0) ||
		    !attributes.n || !memmem(attributes.p, attributes.n, "align", 5))
			continue;
		*before = (struct str){ start.p, (size_t)(p - start.p) };
		close = rest;
		while (close.n) {
			if (!html_tag(&close, end, &attributes))
				close = (struct str){ close.p + 1, close.n - 1 };
			else if (end[0] == '/' && strcmp(end + 1, name) == 0)
				break;
		}
		*inside = (struct str){ rest.p, (size_t)(close.p - rest.p) };
		*after = close;
		return true;
	}
	return false;
}

/* Agents are named in notes: "Agent Royalle G". */
static void
find_agents(struct turns *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct str name = t->turn[i].text;

		if (t->turn[i].kind != TURN_SYSTEM || !str_starts(name, STR("Agent ")))
			continue;
		name = (struct str){ name.p + 6, name.n - 6 };
		for (size_t k = 0; k < t->n; k++)
			if (t->turn[k].kind == TURN_SAID && str_eq(t->turn[k].speaker, name))
				t->turn[k].role = ROLE_AGENT;
	}
}

void
salesforce_read(struct turns *t, struct str bytes)
{
	struct salesforce r = { .t = t };
	struct str before, inside, after;

	while (find_centred(bytes, &before, &inside, &after)) {
		read_stretch(&r, before);
		buf_reset(&r.block);
		html_text(&r.block, inside);
		read_note(&r, buf_view(&r.block));
		bytes = after;
	}
	read_stretch(&r, bytes);
	turns_close(t);
	buf_free(&r.block);
	find_agents(t);
}
