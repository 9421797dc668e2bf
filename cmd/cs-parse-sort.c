#include "cs-parse-sort.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cs-parse-spill.h"
#include "util.h"

/* Entries start at multiples of this, so that the index holds numbers of 32 bits. */
#define ALIGN 8
#define STAGE ((size_t)64 * 1024)
#define READ_MIN ((size_t)4 * 1024)
#define READ_MAX ((size_t)256 * 1024)

struct entry {
	struct sort_key key;
	uint64_t n;
	char bytes[];
};

/* A part of the temporary file whose entries are in order. */
struct run {
	off_t start, next, end;         /* next: what was not read into the window */
	char *window;
	size_t at, n, cap;
};

struct sort {
	size_t memory;
	uint64_t added;
	char *data;                     /* entries in the order they came */
	size_t used, data_cap;
	uint32_t *index;                /* where in data, in units of ALIGN */
	size_t count, index_cap;
	size_t next;                    /* of the index, when all is in memory */
	int fd;                         /* -1 until something is spilled */
	off_t end;
	struct run *run;
	size_t runs, run_cap;
	size_t *heap;                   /* numbers of runs that have an entry left, the least first */
	size_t heaped;
	bool given;                     /* the entry of the heap's first run was handed out */
	bool once;
};

struct sort *
sort_new(size_t memory)
{
	struct sort *s = util_alloc(1, sizeof *s);

	s->memory = memory;
	s->fd = -1;
	return s;
}

static int
compare(const struct sort_key *a, const struct sort_key *b)
{
	for (size_t i = 0; i < SORT_PARTS; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	return 0;
}

static size_t
entry_size(size_t n)
{
	return (sizeof(struct entry) + n + ALIGN - 1) / ALIGN * ALIGN;
}

static struct entry *
entry_at(const struct sort *s, size_t i)
{
	return (struct entry *)(void *)(s->data + (size_t)s->index[i] * ALIGN);
}

static int
by_key(const void *a, const void *b, void *data)
{
	const struct sort *s = data;
	const struct entry *x = (const void *)(s->data + (size_t)*(const uint32_t *)a * ALIGN);
	const struct entry *y = (const void *)(s->data + (size_t)*(const uint32_t *)b * ALIGN);

	return compare(&x->key, &y->key);
}

static void
sort_index(struct sort *s)
{
	if (s->count)
		qsort_r(s->index, s->count, sizeof *s->index, by_key, s);
}

/* Writes what is in memory, in the order of the index, at the end of the file. */
static bool
write_run(struct sort *s)
{
	char *stage = util_resize(NULL, STAGE, 1);
	off_t at = s->end;
	size_t n = 0;
	bool fine = true;

	for (size_t i = 0; i < s->count && fine; i++) {
		const struct entry *e = entry_at(s, i);
		size_t size = entry_size(e->n);

		if (n + size > STAGE) {
			fine = spill_write(s->fd, stage, n, at);
			at += (off_t)n;
			n = 0;
		}
		if (size > STAGE) {
			fine = fine && spill_write(s->fd, e, size, at);
			at += (off_t)size;
		} else {
			memcpy(stage + n, e, size);
			n += size;
		}
	}
	fine = fine && spill_write(s->fd, stage, n, at);
	free(stage);
	return fine;
}

static bool
spill(struct sort *s)
{
	if (s->fd < 0 && (s->fd = spill_open()) < 0)
		return false;
	sort_index(s);
	if (!write_run(s))
		return false;
	s->run = util_grow(s->run, &s->run_cap, s->runs + 1, sizeof *s->run);
	s->run[s->runs++] = (struct run){ .start = s->end, .end = s->end + (off_t)s->used };
	s->end += (off_t)s->used;
	s->used = s->count = 0;
	return true;
}

bool
sort_add(struct sort *s, const struct sort_key *key, struct str bytes)
{
	size_t size = entry_size(bytes.n);
	struct entry *e;

	/* sorting takes the index twice */
	if (s->count && s->used + size + 2 * sizeof *s->index * (s->count + 1) > s->memory && !spill(s))
		return false;
	s->data = util_grow(s->data, &s->data_cap, s->used + size, 1);
	e = (struct entry *)(void *)(s->data + s->used);
	/* what is behind the bytes is written to the file too */
	memset(s->data + s->used + size - ALIGN, 0, ALIGN);
	e->key = *key;
	e->n = bytes.n;
	if (bytes.n)
		memcpy(e->bytes, bytes.p, bytes.n);
	s->index = util_grow(s->index, &s->index_cap, s->count + 1, sizeof *s->index);
	s->index[s->count++] = (uint32_t)(s->used / ALIGN);
	s->used += size;
	s->added++;
	return true;
}

uint64_t
sort_count(const struct sort *s)
{
	return s->added;
}

/* Makes the entry at r->at whole; false with errno 0 at the end of the run. */
static bool
run_fill(struct sort *s, struct run *r)
{
	size_t have = r->n - r->at, want = sizeof(struct entry), more;

	if (have >= want)
		want = entry_size(((const struct entry *)(const void *)(r->window + r->at))->n);
	if (have >= want)
		return true;
	errno = 0;
	if (r->next == r->end)
		return false;
	if (have)
		memmove(r->window, r->window + r->at, have);
	r->at = 0;
	r->n = have;
	if (want > r->cap)
		r->window = util_grow(r->window, &r->cap, want, 1);
	more = r->cap - have;
	if ((off_t)more > r->end - r->next)
		more = (size_t)(r->end - r->next);
	if (!spill_read(s->fd, r->window + have, more, r->next))
		return false;
	if (s->once)
		spill_forget(s->fd, more, r->next);
	r->next += (off_t)more;
	r->n += more;
	return run_fill(s, r);
}

static const struct entry *
run_entry(const struct sort *s, size_t place)
{
	const struct run *r = &s->run[s->heap[place]];

	return (const struct entry *)(const void *)(r->window + r->at);
}

static void
sift_down(struct sort *s, size_t i)
{
	for (size_t child; (child = 2 * i + 1) < s->heaped; i = child) {
		size_t run = s->heap[i];

		if (child + 1 < s->heaped && compare(&run_entry(s, child + 1)->key, &run_entry(s, child)->key) < 0)
			child++;
		if (compare(&run_entry(s, i)->key, &run_entry(s, child)->key) < 0)
			return;
		s->heap[i] = s->heap[child];
		s->heap[child] = run;
	}
}

static bool
start_merge(struct sort *s)
{
	size_t each = s->memory / s->runs;

	if (!s->heap)
		s->heap = util_alloc(s->runs, sizeof *s->heap);
	s->heaped = 0;
	s->given = false;
	for (size_t i = 0; i < s->runs; i++) {
		struct run *r = &s->run[i];

		if (!r->window) {
			r->cap = each < READ_MIN ? READ_MIN : each > READ_MAX ? READ_MAX : each / READ_MIN * READ_MIN;
			r->window = util_resize(NULL, r->cap, 1);
		}
		r->at = r->n = 0;
		r->next = r->start;
		if (!run_fill(s, r))
			return false;
		s->heap[s->heaped++] = i;
	}
	for (size_t i = s->heaped / 2; i-- > 0;)
		sift_down(s, i);
	return true;
}

bool
sort_finish(struct sort *s, bool once)
{
	s->once = once;
	if (!s->runs) {
		sort_index(s);
		return true;
	}
	if (s->count && !spill(s))
		return false;
	free(s->data);
	free(s->index);
	s->data = NULL;
	s->index = NULL;
	return start_merge(s);
}

bool
sort_again(struct sort *s)
{
	s->once = true;
	s->next = 0;
	return !s->runs || start_merge(s);
}

/* Moves the run whose entry was handed out on to its next one. */
static bool
advance(struct sort *s)
{
	struct run *r = &s->run[s->heap[0]];

	r->at += entry_size(run_entry(s, 0)->n);
	if (!run_fill(s, r)) {
		if (errno)
			return false;
		s->heap[0] = s->heap[--s->heaped];
	}
	sift_down(s, 0);
	return true;
}

int
sort_next(struct sort *s, struct sort_key *key, struct str *bytes)
{
	const struct entry *e;

	if (!s->runs) {
		if (s->next == s->count)
			return 0;
		e = entry_at(s, s->next++);
	} else {
		if (s->given && !advance(s))
			return -1;
		if (!s->heaped)
			return 0;
		s->given = true;
		e = run_entry(s, 0);
	}
	*key = e->key;
	*bytes = (struct str){ e->bytes, e->n };
	return 1;
}

void
sort_free(struct sort *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->runs; i++)
		free(s->run[i].window);
	if (s->fd >= 0)
		close(s->fd);
	free(s->run);
	free(s->heap);
	free(s->data);
	free(s->index);
	free(s);
}
