/* tag: which markers a message carries, and the words that say so. */
#ifndef TAG_H
#define TAG_H

#include "voice.h"

/* A marker on a message. */
struct tag_mark {
	uint32_t marker;
	int32_t sum;                    /* of the weights found, thousandths */
};

/* A rule that speaks for a mark (weight > 0), where it stands in the text. With tag_rules.all: any rule that was found. */
struct tag_evidence {
	uint32_t marker, rule;
	uint32_t off, len;
};

/* A pack's rules, role by role, made ready one by one. All zero but for pack
 * and all: every rule is looked for and is evidence, also where that decides nothing. */
struct tag_rules {
	const struct pack *pack;        /* opened with its option tag */
	struct voice voice[ROLE_COUNT];
	bool all;
};

/* Scratch and result of tag_message, for one thread: marks by marker name, evidence by marker name and offset, no two the
 * same. All zero to start; the caller sets evidence wanted, without which it stays empty. */
struct tag_work {
	struct phrase_work phrase[ROLE_COUNT];
	struct tag_mark *mark;
	struct tag_evidence *evidence;
	size_t marks, evidences, mark_cap, evidence_cap;
	bool want_evidence;
};

bool tag_is_ready(const struct tag_rules *r, enum record_role role);
/* Makes a role's rules ready, while no other thread uses r. False with the reason in why, which a compiled-in pack never
 * gives. */
bool tag_ready(struct tag_rules *r, enum record_role role, struct buf *why);
/* The rules of all roles, made ready. */
void tag_image(struct tag_rules *r, struct image *im);
void tag_rules_free(struct tag_rules *r);
/* Marks one message spoken by role, whose rules are ready. */
void tag_message(const struct tag_rules *r, struct tag_work *w, enum record_role role, struct str text);
/* What the last message of that role says of a marker; with all. */
int32_t tag_sum(const struct tag_work *w, enum record_role role, uint32_t marker);
/* Its words. */
const struct token_list *tag_tokens(const struct tag_work *w, enum record_role role);
void tag_work_free(struct tag_work *w);

#endif
