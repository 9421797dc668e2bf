/* image: what was made once, kept as bytes that can be used where they lie. One function of a module both writes and reads
 * it: it names its parts in the same order. An image is for the program that it was built with. */
#ifndef IMAGE_H
#define IMAGE_H

#include "str.h"

struct image {
	struct buf *out;        /* where parts are written, or NULL */
	struct str in;          /* what is yet to be read */
	bool broken;            /* it ended too soon */
};

/* An array of n elements of size bytes. Reading, *array becomes a place in the image, which is not to be written or freed. */
void image_array(struct image *im, void *array, size_t *n, size_t size);
/* n bytes of a variable. */
void image_value(struct image *im, void *value, size_t n);

#endif
