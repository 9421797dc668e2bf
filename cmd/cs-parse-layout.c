#include "cs-parse-layout.h"

#include <string.h>

#include "cs-parse-scene.h"
#include "cs-parse-time.h"
#include "util.h"

#define EXTRA 3         /* end_timestamp, parents, links */

struct layout {
	struct input in;
	struct layout_options o;
	struct parts parts;
	size_t slot[LOG_SOURCES];       /* the place of a column of the log among its own, or RECORD_NONE */
	size_t end_slot, links_slot;    /* links_slot has parents before it */
	struct buf value[LOG_SOURCES], parents_value, links_value;
	size_t *rest;
	size_t rests;
	struct record header, origin;
	enum log_column *use;
	struct str *field;              /* of the record in hand */
	struct arena arena;
	struct turns turns;
	size_t turn;                    /* the next one of whole */
	struct record whole;
	bool agents;                    /* of whole: more than one spoke */
	uint64_t raw_line;              /* a line of whole, and where it begins */
	size_t raw_at;
	struct buf why;
	char start[CLOCK_MAX];          /* of the transcript in hand */
};

static size_t
add_column(struct layout *l, struct str name, struct str origin, enum log_column use)
{
	l->use[l->header.n] = use;
	l->origin.field[l->header.n] = origin;
	l->header.field[l->header.n] = name;
	return l->header.n++;
}

/* The columns of the export that a column of the log is made of: "body_text or body". */
static struct str
origin_of(struct layout *l, enum log_column column)
{
	struct buf b = { 0 };
	struct str s;

	buf_add(&b, "", 0);
	for (size_t i = 0; i < l->parts.n; i++)
		if (l->parts.part[i].column == column) {
			buf_str(&b, str_of(b.n ? " or " : ""));
			buf_str(&b, l->in.below->header->field[l->parts.part[i].from]);
		}
	if (!b.n)
		buf_str(&b, STR("text"));
	s = arena_str(&l->arena, buf_view(&b));
	buf_free(&b);
	return s;
}

/* A column of the export that is called as one that the layout adds. */
static struct str
rest_name(struct layout *l, struct str name)
{
	struct buf b = { 0 };
	struct str s;

	if (!str_eq(name, STR(LAYOUT_END)) || l->end_slot == RECORD_NONE)
		return arena_str(&l->arena, name);
	buf_str(&b, STR("export_"));
	buf_str(&b, name);
	s = arena_str(&l->arena, buf_view(&b));
	buf_free(&b);
	return s;
}

static void
make_header(struct layout *l)
{
	const struct record *below = l->in.below->header;
	size_t most = LOG_SOURCES + EXTRA + below->n;
	bool links = parts_link(l->o.format);

	l->header = (struct record){ .field = arena_alloc(&l->arena, most * sizeof *l->header.field), .file = below->file, .line = 1,
				     .raw = below->raw };
	l->origin.field = arena_alloc(&l->arena, most * sizeof *l->origin.field);
	l->use = arena_alloc(&l->arena, most * sizeof *l->use);
	l->field = arena_alloc(&l->arena, most * sizeof *l->field);
	l->rest = arena_alloc(&l->arena, below->n * sizeof *l->rest);
	l->end_slot = l->links_slot = RECORD_NONE;
	for (int i = 0; i < LOG_SOURCES; i++) {
		bool own = i == LOG_ROLE || (l->parts.reader && (i == LOG_SPEAKER || i == LOG_TIMESTAMP || i == LOG_AGENT));

		for (size_t k = 0; k < l->parts.n && !own; k++)
			own = l->parts.part[k].column == (enum log_column)i;
		l->slot[i] = own ? add_column(l, str_of(columns_name((enum log_column)i)), origin_of(l, (enum log_column)i), (enum log_column)i) : RECORD_NONE;
	}
	if (l->parts.reader && l->parts.reader->ends)
		l->end_slot = add_column(l, STR(LAYOUT_END), STR("text"), LOG_SOURCES);
	for (size_t i = 0; i < below->n; i++)
		if (!parts_consume(&l->parts, i)) {
			l->rest[l->rests++] = i;
			add_column(l, rest_name(l, below->field[i]), below->field[i], parts_use(&l->parts, i));
		}
	if (links) {
		add_column(l, STR(LAYOUT_PARENTS), STR(""), LOG_SOURCES);
		l->links_slot = add_column(l, STR(LAYOUT_LINKS), STR(""), LOG_SOURCES);
	}
	l->origin.n = l->header.n;
	l->in.header = &l->header;
	l->in.origin = &l->origin;
	l->in.use = l->use;
}

static void
read_fields(struct layout *l, const struct record *rec)
{
	bool links = l->links_slot != RECORD_NONE;
	size_t at = l->header.n - l->rests - (links ? 2 : 0);

	for (int i = 0; i < LOG_SOURCES; i++)
		if (l->slot[i] != RECORD_NONE)
			l->field[l->slot[i]] = parts_value(&l->parts, l->o.roles, rec, (enum log_column)i, &l->value[i]);
	for (size_t i = 0; i < l->rests; i++)
		l->field[at++] = rec->field[l->rest[i]];
	if (links) {
		l->field[l->links_slot - 1] = parts_links(&l->parts, rec, TRANSFORM_PARENT, &l->parents_value);
		l->field[l->links_slot] = parts_links(&l->parts, rec, TRANSFORM_LINKS, &l->links_value);
	}
}

static struct str
field_of(const struct layout *l, enum log_column column)
{
	return l->slot[column] == RECORD_NONE ? STR("") : l->field[l->slot[column]];
}

/* Whether more than one agent speaks: then the agent of the record says not who said what. */
static bool
has_agents(const struct turns *t)
{
	const struct turn *agent = NULL;

	for (size_t i = 0; i < t->n; i++) {
		if (t->turn[i].kind != TURN_SAID || t->turn[i].role != ROLE_AGENT)
			continue;
		if (agent && !str_eq(agent->speaker, t->turn[i].speaker))
			return true;
		agent = &t->turn[i];
	}
	return false;
}

static const struct turn *
first_bad(const struct layout *l)
{
	for (size_t i = 0; i < l->turns.n; i++)
		if (l->turns.turn[i].kind == TURN_BAD)
			return &l->turns.turn[i];
	return NULL;
}

/* When a transcript began, in UTC where that can be told: times in it count from there. False with l->why where it cannot. */
static bool
read_start(struct layout *l, const struct record *rec, struct str *start)
{
	struct times times = { .rules = *l->o.times, .strict = true };
	struct clock_time time;
	bool fine;

	*start = field_of(l, LOG_TIMESTAMP);
	buf_reset(&l->why);
	fine = time_read(&times, rec, columns_name(LOG_TIMESTAMP), start, &time, l->start, &l->why);
	*l->o.times = times.rules;
	return fine;
}

/* What holds for all turns of a transcript must spoil the record, not some of them, if it is to be mended and read again as a whole. */
static const char *
whole_fault(struct layout *l, const struct record *rec, struct str *start)
{
	if (!read_start(l, rec, start))
		return l->why.p;
	if (l->slot[LOG_INTERACTION] != RECORD_NONE && !str_trim(field_of(l, LOG_INTERACTION)).n)
		return "empty interaction_id";
	return NULL;
}

/* One bad turn of a transcript in a cell spoils the record, so that it can be mended and read again as a whole. */
static enum csvin_got
begin_turns(struct layout *l, struct record *rec)
{
	struct scene_facts facts = {
		field_of(l, LOG_INTERACTION), STR(""), field_of(l, LOG_AGENT), field_of(l, LOG_CUSTOMER),
	};
	const char *fault = whole_fault(l, rec, &facts.start);
	const struct turn *bad;

	if (fault && l->o.lenient) {
		l->turn = l->turns.n;
		rec->n = 0;
		return input_reject(&l->in, rec->file, rec->line, fault);
	}
	scene_read(&l->turns, l->parts.reader, l->o.who, field_of(l, LOG_TEXT), &facts);
	bad = first_bad(l);
	l->agents = has_agents(&l->turns);
	l->turn = 0;
	l->raw_line = 1;
	l->raw_at = 0;
	if (!bad || format_is_text(l->o.format))
		return CSVIN_RECORD;
	l->turn = l->turns.n;
	rec->n = 0;
	if (l->o.lenient)
		return input_reject(&l->in, rec->file, rec->line, bad->why);
	return input_refuse(&l->in, rec->file, rec->line, bad->why);
}

/* Where a line of the whole begins that is not before the one that was asked for last. */
static size_t
find_line(struct layout *l, uint64_t line)
{
	struct str raw = l->whole.raw;

	while (l->raw_line < line && l->raw_at < raw.n) {
		const char *end = memchr(raw.p + l->raw_at, '\n', raw.n - l->raw_at);

		l->raw_at = end ? (size_t)(end - raw.p) + 1 : raw.n;
		l->raw_line++;
	}
	return l->raw_at;
}

/* The lines of a turn, up to those of a later one. */
static struct str
raw_of(struct layout *l, size_t turn)
{
	const struct turn *t = l->turns.turn;
	size_t next = turn + 1, start = find_line(l, t[turn].line), end;

	while (next < l->turns.n && t[next].line <= t[turn].line)
		next++;
	end = next < l->turns.n ? find_line(l, t[next].line) : l->whole.raw.n;
	/* the next one to be asked for may be of the same line */
	l->raw_line = t[turn].line;
	l->raw_at = start;
	while (end > start && (l->whole.raw.p[end - 1] == '\n' || l->whole.raw.p[end - 1] == '\r'))
		end--;
	return (struct str){ l->whole.raw.p + start, end - start };
}

static enum csvin_got
next_turn(struct layout *l, struct record *rec)
{
	const struct turn *turn = &l->turns.turn[l->turn++];
	bool text = format_is_text(l->o.format);

	*rec = (struct record){ .field = l->field, .n = l->header.n, .file = l->whole.file,
				.raw = text ? raw_of(l, l->turn - 1) : l->whole.raw, .line = text ? turn->line : l->whole.line };
	if (turn->kind == TURN_BAD) {
		rec->n = 0;
		if (!l->o.lenient)
			return input_refuse(&l->in, rec->file, rec->line, turn->why);
		return input_reject(&l->in, rec->file, rec->line, turn->why);
	}
	l->field[l->slot[LOG_TIMESTAMP]] = turn->time;
	l->field[l->slot[LOG_ROLE]] = str_of(record_role_name(turn->role));
	l->field[l->slot[LOG_SPEAKER]] = turn->speaker;
	l->field[l->slot[LOG_TEXT]] = turn->text;
	if (l->agents)
		l->field[l->slot[LOG_AGENT]] = STR("");
	if (l->end_slot != RECORD_NONE)
		l->field[l->end_slot] = turn->end;
	return CSVIN_RECORD;
}

static enum csvin_got
layout_next(struct input *in, struct record *rec)
{
	struct layout *l = (struct layout *)in;
	enum csvin_got got;

	buf_reset(&in->reason);
	if (in->status)
		return input_refuse(in, l->header.file ? l->header.file : in->below->header->file, 1, l->why.p);
	while (l->turn >= l->turns.n) {
		got = input_next(in->below, rec);
		if (got != CSVIN_RECORD)
			return got;
		read_fields(l, rec);
		if (!l->parts.reader) {
			rec->field = l->field;
			rec->n = l->header.n;
			return got;
		}
		l->whole = *rec;
		if ((got = begin_turns(l, rec)) != CSVIN_RECORD)
			return got;
	}
	return next_turn(l, rec);
}

static void
layout_close(struct input *in)
{
	struct layout *l = (struct layout *)in;

	for (int i = 0; i < LOG_SOURCES; i++)
		buf_free(&l->value[i]);
	buf_free(&l->parents_value);
	buf_free(&l->links_value);
	buf_free(&l->why);
	turns_free(&l->turns);
	parts_free(&l->parts);
	arena_free(&l->arena);
}

struct input *
input_layout(struct input *below, const struct layout_options *o)
{
	static const struct input_kind kind = { layout_next, NULL, NULL, layout_close };
	struct layout *l = util_alloc(1, sizeof *l);

	l->in.kind = &kind;
	l->in.below = below;
	l->o = *o;
	l->turns.order = o->order;
	/* without a header there is nothing to read but why not */
	if (below->header && !parts_find(&l->parts, o->format, below->header, o->wanted, &l->why)) {
		columns_suspect_delimiter(below->header, &l->why);
		l->in.status = STATUS_DATA;
	} else if (below->header) {
		make_header(l);
	}
	return &l->in;
}
