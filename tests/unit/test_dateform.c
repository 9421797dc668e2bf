#include "dateform.h"
#include "suite.h"

#define COUNT(a) (sizeof (a) / sizeof *(a))

START_TEST(parts)
{
	struct dateform f = dateform_parts("%d/%m/%Y");

	ck_assert_ptr_null(f.why);
	ck_assert(f.day && f.month && f.year && f.day_first && !f.hour && !f.weekday && !f.zone);
	ck_assert(!dateform_parts("%m/%d/%Y").day_first);
	ck_assert(!dateform_parts("%D").day_first);
	ck_assert(!dateform_parts("%F").day_first);
	ck_assert(dateform_parts("on %e %b %y").day_first);
	f = dateform_parts("%a %d %B %Y, %I:%M:%S %p %z 100%%");
	ck_assert_ptr_null(f.why);
	ck_assert(f.weekday && f.hour && f.minute && f.second && f.twelve && f.half && f.zone);
	f = dateform_parts("%F %T");
	ck_assert(!f.why && f.hour && f.minute && f.second && !f.twelve);
	f = dateform_parts("%F %R");
	ck_assert(!f.why && f.hour && f.minute && !f.second);
}
END_TEST

START_TEST(not_to_be_used)
{
	static const struct {
		const char *format, *why;
	} rows[] = {
		{ "", "it needs a day, a month and a year" },
		{ "%d/%m", "it needs a day, a month and a year" },
		{ "%m/%Y %H:%M", "it needs a day, a month and a year" },
		{ "d/m/Y", "it needs a day, a month and a year" },
		{ "%d/%m/%Y %q", "a conversion in it is not known here" },
		{ "%d/%m/%Y %", "a conversion in it is not known here" },
		{ "%s", "a conversion in it is not known here" },
		{ "%Ed/%m/%Y", "a conversion in it is not known here" },
		{ "%d/%m/%Y %H", "a time of day needs hours and minutes" },
		{ "%d/%m/%Y %M", "a time of day needs hours and minutes" },
		{ "%d/%m/%Y %S", "a time of day needs hours and minutes" },
		{ "%d/%m/%Y %I:%M", "%I and %p belong together" },
		{ "%d/%m/%Y %H:%M %p", "%I and %p belong together" },
		{ "%d/%m/%Y %z", "a zone needs a time of day" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_pstr_eq(dateform_parts(rows[i].format).why, rows[i].why);
}
END_TEST

/* "YEAR-MONTH-DAY HOUR:MINUTE:SECOND.MS zone weekday|REST", the zone "-" where there is none. */
static void
show(struct buf *out, const char *format, struct str s)
{
	struct dateform form = dateform_parts(format);
	struct civil c;

	ck_assert_msg(!form.why, "%s: %s", format, form.why);
	buf_reset(out);
	buf_str(out, STR(""));
	if (!dateform_read(format, &form, &s, &c))
		return;
	buf_printf(out, "%d-%d-%d %d:%d:%d.%d ", (int)c.date.year, (int)c.date.month, (int)c.date.day, (int)c.hour, (int)c.minute,
	    (int)c.second, (int)c.ms);
	if (c.zoneless)
		buf_char(out, '-');
	else
		buf_int(out, c.zone);
	buf_printf(out, " %d|", (int)c.weekday);
	buf_str(out, s);
}

START_TEST(texts)
{
	static const struct {
		const char *format, *text, *want;       /* want is empty for what the format does not read */
	} rows[] = {
		{ "%d/%m/%Y", "3/4/2026 10:00", "2026-4-3 0:0:0.0 - -1| 10:00" },
		{ "%m/%d/%Y", "3/4/2026 10:00", "2026-3-4 0:0:0.0 - -1| 10:00" },
		{ "%d.%m.%y", "03.04.26", "2026-4-3 0:0:0.0 - -1|" },
		{ "%d.%m.%y", "03.04.69", "1969-4-3 0:0:0.0 - -1|" },
		{ "%F", "2026-04-03", "2026-4-3 0:0:0.0 - -1|" },
		{ "%j %Y", "032 2026", "2026-2-1 0:0:0.0 - -1|" },
		{ "%A, %d %B %Y", "Friday, 03 April 2026", "2026-4-3 0:0:0.0 - 5|" },
		{ "%a %e %b %Y", "fri 3 apr 2026", "2026-4-3 0:0:0.0 - 5|" },
		{ "%d-%b-%Y %I:%M %p", "03-Apr-2026 12:05 AM", "2026-4-3 0:5:0.0 - -1|" },
		{ "%d-%b-%Y %I:%M %p", "03-Apr-2026 12:05 PM", "2026-4-3 12:5:0.0 - -1|" },
		{ "%d/%m/%Y %H:%M %z", "03/04/2026 10:00 +0130", "2026-4-3 10:0:0.0 90 -1|" },
		{ "%d/%m/%Y %H:%M %z", "03/04/2026 10:00 -08:00", "2026-4-3 10:0:0.0 -480 -1|" },
		{ "%F %T", "2026-04-03 04:05:06.250 EST", "2026-4-3 4:5:6.250 - -1| EST" },
		{ "%T %d/%m/%Y", "04:05:06,2509 03/04/2026", "2026-4-3 4:5:6.250 - -1|" },
		{ "%F %R", "2026-04-03 04:05.5", "2026-4-3 4:5:0.0 - -1|.5" },
		{ "%F %T", "2026-06-30 23:59:60", "2026-6-30 23:59:60.0 - -1|" },
		{ "%d/%m/%Y", "03/04/26", "" },
		{ "%d/%m/%Y", "31/13/2026", "" },
		{ "%d/%m/%Y", "32/12/2026", "" },
		{ "%d/%m/%Y", "3-4-2026", "" },
		{ "%d %B %Y", "2 Marmalade 2026", "" },
		{ "%d %B %Y", "2 avril 2026", "" },
		{ "%F %T", "2026-04-03 24:05:06", "" },
		{ "%F %T", "2026-04-03", "" },
		{ "%d/%m/%Y", "", "" },
	};
	struct buf out = { 0 };

	for (size_t i = 0; i < COUNT(rows); i++) {
		show(&out, rows[i].format, str_of(rows[i].text));
		ck_assert_msg(str_eq(buf_view(&out), str_of(rows[i].want)), "%s of %s: %s", rows[i].format, rows[i].text, out.p);
	}
	/* a date is never that long, nor has a NUL in it */
	buf_reset(&out);
	buf_printf(&out, "03/04/2026%118s", "");
	struct str s = buf_view(&out);
	struct dateform form = dateform_parts("%d/%m/%Y");
	struct civil c;
	ck_assert(s.n == 128 && !dateform_read("%d/%m/%Y", &form, &s, &c));
	s.n--;
	ck_assert(dateform_read("%d/%m/%Y", &form, &s, &c) && s.n == 117);
	s = STR("03/04/2026\0");
	ck_assert(!dateform_read("%d/%m/%Y", &form, &s, &c));
	buf_free(&out);
}
END_TEST

/* What strptime takes for a day, the calendar need not. */
START_TEST(no_such_day)
{
	struct dateform form = dateform_parts("%d/%m/%Y");
	struct str s = STR("31/02/2026"), leap = STR("29/02/2024");
	struct civil c;
	int64_t ms;

	ck_assert(dateform_read("%d/%m/%Y", &form, &s, &c) && !civil_ms(&c, &ms));
	ck_assert(dateform_read("%d/%m/%Y", &form, &leap, &c) && civil_ms(&c, &ms) && ms == INT64_C(19782) * 86400000);
}
END_TEST

int
main(void)
{
	const TTest *const tests[] = { parts, not_to_be_used, texts, no_such_day };

	return run_suite("dateform", tests, COUNT(tests), NULL, NULL);
}
