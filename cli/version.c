// The command version, and how old the facts are.
#include <getopt.h>
#include <stdio.h>

#include "aws/aws.h"
#include "cli/cli.h"
#include "cli/show/show_facts.h"
#include "lint/decide/ignore.h"

// The days of the oldest and of the newest source: "2026-09-15".
static void dates(struct str *oldest, struct str *newest)
{
	*oldest = *newest = fact_value(fact_get(source_at(0), "date"));
	for (size_t i = 1; source_at(i); i++) {
		struct str date = fact_value(fact_get(source_at(i), "date"));
		if (str_cmp(date, *oldest) < 0)
			*oldest = date;
		if (str_cmp(date, *newest) > 0)
			*newest = date;
	}
}

void warn_of_old_facts(void)
{
	struct str oldest, newest;
	enum { YEAR = 10000 };

	dates(&oldest, &newest);
	if (today_number() > date_number(oldest) + YEAR)
		fprintf(stderr, "orgc: what is known of AWS is of %.*s, more than a year ago: a newer "
		                "orgc knows more\n", STR(oldest));
}

int version_command(int argc, char **argv)
{
	struct str oldest, newest;
	bool verbose = false;
	int option;

	while ((option = next_option("version", argc, argv)) != -1)
		verbose |= option == 'v';
	if (optind < argc)
		usage_error("version", "%s is too many", argv[optind]);
	dates(&oldest, &newest);
	printf("orgc " ORGC_VERSION "\nfacts of AWS as of %.*s to %.*s\n", STR(oldest),
	       STR(newest));
	if (verbose)
		show_sources();
	fflush(stdout);
	warn_of_old_facts();
	return EXIT_CLEAN;
}
