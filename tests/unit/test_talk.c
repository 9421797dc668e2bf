#include "scripted.h"

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
	const TTest *const tests[] = { drop_keeps_the_rest };

	return run_suite("talk", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
