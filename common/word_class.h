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
/* The same for what stands in a text where something was taken out: also "<phone>", "<card>", "<iban>", "<id>", "<address>" and "<login>", which
 * have the classes that was of. */
unsigned word_class_redacted(struct str name);

#endif
