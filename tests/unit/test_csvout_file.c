#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "csvout.h"

static char dir[64];

static void
make_dir(void)
{
	strcpy(dir, "/tmp/csvout.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(chdir(dir), 0);
}

static void
remove_dir(void)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while ((e = readdir(d)))
		unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	rmdir(dir);
}

/* How many files are in the folder, those with a dot in front too. */
static int
count_files(void)
{
	DIR *d = opendir(".");
	int n = 0;

	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

/* Not all file systems know files without a name. */
static bool
knows_unnamed(void)
{
	int fd = open(".", O_TMPFILE | O_WRONLY, 0600);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void
check_file(const char *name, const char *expected)
{
	char got[100];
	FILE *f = fopen(name, "r");
	size_t n;

	ck_assert_ptr_nonnull(f);
	n = fread(got, 1, sizeof got - 1, f);
	fclose(f);
	got[n] = '\0';
	ck_assert_str_eq(got, expected);
}

static void
put(struct csvout *o, const char *text)
{
	ck_assert_ptr_nonnull(o);
	csvout_field(o, str_of(text));
	csvout_end(o);
	csvout_flush(o);
}

START_TEST(a_file_appears_whole)
{
	struct csvout *o;
	struct stat st;

	umask(0027);
	o = csvout_open("log.csv", 0);
	put(o, "new");
	ck_assert_int_eq(stat("log.csv", &st), -1);
	/* what would be left behind if the program were killed now */
	ck_assert_int_eq(count_files(), knows_unnamed() ? 0 : 1);
	ck_assert_int_eq(csvout_close(o), 0);
	check_file("log.csv", "new\n");
	ck_assert_int_eq(count_files(), 1);
	ck_assert_int_eq(stat("log.csv", &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0640);
	ck_assert_int_eq(umask(0), 0027);
}
END_TEST

START_TEST(an_old_file_stays_until_the_new_one_is_whole)
{
	struct csvout *o;

	ck_assert_int_eq(csvout_close(csvout_open("log.csv", 0)), 0);
	check_file("log.csv", "");
	o = csvout_open("./log.csv", 0);
	put(o, "one");
	check_file("log.csv", "");
	ck_assert_int_eq(csvout_close(o), 0);
	check_file("log.csv", "one\n");
	o = csvout_open("log.csv", 0);
	put(o, "two");
	csvout_abandon(o);
	check_file("log.csv", "one\n");
	ck_assert_int_eq(count_files(), 1);
}
END_TEST

/* As when an earlier process of the same number was killed just before it renamed its file. */
START_TEST(a_name_that_is_taken_is_passed_over)
{
	struct csvout *o = csvout_open("log.csv", 0);
	char taken[64];

	snprintf(taken, sizeof taken, ".log.csv.%ld.0", (long)getpid());
	close(open(taken, O_CREAT | O_WRONLY, 0600));
	put(o, "new");
	ck_assert_int_eq(csvout_close(o), 0);
	check_file("log.csv", "new\n");
	check_file(taken, "");
	ck_assert_int_eq(count_files(), 2);
}
END_TEST

START_TEST(a_failed_file_leaves_nothing)
{
	struct csvout *o = csvout_open("log.csv", 0);
	struct rlimit was;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &was);
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 0, was.rlim_max });
	put(o, "x");
	/* The test itself writes files too. */
	setrlimit(RLIMIT_FSIZE, &was);
	ck_assert_int_eq(csvout_error(o), EFBIG);
	ck_assert_int_eq(csvout_close(o), -1);
	ck_assert_int_eq(errno, EFBIG);
	ck_assert_int_eq(count_files(), 0);
}
END_TEST

START_TEST(a_link_keeps_pointing_to_the_file)
{
	struct csvout *o;
	struct stat st;

	ck_assert_int_eq(csvout_close(csvout_open("real.csv", 0)), 0);
	ck_assert_int_eq(symlink("real.csv", "link.csv"), 0);
	o = csvout_open("link.csv", 0);
	put(o, "x");
	ck_assert_int_eq(csvout_close(o), 0);
	check_file("real.csv", "x\n");
	ck_assert_int_eq(lstat("link.csv", &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
}
END_TEST

/* A pipe in the scratch folder stands for them all: a test that fails must not cost the machine a device. */
START_TEST(special_files_are_written_not_replaced)
{
	struct csvout *o;
	struct stat st;
	int fd;

	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	fd = open("pipe", O_RDWR);
	o = csvout_open("pipe", 0);
	put(o, "through");
	ck_assert_int_eq(csvout_close(o), 0);
	ck_assert_int_eq(stat("pipe", &st), 0);
	ck_assert(S_ISFIFO(st.st_mode));
	close(fd);
	ck_assert_int_eq(count_files(), 1);
}
END_TEST

static const struct {
	const char *path;
	int error;
} no_files[] = { { "no/such/folder.csv", ENOENT }, { ".", EISDIR }, { "new/", EISDIR }, { "", ENOENT } };

START_TEST(what_cannot_be_a_file_is_told)
{
	errno = 0;
	ck_assert_ptr_null(csvout_open(no_files[_i].path, 0));
	ck_assert_int_eq(errno, no_files[_i].error);
	ck_assert_int_eq(count_files(), 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("csvout_file");
	TCase *tcase = tcase_create("files");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tcase, make_dir, remove_dir);
	tcase_add_test(tcase, a_file_appears_whole);
	tcase_add_test(tcase, an_old_file_stays_until_the_new_one_is_whole);
	tcase_add_test(tcase, a_name_that_is_taken_is_passed_over);
	tcase_add_test(tcase, a_failed_file_leaves_nothing);
	tcase_add_test(tcase, a_link_keeps_pointing_to_the_file);
	tcase_add_test(tcase, special_files_are_written_not_replaced);
	tcase_add_loop_test(tcase, what_cannot_be_a_file_is_told, 0, sizeof no_files / sizeof *no_files);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
