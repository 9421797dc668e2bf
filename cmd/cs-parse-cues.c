/* Subtitles of calls: WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format") and SubRip, whose cues are turns. */
#include <string.h>

#include "cs-parse-html.h"
#include "cs-parse-turns.h"
#include "scan.h"

struct cues {
	struct turns *t;
	bool srt;
	uint64_t line;
};

/* "01:02:03.250", "02:03.250", and with a comma. */
static bool
take_time(struct str *s, int64_t *ms)
{
	int64_t a, b, c, fraction;

	if (!scan_number(s, 1, 4, &a) || !scan_char(s, ':') || !scan_number(s, 2, 2, &b))
		return false;
	if (!scan_char(s, ':')) {
		c = b;
		b = a;
		a = 0;
	} else if (!scan_number(s, 2, 2, &c)) {
		return false;
	}
	if (b > 59 || c > 59 || !s->n || (s->p[0] != '.' && s->p[0] != ',') || !scan_fraction(s, &fraction))
		return false;
	*ms = ((a * 60 + b) * 60 + c) * 1000 + fraction;
	return true;
}

/* "00:01.000 --> 00:04.000 position:10%" */
static bool
read_times(struct str s, int64_t *start, int64_t *end)
{
	if (!take_time(&s, start))
		return false;
	scan_blanks(&s);
	if (!str_starts(s, STR("-->")))
		return false;
	s = (struct str){ s.p + 3, s.n - 3 };
	scan_blanks(&s);
	return take_time(&s, end) && (!s.n || s.p[0] == ' ' || s.p[0] == '\t') && *end >= *start;
}

static bool
is_times(struct str line)
{
	return line.n && memmem(line.p, line.n, "-->", 3);
}

static struct turn *
begin_turn(struct cues *c, uint64_t line, struct str speaker, int64_t start, int64_t end)
{
	struct turn *turn;

	turns_close(c->t);
	speaker = turns_str(c->t, speaker);
	turn = turns_add(c->t, TURN_SAID, line);
	turn->speaker = speaker;
	turn->time = turns_time(c->t, (struct clock_time){ start, CLOCK_ELAPSED });
	turn->end = turns_time(c->t, (struct clock_time){ end, CLOCK_ELAPSED });
	return turn;
}

/* The name in "<v.loud Ann Lee>". */
static struct str
voice(struct str attributes)
{
	while (attributes.n && attributes.p[0] != ' ' && attributes.p[0] != '\t')
		attributes = (struct str){ attributes.p + 1, attributes.n - 1 };
	return str_trim(attributes);
}

/* "Ann Lee: text", as Zoom writes where others have voice tags. */
static struct str
take_prefix(struct str *text)
{
	const char *colon = text->n ? memchr(text->p, ':', text->n) : NULL;
	size_t n = colon ? (size_t)(colon - text->p) : 0;
	struct str name;

	if (!n || n > 60 || n + 1 == text->n || text->p[n + 1] != ' ' || memchr(text->p, '.', n) || memchr(text->p, '?', n) ||
	    memchr(text->p, ',', n) || memchr(text->p, '\n', n))
		return STR("");
	name = str_trim((struct str){ text->p, n });
	*text = (struct str){ colon + 1, text->n - n - 1 };
	return name;
}

/* A cue's text: a voice tag begins a turn of its own; a cue without any goes on with who spoke last, in a turn of its own. */
static void
read_text(struct cues *c, uint64_t line, struct str text, int64_t start, int64_t end)
{
	struct str rest = text, attributes, piece = { text.p, 0 };
	char name[16];
	bool begun = false;

	while (rest.n) {
		struct str tag = rest;

		if (rest.p[0] != '<' || !html_tag(&tag, name, &attributes) || (strcmp(name, "v") != 0 && strncmp(name, "v.", 2) != 0)) {
			rest = (struct str){ rest.p + 1, rest.n - 1 };
			piece.n++;
			continue;
		}
		if (begun)
			html_text(&c->t->text, piece);
		else if (str_trim(piece).n)
			turns_bad(c->t, line, piece, "text before the voice tag");
		begin_turn(c, line, voice(attributes), start, end);
		begun = true;
		rest = tag;
		piece = (struct str){ tag.p, 0 };
	}
	if (!begun) {
		struct str speaker = take_prefix(&piece);

		if (!speaker.n && c->t->n && c->t->turn[c->t->n - 1].kind == TURN_SAID)
			speaker = c->t->turn[c->t->n - 1].speaker;
		begin_turn(c, line, speaker, start, end);
	}
	html_text(&c->t->text, piece);
	turns_close(c->t);
}

/* The lines up to an empty one; how many they are. */
static uint64_t
take_block(struct str *rest, struct str *block)
{
	struct str line, before = *rest;
	uint64_t lines = 0;

	*block = (struct str){ rest->p, 0 };
	while (turns_line(rest, &line)) {
		lines++;
		if (!line.n)
			break;
		block->n = (size_t)(line.p + line.n - before.p);
	}
	return lines;
}

/* NOTE, STYLE and REGION are not said. */
static bool
is_comment(struct str block)
{
	static const char *const words[] = { "NOTE", "STYLE", "REGION" };
	struct str line, word;

	turns_line(&block, &line);
	str_next(&line, ' ', &word);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(str_trim(word), str_of(words[i])))
			return true;
	return false;
}

/* A cue: "id", times, text. */
static void
read_block(struct cues *c, uint64_t line, struct str block)
{
	struct str times, rest = block;
	int64_t start, end;

	if (!block.n || (!c->srt && is_comment(block)))
		return;
	turns_line(&rest, &times);
	if (!is_times(times) && rest.n) {
		line++;
		turns_line(&rest, &times);
	}
	if (!read_times(times, &start, &end))
		turns_bad(c->t, line, times, is_times(times) ? "unreadable times of a cue" : "no times of a cue");
	else
		read_text(c, line, rest, start, end);
}

static void
read_cues(struct turns *t, struct str bytes, bool srt)
{
	struct cues c = { .t = t, .srt = srt };
	struct str block;
	uint64_t line = 1, lines;

	if (!srt) {
		lines = take_block(&bytes, &block);
		if (!str_starts(block, STR("WEBVTT")) || (block.n > 6 && !strchr(" \t\r\n", block.p[6]))) {
			turns_bad(t, 1, STR(""), "no WEBVTT at the start");
			return;
		}
		line += lines;
	}
	for (; bytes.n; line += lines) {
		lines = take_block(&bytes, &block);
		read_block(&c, line, block);
	}
}

void
cues_read_webvtt(struct turns *t, struct str bytes)
{
	read_cues(t, bytes, false);
}

void
cues_read_srt(struct turns *t, struct str bytes)
{
	read_cues(t, bytes, true);
}
