/* mail: the parts of a message (RFC 5322), with LF line ends as sendmail takes it. */
#ifndef MAIL_H
#define MAIL_H

#include "str.h"

/* Whether s can stand in a header: UTF-8 in one line, without control characters, at most 500 bytes. */
bool mail_line(struct str s);
/* Whether s is mail addresses, separated by commas: name@example.com, or Name <name@example.com> with the name quoted if need
 * be. What stands between < and > is ASCII. */
bool mail_addresses(struct str s);
/* Adds "Name: text", folded, as encoded words (RFC 2047) where it is not ASCII; for text that is a line. */
void mail_header(struct buf *to, const char *name, struct str text);
/* Adds "Name: addresses", for what are addresses: one in each line, names as phrases or encoded words. */
void mail_address_header(struct buf *to, const char *name, struct str addresses);
/* Adds text as quoted-printable (RFC 2045, 6.7): lines of at most 76, none of which is a dot or begins with "From ", which
 * mean something on the way. The last line is ended. */
void mail_quoted(struct buf *to, struct str text);

#endif
