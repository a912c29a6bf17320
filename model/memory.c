// When memory ends, the program ends: one line, exit status 2. Not every library looks at
// what malloc gives, or says that it was that; so the linker has all of the program, them
// included, call these in its place (--wrap, see the Makefile).
#include <stddef.h>

#include "model/die.h"

// A build that makes the n-th allocation fail brings a malloc of its own.
#ifdef ORGC_FAULTS
#define REAL(name) fault_##name
#else
#define REAL(name) __real_##name
#endif

void *REAL(malloc)(size_t size);
void *REAL(calloc)(size_t count, size_t size);
void *REAL(realloc)(void *old, size_t size);
void *REAL(aligned_alloc)(size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

static void *checked(void *memory, size_t size)
{
	if (!memory && size > 0)
		die("out of memory");
	return memory;
}

void *__wrap_malloc(size_t size)
{
	return checked(REAL(malloc)(size), size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return checked(REAL(calloc)(count, size), count && size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return checked(REAL(realloc)(old, size), size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
	return checked(REAL(aligned_alloc)(alignment, size), size);
}
