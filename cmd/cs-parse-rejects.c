#include "cs-parse-rejects.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "csvout.h"
#include "strmap.h"
#include "util.h"

/* No program has so many; a file may name columns in its reasons. */
#define KINDS 64

struct rejects {
	struct csvout *out;             /* NULL once it is closed */
	uint64_t n, kind[KINDS + 1];
	struct strmap *kinds;
	struct buf reason;
};

struct rejects *
rejects_open(const char *path)
{
	struct csvout *out = csvout_open(path, 0);
	struct rejects *r;

	if (!out)
		return NULL;
	r = util_alloc(1, sizeof *r);
	r->out = out;
	r->kinds = strmap_new();
	csvout_field(out, STR("file"));
	csvout_field(out, STR("line"));
	csvout_field(out, STR("reason"));
	csvout_field(out, STR("raw"));
	csvout_end(out);
	return r;
}

/* The reason up to its advice, and without what is quoted: unknown role "x"; name it with -R. */
static struct str
bare(struct buf *b, const char *why)
{
	bool quoted = false;

	buf_reset(b);
	for (; *why && (quoted || (*why != ';' && *why != ',')); why++) {
		if (*why == '"')
			quoted = !quoted;
		else if (!quoted)
			buf_char(b, *why);
	}
	return str_trim(buf_view(b));
}

bool
rejects_add(struct rejects *r, const struct record *rec, const char *why)
{
	struct str kind = bare(&r->reason, why);
	size_t i = strmap_count(r->kinds) < KINDS ? strmap_put(r->kinds, kind, NULL) : strmap_find(r->kinds, kind);

	r->kind[i == STRMAP_NONE ? KINDS : i]++;
	r->n++;
	csvout_field(r->out, str_of(rec->file));
	csvout_int(r->out, (int64_t)rec->line);
	csvout_field(r->out, str_of(why));
	csvout_field(r->out, rec->raw);
	csvout_end(r->out);
	errno = csvout_error(r->out);
	return !errno;
}

uint64_t
rejects_count(const struct rejects *r)
{
	return r->n;
}

bool
rejects_kind(const struct rejects *r, size_t i, struct str *kind, uint64_t *n)
{
	size_t kinds = strmap_count(r->kinds);

	if (i > kinds || (i == kinds && !r->kind[KINDS]))
		return false;
	*kind = i < kinds ? strmap_key(r->kinds, i) : STR("for other reasons");
	*n = i < kinds ? r->kind[i] : r->kind[KINDS];
	return true;
}

bool
rejects_close(struct rejects *r)
{
	struct csvout *out = r->out;

	r->out = NULL;
	return csvout_close(out) == 0;
}

void
rejects_free(struct rejects *r)
{
	if (!r)
		return;
	if (r->out)
		csvout_abandon(r->out);
	strmap_free(r->kinds);
	buf_free(&r->reason);
	free(r);
}

/* The folder that a file is in, and its name there; false when there is no such folder. */
static bool
find_folder(const char *path, struct stat *folder, const char **name)
{
	const char *slash = strrchr(path, '/');
	struct buf b = { 0 };
	bool fine;

	*name = slash ? slash + 1 : path;
	buf_str(&b, slash ? (struct str){ path, (size_t)(slash - path) + 1 } : STR("."));
	fine = stat(b.p, folder) == 0;
	buf_free(&b);
	return fine;
}

bool
rejects_same(const char *path, const char *other)
{
	const char *a_name, *b_name;
	struct stat a, b;
	bool a_there = stat(path, &a) == 0, b_there = stat(other, &b) == 0;

	if (a_there != b_there)
		return false;
	if (!a_there && (!find_folder(path, &a, &a_name) || !find_folder(other, &b, &b_name) || strcmp(a_name, b_name) != 0))
		return false;
	return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool
rejects_open_as(const char *path, int fd)
{
	struct stat a, b;

	return stat(path, &a) == 0 && fstat(fd, &b) == 0 && S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}
