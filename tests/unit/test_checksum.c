#include "checksum.h"
#include "suite.h"

/* The example of ISO/IEC 7812-1 as it is mostly told (7992739871 with the check digit 3); the test numbers that card companies
 * publish; a Canadian social insurance number of the Canada Revenue Agency's sort, 046 454 286. */
START_TEST(luhn)
{
	static const char *const right[] = { "79927398713", "4111111111111111", "4111 1111 1111 1111", "5555-5555-5555-4444", "2223003122003222",
		"378282246310005", "3056 930902 5904", "6011111111111117", "3530111333300000", "046 454 286", "00" };

	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		ck_assert_msg(checksum_luhn(str_of(right[i])), "%s", right[i]);
	for (char c = '0'; c <= '9'; c++) {
		char text[] = "7992739871x";

		text[10] = c;
		ck_assert_msg(checksum_luhn(str_of(text)) == (c == '3'), "%s", text);
	}
	/* two digits that changed places */
	ck_assert(!checksum_luhn(STR("4111 1111 1111 1151")));
	ck_assert(!checksum_luhn(STR("79927389713")));
	ck_assert(!checksum_luhn(STR("0")));
	ck_assert(!checksum_luhn(STR("")));
}
END_TEST

/* The examples of the IBAN registry that SWIFT keeps for ISO 13616. */
START_TEST(mod97)
{
	static const char *const right[] = { "GB29 NWBK 6016 1331 9268 19", "DE89370400440532013000", "FR1420041010050500013M02606",
		"NO93 8601 1117 947", "nl91abna0417164300", "BE68-5390-0754-7034", "MT84MALT011000012345MTLCAST001S",
		"SA0380000000608010167519", "CH9300762011623852957" };

	for (size_t i = 0; i < sizeof right / sizeof *right; i++)
		ck_assert_msg(checksum_mod97(str_of(right[i])), "%s", right[i]);
	ck_assert(!checksum_mod97(STR("GB29 NWBK 6016 1331 9268 18")));
	ck_assert(!checksum_mod97(STR("GB92 NWBK 6016 1331 9268 19")));
	ck_assert(!checksum_mod97(STR("GB29 NWBK 6061 1331 9268 19")));
	ck_assert(!checksum_mod97(STR("")));
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { luhn, mod97 };

	return run_suite("checksum", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
