/* cs-report-content: decides what a report says. */
#ifndef CS_REPORT_CONTENT_H
#define CS_REPORT_CONTENT_H

#include "cs-report-doc.h"
#include "cs-report-read.h"

enum trend { TREND_AUTO, TREND_DAY, TREND_WEEK, TREND_MONTH };

struct content {
	struct doc *doc;
	const struct totals *t;
	const struct totals *before;    /* what to compare with, or NULL */
	bool quotes;
	size_t top;                     /* how many of a long list are for people */
	enum trend trend;
	struct str made;                /* when, if that is to be told */
};

/* Changes that a report names are those of a false-discovery rate of 5 % over all of it: what is discovered in the sections
 * at these rates, which add up to that. */
#define CONTENT_RATE_SKILLS 0.035
#define CONTENT_RATE 0.0025             /* each of: all skills, agents, outcomes, drivers, learning, trend */

/* The whole report; on one agent when the totals are. */
void content_build(const struct content *c);

/* Its parts. A section that the rows do not carry is left out. */
void content_basis(const struct content *c);
void content_critical(const struct content *c);
void content_skills(const struct content *c);
void content_outcomes(const struct content *c);
void content_drivers(const struct content *c);
void content_agents(const struct content *c);
void content_agents_skills(const struct content *c);
void content_coaching(const struct content *c);
void content_missed(const struct content *c);
void content_trend(const struct content *c);
void content_learning(const struct content *c);

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
/* A quotation with each digit of a number of four or more as an x: PINs, accounts and telephones are nobody's business. It
 * lives as long as the doc. */
struct str content_masked(const struct content *c, struct str quote);
/* Whether what the agent says is to meet the criterion: then words where it was met are the agent's, and where it was missed
 * those that called for it. */
bool content_says(const struct pack_criterion *p);
/* Criteria, outcomes apart, by points lost, most first; the caller frees it. */
struct total *content_lost(const struct content *c, size_t *n);

/* The change from the total before to the one after; DOC_NOTHING when one is missing or too few to say anything. */
struct doc_cell content_change(const struct total *before, const struct total *after);
/* The change since the scores to compare with. */
struct doc_cell content_since(const struct content *c, enum level level, struct str a, struct str b, const struct total *now);
/* Names the changes in a column of a section that are discoveries at this rate. Returns how many. */
size_t content_discover(struct doc_section *s, size_t column, double rate);

/* The period in two halves: days up to *early, and from *late; a day in the middle is in neither. False with fewer than two. */
bool content_halves(const struct content *c, struct str *early, struct str *late);
/* Sums all[i] and what follows of the same first part of the key over both halves; returns where the next group begins. */
size_t content_half_sums(const struct content *c, enum level level, const struct total *all, size_t n, size_t i, struct str early,
    struct str late, struct total half[2]);

#endif
