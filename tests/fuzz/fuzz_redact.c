/* Fuzzes what takes personal data out of texts, by the rules of the pack and by rules that are as wild as the text. For any bytes:
 * what comes out is UTF-8 if the text was, and neither an address of mail is left in it nor the number of a card, as somebody who
 * knows nothing of patterns would look for it.
 *
 *   make build/pack_data.c
 *   clang -std=c11 -D_GNU_SOURCE -Icommon -g -O1 -fsanitize=fuzzer,address,undefined -o fuzz_redact tests/fuzz/fuzz_redact.c \
 *     common/{str,util,arena,record,encoding,source,place,csvparse,csvin,sheet,byte,address,near,shape,checksum,width}.c \
 *     common/{redact,pack_file}.c build/pack_data.c -lcsv
 *   ./fuzz_redact -max_total_time=60 -max_len=300
 */
#include <string.h>

#include "address.h"
#include "byte.h"
#include "checksum.h"
#include "fuzz.h"
#include "pack_file.h"
#include "redact.h"
#include "source.h"

static bool
is_utf8(struct str text)
{
	struct source s = { .fd = -1 };
	bool valid;

	source_memory(&s, text, 65536);
	while (source_fill(&s, 0) == SOURCE_MORE)
		continue;
	valid = !s.refused && !s.replaced;
	source_free(&s);
	return valid;
}

static bool
is_apart(struct str text, size_t i)
{
	return i >= text.n || !(byte_alnum((unsigned char)text.p[i]) || text.p[i] == '.');
}

/* Sixteen digits in a row, with neither a letter nor a full stop beside them. */
static bool
shows_card(struct str text)
{
	size_t digits = 0;

	for (size_t i = 0; i <= text.n; i++) {
		if (i < text.n && byte_kind[(unsigned char)text.p[i]] == BYTE_DIGIT) {
			digits++;
			continue;
		}
		/* before the text is beyond its end */
		if (digits == 16 && is_apart(text, i) && is_apart(text, i - 17) && text.p[i - 16] >= '2' &&
		    text.p[i - 16] <= '6' && checksum_luhn((struct str){ text.p + i - 16, 16 }))
			return true;
		digits = 0;
	}
	return false;
}

static bool
shows_mail(struct str text)
{
	const unsigned char *p = (const unsigned char *)text.p;
	size_t start, end;

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '@' && address_mailbox(p, text.n, 0, i, &start, &end))
			return true;
	return false;
}

static void
check_text(struct redact *r, struct str text)
{
	struct buf once = { 0 };
	struct str out = text;

	if (redact_text(r, text, &once))
		out = buf_view(&once);
	must(!shows_card(out));
	must(!shows_mail(out));
	must(!is_utf8(text) || is_utf8(out));
	buf_free(&once);
}

/* The same bytes as a pattern and as the text. */
static void
check_pattern(struct str bytes)
{
	struct buf csv = { 0 }, why = { 0 }, out = { 0 };
	struct redact *r;

	buf_str(&csv, STR("name,pattern,replacement\nx,\""));
	for (size_t i = 0; i < bytes.n; i++)
		if (bytes.p[i] != '"' && bytes.p[i] != '\0')
			buf_char(&csv, bytes.p[i]);
	buf_str(&csv, STR("\",<id>\n"));
	r = redact_open(buf_view(&csv), "fuzz.csv", &why);
	must(r ? !why.n : why.n > 0);
	if (r)
		redact_text(r, bytes, &out);
	redact_free(r);
	buf_free(&csv);
	buf_free(&why);
	buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct redact *builtin;
	struct str bytes = { (const char *)data + 1, size - 1 };
	struct buf why = { 0 };

	if (!size)
		return 0;
	if (!builtin)
		must((builtin = redact_open(pack_builtin("redact.csv"), "redact.csv", &why)) != NULL);
	if (data[0] & 1)
		check_pattern(bytes);
	else
		check_text(builtin, bytes);
	return 0;
}
