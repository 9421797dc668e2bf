#include "gauge_text.h"

#include <stdlib.h>
#include <string.h>

#include "util.h"

/* How far back same_text looks, in agents' messages: a bound on what a very long interaction costs. */
#define BACK 64

/* A word's hash; its lowest bit says that the word is a stop word. */
#define STOPWORD 1u

void
gauge_reset(struct gauge_work *work, const struct talk_interaction *in)
{
	work->text = util_grow(work->text, &work->text_cap, in->n, sizeof *work->text);
	for (size_t i = 0; i < in->n; i++)
		work->text[i].known = 0;
	work->words = 0;
	work->scanned = TALK_NONE;
}

void
gauge_free(struct gauge_work *work)
{
	token_free(&work->tokens);
	free(work->text);
	free(work->word);
	free(work->hit);
}

static int
by_hash(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void
sort_words(uint32_t *word, size_t n)
{
	if (n > 32) {
		qsort(word, n, sizeof *word, by_hash);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		uint32_t w = word[i];
		size_t k = i;

		for (; k > 0 && word[k - 1] > w; k--)
			word[k] = word[k - 1];
		word[k] = w;
	}
}

/* The words of the tokens as a sorted set. */
static void
keep_words(struct gauge_work *work, struct gauge_text *text)
{
	size_t n = 0;
	uint32_t *set;

	work->word = util_grow(work->word, &work->word_cap, work->words + work->tokens.n + 1, sizeof *work->word);
	set = work->word + work->words;
	for (size_t i = 0; i < work->tokens.n; i++) {
		const struct token *t = &work->tokens.at[i];
		if (t->kind == TOKEN_WORD)
			set[n++] = (t->hash & ~STOPWORD) | (t->classes & CLASS_STOPWORD ? STOPWORD : 0);
	}
	sort_words(set, n);
	text->word = work->words;
	text->words = 0;
	for (size_t i = 0; i < n; i++)
		if (i == 0 || set[i] != set[i - 1])
			set[text->words++] = set[i];
	work->words += text->words;
}

static struct str
scan(struct gauge_case *c, uint32_t i)
{
	struct str text = talk_text(c->talk, talk_at(c->talk, c->in, i));

	if (c->work->scanned != i)
		token_scan(c->pack->lexicon, text, &c->work->tokens);
	c->work->scanned = i;
	return text;
}

int64_t
gauge_measure(struct gauge_case *c, uint32_t i, enum measure_kind kind)
{
	struct gauge_text *text = &c->work->text[i];

	if (!(text->known >> kind & 1)) {
		struct str bytes = scan(c, i);
		text->measure[kind] = measure_take(kind, &c->work->tokens, bytes);
		text->known |= 1u << kind;
	}
	return text->measure[kind];
}

static const struct gauge_text *
words_of(struct gauge_case *c, uint32_t i)
{
	struct gauge_text *text = &c->work->text[i];

	if (!(text->known & GAUGE_SET)) {
		scan(c, i);
		keep_words(c->work, text);
		text->known |= GAUGE_SET;
	}
	return text;
}

/* The message of the other party that the trigger is, or that it answers. */
static uint32_t
asked(const struct gauge_case *c)
{
	enum record_role party = window_party(c->in);
	uint32_t i = c->trigger;

	if (talk_at(c->talk, c->in, i)->role != ROLE_AGENT)
		return i;
	while (i-- > 0)
		if (talk_at(c->talk, c->in, i)->role == party)
			return i;
	return TALK_NONE;
}

/* Marks in hit which of the source's words the other text has too. */
static void
mark_hits(const struct gauge_work *work, const struct gauge_text *source, const struct gauge_text *other)
{
	const uint32_t *a = work->word + source->word, *b = work->word + other->word;

	for (size_t i = 0, k = 0; i < source->words && k < other->words;) {
		if (a[i] == b[k])
			work->hit[i] = true;
		if (a[i] <= b[k])
			i++;
		else
			k++;
	}
}

bool
gauge_take_echo(struct gauge_case *c, int64_t *value)
{
	struct gauge_work *work = c->work;
	struct window w = *c->window;
	uint32_t source = asked(c), i;
	int64_t content = 0, found = 0;

	if (source == TALK_NONE)
		return false;
	const struct gauge_text *from = words_of(c, source);
	work->hit = util_grow(work->hit, &work->hit_cap, from->words + 1, sizeof *work->hit);
	memset(work->hit, 0, from->words * sizeof *work->hit);
	while ((i = window_next(&w)) != TALK_NONE) {
		if (c->decided == TALK_NONE)
			c->decided = i;
		mark_hits(work, from, words_of(c, i));
	}
	for (size_t k = 0; k < from->words; k++) {
		if (work->word[from->word + k] & STOPWORD)
			continue;
		content++;
		found += work->hit[k];
	}
	*value = content ? 1000 * found / content : 0;
	return content > 0 && c->decided != TALK_NONE;
}

/* Words in both texts out of those in either (Jaccard). */
static int64_t
alike(const struct gauge_work *work, const struct gauge_text *x, const struct gauge_text *y)
{
	const uint32_t *a = work->word + x->word, *b = work->word + y->word;
	size_t both = 0;

	for (size_t i = 0, k = 0; i < x->words && k < y->words;) {
		both += a[i] == b[k];
		if (a[i] < b[k]) {
			i++;
		} else {
			i += a[i] == b[k];
			k++;
		}
	}
	return (int64_t)(1000 * both / (x->words + y->words - both));
}

/* How much message i is like an earlier one of the same agent; false when there is none to compare. */
static bool
repeats(struct gauge_case *c, uint32_t i, int64_t *value)
{
	const struct talk_message *m = talk_at(c->talk, c->in, i);
	uint32_t k = m->last_agent;
	bool any = false;

	if (gauge_measure(c, i, MEASURE_WORDS) < 5000)
		return false;
	for (int back = 0; back < BACK && k != TALK_NONE; back++, k = talk_at(c->talk, c->in, k)->last_agent) {
		if (talk_at(c->talk, c->in, k)->agent != m->agent || gauge_measure(c, k, MEASURE_WORDS) < 5000)
			continue;
		int64_t share = alike(c->work, words_of(c, i), words_of(c, k));
		if (!any || share > *value)
			*value = share;
		any = true;
	}
	return any;
}

bool
gauge_take_same_text(struct gauge_case *c, int64_t *value)
{
	struct window w = *c->window;
	uint32_t i;

	while ((i = window_next(&w)) != TALK_NONE) {
		int64_t share = 0;
		if (repeats(c, i, &share) && (c->decided == TALK_NONE || share > *value)) {
			*value = share;
			c->decided = i;
		}
	}
	return c->decided != TALK_NONE;
}
