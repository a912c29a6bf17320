// Builds of an org.yaml, a template and a policy that use everything, each altered.
#ifndef FUZZ_BUILDS_H
#define FUZZ_BUILDS_H

#include <errno.h>

#include "gen/build.h"
#include "model/read/read.h"
#include "tests/fuzz/altered.h"

enum { FILES = 3 };

static const char base[] =
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\", name: management}\n"
	"regions:\n"
	"  home: us-east-1\n"
	"  all: [us-east-1, eu-west-1, af-south-1]\n"
	"identity-center: {region: us-east-1}\n"
	"ous:\n"
	"  Workloads: {id: ou-ab12-11111111, reserve-scps: 1}\n"
	"  Workloads/Dev: {id: ou-ab12-22222222}\n"
	"  Sandbox: {id: ou-ab12-33333333}\n"
	"accounts:\n"
	"  operations:\n"
	"    id: \"222222222222\"\n"
	"    ou: /\n"
	"    name: Globex 'Operations' \"&\"\n"
	"  dev:\n"
	"    id: \"444444444444\"\n"
	"    ou: Workloads/Dev\n"
	"    previously: development\n"
	"  prod: {id: \"055555555555\", ou: Workloads}\n"
	"  old: {id: \"666666666666\", ou: Sandbox, status: suspended}\n"
	"delegated-administrators:\n"
	"  systems-manager: operations\n"
	"  quick-setup: operations\n"
	"  resource-explorer: operations\n"
	"  stacksets: operations\n"
	"features:\n"
	"  automation:\n"
	"    admin: operations\n"
	"    console: [role/oncall-*, user/me, permission-set/Ops, account]\n"
	"    pin: true\n"
	"    in: [Workloads, operations]\n"
	"    except: [prod]\n"
	"  default-host-management:\n"
	"    in: all\n"
	"    regions: all\n"
	"    mode: per-region\n"
	"    protect: true\n"
	"  unified-console:\n"
	"    admin: operations\n"
	"    regions: [us-east-1, eu-west-1]\n"
	"  session-manager:\n"
	"    from: operations\n"
	"    who: [permission-set/Ops, role/oncall]\n"
	"    in: [Workloads, Sandbox]\n"
	"    hybrid: {nodes: 40, tier: advanced}\n"
	"  share-ami:\n"
	"    tag: {Image: golden}\n"
	"    in: [operations]\n"
	"    with: {accounts: [prod], ous: [Workloads], organization: true}\n"
	"    regions: home\n"
	"    create-with: runbook\n"
	"    key: arn:aws:kms:us-east-1:222222222222:key/7c2e9f10-5b1d-4b52-9c0e-3a1f6d2b8e47\n"
	"    schedule: rate(7 days)\n"
	"    environment: true\n"
	"policies:\n"
	"  stay: {type: scp, preset: deny-leaving-organization, in: all}\n"
	"  regions: {type: scp, preset: region-deny, in: Workloads, exempt: [stacksets]}\n"
	"  strangers: {type: rcp, preset: deny-outside-principals, in: [Sandbox]}\n"
	"  own:\n"
	"    type: scp\n"
	"    file: own.yaml\n"
	"    description: Ours\n"
	"    in: [dev, Sandbox]\n"
	"    exempt: [stacksets, role/Release]\n"
	"stacksets:\n"
	"  baseline:\n"
	"    template: template.yaml\n"
	"    in: all\n"
	"    except: [Sandbox]\n"
	"    regions: all\n"
	"    after: [automation, audit]\n"
	"    parameters:\n"
	"      RetentionDays: 365\n"
	"      Name: !Sub x-${AWS::AccountId}\n"
	"    overrides:\n"
	"      prod: {RetentionDays: 3653}\n"
	"  audit: {template: template.yaml, in: [prod], parameters: {Name: a}, name: Audit}\n"
	"rollout:\n"
	"  order: [Sandbox, Workloads/Dev]\n"
	"  concurrency: 25%\n"
	"  tolerate: 0\n"
	"%\n"
	"AWSTemplateFormatVersion: '2010-09-09'\n"
	"Description: Logs\n"
	"Parameters:\n"
	"  RetentionDays:\n"
	"    Type: Number\n"
	"    Default: 30\n"
	"  Name:\n"
	"    Type: String\n"
	"    AllowedPattern: '^.+$'\n"
	"Mappings:\n"
	"  Sizes: {us-east-1: {Of: small}, eu-west-1: {Of: large}}\n"
	"Conditions:\n"
	"  Long: !Not [!Equals [!Ref RetentionDays, 30]]\n"
	"Resources:\n"
	"  Logs:\n"
	"    Type: AWS::Logs::LogGroup\n"
	"    Condition: Long\n"
	"    Properties:\n"
	"      LogGroupName: !Join ['-', [!Ref Name, !FindInMap [Sizes, !Ref AWS::Region, Of]]]\n"
	"      RetentionInDays: !If [Long, !Ref RetentionDays, !Ref AWS::NoValue]\n"
	"  Reader:\n"
	"    Type: AWS::IAM::Role\n"
	"    Properties:\n"
	"      RoleName: !Sub '${Name}-${AWS::Region}-reader'\n"
	"      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}\n"
	"Outputs:\n"
	"  Arn: {Value: !GetAtt Logs.Arn}\n"
	"%\n"
	"Version: '2012-10-17'\n"
	"Statement:\n"
	"  - Sid: Ours\n"
	"    Effect: Deny\n"
	"    Action: [s3:PutObject, ec2:*]\n"
	"    Resource: '*'\n"
	"    Condition:\n"
	"      StringNotLike:\n"
	"        ec2:InstanceType: ['*.nano']\n"
	"  - {Effect: Deny, NotAction: iam:*, Resource: '*'}\n";

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	const struct str *files = context;

	(void)a;
	if (!str_is(S("template.yaml"), path) && !str_is(S("own.yaml"), path))
		return ENOENT;
	*text = files[path[0] == 't' ? 1 : 2];
	return 0;
}

static bool build(struct arena *a, const uint8_t *data, size_t size,
                  struct diags *diags, struct file_set *files)
{
	struct str texts[FILES];
	struct loader loader = {load, texts};
	struct doc *doc;

	make_files(a, S(base), data, size, texts, FILES);
	doc = doc_read(a, source_new(a, "org.yaml", texts[0]), SYNTAX_YAML, template_tags, diags);
	*files = (struct file_set){.arena = a};
	if (diags_count(diags, SEV_ERROR))
		return false;
	return gen_build(org_read(a, doc, diags), &loader, files, NULL);
}

#endif
