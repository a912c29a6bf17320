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

const struct rule *const preflight_rules[] = {
	&preflight_denied,
	&preflight_made_by_aws,
	&preflight_not_allowed,
	NULL,
};
