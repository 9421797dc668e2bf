/* cs-tag-explain: shows how one sentence is read. */
#ifndef CS_TAG_EXPLAIN_H
#define CS_TAG_EXPLAIN_H

#include "cmd.h"
#include "pack.h"

/* Writes for a person what the rules make of text when role says it, "-" being standard input; the pack was opened with its
 * option tag. Ends the program when something is wrong. */
void explain_text(const struct cmd *cmd, const struct pack *pack, enum record_role role, const char *text);

#endif
