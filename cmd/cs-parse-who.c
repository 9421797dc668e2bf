#include "cs-parse-who.h"

#include <stdlib.h>
#include <string.h>

#include "sheet.h"
#include "strmap.h"
#include "util.h"

#define NOBODY UINT32_MAX

/* Who spoke first and second in an interaction, as numbers of names. */
struct pair {
	uint32_t speaker[2];
};

struct who {
	struct roles *roles;
	struct strmap *agents, *domains;        /* in lower case; NULL when not given */
	enum record_role first;                 /* ROLE_COUNT when not given */
	struct strmap *interactions, *names;
	struct pair *pair;                      /* of each interaction */
	size_t cap;
	struct buf text;
	bool asked, found;                      /* for somebody in the list, and with success */
	bool own, foreign;                      /* addresses that spoke: of the domains, and others */
	uint64_t told[WHO_WAYS];
};

struct who *
who_new(struct roles *roles)
{
	struct who *w = util_alloc(1, sizeof *w);

	w->roles = roles;
	w->first = ROLE_COUNT;
	return w;
}

static struct str
lower(struct buf *b, struct str s)
{
	s = str_trim(s);
	buf_reset(b);
	buf_add(b, "", 0);
	for (size_t i = 0; i < s.n; i++)
		buf_char(b, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20) : s.p[i]);
	return buf_view(b);
}

bool
who_agents(struct who *w, const char *path, struct buf *why)
{
	struct buf bytes = { 0 };
	bool fine = sheet_load(path, &bytes, why);
	struct str rest = buf_view(&bytes), line;
	size_t before;

	if (!w->agents)
		w->agents = strmap_new();
	before = strmap_count(w->agents);
	if (str_starts(rest, STR("\xef\xbb\xbf")))
		rest = (struct str){ rest.p + 3, rest.n - 3 };
	while (fine && rest.n && str_next(&rest, '\n', &line))
		if (str_trim(line).n)
			strmap_put(w->agents, lower(&w->text, line), NULL);
	if (fine && strmap_count(w->agents) == before) {
		buf_printf(why, "%s: names nobody", path);
		fine = false;
	}
	buf_free(&bytes);
	return fine;
}

bool
who_domain(struct who *w, const char *domain, struct buf *why)
{
	struct str s = lower(&w->text, str_of(domain));

	if (s.n && s.p[0] == '@')
		s = (struct str){ s.p + 1, s.n - 1 };
	if (!s.n || s.p[0] == '.' || s.p[s.n - 1] == '.' || strpbrk(s.p, "@ \t,;/")) {
		buf_printf(why, "--agent-domain takes a domain such as example.com, not %s", domain);
		return false;
	}
	if (!w->domains)
		w->domains = strmap_new();
	strmap_put(w->domains, s, NULL);
	return true;
}

bool
who_first(struct who *w, const char *role, struct buf *why)
{
	w->first = record_role(str_of(role));
	if (w->first == ROLE_AGENT || w->first == ROLE_CUSTOMER)
		return true;
	buf_printf(why, "--first takes agent or customer, not %s", role);
	return false;
}

bool
who_knows(const struct who *w)
{
	return w->agents || w->domains || w->first != ROLE_COUNT;
}

/* ROLE_COUNT for what is no address. */
static enum record_role
by_domain(const struct who *w, struct str name)
{
	const char *at = name.n ? memrchr(name.p, '@', name.n) : NULL;
	struct str domain = { at ? at + 1 : NULL, at ? (size_t)(name.p + name.n - at) - 1 : 0 };

	if (!domain.n)
		return ROLE_COUNT;
	while (domain.n) {
		const char *dot = memchr(domain.p, '.', domain.n);

		if (strmap_find(w->domains, domain) != STRMAP_NONE)
			return ROLE_AGENT;
		domain = dot ? (struct str){ dot + 1, domain.n - (size_t)(dot + 1 - domain.p) } : (struct str){ domain.p, 0 };
	}
	return ROLE_CUSTOMER;
}

static enum record_role
tell(struct who *w, enum who_way way, enum record_role role)
{
	w->told[way]++;
	return role;
}

enum record_role
who_name(struct who *w, struct str speaker)
{
	enum record_role role = roles_wanted(w->roles, speaker), domain = ROLE_COUNT;
	struct str name;

	if (role != ROLE_COUNT || !str_trim(speaker).n)
		return role;
	name = lower(&w->text, speaker);
	w->asked = true;
	if (w->agents && strmap_find(w->agents, name) != STRMAP_NONE) {
		w->found = true;
		return tell(w, WHO_AGENTS, ROLE_AGENT);
	}
	if (w->domains)
		domain = by_domain(w, name);
	w->own |= domain == ROLE_AGENT;
	w->foreign |= domain == ROLE_CUSTOMER;
	if (domain == ROLE_AGENT)
		return tell(w, WHO_DOMAIN, domain);
	role = roles_name(w->roles, speaker);
	if (role == ROLE_COUNT && domain != ROLE_COUNT)
		return tell(w, WHO_DOMAIN, domain);
	return role == ROLE_COUNT && w->agents ? tell(w, WHO_AGENTS, ROLE_CUSTOMER) : role;
}

/* Notes who speaks; 0 for the first, 1 for the second, 2 for any other. */
static size_t
place_of(struct who *w, struct str interaction, struct str speaker)
{
	bool fresh;
	size_t i, k;
	uint32_t name;

	if (!w->interactions) {
		w->interactions = strmap_new();
		w->names = strmap_new();
	}
	i = strmap_put(w->interactions, interaction, &fresh);
	name = (uint32_t)strmap_put(w->names, speaker, NULL);
	w->pair = util_grow(w->pair, &w->cap, i + 1, sizeof *w->pair);
	if (fresh)
		w->pair[i] = (struct pair){ { NOBODY, NOBODY } };
	for (k = 0; k < 2; k++) {
		if (w->pair[i].speaker[k] == NOBODY)
			w->pair[i].speaker[k] = name;
		if (w->pair[i].speaker[k] == name)
			break;
	}
	return k;
}

enum record_role
who_find(struct who *w, struct str interaction, struct str speaker)
{
	enum record_role role = who_name(w, speaker);
	size_t place;

	if (w->first == ROLE_COUNT || !str_trim(speaker).n || (role != ROLE_COUNT && role != ROLE_AGENT && role != ROLE_CUSTOMER))
		return role;
	place = place_of(w, interaction, speaker);
	if (role != ROLE_COUNT || place == 2)
		return role;
	return tell(w, WHO_FIRST, (place == 0) == (w->first == ROLE_AGENT) ? ROLE_AGENT : ROLE_CUSTOMER);
}

uint64_t
who_told(const struct who *w, enum who_way way)
{
	return w->told[way];
}

bool
who_missed(const struct who *w, enum who_way way)
{
	if (way == WHO_DOMAIN)
		return w->foreign && !w->own && !w->found;
	return w->agents && w->asked && !w->found;
}

void
who_free(struct who *w)
{
	if (!w)
		return;
	strmap_free(w->agents);
	strmap_free(w->domains);
	strmap_free(w->interactions);
	strmap_free(w->names);
	free(w->pair);
	buf_free(&w->text);
	free(w);
}
