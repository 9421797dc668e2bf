#include "record.h"

#define NAME(literal) { (literal), sizeof (literal) - 1 }

static const struct str role_name[ROLE_COUNT] = {
	[ROLE_AGENT] = NAME("agent"),
	[ROLE_CUSTOMER] = NAME("customer"),
	[ROLE_COLLEAGUE] = NAME("colleague"),
	[ROLE_BOT] = NAME("bot"),
	[ROLE_SYSTEM] = NAME("system"),
};

size_t
record_column(const struct record *header, struct str name)
{
	for (size_t i = 0; i < header->n; i++)
		if (str_eq(header->field[i], name))
			return i;
	return RECORD_NONE;
}

struct str
record_field(const struct record *r, size_t column)
{
	return column < r->n ? r->field[column] : STR("");
}

enum record_role
record_role(struct str name)
{
	int role;

	for (role = 0; role < ROLE_COUNT; role++)
		if (str_eq(name, role_name[role]))
			break;
	return (enum record_role)role;
}

const char *
record_role_name(enum record_role role)
{
	return role < ROLE_COUNT ? role_name[role].p : "";
}
