/* cs-score: scores each skill where the conversation called for it. */
#include <err.h>
#include <stdlib.h>

#include "cs-score.h"
#include "util.h"
#include "zone.h"

enum { EXPLAIN = CMD_OWN, MERGE, TZ };

static const char help[] =
    "usage: cs-score [-b COLUMNS] [-p DIR] [-r FILE] [-c FILE] [options] [FILE ...]\n"
    "       cs-score --merge [-b COLUMNS] [options] [FILE ...]\n"
    "       cs-score --explain ID [--tz ZONE] [-p DIR] [-r FILE] [-c FILE] [options] [FILE ...]\n"
    "\n"
    "Reads a log as cs-tag writes it and scores each interaction by the criteria of the pack.\n"
    "\n"
    "  -b, --by COLUMNS       one row for each group: columns of the log, date, week, month, agent_id,\n"
    "                         skill, criterion; separated by commas\n"
    "      --merge            read scores instead and add them up\n"
    "      --explain ID       show that interaction as a transcript, with what was called for and what came of it\n"
    "  -p, --pack DIR         use the pack in DIR instead of the built-in one\n"
    "  -r, --rules FILE       rules that were added in cs-tag: criteria may name their markers (may be repeated)\n"
    "      --tz ZONE          dates, weeks and months are those of ZONE, such as Europe/Lisbon (UTC)\n"
    "  -c, --criteria FILE    add criteria to the pack's rubric (may be repeated)\n"
    CMD_HELP;

static void
add_file(char *const **files, size_t *n, char *path)
{
	char **longer = util_resize((char **)*files, *n + 1, sizeof *longer);

	longer[(*n)++] = path;
	*files = longer;
}

static void
read_options(struct score *s, int argc, char **argv)
{
	static const struct option options[] = {
		{ "by", required_argument, NULL, 'b' }, { "merge", no_argument, NULL, MERGE },
		{ "explain", required_argument, NULL, EXPLAIN }, { "tz", required_argument, NULL, TZ },
		{ "pack", required_argument, NULL, 'p' }, { "rules", required_argument, NULL, 'r' },
		{ "criteria", required_argument, NULL, 'c' }, CMD_LONG, { 0 }
	};
	const char *by = NULL;
	struct buf why = { 0 };

	for (int c; (c = getopt_long(argc, argv, "b:p:r:c:" CMD_SHORT, options, NULL)) != -1; ) {
		if (c == 'b')
			by = optarg;
		else if (c == MERGE)
			s->merge = true;
		else if (c == EXPLAIN)
			s->explain = optarg;
		else if (c == TZ)
			s->zone = optarg;
		else if (c == 'p')
			s->options.dir = optarg;
		else if (c == 'c')
			add_file(&s->options.rubric, &s->options.nrubric, optarg);
		else if (c == 'r')
			add_file(&s->options.rules, &s->options.nrules, optarg);
		else
			cmd_option(&s->cmd, c, optarg);
	}
	cmd_operands(&s->cmd, argc, argv);
	if (s->merge && (s->options.dir || s->options.nrules || s->options.nrubric))
		cmd_usage("--merge reads scores: a pack, rules or criteria change nothing there");
	if (s->zone && s->merge)
		cmd_usage("--merge reads scores: their dates are made already, and --tz changes nothing there");
	if (s->zone && !zone_set(str_of(s->zone)))
		cmd_usage("--tz: not a time zone that is known here: %s; such as Europe/Lisbon, UTC or +01:00", s->zone);
	if (s->explain && (s->merge || by))
		cmd_usage("--explain shows one interaction: there is nothing to group or to merge");
	s->finest = !by && !s->merge;
	if ((by || s->finest) && !by_read(&s->by, by ? str_of(by) : STR(SCORE_FINEST), &why))
		cmd_usage("--by: %s", why.p);
}

static void
score_by_pack(struct score *s)
{
	struct buf why = { 0 };
	struct pack *pack = pack_open(&s->options, &why);
	struct rubric *rubric = pack ? rubric_open(pack, &why) : NULL;

	if (!rubric)
		errx(STATUS_USAGE, "%s", why.p);
	s->pack = pack;
	s->rubric = rubric;
	score_log(s);
	rubric_free(rubric);
	pack_free(pack);
}

int
main(int argc, char **argv)
{
	struct score s = { .cmd.help = help, .options.score = true };

	read_options(&s, argc, argv);
	if (s.merge)
		score_merge(&s);
	else
		score_by_pack(&s);
	by_free(&s.by);
	free((char **)s.options.rules);
	free((char **)s.options.rubric);
	return 0;
}
