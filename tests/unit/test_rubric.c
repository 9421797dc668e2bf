#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rubric.h"

/* A pack of one's own: agents' markers a b c, a customer's sad (mood -1), cross (-2) and glad (1), a colleague's k. */
static char dir[] = "/tmp/test_rubric.XXXXXX";
static const char *const files[] = { "words.csv", "markers.csv", "rules.csv", "skills.csv", "rubric.csv" };

static void
write_file(const char *name, const char *text)
{
	char path[64];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert(fputs(text, f) >= 0);
	ck_assert_int_eq(fclose(f), 0);
}

static void
make_pack(void)
{
	ck_assert_ptr_nonnull(mkdtemp(dir));
	write_file("words.csv", "word,reading\nthe,<stop>\nis,<stop>\nmy,<stop>\n");
	write_file("markers.csv", "marker,role,threshold,mood,meaning\n"
	    "a,agent,1,0,\nb,agent,1,0,\nc,agent,1,0,\nsad,customer,1,-1,\ncross,customer,1,-2,\nglad,customer,1,1,\nk,any,1,0,\n");
	write_file("rules.csv", "marker,role,pattern,weight\na,,aaa,1\n");
	write_file("skills.csv", "skill,title,family,coverage,definition,source\n"
	    "zeal,Zeal,outcome,direct,,\nart,Art,outcome,direct,,\n");
}

static void
remove_pack(void)
{
	char path[64];

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, files[i]);
		unlink(path);
	}
	rmdir(dir);
	strcpy(dir + strlen(dir) - 6, "XXXXXX");
}

/* The pack with these rows of the rubric: NULL with the reason. */
static struct pack *
open_pack(const char *rows, struct buf *why)
{
	struct buf text = { 0 };
	struct pack *p;

	buf_printf(&text, "skill,criterion,when,expect,within,weight,critical,advice\n%s", rows);
	write_file("rubric.csv", text.p);
	buf_free(&text);
	p = pack_open(&(struct pack_options){ .dir = dir, .score = true }, why);
	ck_assert_msg(p != NULL, "%s", why->p);
	return p;
}

static struct str
word(struct str *line)
{
	struct str part = { NULL, 0 };

	*line = str_trim(*line);
	if (line->n)
		str_next(line, ' ', &part);
	return part;
}

/* "A:ann 30-35 a b | Text": role (A agent, C customer, K colleague, B bot), agent, seconds ("-" none, "+" elapsed), marks. */
static void
say(struct talk *t, const struct pack *p, struct str line)
{
	static const char letters[] = "ACKBS";
	struct talk_said m = { 0 };
	struct str spoken, who, when, number, tag;
	uint64_t *marks;
	int64_t seconds;

	str_next(&line, '|', &spoken);
	m.text = line.p ? str_trim(line) : STR("");
	who = word(&spoken);
	m.role = (enum record_role)(strchr(letters, who.p[0]) - letters);
	if (who.n > 2)
		m.agent = (struct str){ who.p + 2, who.n - 2 };
	when = word(&spoken);
	if (when.n && when.p[0] != '-') {
		enum clock_kind kind = when.p[0] == '+' ? CLOCK_ELAPSED : CLOCK_UTC;
		str_next(&when, '-', &number);
		ck_assert(str_int(number, 0, INT32_MAX, &seconds));
		m.time = (struct clock_time){ 1000 * seconds, kind };
		if (when.p && str_int(when, 0, INT32_MAX, &seconds))
			m.end = (struct clock_time){ 1000 * seconds, kind };
	}
	marks = talk_add(t, &m);
	while ((tag = word(&spoken)).n) {
		size_t marker = pack_marker(p, tag);
		ck_assert_uint_ne(marker, RECORD_NONE);
		marks[marker / 64] |= UINT64_C(1) << marker % 64;
	}
}

static struct talk *
talk_of(const struct pack *p, const char *script, int64_t log_end)
{
	struct talk *t = talk_new(expr_words(p));
	struct str rest = str_of(script), line;

	t->log_end = log_end < 0 ? TALK_NO_TIME : 1000 * log_end;
	talk_begin(t);
	while (str_next(&rest, '\n', &line)) {
		if (str_eq(line, STR("---"))) {
			talk_end(t, STR("chat"), STR(""));
			talk_begin(t);
		} else if (line.n) {
			say(t, p, line);
		}
	}
	talk_end(t, STR("chat"), STR(""));
	return t;
}

static void
print_rows(const struct rubric *r, const struct talk *t, size_t interaction, const struct rubric_work *w, struct buf *out)
{
	const struct talk_interaction *in = &t->interaction[interaction];

	for (size_t i = 0; i < w->rows; i++) {
		const struct rubric_row *row = &w->row[i];
		const struct talk_agent *a = row->agent == TALK_NONE ? NULL : &t->agent[in->agent + row->agent];
		if (out->n)
			buf_char(out, ' ');
		if (t->interactions > 1)
			buf_printf(out, "%zu.", interaction);
		buf_printf(out, "%.*s:%s:%d/%d", a ? (int)a->name_n : 1, a ? t->bytes.p + a->name : "-",
		    r->criterion[row->criterion].name.p, (int)row->met, (int)row->opportunities);
		if (r->criterion[row->criterion].gauge)
			buf_printf(out, "=%d", (int)row->value);
		if (row->decided != TALK_NONE)
			buf_printf(out, "@%u", row->decided);
		buf_printf(out, "%s%s", row->by_trigger ? "^" : "", row->violated ? "!" : "");
	}
}

/* Scores all interactions of the script by the rows of a rubric. One row of the result is
 * AGENT:CRITERION:MET/OPPORTUNITIES[=VALUE][@MESSAGE][^ it is the trigger][! it violates]. */
static void
expect_log(int line, const char *rows, const char *script, int64_t log_end, const char *want)
{
	struct buf why = { 0 }, got = { 0 };
	struct pack *p;
	struct rubric *r;
	struct talk *t;
	struct rubric_work w = { 0 };

	make_pack();
	p = open_pack(rows, &why);
	r = rubric_open(p, &why);
	ck_assert_msg(r != NULL, "line %d: %s", line, why.p);
	t = talk_of(p, script, log_end);
	buf_str(&got, STR(""));
	for (size_t i = 0; i < t->interactions; i++) {
		rubric_score(r, t, i, &w);
		print_rows(r, t, i, &w, &got);
	}
	ck_assert_msg(str_eq(buf_view(&got), str_of(want)), "line %d: got \"%s\", not \"%s\"", line, got.p ? got.p : "", want);
	rubric_work_free(&w);
	talk_free(t);
	rubric_free(r);
	pack_free(p);
	buf_free(&why);
	buf_free(&got);
	remove_pack();
}

#define EXPECT(rows, script, want) expect_log(__LINE__, rows, script, -1, want)
#define EXPECT_UNTIL(end, rows, script, want) expect_log(__LINE__, rows, script, end, want)
/* One criterion called x of weight 1. */
#define ROW(when, expect, within) "zeal,x," when "," expect "," within ",1,,\n"

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
	EXPECT(ROW("customer:glad", "+b", "all"), chat, "ann:x:1/1@5");
	EXPECT(ROW("customer:sad", "+b", "all"), "A:ann 0 b\nC 1 sad\nA:bob 2\n", "bob:x:0/1@1^!");
	EXPECT(ROW("agent:a", "+customer:glad", "rest"), chat, "ann:x:2/2@7 bob:x:1/1@7");
	EXPECT(ROW("agent:a", "+customer:glad", "1"), chat, "ann:x:1/2@0^! bob:x:1/1@7");
	EXPECT(ROW("agent:a", "-customer:sad", "before"), chat, "ann:x:1/2@1! bob:x:0/1@1!");
}
END_TEST

START_TEST(outcomes)
{
	EXPECT(ROW("interaction", "+customer:glad", ""), "C 0\nA:ann 1\nA:bob 2\nC 3 glad\n", "ann:x:1/1@3 bob:x:1/1@3");
	/* nobody is there to be charged, and yet it happened */
	EXPECT(ROW("interaction", "+customer:glad", ""), "C 0\nC 3 glad\n", "-:x:1/1@1");
	EXPECT(ROW("interaction", "-customer:glad", ""), "C 0\n", "-:x:1/1^");
	EXPECT(ROW("interaction", "+a", ""), "C 0\n", "");
	EXPECT(ROW("interaction", "+customer|colleague:k", ""), "C 0\nK 1 k\nA:ann 2\n", "ann:x:1/1@1");
	EXPECT(ROW("interaction", "+colleague", ""), "C 0\nK 1\nA:ann 2\n", "ann:x:1/1@1");
	EXPECT(ROW("customer:sad", "-customer:cross", "same"), "C 0 sad\nC 1 sad cross\nA:ann 2\n", "ann:x:1/2@1!");
	EXPECT(ROW("customer:sad", "-customer:cross", "same"), "C 0 sad\n", "-:x:1/1@0^");
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

#define HOUR 3600
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
	EXPECT_UNTIL(500 * HOUR, ROW("interaction", "-customer:cross", "7d"), "C 0\n---\nC 90 sad\n---\nC 95 cross\n",
	    "0.-:x:0/1^! 1.-:x:0/1^! 2.-:x:1/1^");
	EXPECT_UNTIL(500 * HOUR, ROW("interaction", "agent_messages>=2", "7d"), "C 0\n---\nA:ann 90\nA:ann 95\n",
	    "1.ann:x:0/1=0^!");
}
END_TEST

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
	EXPECT(ROW("each", "same_text<=0.5", ""), "A:ann 0 | please try it\nA:bob 1 | please try it now then\nA:ann 2 | please try it now then\n",
	    "");
	/* recorded without a bound */
	EXPECT("zeal,x,each,words,,0,,\n", "A:ann 0 | one two\n", "ann:x:1/1=2@0");
}
END_TEST

START_TEST(moods)
{
	EXPECT(ROW("interaction", "mood_end>=0", ""), "C 0 cross\nA:ann 1\nC 2 glad\nC 3\n", "ann:x:1/1=1000@2");
	EXPECT(ROW("interaction", "mood_end>=0", ""), "C 0 glad\nA:ann 1\nC 2 sad\nC 3\n", "ann:x:0/1=-1000@2!");
	EXPECT(ROW("interaction", "mood_change>0", ""), "C 0 cross sad\nA:ann 1\nC 2 glad\n", "ann:x:1/1=4000@0");
	EXPECT(ROW("interaction", "mood_change>0", ""), "C 0 glad\nA:ann 1\nC 2 cross\n", "ann:x:0/1=0@2!");
	EXPECT(ROW("interaction", "mood_end>=0", ""), "C 0 cross\n", "-:x:0/1=-2000@0!");
	EXPECT(ROW("interaction", "mood_end>=0", ""), "A:ann 0\n", "");
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

static uint32_t seed = 7;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

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

START_TEST(drop_keeps_the_rest)
{
	struct buf why = { 0 };
	struct pack *p;
	struct talk *t;

	make_pack();
	p = open_pack("zeal,x,each,+a,,1,,\n", &why);
	t = talk_of(p, "A:ann 1 a | one\nC 2 sad\n---\nC 3\n---\nA:bob 4 b | two\nA:zoe 5 c | three\n", -1);
	talk_drop(t, 0);
	ck_assert_uint_eq(t->interactions, 3);
	talk_drop(t, 2);
	ck_assert_uint_eq(t->interactions, 1);
	ck_assert_uint_eq(t->messages, 2);
	const struct talk_interaction *in = &t->interaction[0];
	ck_assert(str_eq(talk_text(t, talk_at(t, in, 0)), STR("two")));
	ck_assert(str_eq(talk_text(t, talk_at(t, in, 1)), STR("three")));
	ck_assert(str_eq(talk_bytes(t, t->agent[in->agent + 1].name, t->agent[in->agent + 1].name_n), STR("zoe")));
	ck_assert(str_eq(talk_bytes(t, in->channel, in->channel_n), STR("chat")));
	ck_assert_uint_eq(talk_marks(t, in, 1)[0], UINT64_C(1) << pack_marker(p, STR("c")));
	ck_assert_uint_eq(talk_seen(t, in, ROLE_CUSTOMER)[0], 0);
	ck_assert_int_eq(in->start, 4000);
	talk_drop(t, 9);
	ck_assert_uint_eq(t->interactions, 0);
	talk_free(t);
	talk_free(NULL);
	pack_free(p);
	remove_pack();
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("rubric");
	TCase *tcase = tcase_create("rubric");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, places);
	tcase_add_test(tcase, expressions);
	tcase_add_test(tcase, conditions);
	tcase_add_test(tcase, reply);
	tcase_add_test(tcase, count_rest_before_all);
	tcase_add_test(tcase, outcomes);
	tcase_add_test(tcase, decided);
	tcase_add_test(tcase, later_interactions);
	tcase_add_test(tcase, times);
	tcase_add_test(tcase, texts);
	tcase_add_test(tcase, moods);
	tcase_add_test(tcase, order_of_rows);
	tcase_add_test(tcase, far_windows_like_near_ones);
	tcase_add_test(tcase, grammar);
	tcase_add_test(tcase, blanks);
	tcase_add_test(tcase, drop_keeps_the_rest);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
