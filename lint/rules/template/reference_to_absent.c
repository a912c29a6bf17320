#include "lint/lint.h"

// An If in an If and so on; a template that a person reads has no more.
enum { DEPTH = 60 };

// Whether the resource can be missing where the reference is there: proven, not feared.
static bool can_be_absent(struct lint *l, const struct entry *resource)
{
	const struct node *condition = node_get(resource->value, "Condition");

	return node_is_scalar(condition) && condition->tag == TAG_NONE &&
	       eval_possible(l->eval, node_str(condition), false) == TRUTH_YES;
}

static void check_name(struct lint *l, const struct node *at, size_t offset, struct str name)
{
	ptrdiff_t dot = str_find_byte(name, 0, '.');
	const struct entry *resource;
	struct diag *d;

	name = str_slice(name, 0, dot < 0 ? name.len : (size_t)dot);
	resource = entries_find(&l->template->resources, name);
	if (!resource || entries_find(&l->template->parameters, name) ||
	    !can_be_absent(l, resource))
		return;
	d = lint_report(l, at, "%.*s is not there where its condition %.*s does not hold",
	                STR(name), STR(node_str(node_get(resource->value, "Condition"))));
	if (node_is_scalar(at))
		d->start = node_offset(l->doc, at, offset);
	d->hint = arena_printf(l->arena, "write !If [%.*s, ..., !Ref AWS::NoValue]",
	                       STR(node_str(node_get(resource->value, "Condition"))));
}

static void check_sub(struct lint *l, const struct node *text, const struct node *variables)
{
	struct sub_part *parts;
	size_t count = sub_parts(l->scratch, node_str(text), &parts);

	for (size_t i = 0; i < count; i++)
		if (parts[i].is_name && !doc_get(l->doc, variables, parts[i].text))
			check_name(l, text, parts[i].offset, parts[i].text);
}

static void walk(struct lint *l, const struct node *n, int depth);

static void walk_branch(struct lint *l, const struct node *n, struct str condition,
                        bool holds, int depth)
{
	bool assumed = eval_assume(l->eval, condition, holds);

	// A branch that can never be taken says nothing.
	if (n && (!assumed || eval_condition(l->eval, condition) != truth_of(!holds)))
		walk(l, n, depth + 1);
	if (assumed)
		eval_forget(l->eval);
}

static void check_reference(struct lint *l, const struct node *n, enum function f,
                            const struct node *argument)
{
	struct str id, attribute;

	if (f == FN_REF) {
		check_name(l, argument, 0, node_str(argument));
	} else if (f == FN_GET_ATT) {
		get_att_parts(argument, &id, &attribute);
		if (id.len)
			check_name(l, node_is_scalar(argument) ? argument : n, 0, id);
	} else if (f == FN_SUB) {
		check_sub(l, node_is_seq(argument) ? node_item(argument, 0) : argument,
		          node_item(argument, 1));
	}
}

static void walk(struct lint *l, const struct node *n, int depth)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);
	struct str condition;
	struct node inner;

	if (depth == DEPTH || n->flags & NODE_SHARED)
		return;
	if (f == FN_IF && node_is_seq(argument) && argument->len == 3) {
		condition = node_str(argument->first);
		walk_branch(l, node_item(argument, 1), condition, true, depth);
		walk_branch(l, node_item(argument, 2), condition, false, depth);
		return;
	}
	check_reference(l, n, f, argument);
	if (function_inside(n, &inner)) {
		walk(l, &inner, depth + 1);
		return;
	}
	node_each(n, item)
		walk(l, item, depth);
	node_each_pair(n, key)
		walk(l, key->next, depth);
}

static void walk_entry(struct lint *l, const struct entry *entry, const char *part)
{
	const struct node *condition = node_get(entry->value, "Condition");
	const struct node *value = node_get(entry->value, part);
	bool assumed = node_is_scalar(condition) &&
	               eval_assume(l->eval, node_str(condition), true);

	if (value && (!assumed || eval_condition(l->eval, node_str(condition)) != TRUTH_NO))
		walk(l, value, 0);
	if (assumed)
		eval_forget(l->eval);
}

static void reference_to_absent(struct lint *l, const struct template *t)
{
	bool any = false;

	for (size_t i = 0; i < t->resources.count && !any; i++)
		any = node_get(t->resources.items[i].value, "Condition") != NULL;
	if (!any || t->is_rewritten || t->loops || t->has_modules)
		return;
	for (size_t i = 0; i < t->resources.count; i++)
		walk_entry(l, &t->resources.items[i], "Properties");
	for (size_t i = 0; i < t->outputs.count; i++)
		walk_entry(l, &t->outputs.items[i], "Value");
}

const struct lint_rule rule_reference_to_absent = {
	.rule = {
		.id = "CFN062",
		.name = "reference-to-absent",
		.severity = SEV_WARNING,
		.summary = "a reference names a resource that a condition may leave out",
		.why =
			"Where the condition of the resource does not hold, CloudFormation refuses the\n"
			"stack: Unresolved resource dependencies. Put the reference into Fn::If of the\n"
			"same condition, or give its place the condition, too.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "conditions-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Conditions:\n"
			"  InProd: !Equals [!Ref Stage, prod]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: InProd\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      QueueName: !GetAtt Topic.TopicName #!\n",
		.good =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Conditions:\n"
			"  InProd: !Equals [!Ref Stage, prod]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: InProd\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      QueueName: !If [InProd, !GetAtt Topic.TopicName, !Ref AWS::NoValue]\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Stage: {Type: String, AllowedValues: [test, prod, demo]}\n"
			"Conditions:\n"
			"  InProd: !Equals [!Ref Stage, prod]\n"
			"  Shown: !Equals [!Ref Stage, demo]\n"
			"  Kept: !Or [!Condition InProd, !Condition Shown]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Kept\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Condition: InProd\n"
			"    Properties:\n"
			"      QueueName: !GetAtt Topic.TopicName\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Condition: Shown\n"
			"    Value: !Sub '${Topic.TopicName}'\n",
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Rules:\n"
			"  Known:\n"
			"    Assertions:\n"
			"      - Assert: !Contains [[prod, demo], !Ref Stage]\n"
			"Conditions:\n"
			"  Kept: !Or [!Equals [!Ref Stage, prod], !Equals [!Ref Stage, demo]]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Kept\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n",
			NULL,
		},
	},
	.template = reference_to_absent,
};
