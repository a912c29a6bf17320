#include <string.h>

#include "lint/lint.h"
#include "model/write/write.h"

enum { NEW, OPEN, DONE };

// What a search follows, and what it does with the first circle that it closes.
enum search {
	ANY,    // every reference: says whether there is a circle at all
	ALWAYS, // those that stand in no branch of Fn::If
	TOGETHER, // all of them, where their conditions can hold together
};

struct walk {
	struct lint *l;
	const struct template *t;
	enum search search;
	bool found;
	unsigned char *states;
	bool *reported;
	const struct reference **path; // the references that led here
	size_t depth;
	size_t lookups; // of what stands around a reference
};

// What is looked up at most: behind that, silence.
enum { DEPTH = 500, LOOKUPS = 20000 };

// SAM makes several resources of one: what refers to it may stand in another of them.
static bool is_split(const struct entry *resource)
{
	return str_starts(template_type(resource), "AWS::Serverless::");
}

static size_t index_of(const struct walk *w, const struct entry *resource)
{
	return (size_t)(resource - w->t->resources.items);
}

// What a reference in Metadata names is not waited for.
static bool waits(const struct reference *r)
{
	const struct node *metadata = node_get(r->from->value, "Metadata");

	return r->to_section == SECTION_RESOURCES && !is_split(r->to) && !is_split(r->from) &&
	       !(metadata && metadata->start <= r->node->start && r->node->end <= metadata->end);
}

// What is taken as given, for a while.
struct given {
	size_t count;
	struct str last; // of the conditions
	bool last_holds;
};

static bool assume(struct lint *l, struct given *given, struct str condition, bool holds)
{
	if (!eval_assume(l->eval, condition, holds))
		return false;
	given->count++;
	given->last = condition;
	given->last_holds = holds;
	return true;
}

// Assumes that the branches are taken in which a reference stands; without `given` looks
// whether it stands in none. False where that is not known.
static bool assume_branches(struct walk *w, const struct reference *r, struct given *given)
{
	const struct node *chain[LINT_CHAIN], *arguments, *then;
	size_t count = w->lookups++ < LOOKUPS ? lint_chain(w->l, r->node, chain) : 0;

	for (size_t i = 0; i + 1 < count; i++) {
		if (function_of(chain[i], &arguments) != FN_IF)
			continue;
		if (!given || !node_is_seq(arguments) || arguments->len != 3)
			return false;
		then = node_item(arguments, 1);
		if (!assume(w->l, given, node_str(arguments->first),
		            chain[i + 1] == then || (i + 2 < count && chain[i + 2] == then)))
			return false;
	}
	return count > 0;
}

static bool assume_resource(struct lint *l, const struct entry *resource, struct given *given)
{
	const struct node *condition = node_get(resource->value, "Condition");

	return !condition || assume(l, given, node_str(condition), true);
}

// Whether all of the circle can be there at once: proven, not feared.
static bool can_be(struct walk *w, size_t from)
{
	struct eval *e = w->l->eval;
	struct given given = {0};
	bool can = true;

	for (size_t i = from; i < w->depth && can; i++)
		can = assume_branches(w, w->path[i], &given) &&
		      assume_resource(w->l, w->path[i]->from, &given);
	can = can && (given.count == 0 ||
	              eval_possible(e, given.last, given.last_holds) == TRUTH_YES);
	for (; given.count > 0; given.count--)
		eval_forget(e);
	return can;
}

// The reference to take out: DependsOn, which gives no value, or else the last one.
static const struct reference *closing(const struct walk *w, size_t from)
{
	for (size_t i = w->depth; i > from; i--)
		if (w->path[i - 1]->function == FN_NONE)
			return w->path[i - 1];
	return w->path[w->depth - 1];
}

// Of the references on the path from `from` on, the last of which leads back.
static void report(struct walk *w, size_t from)
{
	struct out text = {.arena = w->l->arena};

	for (size_t i = from; i < w->depth; i++)
		if (w->reported[index_of(w, w->path[i]->from)])
			return;
	if (!can_be(w, from))
		return;
	out_bytes(&text, w->path[from]->from->name);
	for (size_t i = from; i < w->depth; i++) {
		w->reported[index_of(w, w->path[i]->from)] = true;
		out_text(&text, " > ");
		out_bytes(&text, w->path[i]->to->name);
	}
	lint_report(w->l, closing(w, from)->node,
	            "resources wait for one another in a circle: %.*s", STR(out_str(&text)));
}

static void close_circle(struct walk *w)
{
	const struct entry *first = w->path[w->depth - 1]->to;
	size_t from = w->depth - 1;

	while (from > 0 && w->path[from]->from != first)
		from--;
	w->found = true;
	if (w->search != ANY)
		report(w, from);
}

static void enter(struct walk *w, const struct entry *resource)
{
	const struct reference *r;

	w->states[index_of(w, resource)] = OPEN;
	for (r = graph_from(lint_graph(w->l), resource); r; r = r->next_from) {
		if (!waits(r) || w->depth == DEPTH ||
		    (w->search == ALWAYS && !assume_branches(w, r, NULL)))
			continue;
		w->path[w->depth++] = r;
		if (w->states[index_of(w, r->to)] == OPEN)
			close_circle(w);
		else if (w->states[index_of(w, r->to)] == NEW)
			enter(w, r->to);
		w->depth--;
	}
	w->states[index_of(w, resource)] = DONE;
}

static void search(struct walk *w, enum search search)
{
	w->search = search;
	memset(w->states, NEW, w->t->resources.count);
	for (size_t i = 0; i < w->t->resources.count; i++) {
		const struct entry *resource = &w->t->resources.items[i];
		if (w->states[i] == NEW &&
		    entries_find(&w->t->resources, resource->name) == resource)
			enter(w, resource);
	}
}

static void resource_cycle(struct lint *l, const struct template *t)
{
	struct walk w = {.l = l, .t = t};

	if (t->is_rewritten || t->loops || t->resources.count == 0)
		return;
	w.states = arena_array(l->scratch, unsigned char, t->resources.count);
	w.reported = arena_array(l->scratch, bool, t->resources.count);
	w.path = arena_array(l->scratch, const struct reference *, DEPTH + 1);
	search(&w, ANY);
	if (!w.found)
		return;
	search(&w, ALWAYS);
	search(&w, TOGETHER);
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
			"        - {IpProtocol: tcp, FromPort: 1, ToPort: 1, DestinationSecurityGroupId: !GetAtt Data.GroupId}\n"
			"  Data:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Data\n"
			"      SecurityGroupIngress:\n"
			"        - {IpProtocol: tcp, FromPort: 1, ToPort: 1, SourceSecurityGroupId: !GetAtt Web.GroupId} #!\n",
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
			"        - {IpProtocol: tcp, FromPort: 1, ToPort: 1, SourceSecurityGroupId: !GetAtt Web.GroupId}\n",
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
			"Parameters: {Stage: {Type: String}}\n"
			"Conditions: {Test: !Equals [!Ref Stage, test], Live: !Not [!Condition Test]}\n"
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Live\n"
			"    DependsOn: Second\n"
			"  Second:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Test\n"
			"    DependsOn: First\n",
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
