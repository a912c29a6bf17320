// Puts findings through what people decided, and out in every format.
#include "cli/tell.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "model/text/escape.h"

void telling_finish(struct arena *a, struct telling *t, struct lint_result *const *results,
                    size_t count, const struct org *org)
{
	t->deciding.arena = a;
	t->deciding.rules = all_rules(a);
	deciding_start(&t->deciding);
	lint_finish_with(results, count, org, &t->deciding.decisions);
	lint_limit(results, count);
}

static struct report report_of(struct telling *t, const char *path,
                               const struct diags *findings, struct report_file *files)
{
	const struct deciding *d = &t->deciding;
	size_t count = 0;

	t->tally = (struct tally){.files = 1};
	if (d->diags.count)
		files[count++] = (struct report_file){d->diags.items[0].source->name, &d->diags};
	files[count++] = (struct report_file){path, findings};
	for (size_t i = 0; i < count; i++)
		tally_add(&t->tally, files[i].diags);
	return (struct report){files, count, &t->tally, d->rules, d->decisions.base,
	                       report_in_colour(stderr)};
}

bool telling_report(struct arena *a, struct telling *t, const char *path,
                    const struct diags *findings, const struct own_format *own,
                    void *context)
{
	const struct format *standard = outputs_standard(&t->outputs);
	bool is_own = standard && own_format_named(own, standard);
	struct report_file files[2];
	struct report r = report_of(t, strcmp(path, "-") == 0 ? "<stdin>" : path, findings, files);
	const char *wrong;

	if (!standard || (is_own && !t->own_says_it))
		formats->write(a, stderr, &r);
	fflush(stderr);
	wrong = outputs_write(a, &t->outputs, &r, standard == formats && !is_own ? stderr : stdout,
	                      own, context);
	if (wrong)
		fprintf(stderr, "orgc %s: %s\n", t->command,
		        escaped(a, OUTPUT_TERMINAL, str_of(wrong)));
	return !wrong;
}
