#include "lint/policy/statement.h"

// The offset of the first byte that is none of a word; bytes of other scripts are not
// judged here.
static size_t find_odd(struct str text, size_t from, size_t to, const char *more)
{
	size_t at = from;

	while (at < to && (text_is_word(str_slice(text, at, at + 1), more) ||
	                   (unsigned char)text.at[at] >= 0x80))
		at++;
	return at;
}

static void report_odd(struct lint *l, const struct lint_text *t, size_t at)
{
	struct str odd = str_slice(t->text, at, at + 1);
	struct diag *d;

	if (str_is(odd, " ") || str_is(odd, "\t") || str_is(odd, "\n"))
		d = lint_report_text(l, t->variant, at,
		                     "an action with a blank in it means nothing");
	else
		d = lint_report_text(l, t->variant, at,
		                     "an action with \"%.*s\" in it means nothing",
		                     STR(odd));
	d->hint = "write service:Name, as in s3:GetObject";
}

static void judge(struct lint *l, const struct lint_text *t)
{
	ptrdiff_t colon = str_find_byte(t->text, 0, ':');
	size_t odd;
	struct diag *d;

	if (colon <= 0) {
		d = lint_report_text(l, t->variant, 0, "action \"%.*s\" names no service",
		                     STR(t->text));
		d->hint = "write service:Name, as in s3:GetObject";
		return;
	}
	if (text_has_wildcard(str_slice(t->text, 0, (size_t)colon))) {
		d = lint_report_text(l, t->variant, 0,
		                     "%.*s takes in every service of such a name",
		                     STR(t->text));
		d->severity = SEV_WARNING;
		d->hint = "name the service; wildcards belong after the colon";
		return;
	}
	odd = find_odd(t->text, 0, (size_t)colon, "-");
	if (odd == (size_t)colon)
		odd = find_odd(t->text, odd + 1, t->text.len, "-_*?");
	if (odd < t->text.len)
		report_odd(l, t, odd);
	else if ((size_t)colon + 1 == t->text.len)
		lint_report_text(l, t->variant, 0, "%.*s names no action", STR(t->text))
			->hint = "write service:* for all of them";
}

static void action_malformed(struct lint *l, const struct statement *s,
                             const struct lint_text *t)
{
	if (text_is_action(s, t) && !text_is_open(t->text) && !str_is(t->text, "*") &&
	    !str_is(t->text, "*:*"))
		judge(l, t);
}

const struct lint_rule rule_action_malformed = {
	.rule = {
		.id = "IAM050",
		.name = "action-malformed",
		.severity = SEV_ERROR,
		.summary = "an action is not written as service:Name",
		.why =
			"An action is the prefix of a service, a colon and a name, with wildcards in\n"
			"the name where several are meant. IAM refuses what has no prefix; anything\n"
			"else of a wrong form means no action at all, so nothing is allowed, and,\n"
			"worse, nothing denied.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_action.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - GetObject #!\n"
			"      - 's3: ListBucket' #!\n"
			"      - s3/PutObject #!\n"
			"    Resource: '*'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - s3:GetObject\n"
			"      - s3:ListBucket\n"
			"      - s3:PutObject\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.text = action_malformed,
};
