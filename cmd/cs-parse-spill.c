#include "cs-parse-spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "str.h"

/* Not all file systems know files without a name; then it has one for a moment. */
static int
open_in(const char *dir)
{
	struct buf path = { 0 };
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600), error;

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
		return fd;
	buf_printf(&path, "%s/.cs-parse.XXXXXX", dir);
	fd = mkostemp(path.p, O_CLOEXEC);
	error = errno;
	if (fd >= 0)
		unlink(path.p);
	buf_free(&path);
	errno = error;
	return fd;
}

int
spill_open(void)
{
	const char *dir = getenv("TMPDIR");
	int fd;

	if (dir && *dir)
		return open_in(dir);
	fd = open_in("/var/tmp");
	return fd >= 0 ? fd : open_in("/tmp");
}

/* Adds what one call moved to the total; false when it failed for good. */
static bool
add_moved(ssize_t moved, size_t *total)
{
	if (moved < 0)
		return errno == EINTR;
	*total += (size_t)moved;
	return true;
}

bool
spill_write(int fd, const void *p, size_t n, off_t at)
{
	size_t total = 0;

	while (total < n)
		if (!add_moved(pwrite(fd, (const char *)p + total, n - total, at + (off_t)total), &total))
			return false;
	return true;
}

bool
spill_read(int fd, void *p, size_t n, off_t at)
{
	size_t total = 0;

	while (total < n) {
		ssize_t moved = pread(fd, (char *)p + total, n - total, at + (off_t)total);

		if (moved == 0)
			errno = EIO;    /* somebody made the file shorter */
		if (moved == 0 || !add_moved(moved, &total))
			return false;
	}
	return true;
}

void
spill_forget(int fd, size_t n, off_t at)
{
	int error = errno;

	/* without it the file is only larger than it needs to be */
	fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, at, (off_t)n);
	errno = error;
}
