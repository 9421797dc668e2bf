/* Fuzzes the text of HTML and of e-mails: it is never longer than what it was made of, and a text without tags, references and
 * quotations comes out as it is but for blanks.
 *
 *   clang -std=c11 -D_GNU_SOURCE -Icommon -g -O1 -fsanitize=fuzzer,address,undefined -o fuzz_html \
 *     tests/fuzz/fuzz_html.c cmd/cs-parse-{html,reply}.c common/{str,util,scan}.c
 *   ./fuzz_html -max_total_time=60 -max_len=2000
 */
#include <string.h>

#include "../../cmd/cs-parse-html.h"
#include "../../cmd/cs-parse-reply.h"
#include "fuzz.h"

static size_t
count_black(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += !strchr(" \t\r\n", s.p[i]);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct buf text = { 0 };

	if (!size || memchr(data, '\0', size))
		return 0;
	html_text(&text, bytes);
	must(text.n <= size && text.p[text.n] == '\0');
	if (!memchr(data, '<', size) && !memchr(data, '&', size))
		must(count_black(buf_view(&text)) == count_black(bytes));
	buf_reset(&text);
	reply_text(&text, bytes);
	must(text.n <= size && text.p[text.n] == '\0');
	if (!memchr(data, '>', size) && !memchr(data, '-', size) && !memchr(data, ':', size))
		must(count_black(buf_view(&text)) == count_black(bytes));
	buf_free(&text);
	return 0;
}
