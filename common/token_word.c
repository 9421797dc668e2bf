#include "token_word.h"

#include <string.h>

#include "number.h"

/* "5 dollars", "5 pm", "5 May", "5th of May": the class of a number and the word after it. */
static void
join_number(const struct token_text *text, unsigned classes)
{
	struct token_list *l = text->list;
	struct token *before = l->n > 1 ? &l->at[l->n - 2] : NULL;

	if (before && (classes & CLASS_MONTH) && l->n > 2 && !(before->classes & CLASS_NUMBER) && before->len == 2 &&
	    memcmp(text->p + before->off, "of", 2) == 0) {
		before--;
		if (before->classes & CLASS_NUMBER) {
			token_list_class(l, before, CLASS_DATE);
			before->span = 3;
		}
		return;
	}
	if (!before || before->kind != TOKEN_WORD || !(before->classes & CLASS_NUMBER))
		return;
	token_list_class(l, before, classes & CLASS_MONTH ? CLASS_DATE : classes & CLASS_CURRENCY ? CLASS_MONEY : CLASS_TIME);
	before->span = 2;
}

static bool
is_capital(unsigned char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Adds one token of a word. */
static void
emit(const struct token_text *text, const struct word *word, const struct lexicon_word *w, struct str spelling,
    uint32_t hash)
{
	const struct token *before = token_list_last(text->list);
	/* not the second word of a contraction that starts the sentence */
	bool inside = before && before->kind == TOKEN_WORD && before->off != word->off;
	const unsigned char *p = text->p + word->off;
	struct token *t = token_list_push(text->list, TOKEN_WORD, word->off, word->end);

	t->hash = hash;
	t->classes = w ? w->classes : 0;
	if (text->grow)
		t->word = lexicon_number(text->grow, spelling);
	else if (w && w->number)
		t->word = w->number;
	else
		t->word = token_word_prefix(text->lex, spelling);
	if (t->classes & (CLASS_MONTH | CLASS_CURRENCY | CLASS_DAYTIME))
		join_number(text, t->classes);
	else if (inside && is_capital(p[0]) && t->len > 1 && !is_capital(p[1]) && !(t->classes & TOKEN_NO_NAME))
		t->classes |= CLASS_NAME;
	text->list->classes |= t->classes;
}

static void
emit_reading(const struct token_text *text, const struct word *word, const struct lexicon_word *of)
{
	struct lexicon_word w = *of;    /* giving numbers may move the lexicon's words */

	for (size_t i = 0; i < w.readings; i++) {
		const struct lexicon_word *r = lexicon_at(text->lex, w.reading[i]);
		emit(text, word, r, r->spelling, r->hash);
	}
}

static void
emit_number(const struct token_text *text, const struct word *word, const struct lexicon_word *w, uint32_t hash,
    bool after_currency)
{
	struct token_list *l = text->list;
	unsigned class = number_class(word_folded(word), after_currency);

	emit(text, word, w, word_folded(word), hash);
	struct token *t = token_list_last(l);
	token_list_class(l, t, class);
	if (l->n > 1 && (class & CLASS_NUMBER) && (t[-1].classes & CLASS_MONTH) && !(t[-1].classes & CLASS_DATE)) {
		token_list_class(l, &t[-1], CLASS_DATE);
		t[-1].span = 2;
	}
}

/* "customer's" and other words that end in a suffix row. */
static bool
emit_suffix(const struct token_text *text, const struct word *word)
{
	struct str folded = word_folded(word);
	const struct lexicon_word *suffix = lexicon_find_suffix(text->lex, folded);
	char stem[WORD_MAX + 8] = { 0 };

	if (!suffix)
		return false;
	struct lexicon_word row = *suffix;
	struct str rest = { stem, folded.n - row.spelling.n };
	memcpy(stem, folded.p, rest.n);
	uint32_t hash = lexicon_hash(stem, rest.n);
	emit(text, word, lexicon_find(text->lex, rest, hash), rest, hash);
	emit_reading(text, word, &row);
	return true;
}

bool
token_word_add(const struct token_text *text, const struct word *word, bool after_currency)
{
	struct str folded = word_folded(word);
	uint32_t hash = lexicon_hash(folded.p, folded.n);
	const struct lexicon_word *w = word->len <= WORD_MAX ? lexicon_find(text->lex, folded, hash) : NULL;
	bool quiet = (w && w->abbreviation) || (word->len == 1 && folded.p[0] != 'i' && !word->digits);

	if (w && w->readings)
		emit_reading(text, word, w);
	else if (word->digits)
		emit_number(text, word, w, hash, after_currency);
	else if (w || !word->apostrophe || !emit_suffix(text, word))
		emit(text, word, w, folded, hash);
	return quiet;
}
