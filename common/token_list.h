/* token_list: the words and sentence ends of a message, in its order. */
#ifndef TOKEN_LIST_H
#define TOKEN_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "util.h"

enum token_kind { TOKEN_WORD, TOKEN_STOP, TOKEN_QUESTION, TOKEN_EXCLAMATION };

/* One word after folding: "I'm" is two, "i" and "am", that share the bytes of one. */
struct token {
	uint32_t word;          /* number in the lexicon of the word, else of its longest known beginning, else 0 */
	uint32_t hash;          /* of the folded word, known or not */
	uint32_t off, len;      /* bytes of the text */
	uint8_t kind;           /* enum token_kind */
	uint8_t span;           /* tokens of the class that starts here: "5 dollars" is 2 */
	uint16_t classes;       /* enum word_class */
};

/* What one pass over a message found. All zero is an empty list; at[] and text are kept between messages. */
struct token_list {
	struct token *at;
	size_t n, cap;
	unsigned char *text;    /* a copy of the message, with zeros behind */
	size_t text_cap;
	size_t words;           /* as they are written: "don't" is one */
	size_t ends[TOKEN_EXCLAMATION + 1];     /* sentence ends by kind */
	unsigned classes;       /* all that some token has */
};

/* Adds the end of a sentence: n bytes at off. Ends in a row are one: "?!" asks, "!." exclaims. */
void token_list_end(struct token_list *l, enum token_kind kind, size_t off, size_t n);
/* Takes back the tokens from that byte on. */
void token_list_drop(struct token_list *l, size_t off);

/* Adds a token for the bytes from off up to end; it may be moved by the next one. */
static inline struct token *
token_list_push(struct token_list *l, enum token_kind kind, size_t off, size_t end)
{
	if (l->n == l->cap)
		l->at = util_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	struct token *t = &l->at[l->n++];
	*t = (struct token){ .off = (uint32_t)off, .len = (uint32_t)(end - off), .kind = (uint8_t)kind, .span = 1 };
	return t;
}

static inline struct token *
token_list_last(const struct token_list *l)
{
	return l->n ? &l->at[l->n - 1] : NULL;
}

/* Gives a token of the list more classes. */
static inline void
token_list_class(struct token_list *l, struct token *t, unsigned classes)
{
	t->classes |= (uint16_t)classes;
	l->classes |= classes;
}

#endif
