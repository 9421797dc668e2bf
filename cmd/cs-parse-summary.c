#include "cs-parse-summary.h"

#include <err.h>
#include <inttypes.h>

/* Appends the export's column and true, or false if there is none. */
static bool
add_column(struct buf *b, const struct columns *c, const struct record *header, enum log_column column)
{
	if (column < LOG_COLUMNS && c->constant[column]) {
		buf_str(b, STR("always \""));
		columns_show(b, str_of(c->constant[column]));
		buf_str(b, STR("\", by --set"));
		return true;
	}
	if (c->from[column] == RECORD_NONE)
		return false;
	buf_str(b, STR("column \""));
	columns_show(b, header->field[c->from[column]]);
	buf_char(b, '"');
	return true;
}

static void
add_times(struct buf *b, const struct times *t)
{
	buf_printf(b, "; %" PRIu64 " with a date (%s unless it says otherwise), %" PRIu64 " elapsed, %" PRIu64 " without",
		   t->kind[CLOCK_UTC], t->zone ? t->zone : "UTC", t->kind[CLOCK_ELAPSED], t->kind[CLOCK_NONE]);
}

static void
print_times(const struct options *o, const struct times *t)
{
	const struct moment_rules *r = &t->rules;

	if (t->zone)
		warnx("times of %s: %" PRIu64 ", %" PRIu64 " of them skipped by its clock, %" PRIu64 " shown twice", t->zone, r->zoneless,
		      r->skipped, r->twice);
	else if (r->zoneless)
		warnx("times without a zone: %" PRIu64 ", read as UTC; see --tz", r->zoneless);
	if (o->date_format)
		warnx("dates: as in %s", o->date_format);
	else if (r->order != MOMENT_ORDER_OPEN)
		warnx("dates: the %s first, as their numbers tell", r->order == MOMENT_DAY_FIRST ? "day" : "month");
}

static void
print_ways(const struct who *who)
{
	static const char *const option[] = { "--agents", "--agent-domain", "--first" };

	for (int way = 0; way < WHO_WAYS; way++)
		if (who_told(who, (enum who_way)way))
			warnx("role by %s: %" PRIu64 " messages", option[way], who_told(who, (enum who_way)way));
}

static void
print_input(const struct options *o)
{
	const struct csvin_options *in = &o->cmd.in;
	char other[] = "' '";

	other[1] = in->delim;
	if (o->format)
		warnx("format: %s", o->format->name.p);
	if (!o->format || !format_is_text(o->format))
		warnx("fields: separated by %s", !in->delim || in->delim == ',' ? "commas" : in->delim == '\t' ? "tabs" : other);
	warnx("encoding: %s", !in->encoding ? "UTF-8" : *in->encoding ? in->encoding : "UTF-8, or UTF-16 by its byte order mark");
	warnx("grouping: %s", !o->grouping ? "none" : o->by_customer ? "by customer" : "by interaction");
}

static void
print_counts(uint64_t written, const struct rejects *rejects)
{
	uint64_t aside = rejects ? rejects_count(rejects) : 0, n;
	struct str kind;

	warnx("%" PRIu64 " records read, %" PRIu64 " written, %" PRIu64 " set aside", written + aside, written, aside);
	for (size_t i = 0; rejects && rejects_kind(rejects, i, &kind, &n); i++)
		warnx("set aside: %" PRIu64 " %s", n, kind.p);
}

/* What fills agent_id and customer_id where they have no column of their own or it is empty. */
static bool
add_speaker(struct buf *b, const struct columns *c, const struct record *header, enum log_column column, bool own)
{
	if ((column != LOG_AGENT && column != LOG_CUSTOMER) || c->from[LOG_SPEAKER] == RECORD_NONE)
		return own;
	if (own)
		buf_str(b, STR(", where empty "));
	add_column(b, c, header, LOG_SPEAKER);
	buf_str(b, str_of(column == LOG_AGENT ? " of agents and colleagues" : " of customers"));
	return true;
}

static void
print_column(struct buf *b, const struct rows *rows, const struct record *header, enum log_column column)
{
	const struct columns *c = rows->columns;
	bool known;

	buf_reset(b);
	known = add_column(b, c, header, column);
	known = add_speaker(b, c, header, column, known);
	if (!known)
		buf_str(b, str_of(column == LOG_SEQ ? "counted from 1 in each interaction" : "empty"));
	else if (column == LOG_TIMESTAMP)
		add_times(b, &rows->times);
	warnx("%s: %s", columns_name(column), b->p);
}

static void
print_roles(struct buf *b, const struct roles *roles)
{
	struct str value;
	enum record_role role;

	for (size_t i = 0; roles_seen(roles, i, &value, &role); i++) {
		buf_reset(b);
		buf_str(b, STR("role \""));
		columns_show(b, value);
		buf_printf(b, "\" is %s", record_role_name(role));
		warnx("%s", b->p);
	}
}

void
summary_print(const struct options *o, const struct rows *rows, const struct record *header, uint64_t written,
	      const struct rejects *rejects)
{
	const struct columns *c = rows->columns;
	struct buf b = { 0 };

	print_counts(written, rejects);
	for (int i = 0; i < LOG_COLUMNS; i++)
		print_column(&b, rows, header, (enum log_column)i);
	if (c->ended != RECORD_NONE)
		print_column(&b, rows, header, LOG_ENDED);
	print_roles(&b, rows->roles);
	print_ways(o->who);
	buf_reset(&b);
	for (size_t i = 0; i < c->rests; i++) {
		buf_str(&b, str_of(i ? "\", \"" : "\""));
		columns_show(&b, c->rest_name[i]);
	}
	warnx("other columns: %s%s", c->rests ? b.p : "none", c->rests ? "\"" : "");
	print_times(o, &rows->times);
	print_input(o);
	buf_free(&b);
}
