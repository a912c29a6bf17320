// How long a request takes against SCPs on three levels, five on each, of twenty
// statements: what an organization of some size has.
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <time.h>

#include "model/write/write.h"
#include "tests/policy_case.h"

enum { LEVELS = 3, POLICIES = 5, STATEMENTS = 20, ROUNDS = 20000 };

static const char *const services[] = {
	"s3", "ec2", "iam", "sts", "kms", "ssm", "lambda", "logs", "organizations",
	"cloudtrail", "config", "guardduty", "rds", "sqs", "sns", "dynamodb",
};
enum { SERVICES = sizeof services / sizeof *services };

// Statements as guardrails are: a few actions each, about half with a condition.
static void add_statement(struct out *o, size_t i)
{
	const char *first = services[i % SERVICES], *second = services[i * 7 % SERVICES];

	if (i % STATEMENTS == 0) {
		out_text(o, "{Effect: Allow, Action: '*', Resource: '*'},");
		return;
	}
	out_printf(o, "{Sid: S%zu, Effect: Deny, Action: ['%s:Put*Policy', '%s:DeleteThing%zu',"
	           "'%s:Update*', '%s:Modify?hing*', '%s:CreateOther%zu'],", i, first, first, i,
	           second, second, first, i);
	if (i % 4 == 0)
		out_printf(o, "Resource: ['arn:aws:%s:*:*:thing/prod-*', 'arn:aws:s3:::logs-*/*']",
		           first);
	else
		out_text(o, "Resource: '*'");
	if (i % 2)
		out_text(o, ", Condition: {ArnNotLike: {aws:PrincipalARN: ["
		            "'arn:aws:iam::*:role/stacksets-exec-*', 'arn:aws:iam::*:role/admin/*']},"
		            "StringNotEquals: {'aws:RequestedRegion': [eu-west-1, us-east-1]}}");
	out_text(o, "},");
}

static struct ou_path make_path(struct arena *a)
{
	struct out o = {.arena = a};
	size_t next = 0;

	out_text(&o, "[");
	for (int level = 0; level < LEVELS; level++) {
		out_text(&o, "[");
		for (int policy = 0; policy < POLICIES; policy++) {
			out_text(&o, "[");
			for (int i = 0; i < STATEMENTS; i++)
				add_statement(&o, next++);
			out_text(&o, "],");
		}
		out_text(&o, "],");
	}
	out_text(&o, "]");
	return case_path(a, case_parse(a, out_str(&o), SYNTAX_YAML), POLICY_SCP);
}

int main(void)
{
	static const char *const requests[] = {
		"{caller: arn:aws:iam::222222222222:role/app, action: s3:GetObject,"
		"resource: 'arn:aws:s3:::b/x', keys: {'aws:RequestedRegion': eu-west-1}}",
		"{caller: arn:aws:iam::222222222222:role/app, action: iam:UpdateRole,"
		"resource: 'arn:aws:iam::222222222222:role/r',"
		"keys: {'aws:RequestedRegion': us-east-1}}",
		"{caller: arn:aws:iam::222222222222:role/app, action: ec2:RunInstances,"
		"resource: 'arn:aws:ec2:eu-west-1:222222222222:instance/*',"
		"keys: {'aws:RequestedRegion': eu-west-1}}",
		"{caller: arn:aws:iam::222222222222:role/stacksets-exec-1, action: kms:CreateKey,"
		"resource: '*', keys: {'aws:RequestedRegion': eu-central-1}}",
	};
	enum { REQUESTS = sizeof requests / sizeof *requests };
	struct arena a = {0}, scratch = {0};
	struct policy_case cases[REQUESTS];
	struct ou_path scps = make_path(&a);
	struct timespec begin, end;
	size_t allowed = 0;
	double seconds;

	for (int i = 0; i < REQUESTS; i++) {
		cases[i] = case_of(&a, case_parse(&a, str_of(requests[i]), SYNTAX_YAML));
		cases[i].situation.scps = scps;
	}
	clock_gettime(CLOCK_MONOTONIC, &begin);
	for (int i = 0; i < ROUNDS; i++) {
		struct policy_case *c = &cases[i % REQUESTS];
		struct answer answer = engine_ask_guardrails(&c->request, &c->situation, &scratch);
		allowed += answer.verdict == VERDICT_ALLOWED;
		arena_reset(&scratch);
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	seconds = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
	printf("engine: %d x %d x %d statements: %.1f us a request (%zu of %d allowed)\n", LEVELS,
	       POLICIES, STATEMENTS, seconds * 1e6 / ROUNDS, allowed, ROUNDS);
	arena_free(&scratch);
	arena_free(&a);
	return 0;
}
