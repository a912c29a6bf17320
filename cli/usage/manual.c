// The man page and what shells complete with, from the table of commands.
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "report/formats/formats.h"

// --- man(7) ---

// A line of text: what man takes for a command of its own, or for an escape, is said in
// other words.
static void put_roff(const char *text)
{
	for (const char *c = text; *c; c++) {
		if (*c == '\\')
			fputs("\\e", stdout);
		else if (*c == '-')
			fputs("\\-", stdout);
		else if ((*c == '.' || *c == '\'') && (c == text || c[-1] == '\n'))
			printf("\\&%c", *c);
		else
			putchar(*c);
	}
}

static void put_forms(const struct command *c)
{
	const char *form = c->usage, *end;
	char line[400];

	printf(".nf\n");
	for (; form; form = end ? end + 1 : NULL) {
		end = strchr(form, '\n');
		snprintf(line, sizeof line, "orgc %.*s", end ? (int)(end - form) : (int)strlen(form),
		         form);
		put_roff(line);
		putchar('\n');
	}
	printf(".fi\n");
}

static void put_manual_option(const struct cli_option *o)
{
	printf(".TP\n");
	if (o->letter)
		printf("\\fB\\-%c\\fR, ", o->letter);
	printf("\\fB\\-\\-");
	put_roff(o->name);
	printf("\\fR");
	if (o->argument) {
		printf(" \\fI");
		put_roff(o->argument);
		printf("\\fR");
	}
	putchar('\n');
	put_roff(o->help);
	putchar('\n');
}

static void put_manual_command(const struct command *c)
{
	printf(".SS ");
	put_roff(c->name);
	printf("\n%c", c->summary[0] - 'a' + 'A');
	put_roff(c->summary + 1);
	printf(".\n.PP\n");
	put_forms(c);
	for (const struct cli_option *o = c->options; o->name; o++)
		put_manual_option(o);
	if (*c->notes) {
		printf(".PP\n%s", c->words ? ".nf\n" : "");
		put_roff(c->notes);
		printf("%s", c->words ? ".fi\n" : "");
	}
}

void print_manual(void)
{
	printf(".TH ORGC 1 \"\" \"orgc " ORGC_VERSION "\" \"User Commands\"\n"
	       ".SH NAME\norgc \\- compiler and linter for AWS organizations\n"
	       ".SH SYNOPSIS\n\\fBorgc\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR ...] [\\fIARGUMENT\\fR ...]\n"
	       ".SH DESCRIPTION\n"
	       "Compiles one description of an AWS organization into CloudFormation templates for\n"
	       "StackSets, and finds mistakes in templates, policies and documents of Systems\n"
	       "Manager before AWS does. It opens no socket and needs no credentials.\n"
	       ".SH COMMANDS\n");
	for (const struct command *c = commands; c->name; c++)
		put_manual_command(c);
	printf(".SH FORMATS\nOf findings; a command that says more than findings says it as text, and may in\n"
	       "json and markdown.\n");
	for (const struct format *f = formats; f->name; f++) {
		printf(".TP\n%s\n", f->name);
		put_roff(f->summary);
		putchar('\n');
	}
	printf(".SH EXIT STATUS\n"
	       ".TP\n0\nclean\n.TP\n1\nfindings, or a difference\n"
	       ".TP\n2\nwrong usage, or what cannot be read or written\n"
	       ".SH FILES\n"
	       ".TP\n\\fIorg.yaml\\fR\nthe description of an organization\n"
	       ".TP\n\\fI.orgc.yaml\\fR\nlevels of rules, and what to leave out, for a folder\n"
	       ".SH ENVIRONMENT\n"
	       ".TP\n\\fBNO_COLOR\\fR\nno colours where it is set and not empty\n"
	       ".TP\n\\fBSOURCE_DATE_EPOCH\\fR\n"
	       "the time that counts as now, in seconds since 1970, for ignores that end\n");
}

// --- Markdown ---

void print_commands(void)
{
	printf("# Commands of orgc\n\n"
	       "Exit status: 0 clean, 1 findings or a difference, 2 usage or unreadable input.\n");
	for (const struct command *c = commands; c->name; c++) {
		printf("\n## orgc %s\n\n```\n", c->name);
		print_help(c);
		printf("```\n");
	}
}

// --- completions ---

static void put_words(const char *const *words, const char *between)
{
	for (; words && *words; words++)
		printf("%s%s", *words, words[1] ? between : "");
}

static void put_bash(void)
{
	printf("# Completion of orgc for bash.\n_orgc()\n{\n"
	       "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
	       "\tlocal command=${COMP_WORDS[1]} words=\n"
	       "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\twords=\"");
	for (const struct command *c = commands; c->name; c++)
		printf("%s ", c->name);
	printf("help --help --version\"\n\telse\n\t\tcase $command:$before in\n");
	for (const struct command *c = commands; c->name; c++) {
		for (const struct cli_option *o = c->options; o->name; o++) {
			if (!o->argument)
				continue;
			printf("\t\t%s:--%s", c->name, o->name);
			if (o->letter)
				printf("|%s:-%c", c->name, o->letter);
			printf(") words=\"");
			put_words(o->words, " ");
			printf("\" ;;\n");
		}
		printf("\t\t%s:*) words=\"", c->name);
		for (const struct cli_option *o = c->options; o->name; o++)
			printf("--%s ", o->name);
		put_words(c->words, " ");
		printf(" --help\" ;;\n");
	}
	printf("\t\thelp:*) words=\"");
	for (const struct command *c = commands; c->name; c++)
		printf("%s ", c->name);
	printf("\" ;;\n\t\tesac\n\tfi\n"
	       "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\"; compgen -f -- \"$word\")\n"
	       "}\ncomplete -o filenames -F _orgc orgc\n");
}

// In single quotes of zsh and fish.
static void put_quoted(const char *text)
{
	for (; *text && *text != '\n'; text++) {
		if (*text == '\'')
			fputs("'\\''", stdout);
		else if (*text == '[' || *text == ']' || *text == ':')
			printf("\\%c", *text);
		else
			putchar(*text);
	}
}

static void put_zsh_option(const struct cli_option *o)
{
	printf("\t\t\t'--%s[", o->name);
	put_quoted(o->help);
	printf("]");
	if (o->argument) {
		printf(":");
		put_quoted(o->argument);
		printf(":");
		if (o->words) {
			printf("(");
			put_words(o->words, " ");
			printf(")");
		} else {
			printf("_files");
		}
	}
	printf("' \\\n");
}

static void put_zsh(void)
{
	printf("#compdef orgc\n# Completion of orgc for zsh.\n_orgc() {\n"
	       "\tif (( CURRENT == 2 )); then\n\t\tlocal -a commands=(\n");
	for (const struct command *c = commands; c->name; c++) {
		printf("\t\t\t'%s:", c->name);
		put_quoted(c->summary);
		printf("'\n");
	}
	printf("\t\t)\n\t\t_describe command commands\n\t\treturn\n\tfi\n"
	       "\tlocal command=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n\tcase $command in\n");
	for (const struct command *c = commands; c->name; c++) {
		printf("\t%s)\n\t\t_arguments -s \\\n", c->name);
		for (const struct cli_option *o = c->options; o->name; o++)
			put_zsh_option(o);
		printf("\t\t\t'--help[print help]' \\\n\t\t\t");
		if (c->words) {
			printf("'1:what:(");
			put_words(c->words, " ");
			printf(")' ");
		}
		printf("'*:file:_files' ;;\n");
	}
	printf("\tesac\n}\n_orgc \"$@\"\n");
}

static void put_fish(void)
{
	printf("# Completion of orgc for fish.\n");
	for (const struct command *c = commands; c->name; c++) {
		printf("complete -c orgc -n __fish_use_subcommand -a %s -d '", c->name);
		put_quoted(c->summary);
		printf("'\n");
		for (const struct cli_option *o = c->options; o->name; o++) {
			printf("complete -c orgc -n '__fish_seen_subcommand_from %s' -l %s", c->name,
			       o->name);
			if (o->letter)
				printf(" -s %c", o->letter);
			if (o->argument)
				printf(" -r");
			if (o->words) {
				printf(" -f -a '");
				put_words(o->words, " ");
				printf("'");
			}
			printf(" -d '");
			put_quoted(o->help);
			printf("'\n");
		}
		if (c->words) {
			printf("complete -c orgc -n '__fish_seen_subcommand_from %s' -a '", c->name);
			put_words(c->words, " ");
			printf("'\n");
		}
	}
}

bool print_completion(const char *shell)
{
	static const struct {
		const char *name;
		void (*put)(void);
	} shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};

	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
		if (strcmp(shells[i].name, shell) == 0) {
			shells[i].put();
			return true;
		}
	return false;
}
