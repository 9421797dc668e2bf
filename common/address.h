/* address: e-mail addresses and links in a text p of n bytes. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the @ at p[at], right behind a word that starts at p[word], is that of an e-mail address: then of the bytes from
 * *start up to *end. */
bool address_email(const unsigned char *p, size_t n, size_t word, size_t at, size_t *start, size_t *end);
/* As address_email for an @ wherever it stands, but rather too much than too little, for what must not be shown: letters of
 * Latin, Greek and Cyrillic count as those of ASCII. Nothing before from is looked at. */
bool address_mailbox(const unsigned char *p, size_t n, size_t from, size_t at, size_t *start, size_t *end);
/* Whether the @ at p[at] is that of a link that says who logs in, "https://jo:secret@example.com": then from *start up to at. */
bool address_login(const unsigned char *p, size_t from, size_t at, size_t *start);
/* Whether the question mark at p[at] is that of a link: "track?id=42". */
bool address_query(const unsigned char *p, size_t n, size_t at);

#endif
