#include "lint/lint.h"
#include "model/write/write.h"

enum { NEW, OPEN, DONE };

struct walk {
	struct lint *l;
	const struct template *t;
	unsigned char *states;
	const struct reference **path; // the references that led here
	size_t depth;
};

enum { DEPTH = 500 };

// SAM makes several resources of one: what refers to it may stand in another of them.
static bool is_split(const struct entry *resource)
{
	return str_starts(template_type(resource), "AWS::Serverless::");
}

// Whether the reference makes the resource wait. In Metadata, and in a branch of Fn::If,
// it need not.
static bool counts(struct lint *l, const struct reference *r)
{
	const struct node *metadata = node_get(r->from->value, "Metadata");
	const struct node *chain[LINT_CHAIN];
	size_t count;

	if (metadata && metadata->start <= r->node->start && r->node->end <= metadata->end)
		return false;
	count = lint_chain(l, r->node, chain);
	for (size_t i = 0; i < count; i++)
		if (function_of(chain[i], NULL) == FN_IF)
			return false;
	return count > 0;
}

static void report(struct walk *w, const struct reference *last)
{
	struct out text = {.arena = w->l->arena};
	size_t from = w->depth;

	while (from > 0 && w->path[from - 1]->from != last->to)
		from--;
	if (from == 0 && w->depth > 0 && last->from != last->to)
		return;
	if (last->from == last->to)
		from = w->depth + 1;
	for (size_t i = from > 0 ? from - 1 : 0; i < w->depth; i++)
		if (!counts(w->l, w->path[i]))
			return;
	out_bytes(&text, last->to->name);
	for (size_t i = from > 0 ? from - 1 : 0; i < w->depth; i++) {
		out_text(&text, " > ");
		out_bytes(&text, w->path[i]->to->name);
	}
	out_text(&text, " > ");
	out_bytes(&text, last->to->name);
	lint_report(w->l, last->node, "resources wait for one another in a circle: %.*s",
	            STR(out_str(&text)));
}

static void enter(struct walk *w, const struct entry *resource)
{
	size_t index = (size_t)(resource - w->t->resources.items);
	const struct reference *r;

	if (w->states[index] != NEW || w->depth == DEPTH)
		return;
	w->states[index] = OPEN;
	for (r = graph_from(lint_graph(w->l), resource); r; r = r->next_from) {
		if (r->to_section != SECTION_RESOURCES || is_split(r->to) || is_split(resource))
			continue;
		if (w->states[r->to - w->t->resources.items] == OPEN) {
			if (counts(w->l, r))
				report(w, r);
			continue;
		}
		w->path[w->depth++] = r;
		enter(w, r->to);
		w->depth--;
	}
	w->states[index] = DONE;
}

static void resource_cycle(struct lint *l, const struct template *t)
{
	struct walk w = {.l = l, .t = t};

	if (t->is_rewritten || t->loops)
		return;
	w.states = arena_array(l->scratch, unsigned char, t->resources.count);
	w.path = arena_array(l->scratch, const struct reference *, DEPTH + 1);
	for (size_t i = 0; i < t->resources.count; i++)
		if (entries_find(&t->resources, t->resources.items[i].name) == &t->resources.items[i])
			enter(&w, &t->resources.items[i]);
}

const struct lint_rule rule_resource_cycle = {
	.rule = {
		.id = "CFN053",
		.name = "resource-cycle",
		.severity = SEV_ERROR,
		.summary = "resources depend on one another in a circle",
		.why =
			"CloudFormation refuses the template: Circular dependency between resources.\n"
			"Each waits for what it refers to (Ref, Fn::GetAtt, Fn::Sub, DependsOn). Take\n"
			"one reference out: a rule of a security group can be a resource of its own.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Web:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Web\n"
			"      SecurityGroupEgress:\n"
			"        - {IpProtocol: tcp, FromPort: 1, ToPort: 1, DestinationSecurityGroupId: !Ref Data}\n"
			"  Data:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Data\n"
			"      SecurityGroupIngress:\n"
			"        - {IpProtocol: tcp, FromPort: 1, ToPort: 1, SourceSecurityGroupId: !Ref Web} #!\n",
		.good =
			"Resources:\n"
			"  Web:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Web\n"
			"  Data:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Data\n"
			"      SecurityGroupIngress:\n"
			"        - {IpProtocol: tcp, FromPort: 1, ToPort: 1, SourceSecurityGroupId: !Ref Web}\n",
		.silent = (const char *const[]){
			"Parameters: {Stage: {Type: String}}\n"
			"Conditions: {Test: !Equals [!Ref Stage, test]}\n"
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: !If [Test, !GetAtt Second.TopicName, a]}\n"
			"  Second:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: !If [Test, b, !GetAtt First.TopicName]}\n",
			"Transform: AWS::Serverless-2016-10-31\n"
			"Resources:\n"
			"  Api:\n"
			"    Type: AWS::Serverless::Api\n"
			"    Properties: {StageName: prod, Name: !Sub 'for ${Work}'}\n"
			"  Work:\n"
			"    Type: AWS::Serverless::Function\n"
			"    Properties:\n"
			"      Handler: a.b\n"
			"      Runtime: python3.13\n"
			"      CodeUri: s3://code/work.zip\n"
			"      Events: {Call: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Api}}}\n",
			NULL,
		},
	},
	.template = resource_cycle,
};
