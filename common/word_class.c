#include "word_class.h"

struct named {
	const char *name;
	unsigned classes[WORD_CLASS_WORDS];     /* as many as are not 0 */
};

static const struct named classes[] = {
	{ "<number>", { CLASS_NUMBER } }, { "<money>", { CLASS_MONEY } }, { "<date>", { CLASS_DATE } },
	{ "<time>", { CLASS_TIME } }, { "<name>", { CLASS_NAME } }, { "<email>", { CLASS_EMAIL } },
	{ "<stop>", { CLASS_STOPWORD } }, { "<month>", { CLASS_MONTH } }, { "<currency>", { CLASS_CURRENCY } },
	{ "<daytime>", { CLASS_DAYTIME } },
};

/* "07700 900123", "4111 1111 1111 1111", "221 Baker Street"; a login looks like an address in front of its host. */
static const struct named redacted[] = {
	{ "<phone>", { CLASS_NUMBER, CLASS_NUMBER } },
	{ "<card>", { CLASS_NUMBER, CLASS_NUMBER, CLASS_NUMBER, CLASS_NUMBER } },
	{ "<address>", { CLASS_NUMBER, CLASS_NAME, CLASS_NAME } },
	{ "<iban>", { CLASS_NUMBER } }, { "<id>", { CLASS_NUMBER } }, { "<login>", { CLASS_EMAIL } },
};

static const struct named *
find(const struct named *named, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_caseeq(name, str_of(named[i].name)))
			return &named[i];
	return NULL;
}

unsigned
word_class(struct str name)
{
	const struct named *found = find(classes, sizeof classes / sizeof *classes, name);

	return found ? found->classes[0] : 0;
}

size_t
word_class_redacted(struct str name, unsigned words[WORD_CLASS_WORDS])
{
	const struct named *found = find(classes, sizeof classes / sizeof *classes, name);
	size_t n = 0;

	if (!found)
		found = find(redacted, sizeof redacted / sizeof *redacted, name);
	for (; found && n < WORD_CLASS_WORDS && found->classes[n]; n++)
		words[n] = found->classes[n];
	return n;
}
