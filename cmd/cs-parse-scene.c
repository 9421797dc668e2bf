#include "cs-parse-scene.h"

#include "cs-parse-columns.h"

static struct str
from_start(struct turns *t, struct clock_time start, struct str time)
{
	struct clock_time at;

	if (start.kind != CLOCK_UTC || !clock_parse(time, &at) || at.kind != CLOCK_ELAPSED)
		return time;
	at.ms += start.ms;
	at.kind = CLOCK_UTC;
	return turns_time(t, at);
}

/* The first turn of a transcript without times was when the record says, the others at no known time. */
static void
place_in_time(struct turns *t, struct str start)
{
	struct clock_time begin = { 0, CLOCK_NONE };

	if (!clock_parse(start, &begin)) {
		/* as it stands it is refused where times are read, with what is wrong with it */
		t->turn[0].time = start;
		return;
	}
	for (size_t i = 0; i < t->n; i++) {
		t->turn[i].time = from_start(t, begin, t->turn[i].time);
		t->turn[i].end = from_start(t, begin, t->turn[i].end);
	}
	if (!t->turn[0].time.n)
		t->turn[0].time = start;
}

static void
refuse_turn(struct turns *t, struct turn *turn)
{
	struct buf why = { 0 };

	if (turn->speaker.n) {
		buf_str(&why, STR("no role for \""));
		columns_show(&why, turn->speaker);
		buf_str(&why, STR("\"; see --agents, --agent-domain, --first and -R"));
	} else {
		buf_str(&why, STR("nobody is named as the speaker"));
	}
	turn->kind = TURN_BAD;
	turn->why = turns_str(t, buf_view(&why)).p;
	buf_free(&why);
}

static void
cast(struct turns *t, const struct turns_reader *reader, struct who *who, const struct scene_facts *facts)
{
	for (size_t i = 0; i < t->n; i++) {
		struct turn *turn = &t->turn[i];

		if (turn->kind != TURN_SAID || turn->role != ROLE_COUNT)
			continue;
		if (turn->speaker.n && str_eq(turn->speaker, facts->agent))
			turn->role = ROLE_AGENT;
		else if (turn->speaker.n && str_eq(turn->speaker, facts->customer))
			turn->role = ROLE_CUSTOMER;
		else
			turn->role = who_find(who, facts->interaction, turn->speaker);
	}
	if (reader->one_visitor)
		turns_one_visitor(t);
	for (size_t i = 0; i < t->n; i++)
		if (t->turn[i].kind == TURN_SAID && t->turn[i].role == ROLE_COUNT)
			refuse_turn(t, &t->turn[i]);
}

void
scene_read(struct turns *t, const struct turns_reader *reader, struct who *who, struct str transcript,
	   const struct scene_facts *facts)
{
	turns_reset(t);
	reader->read(t, transcript);
	if (!t->n)
		turns_add(t, TURN_SYSTEM, 1);
	place_in_time(t, facts->start);
	cast(t, reader, who, facts);
}
