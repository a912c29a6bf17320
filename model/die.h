// The broken environment: no file, no memory, a full disk. One clear line on stderr, and
// exit status 2. Wrong input never ends here: it is a diagnostic (model/diag.h).
#ifndef MODEL_DIE_H
#define MODEL_DIE_H

// "orgc: MESSAGE"; a format that ends in ':' has the text of errno added.
__attribute__((format(printf, 1, 2), noreturn))
void die(const char *format, ...);

#endif
