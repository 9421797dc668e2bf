#include "zone.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "calendar.h"

#define NAME_MAX_BYTES 64
#define DAY 86400

static bool known;                      /* else it is UTC */
/* Asking the C library takes longer than reading a record, and most times are of the same day as the one before. */
static int64_t cached_day, cached_offset;
static bool cached;

/* "+05:30" as POSIX has it, where what is east is negative: "LOC-05:30". */
static bool
read_offset(struct str s, struct buf *to)
{
	int64_t hours, minutes;

	if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':')
		return false;
	if (!str_int((struct str){ s.p + 1, 2 }, 0, 14, &hours) || !str_int((struct str){ s.p + 4, 2 }, 0, 59, &minutes))
		return false;
	buf_printf(to, "LOC%c%.5s", s.p[0] == '+' ? '-' : '+', s.p + 1);
	return true;
}

/* The C library takes a name that it does not know for UTC, and a path for a file: neither is what was asked for. */
static bool
read_name(struct str s, struct buf *to)
{
	struct buf path = { 0 };
	bool there = s.n > 0 && s.n < NAME_MAX_BYTES && s.p[0] >= 'A' && s.p[0] <= 'Z';

	for (size_t i = 0; i < s.n; i++)
		there = there && (((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z') || (s.p[i] && strchr("/_+-0123456789", s.p[i])));
	buf_str(&path, STR("/usr/share/zoneinfo/"));
	buf_str(&path, s);
	there = there && access(path.p, R_OK) == 0 && s.p[s.n - 1] != '/';
	buf_free(&path);
	buf_str(to, s);
	return there;
}

bool
zone_set(struct str name)
{
	struct buf value = { 0 };
	bool utc = str_eq(name, STR("UTC")), well = utc || read_offset(name, &value) || read_name(name, &value);

	if (well && !utc) {
		setenv("TZ", value.p, 1);
		tzset();
	}
	if (well) {
		known = !utc;
		cached = false;
	}
	buf_free(&value);
	return well;
}

int64_t
zone_offset(int64_t seconds)
{
	time_t at = (time_t)seconds;
	struct tm tm;

	return known && localtime_r(&at, &tm) ? tm.tm_gmtoff : 0;
}

/* A day without a change near it, seen by its noon and the days around it. */
static bool
steady_day(int64_t day, int64_t *offset)
{
	*offset = zone_offset(day * DAY - DAY);
	for (int64_t half = -1; half <= 4; half++)
		if (zone_offset(day * DAY + half * DAY / 2) != *offset)
			return false;
	return true;
}

enum zone_fit
zone_utc(int64_t local, int64_t *utc)
{
	int64_t day = calendar_div(local, DAY), before, after;

	if (!cached || day != cached_day) {
		cached = steady_day(day, &cached_offset);
		cached_day = day;
	}
	if (cached) {
		*utc = local - cached_offset;
		return ZONE_FITS;
	}
	before = local - zone_offset(local - DAY);
	after = local - zone_offset(local + DAY);
	*utc = before;
	if (before + zone_offset(before) == local)
		return before != after && after + zone_offset(after) == local ? ZONE_TWICE : ZONE_FITS;
	if (after + zone_offset(after) != local)
		return ZONE_SKIPPED;
	*utc = after;
	return ZONE_FITS;
}

struct moment {
	struct calendar_date date;
	int weekday, hour, minute, second, offset;      /* offset as 100 x hours + minutes */
	char sign;
};

static struct moment
split(int64_t seconds)
{
	int64_t offset = zone_offset(seconds), local = seconds + offset, days = calendar_div(local, DAY);
	int64_t rest = local - days * DAY, ahead = offset < 0 ? -offset : offset;

	return (struct moment){ calendar_date(days), calendar_weekday(days), (int)(rest / 3600), (int)(rest / 60 % 60),
		(int)(rest % 60), (int)(ahead / 3600 * 100 + ahead / 60 % 60), offset < 0 ? '-' : '+' };
}

void
zone_time(int64_t seconds, struct buf *to)
{
	struct moment m = split(seconds);

	buf_printf(to, "%04d-%02d-%02d %02d:%02d %c%04d", (int)m.date.year, (int)m.date.month, (int)m.date.day, m.hour, m.minute,
	    m.sign, m.offset);
}

void
zone_mail_date(int64_t seconds, struct buf *to)
{
	static const char weekdays[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct moment m = split(seconds);

	buf_printf(to, "%.3s, %d %.3s %04d %02d:%02d:%02d %c%04d", weekdays + 3 * m.weekday, (int)m.date.day,
	    months + 3 * (m.date.month - 1), (int)m.date.year, m.hour, m.minute, m.second, m.sign, m.offset);
}
