#include "cs-parse-reply.h"

#include <string.h>

/* What says who wrote what is quoted may be broken into so many lines. */
#define ATTRIBUTION_LINES 3

static struct str
take_line(struct str *rest)
{
	struct str line;

	str_next(rest, '\n', &line);
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

static bool
is_quoted(struct str line)
{
	line = str_trim(line);
	return line.n && line.p[0] == '>';
}

static bool
ends_with(struct str s, struct str end)
{
	return s.n >= end.n && str_caseeq((struct str){ s.p + s.n - end.n, end.n }, end);
}

static bool
has_address(struct str s)
{
	const char *open = s.n ? memchr(s.p, '<', s.n) : NULL;
	const char *at = open ? memchr(open, '@', s.n - (size_t)(open - s.p)) : NULL;

	return at && memchr(at, '>', s.n - (size_t)(at - s.p));
}

/* Whether the next line that is not empty is quoted. */
static bool
quote_follows(struct str rest)
{
	struct str line = { NULL, 0 };

	while (rest.n && !str_trim(line).n)
		line = take_line(&rest);
	return is_quoted(line);
}

/* Whether line with what follows it says who is quoted: "On ..., Ann wrote:", or in other languages an address and a colon before what is
 * quoted; rest is then behind it. */
static bool
skip_attribution(struct str line, struct str *rest)
{
	struct str after = *rest, bare = str_trim(line);
	bool english = str_starts(bare, STR("On ")), address = has_address(line);

	for (int i = 1; bare.n; i++) {
		if ((english && ends_with(bare, STR("wrote:"))) || (address && ends_with(bare, STR(":")) && quote_follows(after))) {
			*rest = after;
			return true;
		}
		if (i == ATTRIBUTION_LINES || !after.n)
			return false;
		line = take_line(&after);
		bare = str_trim(line);
		address |= has_address(line);
	}
	return false;
}

/* "From: Ann", "Sent: Monday", one below the other, as Outlook heads what it quotes without marks. */
static bool
is_quoted_header(struct str line, struct str rest)
{
	static const struct {
		const char *from, *sent;
	} headers[] = {
		{ "From: ", "Sent: " }, { "From: ", "Date: " }, { "Von: ", "Gesendet: " }, { "De : ", "Envoy\xc3\xa9 : " },
		{ "De: ", "Enviado: " }, { "De: ", "Enviada: " }, { "Da: ", "Inviato: " }, { "Van: ", "Verzonden: " },
	};

	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		if (str_starts(line, str_of(headers[i].from)) && str_starts(str_trim(rest), str_of(headers[i].sent)))
			return true;
	return false;
}

static bool
ends_message(struct str line, struct str rest)
{
	struct str bare = str_trim(line);

	if (str_eq(line, STR("-- ")) || str_eq(line, STR("--")))
		return true;
	if (str_starts(bare, STR("-----")) && ends_with(bare, STR("-----")) && memmem(bare.p, bare.n, "Original Message", 16))
		return true;
	return is_quoted_header(bare, rest);
}

void
reply_text(struct buf *to, struct str text)
{
	size_t start = to->n, end = to->n;

	buf_add(to, "", 0);
	while (text.n) {
		struct str line = take_line(&text);

		if (ends_message(line, text))
			break;
		if (is_quoted(line) || skip_attribution(line, &text))
			continue;
		if (to->n == start && !str_trim(line).n)
			continue;
		buf_str(to, line);
		if (str_trim(line).n)
			end = to->n;
		buf_char(to, '\n');
	}
	to->n = end;
	if (to->p)
		to->p[end] = '\0';
}
