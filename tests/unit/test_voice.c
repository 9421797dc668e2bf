#include "packs.h"
#include "suite.h"
#include "voice.h"

/* The patterns of the role's rules, in their order, "a|b". */
static const char *
rules_of(const struct pack *p, const struct voice *v)
{
	static char got[256];
	size_t n = 0;

	got[0] = '\0';
	for (size_t i = 0; i < v->rules; i++) {
		const struct pack_rule *r = &p->rule[v->rule[i]];
		n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", i ? "|" : "", (int)r->pattern.n, r->pattern.p);
		ck_assert_uint_eq(phrase_set_subject(v->phrases, (uint32_t)i), r->marker);
	}
	return got;
}

/* The markers that text reaches, "name=sum ...". */
static const char *
reached(const struct pack *p, const struct voice *v, const char *text)
{
	static char got[256];
	struct phrase_work work = { 0 };
	size_t n = 0;

	got[0] = '\0';
	phrase_match(v->phrases, &work, str_of(text));
	for (size_t i = 0; i < work.nreached; i++) {
		struct str name = p->marker[work.reached[i].subject].name;
		n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s=%d", i ? " " : "", (int)name.n, name.p, work.reached[i].sum);
	}
	phrase_work_free(&work);
	return got;
}

START_TEST(each_role_has_its_rules)
{
	static const char *const rules[] = {
		[ROLE_AGENT] = "sorry|not sorry|apologi*|^ (hello|hi)|help you",
		[ROLE_CUSTOMER] = "furious|never again|useless|^ (hello|hi)|good morning",
		[ROLE_COLLEAGUE] = "^ (hello|hi)|help you", [ROLE_BOT] = "^ (hello|hi)", [ROLE_SYSTEM] = "^ (hello|hi)",
	};
	struct pack *p = pack_read(NULL);
	struct buf why = { 0 };

	for (int role = 0; role < ROLE_COUNT; role++) {
		struct voice v = { 0 };
		ck_assert(voice_new(&v, p, (enum record_role)role, false, &why));
		ck_assert_str_eq(rules_of(p, &v), rules[role]);
		voice_free(&v);
	}
	pack_free(p);
}
END_TEST

START_TEST(markers_have_the_thresholds_of_the_pack)
{
	struct pack *p = pack_read(NULL);
	struct voice agent = { 0 }, customer = { 0 };
	struct buf why = { 0 };

	ck_assert(voice_new(&agent, p, ROLE_AGENT, false, &why));
	ck_assert(voice_new(&customer, p, ROLE_CUSTOMER, false, &why));
	/* the words of the second one are new to the first */
	phrase_set_renew(agent.phrases);
	ck_assert_str_eq(reached(p, &agent, "Hello, sorry, I apologise, furious"), "hello=1000 sorry=2000");
	ck_assert_str_eq(reached(p, &agent, "not sorry"), "");
	ck_assert_str_eq(reached(p, &customer, "furious, sorry"), "");
	ck_assert_str_eq(reached(p, &customer, "furious, never again"), "angry=1500");
	ck_assert_str_eq(reached(p, &customer, "useless, never again"), "");
	voice_free(&agent);
	voice_free(&customer);
	pack_free(p);
}
END_TEST

/* With all, what stands against a marker counts though nothing speaks for it. */
START_TEST(all_rules_are_looked_for)
{
	struct pack *p = pack_read("marker,pattern,weight\nsorry,never,-2\n");
	struct buf why = { 0 };

	for (int all = 0; all < 2; all++) {
		struct voice v = { 0 };
		struct phrase_work work = { .places = true };
		ck_assert(voice_new(&v, p, ROLE_AGENT, all, &why));
		phrase_match(v.phrases, &work, STR("I never say it"));
		ck_assert_uint_eq(work.n, all ? 1 : 0);
		ck_assert_int_eq(phrase_sum(&work, (uint32_t)pack_marker(p, STR("sorry"))), all ? -2000 : 0);
		phrase_work_free(&work);
		voice_free(&v);
	}
	pack_free(p);
}
END_TEST

START_TEST(a_role_without_rules)
{
	struct pack *p;
	struct voice v = { 0 };
	struct buf why = { 0 };

	pack_write("markers.csv", "marker,role,threshold,mood,meaning\nsorry,agent,1,0,\n");
	pack_write("rules.csv", "marker,role,pattern,weight\nsorry,,sorry,1\n");
	pack_write("rubric.csv", "skill,criterion,when,expect,within,weight,critical,advice\n");
	p = pack_read(NULL);
	ck_assert(voice_new(&v, p, ROLE_BOT, true, &why));
	ck_assert_uint_eq(v.rules, 0);
	ck_assert_str_eq(reached(p, &v, "sorry"), "");
	voice_free(&v);
	pack_free(p);
}
END_TEST

/* More rules than may be the same words: the reason is told, and what was made can be freed. */
START_TEST(too_many_rules)
{
	struct buf rows = { 0 }, why = { 0 };
	struct voice v = { 0 }, none = { 0 };
	struct pack *p;

	buf_str(&rows, STR("marker,role,pattern,weight\n"));
	for (uint32_t i = 0; i <= AUTOMATON_USES; i++)
		buf_str(&rows, STR("hello,agent,hello,1\n"));
	p = pack_read(rows.p);
	ck_assert(!voice_new(&v, p, ROLE_AGENT, false, &why));
	ck_assert_str_eq(why.p, "more than 65535 patterns are the same words");
	/* others are none the worse */
	buf_reset(&why);
	ck_assert(voice_new(&none, p, ROLE_CUSTOMER, false, &why));
	ck_assert_str_eq(reached(p, &none, "hello"), "hello=1000");
	voice_free(&v);
	voice_free(&none);
	pack_free(p);
	buf_free(&rows);
	buf_free(&why);
}
END_TEST

START_TEST(an_image_is_read_back)
{
	struct pack *p = pack_read(NULL);
	struct voice v = { 0 }, read = { 0 };
	struct buf bytes = { 0 }, why = { 0 };
	struct image out = { .out = &bytes };

	ck_assert(voice_new(&v, p, ROLE_CUSTOMER, false, &why));
	voice_image(&v, p, &out);
	char *copy = aligned_alloc(64, (bytes.n + 63) / 64 * 64);
	ck_assert_ptr_nonnull(copy);
	memcpy(copy, bytes.p, bytes.n);
	struct image in = { .in = { copy, bytes.n } };
	voice_image(&read, p, &in);
	ck_assert(!in.broken);
	ck_assert_uint_eq(in.in.n, 0);
	ck_assert_str_eq(rules_of(p, &read), "furious|never again|useless|^ (hello|hi)|good morning");
	ck_assert_str_eq(reached(p, &read, "Hi! useless, furious"), "angry=1750 hello=1000");
	voice_free(&read);
	/* cut short, it is broken, and freed all the same */
	for (size_t n = 0; n < bytes.n; n += 1 + bytes.n / 50) {
		struct image cut = { .in = { copy, n } };
		struct voice part = { 0 };
		voice_image(&part, p, &cut);
		ck_assert_msg(cut.broken, "%zu of %zu bytes", n, bytes.n);
		voice_free(&part);
	}
	voice_free(&v);
	free(copy);
	buf_free(&bytes);
	pack_free(p);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = {
		each_role_has_its_rules, markers_have_the_thresholds_of_the_pack, all_rules_are_looked_for, a_role_without_rules,
		too_many_rules, an_image_is_read_back,
	};

	return run_suite("voice", tests, sizeof tests / sizeof *tests, pack_make, pack_remove);
}
