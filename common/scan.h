/* scan: cuts what is expected off the front of a string. False leaves the string wherever it was then. */
#ifndef SCAN_H
#define SCAN_H

#include "str.h"

/* How many decimal digits stand in front. */
size_t scan_digits(struct str s);
/* How many ASCII letters. */
size_t scan_letters(struct str s);
bool scan_char(struct str *s, char c);
/* One blank or more. */
bool scan_blanks(struct str *s);
/* A number of lo to hi (at most 18) digits; a digit after the hi-th is left for what comes next. */
bool scan_number(struct str *s, size_t lo, size_t hi, int64_t *v);
/* A word of three letters out of a list of them ("sunmontue"), in any case: its place from 0. */
bool scan_name(struct str *s, const char *list, int64_t *place);
/* Thousandths: ".250", ",25", ".250931" (what is finer is cut off); 0 when there is no point. */
bool scan_fraction(struct str *s, int64_t *thousandths);

#endif
