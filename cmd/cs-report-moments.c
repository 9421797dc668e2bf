/* The messages that a report quotes. */
#include <stdlib.h>

#include "cs-report-read.h"
#include "util.h"

void
totals_alias(struct buf *to, struct strmap *aliases, struct str agent)
{
	buf_reset(to);
	buf_printf(to, "Agent %03zu", strmap_put(aliases, agent, NULL) + 1);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

/* The agent's own id is in the words of who gives a name, and would undo the pseudonym. */
static struct str
hide(struct totals *t, struct str quote, struct str id, struct str alias)
{
	struct buf words = { 0 };
	struct str kept;

	for (size_t i = 0; i < quote.n; ) {
		struct str here = { quote.p + i, id.n };
		bool whole = id.n && i + id.n <= quote.n && (i == 0 || !is_letter(quote.p[i - 1])) &&
		    (i + id.n == quote.n || !is_letter(quote.p[i + id.n]));
		if (whole && str_caseeq(here, id)) {
			buf_str(&words, alias);
			i += id.n;
		} else {
			buf_char(&words, quote.p[i++]);
		}
	}
	kept = arena_str(&t->arena, buf_view(&words));
	buf_free(&words);
	return kept;
}

static struct moment
keep_moment(struct totals *t, const struct where *w, struct str seq, struct str quote, int64_t points)
{
	struct arena *a = &t->arena;

	if (t->aliases)
		return (struct moment){
			.agent = arena_str(a, w->field[COL_AGENT]), .skill = arena_str(a, w->field[COL_SKILL]),
			.criterion = arena_str(a, w->field[COL_CRITERION]), .points = points,
			.quote = hide(t, quote, w->own_id, w->field[COL_AGENT]),
		};
	return (struct moment){
		arena_str(a, w->field[COL_INTERACTION]), arena_str(a, seq), arena_str(a, w->field[COL_AGENT]),
		arena_str(a, w->field[COL_SKILL]), arena_str(a, w->field[COL_CRITERION]), arena_str(a, quote), points, 0, { 0 },
	};
}

/* Nobody is praised with words from an interaction where they did what must never happen: it may be the same message. */
static void
spoil(struct totals *t, const struct where *w)
{
	t->spoils = true;
	buf_reset(&t->spoilt);
	buf_str(&t->spoilt, w->field[COL_AGENT]);
	for (size_t i = 0; i < t->example_cap; i++)
		if (t->met[i].points && t->met[i].of == t->under_way &&
		    str_eq(t->met[i].agent, w->field[COL_AGENT]))
			t->met[i] = (struct moment){ 0 };
}

static void
make_room(struct totals *t)
{
	size_t need = table_count(t->level[LEVEL_CRITERION]), cap = t->example_cap;

	if (need <= cap)
		return;
	t->missed = util_grow(t->missed, &t->example_cap, need, sizeof *t->missed);
	t->met = util_grow(t->met, &t->met_cap, need, sizeof *t->met);
	for (; cap < t->example_cap; cap++)
		t->missed[cap] = t->met[cap] = (struct moment){ 0 };
}

void
totals_moment(struct totals *t, const struct where *w, const struct figures *f, struct str seq, struct str quote, struct buf *key)
{
	int64_t lost = f->sums.possible - f->sums.earned, points = lost ? lost : f->sums.earned;

	if (f->critical && t->criticals < TOTALS_CRITICAL) {
		t->critical = util_grow(t->critical, &t->critical_cap, t->criticals + 1, sizeof *t->critical);
		t->critical[t->criticals++] = keep_moment(t, w, seq, quote, f->critical);
	}
	if (f->critical)
		spoil(t, w);
	if (quote.n == 0)
		return;
	make_room(t);
	buf_reset(key);
	buf_str(key, w->field[COL_SKILL]);
	buf_char(key, '\0');
	buf_str(key, w->field[COL_CRITERION]);
	size_t i = table_find(t->level[LEVEL_CRITERION], buf_view(key));
	/* The message of a row is where the criterion was missed, if it was. */
	struct moment *m = lost ? &t->missed[i] : &t->met[i];
	bool spoilt = !lost && t->spoils && str_eq(w->field[COL_AGENT], buf_view(&t->spoilt));
	if (points > m->points && !spoilt) {
		*m = keep_moment(t, w, seq, quote, points);
		m->of = t->under_way;
	}
}
