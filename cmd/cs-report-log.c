/* What the customer had said before a message that is quoted: looked up in the log that was scored. */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "cs-report-read.h"
#include "display.h"
#include "util.h"

/* As long as cs-score's quotations. */
#define WORDS_MAX 200

enum { LOG_INTERACTION, LOG_SEQ, LOG_ROLE, LOG_TEXT, LOG_COLUMNS };

struct lookup {
	struct totals *t;
	struct strmap *wanted;          /* interaction and seq, joined by NUL */
	struct str *said;               /* of each of them, in the totals' arena */
	size_t column[LOG_COLUMNS];
	struct buf open, words, key;    /* the interaction under way, its customer's last words */
	int64_t seq;
	bool scored;                    /* the interaction under way is one of those reported on */
};

static struct str
key_of(struct buf *key, struct str interaction, struct str seq)
{
	buf_reset(key);
	buf_str(key, interaction);
	buf_char(key, '\0');
	buf_str(key, seq);
	return buf_view(key);
}

/* Calls for each moment that a report may quote. */
static void
each_moment(struct totals *t, void (*visit)(struct lookup *l, struct moment *m), struct lookup *l)
{
	for (size_t i = 0; i < t->criticals; i++)
		visit(l, &t->critical[i]);
	for (size_t i = 0; i < t->example_cap; i++) {
		visit(l, &t->missed[i]);
		visit(l, &t->met[i]);
	}
}

static void
want(struct lookup *l, struct moment *m)
{
	if (m->points)
		strmap_put(l->wanted, key_of(&l->key, m->interaction, m->seq), NULL);
}

static void
tell(struct lookup *l, struct moment *m)
{
	size_t i = m->points ? strmap_find(l->wanted, key_of(&l->key, m->interaction, m->seq)) : STRMAP_NONE;

	if (i != STRMAP_NONE)
		m->said = l->said[i];
}

static void
take_message(struct lookup *l, const struct record *rec)
{
	struct str id = record_field(rec, l->column[LOG_INTERACTION]), seq = record_field(rec, l->column[LOG_SEQ]);
	struct str text = record_field(rec, l->column[LOG_TEXT]);
	enum record_role role = record_role(record_field(rec, l->column[LOG_ROLE]));
	char number[24];
	size_t i;

	if (!str_eq(id, buf_view(&l->open)) || l->seq == 0) {
		buf_reset(&l->open);
		buf_str(&l->open, id);
		buf_reset(&l->words);
		l->seq = 0;
		l->scored = !l->t->exact || seen_has(&l->t->seen, l->t->agent.n ? SEEN_MINE : SEEN_ANY, id);
	}
	l->seq++;
	if (seq.n == 0)
		seq = (struct str){ number, (size_t)snprintf(number, sizeof number, "%lld", (long long)l->seq) };
	if (role == ROLE_CUSTOMER) {
		struct str cut = display_cut(text, WORDS_MAX);
		buf_reset(&l->words);
		buf_str(&l->words, cut);
		if (cut.n < text.n)
			buf_str(&l->words, STR("\xe2\x80\xa6"));
	} else if (role == ROLE_AGENT && l->words.n) {
		i = strmap_find(l->wanted, key_of(&l->key, id, seq));
		if (i != STRMAP_NONE)
			l->said[i] = arena_str(&l->t->arena, buf_view(&l->words));
	}
	l->t->messages += l->scored;
}

static void
find_columns(struct lookup *l, const struct cmd *cmd, struct csvin *in, struct csvout *out)
{
	static const char *const names[LOG_COLUMNS] = { "interaction_id", "seq", "role", "text" };
	/* of a log without a header */
	static const size_t canonical[LOG_COLUMNS] = { 0, 1, 4, 7 };
	const struct record *header = csvin_header(in);

	for (int i = 0; i < LOG_COLUMNS; i++) {
		l->column[i] = cmd->in.no_header ? canonical[i] : record_column(header, str_of(names[i]));
		if (i == LOG_SEQ || (l->column[i] != RECORD_NONE && l->column[i] < header->n))
			continue;
		csvout_abandon(out);
		errx(STATUS_DATA, "%s:%llu: no column \"%s\"; --log takes a log", header->file, (unsigned long long)header->line, names[i]);
	}
}

enum csvin_got
totals_read_log(struct totals *t, const struct cmd *cmd, struct csvin *in, struct csvout *out)
{
	struct lookup l = { .t = t, .wanted = strmap_new() };
	struct record rec;
	enum csvin_got got;
	bool begun = false;

	each_moment(t, want, &l);
	l.said = util_alloc(strmap_count(l.wanted), sizeof *l.said);
	while ((got = csvin_next(in, &rec)) == CSVIN_RECORD) {
		if (!begun)
			find_columns(&l, cmd, in, out);
		begun = true;
		take_message(&l, &rec);
		cmd_record(in, out);
	}
	each_moment(t, tell, &l);
	strmap_free(l.wanted);
	free(l.said);
	buf_free(&l.open);
	buf_free(&l.words);
	buf_free(&l.key);
	return got;
}
