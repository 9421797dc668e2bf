#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "csvin_render.h"
#include "util.h"

static char dir[64];

static void
make_dir(void)
{
	strcpy(dir, "/tmp/csvin.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(chdir(dir), 0);
}

static void
remove_dir(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	for (const char *name = "abc"; *name; name++) {
		char path[80];

		snprintf(path, sizeof path, "%s/%c", dir, *name);
		unlink(path);
	}
	rmdir(dir);
}

static void
make_file(const char *name, struct str text)
{
	FILE *f = fopen(name, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text.p, 1, text.n, f), text.n);
	ck_assert_int_eq(fclose(f), 0);
}

/* What files a, b and c hold (NULL: there is none), and what reading them in this order gives. */
static const struct {
	const char *a, *b, *c;
	bool no_header, lenient;
	const char *expected;
} files[] = {
	{ .a = "x,y\n1,2\n", .b = "x,y\n3,4", .c = "x,y\r\n5,6\r\n", .expected = "1:<x><y>\n2:<1><2>\n2:<3><4>\n2:<5><6>\n." },
	{ .a = "x,y\n1,2\n", .b = "x,y\n", .c = "\"x\",\"y\"\n5,6\n", .expected = "1:<x><y>\n2:<1><2>\n2:<5><6>\n." },
	{ .a = "x,y\n1,2\n", .b = "\xef\xbb\xbf\nx,y\n3,4\n", .expected = "1:<x><y>\n2:<1><2>\n3:<3><4>\n3 c: No such file or directory" },
	{ .a = "x,y\n1,2\n", .b = "y,x\n3,4\n", .expected = "1:<x><y>\n2:<1><2>\n1 b:1: the header is not that of a" },
	{ .a = "x,y\n1,2\n", .b = "\nx,y,z\n", .expected = "1:<x><y>\n2:<1><2>\n1 b:2: the header is not that of a" },
	{ .a = "x,y\n1,2\n", .b = "x\n", .lenient = true, .expected = "1:<x><y>\n2:<1><2>\n1 b:1: the header is not that of a" },
	{ .a = "x,y\n1,2\n", .b = "x,x\n", .expected = "1:<x><y>\n2:<1><2>\n1 b:1: duplicate column 'x'" },
	{ .a = "x,y\n1,2\n", .b = "", .c = "x,y\n", .expected = "1:<x><y>\n2:<1><2>\n1 b:1: no header" },
	{ .a = "x,y\n1\n", .b = "x,y\n2\n", .c = "x,y\n3,4\n", .lenient = true,
	  .expected = "1:<x><y>\n! a:2: expected 2 fields, found 1 <1>\n! b:2: expected 2 fields, found 1 <2>\n2:<3><4>\n." },
	/* a quote that is left open does not reach into the next file */
	{ .a = "x,y\n1,\"2\n", .b = "x,y\n\"3\",4\n", .c = "x,y\n", .lenient = true,
	  .expected = "1:<x><y>\n! a:2: a quote is never closed <1,\"2>\n2:<3><4>\n." },
	{ .a = "1,2\n", .b = "", .c = "3,4\n", .no_header = true, .expected = "1:<1><2>\n1:<3><4>\n." },
	{ .a = "1,2\n", .b = "3\n", .c = "", .no_header = true, .expected = "1:<1><2>\n1 b:1: expected 2 fields, found 1" },
};

START_TEST(files_are_read_in_order)
{
	size_t i = (size_t)_i / CSVIN_BLOCKS;
	const char *const text[] = { files[i].a, files[i].b, files[i].c };
	char *name[] = { "a", "b", "c" };
	struct csvin_options o = {
		.no_header = files[i].no_header,
		.lenient = files[i].lenient,
		.block = csvin_blocks[_i % CSVIN_BLOCKS],
		.files = name,
		.nfiles = 3,
	};

	for (size_t k = 0; k < 3; k++)
		if (text[k])
			make_file(name[k], str_of(text[k]));
	check_rendered(&o, false, str_of(files[i].expected));
}
END_TEST

static const struct {
	char *name;
	const char *expected;
} unreadable[] = {
	{ "/", "3 /: Is a directory" },
	{ "none", "3 none: No such file or directory" },
	/* its first page is mapped by nobody */
	{ "/proc/self/mem", "3 /proc/self/mem: Input/output error" },
	{ "-", "3 -: Bad file descriptor" },
	{ NULL, "3 -: Bad file descriptor" },
};

START_TEST(what_cannot_be_read_is_no_end_of_file)
{
	char *name = unreadable[_i].name;
	struct csvin_options o = { .files = &name, .nfiles = name != NULL };

	close(STDIN_FILENO);
	check_rendered(&o, false, str_of(unreadable[_i].expected));
}
END_TEST

START_TEST(records_know_their_file)
{
	char *name[] = { "a", "-" };
	struct csvin_options o = { .files = name, .nfiles = 2 };
	struct record rec;
	struct csvin *in;

	make_file("a", STR("x\n1\n"));
	make_file("b", STR("x\n\n2\xff\n\x80\n"));
	dup2(open("b", O_RDONLY), STDIN_FILENO);
	in = csvin_open(&o);
	ck_assert_str_eq(csvin_header(in)->file, "a");
	ck_assert(str_eq(csvin_header(in)->raw, STR("x")));
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
	ck_assert_str_eq(rec.file, "a");
	ck_assert_uint_eq(csvin_replaced(in), 0);
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
	ck_assert_str_eq(rec.file, "-");
	ck_assert_uint_eq(rec.line, 3);
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_END);
	ck_assert_uint_eq(csvin_replaced(in), 2);
	ck_assert_int_eq(csvin_status(in), 0);
	ck_assert_str_eq(csvin_reason(in), "");
	csvin_close(in);
	csvin_close(NULL);
}
END_TEST

START_TEST(without_a_header_columns_are_numbered)
{
	struct csvin_options o = { .no_header = true, .memory = STR("x,y,z\n1,2,3\n"), .memory_name = "m" };
	struct csvin *in = csvin_open(&o);
	struct record rec;

	ck_assert_ptr_null(csvin_header(in));
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
	ck_assert(str_eq(rec.field[0], STR("x")));
	ck_assert_uint_eq(csvin_header(in)->n, 3);
	ck_assert_uint_eq(record_column(csvin_header(in), STR("3")), 2);
	csvin_close(in);
}
END_TEST

/* A failed start says so at once, and each time it is asked. */
START_TEST(a_failed_start_is_told)
{
	char *name = "none";
	struct csvin_options o = { .files = &name, .nfiles = 1 };
	struct csvin *in = csvin_open(&o);
	struct record rec;

	ck_assert_str_eq(csvin_reason(in), "none: No such file or directory");
	ck_assert_ptr_null(csvin_header(in));
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_ERROR);
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_ERROR);
	ck_assert_int_eq(csvin_status(in), STATUS_IO);
	csvin_close(in);
}
END_TEST

static int pipe_end;

static struct csvin *
open_pipe(const char *text)
{
	static const struct csvin_options o = { .lenient = true };
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	pipe_end = ends[1];
	ck_assert_int_eq(write(pipe_end, text, strlen(text)), (ssize_t)strlen(text));
	return csvin_open(&o);
}

/* After a record: is there more to be had without waiting? Nothing here may block, or the test runs into its
 * time limit. */
static const struct {
	const char *text;
	int records;
} arrivals[] = {
	{ "x,y\n1,2\n", 1 },
	{ "x,y\n1,2\n3,4\n", 2 },
	{ "x,y\n1,2\n3,", 1 },
	{ "x,y\n1,2\n3,\"4\n", 1 },
	{ "x,y\n1,2\n3,\"4\n5\"\n\n\n", 2 },
	{ "x,y\n1,2\n3,\"4\"\"\n\"", 1 },
	{ "x,y\r\n1,2\r\n\r\n3,\"4\"\r\n\r\n", 2 },
	{ "x,y\r1,2\r\r3,4\r\r", 2 },
	{ "x,y\n1,\"2\n\"\n3,4\n5\n6,\"7,\n\n", 3 },
	{ "x,y\n1,\"2\"\n3,4\xc3", 1 },
	/* after one line is set aside, quotes are counted anew */
	{ "x,y\n\"1\"2,3\n4,5\n6,7", 2 },
	{ "x,y\n\"1\"2,3\n4,5\n6,\"7", 2 },
};

START_TEST(drained_tells_when_to_flush)
{
	struct csvin *in = open_pipe(arrivals[_i].text);
	struct record rec;

	for (int left = arrivals[_i].records; left; left--) {
		ck_assert_msg(!csvin_drained(in), "%d records left", left);
		ck_assert_int_gt(csvin_next(in, &rec), CSVIN_END);
	}
	ck_assert(csvin_drained(in));
	close(pipe_end);
	csvin_close(in);
}
END_TEST

START_TEST(nothing_is_waited_for_at_the_end)
{
	struct csvin *in = open_pipe("x\n1\n2");
	struct record rec;

	close(pipe_end);
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
	ck_assert(str_eq(rec.raw, STR("2")));
	ck_assert(!csvin_drained(in));
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_END);
	ck_assert(!csvin_drained(in));
	csvin_close(in);
}
END_TEST

START_TEST(files_are_never_drained)
{
	char *name = "a";
	struct csvin_options o = { .files = &name, .nfiles = 1, .block = 5 };
	struct record rec;
	struct csvin *in;

	make_file("a", STR("x\n1\n2\n3"));
	in = csvin_open(&o);
	do
		ck_assert(!csvin_drained(in));
	while (csvin_next(in, &rec) == CSVIN_RECORD);
	csvin_close(in);
}
END_TEST

static volatile sig_atomic_t alarms;

static void
write_late(int signal)
{
	(void)signal;
	if (++alarms == 5 && write(pipe_end, "4\n", 2) == 2)
		close(pipe_end);
}

START_TEST(signals_do_not_end_the_input)
{
	struct sigaction action = { .sa_handler = write_late };
	struct itimerval often = { .it_interval.tv_usec = 5000, .it_value.tv_usec = 5000 };
	struct csvin *in = open_pipe("x,y\n1,2\n3,");
	struct record rec;

	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_RECORD);
	ck_assert(str_eq(rec.raw, STR("3,4")));
	ck_assert_int_eq(csvin_next(in, &rec), CSVIN_END);
	ck_assert_int_ge(alarms, 5);
	setitimer(ITIMER_REAL, &(struct itimerval){ 0 }, NULL);
	csvin_close(in);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("csvin_file");
	TCase *tcase = tcase_create("csvin_file");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, make_dir, remove_dir);
	tcase_add_loop_test(tcase, files_are_read_in_order, 0, (int)(sizeof files / sizeof *files * CSVIN_BLOCKS));
	tcase_add_loop_test(tcase, what_cannot_be_read_is_no_end_of_file, 0, sizeof unreadable / sizeof *unreadable);
	tcase_add_test(tcase, records_know_their_file);
	tcase_add_test(tcase, without_a_header_columns_are_numbered);
	tcase_add_test(tcase, a_failed_start_is_told);
	tcase_add_loop_test(tcase, drained_tells_when_to_flush, 0, sizeof arrivals / sizeof *arrivals);
	tcase_add_test(tcase, nothing_is_waited_for_at_the_end);
	tcase_add_test(tcase, files_are_never_drained);
	tcase_add_test(tcase, signals_do_not_end_the_input);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
