/* scripted: conversations of a few lines, scored by a rubric of a few rows; for the tests of the rubric's modules. */
#ifndef SCRIPTED_H
#define SCRIPTED_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rubric.h"
#include "suite.h"

/* A pack of one's own, the skill zeal and the outcome art: agents' markers a b c, a customer's sad (mood -1), cross (-2) and glad (1), a colleague's k. */
static char dir[] = "/tmp/test_rubric.XXXXXX";
static const char *const files[] = { "words.csv", "markers.csv", "rules.csv", "skills.csv", "rubric.csv" };

static inline void
write_file(const char *name, const char *text)
{
	char path[64];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert(fputs(text, f) >= 0);
	ck_assert_int_eq(fclose(f), 0);
}

static inline void
make_pack(void)
{
	ck_assert_ptr_nonnull(mkdtemp(dir));
	write_file("words.csv", "word,reading\nthe,<stop>\nis,<stop>\nmy,<stop>\n");
	write_file("markers.csv", "marker,role,threshold,mood,meaning\n"
	    "a,agent,1,0,\nb,agent,1,0,\nc,agent,1,0,\nsad,customer,1,-1,\ncross,customer,1,-2,\nglad,customer,1,1,\nk,any,1,0,\n");
	write_file("rules.csv", "marker,role,pattern,weight\na,,aaa,1\n");
	write_file("skills.csv", "skill,title,family,coverage,definition,source\n"
	    "zeal,Zeal,emotion,direct,,\nart,Art,outcome,direct,,\n");
}

static inline void
remove_pack(void)
{
	char path[64];

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, files[i]);
		unlink(path);
	}
	rmdir(dir);
	strcpy(dir + strlen(dir) - 6, "XXXXXX");
}

/* The pack with these rows of the rubric: NULL with the reason. */
static inline struct pack *
open_pack(const char *rows, struct buf *why)
{
	struct buf text = { 0 };
	struct pack *p;

	buf_printf(&text, "skill,criterion,when,expect,within,weight,critical,advice\n%s", rows);
	write_file("rubric.csv", text.p);
	buf_free(&text);
	p = pack_open(&(struct pack_options){ .dir = dir, .score = true }, why);
	ck_assert_msg(p != NULL, "%s", why->p);
	return p;
}

static inline struct str
word(struct str *line)
{
	struct str part = { NULL, 0 };

	*line = str_trim(*line);
	if (line->n)
		str_next(line, ' ', &part);
	return part;
}

/* "A:ann 30-35 a b | Text": role (A agent, C customer, K colleague, B bot), agent, seconds ("-" none, "+" elapsed), marks. */
static inline void
say(struct talk *t, const struct pack *p, struct str line)
{
	static const char letters[] = "ACKBS";
	struct talk_said m = { 0 };
	struct str spoken, who, when, number, tag;
	uint64_t *marks;
	int64_t seconds;

	str_next(&line, '|', &spoken);
	m.text = line.p ? str_trim(line) : STR("");
	who = word(&spoken);
	m.role = (enum record_role)(strchr(letters, who.p[0]) - letters);
	if (who.n > 2)
		m.agent = (struct str){ who.p + 2, who.n - 2 };
	when = word(&spoken);
	if (when.n && when.p[0] != '-') {
		enum clock_kind kind = when.p[0] == '+' ? CLOCK_ELAPSED : CLOCK_UTC;
		str_next(&when, '-', &number);
		ck_assert(str_int(number, 0, INT32_MAX, &seconds));
		m.time = (struct clock_time){ 1000 * seconds, kind };
		if (when.p && str_int(when, 0, INT32_MAX, &seconds))
			m.end = (struct clock_time){ 1000 * seconds, kind };
	}
	marks = talk_add(t, &m);
	while ((tag = word(&spoken)).n) {
		size_t marker = pack_marker(p, tag);
		ck_assert_uint_ne(marker, RECORD_NONE);
		marks[marker / 64] |= UINT64_C(1) << marker % 64;
	}
}

static inline struct talk *
talk_of(const struct pack *p, const char *script, int64_t log_end)
{
	struct talk *t = talk_new(expr_words(p));
	struct str rest = str_of(script), line;

	t->log_end = log_end < 0 ? TALK_NO_TIME : 1000 * log_end;
	talk_begin(t);
	while (str_next(&rest, '\n', &line)) {
		if (str_eq(line, STR("---"))) {
			talk_end(t, STR("chat"), STR(""));
			talk_begin(t);
		} else if (line.n) {
			say(t, p, line);
		}
	}
	talk_end(t, STR("chat"), STR(""));
	return t;
}

static inline void
print_rows(const struct rubric *r, const struct talk *t, size_t interaction, const struct rubric_work *w, struct buf *out)
{
	const struct talk_interaction *in = &t->interaction[interaction];

	for (size_t i = 0; i < w->rows; i++) {
		const struct rubric_row *row = &w->row[i];
		const struct talk_agent *a = row->agent == TALK_NONE ? NULL : &t->agent[in->agent + row->agent];
		if (out->n)
			buf_char(out, ' ');
		if (t->interactions > 1)
			buf_printf(out, "%zu.", interaction);
		buf_printf(out, "%.*s:%s:%d/%d", a ? (int)a->name_n : 1, a ? t->bytes.p + a->name : "-",
		    r->criterion[row->criterion].name.p, (int)row->met, (int)row->opportunities);
		if (r->criterion[row->criterion].gauge)
			buf_printf(out, "=%d", (int)row->value);
		if (row->decided != TALK_NONE)
			buf_printf(out, "@%u", row->decided);
		buf_printf(out, "%s%s", row->by_trigger ? "^" : "", row->violated ? "!" : "");
	}
}

/* Scores all interactions of the script by the rows of a rubric. One row of the result is
 * AGENT:CRITERION:MET/OPPORTUNITIES[=VALUE][@MESSAGE][^ it is the trigger][! it violates]. */
static inline void
expect_log(int line, const char *rows, const char *script, int64_t log_end, const char *want)
{
	struct buf why = { 0 }, got = { 0 };
	struct pack *p;
	struct rubric *r;
	struct talk *t;
	struct rubric_work w = { 0 };

	make_pack();
	p = open_pack(rows, &why);
	r = rubric_open(p, &why);
	ck_assert_msg(r != NULL, "line %d: %s", line, why.p);
	t = talk_of(p, script, log_end);
	buf_str(&got, STR(""));
	for (size_t i = 0; i < t->interactions; i++) {
		rubric_score(r, t, i, &w);
		print_rows(r, t, i, &w, &got);
	}
	ck_assert_msg(str_eq(buf_view(&got), str_of(want)), "line %d: got \"%s\", not \"%s\"", line, got.p ? got.p : "", want);
	rubric_work_free(&w);
	talk_free(t);
	rubric_free(r);
	pack_free(p);
	buf_free(&why);
	buf_free(&got);
	remove_pack();
}

#define EXPECT(rows, script, want) expect_log(__LINE__, rows, script, -1, want)
#define EXPECT_UNTIL(end, rows, script, want) expect_log(__LINE__, rows, script, end, want)
/* One criterion called x of weight 1. */
#define ROW(when, expect, within) "zeal,x," when "," expect "," within ",1,,\n"
#define OUTCOME(when, expect, within) "art,x," when "," expect "," within ",1,,\n"

#endif
