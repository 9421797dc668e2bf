#include "token_plain.h"

#include <endian.h>

#include "byte.h"
#include "fold.h"

/* So many tokens fit at least when a run starts. */
#define ROOM 64
/* So many may be written for one word, with the end of its sentence. */
#define WORD_TOKENS (LEXICON_READINGS + 2)

/* What a byte right behind a word is. */
enum follower {
	FOLLOWER_ANY,           /* takes a longer look */
	FOLLOWER_NONE,          /* not to be passed: the end of the text, a line's end */
	FOLLOWER_OTHER,
	FOLLOWER_END            /* of a sentence, if nothing is joined to it */
};

static const unsigned char follower[256] = {
	[0] = FOLLOWER_NONE, ['\n'] = FOLLOWER_NONE,
	[' '] = FOLLOWER_OTHER, [','] = FOLLOWER_OTHER, ['\r'] = FOLLOWER_OTHER, [')'] = FOLLOWER_OTHER, [';'] = FOLLOWER_OTHER,
	[':'] = FOLLOWER_OTHER, ['-'] = FOLLOWER_OTHER, ['"'] = FOLLOWER_OTHER, ['/'] = FOLLOWER_OTHER, ['('] = FOLLOWER_OTHER,
	['\t'] = FOLLOWER_OTHER,
	['.'] = FOLLOWER_END, ['?'] = FOLLOWER_END, ['!'] = FOLLOWER_END,
};

static inline uint64_t
chunk_at(const unsigned char *p)
{
	return le64toh(lexicon_chunk((const char *)p));
}

/* Whether a word of len bytes ends before next and needs no longer look for it. A letter with a full stop may be short for a
 * word. */
static inline bool
ends_plain(unsigned char next, unsigned len)
{
	return next == ' ' || (follower[next] && !(len == 1 && next == '.'));
}

/* The high bit of each byte that is an apostrophe. */
static uint64_t
apostrophes(uint64_t chunk)
{
	chunk ^= '\'' * FOLD_EACH;
	return ~(((chunk & 0x7f * FOLD_EACH) + 0x7f * FOLD_EACH) | chunk) & 0x80 * FOLD_EACH;
}

/* A word as it is looked up. */
struct plain {
	uint64_t key[2];
	unsigned len;
	bool apostrophe;
};

/* Reads a word of letters and apostrophes. False if it is too long, or takes a longer look. */
static bool
read_plain(struct plain *w, const unsigned char *at)
{
	*w = (struct plain){ 0 };
	for (unsigned i = 0; i < 2 && w->len == 8 * i; i++) {
		uint64_t chunk = chunk_at(at + 8 * i), signs = apostrophes(chunk);
		uint64_t end = (~(fold_is_letter(chunk) | signs) & 0x80 * FOLD_EACH) >> 7;
		w->key[i] = htole64(fold_lower(chunk, end));    /* which an apostrophe is, too */
		w->len += fold_letters(end);
		w->apostrophe = w->apostrophe || signs & (end - 1) & ~end;
	}
	return at[w->len - 1] != '\'' && ends_plain(at[w->len], w->len);
}

/* Writes the tokens of the word at at, which starts with a letter; classes are those of it alone. Returns how many, 0 if it
 * takes a longer look. Not for the words that token_plain finds itself, so not in its way either. */
static __attribute__((noinline)) unsigned
take_word(const struct token_text *text, const struct quick *quick, const unsigned char *at, struct token *t)
{
	uint32_t off = (uint32_t)(at - text->p);
	struct plain word;

	if (!read_plain(&word, at))
		return 0;
	const struct quick_word *w = quick_find(quick, word.key[0], word.key[1]);
	if (w) {
		unsigned n = w->plain ? 1 : w->parts;
		const struct token *token = w->plain ? &w->token : &quick->part[w->token.word];
		for (unsigned i = 0; i < n; i++) {
			t[i] = token[i];
			t[i].off = off;
		}
		return n;
	}
	if (word.apostrophe)
		return 0;
	struct str spelling = { (const char *)word.key, word.len };
	*t = (struct token){ .word = token_word_prefix(text->lex, spelling), .hash = lexicon_hash(spelling.p, spelling.n),
	    .off = off, .len = word.len, .kind = TOKEN_WORD, .span = 1 };
	return 1;
}

/* Whether a word starts with a large letter and goes on with a small one, or an apostrophe. */
static inline bool
is_capitalized(uint64_t chunk)
{
	return (chunk & 0x2020) == 0x2000;
}

/* The class of the capitalized word t, if it may be a name and stands inside a sentence. */
static __attribute__((noinline)) uint16_t
name_class(const struct token *first, const struct token *t)
{
	if (t == first)
		return 0;
	/* without branches, as none of these could be foretold */
	return (uint16_t)(((t[-1].kind == TOKEN_WORD) & (t->len > 1) & !(t->classes & TOKEN_NO_NAME)) * CLASS_NAME);
}

/* Passes what stands behind a word, if it takes no longer look; the end of a sentence is a token more. */
static inline const unsigned char *
pass_follower(const unsigned char *at, size_t off, struct token_list *l, struct token **t)
{
	enum follower f = follower[*at];

	if (f == FOLLOWER_NONE || (f == FOLLOWER_END && at[1] > ' '))
		return at;
	if (f == FOLLOWER_END) {
		enum token_kind kind = *at == '.' ? TOKEN_STOP : *at == '?' ? TOKEN_QUESTION : TOKEN_EXCLAMATION;
		*(*t)++ = (struct token){ .off = (uint32_t)off, .len = 1, .kind = (uint8_t)kind, .span = 1 };
		l->ends[kind]++;
	}
	return at + 1 + (at[1] == ' ');
}

size_t
token_plain(const struct token_text *text, const struct quick *quick, size_t i)
{
	struct token_list *l = text->list;
	const unsigned char *p = text->p, *at = p + i;
	size_t words = 0;
	unsigned classes = 0;

	if (l->cap - l->n < ROOM)
		l->at = util_grow(l->at, &l->cap, l->n + ROOM, sizeof *l->at);
	struct token *first = l->at, *t = first + l->n, *room = first + l->cap - WORD_TOKENS;
	while (t < room) {
		uint64_t chunk = chunk_at(at), end = fold_end(chunk);
		if (end & 1) {
			if (byte_kind[*at] != BYTE_OTHER || at >= p + text->n)
				break;
			at++;
			continue;
		}
		unsigned len = fold_letters(end), n = 1;
		const struct quick_word *w;
		if (ends_plain(at[len], len) && (w = quick_find(quick, htole64(fold_lower(chunk, end)), 0)) && w->plain) {
			*t = w->token;
			t->off = (uint32_t)(at - p);
		} else {
			if (!(n = take_word(text, quick, at, t)))
				break;
			len = t->len;
		}
		if (is_capitalized(chunk))
			t->classes |= name_class(first, t);
		/* the first is mostly the only one */
		classes |= t++->classes;
		while (--n)
			classes |= t++->classes;
		words++;
		at += len;
		if (*at == ' ')
			at++;
		else
			at = pass_follower(at, (size_t)(at - p), l, &t);
	}
	l->words += words;
	l->n = (size_t)(t - first);
	l->classes |= classes;
	return (size_t)(at - p);
}
