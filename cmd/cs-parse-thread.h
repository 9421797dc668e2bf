/* cs-parse-thread: messages that name those they reply to, as threads. */
#ifndef CS_PARSE_THREAD_H
#define CS_PARSE_THREAD_H

#include "cs-parse-input.h"

/* A filter for records of which the first column is the message's own id, the last but one names messages that it replies to, and the last
 * one other messages of its thread: ids between blanks and commas, messages that are not there too. What is linked in any way is one
 * thread. The last two columns are dropped, and the first becomes the id of the thread: of the first of its messages in the input that
 * replies to none, or if all do to none that is there. A number that a spreadsheet made "12.0" is 12.
 *
 * All records are read before the first comes out. They wait in memory up to 1 MiB and then in a temporary file; ids stay in memory. */
struct input *input_thread(struct input *below);

#endif
