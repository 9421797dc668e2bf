/* Conformance suites that others wrote, where the folder named by CSVSUITES is present: SUITE/CASE/case.csv with
 * case.json (the dialect) and case.expected ("F text" for a field, "R" at a record's end). By rule:
 * - a dialect other than a delimiter (comments, escapes, other quotes or line ends) is skipped: there is no such option;
 * - what is no RFC 4180 text (see well_formed) must be refused, although other readers make something of it;
 * - a record with another number of fields than the first must be refused, after those before it were read;
 * - a blank line is no record; where a case wants it as a record with one empty field it is skipped. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csvin_render.h"
#include "util.h"

static const char *const suites[] = { "csv-spectrum", "fastcsv-spec", "rust-csv" };

static bool
read_file(struct buf *out, const char *folder, const char *name)
{
	char path[1024], block[4096];
	size_t n;
	FILE *f;

	buf_reset(out);
	buf_add(out, "", 0);
	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "r");
	if (!f)
		return false;
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(out, block, n);
	fclose(f);
	return true;
}

/* The delimiter of the case's dialect; '\0' for a dialect that is not ours. */
static char
delimiter(const char *json)
{
	const char *dialect = strstr(json, "\"dialect\": {"), *end;
	char text[200], delim = '\0';

	if (!dialect)
		return '\0';
	dialect += strlen("\"dialect\": {");
	end = strchr(dialect, '}');
	snprintf(text, sizeof text, "%.*s", (int)(end - dialect), dialect);
	if (strspn(text, " \n") == strlen(text))
		return ',';
	if (strchr(text, ',') || sscanf(text, " \"delimiter\": \"b'%c", &delim) != 1)
		return '\0';
	return delim == '\\' ? '\t' : delim;
}

/* RFC 4180, with any line end: a quote stands at both ends of a field, doubled within it, or nowhere. */
static bool
well_formed(struct str s, char delim)
{
	size_t i = 0;

	while (i < s.n) {
		if (s.p[i] == '"') {
			for (i++; i < s.n && (s.p[i] != '"' || (i + 1 < s.n && s.p[i + 1] == '"')); i++)
				i += s.p[i] == '"';
			if (i == s.n)
				return false;
			i++;
		} else {
			while (i < s.n && s.p[i] != delim && s.p[i] != '\n' && s.p[i] != '\r' && s.p[i] != '"')
				i++;
		}
		if (i < s.n && s.p[i] != delim && s.p[i] != '\n' && s.p[i] != '\r')
			return false;
		i++;
	}
	return true;
}

static int
hex(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* case.expected as "<field><field>\n" lines, as far as the records have as many fields as the first. */
static bool
expected_records(struct buf *out, struct str expected)
{
	struct str line;
	size_t fields = 0, width = 0, whole = 0;

	buf_reset(out);
	buf_add(out, "", 0);
	while (str_next(&expected, '\n', &line)) {
		if (str_starts(line, STR("F "))) {
			buf_char(out, '<');
			for (size_t i = 2; i < line.n; i++) {
				char c = line.p[i];

				if (c == '\\' && line.p[i + 1] == '\\') {
					i++;
				} else if (c == '\\') {
					c = (char)(hex(line.p[i + 2]) * 16 + hex(line.p[i + 3]));
					i += 3;
				}
				buf_char(out, c);
			}
			buf_char(out, '>');
			fields++;
		} else if (str_eq(line, STR("R"))) {
			buf_char(out, '\n');
			width = width ? width : fields;
			if (fields != width) {
				out->n = whole;
				out->p[whole] = '\0';
				return false;
			}
			fields = 0;
			whole = out->n;
		}
	}
	return true;
}

/* What the reader makes of the text; STATUS_DATA when it was refused. */
static int
read_records(struct buf *out, struct str text, char delim, size_t block)
{
	struct csvin_options o = {
		.delim = delim, .no_header = true, .block = block, .memory = text, .memory_name = "case.csv",
	};
	struct csvin *in = csvin_open(&o);
	struct record rec;
	int status;

	buf_reset(out);
	buf_add(out, "", 0);
	while (csvin_next(in, &rec) == CSVIN_RECORD) {
		for (size_t i = 0; i < rec.n; i++)
			render_bytes(out, rec.field[i]);
		buf_char(out, '\n');
	}
	status = csvin_status(in);
	csvin_close(in);
	return status;
}

/* False if the case is skipped. */
static bool
check_case(const char *folder, size_t block)
{
	struct buf json = { 0 }, csv = { 0 }, file = { 0 }, expected = { 0 }, got = { 0 };
	bool good, even, ours = false;
	char delim;

	ck_assert(read_file(&json, folder, "case.json"));
	ck_assert(read_file(&csv, folder, "case.csv"));
	ck_assert(read_file(&file, folder, "case.expected"));
	delim = delimiter(json.p);
	even = expected_records(&expected, buf_view(&file));
	/* Only from two quotes can a record with one empty field come. */
	if (delim && !(strstr(expected.p, "<>\n") && !strstr(expected.p, "><") && !strstr(csv.p, "\"\""))) {
		int status = read_records(&got, buf_view(&csv), delim, block);

		ours = true;
		good = well_formed(buf_view(&csv), delim);
		ck_assert_msg(status == (good && even ? 0 : STATUS_DATA), "%s: status %d", folder, status);
		ck_assert_msg(!good || str_eq(buf_view(&got), buf_view(&expected)), "%s: got\n%sexpected\n%s", folder, got.p,
			      expected.p);
	}
	buf_free(&json);
	buf_free(&csv);
	buf_free(&file);
	buf_free(&expected);
	buf_free(&got);
	return ours;
}

START_TEST(suite_is_read)
{
	const char *top = getenv("CSVSUITES"), *suite = suites[_i / CSVIN_BLOCKS];
	size_t block = csvin_blocks[_i % CSVIN_BLOCKS];
	int checked = 0, skipped = 0;
	char folder[512];
	struct dirent *e;
	DIR *d;

	snprintf(folder, sizeof folder, "%s/%s", top ? top : "../shared/csvsuites", suite);
	d = opendir(folder);
	if (!d)
		return;
	while ((e = readdir(d))) {
		char path[1024];

		snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		/* The licence lies beside the cases. */
		if (e->d_name[0] == '.' || strchr(e->d_name, '.'))
			continue;
		if (check_case(path, block))
			checked++;
		else
			skipped++;
	}
	closedir(d);
	if (getenv("CSVSUITES_COUNT"))
		printf("%s, blocks of %zu: %d checked, %d skipped\n", suite, block, checked, skipped);
	ck_assert_int_gt(checked, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("csvsuites");
	TCase *tcase = tcase_create("csvsuites");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, suite_is_read, 0, (int)(sizeof suites / sizeof *suites * CSVIN_BLOCKS));
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
