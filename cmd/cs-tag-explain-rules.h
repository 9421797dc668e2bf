/* cs-tag-explain-rules: the part that shows which rules were found, and what both parts share. */
#ifndef CS_TAG_EXPLAIN_RULES_H
#define CS_TAG_EXPLAIN_RULES_H

#include "cs-tag-explain.h"
#include "tag.h"

struct explain {
	const struct pack *pack;
	enum record_role role;
	struct str text;
	const struct token_list *tokens;        /* as the rules see them */
	struct token_list named;                /* the same, each word with a number of its own */
	struct tag_work work;
	struct buf *out;
};

/* The bytes of the message from one token to another. */
struct str explain_written(const struct explain *x, const struct token *from, const struct token *to);
/* Token i as it is read; a redaction or an address, which is no word of the lexicon, as it is written. */
struct str explain_spelling(const struct explain *x, size_t i);
/* Adds an item to a list with commas. */
void explain_item(struct buf *list, struct str item);
/* Adds thousandths as they would be written in a pack: "1.5". */
void explain_number(struct buf *to, int64_t thousandths);
/* Shows the markers that were set, those that fell short, and the rules found of each. */
void explain_rules(struct explain *x);

#endif
