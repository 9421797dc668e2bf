#include "gauge.h"

/* How far back same_text looks, in agents' messages: a bound on what a very long interaction costs. */
#define BACK 64

/* Counts add up over the messages of the window; shares and means are weighted by the words. */
static bool
take_text(struct gauge_case *c, int64_t *value)
{
	enum measure_kind kind = c->gauge->text;
	bool mean = kind == MEASURE_CAPS || kind == MEASURE_READING_EASE || kind == MEASURE_SENTENCE_WORDS;
	struct window w = *c->window;
	int64_t sum = 0, words = 0;
	uint32_t i;

	while ((i = window_next(&w)) != TALK_NONE) {
		int64_t weight = mean ? texts_measure(c->texts, i, MEASURE_WORDS) / 1000 : 1;
		if (c->decided == TALK_NONE)
			c->decided = i;
		sum += texts_measure(c->texts, i, kind) * weight;
		words += weight;
	}
	/* a mean needs words, a count a message */
	if (words == 0)
		return false;
	*value = mean ? sum / words : sum;
	return true;
}

/* The message of the other party that the trigger is, or that it answers. */
static uint32_t
asked(const struct gauge_case *c)
{
	const struct talk_message *m = talk_at(c->talk, c->in, c->trigger);

	return m->role == ROLE_AGENT ? m->before[window_party(c->in)] : c->trigger;
}

static bool
take_echo(struct gauge_case *c, int64_t *value)
{
	struct window w = *c->window;
	uint32_t source = asked(c), i;

	if (source == TALK_NONE)
		return false;
	texts_echo_of(c->texts, source);
	while ((i = window_next(&w)) != TALK_NONE) {
		if (c->decided == TALK_NONE)
			c->decided = i;
		texts_echo_in(c->texts, i);
	}
	return texts_echo(c->texts, value) && c->decided != TALK_NONE;
}

/* How much message i is like an earlier one of the same agent; false when there is none to compare. */
static bool
repeats(struct gauge_case *c, uint32_t i, int64_t *value)
{
	const struct talk_message *m = talk_at(c->talk, c->in, i);
	uint32_t k = m->before[ROLE_AGENT];
	bool any = false;

	if (texts_measure(c->texts, i, MEASURE_WORDS) < 5000)
		return false;
	for (int back = 0; back < BACK && k != TALK_NONE; back++, k = talk_at(c->talk, c->in, k)->before[ROLE_AGENT]) {
		if (talk_at(c->talk, c->in, k)->agent != m->agent || texts_measure(c->texts, k, MEASURE_WORDS) < 5000)
			continue;
		int64_t share = texts_alike(c->texts, i, k);
		if (!any || share > *value)
			*value = share;
		any = true;
	}
	return any;
}

static bool
take_same_text(struct gauge_case *c, int64_t *value)
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

static bool
take_agent_messages(struct gauge_case *c, int64_t *value)
{
	struct window w = *c->window;

	*value = 0;
	while (window_next(&w) != TALK_NONE)
		*value += 1000;
	return true;
}

static bool
between(int64_t from, int64_t to, int64_t *value)
{
	/* messages out of order say nothing of how long it took */
	if (from == TALK_NO_TIME || to == TALK_NO_TIME || to < from)
		return false;
	*value = to - from;
	return true;
}

/* The first message of role that nobody answered before the agent's message i, or TALK_NONE. */
static uint32_t
waiting(const struct gauge_case *c, uint32_t i, enum record_role role)
{
	uint32_t last = talk_at(c->talk, c->in, i)->before[ROLE_AGENT];
	uint32_t first = talk_next(c->talk, c->in, last == TALK_NONE ? 0 : last + 1, 1u << role);

	return first < i ? first : TALK_NONE;
}

static bool
take_reply(struct gauge_case *c, int64_t *value)
{
	const struct talk_message *m = talk_at(c->talk, c->in, c->trigger);
	bool agent = m->role == ROLE_AGENT;
	uint32_t from = agent ? waiting(c, c->trigger, window_party(c->in)) : c->trigger;
	uint32_t to = agent ? c->trigger : m->after[ROLE_AGENT];

	if (from == TALK_NONE || to == TALK_NONE)
		return false;
	c->decided = to;
	return between(talk_at(c->talk, c->in, from)->time, talk_at(c->talk, c->in, to)->time, value);
}

static bool
take_first_reply(struct gauge_case *c, int64_t *value)
{
	uint32_t from = talk_next(c->talk, c->in, 0, 1u << window_party(c->in)), to;

	if (from == c->in->n)
		return false;
	to = talk_at(c->talk, c->in, from)->after[ROLE_AGENT];
	/* it is the work of the agent who gave it */
	if (to == TALK_NONE || talk_at(c->talk, c->in, to)->agent != c->agent)
		return false;
	c->decided = to;
	return between(talk_at(c->talk, c->in, from)->time, talk_at(c->talk, c->in, to)->time, value);
}

static bool
take_handle(struct gauge_case *c, int64_t *value)
{
	return between(c->in->start, c->in->stop, value);
}

static bool
take_answered(struct gauge_case *c, int64_t *value)
{
	uint32_t reply = talk_at(c->talk, c->in, c->trigger)->after[ROLE_AGENT];

	c->decided = reply == TALK_NONE ? c->trigger : reply;
	*value = reply == TALK_NONE ? 0 : 1000;
	return true;
}

/* How long the agent talked while the other still did. */
static bool
take_overlap(struct gauge_case *c, int64_t *value)
{
	const struct talk_message *m = talk_at(c->talk, c->in, c->trigger);
	uint32_t i = m->role == ROLE_AGENT ? c->trigger : m->after[ROLE_AGENT];
	uint32_t other;

	if (i == TALK_NONE)
		return false;
	c->decided = i;
	m = talk_at(c->talk, c->in, i);
	other = m->before[window_party(c->in)];
	if (other == TALK_NONE)
		return false;
	int64_t end = talk_at(c->talk, c->in, other)->end;
	if (end == TALK_NO_TIME || m->time == TALK_NO_TIME)
		return false;
	*value = end > m->time ? end - m->time : 0;
	return true;
}

/* What the marks of a message say of the mood of who wrote it. */
static int64_t
mood_of(const struct gauge_case *c, uint32_t i)
{
	const uint64_t *marks = talk_marks(c->talk, c->in, i);
	int64_t mood = 0;

	for (size_t w = 0; w < c->talk->words; w++)
		for (uint64_t bits = marks[w]; bits; bits &= bits - 1)
			mood += c->pack->marker[64 * w + (size_t)__builtin_ctzll(bits)].mood;
	return mood;
}

/* Each message that shows a mood adds to what is left of the mood before, which is half: anger fades when thanks
 * follow, and grows when more of it does. */
static const struct gauge_moods *
moods(struct gauge_case *c)
{
	struct gauge_moods *m = c->moods;
	enum record_role party = window_party(c->in);

	if (m->taken)
		return m;
	*m = (struct gauge_moods){ .worst_at = TALK_NONE, .end_at = TALK_NONE, .taken = true };
	for (uint32_t i = 0; i < c->in->n; i++) {
		if (talk_at(c->talk, c->in, i)->role != party)
			continue;
		int64_t mood = mood_of(c, i);
		m->known = true;
		if (mood != 0) {
			m->end = m->end / 2 + mood;
			m->end_at = i;
		}
		if (m->end < m->worst) {
			m->worst = m->end;
			m->worst_at = i;
		}
	}
	return m;
}

static bool
take_mood_change(struct gauge_case *c, int64_t *value)
{
	const struct gauge_moods *m = moods(c);

	c->decided = m->worst_at;
	*value = m->end - m->worst;
	return m->known;
}

static bool
take_mood_end(struct gauge_case *c, int64_t *value)
{
	const struct gauge_moods *m = moods(c);

	c->decided = m->end_at;
	*value = m->end;
	return m->known;
}

#define TEXT (GAUGE_WINDOW | GAUGE_TEXT)

static const struct gauge table[] = {
	{ "agent_messages", GAUGE_THOUSANDTHS, GAUGE_WINDOW, take_agent_messages, 0,
	    "the number of the agent's messages", "there are none" },
	{ "answered", GAUGE_THOUSANDTHS, GAUGE_MESSAGE | GAUGE_SILENT | GAUGE_YES, take_answered, 0,
	    "whether somebody answered", "there is no message" },
	{ "caps", GAUGE_THOUSANDTHS, TEXT | GAUGE_SHARE, take_text, MEASURE_CAPS,
	    "capitals among the letters", "there are no words" },
	{ "echo", GAUGE_THOUSANDTHS, TEXT | GAUGE_MESSAGE | GAUGE_SHARE, take_echo, 0,
	    "words of the customer that the answer takes up", "the customer's message has no words that could be taken up" },
	{ "exclamations", GAUGE_THOUSANDTHS, TEXT, take_text, MEASURE_EXCLAMATIONS,
	    "exclamations", "there is no message" },
	{ "first_reply_seconds", GAUGE_MS, 0, take_first_reply, 0,
	    "the time to the first reply", "the times are not known, or another agent gave it" },
	{ "handle_seconds", GAUGE_MS, 0, take_handle, 0,
	    "the time from the first message to the last", "the times are not known" },
	{ "mood_change", GAUGE_THOUSANDTHS, GAUGE_NOBODY, take_mood_change, 0,
	    "the rise of the customer's mood from its worst", "the customer said nothing" },
	{ "mood_end", GAUGE_THOUSANDTHS, GAUGE_NOBODY, take_mood_end, 0,
	    "the customer's mood at the end (0 is neither good nor bad)", "the customer said nothing" },
	{ "overlap_seconds", GAUGE_MS, GAUGE_MESSAGE, take_overlap, 0,
	    "how long the agent spoke while the other still did", "nobody spoke before, or the log does not say when messages ended" },
	{ "questions", GAUGE_THOUSANDTHS, TEXT, take_text, MEASURE_QUESTIONS,
	    "questions", "there is no message" },
	{ "reading_ease", GAUGE_THOUSANDTHS, TEXT, take_text, MEASURE_READING_EASE,
	    "ease of reading (60 and above is plain English)", "there are no words" },
	{ "reply_seconds", GAUGE_MS, GAUGE_MESSAGE, take_reply, 0,
	    "the time to the reply", "the times are not known, or nobody was waiting" },
	{ "same_text", GAUGE_THOUSANDTHS, TEXT | GAUGE_SHARE, take_same_text, 0,
	    "words that an earlier message of the agent has too", "there is no earlier message to compare, or it is short" },
	{ "sentence_words", GAUGE_THOUSANDTHS, TEXT, take_text, MEASURE_SENTENCE_WORDS,
	    "words in a sentence", "there are no words" },
	{ "sentences", GAUGE_THOUSANDTHS, TEXT, take_text, MEASURE_SENTENCES,
	    "sentences", "there is no message" },
	{ "words", GAUGE_WORDS, TEXT, take_text, MEASURE_WORDS,
	    "words", "there is no message" },
};

/* The messages that a customer writes in a row have one reply: a window that is long and often asked for. */
bool
gauge_take(struct gauge_case *c, struct gauge_last *last, int64_t *value)
{
	const struct window *w = c->window;

	if (!(c->gauge->flags & GAUGE_WINDOW) || c->gauge->flags & GAUGE_MESSAGE || w->timed)
		return c->gauge->take(c, value);
	if (!last->known || last->at != w->at || last->end != w->end || last->agent != w->agent) {
		*last = (struct gauge_last){ .at = w->at, .end = w->end, .agent = w->agent, .known = true };
		last->taken = c->gauge->take(c, &last->value);
		last->decided = c->decided;
	}
	*value = last->value;
	c->decided = last->decided;
	return last->taken;
}

const struct gauge *
gauge_find(struct str name)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (str_eq(name, str_of(table[i].name)))
			return &table[i];
	return NULL;
}
