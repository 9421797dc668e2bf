#include "cs-calibrate-learn.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "cs-calibrate-labels.h"
#include "cs-calibrate-rows.h"
#include "gram.h"
#include "tag.h"
#include "util.h"

enum { LEAST_YES = 30, LEAST_MESSAGES = 5, LEAST_INTERACTIONS = 3, MOST_GRAMS = 30000 };

/* Measures are learned as patterns, as these are what a pack can say. */
static const char *const measures[] = {
	"{words<3}", "{words<5}", "{words<8}", "{words<12}", "{words>=16}", "{words>=24}", "{words>=32}", "{words>=50}",
	"{questions>=1}", "{exclamations>=1}", "{sentences>=2}", "{sentences>=4}", "{caps>=0.3}", "{caps>=0.7}",
};

struct message {
	struct str text;
	uint64_t interaction;
	double given;                   /* sum of the rules that the pack has */
	bool yes;
};

struct study {
	const struct calibrate *c;
	struct csvout *out;
	struct labels *labels;
	size_t item;                    /* of the labels */
	struct pack *pack;
	size_t marker;                  /* of the pack, or RECORD_NONE */
	unsigned roles;
	int32_t threshold;              /* thousandths */
	struct tag_rules rules;
	struct tag_work tagged;
	struct grams *grams;
	struct lexicon *seen, *known;   /* words of the log, and of the patterns */
	struct phrase_set *patterns;
	struct strmap *names;           /* the patterns by number, as they are written */
	struct arena arena, scratch;
	struct message *message;
	size_t messages, cap, yes;
};

static void
open_pack(struct study *s)
{
	struct pack_options o = s->c->pack;
	struct buf why = { 0 };

	o.tag = o.unlearned = true;
	s->pack = pack_open(&o, &why);
	if (s->pack && (s->seen = pack_lexicon(o.dir, &why)))
		s->known = pack_lexicon(o.dir, &why);
	if (!s->known)
		cmd_fail(STATUS_USAGE, "%s", why.p);
	s->marker = pack_marker(s->pack, str_of(s->c->learn));
	s->roles = (1u << ROLE_COUNT) - 1;
	s->threshold = 1000;
	if (s->marker == RECORD_NONE) {
		if (s->c->learn[strspn(s->c->learn, "abcdefghijklmnopqrstuvwxyz0123456789_")] || !s->c->learn[0])
			cmd_usage("a marker's name is of a-z, 0-9 and _");
		return;
	}
	s->roles = s->pack->marker[s->marker].roles;
	s->threshold = s->pack->marker[s->marker].threshold;
	/* all, so that messages tell their sum, however small */
	s->rules = (struct tag_rules){ .pack = s->pack, .all = true };
}

static void
open_labels(struct study *s)
{
	s->labels = labels_open(s->c->labels, s->c->absent_no);
	s->item = strmap_find(s->labels->items, str_of(s->c->learn));
	if (s->item == STRMAP_NONE)
		cmd_fail(STATUS_DATA, "%s: no item %s", s->c->labels, s->c->learn);
	if (s->labels->item[s->item].number_line)
		labels_refuse(s->labels, s->labels->item[s->item].number_line, "%s is learned from yes and no", s->c->learn);
}

/* What the pack's rules say of a message by themselves. */
static double
sum_of_rules(struct study *s, enum record_role role, struct str text)
{
	struct buf why = { 0 };

	if (s->marker == RECORD_NONE)
		return 0;
	if (!tag_ready(&s->rules, role, &why))
		cmd_fail(STATUS_USAGE, "%s", why.p);
	tag_message(&s->rules, &s->tagged, role, text);
	return (double)tag_sum(&s->tagged, role, (uint32_t)s->marker) / 1000;
}

static void
add_message(struct study *s, enum record_role role, struct str interaction, struct str text, bool yes)
{
	s->message = util_grow(s->message, &s->cap, s->messages + 1, sizeof *s->message);
	struct message *m = &s->message[s->messages++];
	*m = (struct message){
		.text = arena_str(&s->arena, text), .interaction = util_hash(interaction.p, interaction.n), .yes = yes,
		.given = sum_of_rules(s, role, text),
	};
	s->yes += yes;
	gram_add(s->grams, text, m->interaction);
}

static void
find_columns(const struct study *s, const struct record *first, size_t *column)
{
	static const char *const name[] = { "interaction_id", "seq", "role", "text" };
	static const size_t canonical[] = { 0, 1, 4, 7 };

	for (size_t i = 0; i < 4; i++) {
		column[i] = s->c->cmd.in.no_header ? canonical[i] : record_column(first, str_of(name[i]));
		if (column[i] == RECORD_NONE || column[i] >= first->n)
			cmd_refuse(s->out, first, "no column \"%s\"; cs-parse makes a log of an export", name[i]);
	}
}

/* The messages of one log that people have judged. */
static void
read_log(struct study *s, const struct csvin_options *o)
{
	struct csvin *in = csvin_open(o);
	size_t column[4];
	bool ready = false;
	struct record rec;
	enum csvin_got got;

	if (csvin_header(in) && !o->no_header) {
		find_columns(s, csvin_header(in), column);
		ready = true;
	}
	while ((got = csvin_next(in, &rec)) == CSVIN_RECORD) {
		if (!ready)
			find_columns(s, &rec, column);
		ready = true;
		enum record_role role = record_role(rec.field[column[2]]);
		int said = labels_say(s->labels, rec.field[column[0]], rec.field[column[1]], s->item);
		if (role != ROLE_COUNT && s->roles & 1u << role && said >= 0)
			add_message(s, role, rec.field[column[0]], rec.field[column[3]], said > 0);
		cmd_record(in, s->out);
	}
	if (got == CSVIN_ERROR)
		cmd_close(in, s->out, got);
	csvin_close(in);
}

/* Each log by itself: logs of several sources, with columns of their own, may be learned from together. */
static void
read_logs(struct study *s)
{
	struct csvin_options o = s->c->cmd.in;

	if (o.nfiles == 0)
		read_log(s, &o);
	o.nfiles = 1;
	for (size_t i = 0; i < s->c->cmd.in.nfiles; i++) {
		o.files = &s->c->cmd.in.files[i];
		read_log(s, &o);
	}
	if (s->yes >= LEAST_YES)
		return;
	csvout_abandon(s->out);
	cmd_fail(STATUS_DATA, "%s: %zu of %zu messages with %s; learning takes %d", s->c->labels, s->yes, s->messages, s->c->learn,
	    LEAST_YES);
}

static void
add_pattern(struct str pattern, void *data)
{
	struct study *s = data;
	struct pattern read;
	struct buf why = { 0 };

	strmap_put(s->names, pattern, NULL);
	if (!pattern_read(s->known, pattern, &s->scratch, &read, &why) ||
	    !phrase_set_add(s->patterns, &read, (struct phrase_say){ 0, 1 }, &why))
		cmd_fail(STATUS_DATA, "%s: %s", pattern.p, why.p);
	arena_reset(&s->scratch);
}

/* Features are what the pack would find, not what was counted: nothing is learned that cs-tag does not see. */
static void
compile_patterns(struct study *s)
{
	static const struct gram_options often = { LEAST_MESSAGES, LEAST_INTERACTIONS, MOST_GRAMS };
	struct buf why = { 0 };

	s->names = strmap_new();
	s->patterns = phrase_set_new(s->known);
	for (size_t i = 0; !s->c->no_measures && i < sizeof measures / sizeof *measures; i++)
		add_pattern(str_of(measures[i]), s);
	gram_each(s->grams, &often, add_pattern, s);
	lexicon_close(s->known);
	if (!phrase_set_compile(s->patterns, (const int32_t[]){ 1 }, 1, true, &why))
		cmd_fail(STATUS_DATA, "%s", why.p);
}

static struct learn_message *
match_messages(struct study *s)
{
	struct learn_message *out = util_alloc(s->messages, sizeof *out);
	struct phrase_work found = { .places = true };

	for (size_t i = 0; i < s->messages; i++) {
		const struct message *m = &s->message[i];
		phrase_match(s->patterns, &found, m->text);
		uint32_t *feature = arena_alloc(&s->arena, (found.n + 1) * sizeof *feature);
		for (size_t k = 0; k < found.n; k++)
			feature[k] = found.hit[k].pattern;
		out[i] = (struct learn_message){ m->interaction, m->given, feature, found.n, m->yes };
	}
	phrase_work_free(&found);
	return out;
}

static void
write_learned(const struct study *s, const struct learn_result *r)
{
	struct learned_rows rows = {
		.name = s->c->learn, .marker = s->marker == RECORD_NONE ? NULL : &s->pack->marker[s->marker],
		.threshold = s->threshold, .patterns = s->names, .result = r,
	};
	bool written = s->c->markers && rows_write_marker(&rows, s->c->markers);

	if (s->c->markers && !written)
		warnx("%s: the threshold would not be above 0, and stays as it is", s->c->markers);
	rows_write(&rows, s->out, !written);
}

static void
say_quality(struct buf *line, const struct learn_quality *q)
{
	buf_printf(line, "P %.3f R %.3f F1 %.3f", learn_precision(q), learn_recall(q), learn_f1(q));
}

/* A threshold alone, moved to where it pays best, would mark nearly all messages, or nearly none. */
static void
refuse_nothing(struct study *s, const struct learn_result *r)
{
	struct buf line = { 0 };

	csvout_abandon(s->out);
	say_quality(&line, &r->given);
	cmd_fail(STATUS_DATA, "%s: %s: no phrase tells more than the rules alone (%s); nothing is learned", s->c->labels, s->c->learn,
	    line.p);
}

static void
close_study(struct study *s)
{
	tag_work_free(&s->tagged);
	tag_rules_free(&s->rules);
	pack_free(s->pack);
	labels_free(s->labels);
	gram_free(s->grams);
	phrase_set_free(s->patterns);
	lexicon_free(s->seen);
	lexicon_free(s->known);
	strmap_free(s->names);
	arena_free(&s->arena);
	arena_free(&s->scratch);
	free(s->message);
}

int
calibrate_learn(const struct calibrate *c)
{
	struct study s = { .c = c };
	struct learn_result r;
	struct buf why = { 0 }, line = { 0 };

	open_pack(&s);
	open_labels(&s);
	s.grams = gram_new(s.seen);
	s.out = cmd_output(&c->cmd);
	read_logs(&s);
	compile_patterns(&s);
	struct learn_message *m = match_messages(&s);
	struct learn_options o = {
		.features = strmap_count(s.names), .most = c->max_phrases, .threshold = (double)s.threshold / 1000,
		.folds = c->folds, .seed = c->seed,
	};
	if (!learn_fit(m, s.messages, &o, &r, &why)) {
		csvout_abandon(s.out);
		cmd_fail(STATUS_DATA, "%s: %s: %s", c->labels, c->learn, why.p);
	}
	if (!r.kept)
		refuse_nothing(&s, &r);
	write_learned(&s, &r);
	say_quality(&line, &r.given);
	buf_printf(&line, "; with %zu learned ", r.kept);
	say_quality(&line, &r.joint);
	warnx("%s: %zu of %zu messages; rules alone %s", c->learn, s.yes, s.messages, line.p);
	buf_free(&line);
	free(r.weight);
	free(m);
	close_study(&s);
	return 0;
}
