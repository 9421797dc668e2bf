#include "scan.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
skip(struct str *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

size_t
scan_digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_digit(s.p[n]))
		n++;
	return n;
}

size_t
scan_letters(struct str s)
{
	size_t n = 0;

	while (n < s.n && (s.p[n] | 0x20) >= 'a' && (s.p[n] | 0x20) <= 'z')
		n++;
	return n;
}

bool
scan_char(struct str *s, char c)
{
	if (!s->n || s->p[0] != c)
		return false;
	skip(s, 1);
	return true;
}

bool
scan_blanks(struct str *s)
{
	if (!scan_char(s, ' '))
		return false;
	while (scan_char(s, ' '))
		;
	return true;
}

bool
scan_number(struct str *s, size_t lo, size_t hi, int64_t *v)
{
	size_t n = scan_digits(*s);

	if (n > hi)
		n = hi;
	if (n < lo)
		return false;
	*v = 0;
	for (size_t i = 0; i < n; i++)
		*v = *v * 10 + (s->p[i] - '0');
	skip(s, n);
	return true;
}

bool
scan_name(struct str *s, const char *list, int64_t *place)
{
	if (scan_letters(*s) != 3)
		return false;
	for (*place = 0; list[3 * *place]; ++*place)
		if (str_caseeq((struct str){ s->p, 3 }, (struct str){ list + 3 * *place, 3 })) {
			skip(s, 3);
			return true;
		}
	return false;
}

bool
scan_fraction(struct str *s, int64_t *thousandths)
{
	size_t n;

	*thousandths = 0;
	if (!scan_char(s, '.') && !scan_char(s, ','))
		return true;
	n = scan_digits(*s);
	for (size_t i = 0; i < 3; i++)
		*thousandths = *thousandths * 10 + (i < n ? s->p[i] - '0' : 0);
	skip(s, n);
	return n > 0;
}
