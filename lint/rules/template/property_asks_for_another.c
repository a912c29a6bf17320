#include "lint/template/relations.h"

// Whether none of "A|B" is there.
static enum truth is_missing(const struct node *map, struct str word)
{
	enum truth missing = TRUTH_YES;

	while (word.len > 0) {
		ptrdiff_t bar = str_find_byte(word, 0, '|');
		size_t end = bar < 0 ? word.len : (size_t)bar;
		missing = truth_and(missing,
		                    truth_not(relation_has(map, str_slice(word, 0, end))));
		word = str_slice(word, bar < 0 ? end : end + 1, word.len);
	}
	return missing;
}

// That nothing else is there needs not to be said.
static struct diag *report(struct lint *l, const struct node *at, const char *what,
                           const struct fact *row)
{
	if (str_starts(fact_name(row), "!"))
		return lint_report(l, at, "%s is missing", what);
	return lint_report(l, at, "%s is missing, which %s asks for", what,
	                   relation_words(l, fact_name(row)));
}

static void judge(struct lint *l, const struct fact *row, const struct node *map,
                  const struct node *at)
{
	struct str words = fact_value(fact_get(row, "requires")), word;

	while (fact_word(&words, &word))
		if (is_missing(map, word) == TRUTH_YES)
			relation_finish(report(l, at, relation_words(l, word), row), l, row);
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
	"Conditions:\n"
	"  Public: !Equals [!Ref AWS::Region, eu-west-1]\n"
	"Resources:\n"
	"  Site:\n"
	"    Type: AWS::S3::Bucket\n"
	"    Properties:\n"
	"      AccessControl: !If [Public, PublicRead, !Ref AWS::NoValue]\n"
	"      OwnershipControls: !If\n"
	"        - Public\n"
	"        - Rules:\n"
	"            - ObjectOwnership: ObjectWriter\n"
	"        - !Ref AWS::NoValue\n"
	"  Private:\n"
	"    Type: AWS::S3::Bucket\n"
	"    Properties:\n"
	"      AccessControl: Private\n",
	"Parameters:\n"
	"  Mode:\n"
	"    Type: String\n"
	"    Default: PROVISIONED\n"
	"Resources:\n"
	"  Table:\n"
	"    Type: AWS::DynamoDB::Table\n"
	"    Properties:\n"
	"      BillingMode: !Ref Mode\n"
	"      AttributeDefinitions:\n"
	"        - AttributeName: id\n"
	"          AttributeType: S\n"
	"      KeySchema:\n"
	"        - AttributeName: id\n"
	"          KeyType: HASH\n",
	NULL,
};

const struct lint_rule rule_property_asks_for_another = {
	.rule = {
		.id = "CFN130",
		.name = "property-asks-for-another",
		.severity = SEV_ERROR,
		.summary = "a property or its value asks for another one that is missing",
		.why =
			"The service refuses the one without the other when the resource is made, and the stack rolls\n"
			"back. aws/relations.txt has what asks for what.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-template-resource-type-ref.html",
		.bad =
			"Resources:\n"
			"  Site:\n"
			"    Type: AWS::S3::Bucket\n"
			"    Properties: #!\n"
			"      AccessControl: PublicRead\n",
		.good =
			"Resources:\n"
			"  Site:\n"
			"    Type: AWS::S3::Bucket\n"
			"    Properties:\n"
			"      AccessControl: PublicRead\n"
			"      OwnershipControls:\n"
			"        Rules:\n"
			"          - ObjectOwnership: ObjectWriter\n",
		.silent = silent,
	},
	.resource = check_resource,
	.value = check_value,
};
