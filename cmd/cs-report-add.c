/* Score rows added up at the levels that a report speaks of. */
#include "cs-report-read.h"

/* The fields that a level's groups are told apart by; COL_FIELDS is none. */
static const struct {
	enum column first, second;
} by[LEVELS] = {
	[LEVEL_ALL] = { COL_FIELDS, COL_FIELDS },
	[LEVEL_SKILL] = { COL_SKILL, COL_FIELDS },
	[LEVEL_CRITERION] = { COL_SKILL, COL_CRITERION },
	[LEVEL_AGENT] = { COL_AGENT, COL_FIELDS },
	[LEVEL_AGENT_SKILL] = { COL_AGENT, COL_SKILL },
	[LEVEL_DAY] = { COL_DAY, COL_FIELDS },
	[LEVEL_AGENT_DAY] = { COL_AGENT, COL_DAY },
	[LEVEL_SKILL_DAY] = { COL_SKILL, COL_DAY },
	[LEVEL_DRIVER_DAY] = { COL_CRITERION, COL_DAY },
	[LEVEL_TEAM] = { COL_FIELDS, COL_FIELDS },
	[LEVEL_TEAM_SKILL] = { COL_SKILL, COL_FIELDS },
};

static bool
tells(enum level level, enum column column)
{
	return by[level].first == column || by[level].second == column;
}

/* Whether the rows tell skills or criteria apart that the level joins: then one interaction is in several of them. */
static bool
joins(const struct totals *t, enum level level)
{
	bool criterion = tells(level, COL_CRITERION);

	return !t->exact && ((t->has[COL_SKILL] && !tells(level, COL_SKILL) && !criterion) || (t->has[COL_CRITERION] && !criterion));
}

void
totals_begin(struct totals *t)
{
	for (int i = 0; i < LEVELS; i++) {
		t->level[i] = table_new();
		if (joins(t, (enum level)i))
			t->part[i] = table_new();
	}
}

static bool
add(struct totals *t, enum level level, const struct where *w, const struct figures *f, struct buf *key)
{
	bool fits;

	buf_reset(key);
	buf_str(key, by[level].first == COL_FIELDS ? STR("all") : w->field[by[level].first]);
	if (by[level].second != COL_FIELDS) {
		buf_char(key, '\0');
		buf_str(key, w->field[by[level].second]);
	}
	fits = t->exact ? table_add(t->level[level], buf_view(key), f) : table_merge(t->level[level], buf_view(key), f);
	if (fits && t->part[level]) {
		buf_char(key, '\0');
		buf_str(key, w->field[COL_SKILL]);
		buf_char(key, '\0');
		buf_str(key, w->field[COL_CRITERION]);
		fits = table_merge(t->part[level], buf_view(key), f);
	}
	return fits;
}

/* The levels that join the skills. */
static bool
add_joined(struct totals *t, const struct where *w, const struct figures *f, struct buf *key)
{
	bool agent = w->field[COL_AGENT].n > 0, day = w->field[COL_DAY].n > 0;
	bool fits = add(t, LEVEL_ALL, w, f, key);

	if (agent)
		fits = fits && add(t, LEVEL_AGENT, w, f, key);
	if (day)
		fits = fits && add(t, LEVEL_DAY, w, f, key);
	if (agent && day && t->agent.n == 0)
		fits = fits && add(t, LEVEL_AGENT_DAY, w, f, key);
	return fits;
}

static bool
add_waiting(struct totals *t)
{
	struct where w = { .field = { [COL_AGENT] = buf_view(&t->waiting_agent), [COL_DAY] = buf_view(&t->waiting_day) } };

	if (!t->waits)
		return true;
	t->waits = false;
	return add_joined(t, &w, &t->waiting, &t->waiting_key);
}

/* Of an interaction's rows most are of the same agent: their groups are looked up once for all of them. */
static bool
wait_for_more(struct totals *t, const struct where *w, const struct figures *f)
{
	struct str agent = w->field[COL_AGENT], day = w->field[COL_DAY];
	struct figures *to = &t->waiting;

	if (!t->waits || !str_eq(agent, buf_view(&t->waiting_agent)) || !str_eq(day, buf_view(&t->waiting_day))) {
		if (!add_waiting(t))
			return false;
		buf_reset(&t->waiting_agent);
		buf_str(&t->waiting_agent, agent);
		buf_reset(&t->waiting_day);
		buf_str(&t->waiting_day, day);
		*to = (struct figures){ 0 };
		t->waits = true;
	}
	return !__builtin_add_overflow(to->sums.opportunities, f->sums.opportunities, &to->sums.opportunities) &&
	       !__builtin_add_overflow(to->sums.earned, f->sums.earned, &to->sums.earned) &&
	       !__builtin_add_overflow(to->sums.possible, f->sums.possible, &to->sums.possible) &&
	       !__builtin_add_overflow(to->met, f->met, &to->met) &&
	       !__builtin_add_overflow(to->critical, f->critical, &to->critical);
}

bool
totals_add(struct totals *t, const struct where *w, const struct figures *f, struct buf *key)
{
	bool one = t->agent.n > 0, mine = !one || str_eq(w->field[COL_AGENT], t->agent);
	bool agent = w->field[COL_AGENT].n > 0, skill = w->field[COL_SKILL].n > 0, day = w->field[COL_DAY].n > 0;
	bool fits = true;

	if (one && !w->outcome)
		fits = add(t, LEVEL_TEAM, w, f, key) && (!skill || add(t, LEVEL_TEAM_SKILL, w, f, key));
	if (!mine || !fits)
		return fits;
	if (skill)
		fits = add(t, LEVEL_SKILL, w, f, key);
	if (t->has[COL_CRITERION])
		fits = fits && add(t, LEVEL_CRITERION, w, f, key);
	if (w->driver && day)
		fits = fits && add(t, LEVEL_DRIVER_DAY, w, f, key);
	if (w->outcome)
		return fits;
	if (t->exact)
		fits = fits && wait_for_more(t, w, f);
	else
		fits = fits && add_joined(t, w, f, key);
	if (agent && skill)
		fits = fits && add(t, LEVEL_AGENT_SKILL, w, f, key);
	if (skill && day && one)
		fits = fits && add(t, LEVEL_SKILL_DAY, w, f, key);
	return fits;
}

bool
totals_end_interaction(struct totals *t)
{
	bool fits = add_waiting(t);

	for (int i = 0; i < LEVELS; i++)
		fits &= table_interaction(t->level[i]);
	t->spoils = false;
	t->under_way++;
	return fits;
}
