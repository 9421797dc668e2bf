/* cs-parse-reply: what an e-mail itself says. */
#ifndef CS_PARSE_REPLY_H
#define CS_PARSE_REPLY_H

#include "str.h"

/* Appends the text without lines that begin with ">", without the lines before them that say who wrote them ("On ... wrote:", or with an
 * address and a colon at the end), without what follows a signature's "-- ", "-----Original Message-----" or the header that Outlook puts
 * above what it quotes ("From: ..." and "Sent: ...", in some languages), and without blank lines at both ends. Lines end with LF. An
 * answer between quoted lines stays. */
void reply_text(struct buf *to, struct str text);

#endif
