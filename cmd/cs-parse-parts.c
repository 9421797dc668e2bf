#include "cs-parse-parts.h"

static bool
is_link(const struct transform *t)
{
	return t->kind == TRANSFORM_PARENT || t->kind == TRANSFORM_LINKS;
}

static const struct transform copy = { TRANSFORM_COPY, { "", 0 }, NULL };

/* The export's column of that name, or else of that name as columns are compared. */
static size_t
find_column(struct parts *p, const struct record *header, struct str name)
{
	size_t i = record_column(header, name);

	for (size_t k = 0; i == RECORD_NONE && k < header->n; k++)
		if (str_eq(columns_folded(&p->arena, header->field[k]), columns_folded(&p->arena, name)))
			i = k;
	return i;
}

static void
add_part(struct parts *p, enum log_column column, size_t from, const struct transform *transform)
{
	p->part[p->n++] = (struct part){ column, from, transform };
	if (transform->kind == TRANSFORM_TURNS)
		p->reader = transform->turns;
}

static bool
refuse_missing(const struct parts *p, enum log_column column, struct buf *why)
{
	const struct format *f = p->format;
	const char *sep = "no column ";

	buf_printf(why, "not a %s export: ", f->name.p);
	for (size_t i = 0; i < f->rows; i++)
		if (f->row[i].column == column && !is_link(&f->row[i].transform)) {
			buf_printf(why, "%s%s", sep, f->row[i].export.p);
			sep = " or ";
		}
	buf_printf(why, "; name the one for %s with -m %s=COLUMN", columns_name(column), columns_name(column));
	return false;
}

/* A column that -m names is read in the way of the format's first one; a role as it stands. */
static bool
add_given(struct parts *p, const struct record *header, enum log_column column, struct str name, struct buf *why)
{
	const struct format *f = p->format;
	const struct transform *transform = &copy;
	size_t from = find_column(p, header, name);

	if (from == RECORD_NONE) {
		buf_str(why, STR("no column \""));
		columns_show(why, name);
		buf_printf(why, "\" for -m %s", columns_name(column));
		return false;
	}
	for (size_t i = f->rows; i-- > 0;)
		if (f->row[i].column == column && f->row[i].transform.kind != TRANSFORM_MAP && !is_link(&f->row[i].transform))
			transform = &f->row[i].transform;
	add_part(p, column, from, transform);
	return true;
}

/* The columns that the format reads: which of them the export has. */
static void
add_rows(struct parts *p, const struct format *f, const struct record *header, bool asked[LOG_SOURCES])
{
	if (format_is_text(f))
		add_part(p, LOG_INTERACTION, 0, &copy);
	for (size_t i = 0; i < f->rows; i++) {
		const struct format_row *row = &f->row[i];
		size_t from = row->export.n ? find_column(p, header, row->export) : 1;

		asked[row->column] = true;
		if (from != RECORD_NONE && (!p->given[row->column] || is_link(&row->transform)))
			add_part(p, row->column, from, &row->transform);
	}
}

bool
parts_find(struct parts *p, const struct format *f, const struct record *header, const char **wanted, struct buf *why)
{
	bool asked[LOG_SOURCES] = { false }, has[LOG_SOURCES] = { false };

	p->format = f;
	p->part = arena_alloc(&p->arena, (f->rows + LOG_SOURCES) * sizeof *p->part);
	for (int i = 0; i < LOG_SOURCES; i++) {
		p->given[i] = wanted[i] != NULL;
		if (!p->given[i] || !*wanted[i])
			continue;
		if (!add_given(p, header, (enum log_column)i, str_of(wanted[i]), why))
			return false;
		wanted[i] = NULL;
	}
	add_rows(p, f, header, asked);
	for (size_t i = 0; i < p->n; i++)
		has[p->part[i].column] |= !is_link(p->part[i].transform);
	for (int i = 0; i < LOG_SOURCES; i++)
		if (!has[i] && !p->given[i] && (i == LOG_INTERACTION || i == LOG_TEXT || (i == LOG_ROLE && asked[i])))
			return refuse_missing(p, (enum log_column)i, why);
	return true;
}

bool
parts_consume(const struct parts *p, size_t column)
{
	bool seen[LOG_SOURCES] = { false };

	for (size_t i = 0; i < p->n; i++) {
		const struct part *part = &p->part[i];

		/* of those that are tried one after the other only the first is in the log whenever it has a value */
		if (part->from == column && part->column != LOG_ROLE && part->column != LOG_SPEAKER && part->transform->kind != TRANSFORM_THREAD &&
		    !is_link(part->transform) && !seen[part->column])
			return true;
		seen[part->column] = true;
	}
	return false;
}

enum log_column
parts_use(const struct parts *p, size_t column)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->part[i].from == column && p->part[i].column != LOG_ROLE)
			return p->part[i].column;
	return LOG_SOURCES;
}

static struct str
read_role(const struct parts *p, struct roles *roles, const struct record *rec, struct buf *b)
{
	struct str last = STR("");

	for (size_t i = 0; i < p->n; i++) {
		struct str raw, value;
		enum record_role role;

		if (p->part[i].column != LOG_ROLE)
			continue;
		raw = str_trim(rec->field[p->part[i].from]);
		role = raw.n ? roles_wanted(roles, raw) : ROLE_COUNT;
		value = role != ROLE_COUNT ? str_of(record_role_name(role)) :
		    transform_apply(p->part[i].transform, raw, b);
		if (value.n)
			return value;
		if (raw.n)
			last = raw;
	}
	return last;
}

struct str
parts_value(const struct parts *p, struct roles *roles, const struct record *rec, enum log_column column, struct buf *b)
{
	struct str value = STR("");

	if (column == LOG_ROLE)
		return read_role(p, roles, rec, b);
	for (size_t i = 0; i < p->n && !value.n; i++)
		if (p->part[i].column == column && !is_link(p->part[i].transform))
			value = transform_apply(p->part[i].transform, rec->field[p->part[i].from], b);
	return value;
}

struct str
parts_links(const struct parts *p, const struct record *rec, enum transform_kind kind, struct buf *b)
{
	buf_reset(b);
	buf_add(b, "", 0);
	for (size_t i = 0; i < p->n; i++)
		if (p->part[i].transform->kind == kind) {
			buf_str(b, rec->field[p->part[i].from]);
			buf_char(b, ' ');
		}
	return buf_view(b);
}

bool
parts_link(const struct format *f)
{
	for (size_t i = 0; i < f->rows; i++)
		if (is_link(&f->row[i].transform))
			return true;
	return false;
}

void
parts_free(struct parts *p)
{
	arena_free(&p->arena);
}
