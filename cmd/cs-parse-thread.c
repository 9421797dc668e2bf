#include "cs-parse-thread.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cs-parse-spill.h"
#include "scan.h"
#include "strmap.h"
#include "util.h"

#define NOBODY UINT32_MAX
#define MEMORY ((size_t)1024 * 1024)
#define BLOCK ((size_t)256 * 1024)

/* A message, there or named by one that is. */
struct node {
	uint32_t thread;        /* towards what stands for its thread, itself at the end */
	uint32_t name;          /* of what stands for a thread: the message that it is called by */
	bool there;
	bool replies, answers;  /* to something; to a message that is there */
};

struct link {
	uint32_t from, to;
};

/* Before the fields and the raw bytes of a record that waits. */
struct waiting {
	const char *file;
	uint64_t line;
	size_t fields, bytes, raw;
	uint32_t node;
};

struct thread {
	struct input in;
	struct record header;
	struct strmap *ids;
	struct node *node;
	struct link *link;              /* replies */
	uint32_t *order;                /* the messages that are there as they came */
	size_t node_cap, link_cap, order_cap, links, there;
	struct buf spool;               /* what waits, or as much of it as is not in the file */
	int fd;                         /* -1 while all is in memory */
	off_t written, at;              /* bytes in the file, and of it read again */
	size_t taken;                   /* of the spool */
	bool reading;                   /* again */
	struct str *field;
};

static uint32_t
find(struct thread *t, uint32_t i)
{
	while (t->node[i].thread != i) {
		t->node[i].thread = t->node[t->node[i].thread].thread;
		i = t->node[i].thread;
	}
	return i;
}

static void
join(struct thread *t, uint32_t a, uint32_t b)
{
	a = find(t, a);
	b = find(t, b);
	/* the one that came first stands for both, so that chains stay short where replies follow each other */
	if (a < b)
		t->node[b].thread = a;
	else
		t->node[a].thread = b;
}

/* "12.0" is what a spreadsheet makes of 12 in a column with empty fields. */
static struct str
bare_id(struct str id)
{
	size_t n;

	id = str_trim(id);
	n = scan_digits(id);
	return n && n + 2 == id.n && id.p[n] == '.' && id.p[n + 1] == '0' ? (struct str){ id.p, n } : id;
}

static uint32_t
node_of(struct thread *t, struct str id)
{
	bool fresh;
	size_t i = strmap_put(t->ids, bare_id(id), &fresh);

	if (fresh) {
		t->node = util_grow(t->node, &t->node_cap, i + 1, sizeof *t->node);
		t->node[i] = (struct node){ .thread = (uint32_t)i, .name = NOBODY };
	}
	return (uint32_t)i;
}

/* The next id of a list. */
static bool
next_id(struct str *rest, struct str *id)
{
	while (rest->n && strchr(" ,\t\r\n", rest->p[0]))
		*rest = (struct str){ rest->p + 1, rest->n - 1 };
	for (id->p = rest->p, id->n = 0; id->n < rest->n && !strchr(" ,\t\r\n", rest->p[id->n]); id->n++)
		;
	*rest = (struct str){ rest->p + id->n, rest->n - id->n };
	return id->n > 0;
}

static uint32_t
note_links(struct thread *t, const struct record *rec)
{
	struct str parents = rec->field[rec->n - 2], others = rec->field[rec->n - 1], id;
	uint32_t node, other;

	if (!bare_id(rec->field[0]).n)
		return NOBODY;
	node = node_of(t, rec->field[0]);
	t->node[node].there = true;
	t->order = util_grow(t->order, &t->order_cap, t->there + 1, sizeof *t->order);
	t->order[t->there++] = node;
	while (next_id(&parents, &id)) {
		t->node[node].replies = true;
		other = node_of(t, id);
		join(t, node, other);
		t->link = util_grow(t->link, &t->link_cap, t->links + 1, sizeof *t->link);
		t->link[t->links++] = (struct link){ node, other };
	}
	while (next_id(&others, &id))
		join(t, node, node_of(t, id));
	return node;
}

/* False with errno set when the temporary file cannot be written. */
static bool
write_spool(struct thread *t)
{
	if (t->fd < 0 && (t->fd = spill_open()) < 0)
		return false;
	if (!spill_write(t->fd, t->spool.p, t->spool.n, t->written))
		return false;
	t->written += (off_t)t->spool.n;
	buf_reset(&t->spool);
	return true;
}

static bool
keep(struct thread *t, const struct record *rec)
{
	struct waiting w = { .file = rec->file, .line = rec->line, .fields = rec->n - 2, .raw = rec->raw.n, .node = note_links(t, rec) };

	for (size_t i = 0; i < w.fields; i++)
		w.bytes += rec->field[i].n;
	buf_add(&t->spool, &w, sizeof w);
	for (size_t i = 0; i < w.fields; i++)
		buf_add(&t->spool, &rec->field[i].n, sizeof rec->field[i].n);
	for (size_t i = 0; i < w.fields; i++)
		buf_str(&t->spool, rec->field[i]);
	buf_str(&t->spool, rec->raw);
	return t->spool.n < MEMORY || write_spool(t);
}

static void
name_threads(struct thread *t)
{
	for (size_t i = 0; i < t->links; i++)
		t->node[t->link[i].from].answers |= t->link[i].from != t->link[i].to && t->node[t->link[i].to].there;
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < t->there; i++) {
			struct node *thread = &t->node[find(t, t->order[i])], *n = &t->node[t->order[i]];

			/* in the last round, threads that go round in a circle */
			if (thread->name == NOBODY && (round == 0 ? !n->replies : round == 1 ? !n->answers : true))
				thread->name = t->order[i];
		}
}

/* The next n bytes that wait, which stay where they are until the next call. NULL with errno set, which is 0 after the last ones. */
static const char *
take(struct thread *t, size_t n)
{
	const char *p;

	if (t->spool.n - t->taken < n) {
		size_t left = t->spool.n - t->taken, more = n - left > BLOCK ? n - left : BLOCK;
		struct buf next = { 0 };

		if ((off_t)more > t->written - t->at)
			more = (size_t)(t->written - t->at);
		errno = 0;
		if (left + more < n)
			return NULL;
		buf_add(&next, t->spool.p + t->taken, left);
		next.p = util_grow(next.p, &next.cap, left + more + 1, 1);
		if (!spill_read(t->fd, next.p + left, more, t->at)) {
			buf_free(&next);
			return NULL;
		}
		next.n = left + more;
		t->at += (off_t)more;
		buf_free(&t->spool);
		t->spool = next;
		t->taken = 0;
	}
	p = t->spool.p + t->taken;
	t->taken += n;
	return p;
}

static enum csvin_got
next_waiting(struct thread *t, struct record *rec)
{
	struct waiting w;
	const char *p = take(t, sizeof w);
	size_t lengths;

	if (!p)
		return errno ? input_fail(&t->in, "temporary file") : CSVIN_END;
	memcpy(&w, p, sizeof w);
	lengths = w.fields * sizeof(size_t);
	if (!(p = take(t, lengths + w.bytes + w.raw)))
		return input_fail(&t->in, "temporary file");
	*rec = (struct record){ .field = t->field, .n = w.fields, .file = w.file, .line = w.line };
	rec->raw = (struct str){ p + lengths + w.bytes, w.raw };
	for (size_t i = 0, at = lengths; i < w.fields; i++) {
		memcpy(&t->field[i].n, p + i * sizeof(size_t), sizeof(size_t));
		t->field[i].p = p + at;
		at += t->field[i].n;
	}
	if (w.node != NOBODY)
		t->field[0] = strmap_key(t->ids, t->node[find(t, w.node)].name);
	return CSVIN_RECORD;
}

static enum csvin_got
thread_next(struct input *in, struct record *rec)
{
	struct thread *t = (struct thread *)in;
	enum csvin_got got;

	buf_reset(&in->reason);
	while (!t->reading) {
		got = input_next(in->below, rec);
		if (got == CSVIN_RECORD) {
			if (!keep(t, rec))
				return input_fail(in, "temporary file");
			continue;
		}
		if (got != CSVIN_END)
			return got;
		if (t->fd >= 0 && !write_spool(t))
			return input_fail(in, "temporary file");
		name_threads(t);
		t->reading = true;
	}
	return next_waiting(t, rec);
}

static void
thread_close(struct input *in)
{
	struct thread *t = (struct thread *)in;

	strmap_free(t->ids);
	free(t->node);
	free(t->link);
	free(t->order);
	free(t->field);
	buf_free(&t->spool);
	if (t->fd >= 0)
		close(t->fd);
}

struct input *
input_thread(struct input *below)
{
	static const struct input_kind kind = { thread_next, NULL, NULL, thread_close };
	struct thread *t = util_alloc(1, sizeof *t);

	t->in.kind = &kind;
	t->in.below = below;
	t->fd = -1;
	t->ids = strmap_new();
	if (below->header) {
		t->header = *below->header;
		t->header.n -= 2;
		t->field = util_alloc(t->header.n, sizeof *t->field);
		t->in.header = &t->header;
		t->in.origin = below->origin;
		t->in.use = below->use;
	}
	return &t->in;
}
