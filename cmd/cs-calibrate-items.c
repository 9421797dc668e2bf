/* The items that people labelled, and what the machine says of them in all of the input. */
#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cs-calibrate-agree.h"
#include "util.h"

static void refuse(struct agree *a, uint64_t line, const char *format, ...) __attribute__((noreturn, format(printf, 3, 4)));

static void
refuse(struct agree *a, uint64_t line, const char *format, ...)
{
	char reason[512];
	va_list args;

	csvout_abandon(a->out);
	va_start(args, format);
	vsnprintf(reason, sizeof reason, format, args);
	va_end(args);
	labels_refuse(a->labels, line, "%s", reason);
}

static void
find_marker(struct agree *a, const struct pack *pack, size_t i)
{
	struct str name = strmap_key(a->labels->items, i);
	const struct labels_item *item = &a->labels->item[i];
	size_t marker = pack_marker(pack, name);

	if (marker == RECORD_NONE)
		refuse(a, item->line, "the pack has no marker \"%.*s\"", (int)(name.n > 100 ? 100 : name.n), name.p);
	if (item->number_line)
		refuse(a, item->number_line, "what people say of a marker is yes or no");
	a->mark[i].roles = pack->marker[marker].roles;
}

static void
find_criterion(struct agree *a, const struct pack *pack, size_t i)
{
	struct str name = strmap_key(a->labels->items, i), criterion = name, skill;
	struct mark *m = &a->mark[i];

	if (pack_skill(pack, name) != RECORD_NONE) {
		m->skill = true;
		return;
	}
	for (size_t k = 0; k < pack->criteria && !m->criterion; k++)
		m->criterion = str_eq(pack->criterion[k].criterion, name);
	if (m->criterion || !str_next(&criterion, '/', &skill))
		return;
	for (size_t k = 0; k < pack->criteria && !m->criterion; k++)
		m->criterion = str_eq(pack->criterion[k].criterion, criterion) && str_eq(pack->criterion[k].skill, skill);
	m->skill = m->criterion;
}

static void
check_scale(struct agree *a, size_t i, bool *small)
{
	const struct labels_item *item = &a->labels->item[i];
	const struct calibrate *c = a->c;

	if (!item->number_line)
		return;
	if ((double)item->least < c->scale_low * LABELS_ONE || (double)item->most > c->scale_high * LABELS_ONE)
		refuse(a, item->number_line, "some numbers of this item are not within %g and %g; see --scale",
		    c->scale_low, c->scale_high);
	*small &= item->most <= 10 * LABELS_ONE;
}

void
agree_items(struct agree *a)
{
	struct pack_options options = a->c->pack;
	struct buf why = { 0 };
	bool numbers = false, small = true;

	options.score = a->tally->scores;
	struct pack *pack = pack_open(&options, &why);
	if (!pack) {
		csvout_abandon(a->out);
		cmd_fail(STATUS_USAGE, "%s", why.p);
	}
	for (size_t i = 0; i < strmap_count(a->labels->items); i++) {
		struct str name = strmap_key(a->labels->items, i);
		if (!a->tally->scores) {
			find_marker(a, pack, i);
			continue;
		}
		find_criterion(a, pack, i);
		if (!a->mark[i].skill && !a->mark[i].criterion)
			refuse(a, a->labels->item[i].line, "the pack has no skill or criterion \"%.*s\"",
			    (int)(name.n > 100 ? 100 : name.n), name.p);
		check_scale(a, i, &small);
		numbers |= a->labels->item[i].number_line != 0;
	}
	if (numbers && small && !a->c->scaled)
		warnx("%s: no number is above 10: --scale tells a scale that does not end with 100", a->labels->file);
	pack_free(pack);
}

double
agree_percent(const struct points *p)
{
	if (p->possible > 0)
		return 100 * ((double)p->earned / (double)p->possible);
	return 100 * ((double)p->met / (double)p->opportunities);
}

/* Only of items whose labels are of interactions throughout: others have their share in the messages. */
void
agree_interaction(struct agree *a, struct str id)
{
	if (a->begun && str_eq(id, buf_view(&a->interaction)))
		return;
	for (size_t i = 0; a->begun && i < strmap_count(a->labels->items); i++) {
		struct points *p = &a->mark[i].points;
		if (a->labels->item[i].of_messages)
			continue;
		a->tally->item[i].judged += !a->tally->scores || p->opportunities > 0;
		a->tally->item[i].found += a->tally->scores ? p->opportunities > 0 && agree_percent(p) >= 50 : p->met > 0;
		*p = (struct points){ 0 };
	}
	a->begun = true;
	buf_reset(&a->interaction);
	buf_str(&a->interaction, id);
}

/* The messages of those roles in which people judged some: how the machine errs elsewhere, nobody knows. */
static void
count_messages(struct agree *a)
{
	for (size_t i = 0; !a->tally->scores && i < strmap_count(a->labels->items); i++) {
		const struct labels_item *item = &a->labels->item[i];
		for (int role = 0; role < ROLE_COUNT; role++)
			if (item->of_messages && !item->of_interactions && a->mark[i].judged & 1u << role) {
				a->tally->item[i].judged += a->by_role[role];
				a->tally->item[i].found += a->mark[i].found[role];
			}
	}
}

void
agree_end(struct agree *a)
{
	const struct labels *l = a->labels;

	agree_interaction(a, STR(""));
	count_messages(a);
	for (size_t i = 0; i < l->cells; i++) {
		const struct labels_cell *cell = &l->cell[i];
		const struct answer *answer = &a->answer[i];
		const struct labels_unit *unit = &l->unit[cell->unit];
		/* a message's mark was added as it came */
		if (!answer->seen || (!a->tally->scores && !unit->whole))
			continue;
		struct str key = strmap_key(l->units, cell->unit), id = strmap_key(l->interactions, unit->interaction);
		struct difference d = {
			.interaction = id, .seq = { key.p + id.n + 1, key.n - id.n - 1 },
			.evidence = buf_view(&answer->evidence), .text = buf_view(&answer->text),
			.machine = a->tally->scores ? agree_percent(&answer->points) : (double)answer->points.met,
			.people = tally_people(a->tally, cell),
		};
		if (tally_add(a->tally, cell, d.machine) && a->c->disagreements)
			agree_difference(a, cell->item, &d);
	}
}

void
agree_free(struct agree *a)
{
	for (size_t i = 0; i < a->labels->cells; i++) {
		buf_free(&a->answer[i].evidence);
		buf_free(&a->answer[i].text);
	}
	free(a->answer);
	free(a->there);
	free(a->mark);
	buf_free(&a->interaction);
	buf_free(&a->words);
	buf_free(&a->key);
	tally_free(a->tally);
	labels_free(a->labels);
}
