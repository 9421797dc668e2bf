#include "cs-parse-text.h"

#include <errno.h>
#include <string.h>

#include "source.h"
#include "util.h"

#define BLOCK ((size_t)64 * 1024)

struct text {
	struct input in;
	struct csvin_options o;
	struct source source;
	size_t file;                    /* how many were read */
	struct record header;
	struct str name[2], field[2];
	struct buf id;
};

/* Reads the open file to its end. */
static bool
read_file(struct text *t)
{
	enum source_got got;

	while ((got = source_fill(&t->source, 0)) == SOURCE_MORE)
		;
	return got == SOURCE_END;
}

static struct str
name_without_suffix(const char *path)
{
	const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');

	/* "." before a whole name hides a file */
	return dot && dot != path && dot[-1] != '/' ? (struct str){ path, (size_t)(dot - path) } : str_of(path);
}

static enum csvin_got
text_next(struct input *in, struct record *rec)
{
	struct text *t = (struct text *)in;
	const char *path = t->o.nfiles ? t->o.files[t->file < t->o.nfiles ? t->file : 0] : "-";
	struct str bytes;

	if (in->status)
		return CSVIN_ERROR;
	if (t->file == (t->o.nfiles ? t->o.nfiles : 1))
		return CSVIN_END;
	t->file++;
	if (!source_open(&t->source, path, BLOCK))
		return input_fail(in, path);
	if (!read_file(t))
		return t->source.refused ? input_refuse(in, path, 1, t->source.refused) : input_fail(in, path);
	source_close(&t->source);
	bytes = (struct str){ t->source.end ? source_at(&t->source, 0) : "", (size_t)t->source.end };
	if (!str_trim(bytes).n)
		return input_refuse(in, path, 1, "nothing in the file");
	if (memchr(bytes.p, '\0', bytes.n))
		return input_refuse(in, path, 1, "NUL byte in the text");
	buf_reset(&t->id);
	buf_str(&t->id, name_without_suffix(path));
	t->field[0] = buf_view(&t->id);
	t->field[1] = bytes;
	*rec = (struct record){ .field = t->field, .n = 2, .raw = bytes, .file = path, .line = 1 };
	return CSVIN_RECORD;
}

static bool
text_drained(const struct input *in)
{
	(void)in;
	return false;
}

static uint64_t
text_replaced(const struct input *in)
{
	return ((const struct text *)in)->source.replaced;
}

static void
text_close(struct input *in)
{
	struct text *t = (struct text *)in;

	source_free(&t->source);
	buf_free(&t->id);
}

struct input *
input_text(const struct csvin_options *o)
{
	static const struct input_kind kind = { text_next, text_drained, text_replaced, text_close };
	struct text *t = util_alloc(1, sizeof *t);

	t->in.kind = &kind;
	t->o = *o;
	t->source.fd = -1;
	t->source.encoding = o->encoding;
	t->name[0] = STR("interaction_id");
	t->name[1] = STR("text");
	t->header = (struct record){ .field = t->name, .n = 2, .raw = STR("interaction_id,text"), .file = "-", .line = 1 };
	t->in.header = &t->header;
	return &t->in;
}
