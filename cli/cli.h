// The command line: arguments in, exit status out. One file a command.
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "model/diag.h"
#include "model/version.h"
#include "report/findings.h"

// Exit status. See also model/die.h: what is broken around us is EXIT_BROKEN too.
enum {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1, // or, for --check, a difference
	EXIT_BROKEN = 2,   // usage, unreadable input, internal
};


// An option of a command. Help, the man page, completions and getopt_long come from it.
struct cli_option {
	char letter;          // of the short form; 0: there is none
	const char *name;     // "output"
	const char *argument; // "DIR"; NULL: it takes none
	int code;             // what next_option gives
	const char *help;     // lines, as --help prints them
	const char *const *words; // all that the argument can be, NULL-ended; NULL: anything
};

struct command {
	const char *name;
	const char *summary; // one line, no full stop
	const char *usage;   // its forms, "\n" in between, each without "orgc "
	const struct cli_option *options; // ends without a name; --help comes by itself
	const char *notes;   // lines about the arguments, and what is worth knowing
	const char *const *words; // what the first argument can be; NULL: files
	int (*run)(int argc, char **argv); // argv[0] is the command's name
};
extern const struct command commands[]; // ends with an empty name

const struct command *command_named(const char *name); // NULL where there is none
// What `orgc COMMAND --help` prints; NULL: what `orgc --help` does.
void print_help(const struct command *c);
bool takes_formats(const struct command *c); // of findings, with --format
// The man page orgc(1), in the language of man(7), and what shells complete with: "bash",
// "zsh" or "fish"; false for another shell.
void print_manual(void);
void print_commands(void); // the help of all commands, in Markdown
bool print_completion(const char *shell);

int build_command(int argc, char **argv);
int lint_command(int argc, char **argv);
int explain_command(int argc, char **argv);
int import_command(int argc, char **argv);
int init_command(int argc, char **argv);
int plan_command(int argc, char **argv);
int preflight_command(int argc, char **argv);
int replay_command(int argc, char **argv);
int show_command(int argc, char **argv);
int why_command(int argc, char **argv);
int version_command(int argc, char **argv);

// The next option of argv: its code, or -1 after the last one. Where it takes an argument,
// that is in optarg, and what follows the options starts at argv[optind]. --help is handled
// here, and so is a wrong option: it ends in one line and EXIT_BROKEN.
int next_option(const char *command, int argc, char **argv);
// For arguments that a command cannot take.
__attribute__((format(printf, 2, 3), noreturn))
void usage_error(const char *command, const char *format, ...);

// always, never, or auto: whether `out` is a terminal; otherwise a usage error.
bool colour_argument(const char *command, const char *text, FILE *out);
// error, warning or info; otherwise a usage error.
enum severity severity_argument(const char *command, const char *text);

// Every rule of every room, in the arena, NULL-ended; in no order.
const struct rule **all_rules(struct arena *a);
const struct rule **rules_by_id(struct arena *a); // the same in order
const struct rule *rule_named(const struct rule *const *rules, const char *id_or_name);

// Prints an example of a rule, each line after `indent`.
void put_example(const char *text, const char *indent);

// A line on stderr where what is known of AWS is older than a year.
void warn_of_old_facts(void);

// Whatever was printed has to arrive: a full disk after a pipe is not a clean exit.
void close_output(void);

#endif
