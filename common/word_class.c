#include "word_class.h"

struct named {
	const char *name;
	unsigned classes;
};

static const struct named classes[] = {
	{ "<number>", CLASS_NUMBER }, { "<money>", CLASS_MONEY }, { "<date>", CLASS_DATE },
	{ "<time>", CLASS_TIME }, { "<name>", CLASS_NAME }, { "<email>", CLASS_EMAIL },
	{ "<stop>", CLASS_STOPWORD }, { "<month>", CLASS_MONTH }, { "<currency>", CLASS_CURRENCY },
	{ "<daytime>", CLASS_DAYTIME },
};

/* "221 Baker Street" is a number and a name; a login looks like an address in front of its host. */
static const struct named redacted[] = {
	{ "<phone>", CLASS_NUMBER }, { "<card>", CLASS_NUMBER }, { "<iban>", CLASS_NUMBER }, { "<id>", CLASS_NUMBER },
	{ "<address>", CLASS_NUMBER | CLASS_NAME }, { "<login>", CLASS_EMAIL },
};

static unsigned
find(const struct named *named, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_caseeq(name, str_of(named[i].name)))
			return named[i].classes;
	return 0;
}

unsigned
word_class(struct str name)
{
	return find(classes, sizeof classes / sizeof *classes, name);
}

unsigned
word_class_redacted(struct str name)
{
	unsigned class = word_class(name);

	return class ? class : find(redacted, sizeof redacted / sizeof *redacted, name);
}
