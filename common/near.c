#include "near.h"

#include <string.h>

#include "byte.h"

#define WORDS 5
#define BYTES 96

static bool
is_letter(char c)
{
	return byte_kind[(unsigned char)c] == BYTE_LETTER;
}

/* Where the "<phone>" starts that ends before at, else the byte before. */
static size_t
skip_back(struct str text, size_t at)
{
	size_t i = at - 1;

	if (text.p[i] != '>')
		return i;
	while (i > 0 && is_letter(text.p[i - 1]))
		i--;
	return i > 0 && text.p[i - 1] == '<' ? i - 1 : at - 1;
}

/* The words with a blank around each, in small letters, in the last bytes of window. */
static struct str
words_before(struct str text, size_t at, char window[BYTES])
{
	size_t w = BYTES, stop = at > BYTES ? at - BYTES : 0;

	window[--w] = ' ';
	for (int words = 0; words < WORDS && at > stop && w > 1;) {
		if (!is_letter(text.p[at - 1])) {
			at = skip_back(text, at);
			continue;
		}
		while (at > 0 && w > 1 && is_letter(text.p[at - 1]))
			window[--w] = (char)(text.p[--at] | 0x20);
		window[--w] = ' ';
		words++;
	}
	return (struct str){ window + w, BYTES - w };
}

/* Where the last of the phrases in the window ends, 0 for none. */
static size_t
last_of(struct str window, struct str phrases)
{
	size_t last = 0;
	struct str phrase;

	while (phrases.n && str_next(&phrases, '|', &phrase))
		for (size_t i = window.n; phrase.n && i >= phrase.n + 2 && i > last; i--) {
			const char *from = window.p + i - phrase.n - 2;

			if (from[0] == ' ' && window.p[i - 1] == ' ' && memcmp(from + 1, phrase.p, phrase.n) == 0)
				last = i;
		}
	return last;
}

int
near_which(struct str text, size_t at, struct str yes, struct str no)
{
	char bytes[BYTES];
	struct str window = words_before(text, at, bytes);
	size_t good = last_of(window, yes), bad = last_of(window, no);

	return good > bad ? 1 : bad ? -1 : 0;
}
