#include "scripted.h"

#define HOUR 3600

static uint32_t seed = 7;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

START_TEST(reply)
{
	/* the customer goes on until the agent speaks; a colleague and a bot do not end the agent's turn */
	EXPECT(ROW("customer:sad", "+a", "reply"), "C 0 sad\nC 1\nA:ann 2\nK 3\nB 4\nA:ann 5 a\nC 6\nA:ann 7\n", "ann:x:1/1@5");
	EXPECT(ROW("customer:sad", "+a", "reply"), "C 0 sad\nA:ann 2\nC 3\nA:ann 4 a\n", "ann:x:0/1@0^!");
	EXPECT(ROW("customer:sad", "-a", "reply"), "C 0 sad\nA:ann 2\nC 3\nA:ann 4 a\n", "ann:x:1/1@0^");
	/* whoever speaks next is charged, and only what he says counts */
	EXPECT(ROW("customer:sad", "+a", "reply"), "A:ann 0 a\nC 1 sad\nA:bob 2\nA:ann 3 a\n", "bob:x:0/1@1^!");
	/* an agent's trigger: from it on, itself too */
	EXPECT(ROW("agent:b", "+a", "reply"), "A:ann 0 a\nA:ann 1 b\nA:ann 2 a\nC 3\n", "ann:x:1/1@2");
	EXPECT(ROW("agent:b", "+a", "reply"), "A:ann 1 b a\nC 3\n", "ann:x:1/1@0");
	EXPECT(ROW("agent:b", "+a", "reply"), "A:ann 1 b\nC 3\nA:ann 4 a\n", "ann:x:0/1@0^!");
	/* between colleagues the colleague is the customer */
	EXPECT(ROW("colleague:k", "+a", "reply"), "K 0 k\nA:ann 1\nK 2\nA:ann 3 a\n", "ann:x:0/1@0^!");
	EXPECT(ROW("agent:b", "+a", "reply"), "A:ann 1 b\nK 3\nA:ann 4 a\n", "ann:x:0/1@0^!");
	/* what the customer says in his next turn, if he takes one */
	EXPECT(ROW("agent:b", "+customer:glad", "reply"), "A:ann 0 b\nA:ann 1\nC 2\nC 3 glad\nA:ann 4\nC 5\n", "ann:x:1/1@3");
	EXPECT(ROW("agent:b", "+customer:glad", "reply"), "A:ann 0 b\nC 1\nA:ann 2\nC 3 glad\n", "ann:x:0/1@0^!");
	EXPECT(ROW("agent:b", "-customer:cross", "reply"), "A:ann 0 b\nA:ann 1\n", "");
	EXPECT(ROW("customer:cross", "-customer:cross", "reply"), "C 0 cross\nC 1 cross\nA:ann 2\nC 3 cross\n", "ann:x:0/2@3!");
	EXPECT(ROW("customer:cross", "-customer:cross", "reply"), "C 0 cross\nC 1 cross\n", "");
}
END_TEST

START_TEST(count_rest_before_all)
{
	static const char chat[] = "A:ann 0 a\nC 1 sad\nA:ann 2\nC 3\nA:bob 4 a\nA:ann 5 b\nA:ann 6 a\nC 7 glad\n";

	EXPECT(ROW("customer:sad", "+a", "1"), chat, "ann:x:0/1@1^!");
	EXPECT(ROW("customer:sad", "+a", "2"), chat, "ann:x:0/1@1^!");
	EXPECT(ROW("customer:sad", "+a", "3"), chat, "ann:x:1/1@6");
	EXPECT(ROW("customer:sad", "+a", "rest"), chat, "ann:x:1/1@6");
	/* after the agent's own trigger, not counting it */
	EXPECT(ROW("agent:b", "+b", "1"), chat, "ann:x:0/1@5^!");
	EXPECT(ROW("agent:b", "+a", "1"), chat, "ann:x:1/1@6");
	EXPECT(ROW("agent:a", "-a", "rest"), chat, "ann:x:0/1@6!");
	EXPECT(ROW("interaction", "+b", "2"), chat, "ann:x:0/1^! bob:x:0/1^!");
	EXPECT(ROW("interaction", "+b", "3"), chat, "ann:x:1/1@5 bob:x:0/1^!");
	EXPECT(ROW("agent:b", "+a", "before"), chat, "ann:x:1/1@0");
	EXPECT(ROW("agent:b", "+c", "before"), chat, "ann:x:0/1@5^!");
	EXPECT(ROW("agent:b", "-b", "before"), chat, "ann:x:0/1@5!");
	/* the one who spoke last before is charged for what came before */
	EXPECT(ROW("customer:glad", "+a", "before"), chat, "ann:x:1/1@0");
	EXPECT(ROW("customer:sad", "+b", "before"), "C 0 sad\nA:ann 1 b\n", "");
	EXPECT(OUTCOME("customer:glad", "+b", "all"), chat, "ann:x:1/1@5");
	EXPECT(ROW("customer:sad", "+b", "all"), "A:ann 0 b\nC 1 sad\nA:bob 2\n", "bob:x:0/1@1^!");
	EXPECT(ROW("agent:a", "+customer:glad", "rest"), chat, "ann:x:2/2@7 bob:x:1/1@7");
	EXPECT(ROW("agent:a", "+customer:glad", "1"), chat, "ann:x:1/2@0^! bob:x:1/1@7");
	EXPECT(ROW("agent:a", "-customer:sad", "before"), chat, "ann:x:1/2@1! bob:x:0/1@1!");
}
END_TEST

START_TEST(later_interactions)
{
	static const char kept[] = "C 0\nA:ann 10 a\n---\nC 7200\nA:bob 7300 b\n";
	static const char much_later[] = "C 0\nA:ann 10 a\n---\nC 90000\nA:ann 90010 b\n";

	/* a promise may be kept by another agent, in another interaction, whose own rows come apart */
	EXPECT_UNTIL(50 * HOUR, ROW("agent:a", "+b", "24h"), kept, "0.ann:x:1/1@1^");
	EXPECT_UNTIL(50 * HOUR, ROW("agent:a", "+b", "24h"), much_later, "0.ann:x:0/1@1^!");
	EXPECT_UNTIL(50 * HOUR, ROW("agent:a", "+b", "24h"), "A:ann 10 a\nA:ann 20 b\n", "ann:x:1/1@1");
	/* silence is a broken promise */
	EXPECT_UNTIL(50 * HOUR, ROW("agent:a", "+b", "24h"), "A:ann 10 a\n", "ann:x:0/1@0^!");
	/* to the millisecond: 10 s + 2 h is within the log and the window, but not one second less */
	EXPECT_UNTIL(2 * HOUR + 10, ROW("agent:a", "+customer", "2h"), "A:ann 10 a\n---\nC 7210\n", "0.ann:x:1/1@0^");
	EXPECT_UNTIL(2 * HOUR + 10, ROW("agent:a", "+customer", "2h"), "A:ann 10 a\n---\nC 7211\n", "0.ann:x:0/1@0^!");
	EXPECT_UNTIL(2 * HOUR + 9, ROW("agent:a", "+customer", "2h"), "A:ann 10 a\n---\nC 7209\n", "");
	/* the log ends before the time is up: open, whether met by then or not */
	EXPECT_UNTIL(20 * HOUR, ROW("agent:a", "+b", "24h"), kept, "");
	/* not grouped by customer, or no dates: not applicable */
	EXPECT(ROW("agent:a", "+b", "24h"), kept, "");
	EXPECT_UNTIL(50 * HOUR, ROW("agent:a", "+b", "24h"), "A:ann +10 a\nA:ann +20 b\n", "");
	EXPECT_UNTIL(50 * HOUR, ROW("agent:a", "+b", "24h"), "A:ann - a\nA:ann 20 b\n", "");
	/* the interaction's own time begins when it is over */
	EXPECT_UNTIL(50 * HOUR, ROW("interaction", "-customer", "24h"), "C 0\nA:ann 5\nC 7\n", "ann:x:1/1^");
	EXPECT_UNTIL(500 * HOUR, ROW("interaction", "-customer", "24h"), kept, "0.ann:x:0/1^! 1.bob:x:1/1^");
	EXPECT_UNTIL(500 * HOUR, ROW("interaction", "-customer", "24h"), much_later, "0.ann:x:1/1^ 1.ann:x:1/1^");
	EXPECT_UNTIL(500 * HOUR, OUTCOME("interaction", "-customer:cross", "7d"), "C 0\n---\nC 90 sad\n---\nC 95 cross\n",
	    "0.-:x:0/1^! 1.-:x:0/1^! 2.-:x:1/1^");
	EXPECT_UNTIL(500 * HOUR, ROW("interaction", "agent_messages>=2", "7d"), "C 0\n---\nA:ann 90\nA:ann 95\n",
	    "1.ann:x:0/1=0^!");
}
END_TEST

/* The windows that reach far are searched once for many triggers: they must find what a search for each one finds. */
START_TEST(far_windows_like_near_ones)
{
	struct buf why = { 0 };
	struct pack *p;
	struct rubric *r;
	struct rubric_work w = { 0 };

	make_pack();
	/* 1000000 messages are all that follow, and are searched one by one */
	p = open_pack("zeal,rest,customer:sad,+b,rest,1,,\nzeal,count,customer:sad,+b,1000000,1,,\n"
	    "art,rest,agent:a,-customer:glad,rest,1,,\nart,count,agent:a,-customer:glad,1000000,1,,\n", &why);
	r = rubric_open(p, &why);
	ck_assert_ptr_nonnull(r);
	for (int round = 0; round < 300; round++) {
		static const char *const who[] = { "C -", "A:ann -", "A:bob -", "K -" };
		static const char *const tags[] = { " sad\n", " a\n", " b\n", " glad\n", "\n", "\n" };
		struct buf script = { 0 };
		for (uint32_t n = 1 + below(60); n > 0; n--)
			buf_printf(&script, "%s%s", who[below(4)], tags[below(6)]);
		struct talk *t = talk_of(p, script.p, -1);
		rubric_score(r, t, 0, &w);
		ck_assert_uint_eq(w.rows % 2, 0);
		for (size_t i = 0; i < w.rows; i += 2) {
			ck_assert_uint_eq(w.row[i].criterion + 1, w.row[i + 1].criterion);
			ck_assert_uint_eq(w.row[i].agent, w.row[i + 1].agent);
			ck_assert_int_eq(w.row[i].opportunities, w.row[i + 1].opportunities);
			ck_assert_int_eq(w.row[i].met, w.row[i + 1].met);
			ck_assert_uint_eq(w.row[i].decided, w.row[i + 1].decided);
		}
		talk_free(t);
		buf_free(&script);
	}
	rubric_work_free(&w);
	rubric_free(r);
	pack_free(p);
	remove_pack();
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { reply, count_rest_before_all, later_interactions, far_windows_like_near_ones };

	return run_suite("window", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
