/* cs-parse-roles: which of the five roles a value of the role column means. */
#ifndef CS_PARSE_ROLES_H
#define CS_PARSE_ROLES_H

#include "record.h"

struct roles;

struct roles *roles_new(void);
/* Takes "agent=VALUE,VALUE"; false with why. */
bool roles_want(struct roles *r, const char *map, struct buf *why);
/* The role of a value: as -R says, else the role's name, else an alias of roles.csv, else the one role that
 * its words name ("Support Agent 2"). ROLE_COUNT when there is none, or more than one. */
enum record_role roles_find(struct roles *r, struct str value);
/* The role that a speaker's name says: as -R says, else the name as a whole as a role or an alias, with a number behind it at most ("Agent
 * 7", "Visitor"). ROLE_COUNT for the names of people. */
enum record_role roles_name(struct roles *r, struct str name);
/* The role that -R gives the value, or ROLE_COUNT. */
enum record_role roles_wanted(struct roles *r, struct str value);
/* The i-th value that was read as a role, in the order they came; false when there is none. Values equal to the
 * role's name, and those after the first few hundred, are not kept. */
bool roles_seen(const struct roles *r, size_t i, struct str *value, enum record_role *role);
void roles_free(struct roles *r);

#endif
