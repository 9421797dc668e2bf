#include "csvout.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util.h"

#define BLOCK_SIZE ((size_t)64 * 1024)
/* As large as Linux lets anybody make a pipe; a reader then wakes less often. */
#define PIPE_SIZE (1024 * 1024)

struct csvout {
	int fd, error;
	char delim;
	char *path, *temp;              /* path is NULL when the bytes go straight to fd, temp while they have no name */
	size_t fields;                  /* of the record that is being written */
	bool blank;                     /* all that the record holds is one empty field */
	size_t n;
	char block[BLOCK_SIZE];
};

/* Finds out the umask the only way there is; no thread runs yet when an output is opened. */
static mode_t
new_file_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return (mode_t)(0666 & ~mask);
}

/* Beside path, so that rename() stays within one file system; the dot keeps it out of globs. */
static struct buf
temp_name(const struct csvout *o, const char *end)
{
	const char *slash = strrchr(o->path, '/');
	const char *name = slash ? slash + 1 : o->path;
	struct buf temp = { 0 };

	buf_add(&temp, o->path, (size_t)(name - o->path));
	buf_printf(&temp, ".%s.%s", name, end);
	return temp;
}

#define UNNAMED "/proc/self/fd/%d"

/* A file without a name until it is whole: nothing is left behind however the program ends. -1 where there is no such thing. */
static int
open_unnamed(const struct csvout *o)
{
	struct buf dir = { 0 };
	char link[sizeof UNNAMED + 12];
	int fd;

	buf_add(&dir, o->path, strlen(o->path));
	fd = open(dirname(dir.p), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
	buf_free(&dir);
	snprintf(link, sizeof link, UNNAMED, fd);
	if (fd < 0 || access(link, F_OK) == 0)
		return fd;
	close(fd);
	return -1;
}

static int
open_temp(struct csvout *o)
{
	int fd = open_unnamed(o);

	if (fd >= 0)
		return fd;
	o->temp = temp_name(o, "XXXXXX").p;
	fd = mkostemp(o->temp, O_CLOEXEC);
	if (fd < 0) {
		free(o->temp);
		o->temp = NULL;
	} else if (fchmod(fd, new_file_mode()) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* rename() needs a name to begin with. False with errno set. */
static bool
give_name(struct csvout *o)
{
	char link[sizeof UNNAMED + 12], end[24];

	snprintf(link, sizeof link, UNNAMED, o->fd);
	for (unsigned try = 0; !o->temp && try < 100; try++) {
		struct buf temp;

		snprintf(end, sizeof end, "%ld.%u", (long)getpid(), try);
		temp = temp_name(o, end);
		if (linkat(AT_FDCWD, link, AT_FDCWD, temp.p, AT_SYMLINK_FOLLOW) == 0)
			o->temp = temp.p;
		else
			free(temp.p);
		if (!o->temp && errno != EEXIST)
			break;
	}
	return o->temp;
}

static int
open_path(struct csvout *o, const char *path)
{
	struct stat st;
	size_t n = strlen(path);

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return open(path, O_WRONLY | O_CLOEXEC);
	if (n == 0 || path[n - 1] == '/') {
		errno = n ? EISDIR : ENOENT;
		return -1;
	}
	/* A link keeps pointing where it does: what it names is replaced. */
	o->path = realpath(path, NULL);
	if (!o->path && errno == ENOENT)
		o->path = strdup(path);
	return o->path ? open_temp(o) : -1;
}

static void
out_free(struct csvout *o)
{
	if (o->temp)
		unlink(o->temp);
	free(o->temp);
	free(o->path);
	free(o);
}

struct csvout *
csvout_open(const char *path, char delim)
{
	struct csvout *o = util_alloc(1, sizeof *o);

	o->delim = delim ? delim : ',';
	o->fd = STDOUT_FILENO;
	if (path && strcmp(path, "-") != 0)
		o->fd = open_path(o, path);
	if (o->fd < 0) {
		int error = errno;

		out_free(o);
		errno = error;
		return NULL;
	}
#ifdef F_SETPIPE_SZ
	/* Fails on what is no pipe, or beyond the system's limit: then it stays as it was. */
	fcntl(o->fd, F_SETPIPE_SZ, PIPE_SIZE);
#endif
	return o;
}

static void
write_all(struct csvout *o, const char *p, size_t n)
{
	while (n && !o->error) {
		ssize_t done = write(o->fd, p, n);

		if (done >= 0) {
			p += done;
			n -= (size_t)done;
		} else if (errno == EAGAIN) {
			/* Somebody made the shared pipe non-blocking. */
			poll(&(struct pollfd){ .fd = o->fd, .events = POLLOUT }, 1, -1);
		} else if (errno != EINTR) {
			o->error = errno;
		}
	}
}

void
csvout_flush(struct csvout *o)
{
	write_all(o, o->block, o->n);
	o->n = 0;
}

static void
put(struct csvout *o, const char *p, size_t n)
{
	if (n >= BLOCK_SIZE) {
		csvout_flush(o);
		write_all(o, p, n);
		return;
	}
	while (n > BLOCK_SIZE - o->n) {
		size_t part = BLOCK_SIZE - o->n;

		memcpy(o->block + o->n, p, part);
		o->n += part;
		p += part;
		n -= part;
		csvout_flush(o);
	}
	if (n)
		memcpy(o->block + o->n, p, n);
	o->n += n;
}

static void
put_char(struct csvout *o, char c)
{
	if (o->n == BLOCK_SIZE)
		csvout_flush(o);
	o->block[o->n++] = c;
}

static void
begin_field(struct csvout *o, bool empty)
{
	if (o->fields++)
		put_char(o, o->delim);
	o->blank = empty && o->fields == 1;
}

#define ONES UINT64_C(0x0101010101010101)

/* Has some byte of the word the value c? Exact as a yes-or-no answer (Mycroft 1987). */
static uint64_t
holds(uint64_t word, char c)
{
	uint64_t x = word ^ (ONES * (unsigned char)c);

	return (x - ONES) & ~x & (ONES << 7);
}

static bool
needs_quotes(struct str s, char delim)
{
	size_t i = 0;

	for (; s.n - i >= 8; i += 8) {
		uint64_t w;

		memcpy(&w, s.p + i, 8);
		if (holds(w, delim) | holds(w, '"') | holds(w, '\n') | holds(w, '\r'))
			return true;
	}
	for (; i < s.n; i++)
		if (s.p[i] == delim || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r')
			return true;
	return false;
}

static void
put_quoted(struct csvout *o, struct str s)
{
	const char *quote;

	put_char(o, '"');
	while (s.n && (quote = memchr(s.p, '"', s.n))) {
		size_t n = (size_t)(quote - s.p) + 1;

		put(o, s.p, n);
		put_char(o, '"');
		s.p += n;
		s.n -= n;
	}
	put(o, s.p, s.n);
	put_char(o, '"');
}

void
csvout_field(struct csvout *o, struct str s)
{
	begin_field(o, s.n == 0);
	if (needs_quotes(s, o->delim))
		put_quoted(o, s);
	else
		put(o, s.p, s.n);
}

void
csvout_quote(struct buf *b, struct str s, char delim)
{
	if (!needs_quotes(s, delim)) {
		buf_str(b, s);
		return;
	}
	buf_char(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(b, '"');
		buf_char(b, s.p[i]);
	}
	buf_char(b, '"');
}

/* By hand: a score row is mostly whole numbers, and printf would take half of its time. */
void
csvout_int(struct csvout *o, int64_t value)
{
	char digits[24];
	size_t i = sizeof digits;
	/* as unsigned: the lowest number has no positive one */
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

	do
		digits[--i] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		digits[--i] = '-';
	begin_field(o, false);
	put(o, digits + i, sizeof digits - i);
}

void
csvout_raw(struct csvout *o, struct str s)
{
	begin_field(o, s.n == 0);
	put(o, s.p, s.n);
}

void
csvout_end(struct csvout *o)
{
	/* Else the record would be a blank line, which readers skip. */
	if (o->blank)
		put(o, "\"\"", 2);
	put_char(o, '\n');
	o->fields = 0;
	o->blank = false;
}

int
csvout_error(const struct csvout *o)
{
	return o->error;
}

int
csvout_close(struct csvout *o)
{
	int error;

	csvout_flush(o);
	if (o->path && !o->error && (fsync(o->fd) < 0 || !give_name(o)))
		o->error = errno;
	/* Closing tells of a full quota on network file systems. */
	if (close(o->fd) < 0 && errno != EINTR && !o->error)
		o->error = errno;
	if (o->path && !o->error && rename(o->temp, o->path) < 0)
		o->error = errno;
	error = o->error;
	if (!error) {
		free(o->temp);
		o->temp = NULL;
	}
	out_free(o);
	errno = error;
	return error ? -1 : 0;
}

void
csvout_abandon(struct csvout *o)
{
	if (o->fd != STDOUT_FILENO)
		close(o->fd);
	out_free(o);
}
