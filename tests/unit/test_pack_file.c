#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pack_data.h"
#include "pack_file.h"
#include "suite.h"

static char dir[64];
static struct buf why;

static void
open_folder(void)
{
	strcpy(dir, "/tmp/test_pack_file.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
}

static const char *
path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	return path;
}

static void
close_folder(void)
{
	for (const struct pack_file *f = pack_files; f->name; f++)
		unlink(path_of(f->name));
	ck_assert_int_eq(rmdir(dir), 0);
	buf_free(&why);
}

/* Whether that file of the folder is just these bytes. */
static bool
holds(const char *name, struct str want)
{
	FILE *f = fopen(path_of(name), "rb");
	char *got = malloc(want.n + 1);
	bool same;

	ck_assert_msg(f != NULL, "%s", path_of(name));
	ck_assert_ptr_nonnull(got);
	same = fread(got, 1, want.n + 1, f) == want.n && memcmp(got, want.p, want.n) == 0;
	free(got);
	fclose(f);
	return same;
}

START_TEST(files_are_in_order)
{
	size_t n = 0;

	for (const struct pack_file *f = pack_files; f->name; f++, n++) {
		ck_assert_uint_gt(f->n, 0);
		ck_assert_int_eq(f->data[f->n], '\0');
		/* none is cut short: the last line is whole */
		ck_assert_int_eq(f->data[f->n - 1], '\n');
		ck_assert(!f[1].name || strcmp(f->name, f[1].name) < 0);
	}
	ck_assert_uint_ge(n, 9);
}
END_TEST

START_TEST(found_by_name)
{
	struct str rules = pack_builtin("rules.csv");

	ck_assert(str_starts(rules, STR("marker,role,pattern,weight")));
	ck_assert(str_starts(pack_builtin("words.csv"), STR("word,reading")));
	ck_assert_uint_eq(strlen(rules.p), rules.n);
	ck_assert_ptr_null(pack_builtin("").p);
	ck_assert_ptr_null(pack_builtin("rules.cs").p);
	ck_assert_ptr_null(pack_builtin("Rules.csv").p);
	ck_assert_uint_eq(pack_builtin("rules.csv ").n, 0);
}
END_TEST

START_TEST(all_are_written)
{
	ck_assert_int_eq(rmdir(dir), 0);
	/* a folder that is made, then one that is there */
	for (int i = 0; i < 2; i++) {
		ck_assert_msg(pack_dump(dir, &why), "%s", why.p);
		for (const struct pack_file *f = pack_files; f->name; f++) {
			ck_assert_msg(holds(f->name, pack_builtin(f->name)), "%s", f->name);
			unlink(path_of(f->name));
		}
	}
	ck_assert_uint_eq(why.n, 0);
}
END_TEST

START_TEST(nothing_is_overwritten)
{
	FILE *f = fopen(path_of("rules.csv"), "w");

	ck_assert_ptr_nonnull(f);
	fputs("mine\n", f);
	fclose(f);
	ck_assert(!pack_dump(dir, &why));
	ck_assert_ptr_nonnull(strstr(why.p, "/rules.csv: File exists"));
	ck_assert(holds("rules.csv", STR("mine\n")));
	/* nor what a link leads to, be it nothing */
	unlink(path_of("rules.csv"));
	char *target = strdup(path_of("elsewhere"));
	ck_assert_int_eq(symlink(target, path_of("rules.csv")), 0);
	for (const struct pack_file *p = pack_files; p->name; p++)
		if (strcmp(p->name, "rules.csv") != 0)
			unlink(path_of(p->name));
	ck_assert(!pack_dump(dir, &why));
	ck_assert_int_ne(access(target, F_OK), 0);
	free(target);
}
END_TEST

START_TEST(no_folder)
{
	struct buf sub = { 0 };

	buf_printf(&sub, "%s/a/b", dir);
	ck_assert(!pack_dump(sub.p, &why));
	ck_assert_ptr_nonnull(strstr(why.p, "/a/b: No such file or directory"));
	/* a file where the folder should be */
	buf_reset(&why);
	buf_reset(&sub);
	buf_printf(&sub, "%s", path_of("rules.csv"));
	ck_assert_int_eq(close(open(sub.p, O_WRONLY | O_CREAT, 0600)), 0);
	ck_assert(!pack_dump(sub.p, &why));
	ck_assert_ptr_nonnull(strstr(why.p, ": Not a directory"));
	ck_assert(holds("rules.csv", STR("")));
	buf_free(&sub);
}
END_TEST

/* A disk that is full in the middle of a file: the reason is told and the half is not left there. */
START_TEST(no_half_file)
{
	struct rlimit limit, old;
	size_t largest = 0;
	const char *name = "";

	for (const struct pack_file *f = pack_files; f->name; f++)
		if (f->n > largest) {
			largest = f->n;
			name = f->name;
		}
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	limit = old;
	limit.rlim_cur = largest - 1;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	bool fine = pack_dump(dir, &why);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
	ck_assert(!fine);
	ck_assert_ptr_nonnull(strstr(why.p, name));
	ck_assert_ptr_nonnull(strstr(why.p, ": File too large"));
	ck_assert_msg(access(path_of(name), F_OK) != 0 && errno == ENOENT, "half of %s is left", name);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { files_are_in_order, found_by_name, all_are_written, nothing_is_overwritten, no_folder, no_half_file };

	return run_suite("pack_file", tests, sizeof tests / sizeof *tests, open_folder, close_folder);
}
