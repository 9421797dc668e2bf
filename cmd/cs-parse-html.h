/* cs-parse-html: the text of a message that is HTML. */
#ifndef CS_PARSE_HTML_H
#define CS_PARSE_HTML_H

#include "str.h"

/* Appends the text: tags and comments dropped, paragraphs and <br> as line ends, blanks as HTML joins them, references such as
 * &#39; and &eacute; (those of Latin-1 and common punctuation) as their characters; what is no tag or reference stays. */
void html_text(struct buf *to, struct str html);
/* Cuts the next tag off the front, "<p align=center>": its name in lower case ("/p" closes) and the bytes between name and ">". False
 * where *html does not start with one. The name is at most 15 bytes; a longer one is "". */
bool html_tag(struct str *html, char name[16], struct str *attributes);

#endif
