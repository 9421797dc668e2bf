/* pseudonym: names in the place of ids, the same for the same id and key, from which nobody without the key finds the id. */
#ifndef PSEUDONYM_H
#define PSEUDONYM_H

#include "str.h"

/* A key has at least so many bytes. */
#define PSEUDONYM_KEY ((size_t)16)
/* What a pseudonym is long: a letter, "-", 16 hexadecimal digits; and a NUL. */
#define PSEUDONYM_SIZE 19

struct pseudonym;

/* Reads the key: all bytes of the file but for a line end behind them. NULL with "PATH: reason" in why when it cannot be read, is
 * too short, or may be read by everybody. */
struct pseudonym *pseudonym_open(const char *path, struct buf *why);
/* The same with a key that is there. */
struct pseudonym *pseudonym_new(struct str key);
/* HMAC-SHA-256 (RFC 2104, FIPS 180-4) of the bytes by the key. */
void pseudonym_hash(struct pseudonym *p, struct str bytes, unsigned char hash[32]);
/* The pseudonym of an id of a kind, which is a small letter: the kind, "-", and the first 64 bits of the hash of the kind, ":" and
 * the id. Among a million ids two are the same with a probability of 3 in 10^8. */
struct str pseudonym_of(struct pseudonym *p, char kind, struct str id, char name[PSEUDONYM_SIZE]);
void pseudonym_free(struct pseudonym *p);

#endif
