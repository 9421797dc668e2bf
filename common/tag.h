/* tag: which markers a message carries, and the words that say so. */
#ifndef TAG_H
#define TAG_H

#include "pack.h"

/* A marker on a message. */
struct tag_mark {
	uint32_t marker;
	int32_t sum;                    /* of the weights found, thousandths */
};

/* A rule that speaks for a mark (weight > 0), where it stands in the text. */
struct tag_evidence {
	uint32_t marker, rule;
	uint32_t off, len;
};

/* Scratch and result of tag_message, for one pack: marks by marker name, evidence by marker name and offset, no two the
 * same. All zero to start; the caller sets want_evidence, without which evidence stays empty. */
struct tag_work {
	struct phrase_work phrase[VOICE_COUNT];
	struct tag_mark *mark;
	struct tag_evidence *evidence;
	size_t marks, evidences, mark_cap, evidence_cap;
	int32_t *sum;
	bool want_evidence;
};

/* Marks one message spoken by role, with a pack opened with its option tag. */
void tag_message(const struct pack *p, struct tag_work *w, enum record_role role, struct str text);
void tag_work_free(struct tag_work *w);

#endif
