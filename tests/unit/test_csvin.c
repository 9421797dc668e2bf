#include <stdlib.h>

#include "csvin_render.h"

/* Each input is read with blocks of every size. What is expected is written as render() does. */
struct input {
	struct str text;
	struct str expected;
	char delim;
	bool no_header, lenient, raw;
	size_t max_field;
};

#define S(literal) { literal, sizeof literal - 1 }

static const struct input records[] = {
	{ .text = S("a,b\n1,2\n3,4\n"), .expected = S("1:<a><b>\n2:<1><2>\n3:<3><4>\n.") },
	{ .text = S("a,b\n1,2\n3,4"), .expected = S("1:<a><b>\n2:<1><2>\n3:<3><4>\n.") },
	{ .text = S("a,b\r\n1,2\r\n3,4\r\n"), .expected = S("1:<a><b>\n2:<1><2>\n3:<3><4>\n.") },
	{ .text = S("a,b\r1,2\r3,4\r"), .expected = S("1:<a><b>\n2:<1><2>\n3:<3><4>\n.") },
	{ .text = S("a,b\r1,2\n3,4\r\n5,6\r7,\"8\""),
	  .expected = S("1:<a><b>\n2:<1><2>\n3:<3><4>\n4:<5><6>\n5:<7><8>\n.") },
	{ .text = S("a,b\n"), .expected = S("1:<a><b>\n.") },
	{ .text = S("a,b"), .expected = S("1:<a><b>\n.") },
	/* line ends within quotes are text, and count as lines */
	{ .text = S("a,b\n1,\"x\ny\"\n2,z\n"), .expected = S("1:<a><b>\n2:<1><x\ny>\n4:<2><z>\n.") },
	{ .text = S("a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n"), .expected = S("1:<a><b>\n2:<1><x\r\ny>\n4:<2><z>\n.") },
	{ .text = S("a,b\n1,\"x\ry\"\n2,z\n"), .expected = S("1:<a><b>\n2:<1><x\ry>\n4:<2><z>\n.") },
	{ .text = S("a,b\n1,\"\r\r\n\n\n\r\"\n2,z\n"), .expected = S("1:<a><b>\n2:<1><\r\r\n\n\n\r>\n8:<2><z>\n.") },
	{ .text = S("\"a\nb\",c\n1,2\n"), .expected = S("1:<a\nb><c>\n3:<1><2>\n.") },
	/* quotes */
	{ .text = S("a,b\n\"x\"\"y\",\"\"\"\"\n\"\",\"\"\"z\"\"\"\n"),
	  .expected = S("1:<a><b>\n2:<x\"y><\">\n3:<><\"z\">\n.") },
	{ .text = S("a,b,c\nx,\"y,z\",w\n\"1\",2,\"3\"\n"),
	  .expected = S("1:<a><b><c>\n2:<x><y,z><w>\n3:<1><2><3>\n.") },
	/* blanks belong to the field */
	{ .text = S("a,b\n 1 ,\t2\t\n \"\"\n"), .expected = S("1:<a><b>\n2:< 1 ><\t2\t>\n1 -:3: stray quote") },
	{ .text = S(" a,b \n  ,\t\n\"x\", y \n\" z \", \n"),
	  .expected = S("1:< a><b >\n2:<  ><\t>\n3:<x>< y >\n4:< z >< >\n.") },
	/* nothing is a field too */
	{ .text = S("a,b,c\n,,\n1,,\n,2,\n,,3\n,\"\",\n"),
	  .expected = S("1:<a><b><c>\n2:<><><>\n3:<1><><>\n4:<><2><>\n5:<><><3>\n6:<><><>\n.") },
	{ .text = S(",a\n1,2\n"), .expected = S("1:<><a>\n2:<1><2>\n.") },
	{ .text = S("a,\n1,2\n"), .expected = S("1:<a><>\n2:<1><2>\n.") },
	/* blank lines are no records, but count as lines */
	{ .text = S("\n\na,b\n\n1,2\n\r\n\r\r\n3,4"), .expected = S("3:<a><b>\n5:<1><2>\n9:<3><4>\n.") },
	{ .text = S("a,b\n1,2\n\n\n"), .expected = S("1:<a><b>\n2:<1><2>\n.") },
	{ .text = S("a\n\"\"\n\nx\n \n"), .expected = S("1:<a>\n2:<>\n4:<x>\n5:< >\n.") },
	/* a BOM is dropped where a file begins, and nowhere else */
	{ .text = S("\xef\xbb\xbf" "a,b\n1,2\n"), .expected = S("1:<a><b>\n2:<1><2>\n.") },
	{ .text = S("\xef\xbb\xbf\"a,b\",c\n1,2\n"), .expected = S("1:<a,b><c>\n2:<1><2>\n.") },
	{ .text = S("\xef\xbb\xbf\xef\xbb\xbf" "a,b\n\xef\xbb\xbf" "1,2\n"),
	  .expected = S("1:<\xef\xbb\xbf" "a><b>\n2:<\xef\xbb\xbf" "1><2>\n.") },
	{ .text = S("\xef\xbb\xba,b\n1,2\n"), .expected = S("1:<\xef\xbb\xba><b>\n2:<1><2>\n.") },
	/* other delimiters */
	{ .text = S("a;b,c\n1;\"2;3\"\n"), .expected = S("1:<a><b,c>\n2:<1><2;3>\n."), .delim = ';' },
	{ .text = S("a\tb\n 1 \t\"2\t3\"\n\t\n"),
	  .expected = S("1:<a><b>\n2:< 1 ><2\t3>\n3:<><>\n."), .delim = '\t' },
	{ .text = S("a b\n1 2\n \"3 4\"\n"), .expected = S("1:<a><b>\n2:<1><2>\n3:<><3 4>\n."), .delim = ' ' },
	/* no header */
	{ .text = S("1,2\n3,4\n"), .expected = S("1:<1><2>\n2:<3><4>\n."), .no_header = true },
	{ .text = S("1,1\n3\n"), .expected = S("1:<1><1>\n1 -:2: expected 2 fields, found 1"), .no_header = true },
	{ .text = S(""), .expected = S("."), .no_header = true },
	{ .text = S("\n\r\n"), .expected = S("."), .no_header = true },
	{ .text = S("x\"\n1,2\n3\n4,5\n"),
	  .expected = S("! -:1: stray quote <x\">\n2:<1><2>\n! -:3: expected 2 fields, found 1 <3>\n"
				      "4:<4><5>\n."), .no_header = true, .lenient = true },
	/* raw bytes are the record's own, without its line end */
	{ .text = S("a,b\r\n 1 ,\"x\"\"\r\ny\" \r\n"), .expected = S("1:<a><b>\n1 -:2: stray quote"), .raw = true },
	{ .text = S("a,b\r\n 1 ,\"x\"\"\r\ny\"\r\n\r\n,\r\"\",2"),
	  .expected = S("1:<a><b>\n2:< 1 ,\"x\"\"\r\ny\">\n5:<,>\n6:<\"\",2>\n."),
	  .raw = true },
	{ .text = S("a,b\n\xff,\"\xe2\x82\"\n1,2"),
	  .expected = S("1:<a><b>\n2:<\xef\xbf\xbd,\"\xef\xbf\xbd\">\n3:<1,2>\n."), .raw = true },
};

static const struct input refused[] = {
	{ .text = S(""), .expected = S("1 -:1: no header") },
	{ .text = S("\xef\xbb\xbf"), .expected = S("1 -:1: no header") },
	{ .text = S("\n\r\n\r"), .expected = S("1 -:4: no header") },
	{ .text = S("a,b,a\n"), .expected = S("1 -:1: duplicate column 'a'") },
	/* 40 bytes may be a name, more could be what somebody said */
	{ .text = S("1234567890123456789012345678901234567890,1234567890123456789012345678901234567890\n"),
	  .expected = S("1 -:1: duplicate column '1234567890123456789012345678901234567890'") },
	{ .text = S("12345678901234567890123456789012345678901,12345678901234567890123456789012345678901\n"),
	  .expected = S("1 -:1: duplicate column") },
	{ .text = S("x,,y,\n"), .expected = S("1 -:1: duplicate column ''") },
	{ .text = S("\"a\nb\",\"a\nb\"\n"), .expected = S("1 -:1: duplicate column 'a?b'") },
	{ .text = S("a,b\n1,2\n3\n4,5\n"), .expected = S("1:<a><b>\n2:<1><2>\n1 -:3: expected 2 fields, found 1") },
	{ .text = S("a,b\n\n\"1\n\",2,3\n"), .expected = S("1:<a><b>\n1 -:3: expected 2 fields, found 3") },
	{ .text = S("a\n1,2\n"), .expected = S("1:<a>\n1 -:2: expected 1 field, found 2") },
	{ .text = S("a,b\n  \n"), .expected = S("1:<a><b>\n1 -:2: expected 2 fields, found 1") },
	{ .text = S("a,b\nx\"y,2\n"), .expected = S("1:<a><b>\n1 -:2: stray quote") },
	{ .text = S("a,b\n\"x\"y,2\n"), .expected = S("1:<a><b>\n1 -:2: stray quote") },
	{ .text = S("a,b\n\"x\" ,2\n"), .expected = S("1:<a><b>\n1 -:2: stray quote") },
	{ .text = S("a,b\n1,x\""), .expected = S("1:<a><b>\n1 -:2: stray quote") },
	{ .text = S("a,b\n1,\"x\n\ny\"z\n"), .expected = S("1:<a><b>\n1 -:2: stray quote") },
	{ .text = S("a,b\n1,\"2\n3,4\n"), .expected = S("1:<a><b>\n1 -:2: a quote is never closed") },
	{ .text = S("a,b\n1,\""), .expected = S("1:<a><b>\n1 -:2: a quote is never closed") },
	{ .text = S("a,b\n1,\"\"\"\n"), .expected = S("1:<a><b>\n1 -:2: a quote is never closed") },
	{ .text = S("a,\"b\n"), .expected = S("1 -:1: a quote is never closed") },
	{ .text = S("a,b\n1,2\n3,\0\n"), .expected = S("1:<a><b>\n2:<1><2>\n1 -:3: NUL byte") },
	{ .text = S("a,b\n\0,2\n"), .expected = S("1:<a><b>\n1 -:2: NUL byte") },
	{ .text = S("a,b\n1,\"\n\0\"\n"), .expected = S("1:<a><b>\n1 -:2: NUL byte") },
	{ .text = S("a\0,b\n"), .expected = S("1 -:1: NUL byte") },
	{ .text = S("\xff\xfe" "a\0,\0b\0\n\0"), .expected = S("1 -:1: UTF-16 text, expected UTF-8") },
	{ .text = S("\xfe\xff\0a\0,\0b\0\n"), .expected = S("1 -:1: UTF-16 text, expected UTF-8") },
	/* a field of exactly the limit is good, whatever it took to write it */
	{ .text = S("a,b\n1234,\"1\"\"34\"\n\"1234\",1234\n"),
	  .expected = S("1:<a><b>\n2:<1234><1\"34>\n3:<1234><1234>\n."), .max_field = 4 },
	{ .text = S("a,b\n1,\"\"\"\"\"\"\"\"\"\"\n"), .expected = S("1:<a><b>\n2:<1><\"\"\"\">\n."), .max_field = 4 },
	{ .text = S("a,b\n1,12345\n"),
	  .expected = S("1:<a><b>\n1 -:2: a field is larger than 4 bytes"), .max_field = 4 },
	{ .text = S("a,b\n12345,\"1\"\n"),
	  .expected = S("1:<a><b>\n1 -:2: a field is larger than 4 bytes"), .max_field = 4 },
	{ .text = S("a,b\n1,\"12345\"\n"),
	  .expected = S("1:<a><b>\n1 -:2: a field is larger than 4 bytes"), .max_field = 4 },
	{ .text = S("a,b\n\"\",\"1\n3\n5\n7,8\n9"),
	  .expected = S("1:<a><b>\n1 -:2: a field is larger than 4 bytes"), .max_field = 4 },
	{ .text = S("a,b\n1,12345x\"\n"),
	  .expected = S("1:<a><b>\n1 -:2: a field is larger than 4 bytes"), .max_field = 4 },
	{ .text = S("a,b\n1,2345\xff\n"),
	  .expected = S("1:<a><b>\n1 -:2: a field is larger than 4 bytes"), .max_field = 4 },
	{ .text = S("a,abcde\n1,2\n"), .expected = S("1 -:1: a field is larger than 4 bytes"), .max_field = 4 },
};

/* Rejects: one bad quote loses one line, a wrong number of fields one record. */
static const struct input lenient[] = {
	{ .text = S("a,b\n1,x\"y\n2,z\n"), .expected = S("1:<a><b>\n! -:2: stray quote <1,x\"y>\n3:<2><z>\n.") },
	{ .text = S("a,b\r\n1,x\"y\r\n2,z\r\n"),
	  .expected = S("1:<a><b>\n! -:2: stray quote <1,x\"y>\n3:<2><z>\n.") },
	{ .text = S("a,b\r1,x\"y\r2,z\r"), .expected = S("1:<a><b>\n! -:2: stray quote <1,x\"y>\n3:<2><z>\n.") },
	{ .text = S("a,b\n1,x\"y"), .expected = S("1:<a><b>\n! -:2: stray quote <1,x\"y>\n.") },
	{ .text = S("a,b\n1,\"y\n2,z\n3,w\n"),
	  .expected = S("1:<a><b>\n! -:2: a quote is never closed <1,\"y>\n3:<2><z>\n4:<3><w>\n.") },
	{ .text = S("a,b\n1,\"y\r\n\r\n2,z\r\n3,w"),
	  .expected = S("1:<a><b>\n! -:2: a quote is never closed <1,\"y>\n4:<2><z>\n5:<3><w>\n.") },
	{ .text = S("a,b\n1,\""), .expected = S("1:<a><b>\n! -:2: a quote is never closed <1,\">\n.") },
	/* the quote that opens the next text closes the stray one, and what follows it gives it away */
	{ .text = S("a,b\n1,\"y\n2,\"z\"\n3,w\n"),
	  .expected = S("1:<a><b>\n! -:2: stray quote <1,\"y>\n3:<2><z>\n4:<3><w>\n.") },
	{ .text = S("a,b\n1,\"p\nq\" r\n2,z\n"),
	  .expected = S("1:<a><b>\n! -:2: stray quote <1,\"p>\n! -:3: stray quote <q\" r>\n4:<2><z>\n.") },
	{ .text = S("a,b\n1\n\"x\ny\",2,3\n4,5\n"),
	  .expected = S("1:<a><b>\n! -:2: expected 2 fields, found 1 <1>\n! -:3: expected 2 fields, found 3 <\"x\ny\",2,3>\n"
	    "5:<4><5>\n.") },
	{ .text = S("a,b\n1,\0\n2,3\n4,\"x\ny\0\"\n5,6\n"),
	  .expected = S("1:<a><b>\n! -:2: NUL byte <1,\0>\n3:<2><3>\n! -:4: NUL byte <4,\"x>\n! -:5: NUL byte <y\0\">\n6:<5><6>\n.") },
	{ .text = S("a,b\n1,\"2345\n6\n7,8\n"),
	  .expected = S("1:<a><b>\n! -:2: a field is larger than 4 bytes <1,\"2345>\n! -:3: expected 2 fields, found 1 <6>\n"
	    "4:<7><8>\n."), .max_field = 4 },
	{ .text = S("a,b\n1,23456789012345\n7,8\n"),
	  .expected = S("1:<a><b>\n! -:2: a field is larger than 4 bytes <1,23456789012345>\n3:<7><8>\n."), .max_field = 4 },
	{ .text = S("a,b\n1,\"\xff\n2,3"),
	  .expected = S("1:<a><b>\n! -:2: a quote is never closed <1,\"\xef\xbf\xbd>\n3:<2><3>\n.") },
	/* a header has to be good all the same */
	{ .text = S("a,\"b\n1,2\n"), .expected = S("1 -:1: a quote is never closed") },
	{ .text = S("a,a\n1,2\n"), .expected = S("1 -:1: duplicate column 'a'") },
};

static void
check_input(const struct input *t, int i)
{
	struct csvin_options o = {
		.delim = t->delim,
		.no_header = t->no_header,
		.lenient = t->lenient,
		.max_field = t->max_field,
		.block = csvin_blocks[i % CSVIN_BLOCKS],
		.memory = t->text,
		.memory_name = "-",
	};

	check_rendered(&o, t->raw, t->expected);
}

START_TEST(records_are_read)
{
	check_input(&records[_i / CSVIN_BLOCKS], _i);
}
END_TEST

START_TEST(bad_input_is_refused)
{
	check_input(&refused[_i / CSVIN_BLOCKS], _i);
}
END_TEST

START_TEST(bad_lines_are_set_aside)
{
	struct input t = lenient[_i / CSVIN_BLOCKS];

	t.lenient = true;
	check_input(&t, _i);
}
END_TEST

#define COUNT(table) (int)(sizeof table / sizeof *table * CSVIN_BLOCKS)

int
main(void)
{
	Suite *suite = suite_create("csvin");
	TCase *tcase = tcase_create("csvin");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, records_are_read, 0, COUNT(records));
	tcase_add_loop_test(tcase, bad_input_is_refused, 0, COUNT(refused));
	tcase_add_loop_test(tcase, bad_lines_are_set_aside, 0, COUNT(lenient));
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
