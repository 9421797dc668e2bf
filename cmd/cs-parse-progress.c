#include "cs-parse-progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define WIDTH 40
#define EVERY_MS 100
/* Asking for the time costs more than reading a record. */
#define EVERY_RECORDS 256

/* Bytes that are left to read, or 0 when nobody knows. */
static uint64_t
file_size(const char *path)
{
	struct stat st;
	off_t at = 0;
	bool is_stdin = strcmp(path, "-") == 0;

	if ((is_stdin ? fstat(STDIN_FILENO, &st) : stat(path, &st)) != 0 || !S_ISREG(st.st_mode))
		return 0;
	if (is_stdin && (at = lseek(STDIN_FILENO, 0, SEEK_CUR)) < 0)
		return 0;
	return st.st_size > at ? (uint64_t)(st.st_size - at) : 0;
}

void
progress_start(struct progress *p, const struct csvin_options *o)
{
	p->shown = isatty(STDERR_FILENO);
	p->total = o->nfiles ? 0 : file_size("-");
	for (size_t i = 0; i < o->nfiles; i++) {
		uint64_t size = file_size(o->files[i]);

		if (!size) {
			p->total = 0;
			break;
		}
		p->total += size;
	}
}

static void
draw(const struct progress *p)
{
	char bar[WIDTH + 1];
	size_t full = 0;

	if (!p->total) {
		fprintf(stderr, "\r%llu records", (unsigned long long)p->records);
		return;
	}
	/* quoting and line ends are not counted exactly */
	full = p->done >= p->total ? WIDTH : (size_t)(p->done * WIDTH / p->total);
	memset(bar, '.', WIDTH);
	memset(bar, '#', full);
	bar[WIDTH] = '\0';
	fprintf(stderr, "\r[%s] %3zu %%  %llu records", bar, full * 100 / WIDTH, (unsigned long long)p->records);
}

void
progress_step(struct progress *p, size_t bytes)
{
	struct timespec now;
	int64_t ms;

	p->done += bytes + 1;
	if (!p->shown || ++p->records % EVERY_RECORDS)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
	if (ms - p->last < EVERY_MS)
		return;
	p->last = ms;
	draw(p);
}

void
progress_stop(struct progress *p)
{
	if (p->last)
		fprintf(stderr, "\r\033[K");
	p->last = 0;
}
