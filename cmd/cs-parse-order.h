/* cs-parse-order: the interactions of each customer put together. */
#ifndef CS_PARSE_ORDER_H
#define CS_PARSE_ORDER_H

#include "cs-parse-sort.h"

/* How many interactions there are, and how many of them one customer has at most. */
struct order_crowd {
	uint64_t interactions, most;
};

/* rows: parcels whose key is the interaction's number, that is where in the input it began, then the message's time, then what else
 * orders them; finished to be read again. They come out finished, in another sort, where the third part of a key is that number: by the
 * first interaction of their customer, then by the time when they began, those without any first. The customer of an interaction is
 * the first one that is named in it; without any it stands alone. memory: bytes besides those of rows. NULL with errno set. */
struct sort *order_by_customer(struct sort *rows, size_t memory, struct order_crowd *crowd);

/* 128 bits of a name, which are never the same for two of a log. */
void order_name(struct str name, int64_t hash[2]);

#endif
