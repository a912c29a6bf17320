// What preflight, why, expect and replay say of an org.yaml, a policy and a template that are
// altered: an end without a crash, and what `why` says of a call is what `expect` shows.
#include <assert.h>

#include "gen/build.h"
#include "model/read/read.h"
#include "preflight/findings.h"
#include "preflight/why.h"
#include "replay/replay.h"
#include "templates/function.h"
#include "tests/fuzz/altered.h"

enum { FILES = 3 };

static const char base[] =
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\", name: management}\n"
	"regions: {home: us-east-1, all: [us-east-1, eu-west-1]}\n"
	"ous:\n"
	"  Workloads: {id: ou-ab12-11111111}\n"
	"  Workloads/Dev: {id: ou-ab12-22222222}\n"
	"accounts:\n"
	"  operations: {id: \"222222222222\", ou: /}\n"
	"  dev: {id: \"444444444444\", ou: Workloads/Dev}\n"
	"policies:\n"
	"  own:\n"
	"    type: scp\n"
	"    file: own.yaml\n"
	"    in: [dev, Workloads]\n"
	"    exempt: [stacksets, role/Release]\n"
	"  regions: {type: scp, preset: region-deny, in: Workloads}\n"
	"stacksets:\n"
	"  baseline: {template: template.yaml, in: all, regions: all}\n"
	"expect:\n"
	"  - never:\n"
	"      do: [sns:DeleteTopic, 's3:Put*']\n"
	"      who: role/*\n"
	"      but: [role/Release, stacksets]\n"
	"      in: Workloads\n"
	"  - always:\n"
	"      do: iam:GetRole\n"
	"      who: [stacksets, root]\n"
	"      in: all\n"
	"      regions: all\n"
	"%\n"
	"Resources:\n"
	"  Topic: {Type: AWS::SNS::Topic}\n"
	"  Reader:\n"
	"    Type: AWS::IAM::Role\n"
	"    Properties:\n"
	"      RoleName: reader\n"
	"      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}\n"
	"%\n"
	"Version: '2012-10-17'\n"
	"Statement:\n"
	"  - Effect: Deny\n"
	"    Action: [s3:Put*, sns:*]\n"
	"    Resource: '*'\n"
	"    Condition:\n"
	"      StringNotLike:\n"
	"        aws:PrincipalArn: ['arn:aws:iam::*:role/*a*', '*b*c?']\n"
	"      ForAnyValue:StringEquals:\n"
	"        aws:TagKeys: [a, b]\n"
	"      NotIpAddress:\n"
	"        aws:SourceIp: 10.0.0.0/8\n"
	"      NumericLessThan:\n"
	"        aws:MultiFactorAuthAge: 60\n"
	"  - Effect: Deny\n"
	"    NotAction: [iam:*, cloudformation:*]\n"
	"    Resource: 'arn:aws:sns:*:*:${aws:PrincipalTag/team}*'\n"
	"    Condition:\n"
	"      Bool: {aws:SecureTransport: false}\n"
	"  - {Effect: Allow, Action: '*', Resource: '*'}\n";

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	const struct str *files = context;

	(void)a;
	*text = files[path[0] == 't' ? 1 : 2];
	return 0;
}

static void replay_one(struct arena *a, struct guardrails *g)
{
	struct replay *r;
	const struct record record = {
		.event_source = S("sns.amazonaws.com"),
		.event_name = S("DeleteTopic"),
		.identity_type = S("AssumedRole"),
		.arn = S("arn:aws:sts::444444444444:assumed-role/Release/s"),
		.account = S("444444444444"),
		.issuer_arn = S("arn:aws:iam::444444444444:role/Release"),
		.region = S("eu-west-1"),
	};

	guardrails_ready(g);
	r = replay_new(a, g, NULL);
	replay_record(r, &record);
	assert(r->records == 1);
	replay_end(r);
}

// A request that breaks a sentence gets the answer that it is said to get.
static void check_example(struct arena *a, struct guardrails *g, const struct expected *e)
{
	const struct counter_example *c = &e->example;
	struct why_question q = {
		.account = names_find(&g->org->account_names, c->account),
		.caller = caller_of(a, c->principal),
		.action = c->action,
		.resource = c->resource,
		.region = c->region,
		.keys = c->keys,
		.key_count = c->key_count,
	};

	if (e->outcome == EXPECT_BROKEN && q.account != NAME_NONE)
		assert(why_of(a, g, &q).answer.verdict != (e->of->is_always ? VERDICT_ALLOWED
		                                                            : VERDICT_DENIED));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str texts[FILES];
	struct loader loader = {load, texts};
	struct diags diags = {.arena = &a};
	struct file_set files = {.arena = &a};
	struct made_list made = {0};
	struct doc *doc;

	make_files(&a, S(base), data, size, texts, FILES);
	doc = doc_read(&a, source_new(&a, "org.yaml", texts[0]), SYNTAX_YAML, template_tags,
	               &diags);
	if (!diags_count(&diags, SEV_ERROR) &&
	    gen_build(org_read(&a, doc, &diags), &loader, &files, &made)) {
		const struct preflight *p = preflight_of(&a, &made, "create");
		struct guardrails *g = guardrails_of(&a, made.policies);

		preflight_find(p, &made, &diags);
		for (size_t i = 0; i < p->expected.count; i++)
			check_example(&a, g, &p->expected.items[i]);
		replay_one(&a, g);
	}
	arena_free(&a);
	return 0;
}
