#include "model/die.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void die(const char *format, ...)
{
	int reason = errno;
	size_t len = strlen(format);
	va_list args;

	fputs("orgc: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	if (len > 0 && format[len - 1] == ':')
		fprintf(stderr, " %s", strerror(reason));
	fputc('\n', stderr);
	exit(2);
}
