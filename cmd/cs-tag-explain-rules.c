#include "cs-tag-explain-rules.h"

#include <stdlib.h>

#include "cs-tag-pattern.h"
#include "display.h"

/* Columns: behind a rule's weight, of what a marker means. */
#define WEIGHT 12
#define MEANING 4
/* Code points of a message that a rule's line shows. */
#define QUOTE 60
#define ELLIPSIS STR("\xe2\x80\xa6")

void
explain_number(struct buf *to, int64_t thousandths)
{
	int64_t part = llabs(thousandths % 1000);

	buf_printf(to, "%s%lld", thousandths < 0 ? "-" : "", llabs(thousandths / 1000));
	if (part == 0)
		return;
	buf_printf(to, ".%03lld", (long long)part);
	while (to->p[to->n - 1] == '0')
		to->n--;
}

/* The words that a rule was found on, the first of them where they are many. */
static void
add_quote(struct buf *to, struct str words)
{
	struct buf plain = { 0 };

	display_plain(&plain, words);
	buf_char(to, '"');
	buf_str(to, display_cut(buf_view(&plain), QUOTE));
	if (display_width(buf_view(&plain)) > QUOTE)
		buf_str(to, ELLIPSIS);
	buf_char(to, '"');
	buf_free(&plain);
}

/* The same as the rules read them, a blank on both sides of each. */
static void
add_reading(struct buf *to, const struct explain *x, const struct tag_evidence *e)
{
	buf_char(to, ' ');
	for (size_t i = 0; i < x->named.n; i++) {
		const struct token *t = &x->named.at[i];
		if (t->kind != TOKEN_WORD || t->off < e->off || t->off + t->len > e->off + e->len)
			continue;
		buf_str(to, explain_spelling(x, i));
		buf_char(to, ' ');
	}
}

/* Whether a pattern has no words. */
static bool
is_measure(struct str pattern)
{
	bool inside = false;

	for (size_t i = 0; i < pattern.n; i++) {
		if (!inside && pattern.p[i] != '{' && pattern.p[i] != ' ')
			return false;
		inside = pattern.p[i] == '{' || (inside && pattern.p[i] != '}');
	}
	return true;
}

static void
show_rule(struct explain *x, const struct tag_evidence *e)
{
	const struct pack_rule *rule = &x->pack->rule[e->rule];
	struct buf line = { 0 }, weight = { 0 }, number = { 0 }, reading = { 0 };

	if (rule->weight >= 0)
		buf_char(&number, '+');
	explain_number(&number, rule->weight);
	for (size_t i = number.n; i + 2 < WEIGHT; i++)
		buf_char(&weight, ' ');
	buf_str(&weight, buf_view(&number));
	if (is_measure(rule->pattern))
		buf_str(&line, STR("the whole message"));
	else
		add_quote(&line, (struct str){ x->text.p + e->off, e->len });
	display_paragraph(x->out, buf_view(&weight), WEIGHT, buf_view(&line));
	buf_reset(&line);
	add_reading(&reading, x, e);
	pattern_shorten(&line, rule->pattern, buf_view(&reading));
	buf_printf(&line, "  (%s%s:%llu)", rule->learned ? "learned, " : "", rule->file, (unsigned long long)rule->line);
	display_paragraph(x->out, STR(""), WEIGHT + 2, buf_view(&line));
	buf_free(&line);
	buf_free(&weight);
	buf_free(&number);
	buf_free(&reading);
}

static void
show_marker(struct explain *x, uint32_t number)
{
	const struct pack_marker *m = &x->pack->marker[number];
	struct buf line = { 0 };

	buf_str(&line, m->name);
	buf_str(&line, STR(": sum "));
	explain_number(&line, tag_sum(&x->work, x->role, number));
	buf_str(&line, STR(", needed "));
	explain_number(&line, m->threshold);
	buf_char(x->out, '\n');
	display_paragraph(x->out, STR("  "), 2, buf_view(&line));
	if (m->meaning.n)
		display_paragraph(x->out, STR(""), MEANING, m->meaning);
	buf_free(&line);
}

enum state { SET, TOUCHED, EXCEPTED };

/* How it stands with the marker of evidence i, the first of it: set; not, though rules speak for it; or they only speak against
 * it. */
static enum state
state_of(const struct explain *x, size_t i)
{
	const struct tag_evidence *e = x->work.evidence;

	for (size_t k = 0; k < x->work.marks; k++)
		if (x->work.mark[k].marker == e[i].marker)
			return SET;
	for (size_t k = i; k < x->work.evidences && e[k].marker == e[i].marker; k++)
		if (x->pack->rule[e[k].rule].weight > 0)
			return TOUCHED;
	return EXCEPTED;
}

static bool
is_first(const struct explain *x, size_t i)
{
	return i == 0 || x->work.evidence[i - 1].marker != x->work.evidence[i].marker;
}

static void
show_markers(struct explain *x, enum state state, const char *title)
{
	enum state its = SET;
	bool any = false;

	for (size_t i = 0; i < x->work.evidences; i++) {
		if (is_first(x, i))
			its = state_of(x, i);
		if (its != state)
			continue;
		if (!any)
			buf_printf(x->out, "\n%s\n", title);
		any = true;
		if (is_first(x, i))
			show_marker(x, x->work.evidence[i].marker);
		show_rule(x, &x->work.evidence[i]);
	}
	if (!any && state == SET)
		buf_printf(x->out, "\n%s\n\n  none\n", title);
}

/* Markers against which alone something was found: by name, for they could not come about. */
static void
show_excepted(struct explain *x)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < x->work.evidences; i++)
		if (is_first(x, i) && state_of(x, i) == EXCEPTED)
			explain_item(&list, x->pack->marker[x->work.evidence[i].marker].name);
	if (list.n) {
		buf_str(x->out, STR("\nONLY EXCEPTIONS FOUND\n\n"));
		display_paragraph(x->out, STR(""), 2, buf_view(&list));
	}
	buf_free(&list);
}

void
explain_rules(struct explain *x)
{
	show_markers(x, SET, "MARKERS SET");
	show_markers(x, TOUCHED, "TOUCHED BUT NOT SET");
	show_excepted(x);
}
