#include "cs-parse-roles.h"

#include <stdlib.h>
#include <string.h>

#include "cs-parse-columns.h"
#include "csvin.h"
#include "pack.h"
#include "strmap.h"
#include "util.h"

/* Values that were looked up are kept, up to so many: some exports number their agents in this column. */
#define SEEN_MAX 256
#define WORDS_MAX 16
#define ALIAS_WORDS_MAX 3

/* Strings and the role of each, by its number. */
struct table {
	struct strmap *names;
	enum record_role *role;
	size_t cap;
};

struct roles {
	struct table wanted;    /* in lower case, as -R gives them */
	struct table alias;     /* folded */
	struct table seen;      /* as they stand in the export */
	struct buf text;
};

static bool
table_put(struct table *t, struct str name, enum record_role role)
{
	bool fresh;
	size_t i = strmap_put(t->names, name, &fresh);

	t->role = util_grow(t->role, &t->cap, i + 1, sizeof *t->role);
	if (fresh)
		t->role[i] = role;
	return fresh;
}

static enum record_role
table_find(const struct table *t, struct str name)
{
	size_t i = strmap_find(t->names, name);

	return i == STRMAP_NONE ? ROLE_COUNT : t->role[i];
}

static void
table_free(struct table *t)
{
	strmap_free(t->names);
	free(t->role);
}

static struct str
lower(struct buf *b, struct str s)
{
	buf_reset(b);
	for (size_t i = 0; i < s.n; i++)
		buf_char(b, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20) : s.p[i]);
	return buf_view(b);
}

static void
read_aliases(struct roles *r)
{
	struct csvin_options o = { .memory = pack_builtin("roles.csv"), .memory_name = "roles.csv" };
	struct csvin *in = csvin_open(&o);
	struct record rec;

	for (int role = 0; role < ROLE_COUNT; role++)
		table_put(&r->alias, str_of(record_role_name((enum record_role)role)), (enum record_role)role);
	while (csvin_next(in, &rec) == CSVIN_RECORD) {
		buf_reset(&r->text);
		columns_fold(&r->text, rec.field[1]);
		table_put(&r->alias, buf_view(&r->text), record_role(rec.field[0]));
	}
	csvin_close(in);
}

struct roles *
roles_new(void)
{
	struct roles *r = util_alloc(1, sizeof *r);

	r->wanted.names = strmap_new();
	r->alias.names = strmap_new();
	r->seen.names = strmap_new();
	read_aliases(r);
	return r;
}

bool
roles_want(struct roles *r, const char *map, struct buf *why)
{
	struct str values = str_of(map), name, value;
	enum record_role role;

	if (!str_next(&values, '=', &name) || !values.p || (role = record_role(name)) == ROLE_COUNT) {
		buf_str(why, STR("-R takes ROLE=VALUE,VALUE..., ROLE one of agent customer colleague bot system"));
		return false;
	}
	while (str_next(&values, ',', &value)) {
		struct str s = lower(&r->text, str_trim(value));

		table_put(&r->wanted, s, role);
		if (table_find(&r->wanted, s) != role) {
			buf_str(why, STR("-R gives two roles to \""));
			columns_show(why, value);
			buf_char(why, '"');
			return false;
		}
	}
	return true;
}

/* The words of a value, each folded and NUL-terminated in b: letters of any script, without what is between them. */
static size_t
split_words(struct str value, struct buf *b, size_t at[WORDS_MAX + 1])
{
	size_t n = 0;
	bool inside = false;

	buf_reset(b);
	for (size_t i = 0; i < value.n; i++) {
		unsigned char u = (unsigned char)value.p[i];

		if (u < 0x80 && (unsigned)(u | 0x20) - 'a' > 'z' - 'a') {
			inside = false;
			continue;
		}
		if (!inside) {
			if (n == WORDS_MAX)
				return 0;
			at[n++] = b->n;
		}
		inside = true;
		buf_char(b, u < 0x80 ? (char)(u | 0x20) : value.p[i]);
	}
	at[n] = b->n;
	return n;
}

/* The longest alias at each place counts, so that "customer service" is no customer. */
static enum record_role
find_in_words(struct roles *r, struct str value)
{
	size_t at[WORDS_MAX + 1], n = split_words(value, &r->text, at);
	enum record_role found = ROLE_COUNT;

	for (size_t i = 0; i < n; i++)
		for (size_t k = n - i < ALIAS_WORDS_MAX ? n - i : ALIAS_WORDS_MAX; k > 0; k--) {
			struct str words = { r->text.p + at[i], at[i + k] - at[i] };
			enum record_role role = table_find(&r->alias, words);

			if (role == ROLE_COUNT)
				continue;
			if (found != ROLE_COUNT && found != role)
				return ROLE_COUNT;
			found = role;
			i += k - 1;
			break;
		}
	return found;
}

enum record_role
roles_wanted(struct roles *r, struct str value)
{
	return strmap_count(r->wanted.names) ? table_find(&r->wanted, lower(&r->text, str_trim(value))) : ROLE_COUNT;
}

enum record_role
roles_name(struct roles *r, struct str name)
{
	enum record_role role = roles_wanted(r, name);

	name = str_trim(name);
	while (name.n && strchr("0123456789 #_-", name.p[name.n - 1]))
		name.n--;
	if (role != ROLE_COUNT || !name.n)
		return role;
	buf_reset(&r->text);
	columns_fold(&r->text, name);
	return table_find(&r->alias, buf_view(&r->text));
}

static enum record_role
look_up(struct roles *r, struct str value)
{
	enum record_role role = table_find(&r->wanted, lower(&r->text, str_trim(value)));

	if (role != ROLE_COUNT)
		return role;
	buf_reset(&r->text);
	columns_fold(&r->text, value);
	role = table_find(&r->alias, buf_view(&r->text));
	return role != ROLE_COUNT ? role : find_in_words(r, value);
}

enum record_role
roles_find(struct roles *r, struct str value)
{
	enum record_role role = ROLE_COUNT;

	if (!strmap_count(r->wanted.names))
		role = record_role(value);
	if (role == ROLE_COUNT)
		role = table_find(&r->seen, value);
	if (role != ROLE_COUNT)
		return role;
	role = look_up(r, value);
	if (role != ROLE_COUNT && strmap_count(r->seen.names) < SEEN_MAX)
		table_put(&r->seen, value, role);
	return role;
}

bool
roles_seen(const struct roles *r, size_t i, struct str *value, enum record_role *role)
{
	if (i >= strmap_count(r->seen.names))
		return false;
	*value = strmap_key(r->seen.names, i);
	*role = r->seen.role[i];
	return true;
}

void
roles_free(struct roles *r)
{
	if (!r)
		return;
	table_free(&r->wanted);
	table_free(&r->alias);
	table_free(&r->seen);
	buf_free(&r->text);
	free(r);
}
