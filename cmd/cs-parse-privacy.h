/* cs-parse-privacy: takes out of rows what tells who somebody is. */
#ifndef CS_PARSE_PRIVACY_H
#define CS_PARSE_PRIVACY_H

#include "cs-parse-row.h"

struct privacy;

/* redact: what stands in texts; key: the file with the key for pseudonyms, or NULL. NULL with why when the key is none. */
struct privacy *privacy_open(bool redact, const char *key, struct buf *why);
/* Once the columns are known, and they stay. */
void privacy_columns(struct privacy *p, const struct columns *c);
/* Changes fields of the row, and rest, those that pass through; then the record's own bytes are not the row any more. What they are
 * changed to lives until the next call. */
void privacy_row(struct privacy *p, struct row *row, struct str *rest);
/* The bytes as they may be shown; until the next call. */
struct str privacy_text(struct privacy *p, struct str text);
/* Says on standard error what was replaced, by the names of rules. */
void privacy_summary(const struct privacy *p);
void privacy_free(struct privacy *p);

#endif
