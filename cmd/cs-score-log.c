/* Reads a tagged log, an interaction or a customer at a time, and hands it on to be scored. */
#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cs-score-emit.h"
#include "cs-score-explain.h"
#include "seen.h"
#include "util.h"

/* Columns of the log. */
enum {
	C_INTERACTION, C_SEQ, C_TIMESTAMP, C_CHANNEL, C_ROLE, C_AGENT, C_CUSTOMER, C_TEXT, C_TAGS, C_EVIDENCE, C_END, C_LOG_END,
	C_COUNT
};

/* In this order a log without a header has them; the last two it cannot have. */
static const char *const names[C_COUNT] = {
	"interaction_id", "seq", "timestamp", "channel", "role", "agent_id", "customer_id", "text", "tags", "evidence", "end",
	"log_end",
};

enum { KIND_INTERACTION = 1, KIND_CUSTOMER };   /* for seen_add */

/* The interaction that is being read, and the customer of those that are complete and held. */
struct open {
	struct buf id, customer, channel;
	struct buf *value;              /* of by's log columns: the first that is not empty */
	struct buf file;                /* where it began */
	uint64_t line;
	struct buf held;
	int64_t held_log_end;
};

struct reader {
	const struct score *score;
	struct csvin *in;
	struct csvout *out;
	struct emit emit;
	struct explain explain;
	struct talk *talk;
	struct seen seen;
	struct open open;
	size_t column[C_COUNT];
	bool begun, keep_text;
	struct buf log_end_text, note;
	int64_t log_end;
	uint64_t unknown;               /* tags that are no markers of the pack; */
	struct buf unknown_file;        /* where the first was */
	uint64_t unknown_line;
};

static size_t
find_column(const struct reader *r, const struct record *header, int which)
{
	size_t i = (size_t)which;

	if (!r->score->cmd.in.no_header)
		return record_column(header, str_of(names[which]));
	return which < C_END && i < header->n ? i : RECORD_NONE;
}

static void
need_column(const struct reader *r, const struct record *header, int which, const char *hint)
{
	if (r->column[which] != RECORD_NONE)
		return;
	csvout_abandon(r->out);
	errx(STATUS_DATA, "%s:%llu: no column \"%s\"; %s", header->file, (unsigned long long)header->line, names[which], hint);
}

/* Columns that every log may have are empty where they are not; others must be there. */
static void
find_by_columns(struct reader *r, const struct record *header)
{
	for (size_t i = 0; i < r->score->by.n; i++) {
		struct by_column *by = &r->score->by.at[i];
		if (by->kind != BY_COLUMN)
			continue;
		by->column = r->score->cmd.in.no_header ? RECORD_NONE : record_column(header, by->name);
		for (int k = 0; k < C_COUNT && by->column == RECORD_NONE; k++)
			if (str_eq(by->name, str_of(names[k])))
				by->column = find_column(r, header, k);
		bool known = false;
		for (int k = 0; k < C_TAGS; k++)
			known |= str_eq(by->name, str_of(names[k]));
		if (by->column == RECORD_NONE && !known) {
			csvout_abandon(r->out);
			cmd_fail(STATUS_USAGE, "--by: %s has no column \"%.*s\"", header->file, (int)by->name.n, by->name.p);
		}
	}
}

static void
find_columns(struct reader *r, const struct record *header)
{
	const char *hint = record_column(header, STR("opportunities")) == RECORD_NONE ? "cs-parse makes a log of an export"
										      : "these are scores, which --merge adds up";

	for (int i = 0; i < C_COUNT; i++)
		r->column[i] = find_column(r, header, i);
	if (r->column[C_END] == RECORD_NONE && !r->score->cmd.in.no_header)
		r->column[C_END] = record_column(header, STR("end_timestamp"));
	need_column(r, header, C_INTERACTION, hint);
	need_column(r, header, C_ROLE, hint);
	need_column(r, header, C_TAGS, "cs-tag adds it");
	r->talk->texts = r->column[C_TEXT] != RECORD_NONE;
	find_by_columns(r, header);
}

/* Without a header its columns are known when the first record is. */
static void
begin_log(struct reader *r)
{
	if (r->begun || !csvin_header(r->in))
		return;
	r->begun = true;
	find_columns(r, csvin_header(r->in));
	if (!r->score->explain)
		emit_open(&r->emit, r->score, r->out);
}

static void
score_held(struct reader *r, size_t n)
{
	size_t all = r->talk->interactions;

	r->talk->log_end = r->open.held.n ? r->open.held_log_end : TALK_NO_TIME;
	/* The next customer's, which may be behind them, is not theirs. */
	r->talk->interactions = n;
	for (size_t i = 0; i < n; i++) {
		if (r->score->explain) {
			explain_interaction(&r->explain, r->talk, i);
		} else if (!emit_interaction(&r->emit, r->talk, i)) {
			csvout_abandon(r->out);
			errx(STATUS_DATA, "the sums of a group are too large");
		}
	}
	r->talk->interactions = all;
	talk_drop(r->talk, n);
}

static void
set(struct buf *to, struct str s)
{
	buf_reset(to);
	buf_str(to, s);
}

/* The interaction is complete. It waits while it may be of the same customer as the next. */
static void
end_interaction(struct reader *r)
{
	struct open *o = &r->open;
	struct talk *t = r->talk;
	bool grouped = r->column[C_LOG_END] != RECORD_NONE;

	buf_reset(&r->note);
	for (size_t i = 0; i < r->score->by.n; i++)
		if (r->score->by.at[i].kind == BY_COLUMN) {
			buf_str(&r->note, buf_view(&o->value[i]));
			buf_char(&r->note, '\0');
		}
	talk_end(t, buf_view(&o->channel), buf_view(&r->note));
	if (!grouped) {
		score_held(r, 1);
		return;
	}
	if (o->customer.n && str_eq(buf_view(&o->customer), buf_view(&o->held)))
		return;
	if (o->customer.n && !seen_add(&r->seen, KIND_CUSTOMER, buf_view(&o->customer))) {
		struct record where = { .file = o->file.p, .line = o->line };
		/* not by name: a customer's id is often an address, and cron mails this */
		cmd_refuse(r->out, &where, "a customer of an earlier interaction reappears; use cs-parse --group=customer");
	}
	score_held(r, t->interactions - 1);
	set(&o->held, buf_view(&o->customer));
	o->held_log_end = r->log_end;
}

static void
begin_interaction(struct reader *r, const struct record *rec, struct str id)
{
	struct open *o = &r->open;

	set(&o->id, id);
	set(&o->file, str_of(rec->file));
	o->line = rec->line;
	buf_reset(&o->customer);
	buf_reset(&o->channel);
	for (size_t i = 0; i < r->score->by.n; i++)
		buf_reset(&o->value[i]);
	if (!seen_add(&r->seen, KIND_INTERACTION, id))
		cmd_refuse(r->out, rec, "interaction \"%.*s\" reappears; use cs-parse --group", (int)(id.n > 100 ? 100 : id.n), id.p);
	talk_begin(r->talk);
}

static struct clock_time
read_time(struct reader *r, const struct record *rec, int which)
{
	struct clock_time time;

	if (!clock_parse(record_field(rec, r->column[which]), &time))
		cmd_refuse(r->out, rec, "unreadable time in column \"%s\"", names[which]);
	return time;
}

/* The log's end is the same on every row, so it is read but once. */
static void
read_log_end(struct reader *r, const struct record *rec)
{
	struct str text = record_field(rec, r->column[C_LOG_END]);
	struct clock_time time;

	if (r->column[C_LOG_END] == RECORD_NONE || str_eq(text, buf_view(&r->log_end_text)))
		return;
	time = read_time(r, rec, C_LOG_END);
	r->log_end = time.kind == CLOCK_UTC ? time.ms : TALK_NO_TIME;
	set(&r->log_end_text, text);
}

static void
read_tags(struct reader *r, const struct record *rec, uint64_t *marks)
{
	struct str tags = rec->field[r->column[C_TAGS]], tag;

	while (tags.n && str_next(&tags, ' ', &tag)) {
		size_t marker = pack_marker(r->score->pack, tag);
		if (marker != RECORD_NONE) {
			marks[marker / 64] |= (uint64_t)1 << marker % 64;
		} else if (tag.n && r->unknown++ == 0) {
			set(&r->unknown_file, str_of(rec->file));
			r->unknown_line = rec->line;
		}
	}
}

static void
keep_first(struct buf *to, struct str s)
{
	if (to->n == 0 && s.n)
		buf_str(to, s);
}

static void
read_message(struct reader *r, const struct record *rec)
{
	struct open *o = &r->open;
	struct str id = rec->field[r->column[C_INTERACTION]];
	struct talk_said m = { .role = record_role(rec->field[r->column[C_ROLE]]) };

	if (m.role == ROLE_COUNT)
		cmd_refuse(r->out, rec, "unknown role; cs-parse makes a log of an export");
	if (id.n == 0)
		cmd_refuse(r->out, rec, "empty interaction_id");
	if (r->open.file.n == 0 || !str_eq(id, buf_view(&o->id))) {
		if (r->open.file.n)
			end_interaction(r);
		begin_interaction(r, rec, id);
	}
	read_log_end(r, rec);
	m.agent = record_field(rec, r->column[C_AGENT]);
	m.time = read_time(r, rec, C_TIMESTAMP);
	if (r->column[C_END] != RECORD_NONE)
		m.end = read_time(r, rec, C_END);
	if (r->keep_text)
		m.text = record_field(rec, r->column[C_TEXT]);
	if (r->score->finest) {
		m.evidence = record_field(rec, r->column[C_EVIDENCE]);
		m.seq = record_field(rec, r->column[C_SEQ]);
	}
	keep_first(&o->channel, record_field(rec, r->column[C_CHANNEL]));
	keep_first(&o->customer, record_field(rec, r->column[C_CUSTOMER]));
	for (size_t i = 0; i < r->score->by.n; i++)
		if (r->score->by.at[i].kind == BY_COLUMN)
			keep_first(&o->value[i], record_field(rec, r->score->by.at[i].column));
	read_tags(r, rec, talk_add(r->talk, &m));
}

static void
close_reader(struct reader *r)
{
	struct open *o = &r->open;

	for (size_t i = 0; i < r->score->by.n; i++)
		buf_free(&o->value[i]);
	free(o->value);
	buf_free(&o->id);
	buf_free(&o->customer);
	buf_free(&o->channel);
	buf_free(&o->file);
	buf_free(&o->held);
	buf_free(&r->log_end_text);
	buf_free(&r->note);
	buf_free(&r->unknown_file);
	explain_close(&r->explain);
	seen_free(&r->seen);
	talk_free(r->talk);
}

/* All of the log was read, so that an interaction that reappears is not explained in halves. */
static void
write_explanation(struct reader *r)
{
	const struct buf *text = &r->explain.out;

	if (!r->explain.found) {
		csvout_abandon(r->out);
		cmd_fail(STATUS_DATA, "no interaction \"%s\" in the log", r->score->explain);
	}
	csvout_raw(r->out, (struct str){ text->p, text->n - 1 });       /* the last line is ended by csvout_end */
	csvout_end(r->out);
}

/* The log has ended. */
static void
finish(struct reader *r)
{
	if (r->begun) {
		if (r->open.file.n)
			end_interaction(r);
		score_held(r, r->talk->interactions);
		if (!r->score->explain)
			emit_close(&r->emit);
	}
	if (r->score->explain)
		write_explanation(r);
	if (r->unknown)
		warnx("%s:%llu: a tag that is no marker of the pack is ignored; %llu in all", r->unknown_file.p,
		    (unsigned long long)r->unknown_line, (unsigned long long)r->unknown);
}

void
score_log(const struct score *s)
{
	struct reader r = { .score = s, .in = csvin_open(&s->cmd.in), .out = cmd_output(&s->cmd), .log_end = TALK_NO_TIME };
	struct record rec;
	enum csvin_got got;

	r.talk = talk_new(expr_words(s->pack));
	r.open.value = util_alloc(s->by.n, sizeof *r.open.value);
	r.keep_text = s->finest || s->rubric->texts;
	explain_open(&r.explain, s);
	begin_log(&r);
	while ((got = csvin_next(r.in, &rec)) == CSVIN_RECORD && !csvout_error(r.out)) {
		begin_log(&r);
		read_message(&r, &rec);
		cmd_record(r.in, r.out);
	}
	if (got == CSVIN_END)
		finish(&r);
	cmd_close(r.in, r.out, got);
	close_reader(&r);
}
