/* cs-calibrate: holds marks and scores against what people say, and learns from it. */
#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cs-calibrate-learn.h"
#include "util.h"

enum { ABSENT = CMD_OWN, DISAGREEMENTS, SCALE, LEARN, SEED, MAX_PHRASES, FOLDS, NO_MEASURES, MARKERS };

static const char help[] =
    "usage: cs-calibrate -l LABELS [options] [FILE ...]\n"
    "       cs-calibrate -l LABELS --learn MARKER [options] [FILE ...]\n"
    "\n"
    "Reads a tagged log or scores and says how well they agree with what people say.\n"
    "\n"
    "  -l, --labels FILE      what people say: interaction_id, seq, item, value, rater\n"
    "      --absent=no        whoever labelled an interaction says no where they say nothing\n"
    "      --disagreements    list the messages where machine and people differ\n"
    "      --scale LOW,HIGH   people's numbers run from LOW to HIGH (0,100)\n"
    "  -p, --pack DIR         use the pack in DIR instead of the built-in one\n"
    "  -r, --rules FILE       add rules to the pack (may be repeated)\n"
    "  -c, --criteria FILE    add criteria to the pack (may be repeated)\n"
    "      --learn MARKER     fit weighted rules of the marker to the labels of a log\n"
    "      --seed N           of the folds (1)\n"
    "      --max-phrases N    keep at most N weighted phrases (300)\n"
    "      --folds N          cross-validate in N parts (10)\n"
    "      --markers FILE     write the marker's row for markers.csv, with its new threshold\n"
    "      --no-measures      learn from words alone, not from lengths and the like\n"
    CMD_HELP;

static void
add_file(char *const **files, size_t *n, char *path)
{
	char **grown = util_resize((char **)*files, *n + 1, sizeof *grown);

	grown[(*n)++] = path;
	*files = grown;
}

static void
read_scale(struct calibrate *c, const char *argument)
{
	struct str rest = str_of(argument), part[2] = { { 0 } };
	int64_t end[2] = { 0 };

	for (int i = 0; i < 2; i++)
		if (!str_next(&rest, ',', &part[i]) || !str_thousandths(part[i], &end[i]))
			cmd_usage("--scale takes two numbers, the lowest and the highest value: 1,5");
	if (rest.n || end[0] >= end[1])
		cmd_usage("--scale takes two numbers, the lowest and the highest value: 1,5");
	c->scaled = true;
	c->scale_low = (double)end[0] / 1000;
	c->scale_high = (double)end[1] / 1000;
}

static uint64_t
whole(const char *option, const char *argument, int64_t low, int64_t high)
{
	int64_t n;

	if (!str_int(str_of(argument), low, high, &n))
		cmd_usage("%s takes a whole number from %lld to %lld", option, (long long)low, (long long)high);
	return (uint64_t)n;
}

static void
take(struct calibrate *c, int option, char *argument)
{
	switch (option) {
	case 'l': c->labels = argument; break;
	case 'p': c->pack.dir = argument; break;
	case 'r': add_file(&c->pack.rules, &c->pack.nrules, argument); break;
	case 'c': add_file(&c->pack.rubric, &c->pack.nrubric, argument); break;
	case ABSENT:
		if (strcmp(argument, "no") != 0)
			cmd_usage("--absent=no is all that can be said of what has no label");
		c->absent_no = true;
		break;
	case DISAGREEMENTS: c->disagreements = true; break;
	case SCALE: read_scale(c, argument); break;
	case LEARN: c->learn = argument; break;
	case SEED: c->seed = whole("--seed", argument, 0, INT64_MAX); break;
	case MAX_PHRASES: c->max_phrases = (size_t)whole("--max-phrases", argument, 1, 100000); break;
	case FOLDS: c->folds = (size_t)whole("--folds", argument, 2, 1000); break;
	case MARKERS: c->markers = argument; break;
	case NO_MEASURES: c->no_measures = true; break;
	default: cmd_option(&c->cmd, option, argument);
	}
}

static bool
is_for_learning(int option)
{
	return option == SEED || option == MAX_PHRASES || option == FOLDS || option == MARKERS || option == NO_MEASURES;
}

static void
read_options(struct calibrate *c, int argc, char **argv)
{
	static const struct option options[] = {
		{ "labels", required_argument, NULL, 'l' }, { "absent", required_argument, NULL, ABSENT },
		{ "disagreements", no_argument, NULL, DISAGREEMENTS }, { "scale", required_argument, NULL, SCALE },
		{ "pack", required_argument, NULL, 'p' }, { "rules", required_argument, NULL, 'r' },
		{ "criteria", required_argument, NULL, 'c' }, { "learn", required_argument, NULL, LEARN },
		{ "seed", required_argument, NULL, SEED }, { "max-phrases", required_argument, NULL, MAX_PHRASES },
		{ "folds", required_argument, NULL, FOLDS }, { "no-measures", no_argument, NULL, NO_MEASURES },
		{ "markers", required_argument, NULL, MARKERS }, CMD_LONG, { 0 }
	};

	bool learns = false;

	for (int option; (option = getopt_long(argc, argv, "l:p:r:c:" CMD_SHORT, options, NULL)) != -1; ) {
		take(c, option, optarg);
		learns |= is_for_learning(option);
	}
	if (!c->labels)
		cmd_usage("-l says where the labels are");
	if (learns && !c->learn)
		cmd_usage("--folds, --markers, --max-phrases, --no-measures and --seed go with --learn");
	if (c->learn && c->disagreements)
		cmd_usage("--learn and --disagreements are two things");
	if (c->learn && c->scaled)
		cmd_usage("--scale is of numbers, and --learn learns from yes and no");
	cmd_operands(&c->cmd, argc, argv);
}

int
main(int argc, char **argv)
{
	struct calibrate c = {
		.cmd.help = help, .scale_low = 0, .scale_high = 100, .seed = 1, .max_phrases = 300, .folds = 10,
	};
	int status = 0;

	read_options(&c, argc, argv);
	if (c.learn)
		status = calibrate_learn(&c);
	else
		calibrate_agree(&c);
	free((char **)c.pack.rules);
	free((char **)c.pack.rubric);
	return status;
}
