/* cs-parse-text: files that are no CSV, each as one record. */
#ifndef CS_PARSE_TEXT_H
#define CS_PARSE_TEXT_H

#include "cs-parse-input.h"

/* The columns interaction_id, which is the file's name as it was given without what follows its last dot, and text, which is all
 * of the file. Refused: NUL, an empty file, UTF-16 unless encoding is set. */
struct input *input_text(const struct csvin_options *o);

#endif
