#include "gram.h"

#include <stdlib.h>
#include <string.h>

#include "strmap.h"
#include "token.h"
#include "util.h"

struct count {
	uint32_t messages, groups;
	uint64_t last_message, last_group;
	uint32_t word[GRAM_WORDS];      /* 0 for a class, and behind the last */
};

/* A word of the lexicon. */
struct spelled {
	bool known, writable;
	uint32_t inside, named;         /* how often within a sentence, and how often there with a capital */
};

/* What a gram is made of: a word or a class, and where the next one stands. */
struct unit {
	struct str text;
	size_t next;
	uint32_t word;                  /* 0 for a class */
};

struct grams {
	struct lexicon *lex;
	struct strmap *patterns;
	struct count *count;            /* by number of the pattern */
	struct spelled *word;           /* by number of the word */
	size_t count_cap, words;
	struct token_list tokens;
	struct buf pattern;
	uint64_t messages;
};

struct grams *
gram_new(struct lexicon *lex)
{
	struct grams *g = util_alloc(1, sizeof *g);

	g->lex = lex;
	g->patterns = strmap_new();
	return g;
}

/* Whether the word stands in a pattern as it is: not one that a pattern reads as others. */
static bool
is_writable(struct lexicon *lex, uint32_t number)
{
	struct buf copy = { 0 };
	uint32_t read[2];

	buf_str(&copy, lexicon_numbered(lex, number)->spelling);
	bool writable = copy.n > 0;
	for (size_t i = 0; i < copy.n; i++)
		if (!((copy.p[i] >= 'a' && copy.p[i] <= 'z') || copy.p[i] == '\''))
			writable = false;
	writable = writable && token_pattern_word(lex, buf_view(&copy), read, 2) == 1 && read[0] == number;
	buf_free(&copy);
	return writable;
}

static struct spelled *
word_of(struct grams *g, uint32_t number)
{
	size_t before = g->words;

	if (number >= g->words) {
		g->word = util_grow(g->word, &g->words, (size_t)number + 1, sizeof *g->word);
		for (size_t i = before; i < g->words; i++)
			g->word[i] = (struct spelled){ 0 };
	}
	if (!g->word[number].known) {
		g->word[number].known = true;
		g->word[number].writable = is_writable(g->lex, number);
	}
	return &g->word[number];
}

/* The class that says most, as a pattern writes it; empty for a plain word. A capital alone does not make a class: the
 * same word in small letters should be found too. */
static struct str
class_of(const struct token *t)
{
	if (t->classes & CLASS_MONEY)
		return STR("<money>");
	if (t->classes & CLASS_EMAIL)
		return STR("<email>");
	if ((t->classes & CLASS_DATE) && (t->word == 0 || (t->classes & CLASS_NUMBER)))
		return STR("<date>");
	if (t->classes & CLASS_TIME)
		return STR("<time>");
	if (t->classes & CLASS_NUMBER)
		return STR("<number>");
	return t->word == 0 && (t->classes & CLASS_NAME) ? STR("<name>") : (struct str){ NULL, 0 };
}

/* What stands at token i; false for the end of a sentence and for what no pattern can say. */
static bool
unit_at(struct grams *g, size_t i, struct unit *u)
{
	const struct token *t = &g->tokens.at[i];

	if (t->kind != TOKEN_WORD)
		return false;
	*u = (struct unit){ class_of(t), i + (t->span > 1 ? t->span : 1), 0 };
	if (u->text.n)
		return true;
	u->next = i + 1;
	if (t->word == 0 || !word_of(g, t->word)->writable)
		return false;
	u->word = t->word;
	u->text = lexicon_numbered(g->lex, t->word)->spelling;
	return true;
}

static void
count_pattern(struct grams *g, const uint32_t *word, uint64_t group)
{
	size_t i = strmap_put(g->patterns, buf_view(&g->pattern), NULL), n = g->count_cap;

	if (i >= n) {
		g->count = util_grow(g->count, &g->count_cap, i + 1, sizeof *g->count);
		for (; n < g->count_cap; n++)
			g->count[n] = (struct count){ 0 };
	}
	struct count *c = &g->count[i];
	if (c->last_message == g->messages)
		return;
	memcpy(c->word, word, sizeof c->word);
	c->messages++;
	c->groups += c->groups == 0 || c->last_group != group;
	c->last_message = g->messages;
	c->last_group = group;
}

static void
count_names(struct grams *g)
{
	for (size_t i = 1; i < g->tokens.n; i++) {
		const struct token *t = &g->tokens.at[i];
		if (t->kind != TOKEN_WORD || t->word == 0 || t[-1].kind != TOKEN_WORD)
			continue;
		struct spelled *w = word_of(g, t->word);
		w->inside++;
		w->named += (t->classes & CLASS_NAME) != 0;
	}
}

void
gram_add(struct grams *g, struct str text, uint64_t group)
{
	struct unit u;

	token_scan_all(g->lex, text, &g->tokens);
	g->messages++;
	count_names(g);
	for (size_t from = 0; from < g->tokens.n; from++) {
		uint32_t word[GRAM_WORDS] = { 0 };
		size_t at = from;
		buf_reset(&g->pattern);
		for (size_t n = 0; n < GRAM_WORDS && at < g->tokens.n && unit_at(g, at, &u); n++, at = u.next) {
			if (n)
				buf_char(&g->pattern, ' ');
			buf_str(&g->pattern, u.text);
			word[n] = u.word;
			count_pattern(g, word, group);
		}
	}
}

/* Whether some word of the pattern is rather a name. */
static bool
has_name(const struct grams *g, size_t i)
{
	for (size_t k = 0; k < GRAM_WORDS; k++) {
		const struct spelled *w = &g->word[g->count[i].word[k]];
		if (g->count[i].word[k] && 2 * w->named > w->inside)
			return true;
	}
	return false;
}

/* Whether a part of the pattern stands in as many messages, and so in the same. */
static bool
is_whole_only(const struct grams *g, size_t i, struct str part)
{
	size_t shorter = strmap_find(g->patterns, part);

	return shorter != STRMAP_NONE && g->count[shorter].messages == g->count[i].messages;
}

static bool
is_redundant(const struct grams *g, size_t i)
{
	struct str s = strmap_key(g->patterns, i);
	const char *first = memchr(s.p, ' ', s.n), *last = memrchr(s.p, ' ', s.n);

	return first && (is_whole_only(g, i, (struct str){ s.p, (size_t)(last - s.p) }) ||
	    is_whole_only(g, i, (struct str){ first + 1, s.n - (size_t)(first + 1 - s.p) }));
}

static bool
is_kept(const struct grams *g, size_t i, const struct gram_options *o)
{
	return g->count[i].messages >= o->messages && g->count[i].groups >= o->groups && !has_name(g, i) &&
	    !is_redundant(g, i);
}

void
gram_each(struct grams *g, const struct gram_options *o, void (*each)(struct str pattern, void *data), void *data)
{
	struct gram_options now = *o;
	size_t n, all = strmap_count(g->patterns);

	do {
		n = 0;
		for (size_t i = 0; i < all; i++)
			n += is_kept(g, i, &now);
		now.messages += n > o->most;
	} while (n > o->most);
	for (size_t i = 0; i < all; i++)
		if (is_kept(g, i, &now))
			each(strmap_key(g->patterns, i), data);
}

void
gram_free(struct grams *g)
{
	strmap_free(g->patterns);
	token_free(&g->tokens);
	buf_free(&g->pattern);
	free(g->count);
	free(g->word);
	free(g);
}
