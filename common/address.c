#include "address.h"

#include <string.h>

#include "byte.h"

/* Where the address starts whose last word before the @ starts at p[word]. */
static size_t
find_start(const unsigned char *p, size_t word)
{
	size_t start = word;

	while (start > 0 && (byte_alnum(p[start - 1]) || (p[start - 1] != 0 && strchr(".+-_", p[start - 1]))))
		start--;
	while (!byte_alnum(p[start]) && start < word)
		start++;
	return start;
}

bool
address_email(const unsigned char *p, size_t n, size_t word, size_t at, size_t *start, size_t *end)
{
	size_t i = at + 1;
	bool dot = false;

	for (; i < n && (byte_alnum(p[i]) || p[i] == '.' || p[i] == '-'); i++)
		if (p[i] == '.' && i + 1 < n && byte_alnum(p[i + 1]))
			dot = true;
	if (!dot)
		return false;
	while (p[i - 1] == '.' || p[i - 1] == '-')
		i--;
	*start = find_start(p, word);
	*end = i;
	return true;
}

bool
address_query(const unsigned char *p, size_t n, size_t at)
{
	size_t i = at + 1;

	while (i < n && (byte_alnum(p[i]) || p[i] == '_' || p[i] == '-'))
		i++;
	return i > at + 1 && i < n && p[i] == '=';
}
