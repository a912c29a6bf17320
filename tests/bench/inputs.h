// The texts that benchmarks read: a template, a runbook, policies and an organization, of
// any size and without findings.
#ifndef TESTS_BENCH_INPUTS_H
#define TESTS_BENCH_INPUTS_H

#include "model/write/write.h"

// A template of roles and buckets, as generators write them: up to so many resources, and
// so many bytes or a little more.
static inline struct str input_template(struct arena *a, unsigned resources, size_t bytes)
{
	struct out o = {.arena = a};

	out_text(&o, "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n"
	             "  AdminAccountId:\n    Type: String\n    AllowedPattern: '^[0-9]{12}$'\n"
	             "Resources:\n");
	for (unsigned i = 0; o.len < bytes && i * 2 < resources; i++)
		out_printf(&o,
			"  Role%u:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: !Sub ${AWS::StackName}-reader-%u\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: !Sub arn:${AWS::Partition}:iam::${AdminAccountId}:root\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              ArnLike:\n"
			"                aws:PrincipalArn: !Sub arn:${AWS::Partition}:iam::${AdminAccountId}:role/ops-*\n"
			"      Policies:\n"
			"        - PolicyName: read\n"
			"          PolicyDocument:\n"
			"            Version: '2012-10-17'\n"
			"            Statement:\n"
			"              - Effect: Allow\n"
			"                Action: s3:ListBucket\n"
			"                Resource: !GetAtt Bucket%u.Arn\n"
			"  Bucket%u:\n"
			"    Type: AWS::S3::Bucket\n"
			"    Properties:\n"
			"      BucketName: !Join ['-', [logs, !Ref 'AWS::AccountId', '%u']]\n"
			"      Tags:\n"
			"        - Key: owner\n"
			"          Value: platform\n",
			i, i, i, i, i);
	return out_str(&o);
}

// Roles and queues in JSON.
static inline struct str input_json(struct arena *a, size_t bytes)
{
	struct out o = {.arena = a};

	out_text(&o, "{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\",\n  \"Resources\": {");
	for (unsigned i = 0; o.len < bytes; i++)
		out_printf(&o,
			"%s\n    \"Queue%u\": {\n"
			"      \"Type\": \"AWS::SQS::Queue\",\n"
			"      \"Properties\": {\n"
			"        \"QueueName\": {\"Fn::Sub\": \"${AWS::StackName}-queue-%u\"},\n"
			"        \"VisibilityTimeout\": 300,\n"
			"        \"Tags\": [\n"
			"          {\"Key\": \"owner\", \"Value\": \"platform\"},\n"
			"          {\"Key\": \"note\", \"Value\": \"kept for \\\"operators\\\"\\nonly\"}\n"
			"        ]\n"
			"      }\n"
			"    }",
			i ? "," : "", i, i);
	out_text(&o, "\n  }\n}\n");
	return out_str(&o);
}

// A template whose role trusts a role that another file makes.
static inline struct str input_neighbour(struct arena *a, unsigned self, unsigned other)
{
	struct out o = {.arena = a};

	out_printf(&o,
		"Resources:\n"
		"  Role:\n"
		"    Type: AWS::IAM::Role\n"
		"    Properties:\n"
		"      RoleName: made-here-%u\n"
		"      AssumeRolePolicyDocument:\n"
		"        Version: '2012-10-17'\n"
		"        Statement:\n"
		"          - Effect: Allow\n"
		"            Principal:\n"
		"              AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:role/made-here-%u\n"
		"            Action: sts:AssumeRole\n",
		self, other);
	return out_str(&o);
}

// A runbook of many steps, of which each reads what others gave.
static inline struct str input_runbook(struct arena *a, size_t bytes)
{
	struct out o = {.arena = a};

	out_text(&o, "schemaVersion: '0.3'\nparameters:\n  Name:\n    type: String\n"
	             "mainSteps:\n  - name: step0\n    action: aws:executeAwsApi\n    inputs:\n"
	             "      Service: ssm\n      Api: GetParameter\n      Name: '{{ Name }}'\n"
	             "    outputs:\n      - Name: Value\n        Selector: $.Parameter.Value\n");
	for (unsigned i = 1; o.len < bytes; i++)
		out_printf(&o,
			"  - name: step%u\n"
			"    action: aws:executeAwsApi\n"
			"    onFailure: Abort\n"
			"    timeoutSeconds: 300\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: GetParameter\n"
			"      Name: '/of/{{ step%u.Value }}/and/{{ Name }}'\n"
			"      WithDecryption: true\n"
			"    outputs:\n"
			"      - Name: Value\n"
			"        Selector: $.Parameter.Value\n"
			"        Type: String\n"
			"  - name: look%u\n"
			"    action: aws:branch\n"
			"    inputs:\n"
			"      Choices:\n"
			"        - Variable: '{{ step%u.Value }}'\n"
			"          StringEquals: 'off'\n"
			"          NextStep: rest%u\n"
			"      Default: run%u\n"
			"  - name: run%u\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      InputPayload:\n"
			"        value: '{{ step%u.Value }}'\n"
			"      Script: |\n"
			"        def handler(events, context):\n"
			"            value = events['value'].strip()\n"
			"            if not value:\n"
			"                raise ValueError('nothing there')\n"
			"            return {'first': value.split(',')[0]}\n"
			"    outputs:\n"
			"      - Name: First\n"
			"        Selector: $.Payload.first\n"
			"        Type: String\n"
			"  - name: start%u\n"
			"    action: aws:changeInstanceState\n"
			"    inputs:\n"
			"      InstanceIds: ['{{ run%u.First }}']\n"
			"      DesiredState: running\n"
			"  - name: rest%u\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT5M\n",
			i, i - 1, i, i, i, i, i, i, i, i, i);
	return out_str(&o);
}

// An identity policy of five statements, as people write them.
static inline struct str input_policy(struct arena *a, unsigned number)
{
	static const char *const actions[][4] = {
		{"s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:DeleteObject"},
		{"dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"},
		{"sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueUrl"},
		{"logs:CreateLogStream", "logs:PutLogEvents", "logs:GetLogEvents", "logs:FilterLogEvents"},
		{"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"},
	};
	static const char *const resources[] = {
		"arn:aws:s3:::team-%u/*",
		"arn:aws:dynamodb:eu-west-1:111111111111:table/team-%u",
		"arn:aws:sqs:eu-west-1:111111111111:team-%u",
		"arn:aws:logs:eu-west-1:111111111111:log-group:team-%u:log-stream:*",
		"arn:aws:kms:eu-west-1:111111111111:key/00000000-0000-0000-0000-%012u",
	};
	struct out o = {.arena = a};

	out_text(&o, "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [");
	for (unsigned i = 0; i < 5; i++) {
		out_printf(&o, "%s\n    {\n      \"Sid\": \"Part%u\",\n      \"Effect\": \"Allow\",\n"
		           "      \"Action\": [", i ? "," : "", i);
		for (unsigned j = 0; j < 4; j++)
			out_printf(&o, "%s\"%s\"", j ? ", " : "", actions[i][j]);
		out_text(&o, "],\n      \"Resource\": \"");
		out_text(&o, arena_printf(a, resources[i], number));
		out_text(&o, "\",\n      \"Condition\": {\n        \"StringEquals\": "
		         "{\"aws:PrincipalOrgID\": \"o-a1b2c3d4e5\"}\n      }\n    }");
	}
	out_text(&o, "\n  ]\n}\n");
	return out_str(&o);
}

// --- an organization ---

enum { INPUT_UNITS = 20, INPUT_TEAMS = 39, INPUT_SETS = 10 };

static const char input_org_head[] =
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\", name: management}\n"
	"identity-center: {region: us-east-1}\n"
	"regions:\n"
	"  home: us-east-1\n"
	"  all:\n"
	"    [us-east-1, us-east-2, us-west-1, us-west-2, ap-south-1, ap-northeast-1,\n"
	"    ap-northeast-2, ap-northeast-3, ap-southeast-1, ap-southeast-2, ca-central-1,\n"
	"    eu-central-1, eu-west-1, eu-west-2, eu-west-3, eu-north-1, sa-east-1, eu-south-1,\n"
	"    me-south-1, af-south-1]\n";

static const char input_org_features[] =
	"delegated-administrators: {stacksets: account-00001}\n"
	"features:\n"
	"  automation: {admin: management, console: [role/Operator], in: all}\n"
	"  default-host-management: {in: all, regions: all, protect: true}\n"
	"  session-manager:\n"
	"    from: account-00001\n"
	"    who: [role/Operator]\n"
	"    in: [Unit-01, Unit-02, Unit-03]\n"
	"    except: [Unit-02/Team-07, account-00041]\n"
	"    hybrid: {nodes: 10}\n"
	"  share-ami:\n"
	"    tag: {Image: golden}\n"
	"    with: {ous: [Unit-04], organization: true}\n"
	"    in: [Unit-05/Team-01]\n"
	"    regions: all\n"
	"  unified-console: {admin: account-00001}\n"
	"policies:\n"
	"  stay: {type: scp, preset: deny-leaving-organization, in: all}\n"
	"  stacksets: {type: scp, preset: protect-stackset-roles, in: all}\n"
	"  buckets: {type: scp, preset: protect-public-access-block, in: [Unit-01, Unit-02],\n"
	"    exempt: [stacksets]}\n"
	"  strangers: {type: rcp, preset: deny-outside-principals, in: [Unit-03]}\n"
	"rollout: {order: [Unit-00, Unit-01], concurrency: 25%, tolerate: 0}\n";

// The template of its own StackSets, own.yaml.
static const char input_own[] =
	"AWSTemplateFormatVersion: '2010-09-09'\n"
	"Parameters: {RetentionDays: {Type: Number}}\n"
	"Resources:\n"
	"  Logs:\n"
	"    Type: AWS::Logs::LogGroup\n"
	"    Properties: {RetentionInDays: !Ref RetentionDays}\n";

// As large as any, with every feature.
static inline struct str input_org(struct arena *a, int accounts)
{
	struct out o = {.arena = a};

	out_text(&o, input_org_head);
	out_text(&o, "ous:\n");
	for (int unit = 0; unit < INPUT_UNITS; unit++) {
		out_printf(&o, "  Unit-%02d: {id: ou-ab12-%08d}\n", unit, unit);
		for (int team = 0; team < INPUT_TEAMS; team++)
			out_printf(&o, "  Unit-%02d/Team-%02d: {id: ou-ab12-%08d}\n", unit, team,
			           1000 + unit * INPUT_TEAMS + team);
	}
	out_text(&o, "accounts:\n");
	for (int i = 0; i < accounts; i++)
		out_printf(&o, "  account-%05d:\n    id: \"2000000%05d\"\n    ou: Unit-%02d/Team-%02d\n%s",
		           i, i, i % INPUT_UNITS, i / INPUT_UNITS % INPUT_TEAMS,
		           i % 50 ? "" : "    status: suspended\n");
	out_text(&o, input_org_features);
	out_text(&o, "stacksets:\n");
	for (int i = 0; i < INPUT_SETS; i++)
		out_printf(&o,
		           "  own-%d: {template: own.yaml, in: [Unit-%02d, Unit-%02d], regions: all,\n"
		           "    after: [automation], parameters: {RetentionDays: 30}}\n",
		           i, i, i + 5);
	return out_str(&o);
}

// As most are: sixty accounts, two StackSets, no feature.
static inline struct str input_small_org(struct arena *a)
{
	struct out o = {.arena = a};

	out_text(&o, input_org_head);
	out_text(&o, "ous:\n");
	for (int unit = 0; unit < 6; unit++)
		out_printf(&o, "  Unit-%02d: {id: ou-ab12-%08d}\n", unit, unit);
	out_text(&o, "accounts:\n");
	for (int i = 0; i < 60; i++)
		out_printf(&o, "  account-%05d: {id: \"2000000%05d\", ou: Unit-%02d}\n", i, i, i % 6);
	out_text(&o, "stacksets:\n");
	for (int i = 0; i < 2; i++)
		out_printf(&o, "  own-%d: {template: own.yaml, in: [Unit-%02d, Unit-%02d], regions: all,\n"
		           "    parameters: {RetentionDays: 30}}\n", i, i, i + 3);
	return out_str(&o);
}

#endif
