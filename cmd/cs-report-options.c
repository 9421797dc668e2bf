#include "cs-report-options.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "mail.h"
#include "util.h"
#include "zone.h"

enum {
	AGENT = CMD_OWN, ASCII, BASELINE, FAIL_ON_CRITICAL, FAIL_UNDER, FROM, LOG, NO_QUOTES, PSEUDONYMS, RAW, SUBJECT, TO, TOP, TREND, TZ
};

static const char help[] =
    "usage: cs-report [-f FORMAT] [--agent ID] [-p DIR] [-c FILE] [options] [FILE ...]\n"
    "\n"
    "Reads scores as cs-score writes them and reports on them.\n"
    "\n"
    "  -f, --format FORMAT    text, markdown, html, mail, csv, json or prometheus\n"
    "                         (text on a terminal, else csv)\n"
    "      --agent ID         a coaching page of one agent\n"
    "      --baseline FILE    name what changed since these scores\n"
    "      --log FILE         the log that was scored: quote also what the customer had said\n"
    "      --trend PERIOD     the score by day, week or month\n"
    "      --top N            show N rows of long lists (10)\n"
    "      --no-quotes        show nobody's words\n"
    "      --pseudonyms       call agents by numbers and interactions by nothing\n"
    "      --tz ZONE          times of day are those of ZONE, such as Europe/Lisbon (UTC)\n"
    "      --ascii            text: draw with plain characters\n"
    "      --raw              csv: no apostrophe before what a spreadsheet would compute\n"
    "      --to ADDRESS       mail: to whom (may be repeated)\n"
    "      --from ADDRESS     mail: from whom\n"
    "      --subject TEXT     mail: instead of one that tells period and critical errors\n"
    "      --fail-under [SKILL=]N\n"
    "                         end with status 4 when the score is surely under N (may be repeated)\n"
    "      --fail-on-critical\n"
    "                         end with status 4 when there are critical errors\n"
    "  -p, --pack DIR         use the pack in DIR instead of the built-in one\n"
    "  -c, --criteria FILE    add criteria to the pack's rubric (may be repeated)\n"
    "  -r, --rules FILE       add rules to the pack (may be repeated)\n"
    CMD_HELP;

static void
add_file(char *const **files, size_t *n, char *path)
{
	char **all = util_resize((char **)*files, *n + 1, sizeof *all);

	all[(*n)++] = path;
	*files = all;
}

static int
find_name(const char *name, const char *const *names, int n)
{
	for (int i = 1; i <= n; i++)
		if (strcmp(name, names[i]) == 0)
			return i;
	return 0;
}

static enum format
read_format(const char *name)
{
	static const char *const names[] = { "", "text", "markdown", "html", "mail", "csv", "json", "prometheus" };
	int format = find_name(name, names, FORMAT_PROMETHEUS);

	if (!format)
		cmd_usage("not a format: %s; there are text, markdown, html, mail, csv, json and prometheus", name);
	return (enum format)format;
}

static enum trend
read_trend(const char *name)
{
	static const char *const names[] = { "", "day", "week", "month" };
	int trend = find_name(name, names, TREND_MONTH);

	if (!trend)
		cmd_usage("--trend: not a period: %s; there are day, week and month", name);
	return (enum trend)trend;
}

static void
add_limit(struct report *r, const char *argument)
{
	struct limit limit = { 0 };
	struct str number = str_of(argument);

	if (strchr(argument, '='))
		str_next(&number, '=', &limit.skill);
	/* a variable of a script that is not set must not ask for something else */
	if (limit.skill.p && limit.skill.n == 0)
		cmd_usage("--fail-under: a skill is missing before \"=\"");
	if (!str_thousandths(number, &limit.under) || limit.under < 0 || limit.under > 100000)
		cmd_usage("--fail-under: not a score from 0 to 100: %.*s", (int)number.n, number.p);
	limit.text = number;
	r->limit = util_grow(r->limit, &r->limit_cap, r->limits + 1, sizeof *r->limit);
	r->limit[r->limits++] = limit;
}

/* A header of a mail is one line that nobody can end and go on with another. */
static void
add_address(struct report *r, const char *option, const char *argument, bool first)
{
	struct buf *to = &r->to;

	if (!mail_addresses(str_of(argument)))
		cmd_usage("%s: not a mail address such as name@example.com or Name <name@example.com>", option);
	if (first)
		return;
	if (to->n)
		buf_str(to, STR(", "));
	buf_str(to, str_of(argument));
	r->render.to = to->p;
}

static void
take_switch(struct report *r, int c, char *argument)
{
	if (c == ASCII)
		r->render.ascii = true;
	else if (c == RAW)
		r->render.raw = true;
	else if (c == NO_QUOTES)
		r->no_quotes = true;
	else if (c == PSEUDONYMS)
		r->pseudonyms = true;
	else if (c == FAIL_ON_CRITICAL)
		r->fail_on_critical = true;
	else if (c != TOP)
		cmd_option(&r->cmd, c, argument);
	else if (!str_int(str_of(argument), 1, 1000000, &r->top))
		cmd_usage("--top: not a number of rows: %s", argument);
}

static void
take_mail(struct report *r, int c, char *argument)
{
	if (c == TO) {
		add_address(r, "--to", argument, false);
	} else if (c == FROM) {
		add_address(r, "--from", argument, true);
		r->render.from = argument;
	} else {
		if (!mail_line(str_of(argument)))
			cmd_usage("--subject: more than one line, or more than is readable");
		r->render.subject = argument;
	}
}

static void
take_option(struct report *r, int c, char *argument)
{
	if (c == 'f')
		r->format = read_format(argument);
	else if (c == 'p')
		r->options.dir = argument;
	else if (c == 'c')
		add_file(&r->options.rubric, &r->options.nrubric, argument);
	else if (c == 'r')
		add_file(&r->options.rules, &r->options.nrules, argument);
	else if (c == AGENT)
		r->agent = str_of(argument);
	else if (c == BASELINE)
		r->baseline = argument;
	else if (c == LOG)
		r->log = argument;
	else if (c == TREND)
		r->trend = read_trend(argument);
	else if (c == TZ)
		r->zone = argument;
	else if (c == FAIL_UNDER)
		add_limit(r, argument);
	else if (c == TO || c == FROM || c == SUBJECT)
		take_mail(r, c, argument);
	else
		take_switch(r, c, argument);
}

/* SOURCE_DATE_EPOCH stands for now, so that the same input gives the same bytes. */
static void
set_times(struct report *r)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	bool fixed = epoch && *epoch;
	int64_t now = time(NULL);

	if (r->zone && !zone_set(str_of(r->zone)))
		cmd_usage("--tz: not a time zone that is known here: %s; such as Europe/Lisbon, UTC or +01:00", r->zone);
	if (fixed && !str_int(str_of(epoch), 0, INT64_C(253402300799), &now))
		cmd_usage("SOURCE_DATE_EPOCH: not a number of seconds: %s", epoch);
	zone_mail_date(now, &r->date);
	r->render.date = r->date.p;
	if (fixed)
		zone_time(now, &r->made);
}

static void
check_options(struct report *r)
{
	if (r->agent.p && r->agent.n == 0)
		cmd_usage("--agent: an id is missing");
	if (r->format == FORMAT_MAIL && (!r->render.to || !r->render.from))
		cmd_usage("-f mail needs --to and --from");
	if (r->format != FORMAT_MAIL && (r->render.to || r->render.from || r->render.subject))
		cmd_usage("--to, --from and --subject are for -f mail");
	if ((r->baseline && strcmp(r->baseline, "-") == 0) || (r->log && strcmp(r->log, "-") == 0))
		cmd_usage("--baseline and --log need files, standard input has the scores");
	if (r->log && r->pseudonyms)
		cmd_usage("--log finds messages by their interactions, which --pseudonyms forgets");
}

void
options_read(struct report *r, int argc, char **argv)
{
	static const struct option options[] = {
		{ "format", required_argument, NULL, 'f' }, { "agent", required_argument, NULL, AGENT },
		{ "baseline", required_argument, NULL, BASELINE }, { "trend", required_argument, NULL, TREND },
		{ "log", required_argument, NULL, LOG },
		{ "top", required_argument, NULL, TOP }, { "no-quotes", no_argument, NULL, NO_QUOTES },
		{ "pseudonyms", no_argument, NULL, PSEUDONYMS }, { "tz", required_argument, NULL, TZ },
		{ "ascii", no_argument, NULL, ASCII }, { "raw", no_argument, NULL, RAW },
		{ "to", required_argument, NULL, TO }, { "from", required_argument, NULL, FROM },
		{ "subject", required_argument, NULL, SUBJECT },
		{ "fail-under", required_argument, NULL, FAIL_UNDER }, { "fail-on-critical", no_argument, NULL, FAIL_ON_CRITICAL },
		{ "pack", required_argument, NULL, 'p' }, { "criteria", required_argument, NULL, 'c' },
		{ "rules", required_argument, NULL, 'r' }, CMD_LONG, { 0 }
	};
	const char *no_color = getenv("NO_COLOR"), *kind = getenv("TERM");
	bool terminal;

	r->cmd.help = help;
	for (int c; (c = getopt_long(argc, argv, "f:p:c:r:" CMD_SHORT, options, NULL)) != -1; )
		take_option(r, c, optarg);
	cmd_operands(&r->cmd, argc, argv);
	terminal = (!r->cmd.output || strcmp(r->cmd.output, "-") == 0) && isatty(STDOUT_FILENO);
	if (r->format == FORMAT_UNSET)
		r->format = terminal ? FORMAT_TEXT : FORMAT_CSV;
	r->render.colour = terminal && !(no_color && *no_color) && kind && strcmp(kind, "dumb") != 0;
	check_options(r);
	set_times(r);
}

void
options_free(struct report *r)
{
	free((char **)r->options.rubric);
	free((char **)r->options.rules);
	free(r->limit);
	buf_free(&r->made);
	buf_free(&r->date);
	buf_free(&r->to);
}
