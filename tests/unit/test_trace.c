#include "scripted.h"

/* Triggers and ends of all events, "1:met 3:silent"; - is the interaction as such. */
static void
expect_events(int line, const char *rows, const char *script, const char *want)
{
	static const char *const ends[] = {
		[TRACE_MET] = "met", [TRACE_MISSED] = "missed", [TRACE_CONDITION] = "condition", [TRACE_SILENT] = "silent",
		[TRACE_WINDOW] = "window", [TRACE_MEASURE] = "measure",
	};
	struct buf why = { 0 }, got = { 0 };
	struct trace trace = { 0 };
	struct rubric_work w = { .trace = &trace };

	make_pack();
	struct pack *p = open_pack(rows, &why);
	struct rubric *r = rubric_open(p, &why);
	ck_assert_ptr_nonnull(r);
	struct talk *t = talk_of(p, script, -1);
	rubric_score(r, t, 0, &w);
	buf_str(&got, STR(""));
	for (size_t i = 0; i < trace.events; i++) {
		const struct trace_event *e = &trace.event[i];
		if (i)
			buf_char(&got, ' ');
		if (e->trigger == TALK_NONE)
			buf_char(&got, '-');
		else
			buf_int(&got, e->trigger);
		buf_printf(&got, ":%s", ends[e->end]);
		if (e->hit != TALK_NONE)
			buf_printf(&got, "@%u", e->hit);
		if (e->value)
			buf_printf(&got, "=%d", (int)e->value);
	}
	ck_assert_msg(str_eq(buf_view(&got), str_of(want)), "line %d: got \"%s\", not \"%s\"", line, got.p, want);
	rubric_work_free(&w);
	trace_free(&trace);
	talk_free(t);
	rubric_free(r);
	pack_free(p);
	buf_free(&why);
	buf_free(&got);
	remove_pack();
}

#define EVENTS(rows, script, want) expect_events(__LINE__, rows, script, want)

START_TEST(ends)
{
	static const char chat[] = "C 0 sad\nA:ann 10 a\nC 20 sad\nA:ann 25 b\nC 30 sad\n";

	EVENTS(ROW("customer:sad", "+a", ""), chat, "0:met@1 2:missed 4:silent");
	EVENTS(ROW("customer:sad", "-a", ""), chat, "0:missed@1 2:met 4:silent");
	EVENTS(ROW("customer:sad", "+a", "before"), "C 0 sad\nA:ann 1 a\nC 2 sad\n", "0:silent 2:met@1");
	EVENTS(ROW("customer:sad", "reply_seconds<=5", ""), chat, "0:missed=10000 2:met=5000 4:silent");
	EVENTS(ROW("customer:sad", "reply_seconds<=5", ""), "C - sad\nA:ann 1\n", "0:measure");
	EVENTS(ROW("agent:a|b", "+c", "rest"), chat, "1:missed 3:window");
	EVENTS(ROW("agent:a", "+customer:glad", "reply"), "A:ann 0 a\n", "0:window");
	EVENTS(ROW("interaction", "+a", ""), chat, "-:met@1");
	EVENTS(ROW("interaction", "+a", "72h"), chat, "-:window");
	/* what nothing called for is no event */
	EVENTS(ROW("customer:glad", "+a", ""), chat, "");
}
END_TEST

START_TEST(failed_conditions)
{
	static const char chat[] = "C 0 sad\nA:ann 1 a\nC 2 cross\nA:ann 3 a\n";

	EVENTS(ROW("agent:a if customer:cross", "+b", ""), chat, "1:condition 3:missed");
	EVENTS(ROW("agent:a unless customer:cross", "+b", ""), chat, "1:missed 3:condition");
	/* where it could never hold, which scores do not go into */
	EVENTS(ROW("agent:a if customer:glad", "+b", ""), chat, "1:condition 3:condition");
	EVENTS(ROW("agent:a unless customer", "+b", ""), chat, "1:condition 3:condition");
	EVENTS(ROW("agent:a if channel:mail", "+b", ""), chat, "1:condition 3:condition");
	EVENTS(ROW("interaction unless customer:sad", "+b", ""), chat, "-:condition");
}
END_TEST

START_TEST(since_tells_when_conditions_began_to_hold)
{
	struct buf why = { 0 };
	struct trace trace = { 0 };
	struct rubric_work w = { .trace = &trace };

	make_pack();
	struct pack *p = open_pack(ROW("agent:b if customer:cross unless agent:a if channel:chat", "+c", ""), &why);
	struct rubric *r = rubric_open(p, &why);
	struct talk *t = talk_of(p, "C 0\nC 1 cross\nA:ann 2 b\nA:ann 3 a\nA:ann 4 b\n", -1);
	rubric_score(r, t, 0, &w);
	ck_assert_uint_eq(trace.events, 2);
	ck_assert_int_eq(trace.event[0].end, TRACE_MISSED);
	ck_assert_int_eq(trace.event[1].end, TRACE_CONDITION);
	for (size_t i = 0; i < 2; i++) {
		const uint32_t *since = trace.since + trace.event[i].since;
		ck_assert_uint_eq(since[0], 1);
		ck_assert_uint_eq(since[1], 3);
		ck_assert_uint_eq(since[2], 0);
	}
	rubric_work_free(&w);
	trace_free(&trace);
	talk_free(t);
	rubric_free(r);
	pack_free(p);
	remove_pack();
}
END_TEST

/* Numbers that look random and are the same on each run. */
static uint32_t
below(uint32_t n)
{
	static uint64_t state = 7;

	state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (uint32_t)(state >> 33) % n;
}

/* The events that were counted add up to the rows of the scores, which are the same with a trace and without. */
static void
check_sums(const struct rubric *r, const struct talk *t)
{
	struct trace trace = { 0 };
	struct rubric_work with = { .trace = &trace }, without = { 0 };

	rubric_score(r, t, 0, &with);
	rubric_score(r, t, 0, &without);
	ck_assert_uint_eq(with.rows, without.rows);
	for (size_t i = 0; i < with.rows; i++) {
		const struct rubric_row *row = &with.row[i];
		int64_t met = 0, opportunities = 0;
		for (size_t k = 0; k < trace.events; k++) {
			const struct trace_event *e = &trace.event[k];
			if (e->criterion != row->criterion || e->agent != row->agent || e->end > TRACE_MISSED)
				continue;
			met += e->end == TRACE_MET;
			opportunities++;
		}
		ck_assert_int_eq(row->met, met);
		ck_assert_int_eq(row->opportunities, opportunities);
		ck_assert_int_eq(row->met, without.row[i].met);
		ck_assert_int_eq(row->opportunities, without.row[i].opportunities);
		ck_assert_uint_eq(row->decided, without.row[i].decided);
	}
	rubric_work_free(&with);
	rubric_work_free(&without);
	trace_free(&trace);
}

START_TEST(adds_up_to_the_scores)
{
	static const char *const who[] = { "C 1", "A:ann 2", "A:bob 3", "K 4", "C -" };
	static const char *const tags[] = { " sad\n", " a\n", " b\n", " glad\n", " cross\n", "\n" };
	struct buf why = { 0 };

	make_pack();
	struct pack *p = open_pack("zeal,one,customer:sad if agent:a unless customer:glad,+b,reply,1,,\n"
	    "zeal,two,agent:a if customer:cross,-customer:glad,rest,1,,\nart,three,first if any:k,+a,2,1,,\n"
	    "art,four,interaction unless agent:b,+customer:glad,all,1,,\nart,five,customer,reply_seconds<=1,,1,,\n", &why);
	struct rubric *r = rubric_open(p, &why);
	ck_assert_ptr_nonnull(r);
	for (int round = 0; round < 300; round++) {
		struct buf script = { 0 };
		for (uint32_t n = 1 + below(30); n > 0; n--)
			buf_printf(&script, "%s%s", who[below(5)], tags[below(6)]);
		struct talk *t = talk_of(p, script.p, -1);
		check_sums(r, t);
		talk_free(t);
		buf_free(&script);
	}
	rubric_free(r);
	pack_free(p);
	remove_pack();
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { ends, failed_conditions, since_tells_when_conditions_began_to_hold, adds_up_to_the_scores };

	return run_suite("trace", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
