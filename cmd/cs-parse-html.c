#include "cs-parse-html.h"

#include <string.h>

#include "scan.h"

#define REFERENCE_MAX 10

/* HTML's names of the characters 160 to 255, in order. */
static const char latin[] =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para "
    "middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute "
    "Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml "
    "Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth "
    "ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

static const struct {
	const char *name;
	uint32_t code;
} named[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "ndash", 0x2013 }, { "mdash", 0x2014 },
	{ "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "sbquo", 0x201a }, { "ldquo", 0x201c }, { "rdquo", 0x201d }, { "bdquo", 0x201e },
	{ "bull", 0x2022 }, { "hellip", 0x2026 }, { "euro", 0x20ac }, { "trade", 0x2122 }, { "rarr", 0x2192 }, { "ensp", 0x2002 },
	{ "emsp", 0x2003 }, { "thinsp", 0x2009 }, { "zwnj", 0x200c }, { "zwj", 0x200d }, { "lrm", 0x200e }, { "rlm", 0x200f },
	{ "OElig", 0x152 }, { "oelig", 0x153 }, { "Scaron", 0x160 }, { "scaron", 0x161 },
};

/* What starts a line of its own; a paragraph and its end are one line end. */
static const char *const blocks[] = {
	"br", "p", "/p", "div", "/div", "li", "/li", "ul", "/ul", "ol", "/ol", "tr", "/tr", "table", "/table", "h1", "/h1", "h2", "/h2",
	"h3", "/h3", "h4", "/h4", "blockquote", "/blockquote", "pre", "/pre", "hr",
};

static const char *const hidden[] = { "script", "style", "head", "title" };

static uint32_t
find_name(struct str name)
{
	struct str rest = STR(latin), one;

	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (str_eq(name, str_of(named[i].name)))
			return named[i].code;
	for (uint32_t code = 160; str_next(&rest, ' ', &one); code++)
		if (str_eq(name, one))
			return code;
	return 0;
}

/* "#39", "#x27"; 0 for what is no character. */
static uint32_t
read_code(struct str s)
{
	uint32_t code = 0, base = 10;

	if (scan_char(&s, 'x') || scan_char(&s, 'X'))
		base = 16;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : base == 16 && (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ?
		    (uint32_t)((c | 0x20) - 'a' + 10) : 99;

		if (digit >= base || code > 0x10ffff)
			return 0;
		code = code * base + digit;
	}
	return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0 : code;
}

static void
put_character(struct buf *to, uint32_t c)
{
	size_t more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const unsigned char lead[] = { 0, 0xc0, 0xe0, 0xf0 };

	buf_char(to, (char)(lead[more] | c >> 6 * more));
	while (more-- > 0)
		buf_char(to, (char)(0x80 | (c >> 6 * more & 0x3f)));
}

/* Cuts "&name;" off the front and gives its character; 0, and nothing cut, for what is none. */
static uint32_t
take_reference(struct str *html)
{
	size_t n = html->n < REFERENCE_MAX ? html->n : REFERENCE_MAX;
	const char *end = memchr(html->p, ';', n);
	struct str name = { html->p + 1, end ? (size_t)(end - html->p) - 1 : 0 };
	uint32_t code;

	if (!name.n)
		return 0;
	code = name.p[0] == '#' ? read_code((struct str){ name.p + 1, name.n - 1 }) : find_name(name);
	/* a control character would be no text, and NUL no CSV */
	if (code < ' ' && code != '\n' && code != '\t')
		return 0;
	*html = (struct str){ end + 1, html->n - (size_t)(end + 1 - html->p) };
	return code;
}

/* Where the tag ends whose name ends at at: the ">" outside quotes, or n. Another "<" outside of them says that it is none, and
 * so that a text of nothing but "<" is not searched to its end for each. */
static size_t
tag_end(struct str html, size_t at, bool quotes)
{
	char quote = 0;

	for (; at < html.n; at++) {
		char c = html.p[at];

		if (quote) {
			if (c == quote)
				quote = 0;
		} else if (c == '>') {
			return at;
		} else if (c == '<') {
			return html.n;
		} else if (quotes && (c == '"' || c == '\'')) {
			quote = c;
		}
	}
	return html.n;
}

bool
html_tag(struct str *html, char name[16], struct str *attributes)
{
	size_t at = 1, n = 0, end;

	if (html->n < 3 || html->p[0] != '<' || (html->p[1] != '/' && !scan_letters((struct str){ html->p + 1, 1 })))
		return false;
	for (; at < html->n && !strchr(" \t\r\n<>", html->p[at]) && !(html->p[at] == '/' && at > 1); at++, n++)
		if (n < 15)
			name[n] = html->p[at] >= 'A' && html->p[at] <= 'Z' ? (char)(html->p[at] | 0x20) : html->p[at];
	name[n < 16 ? n : 0] = '\0';
	end = tag_end(*html, at, true);
	if (end == html->n)
		end = tag_end(*html, at, false);
	if (end == html->n)
		return false;
	*attributes = (struct str){ html->p + at, end - at };
	*html = (struct str){ html->p + end + 1, html->n - end - 1 };
	return true;
}

static bool
is_one_of(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(name, list[i]) == 0)
			return true;
	return false;
}

/* Behind the end tag of what is not shown, or at the end. */
static void
skip_hidden(struct str *html, const char *name)
{
	char end[16];
	struct str attributes;

	while (html->n) {
		const char *next = memchr(html->p, '<', html->n);

		*html = next ? (struct str){ next, html->n - (size_t)(next - html->p) } : (struct str){ html->p, 0 };
		if (html->n && html_tag(html, end, &attributes)) {
			if (end[0] == '/' && strcmp(end + 1, name) == 0)
				return;
		} else if (html->n) {
			*html = (struct str){ html->p + 1, html->n - 1 };
		}
	}
}

static bool
skip_comment(struct str *html)
{
	const char *end;

	if (str_starts(*html, STR("<!--")))
		end = memmem(html->p + 4, html->n - 4, "-->", 3);
	else if (str_starts(*html, STR("<!")) || str_starts(*html, STR("<?")))
		end = memchr(html->p, '>', html->n);
	else
		return false;
	end = end ? end + (*end == '-' ? 3 : 1) : html->p + html->n;
	*html = (struct str){ end, html->n - (size_t)(end - html->p) };
	return true;
}

/* What stands between the last character that was written and the next one. */
struct gap {
	size_t start;           /* of the text in the buf */
	bool blank, line;
	unsigned breaks;        /* <br> one after the other are empty lines */
};

static void
put_gap(struct buf *to, struct gap *gap)
{
	if (to->n > gap->start) {
		unsigned lines = gap->breaks ? gap->breaks : gap->line;

		for (unsigned i = 0; i < lines; i++)
			buf_char(to, '\n');
		if (!lines && gap->blank)
			buf_char(to, ' ');
	}
	gap->blank = gap->line = false;
	gap->breaks = 0;
}

void
html_text(struct buf *to, struct str html)
{
	struct gap gap = { .start = to->n };
	struct str attributes;
	char name[16];

	buf_add(to, "", 0);
	while (html.n) {
		uint32_t code = 0;

		if (strchr(" \t\r\n", html.p[0]) && html.p[0]) {
			gap.blank = true;
		} else if (html.p[0] == '<' && skip_comment(&html)) {
			continue;
		} else if (html.p[0] == '<' && html_tag(&html, name, &attributes)) {
			if (is_one_of(name, hidden, sizeof hidden / sizeof *hidden))
				skip_hidden(&html, name);
			gap.breaks += strcmp(name, "br") == 0;
			gap.line |= is_one_of(name, blocks, sizeof blocks / sizeof *blocks);
			continue;
		} else if (html.p[0] == '&' && (code = take_reference(&html))) {
			if (code == 0xa0 || code == ' ' || code == '\n' || code == '\t') {
				gap.blank = true;
			} else {
				put_gap(to, &gap);
				put_character(to, code);
			}
			continue;
		} else {
			put_gap(to, &gap);
			buf_char(to, html.p[0]);
		}
		html = (struct str){ html.p + 1, html.n - 1 };
	}
}
