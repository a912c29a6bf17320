// What linting costs beside bare parsing by libyaml of the same bytes, in rounds that take
// turns, so that a machine whose speed drifts does not favour either.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lint/lint.h"
#include "model/read/read.h"
#include "model/write/write.h"
#include "tests/bench/bench.h"

enum { ROUNDS = 9, MODES = 3 };

// A template of many roles and buckets, as generators write them.
static struct str make_template(struct arena *a, size_t bytes)
{
	struct out o = {.arena = a};

	out_text(&o, "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n"
	             "  AdminAccountId:\n    Type: String\n    AllowedPattern: '^[0-9]{12}$'\n"
	             "Resources:\n");
	for (unsigned i = 0; o.len < bytes; i++)
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
			"                Action: [s3:GetObject, s3:ListBucket]\n"
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

// A runbook of many steps, of which each reads what others gave.
static struct str make_runbook(struct arena *a, size_t bytes)
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

// A large template has more resources than CloudFormation takes, and is told so.
static bool is_wrong(const struct lint_result *r)
{
	for (size_t i = 0; i < r->diags.count; i++)
		if (strcmp(r->diags.items[i].rule->name, "template-over-limit") != 0)
			return true;
	return false;
}

static void run(struct str text, int mode)
{
	struct arena a = {0};
	struct lint_result result = {.diags.arena = &a};
	struct lint_result *results[] = {&result};
	struct doc *doc;

	if (mode == 0) {
		parse_yaml(text);
		return;
	}
	doc = doc_read(&a, source_new(&a, "bench.yaml", text), SYNTAX_YAML, template_tags,
	               &result.diags);
	if (mode == 2) {
		lint_document(&a, doc, POLICY_UNSURE, &result);
		lint_finish(results, 1, NULL);
	}
	if (is_wrong(&result))
		abort();
	arena_free(&a);
}

static void measure(const char *name, struct str text, int repeat)
{
	double times[MODES][ROUNDS], rate[MODES];

	for (int round = 0; round < ROUNDS; round++)
		for (int mode = 0; mode < MODES; mode++) {
			double start = cpu_seconds();
			for (int i = 0; i < repeat; i++)
				run(text, mode);
			times[mode][round] = cpu_seconds() - start;
		}
	for (int mode = 0; mode < MODES; mode++) {
		qsort(times[mode], ROUNDS, sizeof **times, by_size);
		rate[mode] = (double)text.len * repeat / times[mode][ROUNDS / 2] / 1e6;
	}
	printf("%s: libyaml alone %.0f MB/s, reading %.0f MB/s (%.2f times its time), "
	       "linting %.0f MB/s (%.2f times)\n",
	       name, rate[0], rate[1], rate[0] / rate[1], rate[2], rate[0] / rate[2]);
}

int main(void)
{
	struct arena a = {0};

	measure("template of 1 MB", make_template(&a, 1 << 20), 3);
	measure("template of 4 KB", make_template(&a, 4 << 10), 500);
	measure("runbook of 60 KB", make_runbook(&a, 60 << 10), 30);
	measure("runbook of 4 KB", make_runbook(&a, 4 << 10), 500);
	arena_free(&a);
	return 0;
}
