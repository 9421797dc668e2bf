#include "image.h"

#include <string.h>

/* Arrays are placed for any type. */
#define ALIGN ((size_t)16)

static const char *
take(struct image *im, size_t n)
{
	const char *p = im->in.p;
	size_t padded = (n + ALIGN - 1) & ~(ALIGN - 1);

	if (padded > im->in.n || padded < n) {
		im->broken = true;
		return NULL;
	}
	im->in.p += padded;
	im->in.n -= padded;
	return p;
}

static void
put(struct image *im, const void *p, size_t n)
{
	static const char zeros[ALIGN];

	if (n)
		buf_add(im->out, p, n);
	buf_add(im->out, zeros, (ALIGN - n % ALIGN) % ALIGN);
}

void
image_value(struct image *im, void *value, size_t n)
{
	if (im->out) {
		put(im, value, n);
		return;
	}
	const char *p = take(im, n);
	if (p)
		memcpy(value, p, n);
}

void
image_array(struct image *im, void *array, size_t *n, size_t size)
{
	void *p;

	image_value(im, n, sizeof *n);
	if (im->out) {
		memcpy(&p, array, sizeof p);
		put(im, p, *n * size);
		return;
	}
	if (im->broken || (size && *n > im->in.n / size)) {
		im->broken = true;
		*n = 0;
		return;
	}
	p = (void *)take(im, *n * size);
	memcpy(array, &p, sizeof p);
}
