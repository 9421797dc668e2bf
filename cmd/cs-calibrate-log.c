/* The messages of a tagged log. */
#include "cs-calibrate-agree.h"

static bool
carries(const struct agree *a, size_t item)
{
	return a->mark[item].message == a->messages;
}

static void
read_tags(struct agree *a, struct str tags, enum record_role role)
{
	struct str tag;

	while (tags.n && str_next(&tags, ' ', &tag)) {
		size_t i = strmap_find(a->labels->items, tag);
		if (i == STRMAP_NONE || carries(a, i))
			continue;
		a->mark[i].message = a->messages;
		a->mark[i].points.met = 1;
		a->mark[i].found[role]++;
	}
}

/* The words that made the marker fire, of "marker@offset+length ..." in bytes of text. */
static struct str
words_of(struct agree *a, const struct record *rec, size_t item)
{
	struct str rest = record_field(rec, a->column[C_EVIDENCE]), text = record_field(rec, a->column[C_TEXT]), place, name;
	int64_t from, n;

	buf_reset(&a->words);
	while (rest.n && str_next(&rest, ' ', &place)) {
		struct str at;
		str_next(&place, '@', &name);
		if (!str_eq(name, strmap_key(a->labels->items, item)) || !str_next(&place, '+', &at))
			continue;
		if (!str_int(at, 0, (int64_t)text.n, &from) || !str_int(place, 0, (int64_t)text.n - from, &n))
			cmd_refuse(a->out, rec, "the evidence is not of this text");
		if (a->words.n)
			buf_str(&a->words, STR(" | "));
		buf_add(&a->words, text.p + from, (size_t)n);
	}
	return buf_view(&a->words);
}

static void
differ(struct agree *a, const struct record *rec, size_t item, bool people)
{
	struct difference d = {
		.interaction = rec->field[a->column[C_INTERACTION]], .seq = str_trim(rec->field[a->column[C_SEQ]]),
		.text = record_field(rec, a->column[C_TEXT]), .machine = carries(a, item), .people = people,
	};

	if (!a->c->disagreements)
		return;
	d.evidence = words_of(a, rec, item);
	agree_difference(a, item, &d);
}

static void
add_cells(struct agree *a, const struct record *rec, const struct labels_unit *u, enum record_role role)
{
	for (size_t i = u->first; i < u->first + u->cells; i++) {
		const struct labels_cell *cell = &a->labels->cell[i];
		if (a->answer[i].seen)
			cmd_refuse(a->out, rec, "a second message of that seq in this interaction, and it is labelled");
		a->answer[i].seen = true;
		a->mark[cell->item].judged |= 1u << role;
		if (tally_add(a->tally, cell, carries(a, cell->item)))
			differ(a, rec, cell->item, !carries(a, cell->item));
	}
}

/* With --absent=no: the items of messages that no cell of this one is of. */
static void
add_silent(struct agree *a, const struct record *rec, size_t interaction, const struct labels_unit *u, enum record_role role)
{
	const struct labels *l = a->labels;
	size_t next = u ? u->first : 0, end = u ? u->first + u->cells : 0;

	for (size_t i = 0; i < strmap_count(l->items); i++) {
		if (next < end && l->cell[next].item == i) {
			next++;
			continue;
		}
		if (!l->item[i].of_messages || !(a->mark[i].roles & 1u << role))
			continue;
		a->mark[i].judged |= 1u << role;
		if (tally_add_silent(a->tally, i, interaction, l->raters_in[interaction], carries(a, i)))
			differ(a, rec, i, false);
	}
}

/* The labels of the interaction as such: it has what one of its messages has, the first of which is shown. */
static void
mark_interaction(struct agree *a, const struct record *rec, const struct labels_unit *u)
{
	for (size_t i = u->first; i < u->first + u->cells; i++) {
		struct answer *answer = &a->answer[i];
		size_t item = a->labels->cell[i].item;
		answer->seen = true;
		if (!carries(a, item) || answer->points.met)
			continue;
		answer->points.met = 1;
		if (a->c->disagreements) {
			buf_str(&answer->evidence, words_of(a, rec, item));
			buf_str(&answer->text, record_field(rec, a->column[C_TEXT]));
		}
	}
}

void
agree_message(struct agree *a, const struct record *rec)
{
	struct labels *l = a->labels;
	struct str id = rec->field[a->column[C_INTERACTION]], seq = str_trim(record_field(rec, a->column[C_SEQ]));
	enum record_role role = record_role(rec->field[a->column[C_ROLE]]);
	size_t unit = STRMAP_NONE, interaction = strmap_find(l->interactions, id);

	if (role == ROLE_COUNT)
		cmd_refuse(a->out, rec, "unknown role; cs-parse makes a log of an export");
	agree_interaction(a, id);
	a->messages++;
	a->by_role[role]++;
	read_tags(a, rec->field[a->column[C_TAGS]], role);
	if (interaction == STRMAP_NONE)
		return;
	if (seq.n && !str_eq(seq, STR("0")))
		unit = labels_unit(l, id, seq);
	if (unit != STRMAP_NONE)
		add_cells(a, rec, &l->unit[unit], role);
	if (l->absent_no)
		add_silent(a, rec, interaction, unit == STRMAP_NONE ? NULL : &l->unit[unit], role);
	unit = labels_unit(l, id, STR(""));
	if (unit != STRMAP_NONE)
		mark_interaction(a, rec, &l->unit[unit]);
}
