#include "lint/lint.h"
#include "model/text/utf8.h"

static const char *hint_for(struct arena *a, uint32_t code)
{
	if (code >= 0xff01 && code <= 0xff5e)
		return arena_printf(a, "write %c", (char)(code - 0xff01 + '!'));
	return code == 0x3000 ? "write a plain blank" : "write it in plain ASCII";
}

static bool is_ascii(struct str text)
{
	unsigned char bits = 0;

	for (size_t i = 0; i < text.len; i++)
		bits |= (unsigned char)text.at[i];
	return bits < 0x80;
}

static bool check_text(struct lint *l, const struct node *n)
{
	struct str text = node_str(n);
	uint32_t code;
	struct diag *d;

	if (is_ascii(text))
		return false;
	for (size_t at = 0, len; (len = utf8_decode(text, at, &code)) > 0; at += len) {
		if (code <= 0xff || is_ascii(node_source_text(l->doc, n)))
			continue;
		d = lint_report(l, n, "IAM does not take the character U+%04X", (unsigned)code);
		d->start = node_offset(l->doc, n, at);
		d->hint = hint_for(l->arena, code);
		if (l->policy->kind == POLICY_UNSURE)
			d->severity = SEV_WARNING;
		return true;
	}
	return false;
}

static void walk(struct lint *l, const struct node *n, size_t *found)
{
	if (*found >= LINT_PER_TEXT || n->kind == NODE_HOLE || n->kind == NODE_NONE)
		return;
	if (n->kind == NODE_SCALAR)
		*found += check_text(l, n);
	else
		for (const struct node *child = n->first; child; child = child->next)
			walk(l, child, found);
}

static void character_not_allowed(struct lint *l, const struct policy *p)
{
	size_t found = 0;

	if (p->node)
		walk(l, p->node, &found);
}

const struct lint_rule rule_character_not_allowed = {
	.rule = {
		.id = "IAM040",
		.name = "character-not-allowed",
		.severity = SEV_ERROR,
		.summary = "a policy has characters that IAM does not take",
		.why =
			"IAM takes the characters up to U+00FF in its policies. Full-width\n"
			"letters and digits, the ideographic space and typographic quotes are\n"
			"refused, which is hard to see: they look like those that were meant.",
		.source = "https://docs.aws.amazon.com/IAM/latest/APIReference/"
		          "API_CreatePolicy.html",
		.bad =
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:StartAutomationExecution\n"
			"            Resource: arn:aws:ssm:*:１11111111111:document/* #!\n",
		.good =
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:StartAutomationExecution\n"
			"            Resource: arn:aws:ssm:*:111111111111:document/*\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_TRUST | POLICIES_UNSURE,
	.policy = character_not_allowed,
};
