#include "cs-tag-jobs.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "recall.h"
#include "util.h"

/* Bytes of log that a thread takes at once: many messages, so that handing over costs nothing beside them. */
#define BATCH ((size_t)128 * 1024)

/* A record of a batch, as places in its bytes. */
struct message {
	size_t raw, raw_n, text, text_n;
	enum record_role role;
};

/* What one thread tags at once. */
struct batch {
	struct buf bytes, rows;
	struct message *at;
	size_t n, cap;
	bool done;
};

/* What one thread has for itself. */
struct worker {
	struct tag_work tag;
	struct recall recall;           /* the columns of texts that come again, by role */
	char apart[64];                 /* so that no two threads write to one line of the cache */
};

/* Batches go round: filled up to given, taken by threads up to taken, written up to written. */
struct jobs {
	struct tag_rules *rules;
	struct csvout *out;
	bool evidence;
	unsigned threads, started, running, all;
	pthread_t *thread;
	struct worker *worker;          /* by thread, all of them; the first is the caller's */
	struct batch *batch;
	unsigned batches;
	uint64_t given, taken, written;
	bool over;
	pthread_mutex_t lock;
	pthread_cond_t work_comes, work_done;
};

/* Reading and writing are one thread's work: more than so many would wait for it, each with some megabytes of its own. */
#define MOST_THREADS 8

unsigned
jobs_default(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

	return n < 1 ? 1 : n > MOST_THREADS ? MOST_THREADS : (unsigned)n;
}

/* What a row has behind its record: the columns, each with its comma, and the line end. */
static void
add_columns(const struct jobs *j, const struct tag_work *work, struct buf *rows)
{
	const struct pack_marker *marker = j->rules->pack->marker;

	buf_char(rows, ',');
	for (size_t i = 0; i < work->marks; i++) {
		if (i)
			buf_char(rows, ' ');
		buf_str(rows, marker[work->mark[i].marker].name);
	}
	if (j->evidence)
		buf_char(rows, ',');
	for (size_t i = 0; i < work->evidences; i++) {
		const struct tag_evidence *e = &work->evidence[i];
		if (i)
			buf_char(rows, ' ');
		buf_str(rows, marker[e->marker].name);
		buf_char(rows, '@');
		buf_int(rows, e->off);
		buf_char(rows, '+');
		buf_int(rows, e->len);
	}
	buf_char(rows, '\n');
}

static struct str
text_of(const struct batch *b, const struct message *m)
{
	return (struct str){ b->bytes.p + m->text, m->text_n };
}

/* Role and text decide the columns, so those of a text that comes again are as they were. */
static void
add_row(const struct jobs *j, struct worker *w, struct batch *b, const struct message *m, uint64_t hash)
{
	struct str text = text_of(b, m), columns = recall_find(&w->recall, hash, m->role, text);
	struct buf *rows = &b->rows;

	buf_str(rows, (struct str){ b->bytes.p + m->raw, m->raw_n });
	if (columns.p) {
		buf_str(rows, columns);
		return;
	}
	size_t start = rows->n;
	tag_message(j->rules, &w->tag, m->role, text);
	add_columns(j, &w->tag, rows);
	recall_keep(&w->recall, m->role, text, (struct str){ rows->p + start, rows->n - start });
}

static void
tag_batch(const struct jobs *j, struct worker *w, struct batch *b)
{
	uint64_t next = b->n ? recall_hash(&w->recall, b->at->role, text_of(b, b->at)) : 0;

	buf_reset(&b->rows);
	for (size_t i = 0; i < b->n; i++) {
		const struct message *m = &b->at[i];
		uint64_t hash = next;
		if (i + 1 < b->n)
			next = recall_hash(&w->recall, m[1].role, text_of(b, m + 1));
		add_row(j, w, b, m, hash);
	}
}

static void
write_rows(struct jobs *j, const struct buf *rows)
{
	if (rows->n == 0)
		return;
	csvout_raw(j->out, (struct str){ rows->p, rows->n - 1 });       /* the last line is ended by csvout_end */
	csvout_end(j->out);
}

/* A thread: takes batches in their order until it is over. */
static void *
run(void *data)
{
	struct jobs *j = data;

	pthread_mutex_lock(&j->lock);
	struct worker *w = &j->worker[++j->running];
	for (;;) {
		while (j->taken == j->given && !j->over)
			pthread_cond_wait(&j->work_comes, &j->lock);
		if (j->taken == j->given)
			break;
		struct batch *b = &j->batch[j->taken++ % j->batches];
		pthread_mutex_unlock(&j->lock);
		tag_batch(j, w, b);
		pthread_mutex_lock(&j->lock);
		b->done = true;
		pthread_cond_signal(&j->work_done);
	}
	pthread_mutex_unlock(&j->lock);
	return NULL;
}

struct jobs *
jobs_new(unsigned threads, struct tag_rules *rules, bool evidence, struct csvout *out)
{
	struct jobs *j = util_alloc(1, sizeof *j);

	*j = (struct jobs){ .rules = rules, .out = out, .evidence = evidence, .threads = threads, .all = threads, .batches = 2 * threads };
	j->worker = util_alloc(threads + 1, sizeof *j->worker);
	for (unsigned i = 0; i <= threads; i++)
		j->worker[i].tag.want_evidence = evidence;
	j->batch = util_alloc(j->batches, sizeof *j->batch);
	j->thread = util_alloc(threads, sizeof *j->thread);
	pthread_mutex_init(&j->lock, NULL);
	pthread_cond_init(&j->work_comes, NULL);
	pthread_cond_init(&j->work_done, NULL);
	return j;
}

static struct batch *
filling(struct jobs *j)
{
	return &j->batch[j->given % j->batches];
}

/* Writes the oldest batch when a thread has tagged it. */
static void
write_oldest(struct jobs *j)
{
	struct batch *b = &j->batch[j->written % j->batches];

	pthread_mutex_lock(&j->lock);
	while (!b->done)
		pthread_cond_wait(&j->work_done, &j->lock);
	pthread_mutex_unlock(&j->lock);
	write_rows(j, &b->rows);
	buf_reset(&b->bytes);
	b->n = 0;
	b->done = false;
	j->written++;
}

static void
start_threads(struct jobs *j)
{
	while (j->started < j->threads && pthread_create(&j->thread[j->started], NULL, run, j) == 0)
		j->started++;
	if (j->started == 0)
		j->threads = 1;         /* a system that lets none start */
}

/* Gives the batch that was filled to the threads, and makes room for the next one. */
static void
give(struct jobs *j)
{
	pthread_mutex_lock(&j->lock);
	j->given++;
	pthread_cond_signal(&j->work_comes);
	pthread_mutex_unlock(&j->lock);
	if (j->given - j->written == j->batches)
		write_oldest(j);
}

/* What was filled, tagged by the caller. */
static void
tag_here(struct jobs *j)
{
	struct batch *b = filling(j);

	tag_batch(j, &j->worker[0], b);
	write_rows(j, &b->rows);
	buf_reset(&b->bytes);
	b->n = 0;
}

void
jobs_finish(struct jobs *j)
{
	if (filling(j)->n == 0)
		;
	else if (j->started == 0)
		tag_here(j);
	else
		give(j);
	while (j->written < j->given)
		write_oldest(j);
}

static size_t
keep(struct buf *bytes, struct str s)
{
	buf_str(bytes, s);
	return bytes->n - s.n;
}

bool
jobs_add(struct jobs *j, struct str raw, enum record_role role, struct str text, struct buf *why)
{
	if (!tag_is_ready(j->rules, role)) {
		jobs_finish(j);
		if (!tag_ready(j->rules, role, why))
			return false;
	}
	struct batch *b = filling(j);
	b->at = util_grow(b->at, &b->cap, b->n + 1, sizeof *b->at);
	struct message *m = &b->at[b->n++];
	*m = (struct message){ .raw_n = raw.n, .text_n = text.n, .role = role };
	m->raw = keep(&b->bytes, raw);
	m->text = keep(&b->bytes, text);
	if (b->bytes.n < BATCH)
		return true;
	if (j->threads > 1 && j->started == 0)
		start_threads(j);
	if (j->started)
		give(j);
	else
		tag_here(j);
	return true;
}

void
jobs_free(struct jobs *j)
{
	pthread_mutex_lock(&j->lock);
	j->over = true;
	pthread_cond_broadcast(&j->work_comes);
	pthread_mutex_unlock(&j->lock);
	for (unsigned i = 0; i < j->started; i++)
		pthread_join(j->thread[i], NULL);
	for (unsigned i = 0; i <= j->all; i++) {
		tag_work_free(&j->worker[i].tag);
		recall_free(&j->worker[i].recall);
	}
	for (unsigned i = 0; i < j->batches; i++) {
		buf_free(&j->batch[i].bytes);
		buf_free(&j->batch[i].rows);
		free(j->batch[i].at);
	}
	pthread_mutex_destroy(&j->lock);
	pthread_cond_destroy(&j->work_comes);
	pthread_cond_destroy(&j->work_done);
	free(j->worker);
	free(j->batch);
	free(j->thread);
	free(j);
}
