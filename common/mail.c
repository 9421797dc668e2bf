#include "mail.h"

#include <string.h>

#define LINE_MAX_BYTES 500
/* A header's line, and the bytes that an encoded word of 75 holds: =?UTF-8?B? and ?= leave 63, of which base64 fills 60. */
#define FOLD 76
#define WORD 45
#define QUOTED 76

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] & 0x80)
			return false;
	return true;
}

/* The bytes of the character at the start of s, 0 where that is not UTF-8. */
static size_t
character(struct str s)
{
	unsigned char c = (unsigned char)s.p[0];
	size_t n = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;

	if (n > s.n)
		return 0;
	for (size_t i = 1; i < n; i++)
		if (((unsigned char)s.p[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

bool
mail_line(struct str s)
{
	if (s.n > LINE_MAX_BYTES)
		return false;
	while (s.n) {
		size_t n = character(s);
		unsigned char c = (unsigned char)s.p[0], next = n > 1 ? (unsigned char)s.p[1] : 0;
		if (n == 0 || c < 0x20 || c == 0x7f || (c == 0xc2 && next < 0xa0))
			return false;
		s.p += n;
		s.n -= n;
	}
	return true;
}

/* or a digit */
static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool
is_atom(char c)
{
	return is_letter(c) || (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

/* local@domain: atoms and dots, of which none is first or last or next to another. */
static bool
is_address(struct str s)
{
	const char *at = s.n ? memchr(s.p, '@', s.n) : NULL;
	size_t local = at ? (size_t)(at - s.p) : 0;

	if (!at || local == 0 || local > 64 || s.n > 254 || local + 1 == s.n)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bool edge = i == 0 || i + 1 == s.n || i == local + 1 || i + 1 == local;
		bool name = i > local ? is_letter(s.p[i]) || s.p[i] == '-' : is_atom(s.p[i]);
		if (i != local && !name && (s.p[i] != '.' || edge || s.p[i + 1] == '.'))
			return false;
	}
	return true;
}

/* Cuts the next address off at a comma outside quotes, into its name, quotes and all, and what is in <>. */
static bool
next_address(struct str *rest, struct str *name, struct str *address)
{
	bool quoted = false;
	size_t n = 0, open = 0;
	struct str one;

	if (rest->n == 0)
		return false;
	for (n = 0; n < rest->n && (quoted || rest->p[n] != ','); n++)
		if (rest->p[n] == '"')
			quoted = !quoted;
	one = str_trim((struct str){ rest->p, n });
	rest->p += n + (n < rest->n);
	rest->n -= n + (n < rest->n);
	*name = (struct str){ 0 };
	*address = one;
	for (open = one.n; open > 0 && one.p[open - 1] != '<'; open--)
		;
	if (open > 0 && one.p[one.n - 1] == '>') {
		*name = str_trim((struct str){ one.p, open - 1 });
		*address = (struct str){ one.p + open, one.n - open - 1 };
	}
	return true;
}

/* A name within quotes, without them. */
static struct str
unquote(struct str name)
{
	if (name.n > 1 && name.p[0] == '"' && name.p[name.n - 1] == '"')
		return (struct str){ name.p + 1, name.n - 2 };
	return name;
}

bool
mail_addresses(struct str s)
{
	struct str name, address, plain;
	bool any = false;

	if (!mail_line(s) || (s.n && s.p[s.n - 1] == ','))
		return false;
	while (next_address(&s, &name, &address)) {
		plain = unquote(name);
		if (!is_address(address) || (plain.n && (memchr(plain.p, '"', plain.n) || memchr(plain.p, '<', plain.n) ||
		    memchr(plain.p, '>', plain.n) || memchr(plain.p, '\\', plain.n))))
			return false;
		any = true;
	}
	return any;
}

static void
put_base64(struct buf *to, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.n; i += 3) {
		size_t n = s.n - i < 3 ? s.n - i : 3;
		unsigned bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (k < n ? (unsigned char)s.p[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_char(to, k <= n ? digits[bits >> (18 - 6 * k) & 63] : '=');
	}
}

/* No character is cut in two: each word is UTF-8 of its own. */
static void
put_words(struct buf *to, struct str s)
{
	while (s.n) {
		size_t n = 0;
		while (n < s.n) {
			size_t next = character((struct str){ s.p + n, s.n - n });
			if (n + next > WORD)
				break;
			n += next ? next : 1;
		}
		buf_str(to, STR("=?UTF-8?B?"));
		put_base64(to, (struct str){ s.p, n });
		buf_str(to, STR("?="));
		s.p += n;
		s.n -= n;
		if (s.n)
			buf_str(to, STR("\n "));
	}
}

static void
put_folded(struct buf *to, struct str s, size_t column)
{
	while (s.n) {
		size_t n = 1;
		while (n < s.n && s.p[n] != ' ')
			n++;
		/* a blank begins each word but the first; a line of blanks alone would end the header */
		if (column + n > FOLD && s.p[0] == ' ' && n > 1) {
			buf_char(to, '\n');
			column = 0;
		}
		buf_add(to, s.p, n);
		column += n;
		s.p += n;
		s.n -= n;
	}
}

void
mail_header(struct buf *to, const char *name, struct str text)
{
	text = str_trim(text);
	buf_printf(to, "%s: ", name);
	if (!is_ascii(text) || (text.n && memmem(text.p, text.n, "=?", 2))) {
		buf_str(to, STR("\n "));
		put_words(to, text);
	} else {
		put_folded(to, text, strlen(name) + 2);
	}
	buf_char(to, '\n');
}

static void
put_name(struct buf *to, struct str name)
{
	bool atoms = true;

	for (size_t i = 0; i < name.n; i++)
		atoms &= is_atom(name.p[i]) || name.p[i] == ' ';
	if (!is_ascii(name) || memmem(name.p, name.n, "=?", 2))
		put_words(to, name);
	else
		buf_printf(to, "%s%.*s%s", atoms ? "" : "\"", (int)name.n, name.p, atoms ? "" : "\"");
}

void
mail_address_header(struct buf *to, const char *name, struct str addresses)
{
	struct str who, address;
	bool first = true;

	buf_printf(to, "%s: ", name);
	while (next_address(&addresses, &who, &address)) {
		if (!first)
			buf_str(to, STR(",\n "));
		who = unquote(who);
		if (who.n) {
			put_name(to, who);
			buf_str(to, who.n + address.n > 60 ? STR("\n ") : STR(" "));
		}
		buf_printf(to, "<%.*s>", (int)address.n, address.p);
		first = false;
	}
	buf_char(to, '\n');
}

static bool
is_plain(struct str line, size_t i)
{
	unsigned char c = (unsigned char)line.p[i];

	if (c == '=' || c < 0x20 || c > 0x7e)
		return false;
	/* what the end of a line would lose, what ends a message, what a mailbox takes for its separator */
	if ((c == ' ' && i + 1 == line.n) || (c == '.' && i == 0))
		return false;
	return !(i == 0 && str_starts(line, STR("From ")));
}

void
mail_quoted(struct buf *to, struct str text)
{
	struct str line;

	while (str_next(&text, '\n', &line)) {
		size_t column = 0;
		for (size_t i = 0; i < line.n; i++) {
			bool plain = is_plain(line, i);
			size_t n = plain ? 1 : 3;
			/* a soft break needs a column, but at the end of a line there is none */
			if (column + n > QUOTED - (i + 1 < line.n)) {
				buf_str(to, STR("=\n"));
				column = 0;
				/* where this continues is the start of a line, too */
				if (line.p[i] == '.' || line.p[i] == 'F') {
					plain = false;
					n = 3;
				}
			}
			if (plain)
				buf_char(to, line.p[i]);
			else
				buf_printf(to, "=%02X", (unsigned char)line.p[i]);
			column += n;
		}
		buf_char(to, '\n');
		if (text.n == 0)
			break;
	}
}
