#include "cs-parse-columns.h"

#include <stdlib.h>
#include <string.h>

#include "csvin.h"
#include "pack.h"
#include "util.h"

#define SHOWN 40
#define OTHER_END "end"

static const char *const log_name[LOG_SOURCES] = {
	"interaction_id", "seq", "timestamp", "channel", "role", "agent_id", "customer_id", "text", "speaker",
	"end_timestamp"
};

/* One search for the columns of a log. */
struct search {
	struct columns *c;
	const struct record *header;
	struct str *folded;             /* the header's names */
	bool *used;
	struct str *alias[LOG_SOURCES]; /* the best first; the log's own name stands before them */
	size_t aliases[LOG_SOURCES];
	struct buf *why;
};

const char *
columns_name(enum log_column column)
{
	return log_name[column];
}

void
columns_fold(struct buf *b, struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!strchr(" \t-_.", c))
			buf_char(b, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
	}
}

void
columns_show(struct buf *b, struct str value)
{
	size_t n = value.n;

	if (n > SHOWN)
		/* not in the middle of a UTF-8 sequence */
		for (n = SHOWN; n && ((unsigned char)value.p[n] & 0xc0) == 0x80; n--)
			;
	for (size_t i = 0; i < n; i++) {
		unsigned char u = (unsigned char)value.p[i];

		buf_char(b, u < ' ' || u == 127 ? '?' : value.p[i]);
	}
	if (n < value.n)
		buf_str(b, STR("..."));
}

void
columns_name_value(struct buf *b, const char *what, struct str value)
{
	buf_str(b, str_of(what));
	if (value.n <= SHOWN) {
		buf_str(b, STR(" \""));
		columns_show(b, value);
		buf_char(b, '"');
	}
}

bool
columns_want(struct columns *c, const char *map, struct buf *why)
{
	const char *sign = strchr(map, '=');

	for (size_t i = 0; sign && i < LOG_SOURCES; i++)
		if (str_eq((struct str){ map, (size_t)(sign - map) }, str_of(log_name[i]))) {
			if (c->wanted[i])
				buf_printf(why, "-m %s is given twice", log_name[i]);
			c->wanted[i] = sign + 1;
			return !why->n;
		}
	buf_str(why, STR("-m takes LOG_COLUMN=EXPORT_COLUMN, LOG_COLUMN one of"));
	for (size_t i = 0; i < LOG_SOURCES; i++)
		buf_printf(why, " %s", log_name[i]);
	return false;
}

bool
columns_set(struct columns *c, const char *setting, struct buf *why)
{
	static const enum log_column columns[] = { LOG_INTERACTION, LOG_CHANNEL, LOG_ROLE, LOG_AGENT, LOG_CUSTOMER };
	const char *sign = strchr(setting, '=');

	for (size_t i = 0; sign && sign[1] && i < sizeof columns / sizeof *columns; i++)
		if (str_eq((struct str){ setting, (size_t)(sign - setting) }, str_of(log_name[columns[i]]))) {
			if (c->wanted[columns[i]])
				buf_printf(why, "%s is set or mapped twice", log_name[columns[i]]);
			c->wanted[columns[i]] = "";
			c->constant[columns[i]] = sign + 1;
			return !why->n;
		}
	buf_str(why, STR("--set takes LOG_COLUMN=VALUE, LOG_COLUMN one of"));
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		buf_printf(why, " %s", log_name[columns[i]]);
	return false;
}

struct str
columns_folded(struct arena *a, struct str name)
{
	struct buf b = { 0 };
	struct str s;

	columns_fold(&b, name);
	s = arena_str(a, buf_view(&b));
	buf_free(&b);
	return s;
}

/* The file is part of the program, and its rows are sorted from the best alias down. */
static void
read_aliases(struct search *s)
{
	struct csvin_options o = { .memory = pack_builtin("columns.csv"), .memory_name = "columns.csv" };
	struct csvin *in = csvin_open(&o);
	struct record rec;
	size_t cap[LOG_SOURCES] = { 0 };

	for (size_t i = 0; i < LOG_SOURCES; i++) {
		s->alias[i] = util_grow(NULL, &cap[i], 1, sizeof **s->alias);
		s->alias[i][s->aliases[i]++] = str_of(log_name[i]);
	}
	while (csvin_next(in, &rec) == CSVIN_RECORD)
		for (size_t i = 0; i < LOG_SOURCES; i++)
			if (str_eq(rec.field[0], str_of(log_name[i]))) {
				s->alias[i] = util_grow(s->alias[i], &cap[i], s->aliases[i] + 1, sizeof **s->alias);
				s->alias[i][s->aliases[i]++] = arena_str(&s->c->arena, rec.field[1]);
			}
	csvin_close(in);
}

/* The free column of that folded name; false with why when there are two. */
static bool
find_folded(struct search *s, size_t column, struct str name, size_t *found)
{
	*found = RECORD_NONE;
	for (size_t i = 0; i < s->header->n; i++) {
		if (s->used[i] || !str_eq(s->folded[i], name))
			continue;
		if (*found != RECORD_NONE) {
			buf_str(s->why, STR("columns \""));
			columns_show(s->why, s->header->field[*found]);
			buf_str(s->why, STR("\" and \""));
			columns_show(s->why, s->header->field[i]);
			buf_printf(s->why, "\" could both be %s; choose with -m %s=COLUMN", log_name[column], log_name[column]);
			return false;
		}
		*found = i;
	}
	return true;
}

/* What -m names: as it is written, else by its folded name. A column may be named for two columns of the log. */
static bool
choose_wanted(struct search *s, size_t column)
{
	struct str name = str_of(s->c->wanted[column]);
	size_t *from = &s->c->from[column];

	*from = RECORD_NONE;
	if (!name.n)
		return true;
	*from = record_column(s->header, name);
	if (*from == RECORD_NONE && !find_folded(s, column, columns_folded(&s->c->arena, name), from))
		return false;
	if (*from == RECORD_NONE) {
		buf_str(s->why, STR("no column \""));
		columns_show(s->why, name);
		buf_printf(s->why, "\" for -m %s", log_name[column]);
		return false;
	}
	return true;
}

static bool
choose_alias(struct search *s, size_t column)
{
	size_t *from = &s->c->from[column];

	for (size_t k = 0; k < s->aliases[column] && *from == RECORD_NONE; k++)
		if (!find_folded(s, column, columns_folded(&s->c->arena, s->alias[column][k]), from))
			return false;
	if (*from != RECORD_NONE)
		s->used[*from] = true;
	return true;
}

static bool
choose_all(struct search *s)
{
	struct columns *c = s->c;
	bool is_log = true;

	for (size_t i = 0; i < LOG_SOURCES; i++) {
		c->from[i] = RECORD_NONE;
		if (c->wanted[i] && !choose_wanted(s, i))
			return false;
	}
	for (size_t i = 0; i < LOG_SOURCES; i++)
		if (c->from[i] != RECORD_NONE)
			s->used[c->from[i]] = true;
	for (size_t i = 0; i < LOG_SOURCES; i++) {
		size_t own = record_column(s->header, str_of(log_name[i]));

		is_log &= i >= LOG_COLUMNS || own != RECORD_NONE;
		if (!c->wanted[i] && own != RECORD_NONE && !s->used[own]) {
			c->from[i] = own;
			s->used[own] = true;
		}
	}
	/* In a log, a name, an author or an end is a column of its own: it has been through here before. */
	for (size_t i = 0; i < LOG_SOURCES; i++)
		if (!c->wanted[i] && c->from[i] == RECORD_NONE && !(i >= LOG_COLUMNS && is_log) && !choose_alias(s, i))
			return false;
	return true;
}

static bool
need(struct search *s, size_t column)
{
	if (s->c->from[column] != RECORD_NONE || s->c->constant[column])
		return true;
	buf_printf(s->why, "no column for %s; name it with -m %s=COLUMN (looked for", log_name[column], log_name[column]);
	for (size_t k = 0; k < s->aliases[column]; k++)
		buf_printf(s->why, "%s %s", k ? "," : "", s->alias[column][k].p);
	buf_char(s->why, ')');
	return false;
}

/* Whether the log reads a column of that name as its own. */
static bool
is_own(const struct columns *c, struct str name)
{
	for (size_t i = 0; i < LOG_SOURCES; i++)
		if (str_eq(name, str_of(log_name[i])))
			return true;
	return c->from[LOG_ENDED] != RECORD_NONE && str_eq(name, STR(OTHER_END));
}

static bool
name_taken(const struct columns *c, const struct record *header, struct str name)
{
	return is_own(c, name) || (c->log_end && str_eq(name, STR(LOG_END))) || record_column(header, name) != RECORD_NONE;
}

/* The column with the ends of messages keeps the two names that the later stages know. */
static struct str
ended_name(struct str name)
{
	return str_eq(name, STR(OTHER_END)) ? name : str_of(log_name[LOG_ENDED]);
}

/* With -m text=body a column text may be left over; it must not be taken for the log's own. */
static struct str
rest_name(struct columns *c, const struct record *header, struct str name)
{
	struct buf b = { 0 };
	struct str s = name;

	if (!is_own(c, name))
		return s;
	do {
		struct str longer;

		buf_reset(&b);
		buf_printf(&b, COLUMNS_RENAMED "%s", s.p);
		longer = arena_str(&c->arena, buf_view(&b));
		s = longer;
	} while (name_taken(c, header, s));
	buf_free(&b);
	return s;
}

static void
choose_rest(struct search *s)
{
	struct columns *c = s->c;

	c->rest = arena_alloc(&c->arena, s->header->n * sizeof *c->rest);
	c->rest_name = arena_alloc(&c->arena, s->header->n * sizeof *c->rest_name);
	c->same = s->header->n >= LOG_COLUMNS && c->from[LOG_SPEAKER] == RECORD_NONE;
	for (size_t i = 0; i < LOG_COLUMNS; i++)
		c->same &= c->from[i] == i;
	c->ended = RECORD_NONE;
	for (size_t i = 0; i < s->header->n; i++) {
		if (i == c->from[LOG_ENDED]) {
			c->ended = c->rests;
			c->rest[c->rests] = i;
			c->rest_name[c->rests++] = ended_name(s->header->field[i]);
			c->same &= str_eq(c->rest_name[c->ended], s->header->field[i]);
			continue;
		}
		if (s->used[i])
			continue;
		if (c->log_end && str_eq(s->header->field[i], STR(LOG_END))) {
			c->same = false;
			continue;
		}
		c->rest[c->rests] = i;
		c->rest_name[c->rests++] = rest_name(c, s->header, s->header->field[i]);
	}
}

void
columns_suspect_delimiter(const struct record *header, struct buf *why)
{
	static const char *const option[] = { ",-d ,", ";-d ';'", "\t-t", "|-d '|'" };

	if (str_starts(header->field[0], STR("sep="))) {
		buf_reset(why);
		buf_str(why, STR("a line for spreadsheets stands before the header; leave it out, as tail -n +2 does"));
		return;
	}
	for (size_t i = 0; header->n == 1 && i < sizeof option / sizeof *option; i++)
		if (memchr(header->field[0].p, option[i][0], header->field[0].n)) {
			buf_reset(why);
			buf_printf(why, "%s; did you mean %s?", i ? "no commas in the header" : "the header is one column with commas in it",
				   option[i] + 1);
			return;
		}
}

bool
columns_choose(struct columns *c, const struct record *header, struct buf *why)
{
	struct search s = { .c = c, .header = header, .why = why };
	bool fine;

	s.folded = arena_alloc(&c->arena, header->n * sizeof *s.folded);
	s.used = arena_alloc(&c->arena, header->n * sizeof *s.used);
	for (size_t i = 0; i < header->n; i++)
		s.folded[i] = columns_folded(&c->arena, header->field[i]);
	read_aliases(&s);
	fine = choose_all(&s) && need(&s, LOG_INTERACTION) && (c->roleless || need(&s, LOG_ROLE)) && need(&s, LOG_TEXT);
	if (fine)
		choose_rest(&s);
	else
		columns_suspect_delimiter(header, why);
	for (size_t i = 0; i < LOG_SOURCES; i++)
		free(s.alias[i]);
	return fine;
}

void
columns_free(struct columns *c)
{
	arena_free(&c->arena);
}
