// The rules of the family PRE.
#include "preflight/findings.h"
#include "preflight/rules.h"

#include "org/rules/examples.h"

#define SCPS "https://docs.aws.amazon.com/organizations/latest/userguide/"
#define CONSOLE                                                                            \
	"identity-center: {region: us-east-1}\n" DEV                                         \
	"features: {unified-console: {admin: dev}}\npolicies:\n"

const struct rule preflight_denied = {
	.id = "PRE001",
	.name = "deployment-denied",
	.severity = SEV_ERROR,
	.summary = "a policy of org.yaml denies what a deployment of org.yaml does",
	.why = "A StackSet acts in each account as a role stacksets-exec-…, and SCPs hold for that\n"
	       "role as for any other. The first resource whose action is denied fails, the stack\n"
	       "is rolled back, and what waits for it fails with another message: a principal that\n"
	       "does not exist, an instance that was cancelled. The message shows the session\n"
	       "(arn:aws:sts::…:assumed-role/…), but aws:PrincipalArn is the ARN of the role\n"
	       "(arn:aws:iam::…:role/stacksets-exec-*): only that form exempts it. With exempt:\n"
	       "[stacksets] the policy lets these roles through; anyone who may make a role of such\n"
	       "a name gets through as well, unless the preset protect-stackset-roles denies it.",
	.source = SCPS "orgs_manage_policies_scps_evaluation.html",
	.bad = HEAD OUS DEV
	"stacksets:\n"
	"  base: {template: base.yaml, in: all}\n"
	"policies:\n"
	"  public: {type: scp, preset: protect-public-access-block, in: all}  #!\n"
	"#| Resources:\n"
	"#|   Logs:\n"
	"#|     Type: AWS::S3::Bucket\n"
	"#|     Properties:\n"
	"#|       PublicAccessBlockConfiguration: {BlockPublicAcls: true}\n",
	.good = HEAD OUS DEV
	"stacksets:\n"
	"  base: {template: base.yaml, in: all}\n"
	"policies:\n"
	"  public: {type: scp, preset: protect-public-access-block, in: all, exempt: [stacksets]}\n"
	"#| Resources:\n"
	"#|   Logs:\n"
	"#|     Type: AWS::S3::Bucket\n"
	"#|     Properties:\n"
	"#|       PublicAccessBlockConfiguration: {BlockPublicAcls: true}\n",
};

const struct rule preflight_made_by_aws = {
	.id = "PRE002",
	.name = "console-setup-denied",
	.severity = SEV_WARNING,
	.summary = "a policy of org.yaml denies what setting up the unified console does",
	.why = "Quick Setup sets the unified console up through StackSets of its own, as roles\n"
	       "stacksets-exec-… to which SCPs apply. When the first of them is denied an action,\n"
	       "the second one fails with \"Invalid principal in policy\", since the role that it\n"
	       "trusts was never made. What these StackSets call is known from the documentation\n"
	       "only, so that more may be denied than this.",
	.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		  "systems-manager-setting-up-organizations.html",
	.bad = HEAD OUS CONSOLE
	"  public: {type: scp, preset: protect-public-access-block, in: all}  #!\n",
	.good = HEAD OUS CONSOLE
	"  public: {type: scp, preset: protect-public-access-block, in: all, exempt: [stacksets]}\n",
};

const struct rule preflight_not_allowed = {
	.id = "PRE003",
	.name = "deployment-not-allowed",
	.severity = SEV_ERROR,
	.summary = "no policy on one level allows what a deployment of org.yaml does",
	.why = "Where FullAWSAccess is detached, only what the policies of that level allow is left,\n"
	       "and every level from the root to the account has to allow an action. That holds\n"
	       "for the roles of StackSets as well.",
	.source = SCPS "orgs_manage_policies_scps_evaluation.html",
	.bad = HEAD OUS DEV
	"stacksets:\n"
	"  base: {template: base.yaml, in: all}\n"
	"policies:\n"
	"  only: {type: scp, file: only.yaml, in: [Workloads], replace-full-access: true}  #!\n"
	"#| Resources: {Topic: {Type: AWS::SNS::Topic}}\n"
	"#> Version: '2012-10-17'\n"
	"#> Statement: [{Effect: Allow, Action: ['cloudformation:*', 's3:*'], Resource: '*'}]\n",
	.good = HEAD OUS DEV
	"stacksets:\n"
	"  base: {template: base.yaml, in: all}\n"
	"policies:\n"
	"  only: {type: scp, file: only.yaml, in: [Workloads], replace-full-access: true}\n"
	"#| Resources: {Topic: {Type: AWS::SNS::Topic}}\n"
	"#> Version: '2012-10-17'\n"
	"#> Statement: [{Effect: Allow, Action: ['cloudformation:*', 'sns:*'], Resource: '*'}]\n",
};

const struct rule preflight_sentence_broken = {
	.id = "PRE004",
	.name = "expectation-broken",
	.severity = SEV_ERROR,
	.summary = "the policies of org.yaml break a sentence under expect",
	.why = "A sentence under expect says what the policies must never, or always, let through.\n"
	       "It is decided for every request: one of each kind that the policies can tell apart\n"
	       "is tried, and the finding shows the first that breaks it. Callers are those of the\n"
	       "account itself, without service-linked roles, which SCPs and RCPs do not reach.",
	.source = SCPS "orgs_manage_policies_scps_evaluation.html",
	.bad = HEAD OUS DEV
	"policies:\n"
	"  stay: {type: scp, preset: deny-leaving-organization, in: all}\n"
	"expect:\n"
	"  - never: {do: \"cloudtrail:StopLogging\", in: Workloads}  #!\n",
	.good = HEAD OUS DEV
	"policies:\n"
	"  stay: {type: scp, preset: deny-leaving-organization, in: all}\n"
	"expect:\n"
	"  - never: {do: \"organizations:LeaveOrganization\", in: Workloads}\n",
};

const struct rule preflight_sentence_open = {
	.id = "PRE005",
	.name = "expectation-open",
	.severity = SEV_INFO,
	.summary = "whether a sentence under expect holds is not decided",
	.why = "No request was found that breaks the sentence, and not every kind of request could\n"
	       "be tried: a condition compares a key with a policy variable, or with so many\n"
	       "patterns that their combinations are too many.",
	.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		  "reference_policies_variables.html",
	.bad = HEAD OUS DEV
	"policies:\n"
	"  own: {type: scp, file: own.yaml, in: all}\n"
	"expect:\n"
	"  - never: {do: \"sns:DeleteTopic\", in: Workloads}  #!\n"
	"#> Version: '2012-10-17'\n"
	"#> Statement:\n"
	"#>   - Effect: Deny\n"
	"#>     Action: 'sns:*'\n"
	"#>     Resource: '*'\n"
	"#>     Condition: {StringNotEquals: {'aws:PrincipalTag/team': '${aws:PrincipalTag/lead}'}}\n"
	"#>   - Effect: Deny\n"
	"#>     Action: 'sns:*'\n"
	"#>     Resource: '*'\n"
	"#>     Condition: {StringEquals: {'aws:PrincipalTag/team': '${aws:PrincipalTag/lead}'}}\n",
	.good = HEAD OUS DEV
	"policies:\n"
	"  own: {type: scp, file: own.yaml, in: all}\n"
	"expect:\n"
	"  - never: {do: \"sns:DeleteTopic\", in: Workloads}\n"
	"#> Version: '2012-10-17'\n"
	"#> Statement: [{Effect: Deny, Action: 'sns:*', Resource: '*'}]\n",
};

#define RUNBOOK                                                                            \
	"#| Resources:\n"                                                                    \
	"#|   Open:\n"                                                                       \
	"#|     Type: AWS::SSM::Document\n"                                                  \
	"#|     Properties:\n"                                                               \
	"#|       DocumentType: Automation\n"                                                \
	"#|       Content:\n"                                                                \
	"#|         schemaVersion: '0.3'\n"                                                  \
	"#|         assumeRole: arn:aws:iam::444444444444:role/Opener\n"                     \
	"#|         mainSteps:\n"                                                            \
	"#|           - name: open\n"                                                        \
	"#|             action: aws:executeAwsApi\n"                                         \
	"#|             inputs:\n"                                                           \
	"#|               Service: s3\n"                                                     \
	"#|               Api: PutPublicAccessBlock\n"                                       \
	"#|               Bucket: logs\n"                                                    \
	"#|               PublicAccessBlockConfiguration: {BlockPublicAcls: false}\n"

const struct rule preflight_runbook_denied = {
	.id = "PRE006",
	.name = "runbook-denied",
	.severity = SEV_WARNING,
	.summary = "a policy of org.yaml denies what a runbook of org.yaml does",
	.why = "The stack is made, and its runbook fails when it runs: SCPs hold for the role that a\n"
	       "runbook acts with as for any other. What a step surely calls is known where its\n"
	       "action or operation is; scripts and other documents are not looked into.",
	.source = SCPS "orgs_manage_policies_scps.html",
	.bad = HEAD OUS DEV
	"stacksets:\n"
	"  base: {template: base.yaml, in: all}\n"
	"policies:\n"
	"  public: {type: scp, preset: protect-public-access-block, in: all}  #!\n" RUNBOOK,
	.good = HEAD OUS DEV
	"stacksets:\n"
	"  base: {template: base.yaml, in: all}\n"
	"policies:\n"
	"  public: {type: scp, preset: protect-public-access-block, in: all, exempt: [role/Opener]}\n"
	RUNBOOK,
};

const struct rule *const preflight_rules[] = {
	&preflight_denied,
	&preflight_made_by_aws,
	&preflight_not_allowed,
	&preflight_sentence_broken,
	&preflight_sentence_open,
	&preflight_runbook_denied,
	NULL,
};
