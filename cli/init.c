// The command init: writes a first org.yaml.
#include "cli/cli.h"

#include <getopt.h>
#include <stdio.h>

#include "model/files.h"

static const char first_org[] =
	"# One organization, for orgc. What stands here as ... has to be filled in: orgc lint\n"
	"# says of each what it must be, and which command prints it. Instead of typing, collect\n"
	"# it: orgc import --script >collect.sh; sh collect.sh; orgc import organization\n"
	"#\n"
	"# For editors: orgc show schema >org.schema.json, and above all of this the line\n"
	"#     # yaml-language-server: $schema=./org.schema.json\n"
	"version: 1\n"
	"organization: {id: \"...\", root: \"...\"}\n"
	"management: {id: \"...\", name: management}\n"
	"\n"
	"# The regions that you use. Home is where IAM roles and StackSets are deployed from.\n"
	"regions: {home: \"...\", all: [\"...\"]}\n"
	"# identity-center: {region: us-east-1}\n"
	"\n"
	"# OUs by their path from the top down; each one above has to be there, too.\n"
	"# ous:\n"
	"#   Workloads: {id: ou-ab12-11111111}\n"
	"#   Workloads/Dev: {id: ou-ab12-22222222}\n"
	"\n"
	"# Member accounts by names of your choice, which stay when AWS's change. Ids need quotes.\n"
	"# accounts:\n"
	"#   dev: {id: \"222222222222\", ou: Workloads/Dev}\n"
	"#   legacy: {id: \"333333333333\", ou: /, status: suspended}\n"
	"\n"
	"# What orgc sets up, and where: OUs (with all below them), accounts, or all.\n"
	"# features:\n"
	"#   automation:\n"
	"#     admin: management\n"
	"#     console: [role/ops-*]\n"
	"#     in: [Workloads]\n"
	"\n"
	"# Templates of your own, deployed as StackSets in the same way.\n"
	"# stacksets:\n"
	"#   baseline:\n"
	"#     template: templates/baseline.yaml\n"
	"#     in: [Workloads]\n"
	"#     except: [dev]\n"
	"#     regions: all\n"
	"\n"
	"# How StackSets are deployed: one OU after the other, some accounts at a time.\n"
	"# rollout: {order: [Workloads/Dev], concurrency: 25%, tolerate: 0}\n";

int init_command(int argc, char **argv)
{
	struct arena arena = {0};
	const char *path = "org.yaml", *wrong;
	int option, status = EXIT_CLEAN;

	while ((option = next_option("init", argc, argv)) != -1)
		if (option == 'o')
			path = optarg;
	if (optind < argc)
		usage_error("init", "it takes no arguments; -o names the file");
	wrong = file_create(&arena, path, S(first_org));
	if (wrong) {
		fprintf(stderr, "orgc init: %s\n", wrong);
		status = EXIT_BROKEN;
	} else {
		printf("%s: fill it in, then: orgc lint %s\n", path, path);
	}
	arena_free(&arena);
	return status;
}
