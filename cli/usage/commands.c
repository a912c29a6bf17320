// The table of commands and of their options: --help, the man page and completions come from
// it, and docs/cli.md.
#include "cli/cli.h"
#include "report/formats/formats.h"

static const char *const severities[] = {"error", "warning", "info", NULL};
static const char *const kinds[] = {"identity", "trust", "resource", "scp", "rcp", NULL};
static const char *const verbs[] = {"create", "update", "delete", NULL};
static const char *const when[] = {"auto", "always", "never", NULL};
static const char *const languages[] = {"en", "ja", NULL};

// Options that several commands have.
#define ALLOW_OUTSIDE                                                                     \
	{0, "allow-outside", NULL, 'a',                                                       \
	 "follow paths and links that lead out of the repository", NULL}
#define FORMATS                                                                           \
	{'f', "format", "FORMAT[:FILE]", 'f',                                                 \
	 "text (the default) or another one of the formats below; to a\n"                     \
	 "file after a colon; several times for several", format_names}
#define FAIL_ON(help) {0, "fail-on", "SEVERITY", 'F', help, severities}
static const struct cli_option build_options[] = {
	{'o', "output", "DIR", 'o', "the folder to write (build)", NULL},
	FORMATS,
	{0, "check", NULL, 'c', "write nothing; exit 1 where the folder is not up to date", NULL},
	FAIL_ON("the findings that stop it: error (the default), warning, info"),
	ALLOW_OUTSIDE,
	{0},
};

static const struct cli_option plan_options[] = {
	FORMATS,
	{0, "instances", NULL, 'i', "a line for each stack instance", NULL},
	{0, "move", "ACCOUNT=OU", 'm', "what changes if the account goes into that OU; may be\n"
	 "repeated", NULL},
	ALLOW_OUTSIDE,
	{0},
};

static const struct cli_option lint_options[] = {
	{0, "fix", NULL, 'x', "fix the files where there is one safe way, and say what was fixed", NULL},
	{0, "fix-unsafe", NULL, 'u', "make likely fixes, too, that are not surely right", NULL},
	{0, "diff", NULL, 'd', "print what --fix would change, and change nothing", NULL},
	FORMATS,
	{0, "kind", "KIND", 'k',
	 "what policies on their own are: identity, trust, resource,\n"
	 "scp or rcp; else their elements tell, and names of files\n"
	 "and folders like scps or service-control-policies",
	 kinds},
	{0, "stackset", NULL, 't', "templates are what StackSets deploy, to many accounts", NULL},
	{0, "files-from", "FILE", 'l',
	 "also the files that FILE names, one a line; - is standard input", NULL},
	{0, "stdin-filename", "FILE", 'n', "what findings call standard input", NULL},
	{0, "changed-since", "REVISION", 'r',
	 "only files that differ from this revision of git", NULL},
	{0, "show-skipped", NULL, 's', "list what the search of folders leaves out", NULL},
	{0, "config", "FILE", 'c', "this .orgc.yaml for all files, or none", NULL},
	{0, "baseline", "FILE", 'b', "leave out the findings that this file accepts", NULL},
	{0, "write-baseline", "FILE", 'w', "accept all findings of today in this file", NULL},
	{0, "add-ignores", NULL, 'i',
	 "write an ignore for each finding, in the file or in .orgc.yaml;\n"
	 "with --diff print what that would change", NULL},
	{0, "reason", "TEXT", 'R', "why those findings may stay; until 2027-06-30 … ends them",
	 NULL},
	FAIL_ON("the findings that give exit status 1: error, warning (the\n"
	        "default) or info"),
	{0, "color", "WHEN", 'C', "auto (the default), always or never", when},
	ALLOW_OUTSIDE,
	{0},
};

static const struct cli_option preflight_options[] = {
	{0, "for", "VERB", 'v', "what is done with the stacks: create (the default), update or\n"
	 "delete", verbs},
	{0, "fix", NULL, 'x', "exempt the roles of StackSets where a policy of org.yaml surely stops\n"
	 "them, in org.yaml or in the policy's file, and say the trade-off", NULL},
	{0, "diff", NULL, 'd', "show what --fix would write", NULL},
	{0, "move", "ACCOUNT=OU", 'm', "as if the account were in that OU; may be repeated", NULL},
	FORMATS,
	ALLOW_OUTSIDE,
	{0},
};

static const struct cli_option why_options[] = {
	{0, "role", "NAME", 'r', "a role of the account, with its path", NULL},
	{0, "principal", "ARN", 'p', "who calls, be it in another account", NULL},
	{0, "resource", "ARN", 's', "what is asked for; else it is not known", NULL},
	{0, "region", "REGION", 'g', "where (regions.home)", NULL},
	{0, "context", "KEY=VALUE", 'c', "a condition key of the request; without VALUE it has none",
	 NULL},
	{0, "all", NULL, 'l', "who else may: each principal that the policies name", NULL},
	{0, "not", NULL, 'n', "a request that gets the other answer", NULL},
	{0, "org", "ORG.yaml", 'o', "the org description (org.yaml)", NULL},
	ALLOW_OUTSIDE,
	{0},
};

static const struct cli_option replay_options[] = {
	{0, "summary", NULL, 's', "print the counts as JSON, to be merged", NULL},
	{0, "merge", NULL, 'm', "add up summaries instead of reading trails", NULL},
	ALLOW_OUTSIDE,
	{0},
};

static const struct cli_option explain_options[] = {
	{0, "lang", "LANGUAGE", 'l', "of messages: en (the default) or ja", languages},
	{0, "org", "ORG.yaml", 'o',
	 "the org description in whose policies the statement is\n"
	 "looked for that a message tells of", NULL},
	ALLOW_OUTSIDE,
	{0},
};

static const struct cli_option import_options[] = {
	{'o', "output", "ORG.yaml", 'o', "the file to write, or to bring up to date (org.yaml)",
	 NULL},
	{0, "diff", NULL, 'd', "print what would change, and change nothing", NULL},
	{0, "script", NULL, 's', "print a shell script that asks the AWS CLI", NULL},
	ALLOW_OUTSIDE,
	{0},
};

static const struct cli_option init_options[] = {
	{'o', "output", "ORG.yaml", 'o',
	 "the file to write, which must not be there yet (org.yaml)", NULL},
	{0},
};

static const struct cli_option version_options[] = {
	{'v', "verbose", NULL, 'v', "the sources of facts, too", NULL},
	{0},
};

static const struct cli_option none[] = {{0}};
static const char *const shown[] = {"schema", "rules", "type", "action", "limit", "runbook",
                                    "scp-slots", "config", "man", "completion", "commands",
                                    NULL};

const struct command commands[] = {
	{"build", "compile an org description into templates and a plan",
	 "build [-o DIR] [--check] [--format FORMAT[:FILE]] [--fail-on SEVERITY] [ORG.yaml]", build_options,
	 "Without a name it reads org.yaml. The folder is written whole or not at all, and its\n"
	 "files are named on standard output, or, where that gets findings, on standard error.\n",
	 NULL,
	 build_command},
	{"plan", "show every stack, its place, order and cause; of two, what changes",
	 "plan [--format FORMAT[:FILE]] [--instances] [ORG.yaml|BUILD]\n"
	 "plan [--format FORMAT[:FILE]] OLD NEW\n"
	 "plan [--format FORMAT[:FILE]] REVISION [ORG.yaml]\n"
	 "plan [--format FORMAT[:FILE]] --move ACCOUNT=OU [ORG.yaml]",
	 plan_options,
	 "Without a name it reads org.yaml. OLD and NEW are org descriptions, or folders that\n"
	 "orgc build has written; what is no file is a REVISION of git, whose org.yaml, with the\n"
	 "files that it names, is compared with the one of now. Exit status of a comparison:\n"
	 "0 nothing changes, 1 something does, 2 one of the two has errors or cannot be read.\n"
	 "Text, markdown and json say what is planned, or where there are errors those; the\n"
	 "other formats say what is wrong.\n",
	 NULL, plan_command},
	{"lint", "find what AWS would refuse or silently ignore",
	 "lint [--fix | --fix-unsafe | --diff] [--format FORMAT[:FILE]] [OPTION …] "
	 "[FILE|DIR|GLOB|- …]",
	 lint_options,
	 "Takes CloudFormation templates, policies (also as the AWS CLI prints them), SSM\n"
	 "documents and org descriptions, in YAML and JSON. A folder is searched for such files,\n"
	 "what .gitignore names left out; a file that is named must be one. - is standard input.\n"
	 "Without a name it searches the repository. .orgc.yaml sets levels (docs/config.md), and\n"
	 "comments accept single findings (docs/ignore.md).\n",
	 NULL, lint_command},
	{"preflight", "say which stacks the policies of org.yaml stop, before AWS does",
	 "preflight [--for VERB] [--fix | --diff] [OPTION …] [ORG.yaml]", preflight_options,
	 "Without a name it reads org.yaml. Exit status: 0 none is surely stopped, 1 some are.\n"
	 "Text and markdown show every deployment; the other formats have what is surely stopped.\n",
	 NULL, preflight_command},
	{"why", "say why the policies of org.yaml let a call through or not",
	 "why [--role NAME | --principal ARN] [OPTION …] ACCOUNT ACTION", why_options,
	 "ACCOUNT is a name of org.yaml or an id. Exit status: 0 allowed as far as SCPs and RCPs\n"
	 "go, 1 denied or it depends, 2 there is no answer.\n",
	 NULL, why_command},
	{"replay", "say which calls of a trail the policies of org.yaml would deny",
	 "replay [--summary] [[OLD.yaml] ORG.yaml] TRAIL …\n"
	 "replay --merge [--summary] SUMMARY …",
	 replay_options,
	 "A TRAIL is a file of CloudTrail, plain or gzip, a folder of such, or - for standard\n"
	 "input. Without an org description it reads org.yaml; of two only what changes counts.\n"
	 "Exit status: 0 no call would be denied, 1 some would, 2 something could not be read.\n",
	 NULL, replay_command},
	{"explain", "say what a finding means, or what AWS printed",
	 "explain [--lang LANGUAGE] [--org ORG.yaml] ID|NAME|FILE|- …", explain_options,
	 "The id and the name of its rule stand after each finding:\n"
	 "[IAM009 principal-arn-wildcard]. A FILE, or - for standard input, holds what AWS\n"
	 "printed: any number of messages, with other text around them.\n",
	 NULL, explain_command},
	{"import", "write an org description from what the AWS CLI prints",
	 "import [-o ORG.yaml] [--diff] FILE|DIR|- …\n"
	 "import --script",
	 import_options, "", NULL, import_command},
	{"init", "write an org description to be filled in", "init [-o ORG.yaml]", init_options,
	 "", NULL, init_command},
	{"show", "print what orgc knows",
	 "show schema [config] | rules | type NAME | action NAME | limit [NAME] | runbook FILE\n"
	 "show scp-slots [OU|ACCOUNT]\n"
	 "show config FILE | man | completion SHELL | commands",
	 none,
	 "  schema [config]         the JSON Schema of org.yaml, or of .orgc.yaml\n"
	 "  rules                   the reference of all rules, in Markdown\n"
	 "  type NAME               a resource type: AWS::IAM::Role\n"
	 "  action NAME             an IAM action: ssm:StartAutomationExecution; all that fit\n"
	 "                          s3:Put*, that s3 has, or that have a word in their names\n"
	 "  limit [NAME]            the quotas of AWS that orgc counts with, or those of a word\n"
	 "  runbook FILE            steps, outputs, step graph and least policy of a runbook\n"
	 "  scp-slots [OU|ACCOUNT]  how much of AWS's room for policies org.yaml uses, down to there\n"
	 "  config FILE             which .orgc.yaml holds for a file, and what it says\n"
	 "  man                     the man page\n"
	 "  completion SHELL        what bash, zsh or fish completes with\n"
	 "  commands                the page of all commands, in Markdown\n",
	 shown, show_command},
	{"version", "print the version and how old its facts are; with -v, every source of them",
	 "version [-v]", version_options, "", NULL, version_command},
	{0},
};
