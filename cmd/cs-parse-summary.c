#include "cs-parse-summary.h"

#include <err.h>
#include <inttypes.h>

/* Appends the export's column and true, or false if there is none. */
static bool
add_column(struct buf *b, const struct columns *c, const struct record *header, enum log_column column)
{
	if (c->from[column] == RECORD_NONE)
		return false;
	buf_str(b, STR("column \""));
	columns_show(b, header->field[c->from[column]]);
	buf_char(b, '"');
	return true;
}

static void
add_times(struct buf *b, const struct row_times *t)
{
	buf_printf(b, "; %" PRIu64 " with a date (UTC unless it says otherwise), %" PRIu64 " elapsed, %" PRIu64 " without",
		   t->kind[CLOCK_UTC], t->kind[CLOCK_ELAPSED], t->kind[CLOCK_NONE]);
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
summary_print(const struct rows *rows, const struct record *header, uint64_t written, uint64_t set_aside)
{
	const struct columns *c = rows->columns;
	struct buf b = { 0 };

	warnx("%" PRIu64 " records read, %" PRIu64 " written, %" PRIu64 " set aside", written + set_aside, written, set_aside);
	for (int i = 0; i < LOG_COLUMNS; i++)
		print_column(&b, rows, header, (enum log_column)i);
	print_roles(&b, rows->roles);
	buf_reset(&b);
	for (size_t i = 0; i < c->rests; i++) {
		buf_str(&b, str_of(i ? "\", \"" : "\""));
		columns_show(&b, c->rest_name[i]);
	}
	warnx("other columns: %s%s", c->rests ? b.p : "none", c->rests ? "\"" : "");
	buf_free(&b);
}
