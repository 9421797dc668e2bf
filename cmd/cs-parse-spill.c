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

bool
spill_write(int fd, const void *p, size_t n, off_t at)
{
	const char *bytes = p;

	while (n) {
		ssize_t done = pwrite(fd, bytes, n, at);

		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
			at += done;
		}
	}
	return true;
}

bool
spill_read(int fd, void *p, size_t n, off_t at)
{
	char *bytes = p;

	while (n) {
		ssize_t done = pread(fd, bytes, n, at);

		if (done == 0)
			errno = EIO;    /* somebody made the file shorter */
		if (done == 0 || (done < 0 && errno != EINTR))
			return false;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
			at += done;
		}
	}
	return true;
}
