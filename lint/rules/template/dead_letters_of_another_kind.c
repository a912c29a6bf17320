#include "lint/template/look.h"
#include "lint/template/property.h"

static enum truth is_fifo(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties"), *flag = node_get(p, "FifoQueue");

	if (p && map_is_open(l, p))
		return TRUTH_UNKNOWN;
	if (!flag)
		return TRUTH_NO;
	return look_is_literal(flag) ? truth_of(str_eq_nocase(node_str(flag), S("true")))
	                             : TRUTH_UNKNOWN;
}

static void dead_letters_of_another_kind(struct lint *l, const struct entry *r)
{
	const struct node *arn = node_path(node_get(r->value, "Properties"),
	                                   "RedrivePolicy/deadLetterTargetArn");
	const struct entry *other = look_resource(l, arn);
	enum truth here = is_fifo(l, r), there;

	if (!other || !str_is(template_type(other), "AWS::SQS::Queue"))
		return;
	there = is_fifo(l, other);
	if (here != TRUTH_UNKNOWN && there != TRUTH_UNKNOWN && here != there)
		lint_report(l, arn, "%.*s is %s queue", STR(other->name),
		            there == TRUTH_YES ? "a FIFO" : "no FIFO")->hint =
			"make both of one kind: FifoQueue";
}

static const char *const silent[] = {
	"Parameters: {Fifo: {Type: String, AllowedValues: ['true', 'false']}}\n"
	"Resources:\n"
	"  Late:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties: {FifoQueue: !Ref Fifo}\n"
	"  Jobs:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties:\n"
	"      FifoQueue: true\n"
	"      RedrivePolicy: {deadLetterTargetArn: !GetAtt Late.Arn, maxReceiveCount: 3}\n",
	"Resources:\n"
	"  Jobs:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties:\n"
	"      RedrivePolicy: {deadLetterTargetArn: !ImportValue late, maxReceiveCount: 3}\n",
	NULL,
};

static const char *const types[] = {"AWS::SQS::Queue", NULL};

const struct lint_rule rule_dead_letters_of_another_kind = {
	.rule = {
		.id = "CFN121",
		.name = "dead-letters-of-another-kind",
		.severity = SEV_ERROR,
		.summary = "a queue and the queue of its dead letters are not of one kind",
		.why =
			"SQS takes the dead letters of a FIFO queue in a FIFO queue only, and those of a standard\n"
			"queue in a standard queue.",
		.source = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/"
		          "sqs-dead-letter-queues.html",
		.bad =
			"Resources:\n"
			"  Late:\n"
			"    Type: AWS::SQS::Queue\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      FifoQueue: true\n"
			"      RedrivePolicy:\n"
			"        deadLetterTargetArn: !GetAtt Late.Arn #!\n"
			"        maxReceiveCount: 3\n",
		.good =
			"Resources:\n"
			"  Late:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties: {FifoQueue: true}\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      FifoQueue: true\n"
			"      RedrivePolicy:\n"
			"        deadLetterTargetArn: !GetAtt Late.Arn\n"
			"        maxReceiveCount: 3\n",
		.silent = silent,
	},
	.types = types,
	.resource = dead_letters_of_another_kind,
};
