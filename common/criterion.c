#include "criterion.h"

#include <string.h>

#define AGENT_ONLY (1u << ROLE_AGENT)

struct reader {
	struct arena *arena;
	const struct pack *pack;
	struct buf *why;
};

static bool
refuse(struct reader *r, const char *reason, struct str s)
{
	buf_printf(r->why, reason, (int)s.n, s.n ? s.p : "");
	return false;
}

/* "agent|colleague", "any"; false, with nothing said, for anything else. */
static bool
read_roles(struct str s, unsigned *roles)
{
	struct str part;

	*roles = 0;
	while (str_next(&s, '|', &part)) {
		enum record_role role = record_role(str_trim(part));

		if (str_eq(str_trim(part), STR("any")))
			*roles |= (1u << ROLE_COUNT) - 1;
		else if (role != ROLE_COUNT)
			*roles |= 1u << role;
		else
			return false;
	}
	return *roles != 0;
}

/* Cuts what stands before the colon off s; all of it when there is none. */
static struct str
cut_colon(struct str *s, bool *colon)
{
	const char *at = s->n ? memchr(s->p, ':', s->n) : NULL;
	struct str head = *s;

	*colon = at != NULL;
	if (!at) {
		*s = (struct str){ NULL, 0 };
		return str_trim(head);
	}
	head.n = (size_t)(at - s->p);
	*s = str_trim((struct str){ at + 1, s->n - head.n - 1 });
	return str_trim(head);
}

/* "customer:a|b", "customer". */
static bool
read_messages(struct reader *r, struct str s, unsigned *roles, struct expr *expr)
{
	struct str whole = s;
	bool colon;
	struct str head = cut_colon(&s, &colon);

	if (!read_roles(head, roles))
		return refuse(r, "\"%.*s\" does not begin with a role (agent, customer, colleague, bot, system, any)", whole);
	if (colon && s.n == 0)
		return refuse(r, "no marker after \"%.*s\"", whole);
	return expr_read(r->arena, r->pack, s, expr, r->why);
}

static bool
read_condition(struct reader *r, struct str s, bool unless, struct criterion *c)
{
	struct criterion_condition *cond = &c->condition[c->conditions++];
	struct str rest = s;
	bool colon;

	*cond = (struct criterion_condition){ .unless = unless };
	if (str_eq(cut_colon(&rest, &colon), STR("channel"))) {
		if (rest.n == 0)
			return refuse(r, "no channel after \"%.*s\"", s);
		cond->channels = rest;
		return true;
	}
	return read_messages(r, s, &cond->roles, &cond->expr);
}

/* Where the trigger stands; *messages is what follows, if anything. */
static bool
read_place(struct reader *r, struct str s, struct criterion *c, struct str *messages)
{
	static const struct {
		const char *name;
		enum criterion_place place;
	} places[] = { { "each", PLACE_EACH }, { "first", PLACE_FIRST }, { "last", PLACE_LAST }, { "interaction", PLACE_INTERACTION } };

	*messages = s;
	c->place = PLACE_EACH;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct str name = str_of(places[i].name), rest;
		if (!str_starts(s, name))
			continue;
		rest = str_trim((struct str){ s.p + name.n, s.n - name.n });
		if (rest.n && rest.p[0] != '&')
			continue;
		c->place = places[i].place;
		*messages = rest.n ? str_trim((struct str){ rest.p + 1, rest.n - 1 }) : rest;
		if (rest.n && (messages->n == 0 || c->place == PLACE_INTERACTION))
			return refuse(r, "\"%.*s\": what follows \"&\" is not messages of a role", s);
		return true;
	}
	return true;
}

static bool
read_trigger(struct reader *r, struct str s, struct criterion *c)
{
	struct str messages;

	if (s.n == 0)
		return refuse(r, "\"when\" names no opportunity%.*s", s);
	if (!read_place(r, s, c, &messages))
		return false;
	c->roles = AGENT_ONLY;
	if (messages.n == 0)
		return expr_read(r->arena, r->pack, messages, &c->trigger, r->why);
	return read_messages(r, messages, &c->roles, &c->trigger);
}

/* Cuts off what stands before the next "if" or "unless"; *word is that, or empty at the end. */
static struct str
cut_clause(struct str *s, struct str *word)
{
	size_t start = 0;

	for (size_t i = 0; i <= s->n; i++) {
		if (i < s->n && s->p[i] != ' ')
			continue;
		*word = (struct str){ s->p + start, i - start };
		if (str_eq(*word, STR("if")) || str_eq(*word, STR("unless"))) {
			struct str clause = { s->p, start };
			*s = (struct str){ s->p + i, s->n - i };
			return str_trim(clause);
		}
		start = i + 1;
	}
	struct str clause = *s;
	*word = *s = (struct str){ NULL, 0 };
	return str_trim(clause);
}

static bool
read_when(struct reader *r, struct str s, struct criterion *c)
{
	struct str word, next;

	/* each needs a word and two blanks */
	c->condition = arena_alloc(r->arena, (s.n / 3 + 1) * sizeof *c->condition);
	if (!read_trigger(r, cut_clause(&s, &word), c))
		return false;
	while (word.n) {
		struct str clause = cut_clause(&s, &next);
		if (clause.n == 0)
			return refuse(r, "no condition after \"%.*s\"", word);
		if (!read_condition(r, clause, str_eq(word, STR("unless")), c))
			return false;
		word = next;
	}
	return true;
}

static bool
read_measure(struct reader *r, struct str s, struct criterion *c)
{
	struct measure_test test;

	c->expect = EXPECT_RECORD;
	c->gauge = gauge_find(s);
	if (c->gauge)
		return true;
	if (!measure_test_read(s, &test, r->why))
		return false;
	c->gauge = gauge_find(test.name);
	if (!c->gauge)
		return refuse(r, "no measure is called \"%.*s\"", test.name);
	c->expect = EXPECT_MEASURE;
	c->op = test.op;
	c->bound = test.bound;
	return true;
}

static bool
read_expect(struct reader *r, struct str s, struct criterion *c)
{
	struct str rest, head;
	bool colon;

	c->expect_roles = AGENT_ONLY;
	if (s.n == 0 || (s.p[0] != '+' && s.p[0] != '-'))
		return read_measure(r, s, c);
	c->expect = s.p[0] == '+' ? EXPECT_SOME : EXPECT_NONE;
	rest = s = str_trim((struct str){ s.p + 1, s.n - 1 });
	head = cut_colon(&rest, &colon);
	if (colon || read_roles(head, &c->expect_roles))
		return read_messages(r, s, &c->expect_roles, &c->expected);
	c->expect_roles = AGENT_ONLY;
	if (s.n == 0)
		return refuse(r, "\"expect\" names no marker%.*s", s);
	return expr_read(r->arena, r->pack, s, &c->expected, r->why);
}

static bool
read_within(struct reader *r, struct str s, struct criterion *c)
{
	static const struct {
		const char *name;
		enum window_kind kind;
	} names[] = { { "same", WINDOW_SAME }, { "reply", WINDOW_REPLY }, { "rest", WINDOW_REST }, { "before", WINDOW_BEFORE }, { "all", WINDOW_ALL } };
	int64_t count;

	if (s.n == 0) {
		c->window.kind = c->place == PLACE_INTERACTION ? WINDOW_ALL : c->roles == AGENT_ONLY ? WINDOW_SAME : WINDOW_REPLY;
		return true;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!str_eq(s, str_of(names[i].name)))
			continue;
		c->window.kind = names[i].kind;
		return true;
	}
	if (str_int(s, 1, 1000000, &count)) {
		c->window = (struct window_spec){ .kind = WINDOW_COUNT, .count = (uint32_t)count };
		return true;
	}
	c->window.kind = WINDOW_TIME;
	if (clock_duration(s, &c->window.ms))
		return true;
	return refuse(r, "\"within\" is same, reply, rest, before, all, a number of messages or a time such as 72h, not \"%.*s\"", s);
}

/* What can be read but could never be judged. */
static bool
check(struct reader *r, const struct criterion *c)
{
	struct str none = STR("");
	enum window_kind kind = c->window.kind;

	if (c->place == PLACE_INTERACTION && kind != WINDOW_ALL && kind != WINDOW_COUNT && kind != WINDOW_TIME)
		return refuse(r, "an interaction has no message for \"within\" to start from: all, a number or a time%.*s", none);
	if (!c->gauge && kind == WINDOW_SAME && !(c->roles & c->expect_roles))
		return refuse(r, "the same message is never one of those who are expected to act%.*s", none);
	if (c->gauge && c->gauge->flags & GAUGE_MESSAGE && c->place == PLACE_INTERACTION)
		return refuse(r, "the measure %.*s is of a message, not of an interaction", str_of(c->gauge->name));
	if (c->gauge && c->gauge->flags & GAUGE_TEXT && kind == WINDOW_TIME)
		return refuse(r, "the measure %.*s does not look into later interactions", str_of(c->gauge->name));
	if (c->expect == EXPECT_RECORD && c->weight)
		return refuse(r, "the measure %.*s has no bound, so its weight is 0", str_of(c->gauge->name));
	return true;
}

/* Only what looks for silence, and what became of an interaction, counts where no agent speaks again. */
static enum window_kind
charge(const struct criterion *c)
{
	enum window_kind kind = c->window.kind;

	if (c->gauge && c->gauge->flags & GAUGE_SILENT)
		return WINDOW_ALL;
	if (c->gauge && !(c->gauge->flags & GAUGE_WINDOW))
		return WINDOW_REPLY;
	return !c->outcome && (kind == WINDOW_SAME || kind == WINDOW_ALL) ? WINDOW_REPLY : kind;
}

bool
criterion_read(struct arena *a, const struct pack *p, const struct pack_criterion *row, struct criterion *c,
    struct buf *why)
{
	struct reader r = { a, p, why };
	int64_t critical = 0;

	*c = (struct criterion){ .skill = row->skill, .name = row->criterion, .advice = row->advice,
		.skill_number = pack_skill(p, row->skill) };
	if (row->criterion.n == 0)
		return refuse(&r, "a criterion without a name%.*s", row->criterion);
	if (c->skill_number == RECORD_NONE)
		return refuse(&r, "no skill \"%.*s\" in skills.csv", row->skill);
	if (!str_int(row->weight, 0, CRITERION_WEIGHT_MAX, &c->weight))
		return refuse(&r, "a weight is a whole number from 0 to 1000, not \"%.*s\"", row->weight);
	if (row->critical.n && !str_int(row->critical, 0, 1, &critical))
		return refuse(&r, "critical is 0 or 1, not \"%.*s\"", row->critical);
	c->critical = critical == 1;
	c->outcome = str_eq(p->skill[c->skill_number].family, STR("outcome"));
	if (!read_when(&r, str_trim(row->when), c) || !read_expect(&r, str_trim(row->expect), c) ||
	    !read_within(&r, str_trim(row->within), c) || !check(&r, c))
		return false;
	c->charge = charge(c);
	return true;
}
