#include "cs-parse-options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cs-parse-layout.h"
#include "cs-parse-rejects.h"
#include "dateform.h"
#include "encoding.h"
#include "util.h"
#include "zone.h"

#define MEMORY ((size_t)64 * 1024 * 1024)
#define MEMORY_MIN (INT64_C(16) * 1024)
#define MEMORY_MAX (INT64_C(16) * 1024 * 1024 * 1024)

enum { GROUP = CMD_OWN, MEMORY_SIZE, PROGRESS, REJECTS, SUMMARY, FORMATS, AGENTS, AGENT_DOMAIN, FIRST, DATE_FORMAT, ENCODING, SET, TZ, REDACT, PSEUDONYMS };

static const char help[] =
    "usage: cs-parse [-f FORMAT] [-m LOG_COLUMN=EXPORT_COLUMN] [-R ROLE=VALUE,...] [options] [FILE ...]\n"
    "\n"
    "Reads an export of conversations and writes the log: one row for each message.\n"
    "\n"
    "  -f, --format NAME      the export of NAME; list prints them all\n"
    "      --formats FILE     further formats, a file such as formats.csv of the pack\n"
    "  -m, --map LOG=EXPORT   the log's column LOG is the export's column EXPORT; nothing\n"
    "                         after = leaves LOG empty (may be repeated)\n"
    "  -R, --role ROLE=VALUE,...\n"
    "                         these values of the role column mean ROLE: agent, customer,\n"
    "                         colleague, bot or system (may be repeated)\n"
    "      --agents FILE      names or ids of staff, one in each line\n"
    "      --agent-domain DOMAIN\n"
    "                         mail of this domain comes from agents (may be repeated)\n"
    "      --first ROLE       who speaks first is ROLE, agent or customer, and the second\n"
    "                         who speaks is the other\n"
    "      --date-format FORMAT\n"
    "                         how dates are written, as in strptime(3); the date alone will\n"
    "                         do: %d/%m/%Y\n"
    "      --tz ZONE          times without a zone are those of ZONE, Europe/Lisbon or +01:00\n"
    "                         (UTC)\n"
    "      --set LOG=VALUE    the log's column LOG is VALUE in all rows (may be repeated)\n"
    "      --encoding NAME    the input is in this encoding, one of iconv -l\n"
    "                         (UTF-8, or UTF-16 with a byte order mark)\n"
    "      --group[=customer] gather the messages of each interaction, in order of time;\n"
    "                         and the interactions of each customer\n"
    "      --memory SIZE      what --group may hold in memory before it writes to a\n"
    "                         temporary file: bytes, or with K, M or G (64M)\n"
    "      --redact           replace e-mail addresses, phone, card and account numbers, ids and\n"
    "                         street addresses in texts by <email>, <phone> and so on\n"
    "      --pseudonyms FILE  replace the ids of interactions, agents and customers by names\n"
    "                         that are made of them and the secret key in FILE\n"
    "      --rejects FILE     write records that do not fit to FILE and go on\n"
    "      --summary          say on stderr what was read as what\n"
    "      --progress         draw a bar on the terminal\n"
    CMD_HELP;

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

static void
read_date_format(struct options *o, const char *format)
{
	struct dateform form = dateform_parts(format);

	if (form.why)
		cmd_usage("--date-format %s: %s", format, form.why);
	o->date_format = format;
	o->order = form.day_first ? TURNS_DAY_FIRST : TURNS_MONTH_FIRST;
}

/* Where the system has no time zones at all, the name is not what is wrong. */
static void
read_zone(struct options *o, const char *name)
{
	if (!zone_set(str_of(name)) && access("/usr/share/zoneinfo", R_OK) != 0)
		cmd_usage("--tz: no time zones in /usr/share/zoneinfo, which the package tzdata brings; +01:00 needs none");
	if (!zone_set(str_of(name)))
		cmd_usage("--tz: not a time zone that is known here: %s; such as Europe/Lisbon, UTC or +01:00", name);
	o->zone = name;
}

/* Without the option, and so without a name, a byte order mark may tell of UTF-16. */
static void
read_encoding(struct options *o, const char *name)
{
	bool utf8 = str_caseeq(str_of(name), STR("UTF-8")) || str_caseeq(str_of(name), STR("UTF8"));

	if (!encoding_known(name))
		cmd_usage("no encoding %s; iconv -l prints them all", name);
	o->cmd.in.encoding = utf8 ? NULL : name;
}

static void
read_group(struct options *o, const char *what)
{
	o->by_customer = what && strcmp(what, "customer") == 0;
	o->grouping = true;
	if (what && !o->by_customer && strcmp(what, "interaction") != 0)
		cmd_usage("--group takes interaction or customer, not %s", what);
}

static void
read_rejects(struct options *o, const char *path)
{
	o->rejects = path;
	o->cmd.in.lenient = true;
	if (!*path || strcmp(path, "-") == 0)
		cmd_usage("--rejects takes the name of a file");
}

/* Only when they are asked for: each start would take longer. */
static void
need_formats(struct options *o)
{
	struct buf why = { 0 };

	if (!o->formats.n && !formats_read(&o->formats, &why))
		cmd_usage("%s", why.p);
	buf_free(&why);
}

/* Those that say what columns and speakers are; true when c is one of them. */
static bool
meaning_option(struct options *o, int c)
{
	struct buf why = { 0 };
	bool fine = true;

	switch (c) {
	case 'm':
		fine = columns_want(&o->columns, optarg, &why);
		break;
	case 'R':
		fine = roles_want(o->roles, optarg, &why);
		break;
	case AGENTS:
		fine = who_agents(o->who, optarg, &why);
		break;
	case AGENT_DOMAIN:
		fine = who_domain(o->who, optarg, &why);
		break;
	case FIRST:
		fine = who_first(o->who, optarg, &why);
		break;
	case SET:
		fine = columns_set(&o->columns, optarg, &why);
		break;
	case FORMATS:
		need_formats(o);
		fine = formats_add(&o->formats, optarg, &why);
		break;
	default:
		return false;
	}
	if (!fine)
		cmd_usage("%s", why.p);
	buf_free(&why);
	return true;
}

static bool
own_option(struct options *o, int c, const char **format)
{
	switch (c) {
	case 'f':
		*format = optarg;
		return true;
	case ENCODING:
		read_encoding(o, optarg);
		return true;
	case GROUP:
		read_group(o, optarg);
		return true;
	case MEMORY_SIZE:
		o->memory = read_size(optarg);
		return true;
	case REJECTS:
		read_rejects(o, optarg);
		return true;
	case PROGRESS:
		o->progressing = true;
		return true;
	case SUMMARY:
		o->summary = true;
		return true;
	case REDACT:
		o->redact = true;
		return true;
	case PSEUDONYMS:
		o->pseudonyms = optarg;
		return true;
	case DATE_FORMAT:
		read_date_format(o, optarg);
		return true;
	case TZ:
		read_zone(o, optarg);
		return true;
	default:
		return meaning_option(o, c);
	}
}

/* --format, once all formats are known. */
static void
choose_format(struct options *o, const char *name)
{
	struct buf list = { 0 };
	bool text;

	need_formats(o);
	if (strcmp(name, "list") == 0) {
		if (o->cmd.in.nfiles || o->cmd.output)
			cmd_usage("-f list reads no file and prints on standard output; leave %s out", o->cmd.output ? "-o" : o->cmd.in.files[0]);
		formats_list(&o->formats, &list);
		cmd_print(list.p);
	}
	o->format = formats_find(&o->formats, str_of(name));
	if (!o->format)
		cmd_usage("no format %s; -f list prints them all", name);
	if (format_recipe(o->format).n)
		cmd_usage("%s is no CSV; with the recipe of samples/import: %s", name, format_recipe(o->format).p);
	text = format_is_text(o->format);
	if (o->cmd.in.no_header)
		cmd_usage("-f %s has a header of its own, or none; leave -n out", name);
	if (text && o->cmd.in.delim)
		cmd_usage("-f %s is no CSV; leave -d and -t out", name);
	for (int i = 0; text && i < LOG_SOURCES; i++)
		if (o->columns.wanted[i] && *o->columns.wanted[i])
			cmd_usage("-f %s has no columns; leave -m out", name);
	if (o->columns.constant[LOG_ROLE])
		cmd_usage("-f %s tells the roles; leave --set role out", name);
}

/* Records that are set aside must not take the place of the log, nor of what they come from. */
static void
check_rejects(const struct options *o)
{
	bool standard = !o->cmd.in.nfiles;

	if (o->cmd.output && rejects_same(o->rejects, o->cmd.output))
		cmd_usage("--rejects and -o name the same file");
	if (!o->cmd.output && rejects_open_as(o->rejects, STDOUT_FILENO))
		cmd_usage("--rejects names the file that standard output goes to");
	for (size_t i = 0; i < o->cmd.in.nfiles; i++) {
		if (strcmp(o->cmd.in.files[i], "-") == 0)
			standard = true;
		else if (rejects_same(o->rejects, o->cmd.in.files[i]))
			cmd_usage("--rejects names the input %s", o->cmd.in.files[i]);
	}
	if (standard && rejects_open_as(o->rejects, STDIN_FILENO))
		cmd_usage("--rejects names the file that standard input comes from");
}

void
options_read(struct options *o, int argc, char **argv)
{
	static const struct option options[] = {
		{ "format", required_argument, NULL, 'f' }, { "formats", required_argument, NULL, FORMATS },
		{ "map", required_argument, NULL, 'm' }, { "role", required_argument, NULL, 'R' },
		{ "agents", required_argument, NULL, AGENTS }, { "agent-domain", required_argument, NULL, AGENT_DOMAIN },
		{ "first", required_argument, NULL, FIRST }, { "date-format", required_argument, NULL, DATE_FORMAT },
		{ "encoding", required_argument, NULL, ENCODING }, { "set", required_argument, NULL, SET },
		{ "tz", required_argument, NULL, TZ }, { "redact", no_argument, NULL, REDACT },
		{ "pseudonyms", required_argument, NULL, PSEUDONYMS },
		{ "group", optional_argument, NULL, GROUP }, { "memory", required_argument, NULL, MEMORY_SIZE },
		{ "progress", no_argument, NULL, PROGRESS }, { "rejects", required_argument, NULL, REJECTS },
		{ "summary", no_argument, NULL, SUMMARY }, CMD_LONG, { 0 }
	};
	const char *format = NULL;

	o->cmd.help = help;
	o->cmd.in.encoding = "";
	o->memory = MEMORY;
	o->roles = roles_new();
	o->who = who_new(o->roles);
	for (int c; (c = getopt_long(argc, argv, "f:m:R:" CMD_SHORT, options, NULL)) != -1;)
		if (!own_option(o, c, &format))
			cmd_option(&o->cmd, c, optarg);
	cmd_operands(&o->cmd, argc, argv);
	if (format)
		choose_format(o, format);
	if (o->rejects)
		check_rejects(o);
}

void
options_free(struct options *o)
{
	formats_free(&o->formats);
	who_free(o->who);
	roles_free(o->roles);
	columns_free(&o->columns);
}
