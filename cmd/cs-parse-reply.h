/* cs-parse-reply: what an e-mail itself says. */
#ifndef CS_PARSE_REPLY_H
#define CS_PARSE_REPLY_H

#include "str.h"

/* Appends the text without lines that begin with ">", without the line before them that says who wrote them ("On ... wrote:"), without what
 * follows a signature's "-- ", "-----Original Message-----" or an Outlook header ("From: ..." and "Sent: ..."), and without blank lines at
 * both ends. Lines end with LF. An answer between quoted lines stays. */
void reply_text(struct buf *to, struct str text);

#endif
