// The command line: arguments in, exit status out. One file a command.
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "model/diag.h"
#include "report/findings.h"

// Exit status. See also model/die.h: what is broken around us is EXIT_BROKEN too.
enum {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1, // or, for --check, a difference
	EXIT_BROKEN = 2,   // usage, unreadable input, internal
};

#define ORGC_VERSION "0.1.0"

struct command {
	const char *name;
	const char *summary;
	const char *usage; // what `orgc NAME --help` prints behind "Usage: orgc " …
	const char *help;  // … and below: lines on arguments and options
	int (*run)(int argc, char **argv); // argv[0] is the command's name
};
extern const struct command commands[]; // ends with an empty name

int build_command(int argc, char **argv);
int lint_command(int argc, char **argv);
int explain_command(int argc, char **argv);
int import_command(int argc, char **argv);
int init_command(int argc, char **argv);
int plan_command(int argc, char **argv);
int show_command(int argc, char **argv);
int version_command(int argc, char **argv);

// Options, in the words of getopt_long: --help is handled here. Gives what getopt_long
// gives, and never '?': a wrong option ends in one line and EXIT_BROKEN.
struct option;
int next_option(const char *command, int argc, char **argv, const char *short_options,
                const struct option *options);
// For arguments that a command cannot take.
__attribute__((format(printf, 2, 3), noreturn))
void usage_error(const char *command, const char *format, ...);

// The formats' names, for --format; a usage error where there is no such format.
enum report_format report_format_argument(const char *command, const char *text);
// error, warning or info; otherwise a usage error.
enum severity severity_argument(const char *command, const char *text);

// Every rule of every room, sorted by id, in the arena; NULL-ended.
const struct rule **all_rules(struct arena *a);
const struct rule *rule_named(const struct rule *const *rules, const char *id_or_name);

// Prints an example of a rule, each line behind `indent`.
void put_example(const char *text, const char *indent);

// Whatever was printed has to arrive: a full disk behind a pipe is not a clean exit.
void close_output(void);

#endif
