#include "cs-parse-transform.h"

#include <string.h>

#include "clock.h"
#include "cs-parse-html.h"
#include "cs-parse-reply.h"
#include "cs-parse-turns.h"
#include "scan.h"

static const struct {
	const char *name;
	enum transform_kind kind;
} kinds[] = {
	{ "", TRANSFORM_COPY }, { "epoch", TRANSFORM_EPOCH }, { "epoch_ms", TRANSFORM_EPOCH_MS }, { "html", TRANSFORM_HTML },
	{ "reply", TRANSFORM_REPLY }, { "address", TRANSFORM_ADDRESS }, { "thread", TRANSFORM_THREAD },
	{ "parent", TRANSFORM_PARENT }, { "links", TRANSFORM_LINKS }, { "recipe", TRANSFORM_RECIPE },
};

bool
transform_find(struct str name, struct transform *t)
{
	*t = (struct transform){ TRANSFORM_COPY, name, turns_reader(name) };
	if (t->turns)
		t->kind = TRANSFORM_TURNS;
	else if (name.n && memchr(name.p, '=', name.n))
		t->kind = TRANSFORM_MAP;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(name, str_of(kinds[i].name))) {
			t->kind = kinds[i].kind;
			return true;
		}
	return t->kind != TRANSFORM_COPY;
}

/* Years have four digits in a log: seconds have at most twelve. */
static struct str
apply_epoch(struct str value, bool ms, struct buf *b)
{
	struct str s = str_trim(value);
	struct clock_time t = { 0, CLOCK_UTC };
	int64_t fraction;
	char out[CLOCK_MAX];

	if (!scan_number(&s, 1, ms ? 14 : 11, &t.ms) || !scan_fraction(&s, &fraction) || s.n)
		return value;
	if (!ms)
		t.ms = t.ms * 1000 + fraction;
	buf_reset(b);
	buf_add(b, out, clock_format(t, out));
	return buf_view(b);
}

static struct str
apply_map(struct str map, struct str value)
{
	struct str pair, key;

	value = str_trim(value);
	while (str_next(&map, '|', &pair)) {
		if (!str_next(&pair, '=', &key))
			continue;
		if (key.n && key.p[key.n - 1] == '*' ?
		    value.n >= key.n - 1 && str_caseeq((struct str){ value.p, key.n - 1 }, (struct str){ key.p, key.n - 1 }) :
		    str_caseeq(value, key))
			return pair;
	}
	return STR("");
}

static struct str
apply_address(struct str value)
{
	const char *open = value.n ? memrchr(value.p, '<', value.n) : NULL;
	const char *end = open ? memchr(open, '>', value.n - (size_t)(open - value.p)) : NULL;

	return str_trim(end ? (struct str){ open + 1, (size_t)(end - open) - 1 } : value);
}

struct str
transform_apply(const struct transform *t, struct str value, struct buf *b)
{
	switch (t->kind) {
	case TRANSFORM_EPOCH:
	case TRANSFORM_EPOCH_MS:
		return apply_epoch(value, t->kind == TRANSFORM_EPOCH_MS, b);
	case TRANSFORM_HTML:
		buf_reset(b);
		html_text(b, value);
		return buf_view(b);
	case TRANSFORM_REPLY:
		buf_reset(b);
		reply_text(b, value);
		return buf_view(b);
	case TRANSFORM_ADDRESS:
		return apply_address(value);
	case TRANSFORM_MAP:
		return apply_map(t->map, value);
	default:
		return value;
	}
}
