/* cs-parse-transform: what a value of an export becomes on its way into the log; the transforms of formats.csv. */
#ifndef CS_PARSE_TRANSFORM_H
#define CS_PARSE_TRANSFORM_H

#include "str.h"

enum transform_kind {
	TRANSFORM_COPY,         /* "": as it is */
	TRANSFORM_EPOCH,        /* "epoch": seconds since 1970, fractions too; what is no number stays */
	TRANSFORM_EPOCH_MS,     /* "epoch_ms" */
	TRANSFORM_HTML,         /* "html": as text */
	TRANSFORM_REPLY,        /* "reply": an e-mail's text without what it quotes and the signature */
	TRANSFORM_ADDRESS,      /* "address": a@example.com of "Ann <a@example.com>" */
	TRANSFORM_MAP,          /* "true=customer|A-*=agent": what follows the value, "" for another one; a value and a key may be empty; case does not matter */
	TRANSFORM_THREAD,       /* "thread": the message's own id, of messages that name those they reply to */
	TRANSFORM_PARENT,       /* "parent": ids of messages that it replies to */
	TRANSFORM_LINKS,        /* "links": ids of other messages of the same thread */
	TRANSFORM_RECIPE,       /* "recipe": not read here; the export's column is the command that makes CSV of it */
	TRANSFORM_TURNS         /* the name of a kind of transcript; see turns_reader() */
};

struct transform {
	enum transform_kind kind;
	struct str map;
	const struct turns_reader *turns;
};

/* False for an unknown name. */
bool transform_find(struct str name, struct transform *t);
/* The value as the transform makes it, which is value itself, part of it, or in b. Of a thread's ids they are as they stand; a
 * transcript is not for here. */
struct str transform_apply(const struct transform *t, struct str value, struct buf *b);

#endif
