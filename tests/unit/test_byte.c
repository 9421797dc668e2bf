#include <string.h>

#include "byte.h"
#include "suite.h"

START_TEST(bytes_have_their_kinds)
{
	static const struct {
		const char *bytes;
		enum byte_kind kind;
	} kinds[] = {
		{ "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", BYTE_LETTER }, { "0123456789", BYTE_DIGIT },
		{ "'`", BYTE_APOSTROPHE }, { ".?!", BYTE_STOP }, { "\n", BYTE_NEWLINE }, { "$", BYTE_DOLLAR }, { "<", BYTE_LESS },
	};
	size_t count[BYTE_HIGH + 1] = { 0 };

	for (int c = 0; c < 256; c++) {
		enum byte_kind want = c >= 128 ? BYTE_HIGH : BYTE_OTHER;
		for (size_t i = 0; c && i < sizeof kinds / sizeof *kinds; i++)
			if (strchr(kinds[i].bytes, c))
				want = kinds[i].kind;
		ck_assert_msg(byte_kind[c] == want, "byte %d: kind %d, not %d", c, byte_kind[c], (int)want);
		ck_assert(byte_alnum((unsigned char)c) == (want == BYTE_LETTER || want == BYTE_DIGIT));
		count[want]++;
	}
	ck_assert_uint_eq(count[BYTE_LETTER], 52);
	ck_assert_uint_eq(count[BYTE_OTHER], 128 - 52 - 10 - 2 - 3 - 3);
}
END_TEST

/* NUL, blanks, and what joins words or tells nothing of them. */
START_TEST(other_bytes)
{
	for (const char *p = "\t\r \"#%&()*+,-/:;=>@[\\]^_{|}~\x7f"; *p; p++)
		ck_assert_int_eq(byte_kind[(unsigned char)*p], BYTE_OTHER);
	ck_assert_int_eq(byte_kind[0], BYTE_OTHER);
	ck_assert_int_eq(byte_kind[127], BYTE_OTHER);
	ck_assert_int_eq(byte_kind[128], BYTE_HIGH);
	ck_assert_int_eq(byte_kind[255], BYTE_HIGH);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { bytes_have_their_kinds, other_bytes };

	return run_suite("byte", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
