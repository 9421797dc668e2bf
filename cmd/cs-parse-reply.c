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

/* Whether line with what follows it is "On ..., Ann wrote:" before a quoted line; rest is then behind it. */
static bool
skip_attribution(struct str line, struct str *rest)
{
	struct str after = *rest;

	if (!str_starts(str_trim(line), STR("On ")))
		return false;
	for (int i = 1; !ends_with(str_trim(line), STR("wrote:")); i++) {
		if (i == ATTRIBUTION_LINES || !after.n)
			return false;
		line = take_line(&after);
	}
	*rest = after;
	return true;
}

static bool
ends_message(struct str line, struct str rest)
{
	struct str bare = str_trim(line);

	if (str_eq(line, STR("-- ")) || str_eq(line, STR("--")))
		return true;
	if (str_starts(bare, STR("-----")) && ends_with(bare, STR("-----")) && memmem(bare.p, bare.n, "Original Message", 16))
		return true;
	return str_starts(bare, STR("From: ")) && rest.n && (str_starts(rest, STR("Sent: ")) || str_starts(rest, STR("Date: ")));
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
