// A text from a file on its way into an output: one function for each kind of output, and
// no other way. What comes out is one line there, says what the text says, and nothing
// else: no markup, no command, no other line.
#ifndef MODEL_TEXT_ESCAPE_H
#define MODEL_TEXT_ESCAPE_H

#include "model/arena.h"

enum output {
	// Characters that steer a terminal, break a line or turn its direction are '?' (a
	// blank for a tab or line break), and so are bytes that are no UTF-8.
	OUTPUT_TERMINAL,
	OUTPUT_JSON,            // a string with its quotes; every character is kept
	OUTPUT_YAML_COMMENT,    // as a terminal: to stand after "# "
	OUTPUT_YAML_SCALAR,     // plain or in quotes; every character is kept
	OUTPUT_INI,             // a value or a section: of a terminal's, no brackets, no comment
	OUTPUT_SHELL,           // one word of a POSIX shell in quotes; only NUL is lost
	OUTPUT_MARKDOWN,        // words of CommonMark and of GitHub: no markup, link or mention
	OUTPUT_GITHUB,          // a property of a GitHub command
	OUTPUT_GITHUB_MESSAGE,  // the message of one: there, ':' and ',' stand for themselves
	OUTPUT_XML,             // the content of an element or attribute of XML 1.0
	OUTPUT_HTML,
	OUTPUT_COUNT,
};

// NUL-terminated, in the arena.
struct str escape(struct arena *a, enum output output, struct str text);

// The same as a C string, for printf.
const char *escaped(struct arena *a, enum output output, struct str text);

#endif
