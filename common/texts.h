/* texts: what the messages of an interaction say, measured and compared; each text is scanned when it is first asked for. */
#ifndef TEXTS_H
#define TEXTS_H

#include "measure.h"
#include "talk.h"

/* All zero to start; then texts_reset for each interaction. */
struct texts {
	const struct lexicon *lexicon;
	const struct talk *talk;
	const struct talk_interaction *in;
	struct token_list tokens;
	uint32_t scanned;               /* the message that the tokens are of, or TALK_NONE */
	struct text *text;              /* of each message */
	size_t text_cap;
	uint32_t *word;                 /* their sets of words */
	size_t words, word_cap;
	bool *echoed;                   /* which words of the source were taken up */
	size_t echoed_cap;
	uint32_t source;
};

void texts_reset(struct texts *t, const struct lexicon *lexicon, const struct talk *talk, const struct talk_interaction *in);
void texts_free(struct texts *t);
/* A measure of message i, in thousandths. */
int64_t texts_measure(struct texts *t, uint32_t i, enum measure_kind kind);
/* How alike two messages are, in thousandths: words in both out of words in either (Jaccard). Both have words. */
int64_t texts_alike(struct texts *t, uint32_t i, uint32_t k);
/* An echo: which of the source's words are taken up in the messages that are then added. */
void texts_echo_of(struct texts *t, uint32_t source);
void texts_echo_in(struct texts *t, uint32_t i);
/* Their share in thousandths, stop words left out; false when nothing else is in the source. */
bool texts_echo(const struct texts *t, int64_t *share);

#endif
