#include "cs-parse-privacy.h"

#include <err.h>
#include <inttypes.h>
#include <stdlib.h>

#include "csvin.h"
#include "pack_file.h"
#include "pseudonym.h"
#include "redact.h"
#include "util.h"

/* What is done with a column: nothing but redaction, a pseudonym of this kind, or one of who speaks. */
enum kind { KIND_TEXT = 0, KIND_INTERACTION = 'i', KIND_AGENT = 'a', KIND_CUSTOMER = 'c', KIND_SPEAKER = 's' };

/* One field: ids come many times in a row. */
struct slot {
	char kind;
	struct buf id, text;            /* what name is the pseudonym of; a redacted text */
	char name[PSEUDONYM_SIZE];
	char named;                     /* the kind that name was made for, or 0 */
};

struct privacy {
	struct redact *redact;
	struct pseudonym *pseudonym;
	const struct columns *columns;
	struct slot log[LOG_COLUMNS];
	struct slot *rest;              /* of the columns that pass through */
	struct buf shown;
};

struct privacy *
privacy_open(bool redact, const char *key, struct buf *why)
{
	struct privacy *p = util_alloc(1, sizeof *p);

	p->log[LOG_INTERACTION].kind = KIND_INTERACTION;
	p->log[LOG_AGENT].kind = KIND_AGENT;
	p->log[LOG_CUSTOMER].kind = KIND_CUSTOMER;
	if ((redact && !(p->redact = redact_open(pack_builtin("redact.csv"), "redact.csv", why))) ||
	    (key && !(p->pseudonym = pseudonym_open(key, why)))) {
		privacy_free(p);
		return NULL;
	}
	return p;
}

static char
kind_of(struct str column)
{
	static const struct {
		const char *column;
		char kind;
	} kinds[] = {
		{ "interaction_id", KIND_INTERACTION }, { "agent_id", KIND_AGENT }, { "customer_id", KIND_CUSTOMER }, { "speaker", KIND_SPEAKER },
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(column, str_of(kinds[i].column)))
			return kinds[i].kind;
	return KIND_TEXT;
}

static bool
same_folded(struct str a, struct str b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	columns_fold(&x, a);
	columns_fold(&y, b);
	same = str_eq(buf_view(&x), buf_view(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

/* A second column with the name of an agent, as columns.csv of the pack knows it, would tell all. */
static void
know_column(struct privacy *p, struct str column, struct str alias)
{
	char kind = kind_of(column);

	for (size_t i = 0; kind && i < p->columns->rests; i++) {
		struct str name = p->columns->rest_name[i];

		if (str_starts(name, STR(COLUMNS_RENAMED)))
			name = (struct str){ name.p + sizeof COLUMNS_RENAMED - 1, name.n - sizeof COLUMNS_RENAMED + 1 };
		if (!p->rest[i].kind && same_folded(name, alias))
			p->rest[i].kind = kind;
	}
}

void
privacy_columns(struct privacy *p, const struct columns *c)
{
	struct csvin_options o = { .memory = pack_builtin("columns.csv"), .memory_name = "columns.csv" };
	struct csvin *in;
	struct record rec;

	p->columns = c;
	p->rest = util_alloc(c->rests, sizeof *p->rest);
	if (!p->pseudonym)
		return;
	for (size_t i = 0; c->use && i < c->rests; i++)
		if (c->use[c->rest[i]] < LOG_SOURCES)
			p->rest[i].kind = kind_of(str_of(columns_name(c->use[c->rest[i]])));
	for (size_t i = 0; i < LOG_SOURCES; i++)
		know_column(p, str_of(columns_name((enum log_column)i)), str_of(columns_name((enum log_column)i)));
	in = csvin_open(&o);
	while (csvin_next(in, &rec) == CSVIN_RECORD)
		know_column(p, rec.field[0], rec.field[1]);
	csvin_close(in);
}

/* True when the field is another one now. */
static bool
hide_id(struct privacy *p, struct slot *slot, char kind, struct str *field)
{
	if (!p->pseudonym || !field->n)
		return false;
	if (slot->named != kind || !str_eq(buf_view(&slot->id), *field)) {
		buf_reset(&slot->id);
		buf_str(&slot->id, *field);
		pseudonym_of(p->pseudonym, kind, *field, slot->name);
		slot->named = kind;
	}
	*field = (struct str){ slot->name, PSEUDONYM_SIZE - 1 };
	return true;
}

static bool
hide_text(struct privacy *p, struct slot *slot, struct str *field)
{
	if (!p->redact || !redact_text(p->redact, *field, &slot->text))
		return false;
	*field = buf_view(&slot->text);
	return true;
}

/* The same person as in agent_id or customer_id, if it is one of these. */
static char
speaker_kind(struct str role)
{
	if (str_eq(role, STR("customer")))
		return KIND_CUSTOMER;
	return str_eq(role, STR("agent")) || str_eq(role, STR("colleague")) ? KIND_AGENT : KIND_SPEAKER;
}

void
privacy_row(struct privacy *p, struct row *row, struct str *rest)
{
	bool changed = hide_text(p, &p->log[LOG_TEXT], &row->field[LOG_TEXT]);

	for (size_t i = 0; i < LOG_TEXT; i++)
		if (p->log[i].kind)
			changed |= hide_id(p, &p->log[i], p->log[i].kind, &row->field[i]);
	for (size_t i = 0; i < p->columns->rests; i++) {
		struct slot *slot = &p->rest[i];
		char kind = slot->kind == KIND_SPEAKER ? speaker_kind(row->field[LOG_ROLE]) : slot->kind;

		changed |= kind ? hide_id(p, slot, kind, &rest[i]) : hide_text(p, slot, &rest[i]);
	}
	row->raw &= !changed;
}

struct str
privacy_text(struct privacy *p, struct str text)
{
	return p->redact && redact_text(p->redact, text, &p->shown) ? buf_view(&p->shown) : text;
}

void
privacy_summary(const struct privacy *p)
{
	struct buf b = { 0 };
	struct str name;
	uint64_t n;

	for (size_t i = 0; p->redact && redact_count(p->redact, i, &name, &n); i++)
		if (n)
			buf_printf(&b, "%s%" PRIu64 " %s", b.n ? ", " : "", n, name.p);
	if (p->redact)
		warnx("redacted: %s", b.n ? b.p : "nothing");
	if (p->pseudonym)
		warnx("pseudonyms: of interactions, agents and customers");
	buf_free(&b);
}

static void
free_slot(struct slot *slot)
{
	buf_free(&slot->id);
	buf_free(&slot->text);
}

void
privacy_free(struct privacy *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < LOG_COLUMNS; i++)
		free_slot(&p->log[i]);
	for (size_t i = 0; p->rest && i < p->columns->rests; i++)
		free_slot(&p->rest[i]);
	free(p->rest);
	redact_free(p->redact);
	pseudonym_free(p->pseudonym);
	buf_free(&p->shown);
	free(p);
}
