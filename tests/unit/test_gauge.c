#include "scripted.h"

START_TEST(times)
{
	static const char chat[] = "C 100\nC 130\nA:ann 160\nA:ann 170\nC 200\nA:bob 500\nC 510\n";

	EXPECT(ROW("customer", "reply_seconds<=60", ""), chat, "ann:x:2/2=90000@2 bob:x:0/1=300000@5!");
	/* of an agent's message: how long the first unanswered message had waited */
	EXPECT(ROW("each", "reply_seconds<=60", ""), chat, "ann:x:1/1=60000@2 bob:x:0/1=300000@5!");
	EXPECT(ROW("first", "reply_seconds<60", ""), chat, "ann:x:0/1=60000@2! bob:x:0/1=300000@5!");
	EXPECT(ROW("interaction", "first_reply_seconds<=60", ""), chat, "ann:x:1/1=60000@2");
	EXPECT(ROW("interaction", "handle_seconds<410", ""), chat, "ann:x:0/1=410000^! bob:x:0/1=410000^!");
	EXPECT(ROW("customer", "answered>=1", ""), chat, "ann:x:2/2=2000@2 bob:x:1/2=1000@6!");
	EXPECT(ROW("customer", "answered>=1", ""), "C 0\n", "-:x:0/1=0@0!");
	EXPECT(ROW("interaction", "agent_messages<=1", ""), chat, "ann:x:0/1=2000^! bob:x:1/1=1000^");
	/* no times, elapsed ones, times that run backwards, and a time of another clock */
	EXPECT(ROW("customer", "reply_seconds<=60", ""), "C -\nA:ann -\n", "");
	EXPECT(ROW("customer", "reply_seconds<=60", ""), "C +1\nA:ann +31\n", "ann:x:1/1=30000@1");
	EXPECT(ROW("customer", "reply_seconds<=60", ""), "C 90\nA:ann 31\n", "");
	EXPECT(ROW("customer", "reply_seconds<=60", ""), "C 1\nA:ann +31\n", "");
	EXPECT(ROW("interaction", "handle_seconds<=60", ""), "C -\nA:ann 31\nC 40\n", "ann:x:1/1=9000^");
	EXPECT(ROW("each", "overlap_seconds<=1", ""), "C 0-10\nA:ann 8-20\nC 21-30\nA:ann 30-31\n", "ann:x:1/2=2000@1!");
	EXPECT(ROW("each", "overlap_seconds<=1", ""), "C 0\nA:ann 8\n", "");
}
END_TEST

START_TEST(texts)
{
	EXPECT(ROW("each", "words<=3", ""), "A:ann 0 | one two three\nA:ann 1 | one two three four\n", "ann:x:1/2=7@1!");
	EXPECT(ROW("customer", "words<=6", "reply"), "C 0 | hi\nA:ann 1 | one two three\nA:ann 2 | four five\nC 3\n", "ann:x:1/1=5@1");
	EXPECT(ROW("customer", "words>=2", "same"), "C 0 | good day\nC 1 | hi\nA:ann 1\n", "ann:x:1/2=3@1!");
	EXPECT(ROW("each", "questions<=1", ""), "A:ann 0 | Who? Why?\n", "ann:x:0/1=2000@0!");
	EXPECT(ROW("each", "sentence_words<=2.5", ""), "A:ann 0 | One two. Three four five.\n", "ann:x:1/1=2500@0");
	EXPECT(ROW("each", "sentence_words<=2.499", ""), "A:ann 0 | One two. Three four five.\n", "ann:x:0/1=2500@0!");
	/* an empty message has no mean */
	EXPECT(ROW("each", "sentence_words<=2", ""), "A:ann 0\n", "");
	/* kettle, leaks: one of two words that say something; the, my, is say nothing */
	EXPECT(ROW("customer", "echo>=0.5", ""), "C 0 | My kettle is the leaks\nA:ann 1 | Kettle?\nA:ann 2 | Is it my day\n",
	    "ann:x:1/1=500@1");
	EXPECT(ROW("customer", "echo>=0.5", ""), "C 0 | is the my\nA:ann 1 | Kettle?\n", "");
	EXPECT(ROW("each", "echo>0", ""), "A:ann 0 | Hello\nC 1 | It leaks\nB 2 | wait\nA:ann 3 | So it leaks\n", "ann:x:1/1=1000@3");
	/* 4 of 6 words are in both */
	EXPECT(ROW("each", "same_text<=0.5", ""), "A:ann 0 | please try it once again\nC 1\nA:ann 2 | please try it twice again\n",
	    "ann:x:0/1=666@2!");
	EXPECT(ROW("each", "same_text<=0.5", ""), "A:ann 0 | please try it now\nA:bob 1 | please try it now then\nA:ann 2 | please try it now then\n",
	    "");
	/* recorded without a bound */
	EXPECT("zeal,x,each,words,,0,,\n", "A:ann 0 | one two\n", "ann:x:1/1=2@0");
}
END_TEST

START_TEST(moods)
{
	/* half of what was, and what is new: -2 / 2 + 1 */
	EXPECT(ROW("interaction", "mood_end>=0", ""), "C 0 cross\nA:ann 1\nC 2 glad\nC 3\n", "ann:x:1/1=0@2");
	EXPECT(ROW("interaction", "mood_end>=0", ""), "C 0 glad\nA:ann 1\nC 2 sad\nC 3\n", "ann:x:0/1=-500@2!");
	/* from -3 to -3 / 2 + 1 */
	EXPECT(ROW("interaction", "mood_change>0", ""), "C 0 cross sad\nA:ann 1\nC 2 glad\n", "ann:x:1/1=2500@0");
	EXPECT(ROW("interaction", "mood_change>0", ""), "C 0 glad\nA:ann 1\nC 2 cross\n", "ann:x:0/1=0@2!");
	/* it was never bad */
	EXPECT(ROW("interaction", "mood_change=0", ""), "C 0 \nA:ann 1\n", "ann:x:1/1=0^");
	EXPECT(OUTCOME("interaction", "mood_end>=0", ""), "C 0 cross\n", "-:x:0/1=-2000@0!");
	EXPECT(ROW("interaction", "mood_end>=0", ""), "A:ann 0\n", "");
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { times, texts, moods };

	return run_suite("gauge", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
