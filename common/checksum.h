/* checksum: whether a number that somebody wrote down is one of a kind that carries check digits. */
#ifndef CHECKSUM_H
#define CHECKSUM_H

#include "str.h"

/* The digits in s, whatever stands between them, by the formula of Luhn (ISO/IEC 7812-1, annex B): cards, among others. */
bool checksum_luhn(struct str s);
/* The letters and digits in s as an IBAN (ISO 13616-1, by ISO/IEC 7064 MOD 97-10): with the first four last, and letters
 * as 10 to 35 in any case, the remainder by 97 is 1. */
bool checksum_mod97(struct str s);

#endif
