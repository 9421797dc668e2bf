#include "pack_file.h"
#include "redact.h"
#include "suite.h"
#include "word_class.h"

/* What the built-in rules make of a text. The telephone numbers are those that Ofcom and the North American Numbering Plan keep for
 * stories, or belong to nobody for another reason; cards and IBANs are published examples. */
static const struct {
	const char *text, *want;        /* want is NULL for what stays */
} texts[] = {
	{ "Nothing to see here, thanks", NULL },
	/* addresses of mail */
	{ "mail jo.doe+x@example.co.uk.", "mail <email>." },
	{ "(jo@example.com)", "(<email>)" },
	{ "mailto:jo@example.com", "mailto:<email>" },
	{ "email=jo@x.com,ann@y.org", "email=<email>,<email>" },
	{ "j\xc3\xbcrgen@m\xc3\xbcller.de", "<email>" },
	{ "\xe9\x82\xae\xe7\xae\xb1jo@example.com\xe8\xb0\xa2", "\xe9\x82\xae\xe7\xae\xb1<email>\xe8\xb0\xa2" },
	{ "jo123456789@example.com", "<email>" },
	{ "4111111111111111@example.com", "<email>" },
	{ "<EMAIL>", NULL },
	{ "ask @acme_help at 5", NULL },
	{ "lunch @5.30, 2@3.50 each, a@b", NULL },
	{ "https://jo:secret@example.com/x", "https://<login>@example.com/x" },
	{ "https://example.com/@jo/1", NULL },
	/* cards */
	{ "4111 1111 1111 1111", "<card>" },
	{ "4111111111111111,12/27", "<card>,12/27" },
	{ "5555-5555-5555-4444 exp 12/26", "<card> exp 12/26" },
	{ "378282246310005", "<card>" },
	{ "3782 822463 10005", "<card>" },
	{ "2223 0031 2200 3222!", "<card>!" },
	{ "3056 9309 0259 04", "<card>" },
	{ "4111\xc2\xa0" "1111\xc2\xa0" "1111\xc2\xa0" "1111", "<card>" },
	/* also where it is called an order */
	{ "order 4111111111111111", "order <card>" },
	/* a card with a slip is still a card to who reads it, but not without the groups */
	{ "4111 1111 1111 1112", "<number>" },
	{ "order 4111 1111 1111 1112", NULL },
	{ "4111111111111112", NULL },
	{ "41111111111111111111", NULL },
	{ "1111 2222 3333 4444", NULL },
	{ "x4111111111111111", NULL },
	{ "ref-4111111111111111", "ref-<card>" },
	{ "a score of 0.4111111111111111, and 4111111111111111.5", NULL },
	{ "113-1234567-1234567", NULL },
	{ "the cvv is 123, or 1234", "the cvv is <number>, or <number>" },
	{ "CVV: 123", "CVV: <number>" },
	{ "room 123", NULL },
	/* accounts */
	{ "GB29 NWBK 6016 1331 9268 19", "<iban>" },
	{ "to DE89370400440532013000.", "to <iban>." },
	{ "no93 8601 1117 947 please", "<iban> please" },
	{ "GB29 NWBK 6016 1331 9268 18", NULL },
	{ "flight BA12 will wait for none of them", NULL },
	/* telephones */
	{ "+44 20 7946 0958", "<phone>" },
	{ "+44 (0)20 7946 0958", "<phone>" },
	{ "+1 (555) 555-0100", "<phone>" },
	{ "tel:+15555550100", "tel:<phone>" },
	{ "0044 20 7946 0958", "<phone>" },
	{ "(555) 555-0123", "<phone>" },
	{ "555-555-0123 or 555.555.0123", "<phone> or <phone>" },
	{ "1-800-555-0199", "<phone>" },
	{ "07700 900123", "<phone>" },
	{ "07700900123", "<phone>" },
	{ "020 7946 0958", "<phone>" },
	{ "0161 496 0000", "<phone>" },
	{ "01632 960001", "<phone>" },
	{ "06 12 34 56 78", "<phone>" },
	{ "0171 1234567 oder 030/1234567", "<phone> oder <phone>" },
	{ "0491 570 006", "<phone>" },
	{ "call me on 5555550123", "call me on <phone>" },
	{ "my number is 5555550123", "my number is <phone>" },
	{ "my mobile is 612 345 678", "my mobile is <phone>" },
	{ "ring me: 555-0123", "ring me: <phone>" },
	{ "order 12345 phone 5555550123", "order 12345 phone <phone>" },
	/* and what only looks like one */
	{ "5555550123", NULL },
	{ "order number 5555550123", NULL },
	{ "order 555-555-0123", NULL },
	{ "tracking 0161 496 0000", NULL },
	{ "ORD-555-555-0123", NULL },
	{ "#555-555-0123", NULL },
	{ "555-0123", NULL },
	{ "ticket 0062395415777, or 0062395415777 alone", NULL },
	{ "DPCI 123-45-6789", NULL },
	{ "+5 points, +100", NULL },
	/* numbers of persons */
	{ "SSN: 123-45-6789", "SSN: <id>" },
	{ "social security 123 45 6789", "social security <id>" },
	{ "part 123-45-6789", NULL },
	{ "123456789", NULL },
	{ "AB 12 34 56 C", "<id>" },
	{ "AB123456C", "<id>" },
	{ "order AB123456C", NULL },
	{ "AB123456E", NULL },
	{ "046 454 286", "<id>" },
	{ "046 454 287", NULL },
	{ "passport number is X12345678", "passport number is <id>" },
	{ "passport expired in 2024", NULL },
	{ "123.456.789-09", "<id>" },
	{ "DNI 12345678Z", "DNI <id>" },
	{ "811228-9874", "<id>" },
	{ "811228-9875", NULL },
	{ "node-811228-9874", NULL },
	/* streets */
	{ "221B Baker Street, London", "<address>, London" },
	{ "10 Downing St.", "<address>." },
	{ "1600 Pennsylvania Avenue", "<address>" },
	{ "5 St. Mary's Road", "<address>" },
	{ "Hauptstra\xc3\x9f" "e 12a", "<address>" },
	{ "12, rue de la Paix", "<address>" },
	{ "my postcode is SW1A 1AA", "my postcode is <address>" },
	{ "code AB1 2CD", NULL },
	{ "the high street 5 times", NULL },
	{ "a 2 TB Seagate Drive", NULL },
	{ "5 minutes down the road", NULL },
	{ "after ordering 5", NULL },
	/* a full-width digit among others, and a comma between numbers */
	{ "555-55\xef\xbc\x95-0123\xef\xbc\x8c" "555-555-0124", "<phone>\xef\xbc\x8c<phone>" },
	/* dates, times, amounts, others */
	{ "on 01.02.2026 14 Uhr, 22/11/2026 10:30, 2026-11-22T10:30:00Z", NULL },
	{ "call me on 01-02-2026 at 10:30 or 5 pm", NULL },
	{ "$1,299.50, 1.234.567,89, \xc2\xa3" "4111111111111112", NULL },
	{ "2024-2025, 1984, 24/7, 50 %, 1-2 days, 3 x 4", NULL },
	{ "192.168.100.200 and 10.0.0.1:8080", NULL },
	{ "iPhone 12, PS5, MP3, version 10.15.7", NULL },
};

static struct redact *
open_builtin(void)
{
	struct buf why = { 0 };
	struct redact *r = redact_open(pack_builtin("redact.csv"), "redact.csv", &why);

	ck_assert_msg(r != NULL, "%s", why.p);
	buf_free(&why);
	return r;
}

START_TEST(built_in_rules)
{
	struct redact *r = open_builtin();
	struct buf out = { 0 };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *want = texts[i].want ? texts[i].want : "";

		ck_assert_msg(redact_text(r, str_of(texts[i].text), &out) == (texts[i].want != NULL), "%s: %s", texts[i].text, out.n ? out.p : "stays");
		ck_assert_msg(str_eq(buf_view(&out), str_of(want)), "%s: %s", texts[i].text, out.p);
	}
	redact_free(r);
	buf_free(&out);
}
END_TEST

/* Nothing is left to be found, and nothing else changes, beside text of all sorts. */
START_TEST(beside_others)
{
	static const char *const around[][2] = { { "", "" }, { "so ", " it is" }, { "\xc3\xa9 ", " \xc3\xa9" }, { "(", ")" }, { "\"", "\"," }, { "\n", "\n" } };
	struct redact *r = open_builtin();
	struct buf text = { 0 }, want = { 0 }, out = { 0 };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t k = 0; k < sizeof around / sizeof *around; k++) {
			buf_reset(&text);
			buf_reset(&want);
			buf_printf(&text, "%s%s%s", around[k][0], texts[i].text, around[k][1]);
			buf_printf(&want, "%s%s%s", around[k][0], texts[i].want ? texts[i].want : texts[i].text, around[k][1]);
			if (redact_text(r, buf_view(&text), &out))
				ck_assert_msg(str_eq(buf_view(&out), buf_view(&want)), "%s: %s", text.p, out.p);
			else
				ck_assert_msg(!texts[i].want, "%s stays", text.p);
			if (texts[i].want)
				ck_assert_msg(!redact_text(r, buf_view(&want), &out), "%s: %s", want.p, out.p);
		}
	redact_free(r);
	buf_free(&text);
	buf_free(&want);
	buf_free(&out);
}
END_TEST

static bool
has_full_width(const char *text)
{
	for (const char *p = text; *p; p++)
		if (*p < ' ' || *p > '~' || *p == ',' || *p == ':')
			return false;
	return true;
}

/* All but what took something's place. */
static void
widen(struct buf *to, const char *text)
{
	bool replaced = false;

	buf_reset(to);
	for (const char *p = text; *p; p++) {
		replaced |= *p == '<';
		if (replaced)
			buf_char(to, *p);
		else if (*p == ' ')
			buf_str(to, STR("\xe3\x80\x80"));
		else
			buf_printf(to, "\xef%c%c", *p < '`' ? 0xbc : 0xbd, *p + (*p < '`' ? 0x60 : 0x20));
		replaced &= *p != '>';
	}
}

/* What is found in ASCII is found in full-width forms, and the rest stays as it was written. */
START_TEST(full_width)
{
	struct redact *r = open_builtin();
	struct buf text = { 0 }, want = { 0 }, out = { 0 };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!has_full_width(texts[i].text))
			continue;
		widen(&text, texts[i].text);
		widen(&want, texts[i].want ? texts[i].want : "");
		ck_assert_msg(redact_text(r, buf_view(&text), &out) == (texts[i].want != NULL), "%s", texts[i].text);
		ck_assert_msg(str_eq(buf_view(&out), buf_view(&want)), "%s: %s", texts[i].text, out.p);
	}
	redact_free(r);
	buf_free(&text);
	buf_free(&want);
	buf_free(&out);
}
END_TEST

START_TEST(counts)
{
	static const char csv[] = "name,pattern,replacement\nroom,r99,<id>\nmail,<email>,<email>\nroom,s9,<id>\n";
	struct buf why = { 0 }, out = { 0 };
	struct redact *r = redact_open(STR(csv), "own.csv", &why);
	struct str name;
	uint64_t n;

	ck_assert_msg(r != NULL, "%s", why.p);
	ck_assert(redact_text(r, STR("r12 s3 jo@example.com r77"), &out));
	ck_assert_str_eq(out.p, "<id> <id> <email> <id>");
	ck_assert(redact_count(r, 0, &name, &n) && str_eq(name, STR("room")) && n == 3);
	ck_assert(redact_count(r, 1, &name, &n) && str_eq(name, STR("mail")) && n == 1);
	ck_assert(!redact_count(r, 2, &name, &n));
	redact_free(r);
	buf_free(&out);
	buf_free(&why);
}
END_TEST

START_TEST(refused)
{
	static const char *const csv[][2] = {
		{ "name,pattern,replacement\nx,(9,<id>\n", "own.csv:2: ) is missing" },
		{ "name,pattern,replacement\nx,9,<id>\nx,9,\n", "own.csv:3: name, pattern or replacement is missing" },
		{ "name,pattern,check,replacement\nx,9,sum,<id>\n", "own.csv:2: no such check \"sum\"" },
	};
	struct buf why = { 0 };

	for (size_t i = 0; i < 3; i++) {
		buf_reset(&why);
		ck_assert_ptr_null(redact_open(str_of(csv[i][0]), "own.csv", &why));
		ck_assert_str_eq(why.p, csv[i][1]);
	}
	buf_reset(&why);
	buf_str(&why, STR("name,pattern,replacement\n"));
	for (int i = 0; i < 129; i++)
		buf_str(&why, STR("x,9,<id>\n"));
	struct buf reason = { 0 };
	ck_assert_ptr_null(redact_open(buf_view(&why), "own.csv", &reason));
	ck_assert_str_eq(reason.p, "own.csv:130: more than 128 rules");
	buf_free(&reason);
	buf_free(&why);
}
END_TEST

/* What takes a text's place must mean something to who reads it next. */
START_TEST(replacements_are_classes)
{
	struct str rest = pack_builtin("redact.csv"), line;

	ck_assert(str_next(&rest, '\n', &line));
	while (str_next(&rest, '\n', &line)) {
		size_t i = line.n;

		if (!line.n)
			continue;
		while (i && line.p[i - 1] != ',')
			i--;
		unsigned classes[WORD_CLASS_WORDS];
		ck_assert_msg(word_class_redacted((struct str){ line.p + i, line.n - i }, classes) != 0, "%.*s", (int)line.n, line.p);
	}
}
END_TEST

int
main(void)
{
	const TTest *tests[] = { built_in_rules, beside_others, full_width, counts, refused, replacements_are_classes };

	return run_suite("redact", tests, sizeof tests / sizeof *tests, NULL, NULL);
}
