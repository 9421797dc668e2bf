#include "word_class.h"

static const struct {
	const char *name;
	unsigned bit;
} classes[] = {
	{ "<number>", CLASS_NUMBER }, { "<money>", CLASS_MONEY }, { "<date>", CLASS_DATE },
	{ "<time>", CLASS_TIME }, { "<name>", CLASS_NAME }, { "<email>", CLASS_EMAIL },
	{ "<stop>", CLASS_STOPWORD }, { "<month>", CLASS_MONTH }, { "<currency>", CLASS_CURRENCY },
	{ "<daytime>", CLASS_DAYTIME },
};

unsigned
word_class(struct str name)
{
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (str_caseeq(name, str_of(classes[i].name)))
			return classes[i].bit;
	return 0;
}
