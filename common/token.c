#include "token.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "byte.h"
#include "fold.h"
#include "glyph.h"
#include "token_word.h"

/* Bytes that may follow a plain word; after others a longer look is needed. */
static const bool ends_word[256] = {
	[' '] = true, [','] = true, ['.'] = true, ['?'] = true, ['!'] = true, ['\n'] = true, ['\r'] = true, [')'] = true,
	[';'] = true, [':'] = true, ['-'] = true, ['"'] = true, ['/'] = true, ['('] = true, ['\t'] = true,
};

/* One pass over a text. */
struct scan {
	struct token_text text;
	const struct lexicon_shorts *shorts;    /* NULL while the lexicon grows */
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

/* The common case of scan_word: a word of at most eight ASCII letters that is read as itself. False for all others. */
static inline bool
scan_short(struct scan *s)
{
	const unsigned char *p = s->text.p;
	struct token_list *l = s->text.list;
	size_t n = s->text.n, i = s->i;
	uint64_t chunk = 0;

	if (n - i >= 8)
		memcpy(&chunk, p + i, 8);       /* of fixed size: one load */
	else
		memcpy(&chunk, p + i, n - i);
	chunk = le64toh(chunk);
	unsigned len = fold_letters(chunk);
	unsigned char next = i + len < n ? p[i + len] : ' ';
	if (!ends_word[next] || (len == 1 && next == '.'))
		return false;
	uint64_t letters = fold_lower(chunk, len), hash = htole64(letters) * LEXICON_HASH;
	const struct lexicon_short *w = lexicon_find_short(s->shorts, htole64(letters));
	if (w && !w->simple)
		return false;
	bool inside = l->n && l->at[l->n - 1].kind == TOKEN_WORD;
	if (l->n == l->cap)
		l->at = util_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	struct token *t = &l->at[l->n++];
	*t = (struct token){ .word = w ? w->number : 0, .hash = (uint32_t)(hash ^ hash >> 32), .off = (uint32_t)i,
	    .len = len, .kind = TOKEN_WORD, .span = 1, .classes = w ? w->classes : 0 };
	if (!w)
		t->word = token_word_prefix(s->text.lex, (struct str){ (const char *)&letters, len });
	if (inside && len > 1 && p[i] < 'a' && p[i + 1] >= 'a' && !(t->classes & TOKEN_NO_NAME))
		t->classes |= CLASS_NAME;
	l->classes |= t->classes;
	l->words++;
	s->i = i + len + (next == ' ');
	return true;
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

static void
scan_text(struct scan *s)
{
	struct token_list *l = s->text.list;

	*l = (struct token_list){ .at = l->at, .cap = l->cap };
	s->quiet_stop = SIZE_MAX;
	while (s->i < s->text.n) {
		unsigned char c = s->text.p[s->i];
		switch (byte_kind[c]) {
		case BYTE_LETTER:
			if (!s->shorts || !scan_short(s))
				scan_word(s);
			break;
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
}

void
token_scan(const struct lexicon *lex, struct str text, struct token_list *list)
{
	struct scan s = { .text = { .lex = lex, .p = (const unsigned char *)text.p, .n = text.n, .list = list },
	    .shorts = lexicon_shorts(lex) };

	if (s.text.n > UINT32_MAX)
		s.text.n = UINT32_MAX;
	scan_text(&s);
}

void
token_scan_all(struct lexicon *lex, struct str text, struct token_list *list)
{
	struct scan s = { .text = { .lex = lex, .grow = lex, .p = (const unsigned char *)text.p, .n = text.n, .list = list } };

	if (s.text.n > UINT32_MAX)
		s.text.n = UINT32_MAX;
	scan_text(&s);
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
	struct scan s = { .text = { .lex = lex, .grow = lex, .p = (const unsigned char *)word.p, .n = word.n, .list = &list } };
	size_t n = 0;

	if (max && (number[0] = plain_number(lex, word)))
		return 1;
	scan_text(&s);
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
	*list = (struct token_list){ 0 };
}
