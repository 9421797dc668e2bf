#include "packs.h"

#include <sys/stat.h>

START_TEST(rows_are_read)
{
	struct pack *p = pack_read(NULL);
	static const char *const names[] = { "angry", "hello", "help", "sorry" };

	ck_assert_uint_eq(p->markers, 4);
	for (size_t i = 0; i < 4; i++) {
		ck_assert(str_eq(p->marker[i].name, str_of(names[i])));
		ck_assert_uint_eq(pack_marker(p, str_of(names[i])), i);
	}
	ck_assert_uint_eq(pack_marker(p, STR("sor")), RECORD_NONE);
	ck_assert_uint_eq(pack_marker(p, STR("")), RECORD_NONE);
	ck_assert_int_eq(p->marker[0].threshold, 1500);
	ck_assert_int_eq(p->marker[0].mood, -2000);
	ck_assert_uint_eq(p->marker[0].roles, 1u << ROLE_CUSTOMER);
	ck_assert(str_eq(p->marker[0].meaning, STR("is angry")));
	ck_assert_int_eq(p->marker[1].mood, 0);
	ck_assert_uint_eq(p->marker[1].roles, (1u << ROLE_COUNT) - 1);
	ck_assert_uint_eq(p->marker[2].roles, 1u << ROLE_AGENT | 1u << ROLE_COLLEAGUE);
	ck_assert_uint_eq(p->rules, 9);
	/* an empty weight is 1, an empty role the marker's */
	ck_assert_int_eq(p->rule[1].weight, -1000);
	ck_assert_int_eq(p->rule[2].weight, 1000);
	ck_assert_uint_eq(p->rule[2].roles, 1u << ROLE_AGENT);
	ck_assert_uint_eq(p->rule[2].marker, 3);
	ck_assert_int_eq(p->rule[5].weight, 750);
	ck_assert_uint_eq(p->rule[7].roles, 1u << ROLE_CUSTOMER);
	ck_assert(str_eq(p->rule[6].pattern, STR("^ (hello|hi)")));
	ck_assert_uint_eq(p->skills, 1);
	ck_assert(str_eq(p->skill[0].title, STR("Apology")));
	ck_assert_uint_eq(pack_skill(p, STR("apology")), 0);
	ck_assert_uint_eq(pack_skill(p, STR("zeal")), RECORD_NONE);
	ck_assert_uint_eq(p->criteria, 1);
	ck_assert(str_eq(p->criterion[0].expect, STR("+sorry")));
	ck_assert_uint_eq(p->criterion[0].line, 2);
	ck_assert_uint_eq(strlen(p->fingerprint), 16);
	pack_free(p);
	pack_free(NULL);
}
END_TEST

/* One wrong row behind good ones, or a file that is wrong as a whole; FOLDER/file: is before each reason. */
static const struct {
	const char *file, *text, *why;
} wrong[] = {
	{ "words.csv", "word,reading\nthx,thanks\nx,<colour>\n", "3: no such class: <colour>" },
	{ "words.csv", "word,reading\nx,\n", "2: no reading" },
	{ "words.csv", "word,reading\n,x\n", "2: no word" },
	{ "words.csv", "word\nx\n", "1: no column \"reading\"" },
	{ "markers.csv", "marker,role,threshold\nsorry,agent,1\nSorry,agent,1\n", "3: a marker's name is of a-z, 0-9 and _, not \"Sorry\"" },
	{ "markers.csv", "marker,role,threshold\n,agent,1\n", "2: a marker's name is of a-z, 0-9 and _, not \"\"" },
	{ "markers.csv", "marker,role,threshold\nsorry,agent,1\nsorry,agent,1\n", "3: a second row for marker \"sorry\"" },
	{ "markers.csv", "marker,role,threshold\nsorry,agents,1\n", "2: unknown role \"agents\"" },
	{ "markers.csv", "marker,role,threshold\nsorry,|agent,1\n", "2: unknown role \"\"" },
	{ "markers.csv", "marker,role,threshold\nsorry,,1\n", "2: no role" },
	{ "markers.csv", "marker,role,threshold\nsorry,agent,0\n", "2: a threshold is above 0, not \"0\"" },
	{ "markers.csv", "marker,role,threshold\nsorry,agent,-1\n", "2: a threshold is above 0, not \"-1\"" },
	{ "markers.csv", "marker,role,threshold\nsorry,agent,\n", "2: not a number from -1000 to 1000: \"\"" },
	{ "markers.csv", "marker,role,threshold\nsorry,agent,one\n", "2: not a number from -1000 to 1000: \"one\"" },
	{ "markers.csv", "marker,role,threshold,mood\nsorry,agent,1,sad\n", "2: not a number from -1000 to 1000: \"sad\"" },
	{ "markers.csv", "marker,role\nsorry,agent\n", "1: no column \"threshold\"" },
	{ "rules.csv", "marker,role,pattern,weight\nsorry,,sorry,1\nsory,,sorry,1\n", "3: not in markers.csv: marker \"sory\"" },
	{ "rules.csv", "marker,role,pattern,weight\nsorry,agent|boss,sorry,1\n", "2: unknown role \"boss\"" },
	{ "rules.csv", "marker,role,pattern,weight\nsorry,,sorry,much\n", "2: not a number from -1000 to 1000: \"much\"" },
	{ "rules.csv", "marker,role,pattern,weight\nsorry,,sorry,0.0001\n", "2: not a number from -1000 to 1000: \"0.0001\"" },
	{ "rules.csv", "marker,role,pattern,weight\nsorry,,sorry,1000.001\n", "2: not a number from -1000 to 1000: \"1000.001\"" },
	{ "rules.csv", "marker,role,pattern,weight\nsorry,,,1\n", "2: no pattern" },
	{ "rules.csv", "marker,role,pattern,weight\nsorry,,(so,1\n", "2: ) is missing in \"(so\"" },
	{ "rules.csv", "marker,role,pattern,weight\n\"sorry\",,\"so\nsorry\",1\nsorry,,a*,1\n", "2: unexpected \"?\" in \"so\nsorry\"" },
	{ "rules.csv", "marker,weight\nsorry,1\n", "1: no column \"pattern\"" },
	{ "rules.csv", "marker,role,pattern,weight\nsorry,,sorry\n", "2: expected 4 fields, found 3" },
	{ "skills.csv", "skill,title,family,coverage,definition\napology,,,,\napology,,,,\n", "3: a second row for skill \"apology\"" },
	{ "skills.csv", "skill,title,family\napology,,\n", "1: no column \"coverage\"" },
	{ "rubric.csv", "skill,criterion,when,expect,within,weight\nzeal,x,each,+sorry,,1\n", "2: not in skills.csv: skill \"zeal\"" },
	{ "rubric.csv", "skill,criterion,when,expect,within,weight\napology,x,each,+sorry,,1\napology,x,each,-sorry,,1\n",
	    "3: a second row for this skill's criterion \"x\"" },
	{ "rubric.csv", "skill,criterion,when,within,weight\napology,x,each,,1\n", "1: no column \"expect\"" },
};

START_TEST(wrong_file)
{
	struct buf why = { 0 };
	char want[256];

	snprintf(want, sizeof want, "%s:%s", pack_write(wrong[_i].file, wrong[_i].text), wrong[_i].why);
	ck_assert_ptr_null(pack_open(&(struct pack_options){ .dir = folder, .tag = true, .score = true }, &why));
	ck_assert_str_eq(why.p, want);
	buf_free(&why);
}
END_TEST

START_TEST(missing_file)
{
	struct buf why = { 0 };
	char want[256];

	snprintf(want, sizeof want, "%s: No such file or directory", pack_write(pack_lines[_i].file, NULL));
	ck_assert_ptr_null(pack_open(&(struct pack_options){ .dir = folder, .tag = true, .score = true }, &why));
	ck_assert_str_eq(why.p, want);
	buf_free(&why);
}
END_TEST

START_TEST(missing_folder)
{
	struct buf why = { 0 };

	ck_assert_ptr_null(pack_open(&(struct pack_options){ .dir = "/nonexistent", .tag = true }, &why));
	ck_assert_str_eq(why.p, "/nonexistent/words.csv: No such file or directory");
	buf_free(&why);
}
END_TEST

START_TEST(columns_may_stand_in_any_order)
{
	struct pack *p;

	pack_write("rules.csv", "note,pattern,marker\nmine,sorry,sorry\n");
	p = pack_read(NULL);
	ck_assert_uint_eq(p->rules, 1);
	ck_assert_int_eq(p->rule[0].weight, 1000);
	ck_assert_uint_eq(p->rule[0].roles, 1u << ROLE_AGENT);
	pack_free(p);
}
END_TEST

START_TEST(own_rules)
{
	struct pack *p = pack_read("marker,role,pattern,weight\nsorry,,our fault,1\nhouse_offer,agent,june offer,\nhouse_offer,,july offer,1\n"
	    "aaa,,hm,2\n");
	size_t offer = pack_marker(p, STR("house_offer")), aaa = pack_marker(p, STR("aaa"));

	ck_assert_uint_eq(p->rules, 13);
	ck_assert_uint_eq(p->markers, 6);
	ck_assert_uint_eq(aaa, 0);
	ck_assert_uint_eq(p->marker[offer].roles, 1u << ROLE_AGENT);
	ck_assert_int_eq(p->marker[offer].threshold, 1000);
	ck_assert_int_eq(p->marker[offer].mood, 0);
	/* without a role in its first rule: any */
	ck_assert_uint_eq(p->marker[aaa].roles, (1u << ROLE_COUNT) - 1);
	/* rules point to the markers as they are sorted */
	ck_assert_uint_eq(p->rule[0].marker, pack_marker(p, STR("sorry")));
	ck_assert_uint_eq(p->rule[9].marker, pack_marker(p, STR("sorry")));
	ck_assert_uint_eq(p->rule[11].marker, offer);
	ck_assert_uint_eq(p->rule[11].roles, 1u << ROLE_AGENT);
	pack_free(p);
}
END_TEST

START_TEST(rules_tell_where_they_stand)
{
	pack_write("learned.csv", "marker,role,pattern,weight\nsorry,,regret,0.3\n");
	struct pack *p = pack_read("marker,role,pattern,weight\nsorry,,our fault,1\n");
	char file[128];

	/* nine rows of rules.csv, then one that was learned, then one of the user's own file */
	ck_assert_uint_eq(p->rules, 11);
	snprintf(file, sizeof file, "%s/rules.csv", folder);
	ck_assert_str_eq(p->rule[0].file, file);
	ck_assert_uint_eq(p->rule[0].line, 2);
	ck_assert_uint_eq(p->rule[8].line, 10);
	ck_assert(!p->rule[8].learned);
	snprintf(file, sizeof file, "%s/learned.csv", folder);
	ck_assert_str_eq(p->rule[9].file, file);
	ck_assert_uint_eq(p->rule[9].line, 2);
	ck_assert(p->rule[9].learned);
	ck_assert(!p->rule[10].learned);
	ck_assert_uint_eq(p->rule[10].line, 2);
	ck_assert_str_ne(p->rule[10].file, file);
	pack_free(p);
	pack_write("learned.csv", NULL);
}
END_TEST

START_TEST(fingerprint_follows_the_bytes)
{
	struct pack *p = pack_read(NULL), *again = pack_read(NULL), *own = pack_read("marker,pattern\nsorry,alas\n"), *other;

	ck_assert_str_eq(p->fingerprint, again->fingerprint);
	ck_assert_str_ne(p->fingerprint, own->fingerprint);
	pack_write("words.csv", "word,reading\ndont,do not\n");
	other = pack_read(NULL);
	ck_assert_str_ne(p->fingerprint, other->fingerprint);
	pack_free(p);
	pack_free(again);
	pack_free(own);
	pack_free(other);
}
END_TEST

START_TEST(built_in_pack)
{
	struct buf why = { 0 };
	struct pack *p = pack_open(&(struct pack_options){ .tag = true, .score = true }, &why);

	ck_assert_msg(p != NULL, "%s", why.p);
	ck_assert_uint_gt(p->markers, 28);
	ck_assert_uint_gt(p->rules, 28 * 15);
	ck_assert_uint_gt(p->skills, 38);
	ck_assert_uint_gt(p->criteria, 2 * 38);
	ck_assert_uint_ne(pack_marker(p, STR("apology")), RECORD_NONE);
	ck_assert_uint_ne(pack_skill(p, STR("active_listening")), RECORD_NONE);
	ck_assert_ptr_nonnull(pack_builtin("rules.csv").p);
	ck_assert_ptr_null(pack_builtin("rules").p);
	pack_free(p);
	buf_free(&why);
}
END_TEST

/* The dumped pack is the built-in one, and nothing is overwritten. */
START_TEST(dump)
{
	static const char *const files[] = { "words.csv", "markers.csv", "rules.csv", "skills.csv", "rubric.csv", "examples.csv",
		"columns.csv", "roles.csv", "provenance.csv", "learned.csv", "formats.csv", "redact.csv" };
	struct buf why = { 0 };
	char dir[80], path[128];
	struct stat st;

	snprintf(dir, sizeof dir, "%s.dump", folder);
	ck_assert_msg(pack_dump(dir, &why), "%s", why.p);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, files[i]);
		ck_assert_msg(stat(path, &st) == 0, "%s", path);
		ck_assert_uint_eq((size_t)st.st_size, pack_builtin(files[i]).n);
	}
	struct pack *built_in = pack_open(&(struct pack_options){ .score = true }, &why);
	struct pack *dumped = pack_open(&(struct pack_options){ .dir = dir, .score = true }, &why);
	ck_assert_msg(dumped != NULL, "%s", why.p);
	ck_assert_str_eq(dumped->fingerprint, built_in->fingerprint);
	ck_assert(!pack_dump(dir, &why));
	ck_assert_ptr_nonnull(strstr(why.p, ": File exists"));
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, files[i]);
		unlink(path);
	}
	ck_assert_int_eq(rmdir(dir), 0);
	pack_free(built_in);
	pack_free(dumped);
	buf_free(&why);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pack");
	TCase *tcase = tcase_create("pack");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, pack_make, pack_remove);
	tcase_add_test(tcase, rows_are_read);
	tcase_add_loop_test(tcase, wrong_file, 0, sizeof wrong / sizeof *wrong);
	tcase_add_loop_test(tcase, missing_file, 0, PACK_FILES);
	tcase_add_test(tcase, missing_folder);
	tcase_add_test(tcase, columns_may_stand_in_any_order);
	tcase_add_test(tcase, own_rules);
	tcase_add_test(tcase, rules_tell_where_they_stand);
	tcase_add_test(tcase, fingerprint_follows_the_bytes);
	tcase_add_test(tcase, built_in_pack);
	tcase_add_test(tcase, dump);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
