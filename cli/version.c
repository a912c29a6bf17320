#include <getopt.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/show_facts.h"

int version_command(int argc, char **argv)
{
	static const struct option options[] = {
		{"help", no_argument, NULL, 'h'},
		{"verbose", no_argument, NULL, 'v'},
		{0},
	};
	bool verbose = false;
	int option;

	while ((option = next_option("version", argc, argv, ":hv", options)) != -1)
		verbose |= option == 'v';
	if (optind < argc)
		usage_error("version", "%s is too many", argv[optind]);
	printf("orgc " ORGC_VERSION "\n");
	if (verbose)
		show_sources();
	return EXIT_CLEAN;
}
