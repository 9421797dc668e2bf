#include "pack_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pack_data.h"

struct str
pack_builtin(const char *name)
{
	for (const struct pack_file *f = pack_files; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return (struct str){ (const char *)f->data, f->n };
	return (struct str){ NULL, 0 };
}

static bool
dump_file(const char *path, const struct pack_file *f)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	size_t done = 0;
	ssize_t put = 0;

	while (fd >= 0 && done < f->n && ((put = write(fd, f->data + done, f->n - done)) > 0 || errno == EINTR))
		done += put > 0 ? (size_t)put : 0;
	bool fine = fd >= 0 && done == f->n;
	int why = errno;
	if (fd >= 0 && close(fd) != 0 && fine) {
		fine = false;
		why = errno;
	}
	/* half a file would keep the next try from writing it */
	if (fd >= 0 && !fine)
		unlink(path);
	errno = why;
	return fine;
}

bool
pack_dump(const char *dir, struct buf *why)
{
	struct buf path = { 0 };
	bool fine = mkdir(dir, 0777) == 0 || errno == EEXIST;

	if (!fine)
		buf_printf(why, "%s: %s", dir, strerror(errno));
	for (const struct pack_file *f = pack_files; fine && f->name; f++) {
		buf_reset(&path);
		buf_printf(&path, "%s/%s", dir, f->name);
		fine = dump_file(path.p, f);
		if (!fine)
			buf_printf(why, "%s: %s", path.p, strerror(errno));
	}
	buf_free(&path);
	return fine;
}
