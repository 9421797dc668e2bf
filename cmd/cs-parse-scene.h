/* cs-parse-scene: the turns of a transcript with what is known around it: when it began and who they are. */
#ifndef CS_PARSE_SCENE_H
#define CS_PARSE_SCENE_H

#include "cs-parse-turns.h"
#include "cs-parse-who.h"

/* What the record says that holds the transcript; each may be empty. */
struct scene_facts {
	struct str interaction, start, agent, customer;
};

/* Reads the transcript into t. Times since its beginning become dates where start is one. A turn whose speaker's role neither the
 * transcript nor the facts nor who tells becomes a bad one. A transcript with nothing in it is one note without text. */
void scene_read(struct turns *t, const struct turns_reader *reader, struct who *who, struct str transcript,
		const struct scene_facts *facts);

#endif
