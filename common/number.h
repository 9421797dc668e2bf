/* number: what kind of number a word is by its shape. */
#ifndef NUMBER_H
#define NUMBER_H

#include "lexicon.h"

/* The class (CLASS_NUMBER, CLASS_MONEY, CLASS_DATE, CLASS_TIME) of a folded word that holds a digit: "42", "3.50" after a
 * currency sign, "22/11/2026", "10:30", "5pm"; 0 for a word with fewer than three digits behind a letter ("b2b"). */
unsigned number_class(struct str folded, bool after_currency);
/* Whether the byte at i of p[0..n) goes on with the number that began at start: ". , : /" between digits, and "-" in
 * 2026-11-22. */
bool number_joins(const unsigned char *p, size_t n, size_t start, size_t i);

#endif
