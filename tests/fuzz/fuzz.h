/* fuzz: what every fuzz target has. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What does not hold ends the run, and the fuzzer keeps its input. */
static inline void
must(bool holds)
{
	if (!holds)
		abort();
}

#endif
