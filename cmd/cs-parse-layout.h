/* cs-parse-layout: an export of a known format with the log's own columns. */
#ifndef CS_PARSE_LAYOUT_H
#define CS_PARSE_LAYOUT_H

#include "cs-parse-format.h"
#include "cs-parse-input.h"
#include "cs-parse-parts.h"
#include "cs-parse-turns.h"
#include "cs-parse-who.h"
#include "moment.h"

/* The last two columns of messages that name each other. */
#define LAYOUT_PARENTS "parents"
#define LAYOUT_LINKS "links"
#define LAYOUT_END "end_timestamp"

struct layout_options {
	const struct format *format;
	const char **wanted;            /* LOG_SOURCES of -m: a column to read instead of the format's; NULL afterwards where it was */
	struct roles *roles;
	struct who *who;
	bool lenient;                   /* records that do not fit are handed out as CSVIN_REJECT */
	enum turns_order order;         /* of day and month in dates */
	struct moment_rules *times;     /* how the start of a transcript is read */
};

/* A filter. Its columns are interaction_id, timestamp, role, speaker and text, others of the log and end_timestamp if the format has
 * them, and behind them the columns of the export that it did not read or that told the role. A transcript becomes a record for each
 * turn. Where messages name each other, interaction_id is the message's own id and the last two columns are made for input_thread(). */
struct input *input_layout(struct input *below, const struct layout_options *o);

#endif
