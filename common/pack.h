/* pack: rules, markers, skills and rubric as data, read from the compiled-in default or a folder. */
#ifndef PACK_H
#define PACK_H

#include "image.h"
#include "lexicon.h"
#include "pack_file.h"
#include "record.h"

/* One row of markers.csv. */
struct pack_marker {
	struct str name, meaning;
	unsigned roles;                 /* mask of 1u << role */
	int32_t threshold;              /* thousandths */
	int32_t mood;                   /* what it adds to a customer's mood, thousandths */
};

/* One row of rules.csv. */
struct pack_rule {
	uint32_t marker;
	unsigned roles;
	int32_t weight;                 /* thousandths */
	bool learned;                   /* from learned.csv */
	struct str pattern;
	const char *file;               /* where it stands */
	uint64_t line;
};

/* One row of skills.csv. */
struct pack_skill {
	struct str skill, title, family, coverage, definition, source;
};

/* One row of rubric.csv as text; rubric.h reads it. */
struct pack_criterion {
	struct str skill, criterion, when, expect, within, weight, critical, advice;
	const char *file;
	uint64_t line;
};

struct pack {
	struct pack_marker *marker;
	struct pack_rule *rule;
	struct pack_skill *skill;
	struct pack_criterion *criterion;
	size_t markers, rules, skills, criteria;
	struct lexicon *lexicon;
	char fingerprint[17];           /* hex of a hash over the pack's rows */
	struct image voices;            /* with pack_options.image: the voices of all roles in their order, else empty */
	struct pack_private *own;
};

/* Where a pack comes from. */
struct pack_options {
	const char *dir;                /* NULL is the compiled-in pack; a folder replaces it whole */
	char *const *rules;             /* further files like rules.csv, added after the pack's */
	size_t nrules;
	char *const *rubric;            /* further files like rubric.csv */
	size_t nrubric;
	bool unlearned;                 /* leave learned.csv out */
	bool tag;                       /* read the rules, for tag_message; a pack in a folder is read whole all the same */
	bool score;                     /* read skills.csv and rubric.csv */
	struct str image;               /* of the compiled-in pack: for tag_message alone, no rules are read then; may be empty */
};

/* NULL with "FILE:LINE: reason" in why: a pack is refused as a whole. Markers are sorted by name. A marker that
 * only an added rules file names is declared by its first rule there: that rule's role, threshold 1. */
struct pack *pack_open(const struct pack_options *o, struct buf *why);
void pack_free(struct pack *p);
/* What an image starts with: the fingerprint of its pack, and the lexicon. The voices follow. */
void pack_image(struct pack *p, struct image *im);
/* A lexicon with the readings of the pack in dir (NULL is the compiled-in one) and no words yet; NULL with the reason in why. */
struct lexicon *pack_lexicon(const char *dir, struct buf *why);
/* The marker of that name, or RECORD_NONE. */
size_t pack_marker(const struct pack *p, struct str name);
size_t pack_skill(const struct pack *p, struct str name);

#endif
