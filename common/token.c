#include "token.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "fold.h"
#include "number.h"
#include "util.h"

/* A longer word is cut; it is in no lexicon. */
#define WORD_MAX 64

/* Such a word is no name, however it is written: "The", "Monday". */
#define NO_NAME (CLASS_STOPWORD | CLASS_DATE)

enum byte_kind { OTHER, LETTER, DIGIT, APOSTROPHE, STOP, NEWLINE, DOLLAR, LESS, HIGH };

static const unsigned char kind_of[256] = {
	['a' ... 'z'] = LETTER, ['A' ... 'Z'] = LETTER, ['0' ... '9'] = DIGIT, ['\''] = APOSTROPHE, ['`'] = APOSTROPHE,
	['.'] = STOP, ['?'] = STOP, ['!'] = STOP, ['\n'] = NEWLINE, ['$'] = DOLLAR, ['<'] = LESS, [128 ... 255] = HIGH,
};

/* Bytes that may follow a plain word; after others a longer look is needed. */
static const bool ends_word[256] = {
	[' '] = true, [','] = true, ['.'] = true, ['?'] = true, ['!'] = true, ['\n'] = true, ['\r'] = true, [')'] = true,
	[';'] = true, [':'] = true, ['-'] = true, ['"'] = true, ['/'] = true, ['('] = true, ['\t'] = true,
};

/* One pass over a text. */
struct scan {
	const struct lexicon *lex;
	const struct lexicon_shorts *shorts;    /* NULL while the lexicon grows */
	struct lexicon *grow;           /* the same, when unknown words get numbers (patterns) */
	const unsigned char *p;
	size_t n, i;
	struct token_list *list;
	size_t money;                   /* where a currency sign ended */
	size_t quiet_stop;              /* where an abbreviation ended */
	char word[WORD_MAX + 8];        /* the word being read, folded */
	size_t len;
	bool apostrophe, digits;
};

static inline struct token *
push(struct scan *s, enum token_kind kind, size_t off, size_t end)
{
	struct token_list *l = s->list;

	if (l->n == l->cap)
		l->at = util_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	struct token *t = &l->at[l->n++];
	*t = (struct token){ .off = (uint32_t)off, .len = (uint32_t)(end - off), .kind = (uint8_t)kind, .span = 1 };
	return t;
}

static struct token *
last(const struct scan *s)
{
	return s->list->n ? &s->list->at[s->list->n - 1] : NULL;
}

/* "5 dollars", "5 pm", "5 May", "5th of May": the class of a number and the word after it. */
static void
join_number(struct scan *s, unsigned classes)
{
	size_t n = s->list->n;
	struct token *before = n > 1 ? &s->list->at[n - 2] : NULL;

	if (before && (classes & CLASS_MONTH) && n > 2 && !(before->classes & CLASS_NUMBER) && before->len == 2 &&
	    memcmp(s->p + before->off, "of", 2) == 0) {
		before--;
		if (before->classes & CLASS_NUMBER) {
			before->classes |= CLASS_DATE;
			before->span = 3;
			s->list->classes |= CLASS_DATE;
		}
		return;
	}
	if (!before || before->kind != TOKEN_WORD || !(before->classes & CLASS_NUMBER))
		return;
	before->classes |= classes & CLASS_MONTH ? CLASS_DATE : classes & CLASS_CURRENCY ? CLASS_MONEY : CLASS_TIME;
	before->span = 2;
	s->list->classes |= before->classes;
}

static uint32_t
prefix_number(const struct scan *s, struct str spelling)
{
	const struct lexicon_word *prefix = lexicon_find_prefix(s->lex, spelling);

	return prefix ? prefix->number : 0;
}

static void
emit(struct scan *s, const struct lexicon_word *w, struct str spelling, uint32_t hash, size_t off)
{
	struct token *before = last(s);
	/* not the second word of a contraction that starts the sentence */
	bool inside = before && before->kind == TOKEN_WORD && before->off != off;
	struct token *t = push(s, TOKEN_WORD, off, s->i);

	t->hash = hash;
	t->classes = w ? w->classes : 0;
	if (s->grow)
		t->word = lexicon_number(s->grow, spelling);
	else if (w && w->number)
		t->word = w->number;
	else
		t->word = prefix_number(s, spelling);
	if (t->classes & (CLASS_MONTH | CLASS_CURRENCY | CLASS_DAYTIME))
		join_number(s, t->classes);
	else if (inside && s->p[off] >= 'A' && s->p[off] <= 'Z' && t->len > 1 && !(t->classes & NO_NAME) &&
	    !(s->p[off + 1] >= 'A' && s->p[off + 1] <= 'Z'))
		t->classes |= CLASS_NAME;
	s->list->classes |= t->classes;
}

static void
emit_reading(struct scan *s, const struct lexicon_word *of, size_t off)
{
	struct lexicon_word w = *of;    /* giving numbers may move the lexicon's words */

	for (size_t i = 0; i < w.readings; i++) {
		const struct lexicon_word *r = lexicon_at(s->lex, w.reading[i]);
		emit(s, r, r->spelling, r->hash, off);
	}
}

static void
end_number(struct scan *s, const struct lexicon_word *w, struct str folded, uint32_t hash, size_t off)
{
	unsigned class = number_class(folded, s->money && s->money == off);

	emit(s, w, folded, hash, off);
	struct token *t = last(s);
	t->classes |= (uint16_t)class;
	s->list->classes |= class;
	if (s->list->n > 1 && (class & CLASS_NUMBER) && (t[-1].classes & CLASS_MONTH) && !(t[-1].classes & CLASS_DATE)) {
		t[-1].classes |= CLASS_DATE;
		t[-1].span = 2;
		s->list->classes |= CLASS_DATE;
	}
}

/* "customer's" and other words that end in a suffix row. */
static bool
end_suffix(struct scan *s, struct str folded, size_t off)
{
	const struct lexicon_word *suffix = lexicon_find_suffix(s->lex, folded);
	char stem[WORD_MAX + 8] = { 0 };

	if (!suffix)
		return false;
	struct lexicon_word row = *suffix;
	struct str word = { stem, folded.n - row.spelling.n };
	memcpy(stem, folded.p, word.n);
	uint32_t hash = lexicon_hash(stem, word.n);
	emit(s, lexicon_find(s->lex, word, hash), word, hash, off);
	emit_reading(s, &row, off);
	return true;
}

static void
end_word(struct scan *s, size_t off)
{
	struct str folded = { s->word, s->len <= WORD_MAX ? s->len : WORD_MAX };

	memset(s->word + folded.n, 0, 8);
	uint32_t hash = lexicon_hash(folded.p, folded.n);
	const struct lexicon_word *w = s->len <= WORD_MAX ? lexicon_find(s->lex, folded, hash) : NULL;

	if ((w && w->abbreviation) || (s->len == 1 && s->word[0] != 'i' && !s->digits))
		s->quiet_stop = s->i;
	if (w && w->readings)
		emit_reading(s, w, off);
	else if (s->digits)
		end_number(s, w, folded, hash, off);
	else if (w || !s->apostrophe || !end_suffix(s, folded, off))
		emit(s, w, folded, hash, off);
}

static void
add_byte(struct scan *s, unsigned char c)
{
	if (s->len < WORD_MAX)
		s->word[s->len] = (char)c;
	s->len++;
}

static utf8proc_int32_t
decode(const struct scan *s, size_t i, size_t *n)
{
	utf8proc_int32_t c = -1;
	utf8proc_ssize_t got = utf8proc_iterate(s->p + i, (utf8proc_ssize_t)(s->n - i), &c);

	*n = got > 0 ? (size_t)got : 1;
	return got > 0 ? c : -1;
}

static bool
is_letter(utf8proc_int32_t c)
{
	utf8proc_category_t k = utf8proc_category(c);

	return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME) || k == UTF8PROC_CATEGORY_ND;
}

static bool
is_mark(utf8proc_int32_t c)
{
	utf8proc_category_t k = utf8proc_category(c);

	return k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME;
}

static bool
is_apostrophe(utf8proc_int32_t c)
{
	return c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0xFF07 || c == 0x00B4;
}

static bool
letter_at(const struct scan *s, size_t i)
{
	size_t n;

	return i < s->n && (kind_of[s->p[i]] == LETTER || (kind_of[s->p[i]] == HIGH && is_letter(decode(s, i, &n))));
}

/* A character beyond ASCII that belongs to a word; false ends the word. */
static bool
add_high(struct scan *s)
{
	size_t n;
	utf8proc_int32_t c = decode(s, s->i, &n);

	if (is_apostrophe(c) && s->len && letter_at(s, s->i + n)) {
		add_byte(s, '\'');
		s->apostrophe = true;
	} else if (c >= 0 && is_letter(c)) {
		utf8proc_uint8_t folded[4];
		utf8proc_ssize_t len = utf8proc_encode_char(utf8proc_tolower(c), folded);
		for (utf8proc_ssize_t k = 0; k < len; k++)
			add_byte(s, folded[k]);
	} else {
		return false;
	}
	s->i += n;
	return true;
}

/* Takes back the tokens from that byte on. */
static void
drop_tokens(struct scan *s, size_t from)
{
	struct token_list *l = s->list;

	while (l->n && l->at[l->n - 1].off >= from) {
		const struct token *t = &l->at[--l->n];
		if (t->kind != TOKEN_WORD)
			l->ends[t->kind]--;
		else if (l->n == 0 || t[-1].off != t->off)
			l->words--;
	}
}

/* Where the e-mail address starts whose last word before the @ starts at off. */
static size_t
email_start(const struct scan *s, size_t off)
{
	size_t from = off;

	while (from > 0 && (kind_of[s->p[from - 1]] == LETTER || kind_of[s->p[from - 1]] == DIGIT ||
	    (s->p[from - 1] != 0 && strchr(".+-_", s->p[from - 1]))))
		from--;
	while (kind_of[s->p[from]] != LETTER && kind_of[s->p[from]] != DIGIT && from < off)
		from++;
	return from;
}

/* After a word that touches an @: the rest of an e-mail address. */
static bool
scan_email(struct scan *s, size_t off)
{
	size_t i = s->i + 1, dot = 0;

	while (i < s->n && (kind_of[s->p[i]] == LETTER || kind_of[s->p[i]] == DIGIT || s->p[i] == '.' || s->p[i] == '-')) {
		if (s->p[i] == '.' && i + 1 < s->n && (kind_of[s->p[i + 1]] == LETTER || kind_of[s->p[i + 1]] == DIGIT))
			dot = i;
		i++;
	}
	if (!dot)
		return false;
	while (s->p[i - 1] == '.' || s->p[i - 1] == '-')
		i--;
	s->i = i;
	off = email_start(s, off);
	drop_tokens(s, off);
	struct token *t = push(s, TOKEN_WORD, off, i);
	t->hash = (uint32_t)util_hash(s->p + off, i - off);
	t->classes = CLASS_EMAIL;
	s->list->classes |= CLASS_EMAIL;
	return true;
}

/* The letters that a word starts with, most often all of it. */
static void
scan_letters(struct scan *s)
{
	unsigned n = 8;

	while (n == 8 && s->len <= WORD_MAX - 8) {
		uint64_t chunk = 0;
		if (s->n - s->i >= 8)
			memcpy(&chunk, s->p + s->i, 8);
		else
			memcpy(&chunk, s->p + s->i, s->n - s->i);
		chunk = le64toh(chunk);
		n = fold_letters(chunk);
		chunk = htole64(fold_lower(chunk, n));
		memcpy(s->word + s->len, &chunk, 8);
		s->len += n;
		s->i += n;
	}
}

/* Whatever else belongs to the word. */
static void
scan_rest(struct scan *s, size_t off)
{
	while (s->i < s->n) {
		unsigned char c = s->p[s->i];
		switch (kind_of[c]) {
		case LETTER:
			c |= 0x20;
			break;
		case DIGIT:
			s->digits = true;
			break;
		case APOSTROPHE:
			if (s->len == 0 || !letter_at(s, s->i + 1))
				return;
			s->apostrophe = true;
			c = '\'';
			break;
		case HIGH:
			if (!add_high(s))
				return;
			continue;
		default:
			if (!s->digits || !number_joins(s->p, s->n, off, s->i))
				return;
		}
		add_byte(s, c);
		s->i++;
	}
}

/* The common case of scan_word: a word of at most eight ASCII letters that is read as itself. False for all others. */
static inline bool
scan_short(struct scan *s)
{
	struct token_list *l = s->list;
	size_t i = s->i;
	uint64_t chunk = 0;

	if (s->n - i >= 8)
		memcpy(&chunk, s->p + i, 8);    /* of fixed size: one load */
	else
		memcpy(&chunk, s->p + i, s->n - i);
	chunk = le64toh(chunk);
	unsigned len = fold_letters(chunk);
	unsigned char next = i + len < s->n ? s->p[i + len] : ' ';
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
		t->word = prefix_number(s, (struct str){ (const char *)&letters, len });
	if (inside && len > 1 && s->p[i] < 'a' && s->p[i + 1] >= 'a' && !(t->classes & NO_NAME))
		t->classes |= CLASS_NAME;
	l->classes |= t->classes;
	l->words++;
	s->i = i + len + (next == ' ');
	return true;
}

static void
scan_word(struct scan *s)
{
	size_t off = s->i;

	s->list->words++;
	s->len = 0;
	s->apostrophe = s->digits = false;
	scan_letters(s);
	scan_rest(s, off);
	if (s->i + 1 < s->n && s->p[s->i] == '@' && scan_email(s, off))
		return;
	end_word(s, off);
}

static void
end_sentence(struct scan *s, enum token_kind kind, size_t n)
{
	struct token *before = last(s);

	if (before && before->kind != TOKEN_WORD && before->off + before->len == s->i) {
		/* "?!" asks, "!." exclaims */
		s->list->ends[before->kind]--;
		if (kind == TOKEN_QUESTION || (kind == TOKEN_EXCLAMATION && before->kind == TOKEN_STOP))
			before->kind = (uint8_t)kind;
		s->list->ends[before->kind]++;
		before->len += (uint32_t)n;
	} else {
		push(s, kind, s->i, s->i + n);
		s->list->ends[kind]++;
	}
	s->i += n;
}

/* Whether the full stop at i ends a sentence: not in "example.com", "3.5", "Dr. Who". */
static bool
stop_ends(const struct scan *s)
{
	size_t i = s->i;
	unsigned char next = i + 1 < s->n ? s->p[i + 1] : ' ';

	if (next == '.' || (i > 0 && s->p[i - 1] == '.'))
		return true;
	if (kind_of[next] == LETTER || kind_of[next] == DIGIT)
		return i > 0 && s->p[i - 1] >= 'a' && s->p[i - 1] <= 'z' && next >= 'A' && next <= 'Z';
	return s->quiet_stop != i;
}

/* Whether the question mark at i is that of a link: "track?id=42". */
static bool
is_query(const struct scan *s)
{
	size_t i = s->i + 1;

	while (i < s->n && (kind_of[s->p[i]] == LETTER || kind_of[s->p[i]] == DIGIT || s->p[i] == '_' || s->p[i] == '-'))
		i++;
	return i > s->i + 1 && i < s->n && s->p[i] == '=';
}

/* Passes a currency sign of n bytes: the number before it, or else one right behind it, is money. */
static void
scan_currency(struct scan *s, size_t n)
{
	struct token *t = last(s);
	size_t end = t ? t->off + t->len : 0;
	bool behind = s->i + n < s->n && kind_of[s->p[s->i + n]] == DIGIT;

	if (t && !behind && (t->classes & CLASS_NUMBER) && (end == s->i || (end + 1 == s->i && s->p[end] == ' '))) {
		t->classes |= CLASS_MONEY;
		s->list->classes |= CLASS_MONEY;
	}
	s->i += n;
	s->money = s->i;
}

static void
scan_high(struct scan *s)
{
	size_t n;
	utf8proc_int32_t c = decode(s, s->i, &n);

	/* a mark alone, such as what follows a coloured heart, starts no word */
	if (c >= 0 && is_letter(c) && !is_mark(c)) {
		scan_word(s);
		return;
	}
	if (c == 0x2026 || c == 0x3002) {
		end_sentence(s, TOKEN_STOP, n);
		return;
	}
	if (c == 0xFF1F || c == 0xFF01) {
		end_sentence(s, c == 0xFF1F ? TOKEN_QUESTION : TOKEN_EXCLAMATION, n);
		return;
	}
	if (c >= 0 && utf8proc_category(c) == UTF8PROC_CATEGORY_SC)
		scan_currency(s, n);
	else
		s->i += n;
}

/* A redaction such as <name>: a token of that class. */
static void
scan_redaction(struct scan *s)
{
	size_t end = s->i + 1, limit = s->n - s->i < 16 ? s->n : s->i + 16;
	unsigned class = 0;

	while (end < limit && s->p[end] != '>')
		end++;
	if (end < limit)
		class = lexicon_class((struct str){ (const char *)s->p + s->i, end + 1 - s->i });
	if (!class) {
		s->i++;
		return;
	}
	struct token *t = push(s, TOKEN_WORD, s->i, end + 1);
	s->list->words++;
	t->classes = (uint16_t)class;
	s->list->classes |= class;
	t->hash = class;
	s->i = end + 1;
}

/* An empty line ends a paragraph, and so a sentence. */
static void
scan_newline(struct scan *s)
{
	size_t i = s->i + 1;
	struct token *before = last(s);

	while (i < s->n && (s->p[i] == ' ' || s->p[i] == '\t' || s->p[i] == '\r'))
		i++;
	if (i < s->n && s->p[i] == '\n' && before && before->kind == TOKEN_WORD)
		end_sentence(s, TOKEN_STOP, 1);
	else
		s->i++;
}

static void
scan_text(struct scan *s)
{
	struct token_list *l = s->list;

	*l = (struct token_list){ .at = l->at, .cap = l->cap };
	while (s->i < s->n) {
		unsigned char c = s->p[s->i];
		switch (kind_of[c]) {
		case LETTER:
			if (!s->shorts || !scan_short(s))
				scan_word(s);
			break;
		case DIGIT:
			scan_word(s);
			break;
		case STOP:
			if (c == '.' ? !stop_ends(s) : c == '?' && is_query(s))
				s->i++;
			else
				end_sentence(s, c == '.' ? TOKEN_STOP : c == '?' ? TOKEN_QUESTION : TOKEN_EXCLAMATION, 1);
			break;
		case NEWLINE:
			scan_newline(s);
			break;
		case DOLLAR:
			scan_currency(s, 1);
			break;
		case LESS:
			scan_redaction(s);
			break;
		case HIGH:
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
	struct scan s = { .lex = lex, .shorts = lexicon_shorts(lex), .p = (const unsigned char *)text.p, .n = text.n,
	    .list = list };

	if (s.n > UINT32_MAX)
		s.n = UINT32_MAX;
	s.quiet_stop = SIZE_MAX;
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
		if (kind_of[(unsigned char)word.p[i]] != LETTER)
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
	struct scan s = { .lex = lex, .grow = lex, .p = (const unsigned char *)word.p, .n = word.n, .list = &list };
	size_t n = 0;

	if (max && (number[0] = plain_number(lex, word)))
		return 1;
	s.quiet_stop = SIZE_MAX;
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
