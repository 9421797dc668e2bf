#include "packs.h"
#include "tag.h"

/* The pack's rules, those of role made ready. */
static struct tag_rules rules;

static void
say(const struct pack *p, struct tag_work *w, enum record_role role, struct str text)
{
	struct buf why = { 0 };

	if (rules.pack != p) {
		tag_rules_free(&rules);
		rules = (struct tag_rules){ .pack = p };
	}
	ck_assert_msg(tag_ready(&rules, role, &why), "%s", why.p ? why.p : "");
	tag_message(&rules, w, role, text);
}

static void
close_pack(struct pack *p)
{
	tag_rules_free(&rules);
	rules = (struct tag_rules){ 0 };
	pack_free(p);
}

/* "marker=sum ..." then, with evidence, "marker@offset+length ...", of one message. */
static void
render(struct buf *b, const struct pack *p, struct tag_work *w, enum record_role role, const char *text)
{
	char *copy = strdup(text);

	say(p, w, role, (struct str){ copy, strlen(text) });
	free(copy);
	buf_reset(b);
	buf_add(b, "", 0);
	for (size_t i = 0; i < w->marks; i++)
		buf_printf(b, "%s%.*s=%d", b->n ? " " : "", (int)p->marker[w->mark[i].marker].name.n,
		    p->marker[w->mark[i].marker].name.p, w->mark[i].sum);
	for (size_t i = 0; i < w->evidences; i++)
		buf_printf(b, " %.*s@%u+%u", (int)p->marker[w->evidence[i].marker].name.n,
		    p->marker[w->evidence[i].marker].name.p, w->evidence[i].off, w->evidence[i].len);
}

static const struct {
	enum record_role role;
	const char *text, *marks;
} messages[] = {
	{ ROLE_AGENT, "", "" },
	{ ROLE_AGENT, "I am sorry.", "sorry=1000 sorry@5+5" },
	/* each rule counts once, and is shown where it stands first */
	{ ROLE_AGENT, "sorry sorry, so sorry", "sorry=1000 sorry@0+5" },
	/* an exception takes the sum below the threshold */
	{ ROLE_AGENT, "I'm not sorry", "" },
	{ ROLE_AGENT, "not sorry, but I apologise", "sorry=1000 sorry@4+5 sorry@17+9" },
	{ ROLE_AGENT, "sorry, I apologise", "sorry=2000 sorry@0+5 sorry@9+9" },
	/* the customer is not the marker's role */
	{ ROLE_CUSTOMER, "I am sorry.", "" },
	{ ROLE_BOT, "I am sorry.", "" },
	{ ROLE_SYSTEM, "I am sorry.", "" },
	/* weights below the threshold add up: 1, 0.5, 0.75 against 1.5 */
	{ ROLE_CUSTOMER, "I am furious", "" },
	{ ROLE_CUSTOMER, "useless, never again", "" },
	{ ROLE_CUSTOMER, "Never again! I am furious", "angry=1500 angry@0+11 angry@18+7" },
	{ ROLE_CUSTOMER, "furious, useless, never again", "angry=2250 angry@0+7 angry@9+7 angry@18+11" },
	{ ROLE_AGENT, "furious, useless, never again", "" },
	/* any role; and a rule that is for one role only */
	{ ROLE_AGENT, "Hello! Sorry", "hello=1000 sorry=1000 hello@0+5 sorry@7+5" },
	{ ROLE_CUSTOMER, "Hello", "hello=1000 hello@0+5" },
	{ ROLE_COLLEAGUE, "Hello", "hello=1000 hello@0+5" },
	{ ROLE_BOT, "Hello", "hello=1000 hello@0+5" },
	{ ROLE_SYSTEM, "Hello", "hello=1000 hello@0+5" },
	{ ROLE_CUSTOMER, "Hi, good morning", "hello=2000 hello@0+2 hello@4+12" },
	{ ROLE_AGENT, "good morning", "" },
	{ ROLE_BOT, "good morning", "" },
	/* two roles */
	{ ROLE_AGENT, "can I help you", "help=1000 help@6+8" },
	{ ROLE_COLLEAGUE, "can I help you", "help=1000 help@6+8" },
	{ ROLE_BOT, "can I help you", "" },
	{ ROLE_CUSTOMER, "can I help you", "" },
	/* evidence in order of the markers' names, then of the text */
	{ ROLE_AGENT, "Hello, we apologise, sorry, can we help you", "hello=1000 help=1000 sorry=2000 hello@0+5 help@35+8 sorry@10+9 sorry@21+5" },
};

START_TEST(marks)
{
	struct pack *p = pack_read(NULL);
	struct tag_work work = { .want_evidence = true };
	struct buf b = { 0 };

	/* twice, and after another message: nothing of one is left in the next */
	for (int i = 0; i < 2; i++) {
		render(&b, p, &work, messages[_i].role, messages[_i].text);
		ck_assert_str_eq(b.p ? b.p : "", messages[_i].marks);
		render(&b, p, &work, (enum record_role)i, "sorry, furious never, hello help");
	}
	tag_work_free(&work);
	buf_free(&b);
	close_pack(p);
}
END_TEST

START_TEST(one_work_for_all_messages)
{
	struct pack *p = pack_read(NULL);
	struct tag_work work = { .want_evidence = true };
	struct buf b = { 0 };

	for (int round = 0; round < 50; round++)
		for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
			size_t k = (i * 7 + (size_t)round) % (sizeof messages / sizeof *messages);
			render(&b, p, &work, messages[k].role, messages[k].text);
			ck_assert_str_eq(b.p ? b.p : "", messages[k].marks);
		}
	tag_work_free(&work);
	buf_free(&b);
	close_pack(p);
}
END_TEST

START_TEST(evidence_is_taken_only_when_wanted)
{
	struct pack *p = pack_read(NULL);
	struct tag_work work = { 0 };

	say(p, &work, ROLE_AGENT, STR("sorry"));
	ck_assert_uint_eq(work.marks, 1);
	ck_assert_uint_eq(work.evidences, 0);
	tag_work_free(&work);
	close_pack(p);
}
END_TEST

/* Two rules on the same words are one place; a longer one there is another. */
START_TEST(same_place_is_shown_once)
{
	struct pack *p = pack_read("marker,pattern,weight\nsorry,(sorry|alas),0.25\nsorry,sorry about,0.125\nsorry,[so] sorry,0.001\n");
	struct tag_work work = { .want_evidence = true };
	struct buf b = { 0 };

	render(&b, p, &work, ROLE_AGENT, "sorry about it");
	ck_assert_str_eq(b.p, "sorry=1376 sorry@0+5 sorry@0+11");
	tag_work_free(&work);
	buf_free(&b);
	close_pack(p);
}
END_TEST

START_TEST(a_measure_marks_the_whole_message)
{
	struct pack *p = pack_read("marker,role,pattern,weight\nterse,agent,{words<3},1\nterse,,{words<1},-1\n");
	struct tag_work work = { .want_evidence = true };
	struct buf b = { 0 };

	render(&b, p, &work, ROLE_AGENT, "  No.");
	ck_assert_str_eq(b.p, "terse=1000 terse@0+5");
	render(&b, p, &work, ROLE_AGENT, "...");
	ck_assert_str_eq(b.p, "");
	render(&b, p, &work, ROLE_AGENT, "No I cannot");
	ck_assert_str_eq(b.p, "");
	tag_work_free(&work);
	buf_free(&b);
	close_pack(p);
}
END_TEST

/* A learned marker: hundreds of small weights, some negative, beside the sum by hand. */
START_TEST(many_small_weights)
{
	struct buf pack_rules = { 0 }, text = { 0 }, b = { 0 };
	struct tag_work work = { 0 };
	char want[32];
	int32_t sum = 0;

	buf_str(&pack_rules, STR("marker,role,pattern,weight\n"));
	for (int i = 0; i < 500; i++) {
		int weight = i * 37 % 200 - 60;
		buf_printf(&pack_rules, "learned,agent,w%dx,%s0.%03d\n", i, weight < 0 ? "-" : "", abs(weight));
		if (i % 3 == 0) {
			sum += weight;
			buf_printf(&text, "w%dx ", i);
		}
	}
	struct pack *p = pack_read(pack_rules.p);
	render(&b, p, &work, ROLE_AGENT, text.p);
	ck_assert_int_ge(sum, 1000);
	snprintf(want, sizeof want, "learned=%d", sum);
	ck_assert_str_eq(b.p, want);
	close_pack(p);
	tag_work_free(&work);
	buf_free(&pack_rules);
	buf_free(&text);
	buf_free(&b);
}
END_TEST

/* The largest weights do not overflow. */
START_TEST(heavy_weights)
{
	struct buf pack_rules = { 0 }, text = { 0 }, b = { 0 };
	struct tag_work work = { 0 };

	buf_str(&pack_rules, STR("marker,role,pattern,weight\n"));
	for (int i = 0; i < 2000; i++) {
		buf_printf(&pack_rules, "heavy,agent,h%dx,1000\n", i);
		buf_printf(&text, "h%dx ", i);
	}
	struct pack *p = pack_read(pack_rules.p);
	render(&b, p, &work, ROLE_AGENT, text.p);
	ck_assert_str_eq(b.p, "heavy=2000000000");
	close_pack(p);
	tag_work_free(&work);
	buf_free(&pack_rules);
	buf_free(&text);
	buf_free(&b);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("tag");
	TCase *tcase = tcase_create("tag");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, pack_make, pack_remove);
	tcase_add_loop_test(tcase, marks, 0, sizeof messages / sizeof *messages);
	tcase_add_test(tcase, one_work_for_all_messages);
	tcase_add_test(tcase, evidence_is_taken_only_when_wanted);
	tcase_add_test(tcase, same_place_is_shown_once);
	tcase_add_test(tcase, a_measure_marks_the_whole_message);
	tcase_add_test(tcase, many_small_weights);
	tcase_add_test(tcase, heavy_weights);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
