// What can be wrong with StackSets, their templates and their rollout.
#include "org/org_rules.h"
#include "org/rules/examples.h"

const struct rule org_empty_selector = {
	.id = "ORG015",
	.name = "empty-selector",
	.severity = SEV_ERROR,
	.summary = "in, except and regions select nothing, or an item of them does nothing",
	.why = "A StackSet without targets or regions is refused. An exception to something that\n"
	       "is not selected hints at a name that was meant otherwise.",
	.source = STACKSETS "account-level-targets.html",
	.bad = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                               "    in: [dev]  #!\n"
	                               "    except: [Workloads]\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                                "    in: [Workloads]\n",
};

const struct rule org_covered_twice = {
	.id = "ORG016",
	.name = "covered-twice",
	.severity = SEV_WARNING,
	.summary = "a list names the same thing twice",
	.why = "An OU stands for everything below it. Naming a part of it as well does nothing,\n"
	       "and looks as if it did when the OU is taken out later.",
	.source = STACKSETS "account-level-targets.html",
	.bad = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                               "    in:\n"
	                               "      - Workloads\n"
	                               "      - dev  #!\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                                "    in:\n"
	                                "      - Workloads\n",
};

const struct rule org_cyclic_after = {
	.id = "ORG017",
	.name = "cyclic-after",
	.severity = SEV_ERROR,
	.summary = "StackSets wait for one another in a circle",
	.why = "None of them could ever be deployed first.",
	.source = STACKSETS "aws-attribute-dependson.html",
	.bad = HEAD OUS DEV TOPIC
	"stacksets:\n"
	"  alerts: {template: alerts.yaml, in: [dev], after: [logs]}  #!\n"
	"  logs: {template: logs.yaml, in: [dev], after: [alerts]}\n",
	.good = HEAD OUS DEV TOPIC
	"stacksets:\n"
	"  alerts: {template: alerts.yaml, in: [dev], after: [logs]}\n"
	"  logs: {template: logs.yaml, in: [dev]}\n",
};

const struct rule org_template_file = {
	.id = "ORG021",
	.name = "unusable-template",
	.severity = SEV_ERROR,
	.summary = "the file that template names is missing or no template",
	.why = "A StackSet needs a CloudFormation template: YAML or JSON with Resources. The\n"
	       "path starts in the folder of org.yaml.",
	.source = STACKSETS "template-anatomy.html",
	.bad = HEAD OUS DEV "#| Just: a document\n"
	"stacksets:\n"
	"  alerts:\n"
	"    template: alerts.yaml  #!\n"
	"    in: [Workloads]\n",
	.good = HEAD OUS DEV TOPIC ALERTS "    in: [Workloads]\n",
};

const struct rule org_unknown_parameter = {
	.id = "ORG022",
	.name = "unknown-parameter",
	.severity = SEV_ERROR,
	.summary = "the template has no such parameter",
	.why = "CloudFormation refuses values for parameters that a template does not have.",
	.source = STACKSETS "parameters-section-structure.html",
	.bad = HEAD OUS DEV "#| Parameters: {Mail: {Type: String}}\n" TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters:\n"
	"      Mail: ops@example.com\n"
	"      Mial: dev@example.com  #!\n",
	.good = HEAD OUS DEV "#| Parameters: {Mail: {Type: String}}\n" TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters:\n"
	"      Mail: ops@example.com\n",
};

const struct rule org_missing_parameter = {
	.id = "ORG023",
	.name = "parameter-without-value",
	.severity = SEV_ERROR,
	.summary = "a parameter has neither a value nor a default",
	.why = "No one is there to ask when a StackSet is deployed: every parameter needs a\n"
	       "value in org.yaml, or a Default in the template.",
	.source = STACKSETS "parameters-section-structure.html",
	.bad = HEAD OUS DEV "#| Parameters: {Mail: {Type: String}}\n" TOPIC
	"stacksets:\n"
	"  alerts:\n"
	"    template: alerts.yaml  #!\n"
	"    in: [Workloads]\n",
	.good = HEAD OUS DEV "#| Parameters: {Mail: {Type: String}}\n" TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters: {Mail: ops@example.com}\n",
};

const struct rule org_refused_parameter = {
	.id = "ORG024",
	.name = "refused-parameter-value",
	.severity = SEV_ERROR,
	.summary = "a value is not one that the parameter takes",
	.why = "The value is put into the template, so CloudFormation does not hold it against\n"
	       "AllowedValues, AllowedPattern and the rest any more: orgc does.",
	.source = STACKSETS "parameters-section-structure.html",
	.bad = HEAD OUS DEV "#| Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}\n"
	TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters: {Stage: production}  #!\n",
	.good = HEAD OUS DEV "#| Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}\n"
	TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters: {Stage: prod}\n",
};

const struct rule org_template_not_for_stacksets = {
	.id = "ORG025",
	.name = "template-not-for-stacksets",
	.severity = SEV_ERROR,
	.summary = "the template has what StackSets of an organization refuse",
	.why = "StackSets that deploy to OUs take neither transforms and macros nor nested\n"
	       "stacks and StackSets. Expand the template first, or put the nested one's\n"
	       "resources into it.",
	.source = STACKSETS "stacksets-concepts.html",
	.bad = HEAD OUS DEV "#| Transform: AWS::Serverless-2016-10-31\n" TOPIC
	"stacksets:\n"
	"  alerts:\n"
	"    template: alerts.yaml  #!\n"
	"    in: [Workloads]\n",
	.good = HEAD OUS DEV TOPIC ALERTS "    in: [Workloads]\n",
};

const struct rule org_named_iam_in_regions = {
	.id = "ORG026",
	.name = "named-iam-in-regions",
	.severity = SEV_ERROR,
	.summary = "an IAM name would be made in more than one region",
	.why = "IAM is the same in every region of an account. The stack in the second region\n"
	       "meets the name that the first one made, and fails. Deploy to the home region,\n"
	       "let ${AWS::Region} be a part of the name, or give the resource a condition.",
	.source = STACKSETS "aws-resource-iam-role.html",
	.bad = HEAD OUS DEV
	"#| Resources: {Group: {Type: AWS::IAM::Group, Properties: {GroupName: ops}}}\n"
	"stacksets:\n"
	"  groups:\n"
	"    template: groups.yaml\n"
	"    in: [Workloads]\n"
	"    regions: all  #!\n",
	.good = HEAD OUS DEV
	"#| Resources: {Group: {Type: AWS::IAM::Group, Properties: {GroupName: ops}}}\n"
	"stacksets:\n"
	"  groups:\n"
	"    template: groups.yaml\n"
	"    in: [Workloads]\n"
	"    regions: home\n",
};

const struct rule org_over_a_limit = {
	.id = "ORG027",
	.name = "over-a-limit",
	.severity = SEV_ERROR,
	.summary = "AWS takes no more of this",
	.why = "What would be built is larger, longer or more than AWS takes.",
	.source = STACKSETS "cloudformation-limits.html",
	.bad = HEAD OUS DEV TOPIC
	"stacksets:\n"
	"  a: {template: a.yaml, in: [Workloads]}\n"
	"  b: {template: a.yaml, in: [Workloads]}\n"
	"  c: {template: a.yaml, in: [Workloads]}\n"
	"  d: {template: a.yaml, in: [Workloads]}\n"
	"  e: {template: a.yaml, in: [Workloads]}\n"
	"  f: {template: a.yaml, in: [Workloads]}\n"
	"  g: {template: a.yaml, in: [Workloads]}\n"
	"  h: {template: a.yaml, in: [Workloads]}\n"
	"  i: {template: a.yaml, in: [Workloads]}\n"
	"  j: {template: a.yaml, in: [Workloads]}\n"
	"  k: {template: a.yaml, in: [Workloads]}\n"
	"  l:\n"
	"    template: a.yaml\n"
	"    in: [Workloads]\n"
	"    after: [a, b, c, d, e, f, g, h, i, j, k]  #!\n",
	.good = HEAD OUS DEV TOPIC
	"stacksets:\n"
	"  a: {template: a.yaml, in: [Workloads]}\n"
	"  l:\n"
	"    template: a.yaml\n"
	"    in: [Workloads]\n"
	"    after: [a]\n",
};

const struct rule org_rollout_from_elsewhere = {
	.id = "ORG043",
	.name = "rollout-from-elsewhere",
	.severity = SEV_ERROR,
	.summary = "StackSets are to be deployed from an account that may not",
	.why = "The management account may deploy StackSets to OUs, and a delegated administrator\n"
	       "of StackSets may. Any other account is refused.",
	.source = STACKSETS "stacksets-orgs-delegated-admin.html",
	.bad = HEAD TWO_ACCOUNTS "rollout:\n"
	                         "  from: operations  #!\n",
	.good = HEAD TWO_ACCOUNTS "rollout:\n"
	                          "  from: operations\n"
	                          "delegated-administrators: {stacksets: operations}\n",
};

const struct rule org_tags_of_one_word = {
	.id = "ORG047",
	.name = "tags-of-one-word",
	.severity = SEV_ERROR,
	.summary = "two tags differ in nothing but the case of their keys, and go on IAM resources",
	.why = "Stacks hand their tags down to what they make. IAM tells keys of tags apart without\n"
	       "their case, and refuses a role with two of one word.",
	.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html",
	.bad = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                               "    in: [Workloads]\n"
	                               "    tags: {team: platform}  #!\n"
	                               "tags: {Team: sales}\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                                "    in: [Workloads]\n"
	                                "    tags: {Team: platform}\n"
	                                "tags: {Team: sales}\n",
};
