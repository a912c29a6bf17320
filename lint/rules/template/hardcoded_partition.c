#include "lint/lint.h"
#include "model/edit/edit.h"

enum { OCCURRENCES = 16 };

// Where in a text the "aws" of "arn:aws:" stands.
static size_t find_all(struct str text, size_t *at)
{
	size_t count = 0, from = 0;

	for (ptrdiff_t hit; count < OCCURRENCES; from = (size_t)hit + 1) {
		hit = str_find(text, from, "arn:aws:");
		if (hit < 0)
			break;
		at[count++] = (size_t)hit + 4;
	}
	return count;
}

// Inside Fn::Sub the partition takes the place of the three letters.
static void fix_in_sub(struct lint *l, struct diag *d, const struct node *text)
{
	struct edit edits[OCCURRENCES];
	size_t at[OCCURRENCES], count = find_all(node_str(text), at);

	for (size_t i = 0; i < count; i++) {
		uint32_t start = node_offset(l->doc, text, at[i]);

		if (!str_is(str_slice(l->doc->sources[text->src]->text, start, start + 3), "aws"))
			return;
		edits[i] = (struct edit){start, start + 3, S("${AWS::Partition}")};
	}
	lint_fix(l, d, "use ${AWS::Partition}", edits, count);
}

// A text that stands alone becomes an Fn::Sub.
static void fix_alone(struct lint *l, struct diag *d, const struct node *text)
{
	struct str old = node_str(text);
	struct str rest = str_slice(old, 7, old.len);
	struct node *sub, *value;
	struct edit edit;

	if (str_find(old, 0, "${") >= 0 || str_find(rest, 0, "arn:aws:") >= 0)
		return;
	sub = node_scalar(l->arena,
	                  str_of(arena_printf(l->arena, "arn:${AWS::Partition}%.*s", STR(rest))),
	                  text->style);
	value = sub;
	if (text->flags & NODE_JSON) {
		value = node_map(l->arena);
		node_set(l->arena, value, "Fn::Sub", sub);
	} else {
		sub->tag = FN_SUB;
	}
	if (edit_value(l->doc, l->arena, text, value, &edit))
		lint_fix(l, d, "use !Sub and ${AWS::Partition}", &edit, 1);
}

static void judge(struct lint *l, const struct node *text, bool in_sub)
{
	struct diag *d;
	size_t at[OCCURRENCES];

	if (!(in_sub ? find_all(node_str(text), at) > 0
	             : str_starts(node_str(text), "arn:aws:")))
		return;
	d = lint_report(l, text, "partition aws is fixed here, while this template uses "
	                         "${AWS::Partition} elsewhere");
	d->start = node_offset(l->doc, text, in_sub ? at[0] - 4 : 0);
	d->hint = "write arn:${AWS::Partition}: inside Fn::Sub";
	if (text->flags & NODE_SHARED)
		return;
	if (in_sub)
		fix_in_sub(l, d, text);
	else
		fix_alone(l, d, text);
}

static void walk(struct lint *l, const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);

	if (f == FN_SUB) {
		judge(l, node_is_seq(argument) ? node_item(argument, 0) : argument, true);
		walk(l, node_item(argument, 1));
	} else if (node_is_scalar(n) && n->tag == TAG_NONE) {
		judge(l, n, false);
	} else if (node_is_seq(n)) {
		node_each(n, item)
			walk(l, item);
	} else {
		node_each_pair(n, key)
			walk(l, key->next);
	}
}

// Where the template leaves the partition open itself; a template inside a text of it, as
// StackSets and pipelines have, says nothing of this one.
static bool leaves_open(const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);
	struct str text = node_str(node_is_seq(argument) ? node_item(argument, 0) : argument);
	struct node inner;

	if (function_inside(n, &inner))
		return leaves_open(&inner);
	if (f == FN_REF && str_is(text, "AWS::Partition"))
		return true;
	if (f == FN_SUB && str_find(text, 0, "${AWS::Partition}") >= 0 &&
	    str_find(text, 0, "Resources:") < 0)
		return true;
	node_each(n, item)
		if (leaves_open(item))
			return true;
	node_each_pair(n, key)
		if (leaves_open(key->next))
			return true;
	return false;
}

// The first text that names a policy of AWS, which has the same name in every partition.
static const struct node *policy_of_aws(const struct node *n)
{
	const struct node *found = NULL;

	if (node_is_scalar(n) && str_starts(node_str(n), "arn:aws:iam::aws:policy/"))
		return n;
	node_each(n, item)
		found = found ? found : policy_of_aws(item);
	node_each_pair(n, key)
		found = found ? found : policy_of_aws(key->next);
	return found;
}

// Whether some ARN of the file names an account by its id: all of it stands in partition aws.
static bool names_account(struct str text)
{
	ptrdiff_t hit = -1;

	while ((hit = str_find(text, (size_t)hit + 1, "arn:aws:")) >= 0) {
		ptrdiff_t region = str_find_byte(text, (size_t)hit + 8, ':');
		ptrdiff_t account = str_find_byte(text, (size_t)(region + 1), ':') + 1;

		if (region >= 0 && account > 0 &&
		    str_all_digits(str_slice(text, (size_t)account, (size_t)account + 12)))
			return true;
	}
	return false;
}

// A template that leaves no partition open may be meant for one alone: said once.
static void judge_all(struct lint *l, const struct template *t)
{
	const struct node *found = NULL;
	struct diag *d;

	for (size_t i = 0; i < t->resources.count && !found; i++)
		found = policy_of_aws(node_get(t->resources.items[i].value, "Properties"));
	if (!found || names_account(t->doc->sources[0]->text))
		return;
	d = lint_report(l, found, "partition aws is fixed here, so this template works in no other");
	d->severity = SEV_INFO;
	d->hint = "write !Sub arn:${AWS::Partition}:iam::aws:policy/…";
}

static void hardcoded_partition(struct lint *l, const struct template *t)
{
	struct str text = t->doc->sources[0]->text;

	if (str_find(text, 0, "arn:aws:") < 0)
		return;
	if (str_find(text, 0, "AWS::Partition") < 0 || !leaves_open(t->doc->root)) {
		judge_all(l, t);
		return;
	}
	for (size_t i = 0; i < t->resources.count; i++)
		walk(l, node_get(t->resources.items[i].value, "Properties"));
	for (size_t i = 0; i < t->outputs.count; i++)
		walk(l, node_get(t->outputs.items[i].value, "Value"));
}

const struct lint_rule rule_hardcoded_partition = {
	.rule = {
		.id = "CFN002",
		.name = "hardcoded-partition",
		.severity = SEV_WARNING,
		.summary = "an ARN fixes the partition that other ARNs of the template leave open",
		.why =
			"The template works in every partition but for this ARN: in China and\n"
			"GovCloud arn:aws: names nothing, and a principal there is refused. Use\n"
			"${AWS::Partition}, as the rest of the template does. A template that leaves\n"
			"the partition open nowhere gets one info, at its first policy of AWS.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "pseudo-parameter-reference.html",
		.bad =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Group\n"
			"    Properties:\n"
			"      ManagedPolicyArns:\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess\n"
			"        - !Sub arn:aws:iam::${AWS::AccountId}:policy/extra #!\n"
			"        - arn:aws:iam::aws:policy/SecurityAudit #!\n",
		.good =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Group\n"
			"    Properties:\n"
			"      ManagedPolicyArns:\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess\n"
			"        - !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/extra\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/SecurityAudit\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Group\n"
			"    Properties:\n"
			"      ManagedPolicyArns:\n"
			"        - arn:aws:iam::111122223333:policy/extra\n"
			"        - arn:aws:iam::aws:policy/SecurityAudit\n",
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: 'arn:aws:s3:::one'}\n",
			NULL,
		},
		.fixed =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Group\n"
			"    Properties:\n"
			"      ManagedPolicyArns:\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess\n"
			"        - !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/extra\n"
			"        - !Sub arn:${AWS::Partition}:iam::aws:policy/SecurityAudit\n",
	},
	.template = hardcoded_partition,
};
