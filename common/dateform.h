/* dateform: dates by a format of strptime(3). */
#ifndef DATEFORM_H
#define DATEFORM_H

#include "civil.h"

/* What is in a format. */
struct dateform {
	bool day, month, year, weekday, hour, minute, second, half, twelve, zone;
	bool day_first;                 /* the day before the month */
	const char *why;                /* not to be used: why; else NULL */
};

/* A format has a day, a month and a year, and a time of day that tells morning from evening, or nothing else. */
struct dateform dateform_parts(const char *format);
/* Cuts what the format reads off the front; fractions of seconds too. c gets what it holds, and is zoneless without %z. */
bool dateform_read(const char *format, const struct dateform *form, struct str *s, struct civil *c);

#endif
