#include "token.h"

#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "byte.h"
#include "glyph.h"
#include "token_plain.h"

/* One pass over a text. */
struct scan {
	struct token_text text;
	size_t i;
	size_t money;                   /* where a currency sign ended */
	size_t quiet_stop;              /* where an abbreviation ended */
	struct word word;               /* the one being read */
};

/* After a word that touches an @: the rest of an e-mail address. */
static bool
scan_email(struct scan *s)
{
	const struct token_text *text = &s->text;
	size_t start, end;

	if (!address_email(text->p, text->n, s->word.off, s->i, &start, &end))
		return false;
	token_list_drop(text->list, start);
	struct token *t = token_list_push(text->list, TOKEN_WORD, start, end);
	t->hash = (uint32_t)util_hash(text->p + start, end - start);
	token_list_class(text->list, t, CLASS_EMAIL);
	s->i = end;
	return true;
}

static void
scan_word(struct scan *s)
{
	const struct token_text *text = &s->text;

	text->list->words++;
	word_read(&s->word, text->p, text->n, s->i);
	s->i = s->word.end;
	if (s->i + 1 < text->n && text->p[s->i] == '@' && scan_email(s))
		return;
	if (token_word_add(text, &s->word, s->money && s->money == s->word.off))
		s->quiet_stop = s->i;
}

static void
end_sentence(struct scan *s, enum token_kind kind, size_t n)
{
	token_list_end(s->text.list, kind, s->i, n);
	s->i += n;
}

/* Whether the full stop at i ends a sentence: not in "example.com", "3.5", "Dr. Who". */
static bool
stop_ends(const struct scan *s)
{
	size_t i = s->i;
	unsigned char next = i + 1 < s->text.n ? s->text.p[i + 1] : ' ';

	if (next == '.' || (i > 0 && s->text.p[i - 1] == '.'))
		return true;
	if (byte_alnum(next))
		return i > 0 && s->text.p[i - 1] >= 'a' && s->text.p[i - 1] <= 'z' && next >= 'A' && next <= 'Z';
	return s->quiet_stop != i;
}

/* Passes a currency sign of n bytes: the number before it, or else one right behind it, is money. */
static void
scan_currency(struct scan *s, size_t n)
{
	struct token *t = token_list_last(s->text.list);
	size_t end = t ? t->off + t->len : 0;
	bool behind = s->i + n < s->text.n && byte_kind[s->text.p[s->i + n]] == BYTE_DIGIT;

	if (t && !behind && (t->classes & CLASS_NUMBER) && (end == s->i || (end + 1 == s->i && s->text.p[end] == ' ')))
		token_list_class(s->text.list, t, CLASS_MONEY);
	s->i += n;
	s->money = s->i;
}

static void
scan_high(struct scan *s)
{
	struct glyph g = glyph_read(s->text.p + s->i, s->text.n - s->i);

	switch (g.kind) {
	case GLYPH_LETTER:
		scan_word(s);
		break;
	case GLYPH_STOP:
		end_sentence(s, TOKEN_STOP, g.n);
		break;
	case GLYPH_QUESTION:
		end_sentence(s, TOKEN_QUESTION, g.n);
		break;
	case GLYPH_EXCLAMATION:
		end_sentence(s, TOKEN_EXCLAMATION, g.n);
		break;
	case GLYPH_CURRENCY:
		scan_currency(s, g.n);
		break;
	default:
		/* a mark alone, such as what follows a coloured heart, starts no word */
		s->i += g.n;
	}
}

/* A redaction such as <name>: tokens of its classes. */
static void
scan_redaction(struct scan *s)
{
	size_t end = s->i + 1, limit = s->text.n - s->i < 16 ? s->text.n : s->i + 16, words = 0;
	unsigned class[WORD_CLASS_WORDS];

	while (end < limit && s->text.p[end] != '>')
		end++;
	if (end < limit)
		words = word_class_redacted((struct str){ (const char *)s->text.p + s->i, end + 1 - s->i }, class);
	for (size_t i = 0; i < words; i++) {
		struct token *t = token_list_push(s->text.list, TOKEN_WORD, s->i, end + 1);
		s->text.list->words++;
		token_list_class(s->text.list, t, class[i]);
		t->hash = class[i];
	}
	s->i = words ? end + 1 : s->i + 1;
}

/* An empty line ends a paragraph, and so a sentence. */
static void
scan_newline(struct scan *s)
{
	size_t i = s->i + 1;
	struct token *before = token_list_last(s->text.list);

	while (i < s->text.n && (s->text.p[i] == ' ' || s->text.p[i] == '\t' || s->text.p[i] == '\r'))
		i++;
	if (i < s->text.n && s->text.p[i] == '\n' && before && before->kind == TOKEN_WORD)
		end_sentence(s, TOKEN_STOP, 1);
	else
		s->i++;
}

/* Reads the word or what else starts at i. */
static void
scan_next(struct scan *s)
{
	unsigned char c = s->text.p[s->i];

	switch (byte_kind[c]) {
	case BYTE_LETTER:
	case BYTE_DIGIT:
		scan_word(s);
		break;
	case BYTE_STOP:
		if (c == '.' ? !stop_ends(s) : c == '?' && address_query(s->text.p, s->text.n, s->i))
			s->i++;
		else
			end_sentence(s, c == '.' ? TOKEN_STOP : c == '?' ? TOKEN_QUESTION : TOKEN_EXCLAMATION, 1);
		break;
	case BYTE_NEWLINE:
		scan_newline(s);
		break;
	case BYTE_DOLLAR:
		scan_currency(s, 1);
		break;
	case BYTE_LESS:
		scan_redaction(s);
		break;
	case BYTE_HIGH:
		scan_high(s);
		break;
	default:
		s->i++;
	}
}

/* A copy with zeros behind, so that words can be loaded in chunks of fixed size. */
static const unsigned char *
padded(struct token_list *l, struct str text)
{
	if (l->text_cap < text.n + TOKEN_PADDING)
		l->text = util_grow(l->text, &l->text_cap, text.n + TOKEN_PADDING, 1);
	if (text.n)
		memcpy(l->text, text.p, text.n);
	memset(l->text + text.n, 0, TOKEN_PADDING);
	return l->text;
}

static void
scan_text(const struct lexicon *lex, struct lexicon *grow, struct str text, struct token_list *l)
{
	if (text.n > UINT32_MAX)
		text.n = UINT32_MAX;
	*l = (struct token_list){ .at = l->at, .cap = l->cap, .text = l->text, .text_cap = l->text_cap };
	struct scan s = {
		.text = { .lex = lex, .grow = grow, .p = padded(l, text), .n = text.n, .list = l }, .quiet_stop = SIZE_MAX
	};
	const struct quick *quick = grow ? NULL : lexicon_quick(lex);
	while (quick ? (s.i = token_plain(&s.text, quick, s.i)) < text.n : s.i < text.n)
		scan_next(&s);
}

void
token_scan(const struct lexicon *lex, struct str text, struct token_list *list)
{
	scan_text(lex, NULL, text, list);
}

void
token_scan_all(struct lexicon *lex, struct str text, struct token_list *list)
{
	scan_text(lex, lex, text, list);
}

/* The usual pattern word: ASCII letters, read as itself. 0 for one that takes a longer look. */
static uint32_t
plain_number(struct lexicon *lex, struct str word)
{
	char folded[16] = { 0 };

	if (word.n > 8)
		return 0;
	for (size_t i = 0; i < word.n; i++)
		if (byte_kind[(unsigned char)word.p[i]] != BYTE_LETTER)
			return 0;
	memcpy(folded, word.p, word.n);
	struct str s = { folded, word.n };
	const struct lexicon_word *w = lexicon_find(lex, s, lexicon_hash(s.p, s.n));
	return w && w->readings ? 0 : w && w->number ? w->number : lexicon_number(lex, s);
}

size_t
token_pattern_word(struct lexicon *lex, struct str word, uint32_t *number, size_t max)
{
	struct token_list list = { 0 };
	size_t n = 0;

	if (max && (number[0] = plain_number(lex, word)))
		return 1;
	scan_text(lex, lex, word, &list);
	for (size_t i = 0; i < list.n && n < max; i++)
		if (list.at[i].kind == TOKEN_WORD)
			number[n++] = list.at[i].word;
	token_free(&list);
	return n;
}

void
token_free(struct token_list *list)
{
	free(list->at);
	free(list->text);
	*list = (struct token_list){ 0 };
}
