// `orgc explain FILE`: what AWS printed.
#ifndef CLI_EXPLAIN_MESSAGE_H
#define CLI_EXPLAIN_MESSAGE_H

#include "model/arena.h"

struct explaining {
	const char *language; // "en", "ja"
	const char *org;      // an org description to look the cause up in; NULL: none
	bool anywhere;        // as for build
};

// Gives the exit status: EXIT_FINDINGS where the text holds no message that is known.
int explain_message(struct arena *a, const char *path, const struct explaining *how);

#endif
