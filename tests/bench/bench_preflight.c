// What a preflight costs: of examples/globex, and of 10,000 accounts in 20 Regions with 8
// StackSets, 1.6 million stacks, under ten policies.
#include <stdio.h>
#include <string.h>

#include "gen/build.h"
#include "gen/plan/plan.h"
#include "model/read/read.h"
#include "model/write/write.h"
#include "preflight/preflight.h"
#include "tests/bench/bench.h"

enum { ROUNDS = 5, ACCOUNTS = 10000, UNITS = 40, SETS = 8 };

static const char head[] =
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\", name: management}\n"
	"regions:\n"
	"  home: us-east-1\n"
	"  all:\n"
	"    [us-east-1, us-east-2, us-west-1, us-west-2, ap-south-1, ap-northeast-1,\n"
	"    ap-northeast-2, ap-northeast-3, ap-southeast-1, ap-southeast-2, ca-central-1,\n"
	"    eu-central-1, eu-west-1, eu-west-2, eu-west-3, eu-north-1, sa-east-1, eu-south-1,\n"
	"    me-south-1, af-south-1]\n";

static const char template[] =
	"Resources:\n"
	"  Logs: {Type: AWS::S3::Bucket, Properties: {PublicAccessBlockConfiguration: "
	"{BlockPublicAcls: true}, VersioningConfiguration: {Status: Enabled}}}\n"
	"  Topic: {Type: AWS::SNS::Topic}\n"
	"  Queue: {Type: AWS::SQS::Queue}\n"
	"  Rule: {Type: AWS::Events::Rule, Properties: {State: ENABLED}}\n"
	"  Group: {Type: AWS::Logs::LogGroup}\n"
	"  Reader: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {}}}\n";

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	if (context)
		return source_load(a, path, text);
	*text = S(template);
	return 0;
}

static struct str organization(struct arena *a)
{
	struct out o = {.arena = a};

	out_text(&o, head);
	out_text(&o, "ous:\n");
	for (int i = 0; i < UNITS; i++)
		out_printf(&o, "  Unit-%02d: {id: ou-ab12-%08d}\n", i, i);
	out_text(&o, "accounts:\n");
	for (int i = 0; i < ACCOUNTS; i++)
		out_printf(&o, "  account-%05d: {id: \"2%011d\", ou: Unit-%02d}\n", i, i,
		           i % UNITS);
	out_text(&o, "stacksets:\n");
	for (int i = 0; i < SETS; i++)
		out_printf(&o, "  set-%d: {template: set.yaml, in: all, except: [management], "
		               "regions: all}\n", i);
	out_text(&o, "policies:\n"
	             "  stay: {type: scp, preset: deny-leaving-organization, in: all}\n"
	             "  regions: {type: scp, preset: region-deny, in: all}\n"
	             "  roles: {type: scp, preset: protect-stackset-roles, in: all}\n"
	             "  strangers: {type: rcp, preset: deny-outside-principals, in: all}\n");
	for (int i = 0; i < 6; i++)
		out_printf(&o, "  buckets-%d: {type: scp, preset: protect-public-access-block, "
		               "in: [Unit-%02d]}\n", i, i * 5);
	return out_str(&o);
}

static double measure(const char *path, struct str text, void *from_disk, size_t *instances,
                      size_t *asked)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct file_set files = {.arena = &a};
	struct made_list made = {0};
	struct loader loader = {load, from_disk};
	double least = 1e9;

	if (from_disk && source_load(&a, path, &text) != 0)
		return 0;
	if (!gen_build(org_read(&a, doc_read(&a, source_new(&a, path, text), SYNTAX_YAML,
	                                     template_tags, &diags), &diags),
	               &loader, &files, &made)) {
		printf("%s: %s\n", path, diags.count ? diags.items[0].message : "?");
		return 0;
	}
	for (int i = 0; i < ROUNDS; i++) {
		struct arena b = {0};
		double start = cpu_seconds(), taken;
		const struct preflight *p = preflight_of(&b, &made, "create");
		taken = cpu_seconds() - start;
		least = taken < least ? taken : least;
		*instances = p->instances;
		*asked = p->evaluated;
		arena_free(&b);
	}
	arena_free(&a);
	return least;
}

// What `lint org.yaml` does to a description besides reading it: it builds it, asks preflight
// and the sentences, and judges what came of it.
static double lint_seconds(struct str text, bool asks)
{
	double least = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		struct arena a = {0};
		struct diags diags = {.arena = &a};
		struct file_set files = {.arena = &a};
		struct made_list made = {0};
		struct loader loader = {load, text.at ? (void *)(uintptr_t)text.at : NULL};
		double start = cpu_seconds(), taken;
		struct doc *doc = doc_read(&a, source_new(&a, "examples/globex/org.yaml", text), SYNTAX_YAML,
		                           template_tags, &diags);
		if (gen_build(org_read(&a, doc, &diags), &loader, &files, &made) && asks)
			preflight_of(&a, &made, "create");
		taken = cpu_seconds() - start;
		least = taken < least ? taken : least;
		arena_free(&a);
	}
	return least;
}

int main(void)
{
	struct arena a = {0};
	size_t instances = 0, asked = 0;
	struct str text;
	double seconds = measure("examples/globex/org.yaml", S(""), &a, &instances, &asked);

	printf("preflight of examples/globex: %.3f s for %zu stacks, %zu requests (at most 0.2)\n",
	       seconds, instances, asked);
	seconds = measure("org.yaml", organization(&a), NULL, &instances, &asked);
	printf("preflight of %zu stacks: %.3f s, %zu requests (at most 10)\n", instances, seconds,
	       asked);
	if (source_load(&a, "examples/globex/org.yaml", &text) == 0)
		printf("examples/globex built, with preflight and its sentences: %.2f times without "
		       "(at most 2)\n", lint_seconds(text, true) / lint_seconds(text, false));
	arena_free(&a);
	return 0;
}
