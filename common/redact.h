/* redact: takes out of a text what tells who somebody is: addresses, numbers of telephones, cards, accounts, persons. */
#ifndef REDACT_H
#define REDACT_H

#include "str.h"

struct redact;

/* Reads rules: the bytes of a file such as redact.csv of the pack (see cs-pack(5)), which is called name. NULL with
 * "NAME:LINE: reason" in why. */
struct redact *redact_open(struct str csv, const char *name, struct buf *why);
/* True when something was found: out is then the text with its replacements. False leaves out empty. */
bool redact_text(struct redact *r, struct str text, struct buf *out);
/* How often rules of the i-th name found something, and the name; false when there are no more. */
bool redact_count(const struct redact *r, size_t i, struct str *name, uint64_t *count);
void redact_free(struct redact *r);

#endif
