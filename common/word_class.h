/* word_class: kinds of words, such as dates, that a pattern may ask for. */
#ifndef WORD_CLASS_H
#define WORD_CLASS_H

#include "str.h"

/* Word classes, as bits. */
enum word_class {
	CLASS_NUMBER = 1 << 0,
	CLASS_MONEY = 1 << 1,
	CLASS_DATE = 1 << 2,
	CLASS_TIME = 1 << 3,
	CLASS_NAME = 1 << 4,
	CLASS_EMAIL = 1 << 5,
	CLASS_STOPWORD = 1 << 6,        /* says nothing of the subject: "the", "is" */
	CLASS_MONTH = 1 << 7,           /* with a number beside it a date */
	CLASS_CURRENCY = 1 << 8,        /* after a number money */
	CLASS_DAYTIME = 1 << 9,         /* "pm": after a number a time */
	CLASS_COUNT = 10
};

/* The bit of the class "<money>" (case does not matter), 0 if there is none such. */
unsigned word_class(struct str name);
/* Something was taken out of a text, and its place is marked: the classes of the words that it mostly was, so that they are found
 * as before. Returns how many words: one of the class for the names above, two numbers for "<phone>", three for "<address>"; 0 if
 * there is none such. */
#define WORD_CLASS_WORDS 4
size_t word_class_redacted(struct str name, unsigned classes[WORD_CLASS_WORDS]);

#endif
