#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "csvout.h"

static FILE *captured;

/* Standard output goes to a file from here on; each check is a process of its own. */
static struct csvout *
open_captured(char delim)
{
	captured = tmpfile();
	ck_assert_ptr_nonnull(captured);
	dup2(fileno(captured), STDOUT_FILENO);
	return csvout_open(NULL, delim);
}

static void
close_captured(struct csvout *o, struct str expected)
{
	struct buf got = { 0 };
	char block[4096];
	size_t n;

	ck_assert_int_eq(csvout_close(o), 0);
	rewind(captured);
	while ((n = fread(block, 1, sizeof block, captured)) > 0)
		buf_add(&got, block, n);
	ck_assert_msg(str_eq(buf_view(&got), expected), "wrote [%.*s]\nexpected [%.*s]", (int)got.n, got.p,
		      (int)expected.n, expected.p);
	buf_free(&got);
}

START_TEST(only_what_needs_it_is_quoted)
{
	struct csvout *o = open_captured(0);

	csvout_field(o, STR("plain"));
	csvout_field(o, STR("a,b"));
	csvout_field(o, STR("say \"hi\""));
	csvout_field(o, STR("two\nlines"));
	csvout_field(o, STR("cr\r"));
	csvout_field(o, STR(" blanks\t"));
	csvout_field(o, STR("=1;2|3'4\xc3\xa9"));
	csvout_field(o, STR("\""));
	csvout_field(o, (struct str){ NULL, 0 });
	csvout_end(o);
	close_captured(o, STR("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\", blanks\t,=1;2|3'4\xc3\xa9,\"\"\"\",\n"));
}
END_TEST

START_TEST(the_delimiter_in_use_is_what_is_quoted)
{
	struct csvout *o = open_captured('\t');

	csvout_field(o, STR("a,b;c"));
	csvout_field(o, STR("d\te"));
	csvout_end(o);
	close_captured(o, STR("a,b;c\t\"d\te\"\n"));
}
END_TEST

START_TEST(no_record_is_a_blank_line)
{
	struct csvout *o = open_captured(0);

	csvout_field(o, STR(""));
	csvout_end(o);
	csvout_field(o, STR(""));
	csvout_field(o, STR(""));
	csvout_end(o);
	csvout_raw(o, STR(""));
	csvout_end(o);
	csvout_field(o, STR("x"));
	csvout_end(o);
	close_captured(o, STR("\"\"\n,\n\"\"\nx\n"));
}
END_TEST

START_TEST(raw_bytes_and_numbers_are_fields_too)
{
	struct csvout *o = open_captured(0);

	csvout_raw(o, STR("1,\"a \"\"b\"\"\",z"));
	csvout_field(o, STR("x,y"));
	csvout_int(o, -12);
	csvout_end(o);
	csvout_int(o, INT64_MIN);
	csvout_raw(o, STR("r,s"));
	csvout_end(o);
	close_captured(o, STR("1,\"a \"\"b\"\"\",z,\"x,y\",-12\n-9223372036854775808,r,s\n"));
}
END_TEST

/* Bytes are looked at in groups: each place within them counts, and no other byte is taken for a special one. */
START_TEST(each_byte_at_each_place)
{
	struct csvout *o = open_captured(0);
	struct buf expected = { 0 };
	char text[21];

	for (unsigned c = 0; c < 256; c++) {
		for (size_t at = 0; at < sizeof text; at++) {
			bool special = c == ',' || c == '"' || c == '\n' || c == '\r';

			memset(text, at % 2 ? 'x' : '\xff', sizeof text);
			text[at] = (char)c;
			csvout_field(o, (struct str){ text, sizeof text });
			csvout_end(o);
			if (special)
				buf_char(&expected, '"');
			buf_add(&expected, text, at + 1);
			if (c == '"')
				buf_char(&expected, '"');
			buf_add(&expected, text + at + 1, sizeof text - at - 1);
			buf_str(&expected, special ? STR("\"\n") : STR("\n"));
		}
	}
	close_captured(o, buf_view(&expected));
	buf_free(&expected);
}
END_TEST

/* Fields of growing length until several blocks are full; then one longer than a block. */
static void
write_much(struct csvout *o, struct buf *expected)
{
	static char text[200000];

	memset(text, 'x', sizeof text);
	for (size_t n = 1; n < 900; n++) {
		text[n / 2] = n % 5 ? 'y' : '"';
		csvout_field(o, (struct str){ text, n });
		csvout_end(o);
		if (memchr(text, '"', n)) {
			buf_char(expected, '"');
			for (size_t i = 0; i < n; i++)
				buf_add(expected, text[i] == '"' ? "\"\"" : text + i, 1 + (text[i] == '"'));
			buf_char(expected, '"');
		} else {
			buf_add(expected, text, n);
		}
		buf_char(expected, '\n');
	}
	memset(text, 'z', sizeof text);
	csvout_field(o, (struct str){ text, sizeof text });
	csvout_end(o);
	buf_add(expected, text, sizeof text);
	buf_char(expected, '\n');
}

START_TEST(blocks_join_without_a_seam)
{
	struct csvout *o = open_captured(0);
	struct buf expected = { 0 };

	write_much(o, &expected);
	close_captured(o, buf_view(&expected));
	buf_free(&expected);
}
END_TEST

/* Through standard output, never by name: a writer that is broken might put a file in the device's place. */
static struct csvout *
open_device(const char *path)
{
	int fd = open(path, O_WRONLY);

	ck_assert_int_ge(fd, 0);
	dup2(fd, STDOUT_FILENO);
	close(fd);
	return csvout_open(NULL, 0);
}

static void
on_alarm(int signal)
{
	(void)signal;
}

/* A pipe that is slowly read: writes come back short, are interrupted, or would block. */
START_TEST(slow_readers_get_every_byte)
{
	struct itimerval often = { .it_interval.tv_usec = 300, .it_value.tv_usec = 300 };
	struct sigaction action = { .sa_handler = on_alarm };
	struct buf expected = { 0 };
	int ends[2], status;
	struct csvout *o;
	pid_t pid;

	ck_assert_int_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		char block[3000];
		struct buf got = { 0 };
		ssize_t n;

		close(ends[1]);
		while ((n = read(ends[0], block, sizeof block)) > 0) {
			buf_add(&got, block, (size_t)n);
			usleep(200);
		}
		o = open_device("/dev/null");
		write_much(o, &expected);
		_exit(csvout_close(o) == 0 && str_eq(buf_view(&got), buf_view(&expected)) ? 0 : 1);
	}
	close(ends[0]);
	dup2(ends[1], STDOUT_FILENO);
	close(ends[1]);
	o = csvout_open("-", 0);
	fcntl(STDOUT_FILENO, F_SETPIPE_SZ, 4096);
	if (_i)
		fcntl(STDOUT_FILENO, F_SETFL, O_WRONLY | O_NONBLOCK);
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	write_much(o, &expected);
	ck_assert_int_eq(csvout_close(o), 0);
	setitimer(ITIMER_REAL, &(struct itimerval){ 0 }, NULL);
	buf_free(&expected);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}
END_TEST

static void
check_failing(struct csvout *o, int error)
{
	ck_assert_ptr_nonnull(o);
	ck_assert_int_eq(csvout_error(o), 0);
	csvout_field(o, STR("x"));
	csvout_end(o);
	csvout_flush(o);
	ck_assert_int_eq(csvout_error(o), error);
	csvout_field(o, STR("y"));
	csvout_end(o);
	errno = 0;
	ck_assert_int_eq(csvout_close(o), -1);
	ck_assert_int_eq(errno, error);
}

START_TEST(a_full_disk_is_told)
{
	check_failing(open_device("/dev/full"), ENOSPC);
}
END_TEST

START_TEST(an_error_that_only_the_last_flush_meets_is_told)
{
	struct csvout *o = open_device("/dev/full");

	csvout_field(o, STR("x"));
	csvout_end(o);
	ck_assert_int_eq(csvout_close(o), -1);
	ck_assert_int_eq(errno, ENOSPC);
}
END_TEST

START_TEST(a_closed_standard_output_is_told)
{
	close(STDOUT_FILENO);
	check_failing(csvout_open(NULL, 0), EBADF);
}
END_TEST

START_TEST(a_broken_pipe_is_told)
{
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	ck_assert_int_eq(pipe(ends), 0);
	dup2(ends[1], STDOUT_FILENO);
	close(ends[0]);
	close(ends[1]);
	check_failing(csvout_open(NULL, 0), EPIPE);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("csvout");
	TCase *tcase = tcase_create("records");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, only_what_needs_it_is_quoted);
	tcase_add_test(tcase, the_delimiter_in_use_is_what_is_quoted);
	tcase_add_test(tcase, no_record_is_a_blank_line);
	tcase_add_test(tcase, raw_bytes_and_numbers_are_fields_too);
	tcase_add_test(tcase, each_byte_at_each_place);
	tcase_add_test(tcase, blocks_join_without_a_seam);
	tcase_add_loop_test(tcase, slow_readers_get_every_byte, 0, 2);
	tcase_add_test(tcase, a_full_disk_is_told);
	tcase_add_test(tcase, an_error_that_only_the_last_flush_meets_is_told);
	tcase_add_test(tcase, a_closed_standard_output_is_told);
	tcase_add_test(tcase, a_broken_pipe_is_told);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
