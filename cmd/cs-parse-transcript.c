/* Transcripts of lines "Name: text", with or without a time before the name. */
#include <string.h>

#include "cs-parse-turns.h"
#include "scan.h"

#define NAME_MAX_BYTES 60
#define NAME_MAX_WORDS 4
#define HALF_DAY 43200
#define DAY 86400

struct transcript {
	struct turns *t;
	bool call;              /* [10:32] are minutes and seconds from the start */
	bool timed;             /* only a line with a time begins a message */
	bool capital;           /* and only one whose name begins with no small letter, as the first one does */
	int64_t first, last;    /* seconds of the times read so far; first is -1 before */
	uint64_t line;
};

/* "AM", "p. m.": 1 and 2; 0 where there is none, and nothing is cut. */
static int
take_half(struct str *s)
{
	struct str rest = *s;
	char c;

	while (scan_char(&rest, ' ') || (str_starts(rest, STR("\xe2\x80\xaf")) && (rest.p += 3, rest.n -= 3, true)))
		;
	c = rest.n ? (char)(rest.p[0] | 0x20) : ' ';
	if ((c != 'a' && c != 'p') || rest.n < 2)
		return 0;
	rest = (struct str){ rest.p + 1, rest.n - 1 };
	scan_char(&rest, '.');
	scan_char(&rest, ' ');
	if (!scan_char(&rest, 'm') && !scan_char(&rest, 'M'))
		return 0;
	scan_char(&rest, '.');
	*s = rest;
	return c == 'a' ? 1 : 2;
}

/* "12:01:34 PM", "10:32" of a clock, or of a call. False, and s is anywhere, for no time. */
static bool
take_clock(struct str *s, bool call, int64_t *seconds)
{
	int64_t a, b, c = 0;
	int half;
	bool three;

	if (!scan_number(s, 1, call ? 3 : 2, &a) || !scan_char(s, ':') || !scan_number(s, 2, 2, &b))
		return false;
	three = scan_char(s, ':');
	if (three && !scan_number(s, 2, 2, &c))
		return false;
	if (b > 59 || c > 59)
		return false;
	if (call && !three) {
		*seconds = a * 60 + b;
		return true;
	}
	half = call ? 0 : take_half(s);
	if (half ? a < 1 || a > 12 : !call && a > 23)
		return false;
	*seconds = (half ? a % 12 * 3600 + (half == 2 ? HALF_DAY : 0) : a * 3600) + b * 60 + c;
	return true;
}

/* What a line says of when it was: seconds of a clock or a call, or a date in the way of an export. */
struct stamp {
	int64_t seconds;
	struct str date;        /* "" when there is none */
};

/* "[10:32] ", "(12:01:34 PM) " or "[2026-11-22 04:05:06] ". */
static bool
take_stamp(struct str *s, bool call, struct stamp *stamp)
{
	struct str rest = *s, inside;
	char close = scan_char(&rest, '[') ? ']' : scan_char(&rest, '(') ? ')' : 0;
	const char *end = close && rest.n ? memchr(rest.p, close, rest.n) : NULL;
	struct clock_time time;

	stamp->date = STR("");
	if (!end)
		return false;
	inside = (struct str){ rest.p, (size_t)(end - rest.p) };
	rest = (struct str){ end + 1, rest.n - inside.n - 1 };
	/* a bare number is rather a telephone's than seconds since 1970 */
	if (scan_digits(inside) != inside.n && clock_parse(inside, &time) && time.kind == CLOCK_UTC)
		stamp->date = inside;
	else if (!take_clock(&inside, call, &stamp->seconds) || inside.n)
		return false;
	scan_blanks(&rest);
	*s = rest;
	return true;
}

/* "Name: " or "Name:" at the end of the line. Names are short, and do not end a sentence; a colon within a link or a time has no
 * blank behind it. */
static bool
take_name(struct str *s, struct str *name)
{
	const char *colon = s->n ? memchr(s->p, ':', s->n) : NULL;
	size_t n = colon ? (size_t)(colon - s->p) : 0, words = 1;

	if (!n || n > NAME_MAX_BYTES || s->p[0] == ' ' || (n + 1 < s->n && s->p[n + 1] != ' ' && s->p[n + 1] != '\t'))
		return false;
	for (size_t i = 0; i < n; i++) {
		words += s->p[i] == ' ';
		if (strchr(",;!?\"<>{}=*", s->p[i]) || (s->p[i] == '.' && i + 1 < n && s->p[i + 1] == ' ' && i > 2))
			return false;
	}
	if (words > NAME_MAX_WORDS)
		return false;
	*name = str_trim((struct str){ s->p, n });
	*s = (struct str){ s->p + n + 1, s->n - n - 1 };
	return name->n > 0;
}

static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Clocks begin again at midnight, and tell no date: what they tell is how long after the first message. */
static struct str
elapsed(struct transcript *r, int64_t seconds)
{
	if (r->call)
		return turns_time(r->t, (struct clock_time){ seconds * 1000, CLOCK_ELAPSED });
	if (r->first < 0)
		r->first = r->last = seconds;
	if (seconds < r->last - HALF_DAY)
		seconds += (r->last - HALF_DAY - seconds + DAY - 1) / DAY * DAY;
	if (seconds > r->last)
		r->last = seconds;
	if (seconds - r->first > TURNS_LONGEST)
		return STR("");
	return turns_time(r->t, (struct clock_time){ seconds < r->first ? 0 : (seconds - r->first) * 1000, CLOCK_ELAPSED });
}

static bool
take_note(struct str *s)
{
	struct str bare = str_trim(*s);

	if (bare.n < 7 || !str_starts(bare, STR("***")) || memcmp(bare.p + bare.n - 3, "***", 3) != 0)
		return false;
	*s = str_trim((struct str){ bare.p + 3, bare.n - 6 });
	return true;
}

static void
read_line(struct transcript *r, struct str line)
{
	struct str rest = line, name = STR("");
	struct stamp when;
	struct turn *turn = NULL;
	bool stamp = take_stamp(&rest, r->call, &when);

	if ((stamp || !r->timed) && take_note(&rest)) {
		turns_close(r->t);
		turn = turns_add(r->t, TURN_SYSTEM, r->line);
	} else if ((stamp || !r->timed) && take_name(&rest, &name) && (stamp || !r->capital || !is_small(name.p[0]))) {
		if (!r->t->n)
			r->capital = !is_small(name.p[0]);
		turns_close(r->t);
		name = turns_str(r->t, name);
		turn = turns_add(r->t, TURN_SAID, r->line);
		turn->speaker = name;
	} else if (r->t->n && r->t->turn[r->t->n - 1].kind != TURN_BAD) {
		/* it belongs to the message before */
		buf_char(&r->t->text, '\n');
		buf_str(&r->t->text, line);
		return;
	} else if (str_trim(line).n) {
		turns_bad(r->t, r->line, line, r->timed ? "no time and name before the first message" :
		    "no name before the first message");
		return;
	} else {
		return;
	}
	if (stamp)
		turn->time = when.date.n ? turns_str(r->t, when.date) : elapsed(r, when.seconds);
	buf_str(&r->t->text, rest);
}

/* Whether some line begins with a time: then those that do not continue a message. */
static bool
any_stamp(struct str bytes, bool call)
{
	struct str line;
	struct stamp stamp;

	while (turns_line(&bytes, &line))
		if (take_stamp(&line, call, &stamp))
			return true;
	return false;
}

static void
read_all(struct turns *t, struct str bytes, bool call, bool timed)
{
	struct transcript r = { .t = t, .call = call, .timed = timed || any_stamp(bytes, call), .first = -1 };
	struct str line;

	while (turns_line(&bytes, &line)) {
		r.line++;
		read_line(&r, line);
	}
	turns_close(t);
}

void
transcript_read(struct turns *t, struct str bytes)
{
	read_all(t, bytes, false, false);
}

void
transcript_read_call(struct turns *t, struct str bytes)
{
	read_all(t, bytes, true, false);
}

void
transcript_read_zendesk(struct turns *t, struct str bytes)
{
	read_all(t, bytes, false, true);
}
