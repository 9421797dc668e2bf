#include "scripted.h"

START_TEST(places)
{
	static const char chat[] = "C 0\nA:ann 1 a\nC 2 glad\nA:ann 3\nA:bob 4 b\nC 5\nA:bob 6 a c\nC 7 sad\n";

	EXPECT(ROW("first", "+a", ""), chat, "ann:x:1/1@1 bob:x:0/1@4^!");
	EXPECT(ROW("last", "+a", ""), chat, "ann:x:0/1@3^! bob:x:1/1@6");
	EXPECT(ROW("each", "+a|b", ""), chat, "ann:x:1/2@3^! bob:x:2/2@4");
	EXPECT(ROW("each", "-a", ""), chat, "ann:x:1/2@1! bob:x:1/2@6!");
	EXPECT(ROW("interaction", "+a", ""), chat, "ann:x:1/1@1 bob:x:1/1@6");
	EXPECT(ROW("interaction", "+b", ""), chat, "ann:x:0/1^! bob:x:1/1@4");
	EXPECT(ROW("agent:b", "+a", ""), chat, "bob:x:0/1@4^!");
	EXPECT(ROW("last&agent:c", "+a", ""), chat, "bob:x:1/1@6");
	EXPECT(ROW("first&agent:c", "+a", ""), chat, "");
	EXPECT(ROW("last&customer:sad", "+a", "before"), chat, "bob:x:1/1@6");
	EXPECT(ROW("last&customer:glad", "+a", "before"), chat, "");
	EXPECT(ROW("first&customer", "+a", "reply"), chat, "ann:x:1/1@1");
	/* nobody spoke after the last message */
	EXPECT(ROW("customer:sad", "+a", ""), chat, "");
	EXPECT(ROW("customer", "+a", ""), chat, "ann:x:1/2@2^! bob:x:1/1@6");
}
END_TEST

START_TEST(conditions)
{
	static const char chat[] = "C 0 sad\nA:ann 1 b\nC 2 cross\nA:ann 3 b\nA:ann 4 a\n";

	/* of a message: what was said up to it */
	EXPECT(ROW("agent:b if customer:cross", "+a", "same"), chat, "ann:x:0/1@3^!");
	EXPECT(ROW("agent:b unless customer:cross", "+a", "same"), chat, "ann:x:0/1@1^!");
	EXPECT(ROW("agent:b if customer:sad if customer:cross", "+a", "same"), chat, "ann:x:0/1@3^!");
	EXPECT(ROW("agent:b if customer:sad unless customer:cross", "+a", "same"), chat, "ann:x:0/1@1^!");
	EXPECT(ROW("agent:b if agent:b", "+a", "same"), chat, "ann:x:0/2@1^!");
	EXPECT(ROW("agent:b if colleague", "+a", "same"), chat, "");
	EXPECT(ROW("agent:b unless customer", "+a", "same"), chat, "");
	/* of the interaction, its first and its last message: what is ever said */
	EXPECT(ROW("first if customer:cross", "+b", ""), chat, "ann:x:1/1@1");
	EXPECT(ROW("interaction unless customer:cross", "+b", ""), chat, "");
	EXPECT(ROW("last if any:a", "+b", ""), chat, "ann:x:0/1@4^!");
	EXPECT(ROW("first if channel:email|Chat", "+b", ""), chat, "ann:x:1/1@1");
	EXPECT(ROW("first unless channel:chat", "+b", ""), chat, "");
	EXPECT(ROW("first if channel:email", "+b", ""), chat, "");
}
END_TEST

START_TEST(outcomes)
{
	EXPECT(OUTCOME("interaction", "+customer:glad", ""), "C 0\nA:ann 1\nA:bob 2\nC 3 glad\n", "ann:x:1/1@3 bob:x:1/1@3");
	/* nobody is there to be charged, and yet it happened */
	EXPECT(OUTCOME("interaction", "+customer:glad", ""), "C 0\nC 3 glad\n", "-:x:1/1@1");
	EXPECT(OUTCOME("interaction", "-customer:glad", ""), "C 0\n", "-:x:1/1^");
	EXPECT(OUTCOME("interaction", "+a", ""), "C 0\n", "");
	EXPECT(OUTCOME("interaction", "+customer|colleague:k", ""), "C 0\nK 1 k\nA:ann 2\n", "ann:x:1/1@1");
	EXPECT(OUTCOME("interaction", "+colleague", ""), "C 0\nK 1\nA:ann 2\n", "ann:x:1/1@1");
	EXPECT(OUTCOME("customer:sad", "-customer:cross", "same"), "C 0 sad\nC 1 sad cross\nA:ann 2\n", "ann:x:1/2@1!");
	EXPECT(OUTCOME("customer:sad", "-customer:cross", "same"), "C 0 sad\n", "-:x:1/1@0^");
}
END_TEST

/* Silence is judged by what looks for it, never by what an agent would have had to do. */
START_TEST(nobody_answers)
{
	static const char alone[] = "C 0 sad\nB 1\nC 2 cross\n", before[] = "A:ann 0 a\nC 1 sad\nC 2 cross\n";

	EXPECT(ROW("interaction if customer:sad", "+customer:cross", ""), alone, "");
	EXPECT(ROW("interaction", "-any:cross", ""), alone, "");
	EXPECT(ROW("interaction", "mood_end>=0", ""), alone, "");
	EXPECT(ROW("customer:sad", "-customer:cross", "all"), alone, "");
	EXPECT(ROW("customer:sad", "mood_change>=0", ""), alone, "");
	EXPECT(ROW("customer", "words<=5", "same"), alone, "");
	EXPECT(ROW("customer:sad", "answered>=1", ""), alone, "-:x:0/1=0@0!");
	EXPECT(ROW("customer:sad", "+a", "all"), before, "");
	EXPECT(ROW("customer:sad", "+customer:cross", "all"), before, "");
	EXPECT(ROW("customer:sad", "-customer:cross", "same"), before, "");
	EXPECT(ROW("customer:sad", "+a", "before"), before, "ann:x:1/1@0");
	EXPECT(ROW("customer:sad", "answered>=1", ""), before, "ann:x:0/1=0@1!");
	EXPECT_UNTIL(50, ROW("customer:sad", "+a", "10s"), before, "ann:x:0/1@1^!");
	EXPECT_UNTIL(50, ROW("customer:sad", "+a", "10s"), alone, "-:x:0/1@0^!");
}
END_TEST

START_TEST(decided)
{
	/* the first violation, else the first that met */
	EXPECT(ROW("agent:a", "+b", ""), "A:ann 0 a b\nA:ann 1 a\nA:ann 2 a\n", "ann:x:1/3@1^!");
	EXPECT(ROW("agent:a", "+b", ""), "A:ann 0 a b\nA:ann 1 a b\n", "ann:x:2/2@0");
	EXPECT(ROW("agent:a", "-b", ""), "A:ann 0 a\nA:ann 1 a b\nA:ann 2 a b\n", "ann:x:1/3@1!");
}
END_TEST

START_TEST(order_of_rows)
{
	/* by agent as they first speak, then by skill as in skills.csv, then as in rubric.csv */
	EXPECT("art,p,each,+a,,1,,\nzeal,q,each,+a,,1,,\nart,o,each,+a,,1,,\nzeal,p,each,+a,,1,,\n",
	    "A:zoe 0\nA:ann 1\nA:zoe 2\n",
	    "zoe:q:0/2@0^! zoe:p:0/2@0^! zoe:p:0/2@0^! zoe:o:0/2@0^! "
	    "ann:q:0/1@1^! ann:p:0/1@1^! ann:p:0/1@1^! ann:o:0/1@1^!");
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { places, conditions, outcomes, nobody_answers, decided, order_of_rows };

	return run_suite("rubric", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
