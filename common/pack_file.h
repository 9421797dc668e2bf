/* pack_file: the files of the compiled-in pack. */
#ifndef PACK_FILE_H
#define PACK_FILE_H

#include "str.h"

/* Writes the compiled-in files into dir, which is made if need be; an existing file is not overwritten. */
bool pack_dump(const char *dir, struct buf *why);
/* One file of the compiled-in pack ("rules.csv"); p is NULL if there is none such. */
struct str pack_builtin(const char *name);

#endif
