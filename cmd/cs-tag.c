/* cs-tag: marks what is said in each message of a log. */
#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cs-tag-explain.h"
#include "cs-tag-jobs.h"
#include "util.h"

enum { DUMP_PACK = CMD_OWN, EXPLAIN, FINGERPRINT, ROLE };

static const char help[] =
    "usage: cs-tag [-e] [-p DIR] [-r FILE] [options] [FILE ...]\n"
    "       cs-tag --explain TEXT [--role ROLE] [-p DIR] [-r FILE] [-o FILE]\n"
    "\n"
    "Reads a log as cs-parse writes it and adds the column tags: the markers of each message.\n"
    "\n"
    "  -e, --evidence         add the column evidence too: marker@offset+length in bytes\n"
    "  -j, --jobs N           tag with N threads (one for each processor, up to 8)\n"
    "  -p, --pack DIR         use the pack in DIR instead of the built-in one\n"
    "  -r, --rules FILE       add rules to the pack (may be repeated)\n"
    "      --dump-pack DIR    write the built-in pack to DIR, to be edited\n"
    "      --fingerprint      print the pack's fingerprint\n"
    "      --explain TEXT     show how one message is read: words, rules, markers; - reads it from standard input\n"
    "      --role ROLE        who says it: agent (unless given), customer, colleague, bot, system\n"
    CMD_HELP;

/* The columns of a log without a header. */
static const char *const canonical[] = {
	"interaction_id", "seq", "timestamp", "channel", "role", "agent_id", "customer_id", "text"
};

/* The image of the compiled-in pack, linked in. */
extern const char image_bytes[];
extern const uint64_t image_size;

struct tagger {
	struct cmd cmd;
	struct pack_options pack;
	bool evidence, fingerprint;
	const char *explain;            /* a message, instead of a log */
	enum record_role role_said;     /* ROLE_COUNT: not given */
	bool ready;                     /* the columns are known */
	size_t role, text;              /* columns */
	unsigned threads;
	struct buf copy;
};

/* The record as it came; anew if its delimiter is not that of the output. */
static struct str
copy_record(struct tagger *t, const struct record *rec)
{
	if (t->cmd.in.delim == 0 || t->cmd.in.delim == ',')
		return rec->raw;
	buf_reset(&t->copy);
	for (size_t i = 0; i < rec->n; i++) {
		if (i)
			buf_char(&t->copy, ',');
		csvout_quote(&t->copy, rec->field[i], ',');
	}
	return buf_view(&t->copy);
}

static size_t
column(const struct tagger *t, const struct record *header, const char *name)
{
	size_t i = record_column(header, str_of(name));

	if (t->cmd.in.no_header) {
		for (i = 0; i < sizeof canonical / sizeof *canonical && strcmp(canonical[i], name) != 0; i++)
			;
		if (i >= header->n)
			i = RECORD_NONE;
	}
	return i;
}

static void
need_column(const struct record *header, size_t i, const char *name, struct csvout *out)
{
	if (i == RECORD_NONE)
		cmd_refuse(out, header, "no column \"%s\"; cs-parse makes a log of an export", name);
}

static void
write_header(struct tagger *t, const struct record *header, struct csvout *out)
{
	t->role = column(t, header, "role");
	t->text = column(t, header, "text");
	need_column(header, t->role, "role", out);
	need_column(header, t->text, "text", out);
	t->ready = true;
	if (t->cmd.in.no_header)
		return;
	if (record_column(header, STR("tags")) != RECORD_NONE ||
	    (t->evidence && record_column(header, STR("evidence")) != RECORD_NONE))
		cmd_refuse(out, header, "the log has tags already");
	csvout_raw(out, copy_record(t, header));
	csvout_field(out, STR("tags"));
	if (t->evidence)
		csvout_field(out, STR("evidence"));
	csvout_end(out);
}

/* What is not compiled in is refused before the first message. */
static void
check_rules(struct tag_rules *rules)
{
	struct buf why = { 0 };

	for (unsigned role = 0; role < ROLE_COUNT; role++)
		if (!tag_ready(rules, (enum record_role)role, &why))
			errx(STATUS_USAGE, "%s", why.p);
}

static void
tag_log(struct tagger *t, const struct pack *pack)
{
	struct csvin *in = csvin_open(&t->cmd.in);
	struct csvout *out = cmd_output(&t->cmd);
	struct tag_rules rules = { .pack = pack };
	struct jobs *jobs = jobs_new(t->threads ? t->threads : jobs_default(), &rules, t->evidence, out);
	struct record rec;
	struct buf why = { 0 };
	enum csvin_got got;

	if (t->pack.dir || t->pack.nrules)
		check_rules(&rules);
	if (csvin_header(in))
		write_header(t, csvin_header(in), out);
	while ((got = csvin_next(in, &rec)) == CSVIN_RECORD && !csvout_error(out)) {
		/* without a header the columns are known with the first record */
		if (!t->ready)
			write_header(t, csvin_header(in), out);
		enum record_role role = record_role(rec.field[t->role]);
		if (role == ROLE_COUNT) {
			jobs_finish(jobs);
			cmd_refuse(out, &rec, "unknown role; cs-parse makes a log of an export");
		}
		if (!jobs_add(jobs, copy_record(t, &rec), role, rec.field[t->text], &why))
			errx(STATUS_USAGE, "%s", why.p);
		bool drained = csvin_drained(in);
		if (drained)
			jobs_finish(jobs);
		cmd_step(drained, out);
	}
	jobs_finish(jobs);
	jobs_free(jobs);
	tag_rules_free(&rules);
	cmd_close(in, out, got);
	buf_free(&t->copy);
}

static void
add_rules(struct tagger *t, char *path)
{
	char **files = util_resize((char **)t->pack.rules, t->pack.nrules + 1, sizeof *files);

	files[t->pack.nrules++] = path;
	t->pack.rules = files;
}

static void
dump_pack(const char *dir)
{
	struct buf why = { 0 };

	if (!pack_dump(dir, &why))
		errx(STATUS_IO, "%s", why.p);
	exit(0);
}

static unsigned
threads_of(const char *argument)
{
	int64_t n;

	if (!str_int(str_of(argument), 1, 256, &n))
		cmd_usage("not a number of threads from 1 to 256: %s", argument);
	return (unsigned)n;
}

static enum record_role
role_of(const char *argument)
{
	enum record_role role = record_role(str_of(argument));

	if (role == ROLE_COUNT)
		cmd_usage("a role is agent, customer, colleague, bot or system, not %s", argument);
	return role;
}

static void
read_options(struct tagger *t, int argc, char **argv)
{
	static const struct option options[] = {
		{ "evidence", no_argument, NULL, 'e' }, { "pack", required_argument, NULL, 'p' },
		{ "rules", required_argument, NULL, 'r' }, { "dump-pack", required_argument, NULL, DUMP_PACK },
		{ "fingerprint", no_argument, NULL, FINGERPRINT }, { "jobs", required_argument, NULL, 'j' },
		{ "explain", required_argument, NULL, EXPLAIN }, { "role", required_argument, NULL, ROLE }, CMD_LONG, { 0 }
	};

	for (int c; (c = getopt_long(argc, argv, "ej:p:r:" CMD_SHORT, options, NULL)) != -1; ) {
		if (c == 'e')
			t->evidence = true;
		else if (c == 'j')
			t->threads = threads_of(optarg);
		else if (c == 'p')
			t->pack.dir = optarg;
		else if (c == 'r')
			add_rules(t, optarg);
		else if (c == DUMP_PACK)
			dump_pack(optarg);
		else if (c == FINGERPRINT)
			t->fingerprint = true;
		else if (c == EXPLAIN)
			t->explain = optarg;
		else if (c == ROLE)
			t->role_said = role_of(optarg);
		else
			cmd_option(&t->cmd, c, optarg);
	}
	cmd_operands(&t->cmd, argc, argv);
	if (t->role_said != ROLE_COUNT && !t->explain)
		cmd_usage("--role goes with --explain: the messages of a log have roles");
	if (t->explain && t->cmd.in.nfiles)
		cmd_usage("--explain shows one message and reads no file: quote it as one argument");
}

static void
print_fingerprint(struct tagger *t, const struct pack *pack)
{
	struct csvout *out = cmd_output(&t->cmd);

	csvout_field(out, str_of(pack->fingerprint));
	csvout_end(out);
	if (csvout_close(out) != 0)
		err(STATUS_IO, "write error");
}

int
main(int argc, char **argv)
{
	struct tagger t = { .cmd.help = help, .pack.tag = true, .role_said = ROLE_COUNT };
	struct buf why = { 0 };

	read_options(&t, argc, argv);
	if (!t.explain)
		t.pack.image = (struct str){ image_bytes, (size_t)image_size };
	struct pack *pack = pack_open(&t.pack, &why);
	if (!pack)
		errx(STATUS_USAGE, "%s", why.p);
	if (t.fingerprint)
		print_fingerprint(&t, pack);
	else if (t.explain)
		explain_text(&t.cmd, pack, t.role_said == ROLE_COUNT ? ROLE_AGENT : t.role_said, t.explain);
	else
		tag_log(&t, pack);
	pack_free(pack);
	free((char **)t.pack.rules);
	return 0;
}
