#include "lint/lint.h"
#include "model/edit/edit.h"

// Statements beyond which no one is told which Sid would be free.
enum { STATEMENTS = 256 };

// Offset of the first character that is surely wrong; -1 where there is none. What lies
// past Latin-1 has a rule of its own.
static ptrdiff_t find_wrong(struct str sid)
{
	ptrdiff_t found = -1;

	for (size_t i = 0; i < sid.len; i++) {
		if ((unsigned char)sid.at[i] >= 0xc4)
			return -1;
		if (found < 0 && !char_is_alnum(sid.at[i]) && sid.at[i] != HOLE_BYTE)
			found = (ptrdiff_t)i;
	}
	return found;
}

static bool is_taken(const struct policy *p, struct str sid)
{
	for (size_t i = 0; i < p->count; i++)
		for (size_t j = 0; j < p->statements[i].sid.count; j++)
			if (str_eq(node_str(p->statements[i].sid.leaves[j].value), sid))
				return true;
	return false;
}

// "start-automation" -> "startautomation": a Sid names nothing, so any will do.
static struct str fixed(struct arena *a, struct str sid)
{
	char *text = arena_alloc(a, sid.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < sid.len; i++)
		if (char_is_alnum(sid.at[i]))
			text[len++] = sid.at[i];
	return (struct str){text, len};
}

static void fix(struct lint *l, struct diag *d, const struct node *value)
{
	const struct node *chain[LINT_CHAIN];
	struct str sid = fixed(l->arena, node_str(value));
	struct edit edit;
	size_t count;

	if (sid.len == 0 || value->tag != TAG_NONE || l->policy->count > STATEMENTS ||
	    is_taken(l->policy, sid))
		return;
	count = lint_chain(l, value, chain);
	if (count &&
	    edit_scalar(l->doc, l->arena, chain[count - 1], sid, &edit))
		lint_fix(l, d, "take these characters out", &edit, 1);
}

static void sid_characters(struct lint *l, const struct statement *s,
                           const struct lint_text *t)
{
	ptrdiff_t wrong;
	struct diag *d;

	if (t->element != &s->sid || str_find(t->text, 0, "${") >= 0)
		return;
	wrong = find_wrong(t->text);
	if (wrong < 0)
		return;
	d = lint_report_text(l, t->variant, (size_t)wrong,
	                     "IAM takes only letters and digits in a Sid");
	if (l->policy->kind == POLICY_UNSURE)
		d->severity = SEV_WARNING;
	d->hint = "take the other characters out";
	fix(l, d, t->value);
}

const struct lint_rule rule_sid_characters = {
	.rule = {
		.id = "IAM021",
		.name = "sid-characters",
		.severity = SEV_ERROR,
		.summary = "a Sid has other characters than letters and digits",
		.why =
			"In the policies of IAM a Sid consists of the letters A to Z in either\n"
			"case and of digits; IAM refuses hyphens, blanks and all else. Other\n"
			"services allow more in the policies of their resources.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_sid.html",
		.bad =
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Sid: start-automation #!\n"
			"            Effect: Allow\n"
			"            Action: ssm:StartAutomationExecution\n"
			"            Resource: '*'\n",
		.good =
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Sid: StartAutomation\n"
			"            Effect: Allow\n"
			"            Action: ssm:StartAutomationExecution\n"
			"            Resource: '*'\n",
		.fixed =
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Sid: startautomation\n"
			"            Effect: Allow\n"
			"            Action: ssm:StartAutomationExecution\n"
			"            Resource: '*'\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_TRUST | POLICIES_UNSURE,
	.text = sid_characters,
};
