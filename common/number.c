#include "number.h"

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

unsigned
number_class(struct str w, bool after_currency)
{
	size_t digits = 0, separators = 0;

	for (size_t i = 0; i < w.n; i++) {
		digits += is_digit((unsigned char)w.p[i]);
		separators += w.p[i] == '/' || w.p[i] == '-';
		if (w.p[i] == ':')
			return CLASS_TIME;
	}
	if (w.n == 0 || !is_digit((unsigned char)w.p[0]))
		return digits >= 3 ? CLASS_NUMBER : 0;
	if (separators > 1)
		return CLASS_DATE;
	if (w.n > 2 && w.p[w.n - 1] == 'm' && (w.p[w.n - 2] == 'a' || w.p[w.n - 2] == 'p'))
		return CLASS_TIME;
	return after_currency ? CLASS_MONEY : CLASS_NUMBER;
}

bool
number_joins(const unsigned char *p, size_t n, size_t start, size_t i)
{
	if (i == start || i + 1 >= n || !is_digit(p[i - 1]) || !is_digit(p[i + 1]))
		return false;
	if (p[i] == '-')
		return i - start == 4 || (i - start == 7 && p[start + 4] == '-');
	return p[i] == '.' || p[i] == ',' || p[i] == ':' || p[i] == '/';
}
