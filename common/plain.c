#include "plain.h"

#include <endian.h>

#include "fold.h"

/* Bytes that may follow a plain word. */
static const bool ends_word[256] = {
	[' '] = true, [','] = true, ['.'] = true, ['?'] = true, ['!'] = true, ['\n'] = true, ['\r'] = true, [')'] = true,
	[0] = true, [';'] = true, [':'] = true, ['-'] = true, ['"'] = true, ['/'] = true, ['('] = true, ['\t'] = true,
};

bool
plain_read(const struct lexicon *lex, const unsigned char *p, size_t left, struct plain *out)
{
	uint64_t chunk[2];
	unsigned char tail[24] = { 0 };

	if (left < 17) {
		memcpy(tail, p, left);
		p = tail;
	}
	memcpy(chunk, p, sizeof chunk);
	uint64_t first = le64toh(chunk[0]), second = 0;
	unsigned n = fold_letters(first);
	out->capitals = fold_capitals(first, n);
	first = fold_lower(first, n);
	if (n == 8) {
		second = le64toh(chunk[1]);
		unsigned more = fold_letters(second);
		out->capitals += fold_capitals(second, more);
		second = fold_lower(second, more);
		n += more;
	}
	if (!ends_word[p[n]])
		return false;
	out->n = n;
	out->letters[0] = htole64(first);
	out->letters[1] = htole64(second);
	struct str folded = { (const char *)out->letters, n };
	out->hash = lexicon_hash(folded.p, n);
	out->word = lexicon_find(lex, folded, out->hash);
	return true;
}
