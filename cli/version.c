// The command version.
#include <getopt.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/show/show_facts.h"

int version_command(int argc, char **argv)
{
	bool verbose = false;
	int option;

	while ((option = next_option("version", argc, argv)) != -1)
		verbose |= option == 'v';
	if (optind < argc)
		usage_error("version", "%s is too many", argv[optind]);
	printf("orgc " ORGC_VERSION "\n");
	if (verbose)
		show_sources();
	return EXIT_CLEAN;
}
