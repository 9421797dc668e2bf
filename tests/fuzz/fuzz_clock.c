/* Fuzzes times. For any bytes: what is read is a time that is written in 32 bytes, and what was written reads as the same; no zone
 * moves a time by more than a day and a half, and the day that is not there at all in some.
 *
 *   clang -std=c11 -D_GNU_SOURCE -Icommon -g -O1 -fsanitize=fuzzer,address,undefined -o fuzz_clock tests/fuzz/fuzz_clock.c \
 *     common/{str,util,calendar,scan,civil,clock,zone,dateform,moment}.c
 *   ./fuzz_clock -max_total_time=60 -max_len=80
 */
#include <string.h>

#include "dateform.h"
#include "fuzz.h"
#include "moment.h"
#include "zone.h"

static void
check_written(struct clock_time t)
{
	struct clock_time back;
	char out[CLOCK_MAX];
	size_t n = clock_format(t, out);

	must(n < CLOCK_MAX && n == strlen(out));
	must(clock_parse((struct str){ out, n }, &back) && back.kind == t.kind && (t.kind == CLOCK_NONE || back.ms == t.ms));
}

static void
check_text(const char *format, struct str text)
{
	struct moment_rules utc = { .format = format }, local = { .format = format, .local = true };
	struct clock_time a, b, plain;

	if (moment_read(&utc, text, &a) != MOMENT_READ)
		return;
	check_written(a);
	/* what the other stages read is never read in another way */
	if (!format && clock_parse(text, &plain))
		must(plain.kind == a.kind && plain.ms == a.ms);
	if (moment_read(&local, text, &b) == MOMENT_READ) {
		check_written(b);
		must(a.kind == b.kind && llabs(a.ms - b.ms) <= INT64_C(48) * 3600 * 1000);
		must(local.skipped + local.twice <= local.zoneless);
		if (!local.zoneless)
			must(a.ms == b.ms);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const zones[] = { "Europe/Berlin", "Pacific/Apia", "America/New_York", "+05:30" };
	static bool zoned;
	const char *end = memchr(data, '\n', size);
	size_t n = end ? (size_t)(end - (const char *)data) : size;
	char *text = malloc(size + 1), *format;

	if (!zoned)
		for (size_t i = 0; i < sizeof zones / sizeof *zones && !zoned; i++)
			zoned = zone_set(str_of(zones[size % 4]));
	/* a copy, so that a byte too far is seen */
	memcpy(text, data, n);
	check_text(NULL, (struct str){ text, n });
	if (end) {
		format = strndup(end + 1, size - n - 1);
		if (!dateform_parts(format).why)
			check_text(format, (struct str){ text, n });
		free(format);
	}
	free(text);
	return 0;
}
