/* pack_data: the files of common/pack/ as bytes in the program; the build writes pack_data.c. */
#ifndef PACK_DATA_H
#define PACK_DATA_H

#include <stddef.h>

/* name is the file's own ("rules.csv"); data has n bytes and a NUL behind them. */
struct pack_file {
	const char *name;
	const unsigned char *data;
	size_t n;
};

/* In byte order of the names; the last has a NULL name. */
extern const struct pack_file pack_files[];

#endif
