#include "lint/template/relations.h"

// The letters that a name surely ends with.
static bool end_of(struct lint *l, const struct node *value, struct str *end)
{
	struct variants v = variants_of(l->scratch, value, false);
	const struct piece *last;

	if (!v.complete || v.may_be_none || v.count != 1 || v.items[0].count == 0)
		return false;
	last = &v.items[0].pieces[v.items[0].count - 1];
	*end = last->text;
	return !last->hole && !text_is_placeholder(*end);
}

static void fifo_name(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));
	bool queue = str_is(template_type(r), "AWS::SQS::Queue");
	struct str term = queue ? S("FifoQueue=true") : S("FifoTopic=true"), end;
	struct str property = queue ? S("FifoQueue") : S("FifoTopic");
	const struct node *name;
	enum truth fifo;

	if (map_is_open(l, p))
		return;
	name = node_get(p, queue ? "QueueName" : "TopicName");
	fifo = relation_has(p, property) == TRUTH_NO ? TRUTH_NO : relation_term(l, p, term);
	if (!name || !end_of(l, name, &end))
		return;
	// What stands before a short end is not known, unless that is the whole.
	if (fifo == TRUTH_YES && !str_ends(end, ".fifo") &&
	    (node_is_scalar(name) || !str_ends(S(".fifo"), arena_cstring(l->scratch, end))))
		lint_report(l, name, "the name of a FIFO %s ends with .fifo",
		            queue ? "queue" : "topic");
	else if (fifo == TRUTH_NO && str_ends(end, ".fifo"))
		lint_report(l, name, "only the name of a FIFO %s may end with .fifo",
		            queue ? "queue" : "topic");
}

static const char *const silent[] = {
	"Resources:\n"
	"  Jobs:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties:\n"
	"      FifoQueue: true\n"
	"      QueueName: !Sub '${AWS::StackName}.fifo'\n"
	"  Others:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties:\n"
	"      FifoQueue: true\n",
	"Parameters:\n"
	"  Fifo:\n"
	"    Type: String\n"
	"    AllowedValues: ['true', 'false']\n"
	"  Name:\n"
	"    Type: String\n"
	"Resources:\n"
	"  Jobs:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties:\n"
	"      FifoQueue: !Ref Fifo\n"
	"      QueueName: jobs.fifo\n"
	"  Others:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties:\n"
	"      FifoQueue: true\n"
	"      QueueName: !Ref Name\n",
	NULL,
};

static const char *const types[] = {"AWS::SQS::Queue", "AWS::SNS::Topic", NULL};

const struct lint_rule rule_fifo_name = {
	.rule = {
		.id = "CFN142",
		.name = "fifo-name",
		.severity = SEV_ERROR,
		.summary = "a FIFO queue or topic has a name that does not end with .fifo, or another one does",
		.why =
			"SQS and SNS tell FIFO queues and topics by the end of their names: \"The name of a FIFO queue\n"
			"can only include alphanumeric characters, hyphens, or underscores, must end with .fifo\n"
			"suffix\", and refuse that end elsewhere.",
		.source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/"
		          "API_CreateQueue.html",
		.bad =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      FifoQueue: true\n"
			"      QueueName: jobs #!\n",
		.good =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      FifoQueue: true\n"
			"      QueueName: jobs.fifo\n",
		.silent = silent,
	},
	.types = types,
	.resource = fifo_name,
};
