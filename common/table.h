/* table: groups of score rows, which add up exactly whatever their order. */
#ifndef TABLE_H
#define TABLE_H

#include "figures.h"

/* Groups by key: the values of the group columns joined by NUL. */
struct table;

struct table *table_new(void);
void table_free(struct table *t);
/* Adds to a group a part of the points of the interaction that is under way: its opportunities, earned, possible, met,
 * critical and value. False when a sum grows beyond STATS_MAX. */
bool table_add(struct table *t, struct str key, const struct figures *f);
/* The same for the group of that number, table_group()'s. */
bool table_add_to(struct table *t, uint32_t group, const struct figures *f);
/* The number of that group, which is added if it is new. */
uint32_t table_group(struct table *t, struct str key);
/* The interaction is complete: its points are squared in each group that it touched. */
bool table_interaction(struct table *t);
/* Adds a row of whole interactions, none of which the table knows. */
bool table_merge(struct table *t, struct str key, const struct figures *f);
/* Writes the groups in byte order of their keys; value only where values says so. */
void table_write(const struct table *t, struct csvout *out, bool values);
/* The groups, numbered in the order in which they came; table_find gives TABLE_NONE for a key that is not there. */
#define TABLE_NONE ((size_t)-1)
size_t table_count(const struct table *t);
struct str table_key(const struct table *t, size_t i);
const struct figures *table_at(const struct table *t, size_t i);
size_t table_find(const struct table *t, struct str key);

#endif
