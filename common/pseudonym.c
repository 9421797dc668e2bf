#include "pseudonym.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util.h"

/* More than that is no key but some other file. */
#define KEY_MAX 4096

struct pseudonym {
	struct hmac_sha256_ctx hmac;    /* keyed */
	struct buf message;
};

struct pseudonym *
pseudonym_new(struct str key)
{
	struct pseudonym *p = util_alloc(1, sizeof *p);

	hmac_sha256_set_key(&p->hmac, key.n, (const uint8_t *)key.p);
	return p;
}

static ssize_t
read_key(int fd, char *key, size_t room)
{
	size_t n = 0;
	ssize_t got;

	while ((got = read(fd, key + n, room - n)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

/* Why the open file is no key; NULL when it is, and then n says how long. */
static const char *
key_fault(int fd, char key[KEY_MAX + 1], size_t *n)
{
	struct stat st;
	ssize_t got;

	if (fstat(fd, &st) < 0 || (got = read_key(fd, key, KEY_MAX + 1)) < 0)
		return strerror(errno);
	*n = (size_t)got;
	if (st.st_mode & S_IROTH)
		return "everybody may read the key; chmod 600 keeps it secret";
	if (*n > KEY_MAX)
		return "too long for a key";
	if (*n && key[*n - 1] == '\n')
		--*n;
	if (*n && key[*n - 1] == '\r')
		--*n;
	return *n < PSEUDONYM_KEY ? "a key has 16 bytes at least" : NULL;
}

struct pseudonym *
pseudonym_open(const char *path, struct buf *why)
{
	char key[KEY_MAX + 1];
	size_t n = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	const char *fault = fd < 0 ? strerror(errno) : key_fault(fd, key, &n);
	struct pseudonym *p = NULL;

	if (fd >= 0)
		close(fd);
	if (fault)
		buf_printf(why, "%s: %s", path, fault);
	else
		p = pseudonym_new((struct str){ key, n });
	explicit_bzero(key, sizeof key);
	return p;
}

void
pseudonym_hash(struct pseudonym *p, struct str bytes, unsigned char hash[32])
{
	hmac_sha256_update(&p->hmac, bytes.n, (const uint8_t *)bytes.p);
	hmac_sha256_digest(&p->hmac, 32, hash);
}

struct str
pseudonym_of(struct pseudonym *p, char kind, struct str id, char name[PSEUDONYM_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char hash[32];
	char *to = name;

	buf_reset(&p->message);
	buf_char(&p->message, kind);
	buf_char(&p->message, ':');
	buf_str(&p->message, id);
	pseudonym_hash(p, buf_view(&p->message), hash);
	*to++ = kind;
	*to++ = '-';
	for (int i = 0; i < 8; i++) {
		*to++ = hex[hash[i] >> 4];
		*to++ = hex[hash[i] & 15];
	}
	*to = '\0';
	return (struct str){ name, PSEUDONYM_SIZE - 1 };
}

void
pseudonym_free(struct pseudonym *p)
{
	if (!p)
		return;
	buf_free(&p->message);
	explicit_bzero(p, sizeof *p);
	free(p);
}
