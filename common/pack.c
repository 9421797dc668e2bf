#include "pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "csvin.h"
#include "pack_data.h"
#include "strmap.h"
#include "util.h"

#define COLUMNS 8
#define WEIGHT_MAX 1000000      /* thousandths; the sum of two thousand rules fits 32 bits */

struct pack_private {
	struct arena arena;
	struct arena scratch;           /* of the pattern in hand */
	struct strmap *markers, *skills, *criteria;
	struct csvin **kept;            /* readers whose rows are still pointed to */
	uint64_t hash;
	size_t marker_cap, rule_cap, skill_cap, criterion_cap;
};

/* The row being read. */
struct row {
	struct pack *pack;
	struct str field[COLUMNS];
	const char *file;
	uint64_t line;
	bool added;                     /* from -r or -c, not from the pack itself */
	bool tag;
	struct buf *why;
};

/* A file of the pack: its columns ('?' may be absent), and what to do with a row. False with a reason refuses it. */
struct table {
	const char *file;
	const char *column[COLUMNS];
	bool (*row)(struct row *r);
};

static bool
refuse(struct row *r, const char *reason)
{
	buf_printf(r->why, "%s", reason);
	return false;
}

static bool
refuse_value(struct row *r, const char *reason, struct str value)
{
	buf_printf(r->why, "%s \"%.*s\"", reason, (int)(value.n > 60 ? 60 : value.n), value.p);
	return false;
}

static bool
read_roles(struct row *r, struct str s, unsigned *roles)
{
	struct str part;

	*roles = 0;
	while (s.n && str_next(&s, '|', &part)) {
		enum record_role role = record_role(part);
		if (str_eq(part, STR("any")))
			*roles |= (1u << ROLE_COUNT) - 1;
		else if (role != ROLE_COUNT)
			*roles |= 1u << role;
		else
			return refuse_value(r, "unknown role", part);
	}
	return true;
}

static bool
read_number(struct row *r, struct str s, int32_t *out)
{
	int64_t n;

	if (!str_thousandths(s, &n) || n > WEIGHT_MAX || n < -WEIGHT_MAX)
		return refuse_value(r, "not a number from -1000 to 1000:", s);
	*out = (int32_t)n;
	return true;
}

static bool
row_word(struct row *r)
{
	return lexicon_reading(r->pack->lexicon, r->field[0], r->field[1], r->why);
}

static struct pack_marker *
marker_new(struct pack *p, struct str name)
{
	struct pack_private *own = p->own;

	p->marker = util_grow(p->marker, &own->marker_cap, p->markers + 1, sizeof *p->marker);
	p->marker[p->markers] = (struct pack_marker){ .name = arena_str(&own->arena, name), .threshold = 1000 };
	return &p->marker[p->markers++];
}

static bool
is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '_'))
			return false;
	return s.n > 0;
}

static bool
row_marker(struct row *r)
{
	bool fresh;

	if (r->pack->markers == UINT16_MAX)
		return refuse(r, "more than 65535 markers");
	if (!is_name(r->field[0]))
		return refuse_value(r, "a marker's name is of a-z, 0-9 and _, not", r->field[0]);
	strmap_put(r->pack->own->markers, r->field[0], &fresh);
	if (!fresh)
		return refuse_value(r, "a second row for marker", r->field[0]);
	struct pack_marker *m = marker_new(r->pack, r->field[0]);
	m->meaning = arena_str(&r->pack->own->arena, r->field[4]);
	if (!read_roles(r, r->field[1], &m->roles) || !read_number(r, r->field[2], &m->threshold))
		return false;
	if (m->roles == 0)
		return refuse(r, "no role");
	if (m->threshold <= 0)
		return refuse_value(r, "a threshold is above 0, not", r->field[2]);
	return r->field[3].n == 0 || read_number(r, r->field[3], &m->mood);
}

enum pack_voice
pack_voice(enum record_role role)
{
	return role == ROLE_AGENT ? VOICE_AGENT : role == ROLE_CUSTOMER ? VOICE_CUSTOMER : VOICE_OTHER;
}

/* Adds the pattern of the rule that comes next to the voices that it is for. */
static bool
add_patterns(struct pack *p, const struct pack_rule *rule, struct str pattern, struct buf *why)
{
	unsigned voices = 0;
	struct pattern read;

	if (!pattern_read(p->lexicon, pattern, &p->own->scratch, &read, why))
		return false;
	for (unsigned role = 0; role < ROLE_COUNT; role++)
		if (rule->roles & 1u << role)
			voices |= 1u << pack_voice((enum record_role)role);
	for (unsigned v = 0; v < VOICE_COUNT; v++) {
		struct pack_rules *rules = &p->by_voice[v];
		if (!(voices & 1u << v))
			continue;
		if (!phrase_add_read(rules->phrases, &read, why))
			return false;
		rules->say = util_grow(rules->say, &rules->cap, rules->n + 1, sizeof *rules->say);
		rules->say[rules->n++] = (struct pack_say){ (uint32_t)p->rules, rule->weight, 0, (uint16_t)rule->roles };
	}
	arena_reset(&p->own->scratch);
	return true;
}

static bool
row_rule(struct row *r)
{
	struct pack *p = r->pack;
	struct pack_rule rule = { .weight = 1000 };
	size_t marker = strmap_find(p->own->markers, r->field[0]);

	if (!read_roles(r, r->field[1], &rule.roles))
		return false;
	if (marker == STRMAP_NONE) {
		if (!r->added)
			return refuse_value(r, "not in markers.csv: marker", r->field[0]);
		if (!is_name(r->field[0]))
			return refuse_value(r, "a marker's name is of a-z, 0-9 and _, not", r->field[0]);
		marker = strmap_put(p->own->markers, r->field[0], NULL);
		marker_new(p, r->field[0])->roles = rule.roles ? rule.roles : (1u << ROLE_COUNT) - 1;
	}
	rule.marker = (uint32_t)marker;
	if (rule.roles == 0)
		rule.roles = p->marker[marker].roles;
	if (r->field[3].n && !read_number(r, r->field[3], &rule.weight))
		return false;
	if (r->field[2].n == 0)
		return refuse(r, "no pattern");
	if (!r->tag)
		return true;
	if (!add_patterns(p, &rule, r->field[2], r->why))
		return refuse_value(r, " in", r->field[2]);
	rule.pattern = arena_str(&p->own->arena, r->field[2]);
	p->rule = util_grow(p->rule, &p->own->rule_cap, p->rules + 1, sizeof *p->rule);
	p->rule[p->rules++] = rule;
	return true;
}

static bool
row_skill(struct row *r)
{
	struct pack *p = r->pack;
	struct arena *a = &p->own->arena;
	bool fresh;

	strmap_put(p->own->skills, r->field[0], &fresh);
	if (!fresh)
		return refuse_value(r, "a second row for skill", r->field[0]);
	p->skill = util_grow(p->skill, &p->own->skill_cap, p->skills + 1, sizeof *p->skill);
	p->skill[p->skills++] = (struct pack_skill){
		arena_str(a, r->field[0]), arena_str(a, r->field[1]), arena_str(a, r->field[2]),
		arena_str(a, r->field[3]), arena_str(a, r->field[4]), arena_str(a, r->field[5]),
	};
	return true;
}

static bool
row_criterion(struct row *r)
{
	struct pack *p = r->pack;
	struct arena *a = &p->own->arena;
	struct buf key = { 0 };
	bool fresh;

	if (strmap_find(p->own->skills, r->field[0]) == STRMAP_NONE)
		return refuse_value(r, "not in skills.csv: skill", r->field[0]);
	buf_printf(&key, "%.*s/%.*s", (int)r->field[0].n, r->field[0].p, (int)r->field[1].n, r->field[1].p);
	strmap_put(p->own->criteria, buf_view(&key), &fresh);
	buf_free(&key);
	if (!fresh)
		return refuse_value(r, "a second row for this skill's criterion", r->field[1]);
	p->criterion = util_grow(p->criterion, &p->own->criterion_cap, p->criteria + 1, sizeof *p->criterion);
	p->criterion[p->criteria++] = (struct pack_criterion){
		arena_str(a, r->field[0]), arena_str(a, r->field[1]), arena_str(a, r->field[2]), arena_str(a, r->field[3]),
		arena_str(a, r->field[4]), arena_str(a, r->field[5]), arena_str(a, r->field[6]), arena_str(a, r->field[7]),
		arena_str(a, str_of(r->file)).p, r->line,
	};
	return true;
}

/* In the order in which they are read. */
static const struct table words = { "words.csv", { "word", "reading" }, row_word };
static const struct table markers =
    { "markers.csv", { "marker", "role", "threshold", "?mood", "?meaning" }, row_marker };
static const struct table rules = { "rules.csv", { "marker", "?role", "pattern", "?weight" }, row_rule };
static const struct table skills =
    { "skills.csv", { "skill", "title", "family", "coverage", "definition", "?source" }, row_skill };
static const struct table rubric =
    { "rubric.csv", { "skill", "criterion", "when", "expect", "within", "weight", "?critical", "?advice" }, row_criterion };

static bool
find_columns(const struct table *t, const struct record *header, size_t *column, const char *name, struct buf *why)
{
	for (size_t i = 0; i < COLUMNS && t->column[i]; i++) {
		bool optional = t->column[i][0] == '?';
		column[i] = record_column(header, str_of(t->column[i] + optional));
		if (column[i] == RECORD_NONE && !optional) {
			buf_printf(why, "%s:1: no column \"%s\"", name, t->column[i]);
			return false;
		}
	}
	return true;
}

static bool
read_rows(struct row *r, const struct table *t, struct csvin *in, const char *name)
{
	const struct record *header = csvin_header(in);
	struct record rec;
	size_t column[COLUMNS];
	struct buf reason = { 0 };
	enum csvin_got got = CSVIN_ERROR;
	struct buf *why = r->why;
	bool fine = true;

	if (header && !find_columns(t, header, column, name, why))
		return false;
	r->why = &reason;
	while (fine && (got = csvin_next(in, &rec)) == CSVIN_RECORD) {
		for (size_t i = 0; i < COLUMNS && t->column[i]; i++)
			r->field[i] = record_field(&rec, column[i]);
		r->file = name;
		r->line = rec.line;
		fine = t->row(r);
		if (!fine)
			buf_printf(why, "%s:%llu: %s", name, (unsigned long long)rec.line, reason.p);
	}
	if (fine && got == CSVIN_ERROR) {
		buf_printf(why, "%s", csvin_reason(in));
		fine = false;
	}
	r->why = why;
	buf_free(&reason);
	return fine;
}

static bool
read_table(struct row *r, const struct table *t, struct str bytes, const char *name)
{
	struct pack_private *own = r->pack->own;
	struct csvin *in = csvin_open(&(struct csvin_options){ .memory = bytes, .memory_name = name });
	uint64_t both[2] = { own->hash, util_hash(bytes.p, bytes.n) };
	bool fine = read_rows(r, t, in, name);

	own->hash = util_hash(both, sizeof both);
	csvin_close(in);
	return fine;
}

static bool
slurp(const char *path, struct buf *out, struct buf *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = -1;
	char block[65536];

	if (fd >= 0) {
		while ((got = read(fd, block, sizeof block)) > 0 || (got < 0 && errno == EINTR))
			if (got > 0)
				buf_add(out, block, (size_t)got);
	}
	if (got < 0)
		buf_printf(why, "%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return got == 0;
}

static bool
read_path(struct row *r, const struct table *t, const char *path)
{
	struct buf bytes = { 0 };
	bool fine = slurp(path, &bytes, r->why) && read_table(r, t, buf_view(&bytes), path);

	buf_free(&bytes);
	return fine;
}

static bool
read_pack_file(struct row *r, const struct table *t, const char *dir)
{
	struct buf path = { 0 };

	if (!dir)
		return read_table(r, t, pack_builtin(t->file), t->file);
	buf_printf(&path, "%s/%s", dir, t->file);
	bool fine = read_path(r, t, path.p);
	buf_free(&path);
	return fine;
}

static bool
read_all(struct row *r, const struct pack_options *o)
{
	if (!read_pack_file(r, &words, o->dir) || !read_pack_file(r, &markers, o->dir) ||
	    !read_pack_file(r, &rules, o->dir) || !read_pack_file(r, &skills, o->dir) ||
	    !read_pack_file(r, &rubric, o->dir))
		return false;
	r->added = true;
	for (size_t i = 0; i < o->nrules; i++)
		if (!read_path(r, &rules, o->rules[i]))
			return false;
	for (size_t i = 0; i < o->nrubric; i++)
		if (!read_path(r, &rubric, o->rubric[i]))
			return false;
	return true;
}

static int
by_name(const void *a, const void *b)
{
	return str_cmp(((const struct pack_marker *)a)->name, ((const struct pack_marker *)b)->name);
}

/* Markers in order of their names; rules and the map follow. */
static void
sort_markers(struct pack *p)
{
	struct strmap *sorted = strmap_new();
	struct strmap *unsorted = p->own->markers;

	qsort(p->marker, p->markers, sizeof *p->marker, by_name);
	for (size_t i = 0; i < p->markers; i++)
		strmap_put(sorted, p->marker[i].name, NULL);
	for (size_t i = 0; i < p->rules; i++)
		p->rule[i].marker = (uint32_t)strmap_find(sorted, strmap_key(unsorted, p->rule[i].marker));
	for (size_t v = 0; v < VOICE_COUNT; v++)
		for (size_t i = 0; i < p->by_voice[v].n; i++)
			p->by_voice[v].say[i].marker = (uint16_t)p->rule[p->by_voice[v].say[i].rule].marker;
	strmap_free(unsorted);
	p->own->markers = sorted;
}

struct pack *
pack_open(const struct pack_options *o, struct buf *why)
{
	struct pack *p = util_alloc(1, sizeof *p);

	p->own = util_alloc(1, sizeof *p->own);
	p->own->markers = strmap_new();
	p->own->skills = strmap_new();
	p->own->criteria = strmap_new();
	p->lexicon = lexicon_new();
	for (size_t v = 0; v < VOICE_COUNT; v++)
		p->by_voice[v].phrases = phrase_new(p->lexicon);
	struct row r = { .pack = p, .tag = o->tag, .why = why };
	if (!read_all(&r, o)) {
		pack_free(p);
		return NULL;
	}
	sort_markers(p);
	lexicon_close(p->lexicon);
	for (size_t v = 0; o->tag && v < VOICE_COUNT; v++)
		phrase_compile(p->by_voice[v].phrases);
	arena_free(&p->own->scratch);
	for (size_t i = 0; i < 16; i++)
		p->fingerprint[i] = "0123456789abcdef"[p->own->hash >> (60 - 4 * i) & 15];
	return p;
}

void
pack_free(struct pack *p)
{
	if (!p)
		return;
	strmap_free(p->own->markers);
	strmap_free(p->own->skills);
	strmap_free(p->own->criteria);
	arena_free(&p->own->arena);
	arena_free(&p->own->scratch);
	for (size_t v = 0; v < VOICE_COUNT; v++) {
		phrase_free(p->by_voice[v].phrases);
		free(p->by_voice[v].say);
	}
	lexicon_free(p->lexicon);
	free(p->own);
	free(p->marker);
	free(p->rule);
	free(p->skill);
	free(p->criterion);
	free(p);
}

size_t
pack_marker(const struct pack *p, struct str name)
{
	size_t i = strmap_find(p->own->markers, name);

	return i == STRMAP_NONE ? RECORD_NONE : i;
}

size_t
pack_skill(const struct pack *p, struct str name)
{
	size_t i = strmap_find(p->own->skills, name);

	return i == STRMAP_NONE ? RECORD_NONE : i;
}

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
	return fd >= 0 && done == f->n && close(fd) == 0;
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
