#include "display.h"

/* The bytes of the code point at the start of s, which is not empty; 1 where it is not valid. */
static size_t
sequence(struct str s, uint32_t *code)
{
	unsigned char first = (unsigned char)s.p[0];
	size_t n = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;

	*code = first < 0x80 ? first : 0xfffd;
	if (n == 1 || n > s.n)
		return 1;
	uint32_t value = first & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if ((c & 0xc0) != 0x80)
			return 1;
		value = value << 6 | (c & 0x3f);
	}
	*code = value;
	return n;
}

size_t
display_width(struct str s)
{
	size_t width = 0;
	uint32_t code;

	while (s.n) {
		size_t n = sequence(s, &code);
		s.p += n;
		s.n -= n;
		width++;
	}
	return width;
}

struct str
display_cut(struct str s, size_t width)
{
	struct str rest = s;
	uint32_t code;

	while (rest.n && width--) {
		size_t n = sequence(rest, &code);
		rest.p += n;
		rest.n -= n;
	}
	s.n -= rest.n;
	return s;
}

/* Controls, marks and overrides of direction, separators of lines, what is not seen at all, what is no character. */
static bool
steers(uint32_t c)
{
	static const struct { uint32_t from, to; } ranges[] = {
		{ 0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x61c, 0x61c }, { 0x200b, 0x200b }, { 0x200e, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0xfdd0, 0xfdef }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe007f },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return true;
	return (c & 0xfffe) == 0xfffe;
}

void
display_plain(struct buf *to, struct str s)
{
	uint32_t code;

	while (s.n) {
		size_t n = sequence(s, &code);
		if (code == '\t' || code == '\n' || code == '\r')
			buf_char(to, ' ');
		else if (steers(code))
			buf_printf(to, "<U+%04X>", code);
		else if (code == 0xfffd)
			buf_str(to, STR("\xef\xbf\xbd"));
		else
			buf_add(to, s.p, n);
		s.p += n;
		s.n -= n;
	}
}

void
display_markdown(struct buf *to, struct str s)
{
	static const char escaped[] = "\\`*_[]{}|#~$@";
	struct buf plain = { 0 };

	display_plain(&plain, s);
	for (size_t i = 0; i < plain.n; i++) {
		char c = plain.p[i];
		bool special = false;
		for (const char *p = escaped; *p; p++)
			special |= c == *p;
		/* What these begin would become a link. */
		special |= c == ':' && i + 1 < plain.n && plain.p[i + 1] == '/';
		special |= c == '.' && i >= 3 && str_caseeq((struct str){ plain.p + i - 3, 3 }, STR("www"));
		if (c == '<')
			buf_str(to, STR("&lt;"));
		else if (c == '>')
			buf_str(to, STR("&gt;"));
		else if (c == '&')
			buf_str(to, STR("&amp;"));
		else if (special)
			buf_char(to, '\\');
		if (c != '<' && c != '>' && c != '&')
			buf_char(to, c);
	}
	buf_free(&plain);
}

void
display_html(struct buf *to, struct str s)
{
	struct buf plain = { 0 };

	display_plain(&plain, s);
	for (size_t i = 0; i < plain.n; i++) {
		char c = plain.p[i];
		if (c == '<')
			buf_str(to, STR("&lt;"));
		else if (c == '>')
			buf_str(to, STR("&gt;"));
		else if (c == '&')
			buf_str(to, STR("&amp;"));
		else if (c == '"')
			buf_str(to, STR("&quot;"));
		else if (c == '\'')
			buf_str(to, STR("&#39;"));
		else
			buf_char(to, c);
	}
	buf_free(&plain);
}

/* Some spreadsheets read the wide forms of = + - @ like the plain ones. */
static bool
begins_wide(struct str s)
{
	return str_starts(s, STR("\xef\xbc\x9d")) || str_starts(s, STR("\xef\xbc\x8b")) ||
	       str_starts(s, STR("\xef\xbc\x8d")) || str_starts(s, STR("\xef\xbc\xa0"));
}

/* [+-]digits[.digits] */
static bool
is_number(struct str s)
{
	size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'), digits = 0;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++, digits++;
	if (i < s.n && s.p[i] == '.' && digits)
		for (i++, digits = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
			digits++;
	return i == s.n && digits > 0;
}

void
display_guarded(struct buf *to, struct str s)
{
	static const char starts[] = "=+-@\t\r\n";

	for (const char *p = starts; *p && s.n; p++)
		if (s.p[0] == *p && !is_number(s))
			buf_char(to, '\'');
	if (begins_wide(s))
		buf_char(to, '\'');
	buf_str(to, s);
}

bool
display_wrap(struct str *rest, size_t width, struct str *line)
{
	struct str s = str_trim(*rest);

	*line = s;
	if (s.n == 0)
		return false;
	*line = display_cut(s, width ? width : 1);
	if (line->n < s.n && s.p[line->n] != ' ')
		for (size_t n = line->n; n-- > 0; )
			if (s.p[n] == ' ') {
				line->n = n;
				break;
			}
	*rest = (struct str){ s.p + line->n, s.n - line->n };
	*line = str_trim(*line);
	return true;
}

static void
add_blanks(struct buf *to, size_t n)
{
	while (n--)
		buf_char(to, ' ');
}

void
display_paragraph(struct buf *to, struct str label, size_t indent, struct str text)
{
	struct buf plain = { 0 };
	size_t width = display_width(label);
	struct str rest, line;

	display_plain(&plain, text);
	rest = buf_view(&plain);
	buf_str(to, label);
	while (display_wrap(&rest, indent < DISPLAY_WIDTH ? DISPLAY_WIDTH - indent : 1, &line)) {
		add_blanks(to, width < indent ? indent - width : 0);
		buf_str(to, line);
		buf_char(to, '\n');
		width = 0;
	}
	if (to->n && to->p[to->n - 1] != '\n')
		buf_char(to, '\n');
	buf_free(&plain);
}
