/* lexicon: the words that a pack knows, numbered, with how they are read (words.csv). */
#ifndef LEXICON_H
#define LEXICON_H

#include <string.h>

#include "quick.h"
#include "word_class.h"

#define LEXICON_READINGS 6

struct lexicon_word {
	struct str spelling;            /* folded: lower case, plain apostrophes; a beginning without its star */
	uint64_t first;                 /* its first eight bytes, zeros behind: decides most comparisons */
	uint32_t number;                /* 0 when only a reading made it known */
	uint16_t classes;
	bool abbreviation;              /* a full stop after it ends no sentence */
	bool prefix;                    /* a beginning, not a word */
	uint32_t hash;                  /* lexicon_hash of the spelling */
	uint8_t readings;               /* how many words it is read as; 0 is itself */
	uint16_t reading[LEXICON_READINGS];     /* for lexicon_at */
};

/* Words are hashed in chunks of eight bytes, the last one filled up with zeros. */
static inline uint64_t
lexicon_chunk(const char *p)
{
	uint64_t chunk;

	memcpy(&chunk, p, sizeof chunk);
	return chunk;
}

/* Hash of the n bytes of a folded word; p is zero up to a multiple of eight. The same in one run only. */
static inline uint32_t
lexicon_hash(const char *p, size_t n)
{
	uint64_t h = 0;

	for (size_t i = 0; i < n; i += 8) {
		h = (h ^ lexicon_chunk(p + i)) * QUICK_HASH;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

struct lexicon;

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lex);
/* The number (from 1) of a folded word, given if it had none; words and beginnings share the numbers. */
uint32_t lexicon_number(struct lexicon *lex, struct str word);
/* The number of a beginning ("apologi" of the pattern apologi*); 0 for one shorter than two bytes. */
uint32_t lexicon_prefix(struct lexicon *lex, struct str prefix);
/* A row of words.csv: word is read as reading ("dont" as "do not", "*'ll" as "will", "*'s" as nothing), is of a class
 * ("monday" "<date>"), or is an abbreviation ("dr." "dr"). False with the reason in why. */
bool lexicon_reading(struct lexicon *lex, struct str word, struct str reading, struct buf *why);
/* The word of that spelling and hash, or NULL; the bytes are zero up to a multiple of eight. */
const struct lexicon_word *lexicon_find(const struct lexicon *lex, struct str folded, uint32_t hash);
/* Makes the table of the words that are quickly found, among them stop words with suffix rows, such as "didn't"; to be called
 * again when something was added to the lexicon. */
void lexicon_close(struct lexicon *lex);
/* The table, or NULL before lexicon_close. */
const struct quick *lexicon_quick(const struct lexicon *lex);
/* The same for lexicon_close. */
struct quick *lexicon_table(struct lexicon *lex);
/* The longest known beginning of a word, or NULL. */
const struct lexicon_word *lexicon_find_prefix(const struct lexicon *lex, struct str folded);
/* The suffix row that a word with an apostrophe ends in, or NULL; the stem is what stands before it. */
const struct lexicon_word *lexicon_find_suffix(const struct lexicon *lex, struct str folded);
/* The i-th suffix row, or NULL. */
const struct lexicon_word *lexicon_suffix(const struct lexicon *lex, size_t i);
/* The words, beginnings and suffix rows, from 0. */
const struct lexicon_word *lexicon_at(const struct lexicon *lex, uint32_t index);
/* How many these are. */
size_t lexicon_size(const struct lexicon *lex);
/* How many numbers were given; they run from 1. */
uint32_t lexicon_count(const struct lexicon *lex);
/* The word or beginning of that number. */
const struct lexicon_word *lexicon_numbered(const struct lexicon *lex, uint32_t number);
/* All numbers in byte order of their words; kept until more are given. */
const uint32_t *lexicon_sorted(struct lexicon *lex);
/* A closed lexicon; to one that is read, as lexicon_new made it, nothing can be added. */
void lexicon_image(struct lexicon *lex, struct image *im);

#endif
