// Ends the program where it cannot go on.
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
	char text[4096];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7F)
			*c = '?';
	fprintf(stderr, "orgc: %s", text);
	if (len > 0 && format[len - 1] == ':')
		fprintf(stderr, " %s", strerror(reason));
	fputc('\n', stderr);
	exit(2);
}
