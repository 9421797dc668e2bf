#include <string.h>

#include "lexicon.h"

/* Classes that make something of the words beside them. */
#define JOINING (CLASS_MONTH | CLASS_CURRENCY | CLASS_DAYTIME)

/* What a word is read as. */
struct reading {
	struct token token[LEXICON_READINGS + 1];
	size_t n;
	bool alone;             /* its neighbours do not matter */
};

static void
add_token(struct reading *r, const struct lexicon *lex, const struct lexicon_word *w)
{
	const struct lexicon_word *numbered = w->number ? w : lexicon_find_prefix(lex, w->spelling);

	r->alone = r->alone && !(w->classes & JOINING);
	r->token[r->n++] = (struct token){
		.word = numbered ? numbered->number : 0, .hash = lexicon_hash(w->spelling.p, w->spelling.n), .kind = TOKEN_WORD,
		.span = 1, .classes = w->classes
	};
}

static void
add_readings(struct reading *r, const struct lexicon *lex, const struct lexicon_word *of)
{
	for (size_t i = 0; i < of->readings; i++)
		add_token(r, lex, lexicon_at(lex, of->reading[i]));
}

static void
add(struct quick *q, struct str word, struct reading *r)
{
	for (size_t i = 0; i < r->n; i++)
		r->token[i].len = (uint32_t)word.n;
	quick_add(q, word, r->token, r->alone ? r->n : 0);
}

static void
add_word(struct quick *q, const struct lexicon *lex, const struct lexicon_word *w)
{
	struct reading r = { .alone = !w->abbreviation };

	if (w->readings)
		add_readings(&r, lex, w);
	else
		add_token(&r, lex, w);
	add(q, w->spelling, &r);
}

/* The word with each suffix row that it would be read with. */
static void
add_suffixes(struct quick *q, const struct lexicon *lex, const struct lexicon_word *w)
{
	const struct lexicon_word *row;

	for (size_t i = 0; (row = lexicon_suffix(lex, i)); i++) {
		char bytes[QUICK_MAX + 8] = { 0 };
		struct str whole = { bytes, w->spelling.n + row->spelling.n };
		struct reading r = { .alone = true };
		if (whole.n > QUICK_MAX)
			continue;
		memcpy(bytes, w->spelling.p, w->spelling.n);
		memcpy(bytes + w->spelling.n, row->spelling.p, row->spelling.n);
		if (!quick_fits(whole) || !memchr(bytes, '\'', whole.n) || lexicon_find_suffix(lex, whole) != row ||
		    lexicon_find(lex, whole, lexicon_hash(bytes, whole.n)))
			continue;
		add_token(&r, lex, w);
		add_readings(&r, lex, row);
		add(q, whole, &r);
	}
}

void
lexicon_close(struct lexicon *lex)
{
	struct quick *q = lexicon_table(lex);

	quick_free(q);
	for (uint32_t i = 0; i < lexicon_size(lex); i++) {
		const struct lexicon_word *w = lexicon_at(lex, i);
		/* beginnings and suffix rows are not found as words */
		if (!quick_fits(w->spelling) || lexicon_find(lex, w->spelling, w->hash) != w)
			continue;
		add_word(q, lex, w);
		/* those are the words that are contracted */
		if (w->classes & CLASS_STOPWORD)
			add_suffixes(q, lex, w);
	}
}
