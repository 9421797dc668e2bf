/* cs-parse: makes the log out of an export of conversations. */
#include <err.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cs-parse-count.h"
#include "cs-parse-group.h"
#include "cs-parse-layout.h"
#include "cs-parse-options.h"
#include "cs-parse-privacy.h"
#include "cs-parse-progress.h"
#include "cs-parse-summary.h"
#include "cs-parse-text.h"
#include "cs-parse-thread.h"
#include "util.h"

/* From so many interactions on, one customer is not expected to have a quarter of them; --group=customer makes cs-score look from
 * each of them into the others. */
#define CROWD 1000

struct parse {
	struct options o;
	struct rows rows;
	struct input *in;
	struct csvout *out;
	struct rejects *rejects;        /* NULL without --rejects */
	struct group *group;            /* NULL unless rows wait for their place */
	struct count *count;            /* NULL unless rows are numbered as they come */
	struct privacy *privacy;        /* NULL when nothing has to be hidden */
	struct progress progress;
	struct str *field;              /* the row as it is written */
	struct str log_end;
	uint64_t written;
	struct buf why;
};

/* Ends the program: the reason is errno. */
static void
fail_io(struct parse *p, const char *what)
{
	int error = errno;

	progress_stop(&p->progress);
	csvout_abandon(p->out);
	rejects_free(p->rejects);
	errno = error;
	err(STATUS_IO, "%s", what);
}

static void
refuse(struct parse *p, const struct record *rec, const char *why)
{
	progress_stop(&p->progress);
	rejects_free(p->rejects);
	cmd_refuse(p->out, rec, "%s", why);
}

static void
set_aside(struct parse *p, const struct record *rec, const char *why)
{
	struct record shown = *rec;

	if (p->privacy)
		shown.raw = privacy_text(p->privacy, rec->raw);
	if (!rejects_add(p->rejects, &shown, why))
		fail_io(p, p->o.rejects);
}

static void
write_header(struct parse *p)
{
	const struct columns *c = &p->o.columns;

	for (size_t i = 0; i < LOG_COLUMNS; i++)
		csvout_field(p->out, str_of(columns_name((enum log_column)i)));
	for (size_t i = 0; i < c->rests; i++)
		csvout_field(p->out, c->rest_name[i]);
	if (c->log_end)
		csvout_field(p->out, STR(LOG_END));
	csvout_end(p->out);
}

/* Once the header, or without one the first record, is known. */
static void
begin(struct parse *p, const struct record *header)
{
	struct columns *c = &p->o.columns;

	c->log_end = p->o.by_customer;
	c->roleless = who_knows(p->o.who);
	c->use = p->in->use;
	if (!columns_choose(c, header, &p->why))
		refuse(p, header, p->why.p);
	p->rows.columns = c;
	p->rows.comma = !p->o.format && (!p->o.cmd.in.delim || p->o.cmd.in.delim == ',');
	p->rows.times.strict = p->rejects != NULL;
	p->field = util_alloc(LOG_COLUMNS + c->rests, sizeof *p->field);
	if (p->o.grouping)
		p->group = group_new(p->o.by_customer, p->o.memory);
	else if (c->from[LOG_SEQ] == RECORD_NONE)
		p->count = count_new();
	if (p->privacy)
		privacy_columns(p->privacy, c);
	write_header(p);
}

static void
write_row(struct parse *p, const struct str *field, size_t n, struct str raw)
{
	if (!field)
		csvout_raw(p->out, raw);
	for (size_t i = 0; i < n; i++)
		csvout_field(p->out, field[i]);
	if (p->o.columns.log_end)
		csvout_field(p->out, p->log_end);
	csvout_end(p->out);
	p->written++;
}

/* Fills p->field, but for the log's own columns, which the row has. */
static void
take_rest(struct parse *p, struct row *row, const struct record *rec)
{
	const struct columns *c = &p->o.columns;
	struct str *rest = p->field + LOG_COLUMNS;

	for (size_t i = 0; i < c->rests; i++)
		rest[i] = rec->field[c->rest[i]];
	if (c->ended != RECORD_NONE)
		rest[c->ended] = row->ended;
	if (p->privacy)
		privacy_row(p->privacy, row, rest);
}

static void
take(struct parse *p, const struct record *rec)
{
	struct row row;
	char number[24];
	const struct str *field = NULL;
	size_t n = 0;

	buf_reset(&p->why);
	if (!row_read(&p->rows, rec, &row, &p->why)) {
		if (!p->rejects)
			refuse(p, rec, p->why.p);
		set_aside(p, rec, p->why.p);
		return;
	}
	if (p->count) {
		snprintf(number, sizeof number, "%" PRIu64, count_next(p->count, row.field[LOG_INTERACTION]));
		row.field[LOG_SEQ] = str_of(number);
	}
	if (!row.raw || p->privacy)
		take_rest(p, &row, rec);
	if (!row.raw) {
		memcpy(p->field, row.field, sizeof row.field);
		field = p->field;
		n = LOG_COLUMNS + p->o.columns.rests;
	}
	if (!p->group)
		write_row(p, field, n, rec->raw);
	else if (!group_add(p->group, &row, field, n, rec->raw))
		fail_io(p, "temporary file");
}

/* What csvin says of a record that it sets aside, without the place. */
static const char *
bare_reason(struct parse *p, const struct record *rec)
{
	const char *reason = input_reason(p->in);

	buf_reset(&p->why);
	buf_printf(&p->why, "%s:%" PRIu64 ": ", rec->file, rec->line);
	return str_starts(str_of(reason), buf_view(&p->why)) ? reason + p->why.n : reason;
}

static enum csvin_got
read_all(struct parse *p)
{
	struct record rec;
	enum csvin_got got;

	if (p->in->header)
		begin(p, p->in->header);
	while ((got = input_next(p->in, &rec)) == CSVIN_RECORD || got == CSVIN_REJECT) {
		if (!p->field && p->in->header)
			begin(p, p->in->header);
		if (got == CSVIN_REJECT)
			set_aside(p, &rec, bare_reason(p, &rec));
		else
			take(p, &rec);
		cmd_step(input_drained(p->in), p->out);
		if (p->o.progressing)
			progress_step(&p->progress, rec.raw.n);
		if (csvout_error(p->out))
			break;
	}
	progress_stop(&p->progress);
	if (got == CSVIN_END && !p->field) {
		rec = (struct record){ .file = p->o.cmd.in.nfiles ? p->o.cmd.in.files[0] : "-", .line = 1 };
		refuse(p, &rec, "no records, so that the columns are not known");
	}
	return got;
}

/* Writes the rows that waited for their place. */
static void
write_groups(struct parse *p)
{
	char number[24], stamp[CLOCK_MAX];
	struct group_row row;
	uint64_t seq = 0;
	int got = -1;

	p->log_end = (struct str){ stamp, clock_format(group_log_end(p->group), stamp) };
	if (group_finish(p->group))
		while ((got = group_next(p->group, &row)) > 0 && !csvout_error(p->out)) {
			seq = row.first ? 1 : seq + 1;
			if (p->o.columns.from[LOG_SEQ] == RECORD_NONE) {
				snprintf(number, sizeof number, "%" PRIu64, seq);
				row.field[LOG_SEQ] = str_of(number);
			}
			write_row(p, row.fields ? row.field : NULL, row.fields, row.raw);
		}
	if (got < 0)
		fail_io(p, "temporary file");
}

/* Says what was forgiven, and what looks wrong, once. */
static void
report(const struct parse *p)
{
	const struct times *t = &p->rows.times;
	uint64_t aside = p->rejects ? rejects_count(p->rejects) : 0;
	struct order_crowd crowd = p->group ? group_crowd(p->group) : (struct order_crowd){ 0, 0 };

	if (t->unreadable)
		warnx("%s:%" PRIu64 ": unreadable time left empty; %" PRIu64 " in all", t->file, t->line, t->unreadable);
	if (who_missed(p->o.who, WHO_AGENTS))
		warnx("nobody who is named with --agents spoke; are they called otherwise in the export?");
	if (who_missed(p->o.who, WHO_DOMAIN))
		warnx("nobody with an address of --agent-domain spoke; is the domain of staff another one in the export?");
	if (t->rules.skipped)
		warnx("%" PRIu64 " of the times are skipped by the clock of %s; moved forward by what it skips", t->rules.skipped, p->o.zone);
	if (t->rules.twice)
		warnx("%" PRIu64 " of the times are shown twice by the clock of %s; taken as the first", t->rules.twice, p->o.zone);
	if (crowd.interactions >= CROWD && crowd.most > crowd.interactions / 4)
		warnx("%" PRIu64 " of %" PRIu64 " interactions are of one customer; is customer_id what it says?", crowd.most,
		      crowd.interactions);
	if (aside)
		warnx("%" PRIu64 " record%s set aside in %s", aside, aside == 1 ? "" : "s", p->o.rejects);
}

static void
finish(struct parse *p, enum csvin_got got)
{
	if (got == CSVIN_END)
		csvout_flush(p->out);
	if (got == CSVIN_END && !csvout_error(p->out)) {
		if (p->rejects && !rejects_close(p->rejects))
			fail_io(p, p->o.rejects);
		if (p->o.summary)
			summary_print(&p->o, &p->rows, p->in->origin ? p->in->origin : p->in->header, p->written, p->rejects);
		if (p->o.summary && p->privacy)
			privacy_summary(p->privacy);
	} else {
		rejects_free(p->rejects);
		p->rejects = NULL;
	}
	cmd_finish(p->out, got == CSVIN_ERROR ? input_reason(p->in) : NULL, input_status(p->in), input_replaced(p->in));
	input_close(p->in);
	report(p);
}

static struct input *
open_input(struct parse *p)
{
	struct options *o = &p->o;
	struct layout_options layout = {
		o->format, o->columns.wanted, o->roles, o->who, o->cmd.in.lenient, o->order, &p->rows.times.rules,
	};
	struct input *in;

	if (!o->format)
		return input_csv(&o->cmd.in);
	in = input_layout(format_is_text(o->format) ? input_text(&o->cmd.in) : input_csv(&o->cmd.in), &layout);
	return parts_link(o->format) ? input_thread(in) : in;
}

static void
open_privacy(struct parse *p)
{
	if ((p->o.redact || p->o.pseudonyms) && !(p->privacy = privacy_open(p->o.redact, p->o.pseudonyms, &p->why)))
		cmd_usage("%s", p->why.p);
}

int
main(int argc, char **argv)
{
	struct parse p = { 0 };
	enum csvin_got got;

	options_read(&p.o, argc, argv);
	open_privacy(&p);
	p.rows.roles = p.o.roles;
	p.rows.who = p.o.who;
	p.rows.times.rules = (struct moment_rules){ .format = p.o.date_format, .local = p.o.zone != NULL };
	p.rows.times.zone = p.o.zone;
	if (p.o.progressing)
		progress_start(&p.progress, &p.o.cmd.in);
	p.in = open_input(&p);
	p.out = cmd_output(&p.o.cmd);
	if (p.o.rejects && !(p.rejects = rejects_open(p.o.rejects)))
		fail_io(&p, p.o.rejects);
	got = read_all(&p);
	if (got == CSVIN_END && p.group)
		write_groups(&p);
	finish(&p, got);
	group_free(p.group);
	count_free(p.count);
	rejects_free(p.rejects);
	privacy_free(p.privacy);
	options_free(&p.o);
	free(p.field);
	buf_free(&p.why);
	return 0;
}
