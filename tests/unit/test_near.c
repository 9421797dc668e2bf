#include "near.h"
#include "suite.h"

#define YES "phone|my number|call me"
#define NO "order|order number"

static const struct {
	const char *text;               /* @ is the place */
	int which;
} places[] = {
	{ "phone @", 1 }, { "Phone: @", 1 }, { "order @", -1 }, { "@", 0 }, { "so @", 0 }, { "phones @", 0 }, { "telephone @", 0 },
	{ "my number is @", 1 }, { "number @", 0 }, { "order number @", -1 }, { "my order number is @", -1 },
	/* the last one decides */
	{ "order 12 phone @", 1 }, { "phone 12 order @", -1 }, { "call me about order @", -1 },
	/* five words */
	{ "phone a b c d @", 1 }, { "phone a b c d e @", 0 }, { "phone 1 2 3 4 5 6 7 8 @", 1 },
	/* what was taken out is no word */
	{ "<phone> @", 0 }, { "phone <card> @", 1 }, { "order < phone> @", 1 },
	/* farther away than anybody looks */
	{ "phone ------------------------------------------------------------------------------------------------ @", 0 },
	{ "call\nme on @", 1 }, { "call-me on @", 1 },
};

START_TEST(the_nearest)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct str text = str_of(places[i].text);
		int which = near_which(text, text.n - 1, STR(YES), STR(NO));

		ck_assert_msg(which == places[i].which, "%s: %d", places[i].text, which);
	}
}
END_TEST

/* A word that is longer than what is looked at. */
START_TEST(long_words)
{
	char text[300];

	memset(text, 'x', sizeof text);
	ck_assert_int_eq(near_which((struct str){ text, sizeof text }, 300, STR(YES), STR("")), 0);
	memcpy(text + 294, " phone", 6);
	ck_assert_int_eq(near_which((struct str){ text, sizeof text }, 300, STR(YES), STR("")), 1);
	ck_assert_int_eq(near_which((struct str){ text, sizeof text }, 300, STR(""), STR("")), 0);
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { the_nearest, long_words };

	return run_suite("near", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
