/* cs-report-facts: a report as figures and texts one by one, for machines. */
#ifndef CS_REPORT_FACTS_H
#define CS_REPORT_FACTS_H

#include "cs-report-doc.h"

/* A line of CSV. Fields that do not apply are empty; value, low, high and n are numbers. */
enum fact_field {
	FACT_SECTION, FACT_GROUP, FACT_ITEM, FACT_METRIC, FACT_VALUE, FACT_LOW, FACT_HIGH, FACT_N, FACT_INTERACTION, FACT_SEQ,
	FACT_AGENT, FACT_NOTE, FACT_FIELDS
};
extern const char *const fact_names[FACT_FIELDS];

struct fact {
	struct str field[FACT_FIELDS];
};

/* Calls take(to, fact) for each, in the order of the report. */
void facts_each(const struct doc *d, void (*take)(void *to, const struct fact *f), void *to);
bool fact_number(enum fact_field field);

#endif
