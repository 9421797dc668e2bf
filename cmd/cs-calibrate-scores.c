/* Rows of scores. */
#include "cs-calibrate-agree.h"
#include "stats.h"

static int64_t
number(const struct agree *a, const struct record *rec, int which)
{
	int64_t n;

	if (!str_int(rec->field[a->column[which]], 0, STATS_MAX, &n))
		cmd_refuse(a->out, rec, "%s is not a number that cs-score writes", which == C_OPPORTUNITIES ? "opportunities" :
		    which == C_MET ? "met" : which == C_POSSIBLE ? "possible" : "earned");
	return n;
}

static bool
add_up(int64_t *to, int64_t n)
{
	return !__builtin_add_overflow(*to, n, to);
}

static void
add_points(const struct agree *a, const struct record *rec, struct points *to, const struct points *more)
{
	if (!add_up(&to->opportunities, more->opportunities) || !add_up(&to->met, more->met) ||
	    !add_up(&to->possible, more->possible) || !add_up(&to->earned, more->earned))
		cmd_refuse(a->out, rec, "the sums of an interaction are too large");
}

static void
add_to_unit(struct agree *a, const struct record *rec, size_t unit, size_t item, const struct points *p)
{
	const struct labels_cell *cell = labels_cell(a->labels, unit, item);

	if (!cell)
		return;
	struct answer *answer = &a->answer[cell - a->labels->cell];
	answer->seen = true;
	add_points(a, rec, &answer->points, p);
	if (a->c->disagreements && answer->evidence.n == 0)
		buf_str(&answer->evidence, record_field(rec, a->column[C_QUOTE]));
}

/* The item that the row is of, if people labelled one of that name and kind. */
static void
add_to_item(struct agree *a, const struct record *rec, struct str name, bool skill, bool criterion, const struct points *p)
{
	struct labels *l = a->labels;
	size_t item = strmap_find(l->items, name);
	struct str id = rec->field[a->column[C_INTERACTION]], seq = str_trim(record_field(rec, a->column[C_SEQ]));

	if (item == STRMAP_NONE || a->mark[item].skill != skill || a->mark[item].criterion != criterion)
		return;
	add_points(a, rec, &a->mark[item].points, p);
	add_to_unit(a, rec, labels_unit(l, id, STR("")), item, p);
	if (seq.n && !str_eq(seq, STR("0")))
		add_to_unit(a, rec, labels_unit(l, id, seq), item, p);
}

void
agree_score(struct agree *a, const struct record *rec)
{
	struct str id = rec->field[a->column[C_INTERACTION]];
	struct str skill = record_field(rec, a->column[C_SKILL]), criterion = record_field(rec, a->column[C_CRITERION]);
	struct points p = {
		number(a, rec, C_OPPORTUNITIES), number(a, rec, C_MET), number(a, rec, C_POSSIBLE), number(a, rec, C_EARNED),
	};
	size_t interaction = strmap_find(a->labels->interactions, id);

	if (p.opportunities == 0)
		cmd_refuse(a->out, rec, "a row of no opportunity");
	agree_interaction(a, id);
	if (interaction != STRMAP_NONE)
		a->there[interaction] = true;
	add_to_item(a, rec, skill, true, false, &p);
	add_to_item(a, rec, criterion, false, true, &p);
	buf_reset(&a->key);
	buf_str(&a->key, skill);
	buf_char(&a->key, '/');
	buf_str(&a->key, criterion);
	add_to_item(a, rec, buf_view(&a->key), true, true, &p);
}
