/* voice: the rules for what one role says, ready to be matched. */
#ifndef VOICE_H
#define VOICE_H

#include "pack.h"
#include "phrase.h"

struct voice {
	struct phrase_set *phrases;     /* its subjects are the pack's markers */
	uint32_t *rule;                 /* of the pack, by pattern */
	size_t rules, cap;
	bool borrowed;                  /* rule lies in an image */
};

/* Makes v, all zero, of the pack's rules for that role. The pack's lexicon may get more words: phrases made before
 * it with the same pack must be told by phrase_set_renew. all as in phrase_set_compile. False with the reason in why; v is to be
 * freed all the same. */
bool voice_new(struct voice *v, const struct pack *p, enum record_role role, bool all, struct buf *why);
/* A voice made with voice_new; one that is read, all zero before, is ready. */
void voice_image(struct voice *v, const struct pack *p, struct image *im);
void voice_free(struct voice *v);

#endif
