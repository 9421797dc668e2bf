/* cs-parse-who: the role of who speaks, where the export does not tell it. */
#ifndef CS_PARSE_WHO_H
#define CS_PARSE_WHO_H

#include "cs-parse-roles.h"

struct who;

enum who_way { WHO_AGENTS, WHO_DOMAIN, WHO_FIRST, WHO_WAYS };

/* roles is asked for what names say themselves. */
struct who *who_new(struct roles *roles);
/* --agents: the names, ids or addresses of staff, one in each line of the file, letter case apart. With them, who is not named and has no
 * other role is a customer. False with why. */
bool who_agents(struct who *w, const char *path, struct buf *why);
/* --agent-domain: addresses of it and what is below it are agents, all other addresses customers. False with why for what is no domain. */
bool who_domain(struct who *w, const char *domain, struct buf *why);
/* --first: of two who speak in an interaction the first has this role, agent or customer, and the second the other. False with why. */
bool who_first(struct who *w, const char *role, struct buf *why);
/* Whether one of the three was asked for, so that no column needs to tell the role. */
bool who_knows(const struct who *w);
/* By what is known of the speaker: -R, --agents, --agent-domain, or the name itself. ROLE_COUNT when that does not tell. */
enum record_role who_name(struct who *w, struct str speaker);
/* The same, or else by --first; to be asked for the messages in the order of the input. */
enum record_role who_find(struct who *w, struct str interaction, struct str speaker);
/* How many messages have their role by that way. */
uint64_t who_told(const struct who *w, enum who_way way);
/* Whether nobody who spoke is in the list of staff (WHO_AGENTS), or has an address of its domains, though some have others (WHO_DOMAIN):
 * then all of them became customers. */
bool who_missed(const struct who *w, enum who_way way);
void who_free(struct who *w);

#endif
