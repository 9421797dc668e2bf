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

/* A letter or digit of an address: of UTF-8 what begins with 0xc3 to 0xd1, and any byte that goes on. */
static bool
is_wide(unsigned char c)
{
	return byte_alnum(c) || (c >= 0x80 && c < 0xc0) || (c >= 0xc3 && c <= 0xd1);
}

/* The end of "example.com" at p[i], or i when the last part does not begin with two letters. */
static size_t
domain_end(const unsigned char *p, size_t n, size_t i)
{
	size_t end = i, label = 0;

	for (size_t k = i; k < n && (is_wide(p[k]) || p[k] == '.' || p[k] == '-'); k++) {
		if (p[k] == '.' || p[k] == '-')
			continue;
		if (k == i || p[k - 1] == '.')
			label = k;
		if (label > i && k > label && byte_kind[p[label]] != BYTE_DIGIT && byte_kind[p[label + 1]] != BYTE_DIGIT)
			end = k + 1;
	}
	return end;
}

bool
address_mailbox(const unsigned char *p, size_t n, size_t from, size_t at, size_t *start, size_t *end)
{
	size_t i = at;

	while (i > from && (is_wide(p[i - 1]) || (p[i - 1] != 0 && strchr(".+-_%~&", p[i - 1]))))
		i--;
	/* neither signs in front, nor the rest of a letter of another script */
	while (i < at && !byte_alnum(p[i]) && p[i] < 0xc0)
		i++;
	*start = i;
	*end = domain_end(p, n, at + 1);
	return i < at && *end > at + 1;
}

bool
address_login(const unsigned char *p, size_t from, size_t at, size_t *start)
{
	size_t i = at;

	while (i > from && p[i - 1] > ' ' && !strchr("/@<>", p[i - 1]))
		i--;
	*start = i;
	return i < at && i >= from + 3 && p[i - 1] == '/' && p[i - 2] == '/' && p[i - 3] == ':';
}

bool
address_query(const unsigned char *p, size_t n, size_t at)
{
	size_t i = at + 1;

	while (i < n && (byte_alnum(p[i]) || p[i] == '_' || p[i] == '-'))
		i++;
	return i > at + 1 && i < n && p[i] == '=';
}
