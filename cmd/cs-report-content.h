/* cs-report-content: decides what a report says. */
#ifndef CS_REPORT_CONTENT_H
#define CS_REPORT_CONTENT_H

#include "cs-report-doc.h"
#include "cs-report-read.h"

struct content {
	struct doc *doc;
	const struct totals *t;
	bool quotes;
	size_t top;                     /* how many of a long list are for people */
};

/* The whole report; on one agent when the totals are. */
void content_build(const struct content *c);

/* Its parts. A section that the rows do not carry is left out. */
void content_critical(const struct content *c);
void content_skills(const struct content *c);
void content_outcomes(const struct content *c);
void content_drivers(const struct content *c);
void content_agents(const struct content *c);
void content_coaching(const struct content *c);
void content_missed(const struct content *c);
void content_weeks(const struct content *c);

/* A skill's title, and the name of a criterion in words. */
struct str content_skill(const struct content *c, struct str skill);
struct str content_criterion(const struct content *c, struct str criterion);
/* Both, for a list that mixes skills. */
struct str content_both(const struct content *c, struct str skill, struct str criterion);
/* The pack's row of that criterion, or NULL. */
const struct pack_criterion *content_rubric(const struct content *c, struct str skill, struct str criterion);
/* Adds the advice for a criterion, and an example of where it was missed. */
void content_advise(const struct content *c, struct doc_row *row, const struct total *criterion);
/* Adds a moment as a quotation. */
struct doc_detail *content_quote(const struct content *c, struct doc_row *row, const char *metric, const char *lead,
    const struct moment *m);
/* Criteria, outcomes apart, by points lost, most first; the caller frees it. */
struct total *content_lost(const struct content *c, size_t *n);

#endif
