#include "record.h"

static const char *const role_name[ROLE_COUNT] = {
	[ROLE_AGENT] = "agent",
	[ROLE_CUSTOMER] = "customer",
	[ROLE_COLLEAGUE] = "colleague",
	[ROLE_BOT] = "bot",
	[ROLE_SYSTEM] = "system",
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
		if (str_eq(name, str_of(role_name[role])))
			break;
	return (enum record_role)role;
}

const char *
record_role_name(enum record_role role)
{
	return role < ROLE_COUNT ? role_name[role] : "";
}
