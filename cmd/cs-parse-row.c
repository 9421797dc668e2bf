#include "cs-parse-row.h"

#include "scan.h"

/* Values up to this length may stand in a message; longer ones could be text. */
#define SHOWN 40
/* For each unreadable time there must have been so many good ones before. */
#define FORGIVEN 20

static bool
refuse_value(struct buf *why, const char *what, struct str value, const char *advice)
{
	buf_str(why, str_of(what));
	if (value.n <= SHOWN) {
		buf_str(why, STR(" \""));
		columns_show(why, value);
		buf_char(why, '"');
	}
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

/* Typing errors ("00:09:025"), and records whose columns slipped in an export with stray quotes, spoil single times of long
 * logs. One such value among many good ones is left empty, which makes no criterion wrong; a column of them is a
 * format that nobody here knows, and refused. */
static bool
forgive_time(struct rows *r, const struct record *rec)
{
	uint64_t good = r->times.kind[CLOCK_UTC] + r->times.kind[CLOCK_ELAPSED];

	if (r->strict || good / FORGIVEN <= r->times.unreadable)
		return false;
	if (!r->times.unreadable++) {
		r->times.file = rec->file;
		r->times.line = rec->line;
	}
	return true;
}

/* "2026-11-22T04:05:06Z" is what clock_format would write; most rows of a log are spared that. */
static bool
is_written(struct str time)
{
	return time.n == 20 && time.p[4] == '-' && time.p[10] == 'T' && time.p[17] != '6' && time.p[19] == 'Z';
}

/* "3/4/2026", "22.11.26 10:00": somewhere the day comes first, somewhere the month. */
static bool
day_or_month_first(struct str s)
{
	int64_t number;
	char sep;

	s = str_trim(s);
	if (!scan_number(&s, 1, 2, &number) || !s.n)
		return false;
	sep = s.p[0];
	return (sep == '/' || sep == '.' || sep == '-') && scan_char(&s, sep) && scan_number(&s, 1, 2, &number) &&
	       scan_char(&s, sep) && scan_number(&s, 2, 4, &number);
}

static bool
refuse_time(struct buf *why, struct str time)
{
	const char *what = day_or_month_first(time) ? "ambiguous date" : "unreadable time";

	return refuse_value(why, what, time, "; write it as 2026-11-22T04:05:06Z, or leave times out with -m timestamp=");
}

static bool
read_time(struct rows *r, const struct record *rec, struct row *row, struct buf *why)
{
	struct str *field = &row->field[LOG_TIMESTAMP];

	if (!clock_parse(*field, &row->time)) {
		row->time.kind = CLOCK_NONE;
		if (!forgive_time(r, rec))
			return refuse_time(why, *field);
	}
	r->times.kind[row->time.kind]++;
	if (row->time.kind != CLOCK_UTC || !is_written(*field))
		*field = (struct str){ row->stamp, clock_format(row->time, row->stamp) };
	return true;
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

bool
row_read(struct rows *r, const struct record *rec, struct row *row, struct buf *why)
{
	const size_t *from = r->columns->from;

	for (size_t i = 0; i < LOG_COLUMNS; i++)
		row->field[i] = record_field(rec, from[i]);
	if (!read_interaction(&row->field[LOG_INTERACTION], why) || !read_role(r, row, record_field(rec, from[LOG_SPEAKER]), why) || !read_seq(row, why) ||
	    !read_time(r, rec, row, why))
		return false;
	take_speaker(row, record_field(rec, from[LOG_SPEAKER]));
	row->raw = r->comma && r->columns->same;
	for (size_t i = 0; i < LOG_TEXT && row->raw; i++)
		row->raw = same(row->field[i], rec->field[i]);
	return true;
}
