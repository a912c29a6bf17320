#include "aws/aws.h"
#include "lint/sites.h"
#include "lint/policy/size.h"

struct sum {
	struct policy_size size;
	size_t policies;
	const struct node *last;
};

static void add(struct sum *sum, const struct node *value)
{
	struct policy_size size = policy_size_of(value);

	sum->size.minified += size.minified;
	sum->size.unspaced += size.unspaced;
	sum->size.written += size.written;
	sum->policies++;
	sum->last = value;
}

static void add_site(struct lint *l, struct sum *sum, const struct policy_site *site,
                     const struct node *value)
{
	struct leaf *leaves;
	size_t count;

	value = lint_evaluate(l, value);
	if (site->inner.len == 0) {
		add(sum, value);
		return;
	}
	count = leaves_of(l->scratch, value, &leaves);
	for (size_t i = 0; i < count; i++) {
		const struct node *inner = node_get_str(leaves[i].value, site->inner);
		if (inner && !leaves[i].sometimes)
			add(sum, inner);
	}
}

static void report(struct lint *l, const struct sum *sum, const struct node *property,
                   size_t most)
{
	struct str written = {0};
	struct diag *d;

	if (sum->size.written > 0)
		written = str_of(arena_printf(l->scratch, " (%zu as written)",
		                              sum->size.written));
	d = lint_report(l, sum->policies > 1 ? property : sum->last,
	                "%s at least %zu characters%s, blanks not counted%.*s, and AWS takes "
	                "%zu", sum->policies > 1 ? "these policies have" : "this policy has",
	                sum->size.unspaced, sum->policies > 1 ? " together" : "",
	                STR(written), most);
	d->hint = "say more with wildcards, or make several policies of it";
	if (sum->policies > 1)
		d->hint = "say more with wildcards, or make managed policies of some";
}

static void policy_too_large(struct lint *l, const struct entry *resource)
{
	const struct node *properties = node_get(resource->value, "Properties");
	struct str type = template_type(resource);
	const struct node *property = NULL;
	struct policy_site site = {0};
	struct sum sum = {0};
	size_t most = SIZE_MAX;

	while (policy_site_next(type, &site)) {
		const struct node *key = site.limit.len > 0
		                                 ? node_key_str(properties, site.property)
		                                 : NULL;
		if (!key)
			continue;
		property = key;
		most = (size_t)limit(arena_cstring(l->scratch, site.limit));
		add_site(l, &sum, &site, key->next);
	}
	if (sum.size.unspaced > most)
		report(l, &sum, property, most);
}

// Of an identity policy on its own it is not known where it will hang.
static void policy_alone(struct lint *l, const struct policy *p)
{
	size_t managed = (size_t)limit("policy-managed-characters");
	size_t inline_most = (size_t)limit("role-inline-characters");
	struct policy_size size;
	struct diag *d;

	if (l->template)
		return;
	size = policy_size_of(p->node);
	if (size.unspaced <= managed)
		return;
	d = lint_report(l, p->node, "this policy has %zu characters, blanks not counted, and "
	                "%s takes %zu", size.unspaced,
	                size.unspaced > inline_most ? "a role" : "a managed policy",
	                size.unspaced > inline_most ? inline_most : managed);
	d->severity = size.unspaced > inline_most ? SEV_WARNING : SEV_INFO;
	d->end = d->start + 1;
	d->hint = "say more with wildcards, or make several policies of it";
}

#define ARN(n) "arn:aws:ssm:*:111111111111:parameter/payments/production/service-" n "/*,"
#define ARNS(n)                                                                           \
	"              " ARN(n "0") " " ARN(n "1") " " ARN(n "2") " " ARN(n "3") " "     \
	ARN(n "4") " " ARN(n "5") " " ARN(n "6") " " ARN(n "7") " " ARN(n "8") " "        \
	ARN(n "9") "\n"

const struct lint_rule rule_policy_too_large = {
	.rule = {
		.id = "IAM041",
		.name = "policy-too-large",
		.severity = SEV_ERROR,
		.summary = "a policy has more characters than AWS takes",
		.why =
			"A managed policy has at most 6,144 characters; all inline policies of a\n"
			"role together have 10,240, of a group 5,120, of a user 2,048. Blanks do not\n"
			"count. IAM refuses more with LimitExceeded, and no quota raises it. The\n"
			"policies of buckets, keys, secrets, file systems and endpoints have limits of\n"
			"their own (orgc show limit). Values that only deployment knows are not counted\n"
			"here, so the policy may be larger still. Of a policy on its own it is not known\n"
			"where it will hang: only what is too large for every role is warned of.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_iam-quotas.html",
		.bad =
			"Resources:\n"
			"  Readers:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17' #!\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:GetParameter\n"
			"            Resource: [\n"
			ARNS("0") ARNS("1") ARNS("2") ARNS("3") ARNS("4")
			ARNS("5") ARNS("6") ARNS("7") ARNS("8")
			"            ]\n",
		.good =
			"Resources:\n"
			"  Readers:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:GetParameter\n"
			"            Resource: arn:aws:ssm:*:111111111111:parameter/payments/*\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_UNSURE,
	.resource = policy_too_large,
	.policy = policy_alone,
};
