#include "cs-parse-row.h"

static bool
refuse_value(struct buf *why, const char *what, struct str value, const char *advice)
{
	columns_name_value(why, what, value);
	buf_str(why, str_of(advice));
	return false;
}

static bool
read_interaction(const struct str *field, struct buf *why)
{
	if (str_trim(*field).n)
		return true;
	buf_str(why, STR("empty interaction_id"));
	return false;
}

/* The role as the export tells it, or else by who speaks. */
static bool
read_role(struct rows *r, struct row *row, struct str speaker, struct buf *why)
{
	struct str *field = &row->field[LOG_ROLE];
	enum record_role role = roles_find(r->roles, *field);

	if (role == ROLE_COUNT && who_knows(r->who))
		role = who_find(r->who, row->field[LOG_INTERACTION], speaker);
	if (role == ROLE_COUNT && !field->n && speaker.n)
		return refuse_value(why, "no role for", speaker, "; see --agents, --agent-domain, --first and -R");
	if (role == ROLE_COUNT)
		return refuse_value(why, "unknown role", *field, "; name it with -R");
	*field = str_of(record_role_name(role));
	return true;
}

static bool
read_seq(struct row *row, struct buf *why)
{
	struct str *field = &row->field[LOG_SEQ];

	*field = str_trim(*field);
	row->seq = INT64_MIN;
	if (!field->n || str_int(*field, INT64_MIN, INT64_MAX, &row->seq))
		return true;
	return refuse_value(why, "seq is not a whole number", *field, "");
}

static bool
read_times(struct rows *r, const struct record *rec, struct row *row, struct buf *why)
{
	size_t ended = r->columns->from[LOG_ENDED];
	struct clock_time end;

	if (!time_read(&r->times, rec, "timestamp", &row->field[LOG_TIMESTAMP], &row->time, row->stamp, why))
		return false;
	r->times.kind[row->time.kind]++;
	if (ended == RECORD_NONE)
		return true;
	row->ended = rec->field[ended];
	return time_read(&r->times, rec, "end_timestamp", &row->ended, &end, row->end_stamp, why);
}

/* Who speaks is the agent or the customer, unless the export says so itself. */
static void
take_speaker(struct row *row, struct str speaker)
{
	struct str role = row->field[LOG_ROLE], *id = NULL;

	if (str_eq(role, STR("customer")))
		id = &row->field[LOG_CUSTOMER];
	else if (str_eq(role, STR("agent")) || str_eq(role, STR("colleague")))
		id = &row->field[LOG_AGENT];
	if (id && !id->n)
		*id = speaker;
}

static bool
same(struct str a, struct str b)
{
	return (a.p == b.p && a.n == b.n) || str_eq(a, b);
}

static struct str
constant(const struct columns *c, size_t column)
{
	return c->constant[column] ? str_of(c->constant[column]) : STR("");
}

bool
row_read(struct rows *r, const struct record *rec, struct row *row, struct buf *why)
{
	const size_t *from = r->columns->from;

	struct str speaker = record_field(rec, from[LOG_SPEAKER]);

	for (size_t i = 0; i < LOG_COLUMNS; i++)
		row->field[i] = from[i] == RECORD_NONE ? constant(r->columns, i) : rec->field[from[i]];
	if (!read_interaction(&row->field[LOG_INTERACTION], why) || !read_role(r, row, speaker, why) || !read_seq(row, why) ||
	    !read_times(r, rec, row, why))
		return false;
	take_speaker(row, speaker);
	row->raw = r->comma && r->columns->same;
	for (size_t i = 0; i < LOG_TEXT && row->raw; i++)
		row->raw = same(row->field[i], rec->field[i]);
	if (row->raw && from[LOG_ENDED] != RECORD_NONE)
		row->raw = same(row->ended, rec->field[from[LOG_ENDED]]);
	return true;
}
