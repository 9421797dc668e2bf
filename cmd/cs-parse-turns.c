#include "cs-parse-turns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util.h"

static const struct turns_reader readers[] = {
	{ "transcript", transcript_read, false, false }, { "call", transcript_read_call, false, false },
	{ "zendesk", transcript_read_zendesk, true, false }, { "salesforce", salesforce_read, true, false },
	{ "whatsapp", whatsapp_read, false, false }, { "webvtt", cues_read_webvtt, false, true }, { "srt", cues_read_srt, false, true },
};

const struct turns_reader *
turns_reader(struct str name)
{
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		if (str_eq(name, str_of(readers[i].name)))
			return &readers[i];
	return NULL;
}

void
turns_reset(struct turns *t)
{
	arena_reset(&t->arena);
	buf_reset(&t->text);
	t->n = 0;
	t->open = false;
}

void
turns_free(struct turns *t)
{
	arena_free(&t->arena);
	buf_free(&t->text);
	free(t->turn);
}

struct turn *
turns_add(struct turns *t, enum turn_kind kind, uint64_t line)
{
	t->turn = util_grow(t->turn, &t->cap, t->n + 1, sizeof *t->turn);
	t->turn[t->n] = (struct turn){ .kind = kind, .line = line, .role = kind == TURN_SYSTEM ? ROLE_SYSTEM : ROLE_COUNT,
				       .speaker = STR(""), .text = STR(""), .time = STR(""), .end = STR("") };
	buf_reset(&t->text);
	t->open = kind != TURN_BAD;
	return &t->turn[t->n++];
}

void
turns_bad(struct turns *t, uint64_t line, struct str text, const char *why)
{
	struct turn *turn;

	turns_close(t);
	turn = turns_add(t, TURN_BAD, line);
	turn->text = turns_str(t, text);
	turn->why = why;
}

void
turns_close(struct turns *t)
{
	if (t->open)
		t->turn[t->n - 1].text = turns_str(t, str_trim(buf_view(&t->text)));
	t->open = false;
	buf_reset(&t->text);
}

struct str
turns_str(struct turns *t, struct str s)
{
	return arena_str(&t->arena, s);
}

struct str
turns_time(struct turns *t, struct clock_time time)
{
	char out[CLOCK_MAX];
	size_t n = clock_format(time, out);

	return turns_str(t, (struct str){ out, n });
}

struct str
turns_civil(struct turns *t, int64_t year, int64_t month, int64_t day, int64_t seconds)
{
	char out[96];
	int n = snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02d", (int)year, (int)month, (int)day, (int)(seconds / 3600),
			 (int)(seconds / 60 % 60), (int)(seconds % 60));

	return turns_str(t, (struct str){ out, (size_t)n });
}

bool
turns_line(struct str *rest, struct str *line)
{
	if (!rest->n)
		return false;
	str_next(rest, '\n', line);
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

/* The first who said something and whose role is not known; NULL when there is none. */
static const struct turn *
first_unknown(const struct turns *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->turn[i].kind == TURN_SAID && t->turn[i].role == ROLE_COUNT)
			return &t->turn[i];
	return NULL;
}

static void
give_role(struct turns *t, struct str speaker, enum record_role role)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->turn[i].kind == TURN_SAID && t->turn[i].role == ROLE_COUNT && (!speaker.p || str_eq(t->turn[i].speaker, speaker)))
			t->turn[i].role = role;
}

void
turns_one_visitor(struct turns *t)
{
	bool known[ROLE_COUNT + 1] = { false };
	const struct turn *unknown = first_unknown(t);
	struct str name = unknown ? unknown->speaker : STR("");

	for (size_t i = 0; i < t->n; i++)
		known[t->turn[i].role] |= t->turn[i].kind == TURN_SAID;
	if (!unknown)
		return;
	if (known[ROLE_CUSTOMER]) {
		give_role(t, (struct str){ NULL, 0 }, ROLE_AGENT);
	} else if (known[ROLE_AGENT]) {
		for (size_t i = 0; i < t->n; i++)
			if (t->turn[i].kind == TURN_SAID && t->turn[i].role == ROLE_COUNT && !str_eq(t->turn[i].speaker, name))
				return;
		give_role(t, name, ROLE_CUSTOMER);
	}
}
