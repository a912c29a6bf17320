#include "lint/template/relations.h"

static void judge(struct lint *l, const struct fact *row, const struct node *map,
                  const struct node *at)
{
	struct str words = fact_value(fact_get(row, "excludes")), word;
	const struct node *key;

	while (fact_word(&words, &word)) {
		key = relation_key(map, word);
		// An empty list is as good as none.
		if (relation_has(map, word) != TRUTH_YES ||
		    (key && node_is_seq(key->next) && key->next->len == 0))
			continue;
		relation_finish(lint_report(l, key ? key : at, "%s does not go with %s",
		                            relation_words(l, word),
		                            relation_words(l, fact_name(row))),
		                l, row);
	}
}

static void check_resource(struct lint *l, const struct entry *r)
{
	relations_of_resource(l, r, judge);
}

static void check_value(struct lint *l, const struct lint_property *p)
{
	relations_of_value(l, p, judge);
}

static const char *const silent[] = {
	"Resources:\n"
	"  Table:\n"
	"    Type: AWS::DynamoDB::Table\n"
	"    DeletionPolicy: Retain\n"
	"    UpdateReplacePolicy: Retain\n"
	"    Properties:\n"
	"      BillingMode: PAY_PER_REQUEST\n"
	"      ProvisionedThroughput:\n"
	"        ReadCapacityUnits: 0\n"
	"        WriteCapacityUnits: 0\n"
	"      AttributeDefinitions:\n"
	"        - AttributeName: id\n"
	"          AttributeType: S\n"
	"      KeySchema:\n"
	"        - AttributeName: id\n"
	"          KeyType: HASH\n",
	"Conditions:\n"
	"  Alias: !Equals [!Ref AWS::Region, eu-west-1]\n"
	"Resources:\n"
	"  Name:\n"
	"    Type: AWS::Route53::RecordSet\n"
	"    Properties:\n"
	"      HostedZoneId: Z0123456789ABC\n"
	"      Name: www.example.com\n"
	"      Type: A\n"
	"      TTL: !If [Alias, !Ref AWS::NoValue, '300']\n"
	"      ResourceRecords: !If [Alias, !Ref AWS::NoValue, [192.0.2.1]]\n"
	"      AliasTarget: !If\n"
	"        - Alias\n"
	"        - HostedZoneId: Z2FDTNDATAQYW2\n"
	"          DNSName: d111111abcdef8.cloudfront.net\n"
	"        - !Ref AWS::NoValue\n",
	NULL,
};

const struct lint_rule rule_properties_exclude_each_other = {
	.rule = {
		.id = "CFN131",
		.name = "properties-exclude-each-other",
		.severity = SEV_ERROR,
		.summary = "two properties are there that do not go together",
		.why =
			"The service refuses the one beside the other when the resource is made, and the stack rolls\n"
			"back. aws/relations.txt has what excludes what.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-template-resource-type-ref.html",
		.bad =
			"Resources:\n"
			"  Name:\n"
			"    Type: AWS::Route53::RecordSet\n"
			"    Properties:\n"
			"      HostedZoneId: Z0123456789ABC\n"
			"      Name: www.example.com\n"
			"      Type: A\n"
			"      TTL: 300 #!\n"
			"      AliasTarget:\n"
			"        HostedZoneId: Z2FDTNDATAQYW2\n"
			"        DNSName: d111111abcdef8.cloudfront.net\n",
		.good =
			"Resources:\n"
			"  Name:\n"
			"    Type: AWS::Route53::RecordSet\n"
			"    Properties:\n"
			"      HostedZoneId: Z0123456789ABC\n"
			"      Name: www.example.com\n"
			"      Type: A\n"
			"      AliasTarget:\n"
			"        HostedZoneId: Z2FDTNDATAQYW2\n"
			"        DNSName: d111111abcdef8.cloudfront.net\n",
		.silent = silent,
	},
	.resource = check_resource,
	.value = check_value,
};
