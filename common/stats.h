/* stats: intervals of ratio scores over interactions. */
#ifndef STATS_H
#define STATS_H

#include <stdbool.h>
#include <stdint.h>

/* Sums over the n interactions i of a group with earned points E_i and possible points P_i: all whole numbers,
 * so they add up in any order. 0 <= E_i <= P_i, and no sum above STATS_MAX. */
struct stats_sums {
	int64_t n;
	int64_t opportunities;
	int64_t earned, possible;                               /* sum E, sum P */
	int64_t earned_sq, earned_possible, possible_sq;        /* sum E*E, E*P, P*P */
};

#define STATS_MAX ((int64_t)1 << 61)

/* Percent, 0 to 100. */
struct stats_interval {
	double score, low, high;
};

/* R = sum E / sum P with its 95 % interval, false when possible is 0; low <= score <= high always.
 *
 * The interval is Wilson's (1927) at the effective size n* = R(1-R)/v (Korn and Graubard 1998), where v is the Taylor
 * variance n/(n-1) sum (E_i - R P_i)^2 / (sum P)^2 (Woodruff 1971). As it stands that covers too little when
 * interactions are few, for two reasons, both met here:
 * - v is an estimate: 5 interactions with 10 opportunities each, correlated 0.3 within the interaction, are covered 90 %
 *   of the time at R = 0.5. As Korn and Graubard do, n* is multiplied by (z/t)^2, with t of Student's distribution.
 * - Few interactions that happen to go alike make v far too small: 10 of 10 each, correlated 0.6, are still covered but
 *   89 % at R = 0.1. So two more interactions are assumed: v = ((n-1) v + 2 w) / (n+1), where w is the variance if
 *   all opportunities of an interaction, though not more than 16, went the same way: w = R(1-R) / opportunities x
 *   min(16, m), with m = opportunities x sum P^2 / (sum P)^2, their number in an interaction.
 * The degrees of freedom are (sum P)^2 / sum P^2 + 1. n* is at least 1, at most the opportunities, and n for n = 1 and
 * where all or nothing was earned.
 *
 * So 95 % means at least 93 % for 5, 10, 50 or 500 interactions with up to 16 opportunities each, however correlated (91 %
 * for some 25 at R = 0.1, correlated 0.6), and with more as long as they are correlated at most 0.15. Had the two
 * interactions no limit, six with 140 opportunities each would tell nothing. */
bool stats_ratio(const struct stats_sums *s, struct stats_interval *out);
/* What a comparison needs of R: its variance is R(1-R)/size, with so many degrees of freedom. size is n* above before
 * Student's t, at least 1 and at most the opportunities; n where all or nothing was earned. */
struct stats_share {
	double share, size, df;         /* share 0 to 1 */
};
/* False when possible is 0. */
bool stats_share(const struct stats_sums *s, struct stats_share *out);
/* Student's t, two-sided 95 %: tables to 10 degrees of freedom, with 1/t interpolated in between; above, the expansion
 * of Cornish and Fisher (Abramowitz and Stegun 26.7.5), within 0.01 %. df >= 1. */
double stats_student(double df);
/* Wilson's interval in percent for the share p of n (n > 0, not whole in general). */
void stats_wilson(double p, double n, struct stats_interval *out);
/* Student's t, two-sided 95 %, for df >= 1 degrees of freedom; INFINITY gives the normal distribution's 1.96. */
double stats_student(double df);

#endif
