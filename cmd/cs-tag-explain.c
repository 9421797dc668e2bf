#include "cs-tag-explain-rules.h"

#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "display.h"
#include "util.h"

/* The column behind the labels. */
#define LABEL 13

static const struct { unsigned class; const char *name; } classes[] = {
	{ CLASS_NUMBER, "<number>" }, { CLASS_MONEY, "<money>" }, { CLASS_DATE, "<date>" }, { CLASS_TIME, "<time>" },
	{ CLASS_NAME, "<name>" }, { CLASS_EMAIL, "<email>" },
};

static void
labelled(struct explain *x, const char *label, const struct buf *text)
{
	if (text->n)
		display_paragraph(x->out, str_of(label), LABEL, buf_view(text));
}

struct str
explain_written(const struct explain *x, const struct token *from, const struct token *to)
{
	return (struct str){ x->text.p + from->off, to->off + to->len - from->off };
}

struct str
explain_spelling(const struct explain *x, size_t i)
{
	const struct token *t = &x->named.at[i];

	return t->word ? lexicon_numbered(x->pack->lexicon, t->word)->spelling : explain_written(x, t, t);
}

void
explain_item(struct buf *list, struct str item)
{
	if (list->n)
		buf_str(list, STR(", "));
	buf_str(list, item);
}

/* A line for each sentence, with the sign that ends it. */
static void
show_words(struct explain *x)
{
	static const char *const ends[] = { [TOKEN_STOP] = ".", [TOKEN_QUESTION] = "?", [TOKEN_EXCLAMATION] = "!" };
	struct buf sentence = { 0 };
	const char *label = "Words";

	for (size_t i = 0; i < x->named.n; i++) {
		bool end = x->named.at[i].kind != TOKEN_WORD;
		if (sentence.n)
			buf_char(&sentence, ' ');
		buf_str(&sentence, end ? str_of(ends[x->named.at[i].kind]) : explain_spelling(x, i));
		if (!end && i + 1 < x->named.n)
			continue;
		labelled(x, label, &sentence);
		label = "";
		buf_reset(&sentence);
	}
	if (x->named.n == 0)
		buf_str(&sentence, STR("none"));
	labelled(x, label, &sentence);
	buf_free(&sentence);
}

/* "I'm = i am": words that share the bytes of one, and words that another one stands for. */
static void
show_readings(struct explain *x)
{
	struct buf list = { 0 }, reading = { 0 };

	for (size_t i = 0, next; i < x->named.n; i = next) {
		const struct token *t = &x->named.at[i];
		buf_reset(&reading);
		for (next = i; next < x->named.n && x->named.at[next].off == t->off; next++) {
			if (next > i)
				buf_char(&reading, ' ');
			buf_str(&reading, explain_spelling(x, next));
		}
		if (t->kind != TOKEN_WORD || str_caseeq(buf_view(&reading), explain_written(x, t, t)))
			continue;
		explain_item(&list, explain_written(x, t, t));
		buf_str(&list, STR(" = "));
		buf_str(&list, buf_view(&reading));
	}
	labelled(x, "Read as", &list);
	buf_free(&list);
	buf_free(&reading);
}

static void
show_classes(struct explain *x)
{
	struct buf list = { 0 };

	for (size_t k = 0; k < sizeof classes / sizeof *classes; k++) {
		const char *before = classes[k].name;
		for (size_t i = 0; i < x->tokens->n; i++) {
			const struct token *t = &x->tokens->at[i];
			size_t span = classes[k].class == CLASS_NUMBER ? 1 : t->span;
			if (!(t->classes & classes[k].class))
				continue;
			buf_printf(&list, "%s%s", list.n == 0 ? "" : *before == '<' ? "; " : "", before);
			buf_char(&list, ' ');
			buf_str(&list, explain_written(x, t, t + span - 1));
			before = ",";
		}
	}
	labelled(x, "Classes", &list);
	buf_free(&list);
}

/* Whether the word stands in the message before token i. */
static bool
stood_before(const struct explain *x, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (x->named.at[k].kind == TOKEN_WORD && x->named.at[k].word == x->named.at[i].word)
			return true;
	return false;
}

/* Words that no rule for the role asks for, misspelt ones among them. Numbers and dates may be asked for by their class; a name is
 * often but a word with a capital. */
static void
show_unknown(struct explain *x)
{
	const unsigned by_class = CLASS_NUMBER | CLASS_MONEY | CLASS_DATE | CLASS_TIME;
	struct buf list = { 0 };

	for (size_t i = 0; i < x->tokens->n; i++) {
		const struct token *t = &x->tokens->at[i];
		if (t->kind == TOKEN_WORD && t->word == 0 && x->named.at[i].word && !(t->classes & by_class) &&
		    !stood_before(x, i))
			explain_item(&list, explain_spelling(x, i));
	}
	labelled(x, "In no rule", &list);
	buf_free(&list);
}

static void
show_measures(struct explain *x)
{
	static const char *const names[] = {
		"words", "sentences", "questions", "exclamations", "caps", "reading_ease", "sentence_words"
	};
	struct buf list = { 0 };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		explain_item(&list, str_of(names[i]));
		buf_char(&list, ' ');
		explain_number(&list, measure_take(measure_find(str_of(names[i])), x->tokens, x->text));
	}
	labelled(x, "Measures", &list);
	buf_free(&list);
}

static void
explain(struct explain *x)
{
	struct tag_rules rules = { .pack = x->pack, .all = true };
	struct buf why = { 0 }, role = { 0 };

	if (!tag_ready(&rules, x->role, &why))
		errx(STATUS_USAGE, "%s", why.p);
	tag_message(&rules, &x->work, x->role, x->text);
	x->tokens = tag_tokens(&x->work, x->role);
	/* the rules are done with: what they do not know may get numbers */
	token_scan_all(x->pack->lexicon, x->text, &x->named);
	buf_str(&role, str_of(record_role_name(x->role)));
	labelled(x, "Said by", &role);
	show_words(x);
	show_readings(x);
	show_classes(x);
	show_unknown(x);
	show_measures(x);
	explain_rules(x);
	buf_free(&role);
	tag_work_free(&x->work);
	tag_rules_free(&rules);
	token_free(&x->named);
}

static void
read_stdin(struct buf *text, size_t most)
{
	char block[4096];
	ssize_t got;

	while ((got = read(STDIN_FILENO, block, sizeof block)) > 0 || (got < 0 && errno == EINTR)) {
		buf_add(text, block, got > 0 ? (size_t)got : 0);
		if (text->n > most)
			errx(STATUS_DATA, "-: longer than %zu bytes; --max-field sets the limit", most);
	}
	if (got < 0)
		err(STATUS_IO, "-");
	if (text->n && memchr(text->p, '\0', text->n))
		errx(STATUS_DATA, "-: a NUL byte; this is no text in UTF-8");
}

void
explain_text(const struct cmd *cmd, const struct pack *pack, enum record_role role, const char *text)
{
	struct buf all = { 0 }, out = { 0 };
	struct explain x = { .pack = pack, .role = role, .out = &out };

	if (strcmp(text, "-") == 0)
		read_stdin(&all, cmd->in.max_field ? cmd->in.max_field : (size_t)1 << 20);
	else
		buf_str(&all, str_of(text));
	x.text = buf_view(&all);
	struct csvout *o = cmd_output(cmd);
	explain(&x);
	csvout_raw(o, (struct str){ out.p, out.n - 1 });        /* the last line is ended by csvout_end */
	csvout_end(o);
	if (csvout_close(o) != 0)
		err(STATUS_IO, "write error");
	buf_free(&all);
	buf_free(&out);
}
