/* Reads a tagged log or scores beside the labels. */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cs-calibrate-agree.h"
#include "util.h"

static const char *const names[C_COUNT] = {
	"interaction_id", "seq", "role", "text", "tags", "evidence", "skill", "criterion", "opportunities", "met", "possible",
	"earned", "quote",
};

/* Where they stand in a log without a header, and in scores of the finest grain. */
static const size_t places[2][C_COUNT] = {
	{ 0, 1, 4, 7, 8, 9, RECORD_NONE, RECORD_NONE, RECORD_NONE, RECORD_NONE, RECORD_NONE, RECORD_NONE, RECORD_NONE },
	{ 0, 16, RECORD_NONE, RECORD_NONE, RECORD_NONE, RECORD_NONE, 4, 5, 7, 8, 9, 10, 17 },
};
enum { FINEST_FIELDS = 18, LOG_FIELDS = 9 };

static void
find_columns(struct agree *a, const struct record *header)
{
	bool unnamed = a->c->cmd.in.no_header;

	if (unnamed && header->n != FINEST_FIELDS && header->n != LOG_FIELDS && header->n != LOG_FIELDS + 1)
		cmd_refuse(a->out, header, "without a header this is a tagged log of 9 or 10 fields or scores of 18");
	a->tally->scores = unnamed ? header->n == FINEST_FIELDS : record_column(header, STR("tags")) == RECORD_NONE;
	for (int i = 0; i < C_COUNT; i++) {
		a->column[i] = unnamed ? places[a->tally->scores][i] : record_column(header, str_of(names[i]));
		if (unnamed && a->column[i] >= header->n)
			a->column[i] = RECORD_NONE;
	}
}

static void
need(const struct agree *a, const struct record *header, int which, const char *hint)
{
	if (a->column[which] == RECORD_NONE)
		cmd_refuse(a->out, header, "no column \"%s\"; %s", names[which], hint);
}

static void
need_columns(const struct agree *a, const struct record *header)
{
	bool scores = a->tally->scores, messages = false;
	bool named = a->column[C_SKILL] != RECORD_NONE || a->column[C_CRITERION] != RECORD_NONE;

	if (scores && a->column[C_OPPORTUNITIES] == RECORD_NONE)
		need(a, header, C_TAGS, "cs-tag adds it, and scores have \"opportunities\"");
	need(a, header, C_INTERACTION, "labels are of interactions and their messages");
	if (!scores)
		need(a, header, C_ROLE, "cs-parse makes a log of an export");
	for (int i = C_OPPORTUNITIES; scores && i <= C_EARNED; i++)
		need(a, header, i, "cs-score writes it");
	if (scores && !named)
		need(a, header, C_CRITERION, "there is neither skill nor criterion");
	for (size_t i = 0; i < strmap_count(a->labels->items); i++)
		messages |= a->labels->item[i].of_messages;
	if (messages)
		need(a, header, C_SEQ, "some labels are of messages");
}

static void
begin(struct agree *a, const struct record *header)
{
	if (a->ready || !header)
		return;
	a->ready = true;
	find_columns(a, header);
	need_columns(a, header);
	agree_items(a);
	if (a->c->disagreements && !a->c->cmd.in.no_header) {
		for (const char *const *p = (const char *const[]){ "item", "interaction_id", "seq", "machine", "people", "evidence",
		    "text", NULL }; *p; p++)
			csvout_field(a->out, str_of(*p));
		csvout_end(a->out);
	}
}

/* Labels that met nothing: of what is not in the input, or has no score there. */
static void
tell_unmet(const struct agree *a)
{
	const struct labels *l = a->labels;
	uint64_t lost = 0, lost_line = 0, open = 0, open_line = 0;

	for (size_t i = 0; i < l->cells; i++) {
		const struct labels_cell *cell = &l->cell[i];
		if (a->answer[i].seen || cell->votes == 0)
			continue;
		bool there = a->tally->scores && a->there[l->unit[cell->unit].interaction];
		uint64_t *n = there ? &open : &lost, *first = there ? &open_line : &lost_line;
		for (size_t v = cell->first; v < cell->first + cell->votes; v++) {
			++*n;
			if (!*first || l->vote[v].line < *first)
				*first = l->vote[v].line;
		}
	}
	if (lost)
		warnx("%s:%llu: the first of %llu label%s of what is not in the input", l->file, (unsigned long long)lost_line,
		    (unsigned long long)lost, lost == 1 ? "" : "s");
	if (open)
		warnx("%s:%llu: the first of %llu label%s of what has no score: not applicable", l->file,
		    (unsigned long long)open_line, (unsigned long long)open, open == 1 ? "" : "s");
}

void
agree_difference(struct agree *a, size_t item, const struct difference *d)
{
	char number[32];

	csvout_field(a->out, strmap_key(a->labels->items, item));
	csvout_field(a->out, d->interaction);
	csvout_field(a->out, d->seq);
	for (int i = 0; i < 2; i++) {
		double value = i ? d->people : d->machine;
		bool as_number = i ? tally_numbers(a->tally, item) : a->tally->scores;
		snprintf(number, sizeof number, "%.2f", value);
		csvout_field(a->out, as_number ? str_of(number) : value > 0 ? STR("yes") : STR("no"));
	}
	csvout_field(a->out, d->evidence);
	csvout_field(a->out, d->text);
	csvout_end(a->out);
}

void
calibrate_agree(const struct calibrate *c)
{
	struct agree a = { .c = c, .labels = labels_open(c->labels, c->absent_no) };
	struct csvin *in = csvin_open(&c->cmd.in);
	struct record rec;
	enum csvin_got got;

	a.tally = tally_open(c, a.labels);
	a.answer = util_alloc(a.labels->cells + 1, sizeof *a.answer);
	a.there = util_alloc(strmap_count(a.labels->interactions) + 1, sizeof *a.there);
	a.mark = util_alloc(strmap_count(a.labels->items) + 1, sizeof *a.mark);
	a.out = cmd_output(&c->cmd);
	begin(&a, csvin_header(in));
	while ((got = csvin_next(in, &rec)) == CSVIN_RECORD && !csvout_error(a.out)) {
		/* without a header the columns are known with the first record */
		begin(&a, csvin_header(in));
		if (a.tally->scores)
			agree_score(&a, &rec);
		else
			agree_message(&a, &rec);
		cmd_record(in, a.out);
	}
	if (got == CSVIN_END && !csvout_error(a.out)) {
		agree_end(&a);
		if (!c->disagreements)
			tally_write(a.tally, a.out);
	}
	cmd_close(in, a.out, got);
	tell_unmet(&a);
	agree_free(&a);
}
