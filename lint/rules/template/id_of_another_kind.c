#include "lint/template/property.h"

// The letters in front of an id, up to its dash.
static struct str prefix_of(struct str text)
{
	ptrdiff_t dash = str_find_byte(text, 0, '-');

	return str_slice(text, 0, dash < 0 ? 0 : (size_t)dash);
}

static bool is_prefix(const struct fact *kinds, struct str prefix)
{
	fact_each(kinds, row)
		if (prefix.len > 0 && str_eq(fact_value(row), prefix))
			return true;
	return false;
}

static void id_of_another_kind(struct lint *l, const struct lint_property *p)
{
	const struct fact *kinds;
	struct str name = p->is_item && p->around ? p->around->name : p->name, text, wanted;

	if (!p->type || !str_starts(fact_name(p->type), "AWS::EC2::") || p->is_entry)
		return;
	kinds = fact_get(fact_file("template"), "id-prefixes");
	wanted = fact_value(fact_find(kinds, name));
	if (wanted.len == 0 || !property_text(l, p, &text) ||
	    str_eq(prefix_of(text), wanted) || !is_prefix(kinds, prefix_of(text)))
		return;
	lint_report(l, p->value, "%.*s takes an id that begins with %.*s-", STR(name),
	            STR(wanted));
}

static const char *const silent[] = {
	"Resources:\n"
	"  Subnet:\n"
	"    Type: AWS::EC2::Subnet\n"
	"    Properties:\n"
	"      VpcId: '{{resolve:ssm:/network/vpc}}'\n"
	"      CidrBlock: 10.0.0.0/24\n",
	"Resources:\n"
	"  Machine:\n"
	"    Type: AWS::EC2::Instance\n"
	"    Properties:\n"
	"      ImageId: resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64\n"
	"      SubnetId: !ImportValue subnet\n"
	"      SecurityGroupIds: [sg-0123456789abcdef0]\n",
	NULL,
};

const struct lint_rule rule_id_of_another_kind = {
	.rule = {
		.id = "CFN111",
		.name = "id-of-another-kind",
		.severity = SEV_ERROR,
		.summary = "an id of one kind stands where another kind is asked for",
		.why =
			"EC2 does not find it, and the stack rolls back. Each kind of resource has ids of its\n"
			"own: vpc-, subnet-, sg-, ami- and so on.",
		.source = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/"
		          "resource-ids.html",
		.bad =
			"Resources:\n"
			"  Subnet:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties:\n"
			"      VpcId: subnet-0123456789abcdef0 #!\n"
			"      CidrBlock: 10.0.0.0/24\n",
		.good =
			"Resources:\n"
			"  Subnet:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties:\n"
			"      VpcId: vpc-0123456789abcdef0\n"
			"      CidrBlock: 10.0.0.0/24\n",
		.silent = silent,
	},
	.value = id_of_another_kind,
};
