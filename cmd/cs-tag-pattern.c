#include "cs-tag-pattern.h"

#include <string.h>

/* A group with more alternatives is shortened; to so many where none of them is in the words. */
#define MANY 4
#define FIRST 3

static bool
opens(char c)
{
	return c == '(' || c == '[';
}

static bool
closes(char c)
{
	return c == ')' || c == ']';
}

/* The length of the alternative at the start of s: up to the bar or the bracket that ends it. */
static size_t
alternative(struct str s)
{
	size_t depth = 0, i = 0;

	for (; i < s.n; i++) {
		if (depth == 0 && (s.p[i] == '|' || closes(s.p[i])))
			break;
		if (opens(s.p[i]))
			depth++;
		else if (closes(s.p[i]))
			depth--;
	}
	return i;
}

/* Whether plain words, the last of which may be a beginning, stand in words. */
static bool
stands(struct str plain, struct str words)
{
	bool beginning = plain.n && plain.p[plain.n - 1] == '*';

	plain.n -= beginning;
	for (size_t i = 0; plain.n && i + plain.n + 1 < words.n; i++)
		if (words.p[i] == ' ' && memcmp(words.p + i + 1, plain.p, plain.n) == 0 &&
		    (beginning || words.p[i + 1 + plain.n] == ' '))
			return true;
	return false;
}

static bool
is_class(struct str s)
{
	return s.n && s.p[0] == '<';
}

/* Adds the alternatives of a group, without its brackets. */
static void
add_group(struct buf *to, struct str group, struct str words)
{
	size_t all = 0, found = 0, shown = 0, n;
	bool many;

	for (size_t i = 0; i <= group.n; i += n + 1, all++) {
		struct str rest = { group.p + i, group.n - i };
		n = alternative(rest);
		found += stands((struct str){ rest.p, n }, words);
	}
	many = all > MANY;
	for (size_t i = 0, k = 0; i <= group.n; i += n + 1, k++) {
		struct str rest = { group.p + i, group.n - i };
		n = alternative(rest);
		rest.n = n;
		if (many && !is_class(rest) && (found ? !stands(rest, words) : k >= FIRST))
			continue;
		if (shown++)
			buf_char(to, '|');
		pattern_shorten(to, rest, words);
	}
	if (shown < all)
		buf_str(to, STR("|\xe2\x80\xa6"));
}

void
pattern_shorten(struct buf *to, struct str pattern, struct str words)
{
	for (size_t i = 0; i < pattern.n; i++) {
		buf_char(to, pattern.p[i]);
		if (!opens(pattern.p[i]))
			continue;
		struct str group = { pattern.p + i + 1, 0 };
		size_t depth = 0;
		for (; i + 1 + group.n < pattern.n && !(depth == 0 && closes(group.p[group.n])); group.n++)
			depth += (size_t)opens(group.p[group.n]) - (size_t)closes(group.p[group.n]);
		add_group(to, group, words);
		i += group.n;
	}
}
