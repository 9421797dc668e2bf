#include "pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "pattern.h"
#include "sheet.h"
#include "strmap.h"
#include "util.h"

struct pack_private {
	struct arena arena;
	struct arena scratch;           /* of the pattern in hand */
	struct strmap *markers, *skills, *criteria;
	uint64_t hash;
	size_t marker_cap, rule_cap, skill_cap, criterion_cap;
};

/* What is being read. */
struct reading {
	struct pack *pack;
	bool added;                     /* from a file that the options name, not from the pack itself */
	bool tag, score;                /* as in the options */
	bool imaged;                    /* words and rules come from the image */
	bool trusted;                   /* from the compiled-in pack */
	bool learned;                   /* the file in hand; */
	const char *file;               /* its name, kept as long as the pack */
	struct buf *why;
};

static bool
row_word(struct sheet_row *row, void *data)
{
	const struct reading *r = data;

	return lexicon_reading(r->pack->lexicon, row->field[0], row->field[1], row->why);
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
row_marker(struct sheet_row *row, void *data)
{
	const struct reading *r = data;
	bool fresh;

	if (r->pack->markers == UINT16_MAX)
		return sheet_refuse(row, "more than 65535 markers");
	if (!is_name(row->field[0]))
		return sheet_refuse_value(row, "a marker's name is of a-z, 0-9 and _, not", row->field[0]);
	strmap_put(r->pack->own->markers, row->field[0], &fresh);
	if (!fresh)
		return sheet_refuse_value(row, "a second row for marker", row->field[0]);
	struct pack_marker *m = marker_new(r->pack, row->field[0]);
	m->meaning = arena_str(&r->pack->own->arena, row->field[4]);
	if (!sheet_roles(row, 1, &m->roles) || !sheet_number(row, 2, &m->threshold))
		return false;
	if (m->roles == 0)
		return sheet_refuse(row, "no role");
	if (m->threshold <= 0)
		return sheet_refuse_value(row, "a threshold is above 0, not", row->field[2]);
	return row->field[3].n == 0 || sheet_number(row, 3, &m->mood);
}

/* Whether a pattern can be read. Those of the compiled-in pack can: they are read when the first message comes that they
 * are for. */
static bool
check_pattern(const struct reading *r, struct str pattern, struct buf *why)
{
	struct pattern read;

	if (r->trusted)
		return true;
	bool fine = pattern_read(r->pack->lexicon, pattern, &r->pack->own->scratch, &read, why);
	arena_reset(&r->pack->own->scratch);
	return fine;
}

static bool
row_rule(struct sheet_row *row, void *data)
{
	const struct reading *r = data;
	struct pack *p = r->pack;
	struct pack_rule rule = { .weight = 1000 };
	size_t marker = strmap_find(p->own->markers, row->field[0]);

	if (!sheet_roles(row, 1, &rule.roles))
		return false;
	if (marker == STRMAP_NONE) {
		if (!r->added)
			return sheet_refuse_value(row, "not in markers.csv: marker", row->field[0]);
		if (!is_name(row->field[0]))
			return sheet_refuse_value(row, "a marker's name is of a-z, 0-9 and _, not", row->field[0]);
		marker = strmap_put(p->own->markers, row->field[0], NULL);
		marker_new(p, row->field[0])->roles = rule.roles ? rule.roles : (1u << ROLE_COUNT) - 1;
	}
	rule.marker = (uint32_t)marker;
	if (rule.roles == 0)
		rule.roles = p->marker[marker].roles;
	if (row->field[3].n && !sheet_number(row, 3, &rule.weight))
		return false;
	if (row->field[2].n == 0)
		return sheet_refuse(row, "no pattern");
	if (!r->tag)
		return true;
	if (!check_pattern(r, row->field[2], row->why))
		return sheet_refuse_value(row, " in", row->field[2]);
	rule.pattern = arena_str(&p->own->arena, row->field[2]);
	rule.file = r->file;
	rule.line = row->line;
	rule.learned = r->learned;
	p->rule = util_grow(p->rule, &p->own->rule_cap, p->rules + 1, sizeof *p->rule);
	p->rule[p->rules++] = rule;
	return true;
}

static bool
row_skill(struct sheet_row *row, void *data)
{
	const struct reading *r = data;
	struct pack *p = r->pack;
	struct arena *a = &p->own->arena;
	bool fresh;

	strmap_put(p->own->skills, row->field[0], &fresh);
	if (!fresh)
		return sheet_refuse_value(row, "a second row for skill", row->field[0]);
	p->skill = util_grow(p->skill, &p->own->skill_cap, p->skills + 1, sizeof *p->skill);
	p->skill[p->skills++] = (struct pack_skill){
		arena_str(a, row->field[0]), arena_str(a, row->field[1]), arena_str(a, row->field[2]),
		arena_str(a, row->field[3]), arena_str(a, row->field[4]), arena_str(a, row->field[5]),
	};
	return true;
}

static bool
row_criterion(struct sheet_row *row, void *data)
{
	const struct reading *r = data;
	struct pack *p = r->pack;
	struct arena *a = &p->own->arena;
	struct buf key = { 0 };
	bool fresh;

	if (strmap_find(p->own->skills, row->field[0]) == STRMAP_NONE)
		return sheet_refuse_value(row, "not in skills.csv: skill", row->field[0]);
	buf_printf(&key, "%.*s/%.*s", (int)row->field[0].n, row->field[0].p, (int)row->field[1].n, row->field[1].p);
	strmap_put(p->own->criteria, buf_view(&key), &fresh);
	buf_free(&key);
	if (!fresh)
		return sheet_refuse_value(row, "a second row for this skill's criterion", row->field[1]);
	p->criterion = util_grow(p->criterion, &p->own->criterion_cap, p->criteria + 1, sizeof *p->criterion);
	p->criterion[p->criteria++] = (struct pack_criterion){
		arena_str(a, row->field[0]), arena_str(a, row->field[1]), arena_str(a, row->field[2]), arena_str(a, row->field[3]),
		arena_str(a, row->field[4]), arena_str(a, row->field[5]), arena_str(a, row->field[6]), arena_str(a, row->field[7]),
		r->file, row->line,
	};
	return true;
}

/* In the order in which they are read. */
static const struct sheet words = { "words.csv", { "word", "reading" }, row_word };
static const struct sheet markers =
    { "markers.csv", { "marker", "role", "threshold", "?mood", "?meaning" }, row_marker };
static const struct sheet rules = { "rules.csv", { "marker", "?role", "pattern", "?weight" }, row_rule };
static const struct sheet learned = { "learned.csv", { "marker", "?role", "pattern", "?weight" }, row_rule };
static const struct sheet skills =
    { "skills.csv", { "skill", "title", "family", "coverage", "definition", "?source" }, row_skill };
static const struct sheet rubric =
    { "rubric.csv", { "skill", "criterion", "when", "expect", "within", "weight", "?critical", "?advice" }, row_criterion };

/* Whether rows of the compiled-in pack may be left unread: nobody asked for what they say, and they are known to be right. */
static bool
is_unwanted(const struct reading *r, const struct sheet *sheet)
{
	return r->trusted && ((r->imaged && sheet == &words) || ((r->imaged || !r->tag) && (sheet == &rules || sheet == &learned)) ||
	    (!r->score && (sheet == &skills || sheet == &rubric)));
}

static bool
read_bytes(struct reading *r, const struct sheet *sheet, struct str bytes, const char *name)
{
	uint64_t *hash = &r->pack->own->hash, both[2] = { *hash, util_hash(bytes.p, bytes.n) };

	*hash = util_hash(both, sizeof both);
	r->file = arena_str(&r->pack->own->arena, str_of(name)).p;
	r->learned = sheet == &learned;
	return is_unwanted(r, sheet) || sheet_read(sheet, bytes, name, r, r->why);
}

static bool
read_path(struct reading *r, const struct sheet *sheet, const char *path)
{
	struct buf bytes = { 0 };
	bool fine = sheet_load(path, &bytes, r->why) && read_bytes(r, sheet, buf_view(&bytes), path);

	buf_free(&bytes);
	return fine;
}

static bool
read_pack_file(struct reading *r, const struct sheet *sheet, const char *dir)
{
	struct buf path = { 0 };

	if (!dir)
		return read_bytes(r, sheet, pack_builtin(sheet->file), sheet->file);
	buf_printf(&path, "%s/%s", dir, sheet->file);
	bool fine = read_path(r, sheet, path.p);
	buf_free(&path);
	return fine;
}

/* A pack may do without. */
static bool
has_learned(const char *dir)
{
	struct buf path = { 0 };

	if (!dir)
		return pack_builtin(learned.file).p != NULL;
	buf_printf(&path, "%s/%s", dir, learned.file);
	bool there = access(path.p, F_OK) == 0;
	buf_free(&path);
	return there;
}

static bool
read_all(struct reading *r, const struct pack_options *o)
{
	if (!read_pack_file(r, &words, o->dir) || !read_pack_file(r, &markers, o->dir) ||
	    !read_pack_file(r, &rules, o->dir) ||
	    (!o->unlearned && has_learned(o->dir) && !read_pack_file(r, &learned, o->dir)) ||
	    !read_pack_file(r, &skills, o->dir) || !read_pack_file(r, &rubric, o->dir))
		return false;
	r->added = true;
	r->trusted = false;
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
	strmap_free(unsorted);
	p->own->markers = sorted;
}

void
pack_image(struct pack *p, struct image *im)
{
	image_value(im, p->fingerprint, sizeof p->fingerprint);
	lexicon_image(p->lexicon, im);
}

static void
set_fingerprint(struct pack *p)
{
	for (size_t i = 0; i < 16; i++)
		p->fingerprint[i] = "0123456789abcdef"[p->own->hash >> (60 - 4 * i) & 15];
}

/* Takes words and voices from the image, if it is of this very pack. */
static bool
use_image(struct pack *p, struct str image, struct buf *why)
{
	char fingerprint[sizeof p->fingerprint];

	memcpy(fingerprint, p->fingerprint, sizeof fingerprint);
	p->voices.in = image;
	pack_image(p, &p->voices);
	if (!p->voices.broken && memcmp(fingerprint, p->fingerprint, sizeof fingerprint) == 0)
		return true;
	buf_printf(why, "the program was linked with the image of another pack");
	return false;
}

struct pack *
pack_open(const struct pack_options *o, struct buf *why)
{
	struct pack *p = util_alloc(1, sizeof *p);
	bool imaged = o->image.n && !o->dir && !o->nrules && !o->unlearned;

	p->own = util_alloc(1, sizeof *p->own);
	p->own->markers = strmap_new();
	p->own->skills = strmap_new();
	p->own->criteria = strmap_new();
	p->lexicon = lexicon_new();
	struct reading r = {
		.pack = p, .tag = o->tag, .score = o->score, .imaged = imaged, .trusted = !o->dir, .why = why
	};
	if (!read_all(&r, o)) {
		pack_free(p);
		return NULL;
	}
	sort_markers(p);
	set_fingerprint(p);
	if (!imaged)
		lexicon_close(p->lexicon);
	arena_free(&p->own->scratch);
	if (!imaged || use_image(p, o->image, why))
		return p;
	pack_free(p);
	return NULL;
}

struct lexicon *
pack_lexicon(const char *dir, struct buf *why)
{
	struct pack_private own = { .hash = 0 };
	struct pack p = { .lexicon = lexicon_new(), .own = &own };
	struct reading r = { .pack = &p, .why = why };

	bool fine = read_pack_file(&r, &words, dir);
	arena_free(&own.arena);
	if (fine)
		return p.lexicon;
	lexicon_free(p.lexicon);
	return NULL;
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
