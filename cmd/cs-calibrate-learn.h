/* Fits the weights of a marker to what people said of it. */
#ifndef CS_CALIBRATE_LEARN_H
#define CS_CALIBRATE_LEARN_H

#include "cs-calibrate.h"

/* Reads the log and the labels, writes rows for the pack. The program's exit status; ends the program itself when input,
 * labels or output are wrong. */
int calibrate_learn(const struct calibrate *c);

#endif
