/* naive: finds a pattern in a text by trying everything; what phrase_match must agree with. It has a reader of patterns, a
 * model of texts and a matcher of its own, and knows only what the texts of test_phrase_random.c hold. */
#ifndef NAIVE_H
#define NAIVE_H

#include <check.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NAIVE_TOKENS 40
#define NAIVE_STATES 4000

enum naive_class { NAIVE_NUMBER = 1, NAIVE_MONEY = 2, NAIVE_DATE = 4, NAIVE_NAME = 8 };

struct naive_token {
	char end;               /* . ? ! or 0: a word */
	const char *word;       /* NULL for a redaction */
	unsigned classes;
	int span;               /* words of its money or date */
	int off, len;
	bool again;             /* a further word of the same bytes */
};

struct naive_text {
	struct naive_token at[NAIVE_TOKENS];
	int n, first, end;      /* first word, behind the last */
	int words, questions;
};

enum naive_kind { N_EMPTY, N_SPLIT, N_WORD, N_PREFIX, N_CLASS, N_END, N_GAP, N_FIRST, N_LAST, N_FOUND };

struct naive_state {
	enum naive_kind kind;
	int value;
	char word[12];
	int next, other;
};

/* The pattern as a machine that may be in several states. */
struct naive_pattern {
	struct naive_state at[NAIVE_STATES];
	int n, start;
	int words_below, words_above, questions;        /* its measures; -1 is none */
	const char *rest;
};

struct naive_part {
	int from, to;           /* states; to's next is open */
};

static inline struct naive_part naive_choice(struct naive_pattern *p);

static inline struct naive_part
naive_new(struct naive_pattern *p, enum naive_kind kind, int value)
{
	ck_assert_int_lt(p->n, NAIVE_STATES);
	p->at[p->n] = (struct naive_state){ .kind = kind, .value = value, .next = -1, .other = -1 };
	p->n++;
	return (struct naive_part){ p->n - 1, p->n - 1 };
}

static inline struct naive_part
naive_either(struct naive_pattern *p, struct naive_part a, struct naive_part b)
{
	int split = naive_new(p, N_SPLIT, 0).from, join = naive_new(p, N_EMPTY, 0).from;

	p->at[split].next = a.from;
	p->at[split].other = b.from;
	p->at[a.to].next = p->at[b.to].next = join;
	return (struct naive_part){ split, join };
}

static inline struct naive_part
naive_measure(struct naive_pattern *p)
{
	int value = atoi(strpbrk(p->rest, "0123456789"));

	if (strncmp(p->rest, "{words<", 7) == 0)
		p->words_below = value;
	else if (strncmp(p->rest, "{words>", 7) == 0)
		p->words_above = value;
	else
		p->questions = value;
	p->rest = strchr(p->rest, '}') + 1;
	return naive_new(p, N_EMPTY, 0);
}

static inline struct naive_part
naive_class(struct naive_pattern *p)
{
	static const char *const names[] = { "<number>", "<money>", "<date>", "<name>" };
	int i = 0;

	while (strncmp(p->rest, names[i], strlen(names[i])) != 0)
		i++;
	p->rest += strlen(names[i]);
	return naive_new(p, N_CLASS, 1 << i);
}

static inline struct naive_part
naive_item(struct naive_pattern *p)
{
	struct naive_part part;
	size_t n;

	switch (*p->rest) {
	case '(':
		p->rest++;
		return naive_choice(p);
	case '[':
		p->rest++;
		part = naive_choice(p);
		return naive_either(p, part, naive_new(p, N_EMPTY, 0));
	case '{':
		return naive_measure(p);
	case '<':
		return naive_class(p);
	case '^':
	case '$':
		return naive_new(p, *p->rest++ == '^' ? N_FIRST : N_LAST, 0);
	case '?':
	case '!':
		return naive_new(p, N_END, *p->rest++);
	case '.':
		if (strncmp(p->rest, "...", 3) != 0)
			return naive_new(p, N_END, *p->rest++);
		p->rest += 3;
		part = naive_new(p, N_GAP, *p->rest >= '0' && *p->rest <= '9' ? (int)strtol(p->rest, (char **)&p->rest, 10) : 4);
		return part;
	default:
		n = strspn(p->rest, "abcdefghijklmnopqrstuvwxyz0123456789");
		ck_assert(n > 0 && n < sizeof p->at->word);
		part = naive_new(p, p->rest[n] == '*' ? N_PREFIX : N_WORD, 0);
		memcpy(p->at[part.from].word, p->rest, n);
		p->rest += n + (p->rest[n] == '*');
		return part;
	}
}

/* Alternatives up to the end of the group or of the pattern. */
static inline struct naive_part
naive_choice(struct naive_pattern *p)
{
	struct naive_part all = { -1, -1 }, row = naive_new(p, N_EMPTY, 0);

	for (;; ) {
		while (*p->rest == ' ')
			p->rest++;
		if (*p->rest && !strchr("|)]", *p->rest)) {
			struct naive_part item = naive_item(p);
			p->at[row.to].next = item.from;
			row.to = item.to;
			continue;
		}
		all = all.from < 0 ? row : naive_either(p, all, row);
		row = naive_new(p, N_EMPTY, 0);
		if (*p->rest != '|')
			break;
		p->rest++;
	}
	p->rest += *p->rest != 0;
	return all;
}

static inline void
naive_read(struct naive_pattern *p, const char *text)
{
	p->n = 0;
	p->rest = text;
	p->words_below = p->words_above = p->questions = -1;
	struct naive_part all = naive_choice(p);
	p->at[all.to].next = naive_new(p, N_FOUND, 0).from;
	p->start = all.from;
}

/* One search, for a place that starts at token start. */
struct naive_search {
	const struct naive_pattern *p;
	const struct naive_text *t;
	int start, best;                /* the earliest end */
};

/* The turn in which a state was last entered, by state, token and end. */
static uint32_t naive_been[NAIVE_STATES * (NAIVE_TOKENS + 1) * (NAIVE_TOKENS + 1)], naive_turn;

static inline void
naive_go(struct naive_search *s, int state, int at, int end)
{
	const struct naive_state *x = &s->p->at[state];
	const struct naive_token *t = &s->t->at[at];
	bool word = at < s->t->n && !t->end, here = end > 0 || at == s->start;
	size_t been = ((size_t)state * (NAIVE_TOKENS + 1) + (size_t)at) * (NAIVE_TOKENS + 1) + (size_t)end;
	int span = 0;

	if (naive_been[been] == naive_turn)
		return;
	naive_been[been] = naive_turn;
	switch (x->kind) {
	case N_FOUND:
		if (end > 0 && (s->best == 0 || end < s->best))
			s->best = end;
		return;
	case N_SPLIT:
		naive_go(s, x->other, at, end);
		break;
	case N_EMPTY:
		break;
	case N_FIRST:
		if (at != s->t->first)
			return;
		break;
	case N_LAST:
		if (at < s->t->end)
			return;
		break;
	case N_GAP:
		for (int k = 1; k <= x->value && at + k <= s->t->n && !s->t->at[at + k - 1].end; k++)
			naive_go(s, x->next, at + k, end);
		break;
	case N_WORD:
		span = word && t->word && strcmp(t->word, x->word) == 0;
		break;
	case N_PREFIX:
		span = word && t->word && strncmp(t->word, x->word, strlen(x->word)) == 0;
		break;
	case N_END:
		span = at < s->t->n && t->end && (x->value == '.' || x->value == t->end);
		break;
	case N_CLASS:
		if (word && (t->classes & (unsigned)x->value))
			span = x->value == NAIVE_NUMBER ? 1 : t->span;
		break;
	}
	if (x->kind >= N_WORD && x->kind <= N_END) {
		if (span && here)
			naive_go(s, x->next, at + span, at + span);
	} else {
		naive_go(s, x->next, at, end);
	}
}

static inline bool
naive_measures_hold(const struct naive_pattern *p, const struct naive_text *t)
{
	return (p->words_below < 0 || t->words < p->words_below) && (p->words_above < 0 || t->words > p->words_above) &&
	    (p->questions < 0 || t->questions >= p->questions);
}

/* The end (behind it, a token) of the place that ends first, 0 for none; and which tokens start a place with that end. */
static inline int
naive_find(const struct naive_pattern *p, const struct naive_text *t, uint64_t *starts)
{
	struct naive_search s = { p, t, 0, 0 };
	int best = 0;

	*starts = 0;
	for (s.start = t->first; s.start < t->n && naive_measures_hold(p, t); s.start++) {
		s.best = 0;
		naive_turn++;
		naive_go(&s, p->start, s.start, 0);
		if (s.start != t->first)
			naive_go(&s, p->start, t->first, 0);
		if (s.best && (best == 0 || s.best < best)) {
			best = s.best;
			*starts = 0;
		}
		if (s.best && s.best == best)
			*starts |= UINT64_C(1) << s.start;
	}
	return best;
}

#endif
