#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pseudonym.h"
#include "suite.h"

static void
hex_of(struct str key, struct str message, char hex[65])
{
	struct pseudonym *p = pseudonym_new(key);
	unsigned char hash[32];

	/* the second time it has to be the same */
	pseudonym_hash(p, STR("something else"), hash);
	pseudonym_hash(p, message, hash);
	for (size_t i = 0; i < sizeof hash; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	pseudonym_free(p);
}

/* RFC 4231, test cases 1, 2, 6: a key of 20 bytes, a short one, one longer than a block. */
START_TEST(published_vectors)
{
	char key[131], hex[65];

	memset(key, 0x0b, 20);
	hex_of((struct str){ key, 20 }, STR("Hi There"), hex);
	ck_assert_str_eq(hex, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
	hex_of(STR("Jefe"), STR("what do ya want for nothing?"), hex);
	ck_assert_str_eq(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	memset(key, 0xaa, sizeof key);
	hex_of((struct str){ key, sizeof key }, STR("Test Using Larger Than Block-Size Key - Hash Key First"), hex);
	ck_assert_str_eq(hex, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}
END_TEST

START_TEST(names)
{
	struct pseudonym *p = pseudonym_new(STR("0123456789abcdef")), *q = pseudonym_new(STR("0123456789abcdeg"));
	char a[PSEUDONYM_SIZE], b[PSEUDONYM_SIZE], want[65];
	struct str name = pseudonym_of(p, 'c', STR("4711"), a);

	ck_assert_uint_eq(name.n, 18);
	ck_assert_uint_eq(strlen(a), 18);
	/* the first 64 bits, so that others can find it */
	hex_of(STR("0123456789abcdef"), STR("c:4711"), want);
	ck_assert_mem_eq(a, "c-", 2);
	ck_assert_mem_eq(a + 2, want, 16);
	pseudonym_of(p, 'c', STR("4711"), b);
	ck_assert_str_eq(a, b);
	/* nobody sees that an agent is a customer too */
	pseudonym_of(p, 'a', STR("4711"), b);
	ck_assert(strcmp(a + 1, b + 1) != 0);
	pseudonym_of(p, 'c', STR("4712"), b);
	ck_assert_str_ne(a, b);
	pseudonym_of(q, 'c', STR("4711"), b);
	ck_assert_str_ne(a, b);
	pseudonym_free(p);
	pseudonym_free(q);
}
END_TEST

/* Writes the key and opens it; the reason without the path, or NULL. */
static const char *
fault(const char *key, size_t n, mode_t mode)
{
	static char why[200];
	char path[] = "/tmp/test_pseudonym.XXXXXX";
	struct buf reason = { 0 };
	int fd = mkstemp(path);
	struct pseudonym *p;

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, key, n), (ssize_t)n);
	ck_assert_int_eq(fchmod(fd, mode), 0);
	close(fd);
	p = pseudonym_open(path, &reason);
	unlink(path);
	why[0] = '\0';
	if (!p)
		snprintf(why, sizeof why, "%s", reason.p + strlen(path) + 2);
	pseudonym_free(p);
	buf_free(&reason);
	return why;
}

START_TEST(keys)
{
	static const char few[] = "a key has 16 bytes at least", open_to_all[] = "everybody may read the key; chmod 600 keeps it secret";
	char large[5000];

	memset(large, 'x', sizeof large);
	ck_assert_str_eq(fault("0123456789abcdef", 16, 0600), "");
	ck_assert_str_eq(fault("0123456789abcdef\n", 17, 0640), "");
	ck_assert_str_eq(fault("", 0, 0600), few);
	/* neither the line end nor a second one counts */
	ck_assert_str_eq(fault("0123456789abcde\n", 16, 0600), few);
	ck_assert_str_eq(fault("0123456789abcd\r\n", 16, 0600), few);
	ck_assert_str_eq(fault("0123456789abcdef", 16, 0644), open_to_all);
	ck_assert_str_eq(fault("0123456789abcdef", 16, 0604), open_to_all);
	ck_assert_str_eq(fault(large, 4096, 0600), "");
	ck_assert_str_eq(fault(large, 4097, 0600), "too long for a key");
}
END_TEST

START_TEST(no_key)
{
	struct buf why = { 0 };

	ck_assert_ptr_null(pseudonym_open("/nonexistent/key", &why));
	ck_assert_str_eq(why.p, "/nonexistent/key: No such file or directory");
	buf_reset(&why);
	ck_assert_ptr_null(pseudonym_open("/", &why));
	ck_assert_str_eq(why.p, "/: Is a directory");
	buf_free(&why);
}
END_TEST

/* A key with a line end and without is the same. */
START_TEST(line_end)
{
	static const char *const written[] = { "0123456789abcdef", "0123456789abcdef\n", "0123456789abcdef\r\n" };
	char name[3][PSEUDONYM_SIZE];

	for (int i = 0; i < 3; i++) {
		char path[] = "/tmp/test_pseudonym.XXXXXX";
		int fd = mkstemp(path);
		struct buf why = { 0 };
		struct pseudonym *p;

		ck_assert_int_ge(fd, 0);
		ck_assert_int_eq(write(fd, written[i], strlen(written[i])), (ssize_t)strlen(written[i]));
		close(fd);
		p = pseudonym_open(path, &why);
		unlink(path);
		ck_assert_ptr_nonnull(p);
		pseudonym_of(p, 'i', STR("x"), name[i]);
		pseudonym_free(p);
	}
	ck_assert_str_eq(name[0], name[1]);
	ck_assert_str_eq(name[0], name[2]);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { published_vectors, names, keys, no_key, line_end };

	return run_suite("pseudonym", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
