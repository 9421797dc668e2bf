#include "scripted.h"

START_TEST(expressions)
{
	static const char chat[] = "C 0\nA:ann 1 a\nA:ann 2 b\nA:ann 3 a b\nA:ann 4 b c\nA:ann 5\n";

	EXPECT(ROW("each", "+a|b", ""), chat, "ann:x:4/5@5^!");
	EXPECT(ROW("each", "+a&b", ""), chat, "ann:x:1/5@1^!");
	EXPECT(ROW("each", "+a&!b", ""), chat, "ann:x:1/5@2^!");
	EXPECT(ROW("each", "+a|b&c", ""), chat, "ann:x:3/5@2^!");
	EXPECT(ROW("each", "+!a", ""), chat, "ann:x:3/5@1^!");
	EXPECT(ROW("each", "+ a & b | c ", ""), chat, "ann:x:2/5@1^!");
	EXPECT(ROW("agent:b&!a", "+c", ""), chat, "ann:x:1/2@2^!");
}
END_TEST

START_TEST(grammar)
{
	static const struct {
		const char *row, *reason;
	} bad[] = {
		{ "zeal,,each,+a,,1,,", "a criterion without a name" },
		{ "zeal,x,,+a,,1,,", "\"when\" names no opportunity" },
		{ "zeal,x,agent:nope,+a,,1,,", "no marker \"nope\" in markers.csv" },
		{ "zeal,x,agent:,+a,,1,,", "no marker after \"agent:\"" },
		{ "zeal,x,agent:a|,+a,,1,,", "a marker is missing beside \"|\"" },
		{ "zeal,x,agent:a&,+a,,1,,", "no marker \"\" in markers.csv" },
		{ "zeal,x,agent:a b,+a,,1,,", "no marker \"a b\" in markers.csv" },
		{ "zeal,x,boss:a,+a,,1,,", "\"boss:a\" does not begin with a role (agent, customer, colleague, bot, system, any)" },
		{ "zeal,x,sometimes,+a,,1,,", "\"sometimes\" does not begin with a role (agent, customer, colleague, bot, system, any)" },
		{ "zeal,x,last&,+a,,1,,", "\"last&\": what follows \"&\" is not messages of a role" },
		{ "zeal,x,interaction&agent:a,+a,,1,,", "\"interaction&agent:a\": what follows \"&\" is not messages of a role" },
		{ "zeal,x,each if,+a,,1,,", "no condition after \"if\"" },
		{ "zeal,x,each if customer:sad unless,+a,,1,,", "no condition after \"unless\"" },
		{ "zeal,x,each if if customer:sad,+a,,1,,", "no condition after \"if\"" },
		{ "zeal,x,if customer:sad,+a,,1,,", "\"when\" names no opportunity" },
		{ "zeal,x,each if channel:,+a,,1,,", "no channel after \"channel:\"" },
		{ "zeal,x,each,,,1,,", "\"\" is not MEASURE<NUMBER or the like (< <= = != >= >)" },
		{ "zeal,x,each,+,,1,,", "\"expect\" names no marker" },
		{ "zeal,x,each,+nope,,1,,", "no marker \"nope\" in markers.csv" },
		{ "zeal,x,each,charm>=1,,1,,", "no measure is called \"charm\"" },
		{ "zeal,x,each,words>=many,,1,,", "not a number: \"many\"" },
		{ "zeal,x,each,words,,1,,", "the measure words has no bound, so its weight is 0" },
		{ "zeal,x,interaction,reply_seconds<=60,,1,,", "the measure reply_seconds is of a message, not of an interaction" },
		{ "zeal,x,each,words<=60,72h,1,,", "the measure words does not look into later interactions" },
		{ "zeal,x,each,+a,soon,1,,", "\"within\" is same, reply, rest, before, all, a number of messages or a time such as 72h, not \"soon\"" },
		{ "zeal,x,each,+a,0,1,,", "\"within\" is same, reply, rest, before, all, a number of messages or a time such as 72h, not \"0\"" },
		{ "zeal,x,interaction,+a,reply,1,,", "an interaction has no message for \"within\" to start from: all, a number or a time" },
		{ "zeal,x,customer:sad,+a,same,1,,", "the same message is never one of those who are expected to act" },
		{ "zeal,x,each,+customer:sad,,1,,", "the same message is never one of those who are expected to act" },
		{ "zeal,x,each,+a,,heavy,,", "a weight is a whole number from 0 to 1000, not \"heavy\"" },
		{ "zeal,x,each,+a,,1001,,", "a weight is a whole number from 0 to 1000, not \"1001\"" },
		{ "zeal,x,each,+a,,-1,,", "a weight is a whole number from 0 to 1000, not \"-1\"" },
		{ "zeal,x,each,+a,,1,yes,", "critical is 0 or 1, not \"yes\"" },
	};

	make_pack();
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct buf why = { 0 }, rows = { 0 }, want = { 0 };
		buf_printf(&rows, "zeal,fine,each,+a,,1,,\n%s\n", bad[i].row);
		buf_printf(&want, "%s/rubric.csv:3: %s", dir, bad[i].reason);
		struct pack *p = open_pack(rows.p, &why);
		ck_assert_ptr_null(rubric_open(p, &why));
		ck_assert_str_eq(why.p, want.p);
		pack_free(p);
		buf_free(&why);
		buf_free(&rows);
		buf_free(&want);
	}
	remove_pack();
}
END_TEST

START_TEST(blanks)
{
	EXPECT(ROW(" agent : b   if  customer : sad | cross ", " + a | c ", " reply "), "C 0 cross\nA:ann 1 b\nA:ann 2 c\n", "ann:x:1/1@2");
	EXPECT(ROW("last & agent:b", "-agent:a", ""), "A:ann 1 b\n", "ann:x:1/1@0^");
	EXPECT(ROW("each", " words <= 2 ", ""), "A:ann 1 | hi\n", "ann:x:1/1=1@0");
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { expressions, grammar, blanks };

	return run_suite("criterion", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
