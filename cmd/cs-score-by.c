#include "cs-score-by.h"

#include <stdlib.h>

#include "figures.h"
#include "util.h"

static const struct {
	const char *name;
	enum by_kind kind;
} kinds[] = {
	{ "date", BY_DATE }, { "week", BY_WEEK }, { "month", BY_MONTH }, { "agent_id", BY_AGENT }, { "skill", BY_SKILL },
	{ "criterion", BY_CRITERION },
};

static enum by_kind
kind_of(struct str name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(name, str_of(kinds[i].name)))
			return kinds[i].kind;
	return BY_COLUMN;
}

bool
by_add(struct by *by, struct str name, struct buf *why)
{
	if (name.n == 0)
		buf_printf(why, "a name is missing");
	else if (by_has(by, name))
		buf_printf(why, "\"%.*s\" is there twice", (int)name.n, name.p);
	else if (figure_find(name) != FIGURES)
		buf_printf(why, "\"%.*s\" is the name of a figure in the scores", (int)name.n, name.p);
	if (why->n)
		return false;
	by->at = util_grow(by->at, &by->cap, by->n + 1, sizeof *by->at);
	by->at[by->n++] = (struct by_column){ .name = name, .kind = kind_of(name), .column = SIZE_MAX };
	return true;
}

bool
by_read(struct by *by, struct str list, struct buf *why)
{
	struct str name;

	*by = (struct by){ 0 };
	while (str_next(&list, ',', &name))
		if (!by_add(by, str_trim(name), why))
			return false;
	if (by->n == 0)
		buf_printf(why, "no columns");
	return by->n > 0;
}

bool
by_has(const struct by *by, struct str name)
{
	for (size_t i = 0; i < by->n; i++)
		if (str_eq(by->at[i].name, name))
			return true;
	return false;
}

void
by_free(struct by *by)
{
	free(by->at);
	*by = (struct by){ 0 };
}

void
by_date(enum by_kind kind, struct clock_time time, struct buf *to)
{
	char text[CLOCK_MAX];
	size_t n = kind == BY_DATE ? clock_date(time, text) : kind == BY_WEEK ? clock_week(time, text) : clock_month(time, text);

	buf_add(to, text, n);
}
