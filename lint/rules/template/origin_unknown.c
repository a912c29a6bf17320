#include "lint/template/property.h"
#include "model/text/say.h"

static bool has(struct lint *l, const struct node *list, struct str id, bool *known)
{
	struct str text;

	node_each(list, item) {
		const struct node *name = node_get(item, "Id");
		if (!name || !node_known_text(l, name, &text))
			*known = false;
		else if (str_eq(text, id))
			return true;
	}
	return false;
}

static void check(struct lint *l, const struct node *config, const struct node *behavior)
{
	const struct node *target = node_get(behavior, "TargetOriginId");
	const struct node *origins = node_get(config, "Origins");
	const struct node *groups = node_path(config, "OriginGroups/Items");
	bool known = node_is_seq(origins) && (!groups || node_is_seq(groups)) &&
	             !node_get(config, "S3Origin") && !node_get(config, "CustomOrigin");
	struct str id;

	if (!target || !node_known_text(l, target, &id) || has(l, origins, id, &known) ||
	    has(l, groups, id, &known) || !known)
		return;
	lint_report(l, target, "there is no origin %s", say_text(l->arena, id));
}

static void origin_unknown(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));
	const struct node *config = node_get(p, "DistributionConfig");

	if (map_is_open(l, p) || map_is_open(l, config))
		return;
	check(l, config, node_get(config, "DefaultCacheBehavior"));
	node_each(node_get(config, "CacheBehaviors"), behavior)
		check(l, config, behavior);
}

static const char *const silent[] = {
	"Resources:\n"
	"  Site:\n"
	"    Type: AWS::CloudFront::Distribution\n"
	"    Properties:\n"
	"      DistributionConfig:\n"
	"        Enabled: true\n"
	"        Origins:\n"
	"          - {Id: !Sub \"${AWS::StackName}\", DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}\n"
	"        DefaultCacheBehavior:\n"
	"          TargetOriginId: site\n"
	"          ViewerProtocolPolicy: https-only\n"
	"          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6\n",
	"Resources:\n"
	"  Site:\n"
	"    Type: AWS::CloudFront::Distribution\n"
	"    Properties:\n"
	"      DistributionConfig:\n"
	"        Enabled: true\n"
	"        Origins:\n"
	"          - {Id: site, DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}\n"
	"        DefaultCacheBehavior:\n"
	"          TargetOriginId: !Ref AWS::StackName\n"
	"          ViewerProtocolPolicy: https-only\n"
	"          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6\n",
	NULL,
};

static const char *const types[] = {"AWS::CloudFront::Distribution", NULL};

const struct lint_rule rule_origin_unknown = {
	.rule = {
		.id = "CFN137",
		.name = "origin-unknown",
		.severity = SEV_ERROR,
		.summary = "a cache behavior names an origin that the distribution does not have",
		.why =
			"CloudFront refuses the distribution. TargetOriginId is the Id of one of its Origins or\n"
			"of an origin group.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-properties-cloudfront-distribution-defaultcachebehavior.html",
		.bad =
			"Resources:\n"
			"  Site:\n"
			"    Type: AWS::CloudFront::Distribution\n"
			"    Properties:\n"
			"      DistributionConfig:\n"
			"        Enabled: true\n"
			"        Origins:\n"
			"          - {Id: site, DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}\n"
			"        DefaultCacheBehavior:\n"
			"          TargetOriginId: sight #!\n"
			"          ViewerProtocolPolicy: https-only\n"
			"          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6\n",
		.good =
			"Resources:\n"
			"  Site:\n"
			"    Type: AWS::CloudFront::Distribution\n"
			"    Properties:\n"
			"      DistributionConfig:\n"
			"        Enabled: true\n"
			"        Origins:\n"
			"          - {Id: site, DomainName: example.com, CustomOriginConfig: {OriginProtocolPolicy: https-only}}\n"
			"        DefaultCacheBehavior:\n"
			"          TargetOriginId: site\n"
			"          ViewerProtocolPolicy: https-only\n"
			"          CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6\n",
		.silent = silent,
	},
	.types = types,
	.resource = origin_unknown,
};
