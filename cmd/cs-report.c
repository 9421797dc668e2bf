/* cs-report: makes of scores something that a person reads. */
#include <err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cs-report-content.h"
#include "cs-report-render.h"
#include "util.h"

enum { AGENT = CMD_OWN, ASCII, FAIL_ON_CRITICAL, FAIL_UNDER, NO_QUOTES, RAW, TOP };
enum format { FORMAT_UNSET, FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_CSV };

static const char help[] =
    "usage: cs-report [-f FORMAT] [--agent ID] [-p DIR] [-c FILE] [options] [FILE ...]\n"
    "\n"
    "Reads scores as cs-score writes them and reports on them.\n"
    "\n"
    "  -f, --format FORMAT    text, markdown or csv (text on a terminal, else csv)\n"
    "      --agent ID         a coaching page of one agent\n"
    "      --top N            show N rows of long lists (10)\n"
    "      --no-quotes        show nobody's words\n"
    "      --ascii            draw with plain characters\n"
    "      --raw              csv: no apostrophe before what a spreadsheet would compute\n"
    "      --fail-under [SKILL=]N\n"
    "                         end with status 4 when the score is surely under N (may be repeated)\n"
    "      --fail-on-critical\n"
    "                         end with status 4 when there are critical errors\n"
    "  -p, --pack DIR         use the pack in DIR instead of the built-in one\n"
    "  -c, --criteria FILE    add criteria to the pack's rubric (may be repeated)\n"
    "  -r, --rules FILE       add rules to the pack (may be repeated)\n"
    CMD_HELP;

/* A score that must be reached; skill is empty for all skills. */
struct limit {
	struct str skill, text;
	int64_t under;                  /* thousandths of a percent, as text says */
};

struct report {
	struct cmd cmd;
	struct pack_options options;
	struct render render;
	enum format format;
	struct str agent;
	bool no_quotes, fail_on_critical;
	int64_t top;
	struct limit *limit;
	size_t limits, limit_cap;
};

static void
add_file(char *const **files, size_t *n, char *path)
{
	char **all = util_resize((char **)*files, *n + 1, sizeof *all);

	all[(*n)++] = path;
	*files = all;
}

static enum format
read_format(const char *name)
{
	static const char *const names[] = { "", "text", "markdown", "csv" };

	for (int i = FORMAT_TEXT; i <= FORMAT_CSV; i++)
		if (strcmp(name, names[i]) == 0)
			return (enum format)i;
	cmd_usage("not a format: %s; there are text, markdown and csv", name);
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
	else if (c == ASCII)
		r->render.ascii = true;
	else if (c == RAW)
		r->render.raw = true;
	else if (c == NO_QUOTES)
		r->no_quotes = true;
	else if (c == FAIL_ON_CRITICAL)
		r->fail_on_critical = true;
	else if (c == FAIL_UNDER)
		add_limit(r, argument);
	else if (c != TOP)
		cmd_option(&r->cmd, c, argument);
	else if (!str_int(str_of(argument), 1, 1000000, &r->top))
		cmd_usage("--top: not a number of rows: %s", argument);
}

static void
read_options(struct report *r, int argc, char **argv)
{
	static const struct option options[] = {
		{ "format", required_argument, NULL, 'f' }, { "agent", required_argument, NULL, AGENT },
		{ "top", required_argument, NULL, TOP }, { "no-quotes", no_argument, NULL, NO_QUOTES },
		{ "ascii", no_argument, NULL, ASCII }, { "raw", no_argument, NULL, RAW },
		{ "fail-under", required_argument, NULL, FAIL_UNDER }, { "fail-on-critical", no_argument, NULL, FAIL_ON_CRITICAL },
		{ "pack", required_argument, NULL, 'p' }, { "criteria", required_argument, NULL, 'c' },
		{ "rules", required_argument, NULL, 'r' }, CMD_LONG, { 0 }
	};
	bool terminal;

	for (int c; (c = getopt_long(argc, argv, "f:p:c:r:" CMD_SHORT, options, NULL)) != -1; )
		take_option(r, c, optarg);
	cmd_operands(&r->cmd, argc, argv);
	if (r->agent.p && r->agent.n == 0)
		cmd_usage("--agent: an id is missing");
	terminal = (!r->cmd.output || strcmp(r->cmd.output, "-") == 0) && isatty(STDOUT_FILENO);
	if (r->format == FORMAT_UNSET)
		r->format = terminal ? FORMAT_TEXT : FORMAT_CSV;
	const char *no_color = getenv("NO_COLOR"), *kind = getenv("TERM");
	r->render.colour = terminal && !(no_color && *no_color) && kind && strcmp(kind, "dumb") != 0;
}

static void
check_limits(const struct report *r, const struct pack *pack)
{
	for (size_t i = 0; i < r->limits; i++) {
		struct str skill = r->limit[i].skill;
		if (skill.n && pack_skill(pack, skill) == RECORD_NONE)
			cmd_usage("--fail-under: no skill \"%.*s\" in the pack", (int)skill.n, skill.p);
	}
}

static void
write_doc(const struct report *r, const struct doc *d, struct csvout *out)
{
	struct buf text = { 0 };

	if (r->format == FORMAT_CSV) {
		render_csv(d, &r->render, out);
		return;
	}
	if (r->format == FORMAT_TEXT)
		render_text(d, &r->render, &text);
	else
		render_markdown(d, &text);
	/* csvout ends the last line. */
	csvout_raw(out, (struct str){ text.p, text.n - 1 });
	csvout_end(out);
	buf_free(&text);
}

/* The upper end of the range decides: a score that may well be above the limit is no breach. */
static bool
breached(const struct report *r, const struct totals *t)
{
	struct total total;
	bool breach = false;

	for (size_t i = 0; i < r->limits; i++) {
		struct str skill = r->limit[i].skill;
		bool found = totals_find(t, skill.n ? LEVEL_SKILL : LEVEL_ALL, skill.n ? skill : STR("all"), STR(""), &total);
		if (!found || !total.scored || total.score.at.high * 1000 >= (double)r->limit[i].under)
			continue;
		warnx("%.*s: the score of %.2f is under %.*s, and so is its range, up to %.2f", skill.n ? (int)skill.n : 10,
		    skill.n ? skill.p : "all skills", total.score.at.score, (int)r->limit[i].text.n, r->limit[i].text.p,
		    total.score.at.high);
		breach = true;
	}
	if (r->fail_on_critical && totals_find(t, LEVEL_ALL, STR("all"), STR(""), &total) && total.figures.critical) {
		warnx("critical errors: %lld", (long long)total.figures.critical);
		breach = true;
	}
	return breach;
}

/* False when a limit was breached. */
static bool
report(const struct report *r, const struct pack *pack)
{
	struct csvin *in = csvin_open(&r->cmd.in);
	struct csvout *out = cmd_output(&r->cmd);
	struct totals t = { .pack = pack, .agent = r->agent };
	struct doc d = { 0 };
	struct content c = { .doc = &d, .t = &t, .quotes = !r->no_quotes, .top = (size_t)r->top };
	enum csvin_got got = totals_read(&t, &r->cmd, in, out);
	bool breach = false;

	if (got == CSVIN_END && t.rows && t.agent.n && !t.agent_seen) {
		csvout_abandon(out);
		errx(STATUS_USAGE, "--agent: the scores have no agent \"%s\"", t.agent.p);
	}
	if (got == CSVIN_END) {
		content_build(&c);
		write_doc(r, &d, out);
		breach = t.rows && breached(r, &t);
	}
	cmd_close(in, out, got);
	doc_free(&d);
	totals_free(&t);
	return !breach;
}

int
main(int argc, char **argv)
{
	struct report r = { .cmd.help = help, .options.score = true, .top = 10 };
	struct buf why = { 0 };
	bool well;

	read_options(&r, argc, argv);
	struct pack *pack = pack_open(&r.options, &why);
	if (!pack)
		errx(STATUS_USAGE, "%s", why.p);
	check_limits(&r, pack);
	well = report(&r, pack);
	pack_free(pack);
	free((char **)r.options.rubric);
	free((char **)r.options.rules);
	free(r.limit);
	return well ? 0 : STATUS_LIMIT;
}
