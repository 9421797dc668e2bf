/* cs-parse-rejects: records that do not fit, set aside in a file. */
#ifndef CS_PARSE_REJECTS_H
#define CS_PARSE_REJECTS_H

#include "record.h"

struct rejects;

/* NULL with errno set when the file cannot be made. */
struct rejects *rejects_open(const char *path);
/* False with errno set when it cannot be written. */
bool rejects_add(struct rejects *r, const struct record *rec, const char *why);
uint64_t rejects_count(const struct rejects *r);
/* The i-th kind of reason, without the values that it names, in the order they came, and how many records it was; false behind the
 * last. */
bool rejects_kind(const struct rejects *r, size_t i, struct str *kind, uint64_t *n);
/* The file appears under its name. False with errno set. */
bool rejects_close(struct rejects *r);
/* Drops the file unless it was closed, and frees r, which may be NULL. */
void rejects_free(struct rejects *r);

/* Whether both names are of one file, or will be once it is made. */
bool rejects_same(const char *path, const char *other);
/* Whether the regular file of that name is open as fd: the shell put it there. */
bool rejects_open_as(const char *path, int fd);

#endif
