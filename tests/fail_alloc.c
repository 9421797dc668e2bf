/* fail_alloc: an allocator whose n-th call fails; linked with --wrap (see the Makefile).
 * FAIL_ALLOC=N fails call N; FAIL_ALLOC_COUNT=FILE has the number of calls written there at the end. */
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__real_reallocarray(void *p, size_t n, size_t size);
int __real_posix_memalign(void **p, size_t align, size_t n);
void *__real_aligned_alloc(size_t align, size_t n);
char *__real_strdup(const char *s);
char *__real_strndup(const char *s, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);
void *__wrap_reallocarray(void *p, size_t n, size_t size);
int __wrap_posix_memalign(void **p, size_t align, size_t n);
void *__wrap_aligned_alloc(size_t align, size_t n);
char *__wrap_strdup(const char *s);
char *__wrap_strndup(const char *s, size_t n);

/* Of all threads. */
static atomic_ulong calls;
static unsigned long fail_at;
static const char *count_file;

/* Not at the first call: it may come before main. */
__attribute__((constructor)) static void
fail_alloc_start(void)
{
	const char *at = getenv("FAIL_ALLOC");

	fail_at = at ? strtoul(at, NULL, 10) : 0;
	count_file = getenv("FAIL_ALLOC_COUNT");
}

__attribute__((destructor)) static void
fail_alloc_end(void)
{
	FILE *f = count_file ? fopen(count_file, "w") : NULL;

	if (f) {
		fprintf(f, "%lu\n", atomic_load(&calls));
		fclose(f);
	}
}

static int
fail_alloc_due(void)
{
	if (atomic_fetch_add(&calls, 1) + 1 != fail_at)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
__wrap_malloc(size_t n)
{
	return fail_alloc_due() ? NULL : __real_malloc(n);
}

void *
__wrap_calloc(size_t n, size_t size)
{
	return fail_alloc_due() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t n)
{
	return fail_alloc_due() ? NULL : __real_realloc(p, n);
}

void *
__wrap_reallocarray(void *p, size_t n, size_t size)
{
	return fail_alloc_due() ? NULL : __real_reallocarray(p, n, size);
}

int
__wrap_posix_memalign(void **p, size_t align, size_t n)
{
	return fail_alloc_due() ? ENOMEM : __real_posix_memalign(p, align, n);
}

void *
__wrap_aligned_alloc(size_t align, size_t n)
{
	return fail_alloc_due() ? NULL : __real_aligned_alloc(align, n);
}

char *
__wrap_strdup(const char *s)
{
	return fail_alloc_due() ? NULL : __real_strdup(s);
}

char *
__wrap_strndup(const char *s, size_t n)
{
	return fail_alloc_due() ? NULL : __real_strndup(s, n);
}
