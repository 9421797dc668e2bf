/* cs-parse: makes the log out of an export of conversations. */
#include <err.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "cs-parse-count.h"
#include "cs-parse-group.h"
#include "cs-parse-progress.h"
#include "cs-parse-summary.h"
#include "util.h"

#define MEMORY ((size_t)64 * 1024 * 1024)
#define MEMORY_MIN (INT64_C(16) * 1024)
#define MEMORY_MAX (INT64_C(16) * 1024 * 1024 * 1024)

enum { GROUP = CMD_OWN, MEMORY_SIZE, PROGRESS, REJECTS, SUMMARY };

static const char help[] =
    "usage: cs-parse [-m LOG_COLUMN=EXPORT_COLUMN] [-R ROLE=VALUE,...] [options] [FILE ...]\n"
    "\n"
    "Reads an export of conversations and writes the log: one row for each message.\n"
    "\n"
    "  -m, --map LOG=EXPORT   the log's column LOG is the export's column EXPORT; nothing\n"
    "                         after = leaves LOG empty (may be repeated)\n"
    "  -R, --role ROLE=VALUE,...\n"
    "                         these values of the role column mean ROLE: agent, customer,\n"
    "                         colleague, bot or system (may be repeated)\n"
    "      --group[=customer] gather the messages of each interaction, in order of time;\n"
    "                         and the interactions of each customer\n"
    "      --memory SIZE      what --group may hold in memory before it writes to a\n"
    "                         temporary file: bytes, or with K, M or G (64M)\n"
    "      --rejects FILE     write records that do not fit to FILE and go on\n"
    "      --summary          say on stderr what was read as what\n"
    "      --progress         draw a bar on the terminal\n"
    CMD_HELP;

struct parse {
	struct cmd cmd;
	struct columns columns;
	struct rows rows;
	const char *rejects_path;
	bool grouping, by_customer, summary, progressing;
	size_t memory;
	struct csvin *in;
	struct csvout *out, *rejects;
	struct group *group;            /* NULL unless rows wait for their place */
	struct count *count;            /* NULL unless rows are numbered as they come */
	struct progress progress;
	struct str *field;              /* the row as it is written */
	struct str log_end;
	uint64_t written, set_aside;
	struct buf why;
};

/* Ends the program: the reason is errno. */
static void
fail_io(struct parse *p, const char *what)
{
	int error = errno;

	progress_stop(&p->progress);
	csvout_abandon(p->out);
	if (p->rejects)
		csvout_abandon(p->rejects);
	errno = error;
	err(STATUS_IO, "%s", what);
}

static void
refuse(struct parse *p, const struct record *rec, const char *why)
{
	progress_stop(&p->progress);
	if (p->rejects)
		csvout_abandon(p->rejects);
	cmd_refuse(p->out, rec, "%s", why);
}

static void
set_aside(struct parse *p, const struct record *rec, const char *why)
{
	csvout_field(p->rejects, str_of(rec->file));
	csvout_int(p->rejects, (int64_t)rec->line);
	csvout_field(p->rejects, str_of(why));
	csvout_field(p->rejects, rec->raw);
	csvout_end(p->rejects);
	p->set_aside++;
	if (csvout_error(p->rejects)) {
		errno = csvout_error(p->rejects);
		fail_io(p, p->rejects_path);
	}
}

static void
write_header(struct parse *p)
{
	const struct columns *c = &p->columns;

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
	struct columns *c = &p->columns;

	c->log_end = p->by_customer;
	if (!columns_choose(c, header, &p->why))
		refuse(p, header, p->why.p);
	p->rows.columns = c;
	p->rows.comma = !p->cmd.in.delim || p->cmd.in.delim == ',';
	p->rows.strict = p->rejects != NULL;
	p->field = util_alloc(LOG_COLUMNS + c->rests, sizeof *p->field);
	if (p->grouping)
		p->group = group_new(p->by_customer, p->memory);
	else if (c->from[LOG_SEQ] == RECORD_NONE)
		p->count = count_new();
	write_header(p);
}

static void
write_row(struct parse *p, const struct str *field, size_t n, struct str raw)
{
	if (!field)
		csvout_raw(p->out, raw);
	for (size_t i = 0; i < n; i++)
		csvout_field(p->out, field[i]);
	if (p->columns.log_end)
		csvout_field(p->out, p->log_end);
	csvout_end(p->out);
	p->written++;
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
	if (!row.raw) {
		memcpy(p->field, row.field, sizeof row.field);
		for (size_t i = 0; i < p->columns.rests; i++)
			p->field[LOG_COLUMNS + i] = rec->field[p->columns.rest[i]];
		field = p->field;
		n = LOG_COLUMNS + p->columns.rests;
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
	const char *reason = csvin_reason(p->in);

	buf_reset(&p->why);
	buf_printf(&p->why, "%s:%" PRIu64 ": ", rec->file, rec->line);
	return str_starts(str_of(reason), buf_view(&p->why)) ? reason + p->why.n : reason;
}

static enum csvin_got
read_all(struct parse *p)
{
	struct record rec;
	enum csvin_got got;

	if (csvin_header(p->in))
		begin(p, csvin_header(p->in));
	while ((got = csvin_next(p->in, &rec)) == CSVIN_RECORD || got == CSVIN_REJECT) {
		if (!p->field && csvin_header(p->in))
			begin(p, csvin_header(p->in));
		if (got == CSVIN_REJECT)
			set_aside(p, &rec, bare_reason(p, &rec));
		else
			take(p, &rec);
		cmd_record(p->in, p->out);
		if (p->progressing)
			progress_step(&p->progress, rec.raw.n);
		if (csvout_error(p->out))
			break;
	}
	progress_stop(&p->progress);
	if (got == CSVIN_END && !p->field) {
		rec = (struct record){ .file = p->cmd.in.nfiles ? p->cmd.in.files[0] : "-", .line = 1 };
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
			if (p->columns.from[LOG_SEQ] == RECORD_NONE) {
				snprintf(number, sizeof number, "%" PRIu64, seq);
				row.field[LOG_SEQ] = str_of(number);
			}
			write_row(p, row.fields ? row.field : NULL, row.fields, row.raw);
		}
	if (got < 0)
		fail_io(p, "temporary file");
}

/* Says what was forgiven, once. */
static void
report(const struct parse *p)
{
	const struct row_times *t = &p->rows.times;

	if (t->unreadable)
		warnx("%s:%" PRIu64 ": unreadable time left empty; %" PRIu64 " in all", t->file, t->line, t->unreadable);
	if (p->set_aside)
		warnx("%" PRIu64 " record%s set aside in %s", p->set_aside, p->set_aside == 1 ? "" : "s", p->rejects_path);
}

static void
finish(struct parse *p, enum csvin_got got)
{
	if (got == CSVIN_END)
		csvout_flush(p->out);
	if (got == CSVIN_END && !csvout_error(p->out)) {
		if (p->rejects && csvout_close(p->rejects) != 0) {
			p->rejects = NULL;
			fail_io(p, p->rejects_path);
		}
		if (p->summary)
			summary_print(&p->rows, csvin_header(p->in), p->written, p->set_aside);
	} else if (p->rejects) {
		csvout_abandon(p->rejects);
	}
	cmd_close(p->in, p->out, got);
	report(p);
}

static size_t
read_size(const char *text)
{
	static const char units[] = "KMG";
	struct str s = str_of(text);
	const char *unit = s.n ? strchr(units, s.p[s.n - 1]) : NULL;
	int64_t n, factor = 1;

	if (unit) {
		factor = INT64_C(1) << 10 * (unit - units + 1);
		s.n--;
	}
	if (!str_int(s, 1, MEMORY_MAX / factor, &n) || n * factor < MEMORY_MIN)
		cmd_usage("not a size from 16K to 16G: %s", text);
	return (size_t)(n * factor);
}

static bool
own_option(struct parse *p, int c)
{
	if (c == GROUP) {
		p->by_customer = optarg && strcmp(optarg, "customer") == 0;
		p->grouping = true;
		if (optarg && !p->by_customer && strcmp(optarg, "interaction") != 0)
			cmd_usage("--group takes interaction or customer, not %s", optarg);
	} else if (c == MEMORY_SIZE) {
		p->memory = read_size(optarg);
	} else if (c == REJECTS) {
		p->rejects_path = optarg;
		p->cmd.in.lenient = true;
		if (!*optarg || strcmp(optarg, "-") == 0)
			cmd_usage("--rejects takes the name of a file");
	} else if (c == PROGRESS) {
		p->progressing = true;
	} else if (c == SUMMARY) {
		p->summary = true;
	} else if (c == 'm' || c == 'R') {
		if (c == 'm' ? !columns_want(&p->columns, optarg, &p->why) : !roles_want(p->rows.roles, optarg, &p->why))
			cmd_usage("%s", p->why.p);
	} else {
		return false;
	}
	return true;
}

static void
read_options(struct parse *p, int argc, char **argv)
{
	static const struct option options[] = {
		{ "map", required_argument, NULL, 'm' }, { "role", required_argument, NULL, 'R' },
		{ "group", optional_argument, NULL, GROUP }, { "memory", required_argument, NULL, MEMORY_SIZE },
		{ "progress", no_argument, NULL, PROGRESS }, { "rejects", required_argument, NULL, REJECTS },
		{ "summary", no_argument, NULL, SUMMARY }, CMD_LONG, { 0 }
	};

	for (int c; (c = getopt_long(argc, argv, "m:R:" CMD_SHORT, options, NULL)) != -1;)
		if (!own_option(p, c))
			cmd_option(&p->cmd, c, optarg);
	cmd_operands(&p->cmd, argc, argv);
	if (p->rejects_path && p->cmd.output && strcmp(p->rejects_path, p->cmd.output) == 0)
		cmd_usage("--rejects and -o name the same file");
	if (p->progressing)
		progress_start(&p->progress, &p->cmd.in);
}

int
main(int argc, char **argv)
{
	struct parse p = { .cmd.help = help, .memory = MEMORY };
	enum csvin_got got;

	p.rows.roles = roles_new();
	read_options(&p, argc, argv);
	p.in = csvin_open(&p.cmd.in);
	p.out = cmd_output(&p.cmd);
	if (p.rejects_path && !(p.rejects = csvout_open(p.rejects_path, 0)))
		fail_io(&p, p.rejects_path);
	if (p.rejects) {
		csvout_field(p.rejects, STR("file"));
		csvout_field(p.rejects, STR("line"));
		csvout_field(p.rejects, STR("reason"));
		csvout_field(p.rejects, STR("raw"));
		csvout_end(p.rejects);
	}
	got = read_all(&p);
	if (got == CSVIN_END && p.group)
		write_groups(&p);
	finish(&p, got);
	group_free(p.group);
	count_free(p.count);
	roles_free(p.rows.roles);
	columns_free(&p.columns);
	free(p.field);
	buf_free(&p.why);
	return 0;
}
