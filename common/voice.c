#include "voice.h"

#include <stdlib.h>

#include "arena.h"
#include "util.h"

static bool
add_rule(struct voice *v, const struct pack *p, uint32_t rule, struct arena *scratch, struct buf *why)
{
	const struct pack_rule *r = &p->rule[rule];
	struct pattern pattern;

	v->rule = util_grow(v->rule, &v->cap, v->rules + 1, sizeof *v->rule);
	v->rule[v->rules++] = rule;
	bool fine = pattern_read(p->lexicon, r->pattern, scratch, &pattern, why) &&
	    phrase_set_add(v->phrases, &pattern, (struct phrase_say){ r->marker, r->weight }, why);
	arena_reset(scratch);
	return fine;
}

bool
voice_new(struct voice *v, const struct pack *p, enum record_role role, bool all, struct buf *why)
{
	int32_t *threshold = util_alloc(p->markers + 1, sizeof *threshold);
	struct arena scratch = { 0 };
	bool fine = true;

	v->phrases = phrase_set_new(p->lexicon);
	for (uint32_t i = 0; fine && i < p->rules; i++)
		if (p->rule[i].roles & p->marker[p->rule[i].marker].roles & 1u << role)
			fine = add_rule(v, p, i, &scratch, why);
	arena_free(&scratch);
	for (size_t m = 0; m < p->markers; m++)
		threshold[m] = p->marker[m].threshold;
	lexicon_close(p->lexicon);
	fine = fine && phrase_set_compile(v->phrases, threshold, p->markers, all, why);
	free(threshold);
	return fine;
}

void
voice_image(struct voice *v, const struct pack *p, struct image *im)
{
	if (!im->out)
		v->phrases = phrase_set_new(p->lexicon);
	phrase_set_image(v->phrases, im);
	image_array(im, &v->rule, &v->rules, sizeof *v->rule);
	v->borrowed = !im->out;
}

void
voice_free(struct voice *v)
{
	phrase_set_free(v->phrases);
	if (!v->borrowed)
		free(v->rule);
}
