// What a build holds.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gen/build.h"
#include "model/read/read.h"
#include "model/write/write.h"
#include "templates/blueprints.h"

#define HEAD                                                                              \
	"version: 1\n"                                                                        \
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                                    \
	"management: {id: \"111111111111\"}\n"                                                \
	"regions: {home: eu-west-1, all: [us-east-1, eu-west-1]}\n"                           \
	"ous:\n"                                                                              \
	"  Infra: {id: ou-ab12-11111111}\n"                                                   \
	"  Work: {id: ou-ab12-22222222}\n"                                                    \
	"  Work/Dev: {id: ou-ab12-33333333}\n"                                                \
	"accounts:\n"                                                                         \
	"  ops: {id: \"222222222222\", ou: Infra}\n"                                          \
	"  dev: {id: \"044444444444\", ou: Work/Dev}\n"                                       \
	"  prod: {id: \"555555555555\", ou: Work}\n"                                          \
	"  old: {id: \"666666666666\", ou: Work, status: suspended}\n"

struct build {
	struct arena arena;
	struct diags diags;
	struct file_set files;
	const char *const *templates; // name, text, name, text …, NULL
	bool built;
};

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	const struct build *b = context;

	if (!b->templates)
		return source_load(a, path, text);
	for (const char *const *t = b->templates; *t; t += 2)
		if (strcmp(*t, path) == 0) {
			*text = str_of(t[1]);
			return 0;
		}
	return 2;
}

static void build_text(struct build *b, const char *name, struct str text,
                       const char *const *templates)
{
	struct source *source;
	struct doc *doc;
	struct loader loader = {load, b};

	*b = (struct build){.templates = templates};
	b->diags.arena = &b->arena;
	b->files.arena = &b->arena;
	source = source_new(&b->arena, name, text);
	doc = doc_read(&b->arena, source, SYNTAX_YAML, template_tags, &b->diags);
	b->built = gen_build(org_read(&b->arena, doc, &b->diags), &loader, &b->files, NULL);
	diags_sort(&b->diags);
	for (size_t i = 0; i < b->diags.count; i++) {
		const struct diag *d = &b->diags.items[i];
		struct place p = source_place(&b->arena, d->source, d->start);
		print_message("# %s:%u:%u: %s\n", d->source->name, p.line, p.column, d->message);
	}
}

static void build(struct build *b, const char *text, const char *const *templates)
{
	build_text(b, "org.yaml", str_of(text), templates);
}

static struct str file(const struct build *b, const char *path)
{
	for (size_t i = 0; i < b->files.count; i++)
		if (strcmp(b->files.items[i].path, path) == 0)
			return b->files.items[i].bytes;
	return (struct str){0};
}

static struct node *parse(struct arena *a, struct str text, enum syntax syntax)
{
	struct diags diags = {.arena = a};
	struct doc *doc =
		doc_read(a, source_new(a, "text", text), syntax, template_tags, &diags);

	if (diags.count > 0 || !doc->root)
		fail_msg("%s in\n%.*s", diags.count ? diags.items[0].message : "nothing", STR(text));
	return doc->root;
}

static struct node *parsed(struct build *b, const char *path)
{
	struct str text = file(b, path);

	if (text.len == 0)
		fail_msg("no file %s", path);
	return parse(&b->arena, text, strstr(path, ".json") ? SYNTAX_JSON : SYNTAX_YAML);
}

// Whether a node is what the YAML says; prints both where it is not.
static void expect(struct build *b, const struct node *n, const char *yaml)
{
	struct doc doc = {.arena = &b->arena, .root = (struct node *)n, .tags = template_tags};

	if (n && node_same(n, parse(&b->arena, str_of(yaml), SYNTAX_YAML)))
		return;
	fail_msg("expected\n%s\nfound\n%.*s", yaml,
	         STR(n ? write_yaml(&b->arena, &doc) : S("nothing")));
}

// --- automation ---

static const struct node *statement(const struct node *template, const char *sid)
{
	const struct node *list =
		node_path(template, "Resources/AWSSystemsManagerAutomationExecutionRole/Properties/"
	                        "AssumeRolePolicyDocument/Statement");

	node_each(list, s)
		if (node_is(node_get(s, "Sid"), sid))
			return s;
	return NULL;
}

static const struct {
	const char *automation; // besides admin and in
	const char *sid;
	const char *statement; // NULL: there is none
} console_cases[] = {
	{"", "AllowAdminRole",
	 "{Sid: AllowAdminRole, Effect: Allow, Principal: {AWS: !Sub "
	 "'arn:${AWS::Partition}:iam::111111111111:role/"
	 "AWS-SystemsManager-AutomationAdministrationRole'}, Action: sts:AssumeRole, "
	 "Condition: {StringEquals: {aws:PrincipalOrgID: o-a1b2c3d4e5}}}"},
	{"", "AllowAutomation",
	 "{Sid: AllowAutomation, Effect: Allow, Principal: {Service: ssm.amazonaws.com}, "
	 "Action: sts:AssumeRole, Condition: {StringEquals: {aws:SourceAccount: !Ref "
	 "AWS::AccountId}, ArnLike: {aws:SourceArn: !Sub "
	 "'arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:automation-execution/*'}}}"},
	{"", "AllowConsoleViewers", NULL},
	{"", "AllowConsolePrincipals", NULL},
	{"", "AllowConsoleOfWholeAccount", NULL},
	{"console: [role/test-user, permission-set/PlatformOps, role/ops-*, user/a/ken]",
	 "AllowConsoleViewers",
	 "{Sid: AllowConsoleViewers, Effect: Allow, Principal: {AWS: !Sub "
	 "'arn:${AWS::Partition}:iam::111111111111:root'}, Action: sts:AssumeRole, Condition: "
	 "{StringEquals: {aws:PrincipalOrgID: o-a1b2c3d4e5}, ArnLike: {aws:PrincipalArn: ["
	 "!Sub 'arn:${AWS::Partition}:iam::111111111111:role/test-user', "
	 "!Sub 'arn:${AWS::Partition}:iam::111111111111:role/aws-reserved/sso.amazonaws.com/"
	 "*AWSReservedSSO_PlatformOps_*', "
	 "!Sub 'arn:${AWS::Partition}:iam::111111111111:role/ops-*', "
	 "!Sub 'arn:${AWS::Partition}:iam::111111111111:user/a/ken']}}}"},
	{"console: [role/test-user]", "AllowConsolePrincipals", NULL},
	{"console: [role/test-user]", "AllowConsoleOfWholeAccount", NULL},
	{"pin: true, console: [role/test-user, permission-set/PlatformOps, user/ken]",
	 "AllowConsolePrincipals",
	 "{Sid: AllowConsolePrincipals, Effect: Allow, Principal: {AWS: ["
	 "!Sub 'arn:${AWS::Partition}:iam::111111111111:role/test-user', "
	 "!Sub 'arn:${AWS::Partition}:iam::111111111111:user/ken']}, Action: sts:AssumeRole, "
	 "Condition: {StringEquals: {aws:PrincipalOrgID: o-a1b2c3d4e5}}}"},
	{"pin: true, console: [role/test-user, permission-set/PlatformOps, user/ken]",
	 "AllowConsoleViewers",
	 "{Sid: AllowConsoleViewers, Effect: Allow, Principal: {AWS: !Sub "
	 "'arn:${AWS::Partition}:iam::111111111111:root'}, Action: sts:AssumeRole, Condition: "
	 "{StringEquals: {aws:PrincipalOrgID: o-a1b2c3d4e5}, ArnLike: {aws:PrincipalArn: ["
	 "!Sub 'arn:${AWS::Partition}:iam::111111111111:role/aws-reserved/sso.amazonaws.com/"
	 "*AWSReservedSSO_PlatformOps_*']}}}"},
	{"console: account", "AllowConsoleOfWholeAccount",
	 "{Sid: AllowConsoleOfWholeAccount, Effect: Allow, Principal: {AWS: !Sub "
	 "'arn:${AWS::Partition}:iam::111111111111:root'}, Action: sts:AssumeRole, Condition: "
	 "{StringEquals: {aws:PrincipalOrgID: o-a1b2c3d4e5}}}"},
	{"console: account", "AllowConsoleViewers", NULL},
};

static void test_console(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof console_cases / sizeof *console_cases; i++) {
		struct build b;
		struct arena a = {0};
		const struct node *template, *found;
		build(&b,
		      arena_printf(&a, HEAD "features: {automation: {admin: management, in: Work, %s}}\n",
		                   console_cases[i].automation),
		      NULL);
		assert_true(b.built);
		template = parsed(&b, "templates/automation-execution-role.yaml");
		assert_null(node_get(template, "Parameters"));
		assert_null(node_get(template, "Conditions"));
		assert_null(node_get(template, "Metadata"));
		found = statement(template, console_cases[i].sid);
		if (console_cases[i].statement)
			expect(&b, found, console_cases[i].statement);
		else
			assert_null(found);
		arena_free(&b.arena);
		arena_free(&a);
	}
}

static void test_permissions(void **state)
{
	struct build b;
	const struct node *role;

	(void)state;
	build(&b, HEAD "features: {automation: {admin: ops, in: Work}}\n", NULL);
	role = node_path(parsed(&b, "templates/automation-execution-role.yaml"),
	                 "Resources/AWSSystemsManagerAutomationExecutionRole/Properties");
	expect(&b, node_get(role, "RoleName"), "AWS-SystemsManager-AutomationExecutionRole");
	expect(&b, node_get(role, "ManagedPolicyArns"),
	       "[!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/"
	       "AmazonSSMAutomationRole']");
	expect(&b, node_item(node_path(node_item(node_get(role, "Policies"), 0),
	                               "PolicyDocument/Statement"),
	                     1),
	       "{Sid: PassItselfToAutomation, Effect: Allow, Action: iam:PassRole, Resource: "
	       "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/"
	       "AWS-SystemsManager-AutomationExecutionRole', Condition: {StringEquals: "
	       "{iam:PassedToService: ssm.amazonaws.com}}}");
	role = node_path(parsed(&b, "stacks/automation-administration-role.yaml"),
	                 "Resources/AWSSMAutomationAdministrationRole/Properties");
	expect(&b, node_item(node_path(node_item(node_get(role, "Policies"), 0),
	                               "PolicyDocument/Statement"),
	                     0),
	       "{Sid: StepIntoExecutionRoles, Effect: Allow, Action: sts:AssumeRole, Resource: "
	       "!Sub 'arn:${AWS::Partition}:iam::*:role/"
	       "AWS-SystemsManager-AutomationExecutionRole', Condition: {StringEquals: "
	       "{aws:ResourceOrgID: o-a1b2c3d4e5}}}");
	arena_free(&b.arena);
}

// --- blueprints ---

static bool is_blueprint(struct str name)
{
	for (size_t i = 0; i < blueprints_count; i++)
		if (str_is(name, blueprints[i].name))
			return true;
	return false;
}

// docs/blueprints.md says what the metadata of a blueprint holds.
static void test_blueprints(void **state)
{
	(void)state;
	for (size_t i = 0; i < blueprints_count; i++) {
		struct arena a = {0};
		const struct node *t = parse(&a, blueprints[i].text, SYNTAX_YAML);
		const struct node *orgc = node_path(t, "Metadata/orgc");
		print_message("# %s\n", blueprints[i].name);
		assert_true(node_is(node_get(orgc, "deploy"), "stack") ||
		            node_is(node_get(orgc, "deploy"), "stackset"));
		assert_true(str_starts(node_str(node_get(orgc, "where")), "features."));
		assert_true(node_is_scalar(node_get(orgc, "regions")));
		node_each(node_get(orgc, "after"), name)
			assert_true(is_blueprint(node_str(name)));
		node_each_pair(node_get(orgc, "parameters"), parameter)
			assert_non_null(node_get_str(node_get(t, "Parameters"), node_str(parameter)));
		node_each_pair(node_get(t, "Parameters"), parameter)
			assert_non_null(node_get_str(node_get(orgc, "parameters"), node_str(parameter)));
		node_each_pair(orgc, key)
			assert_true(node_is(key, "deploy") || node_is(key, "where") ||
			            node_is(key, "regions") || node_is(key, "after") ||
			            node_is(key, "parameters") || node_is(key, "when") ||
			            node_is(key, "tolerate") || node_is(key, "notes") ||
			            node_is(key, "costs") || node_is(key, "steps") || node_is(key, "profile"));
		node_each(node_get(orgc, "costs"), cost)
			assert_true(node_is_scalar(node_get(cost, "text")));
		arena_free(&a);
	}
}

// --- StackSets ---

#define TOPIC "Resources: {Topic: {Type: AWS::SNS::Topic}}\n"
static const char *const topic[] = {"t.yaml", TOPIC, NULL};

static const struct node *property(struct build *b, const char *id, const char *path)
{
	return node_path(parsed(b, "stacksets.yaml"),
	                 arena_printf(&b->arena, "Resources/%s/Properties/%s", id, path));
}

static const struct {
	const char *stackset; // besides the template
	const char *rollout;
	const char *path;     // below Properties
	const char *value;    // NULL: nothing there
} stackset_cases[] = {
	{"in: Work", "{}", "StackSetName", "topic"},
	{"in: Work, name: acme-topic", "{}", "StackSetName", "acme-topic"},
	{"in: Work", "{}", "PermissionModel", "SERVICE_MANAGED"},
	{"in: Work", "{}", "AutoDeployment",
	 "{Enabled: true, RetainStacksOnAccountRemoval: false}"},
	{"in: Work", "{}", "Capabilities", NULL},
	{"in: Work", "{}", "OperationPreferences", NULL},
	{"in: Work", "{}", "StackInstancesGroup",
	 "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-22222222]}, Regions: "
	 "[eu-west-1]}]"},
	{"in: all", "{}", "StackInstancesGroup",
	 "[{DeploymentTargets: {OrganizationalUnitIds: [r-ab12]}, Regions: [eu-west-1]}]"},
	{"in: [Infra, dev]", "{}", "StackInstancesGroup",
	 "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}, Regions: "
	 "[eu-west-1]}]"},
	{"in: Work, except: prod", "{}", "StackInstancesGroup",
	 "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-33333333]}, Regions: "
	 "[eu-west-1]}]"},
	{"in: Work, except: prod", "{}", "AutoDeployment/Enabled", "true"},
	{"in: dev", "{}", "AutoDeployment", "{Enabled: false}"},
	// Home first, one region after the other.
	{"in: Work, regions: all", "{}", "OperationPreferences",
	 "{RegionConcurrencyType: SEQUENTIAL, RegionOrder: [eu-west-1, us-east-1]}"},
	{"in: Work, regions: [us-east-1, home]", "{}", "OperationPreferences/RegionOrder",
	 "[eu-west-1, us-east-1]"},
	{"in: Work, regions: us-east-1", "{}", "StackInstancesGroup",
	 "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-22222222]}, Regions: "
	 "[us-east-1]}]"},
	// Strict mode runs no more at once than may fail, plus one.
	{"in: Work", "{concurrency: 25%, tolerate: 0}", "OperationPreferences",
	 "{MaxConcurrentPercentage: 25, FailureToleranceCount: 0, ConcurrencyMode: "
	 "SOFT_FAILURE_TOLERANCE}"},
	{"in: Work", "{concurrency: 5, tolerate: 4}", "OperationPreferences",
	 "{MaxConcurrentCount: 5, FailureToleranceCount: 4}"},
	{"in: Work", "{concurrency: 6, tolerate: 4}", "OperationPreferences",
	 "{MaxConcurrentCount: 6, FailureToleranceCount: 4, ConcurrencyMode: "
	 "SOFT_FAILURE_TOLERANCE}"},
	{"in: Work", "{concurrency: 10%, tolerate: 10%}", "OperationPreferences",
	 "{MaxConcurrentPercentage: 10, FailureTolerancePercentage: 10}"},
	{"in: Work", "{concurrency: 11%, tolerate: 10%}", "OperationPreferences/ConcurrencyMode",
	 "SOFT_FAILURE_TOLERANCE"},
	{"in: Work", "{tolerate: 2}", "OperationPreferences",
	 "{MaxConcurrentCount: 1, FailureToleranceCount: 2}"},
	{"in: Work", "{concurrency: 1}", "OperationPreferences",
	 "{MaxConcurrentCount: 1, FailureToleranceCount: 0}"},
	// What one StackSet says goes before what all of them do, key by key.
	{"in: Work, rollout: {concurrency: 3}", "{concurrency: 1, tolerate: 7}",
	 "OperationPreferences", "{MaxConcurrentCount: 3, FailureToleranceCount: 7}"},
	{"in: Work, regions: all", "{regions: parallel}", "OperationPreferences",
	 "{RegionConcurrencyType: PARALLEL}"},
	{"in: Work, regions: all, rollout: {regions: sequential}", "{regions: parallel}",
	 "OperationPreferences/RegionOrder", "[eu-west-1, us-east-1]"},
	{"in: Work", "{}", "ManagedExecution", NULL},
	{"in: Work, rollout: {managed-execution: true}", "{}", "ManagedExecution",
	 "{Active: true}"},
	{"in: Work, rollout: {managed-execution: false}", "{managed-execution: true}",
	 "ManagedExecution", "{Active: false}"},
	{"in: Work, retain: true", "{}", "AutoDeployment",
	 "{Enabled: true, RetainStacksOnAccountRemoval: true}"},
	{"in: Work, capabilities: CAPABILITY_IAM", "{}", "Capabilities", "[CAPABILITY_IAM]"},
	{"in: Work, capabilities: [CAPABILITY_NAMED_IAM, CAPABILITY_IAM]", "{}", "Capabilities",
	 "[CAPABILITY_NAMED_IAM]"},
	// Tags of the organization come first, and its own values hold.
	{"in: Work", "{}", "Tags", NULL},
	{"in: Work, tags: {B: 'two, \"2\"', C: ''}", "{}\ntags: {A: one, B: one}", "Tags",
	 "[{Key: A, Value: one}, {Key: B, Value: 'two, \"2\"'}, {Key: C, Value: ''}]"},
};

// Accounts that are in no whole OU are in a StackSet of their own.
static const struct {
	const char *stackset, *path, *value;
} list_cases[] = {
	{"in: [Infra, dev]", "StackInstancesGroup",
	 "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-33333333], AccountFilterType: "
	 "INTERSECTION, Accounts: ['044444444444']}, Regions: [eu-west-1]}]"},
	{"in: [Infra, dev]", "StackSetName", "topic-accounts"},
	{"in: [Infra, dev]", "AutoDeployment", "{Enabled: false}"},
	{"in: all, except: dev", "StackInstancesGroup",
	 "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-22222222], AccountFilterType: "
	 "INTERSECTION, Accounts: ['555555555555']}, Regions: [eu-west-1]}]"},
};

static void test_lists_of_accounts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof list_cases / sizeof *list_cases; i++) {
		struct build b;
		struct arena a = {0};
		build(&b,
		      arena_printf(&a, HEAD "stacksets: {topic: {template: t.yaml, %s}}\n",
		                   list_cases[i].stackset),
		      topic);
		assert_true(b.built);
		expect(&b, property(&b, "TopicAccounts", list_cases[i].path),
		       list_cases[i].value);
		arena_free(&b.arena);
		arena_free(&a);
	}
}

static void test_stacksets(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof stackset_cases / sizeof *stackset_cases; i++) {
		struct build b;
		struct arena a = {0};
		const struct node *found;
		build(&b,
		      arena_printf(&a, HEAD "stacksets: {topic: {template: t.yaml, %s}}\nrollout: %s\n",
		                   stackset_cases[i].stackset, stackset_cases[i].rollout),
		      topic);
		assert_true(b.built);
		found = property(&b, "Topic", stackset_cases[i].path);
		if (stackset_cases[i].value)
			expect(&b, found, stackset_cases[i].value);
		else
			assert_null(found);
		arena_free(&b.arena);
		arena_free(&a);
	}
}

// Plain stacks get their tags from deploy.sh, in the quotes of the shell.
static void test_tags_of_stacks(void **state)
{
	struct build b;
	const char *script;

	(void)state;
	build(&b,
	      HEAD "features: {automation: {admin: ops, in: Work, tags: {Team: it's us}}}\n"
	           "tags: {Owner: all}\n",
	      NULL);
	assert_true(b.built);
	script = arena_cstring(&b.arena, file(&b, "deploy.sh"));
	assert_non_null(strstr(script, "file='stacks/automation-administration-role.yaml' "
	                               "capability='CAPABILITY_NAMED_IAM' tags='[{\"Key\":\"Owner\","
	                               "\"Value\":\"all\"},{\"Key\":\"Team\",\"Value\":\"it'\\''s "
	                               "us\"}]'"));
	assert_non_null(strstr(script, "file='stacksets.yaml' "
	                               "tags='[{\"Key\":\"Owner\",\"Value\":\"all\"}]'"));
	expect(&b, node_path(node_item(node_get(parsed(&b, "plan.json"), "deployments"), 0),
	                     "tags"),
	       "{\"Owner\": \"all\", \"Team\": \"it's us\"}");
	arena_free(&b.arena);
}

static void test_template_body(void **state)
{
	struct build b;
	const struct node *body;

	(void)state;
	build(&b, HEAD "stacksets: {topic: {template: t.yaml, in: Work}}\n", topic);
	body = property(&b, "Topic", "TemplateBody");
	assert_int_equal(body->style, STYLE_LITERAL);
	assert_true(str_eq(node_str(body), file(&b, "templates/topic.yaml")));
	assert_true(str_starts(node_str(body),
	                       "# Made by orgc from org.yaml and template t.yaml.\n"));
	arena_free(&b.arena);
}

static void test_large_template(void **state)
{
	struct build b;
	struct arena a = {0};
	char *long_text = arena_alloc(&a, 60001);
	const char *templates[] = {"t.yaml", NULL, NULL};

	(void)state;
	memset(long_text, 'x', 60000);
	templates[1] = arena_printf(&a, "Description: d\nMetadata: {Note: %s}\n" TOPIC, long_text);
	build(&b, HEAD "stacksets: {big-topic: {template: t.yaml, in: Work}}\n", templates);
	assert_true(b.built);
	assert_null(property(&b, "BigTopic", "TemplateBody"));
	expect(&b, property(&b, "BigTopic", "TemplateURL"), "!Ref BigTopicTemplateUrl");
	expect(&b,
	       node_path(parsed(&b, "stacksets.yaml"),
	                 "Parameters/BigTopicTemplateUrl/AllowedPattern"),
	       "^https://.+$");
	assert_true(file(&b, "templates/big-topic.yaml").len > 60000);
	arena_free(&b.arena);
	arena_free(&a);
}

static void test_capabilities(void **state)
{
	static const char *const templates[] = {
		"role.yaml", "Resources: {R: {Type: AWS::IAM::Role, Properties: "
		             "{AssumeRolePolicyDocument: {}}}}\n",
		"named.yaml", "Resources: {G: {Type: AWS::IAM::Group, Properties: {GroupName: "
		              "!Sub 'ops-${AWS::Region}'}}}\n",
		NULL,
	};
	struct build b;

	(void)state;
	build(&b, HEAD "stacksets:\n"
	               "  role: {template: role.yaml, in: Work}\n"
	               "  named: {template: named.yaml, in: Work, regions: all}\n",
	      templates);
	assert_true(b.built);
	expect(&b, property(&b, "Role", "Capabilities"), "[CAPABILITY_IAM]");
	expect(&b, property(&b, "Named", "Capabilities"), "[CAPABILITY_NAMED_IAM]");
	arena_free(&b.arena);
}

static void test_after(void **state)
{
	struct build b;
	const struct node *resources;

	(void)state;
	build(&b,
	      HEAD "features: {automation: {admin: management, in: Work}}\n"
	           "stacksets:\n"
	           "  picky: {template: t.yaml, in: dev, after: base}\n"
	           "  base: {template: t.yaml, in: Work, after: [automation]}\n"
	           "  late: {template: t.yaml, in: Work, after: [base, picky]}\n",
	      topic);
	assert_true(b.built);
	resources = node_get(parsed(&b, "stacksets.yaml"), "Resources");
	// Both deploy to accounts that join later: in this order, too.
	expect(&b, property(&b, "Base", "AutoDeployment/DependsOn"),
	       "[!Sub 'arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:"
	       "stackset/${AutomationExecutionRole}']");
	assert_null(node_path(resources, "Base/DependsOn"));
	// One that picks accounts does not.
	expect(&b, node_path(resources, "Picky/DependsOn"), "[Base]");
	expect(&b, node_path(resources, "Late/DependsOn"), "[Picky]");
	assert_int_equal(property(&b, "Late", "AutoDeployment/DependsOn")->len, 1);
	arena_free(&b.arena);
}

static void test_waves(void **state)
{
	struct build b;
	const struct node *resources, *plan, *first;

	(void)state;
	build(&b,
	      HEAD "stacksets:\n"
	           "  base: {template: t.yaml, in: all}\n"
	           "  late: {template: t.yaml, in: Work, after: base}\n"
	           "rollout: {order: [Work/Dev]}\n",
	      topic);
	assert_true(b.built);
	resources = node_get(parsed(&b, "stacksets.yaml"), "Resources");
	assert_int_equal(resources->len, 5);
	expect(&b, property(&b, "BaseOuAb1233333333", "StackSetName"),
	       "base-Dev");
	expect(&b, property(&b, "BaseOuAb1233333333", "StackInstancesGroup"),
	       "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-33333333]}, Regions: "
	       "[eu-west-1]}]");
	// The rest of the organization: one OU as a whole, and the accounts beside Dev.
	expect(&b, property(&b, "Base", "StackInstancesGroup"),
	       "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}, Regions: "
	       "[eu-west-1]}]");
	expect(&b, property(&b, "BaseAccounts", "StackInstancesGroup"),
	       "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-22222222], "
	       "AccountFilterType: INTERSECTION, Accounts: ['555555555555']}, Regions: "
	       "[eu-west-1]}]");
	expect(&b, node_path(resources, "Base/DependsOn"), "[BaseOuAb1233333333]");
	expect(&b, node_path(resources, "LateOuAb1233333333/DependsOn"), "[BaseAccounts]");
	assert_int_equal(
		property(&b, "LateOuAb1233333333", "AutoDeployment/DependsOn")->len, 1);
	expect(&b, node_path(resources, "Late/DependsOn"), "[LateOuAb1233333333]");
	plan = parsed(&b, "plan.json");
	first = node_item(node_get(plan, "deployments"), 1);
	expect(&b, node_get(first, "wave"), "Work/Dev");
	expect(&b, node_get(first, "order"), "1");
	expect(&b, node_get(node_item(node_get(plan, "deployments"), 3), "off-by"),
	       "['rollout.order: Work/Dev']");
	expect(&b, node_get(node_item(node_get(plan, "deployments"), 5), "order"), "5");
	arena_free(&b.arena);
}

// An account that joins later is in one wave, and waits for the StackSets of that one.
// The name of the OU, as far as StackSets may have it and no other has it.
static void test_names_of_waves(void **state)
{
	static const struct {
		const char *path, *more, *name;
	} cases[] = {
		{"Dev", "", "log-Dev"},
		{"A/Dev & Test!", "", "log-Dev-Test"},
		{"A/B/Dev", "  a/dev: {id: ou-ab12-55555555}\n  a: {id: ou-ab12-66666666}\n",
		 "log-ou-ab12-77777777"},
		{"\u958b\u767a", "", "log-ou-ab12-77777777"},
		{"Accounts", "", "log-ou-ab12-77777777"},
		{"dev", "", "log-ou-ab12-77777777"}, // a StackSet is called so
		{"Dev, stackset-suffix", "", "log-X1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct build b;
		const char *comma = strchr(cases[i].path, ',');
		int len = comma ? (int)(comma - cases[i].path) : (int)strlen(cases[i].path);
		build(&b,
		      arena_printf(&a,
		                   "version: 1\norganization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
		                   "management: {id: \"111111111111\"}\n"
		                   "regions: {home: eu-west-1, all: eu-west-1}\nous:\n"
		                   "  A: {id: ou-ab12-11111111}\n  A/B: {id: ou-ab12-22222222}\n"
		                   "  \"%.*s\": {id: ou-ab12-77777777%s}\n%s"
		                   "accounts: {x: {id: \"222222222222\", ou: \"%.*s\"}}\n"
		                   "stacksets:\n  log: {template: t.yaml, in: \"%.*s\"}\n"
		                   "  log-dev: {template: t.yaml, in: \"%.*s\", name: %s}\n"
		                   "rollout: {order: [\"%.*s\"]}\n",
		                   len, cases[i].path, comma ? ", stackset-suffix: X1" : "",
		                   cases[i].more, len, cases[i].path, len, cases[i].path, len,
		                   cases[i].path, i == 5 ? "log-dev" : "other", len, cases[i].path),
		      topic);
		assert_true(b.built);
		expect(&b, property(&b, "LogOuAb1277777777", "StackSetName"), cases[i].name);
		arena_free(&b.arena);
		arena_free(&a);
	}
}

static void test_waves_of_joining_accounts(void **state)
{
	struct build b;

	(void)state;
	build(&b,
	      HEAD "stacksets:\n"
	           "  base: {template: t.yaml, in: [Infra, Work]}\n"
	           "  late: {template: t.yaml, in: [Infra, Work], after: base}\n"
	           "rollout: {order: [Infra]}\n",
	      topic);
	assert_true(b.built);
	expect(&b, property(&b, "Late", "AutoDeployment/DependsOn"),
	       "[!Sub 'arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:"
	       "stackset/${Base}']");
	expect(&b, property(&b, "LateOuAb1211111111", "AutoDeployment/DependsOn"),
	       "[!Sub 'arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:"
	       "stackset/${BaseOuAb1211111111}']");
	arena_free(&b.arena);
}

// --- templates of one's own ---

static const struct {
	const char *parameters; // of the template
	const char *values;     // of org.yaml
	const char *properties; // of the topic, in the template
	const char *expected;   // and in the build; NULL: there is no build
} parameter_cases[] = {
	{"{Name: {Type: String}}", "{Name: a}", "{TopicName: !Ref Name}", "{TopicName: a}"},
	{"{Name: {Type: String}}", "{Name: \"012\"}", "{TopicName: !Sub 'x-${Name}'}",
	 "{TopicName: x-012}"},
	{"{Name: {Type: String}}", "{Name: !Sub 'x-${AWS::AccountId}'}",
	 "{TopicName: !Ref Name}", "{TopicName: !Sub 'x-${AWS::AccountId}'}"},
	{"{Name: {Type: String}}", "{Name: {Ref: AWS::Region}}", "{TopicName: !Ref Name}",
	 "{TopicName: !Ref AWS::Region}"},
	{"{Names: {Type: CommaDelimitedList}}", "{Names: [a, b]}",
	 "{TopicName: !Join [-, !Ref Names]}", "{TopicName: a-b}"},
	{"{Names: {Type: CommaDelimitedList}}", "{Names: 'a,b'}",
	 "{TopicName: !Select [1, !Ref Names]}", "{TopicName: b}"},
	{"{Org: {Type: String}}", "{Org: o-a1b2c3d4e5}", "{TopicName: !Ref Org}",
	 "{TopicName: o-a1b2c3d4e5}"},
	// A parameter without a value here keeps its default, and stays.
	{"{Name: {Type: String, Default: d}}", "{}", "{TopicName: !Ref Name}",
	 "{TopicName: !Ref Name}"},
	// One that is looked up where it is deployed stays, too.
	{"{Name: {Type: 'AWS::SSM::Parameter::Value<String>'}}", "{Name: /a/b}",
	 "{TopicName: !Ref Name}", "{TopicName: !Ref Name}"},
	{"{Name: {Type: String}}", "{Name: [a]}", "{TopicName: !Ref Name}", NULL},
	{"{Name: {Type: String}}", "{Name: {a: b}}", "{TopicName: !Ref Name}", NULL},
	{"{Name: {Type: String}}", "{Name: }", "{TopicName: !Ref Name}", NULL},
	{"{Name: {Type: String}}", "{Name: !Ref Topic}", "{TopicName: !Ref Name}", NULL},
	{"{Name: {Type: String}}", "{Name: !GetAtt A.B}", "{TopicName: !Ref Name}", NULL},
	{"{Name: {Type: String}}", "{Name: !Sub '${Other}'}", "{TopicName: !Ref Name}", NULL},
	{"{Name: {Type: String, AllowedPattern: '[a-z]+'}}", "{Name: a1}",
	 "{TopicName: !Ref Name}", NULL},
	{"{Name: {Type: String, MaxLength: 3}}", "{Name: abcd}", "{TopicName: !Ref Name}",
	 NULL},
	{"{Name: {Type: Number, MinValue: 3}}", "{Name: 2}", "{TopicName: !Ref Name}", NULL},
	{"{Name: {Type: Number, MinValue: 3, MaxValue: 3}}", "{Name: 3}",
	 "{TopicName: !Ref Name}", "{TopicName: 3}"},
	{"{Name: {Type: Number, MaxValue: 3}}", "{Name: 4}", "{TopicName: !Ref Name}", NULL},
	{"{Names: {Type: 'List<Number>'}}", "{Names: [1, 2]}", "{TopicName: !Join [-, !Ref Names]}",
	 "{TopicName: 1-2}"},
	{"{Names: {Type: 'List<Number>'}}", "{Names: [1, two]}",
	 "{TopicName: !Join [-, !Ref Names]}", NULL},
	{"{Name: {Type: Number}}", "{Name: two}", "{TopicName: !Ref Name}", NULL},
	{"{Names: {Type: CommaDelimitedList, AllowedValues: [a, b]}}", "{Names: [a, c]}",
	 "{TopicName: !Join [-, !Ref Names]}", NULL},
	{"{}", "{Name: a}", "{TopicName: a}", NULL},
	{"{Name: {Type: String}}", "{}", "{TopicName: !Ref Name}", NULL},
};

static void test_parameters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof parameter_cases / sizeof *parameter_cases; i++) {
		struct build b;
		struct arena a = {0};
		const char *templates[] = {"t.yaml", NULL, NULL};
		templates[1] = arena_printf(&a,
		                            "Parameters: %s\nResources: {Topic: {Type: "
		                            "AWS::SNS::Topic, Properties: %s}}\n",
		                            parameter_cases[i].parameters,
		                            parameter_cases[i].properties);
		build(&b,
		      arena_printf(&a, HEAD "stacksets:\n  topic:\n    template: t.yaml\n    in: Work\n"
		                            "    parameters: %s\n",
		                   parameter_cases[i].values),
		      templates);
		print_message("# case %zu\n", i);
		assert_int_equal(b.built, parameter_cases[i].expected != NULL);
		if (b.built)
			expect(&b,
			       node_path(parsed(&b, "templates/topic.yaml"), "Resources/Topic/Properties"),
			       parameter_cases[i].expected);
		arena_free(&b.arena);
		arena_free(&a);
	}
}

static const char *const overridden[] = {
	"t.yaml",
	"Parameters: {Days: {Type: Number, Default: 7}, Names: {Type: CommaDelimitedList},\n"
	"  Zone: {Type: String}, Unused: {Type: String, Default: x}}\n"
	"Resources: {Topic: {Type: AWS::SNS::Topic, Properties:\n"
	"  {TopicName: !Select [0, !Ref Names], Days: !Ref Days, Zone: !Ref Zone}}}\n",
	NULL,
};

// One template decides by the account, so that an OU stays one target and accounts that join
// get their stacks.
static void test_overrides(void **state)
{
	const struct node *sets, *template;
	struct build b;

	(void)state;
	build(&b,
	      HEAD "stacksets:\n  topic:\n    template: t.yaml\n    in: [Work]\n"
	           "    parameters: {Days: 30, Names: [a, b], Zone: !Sub 'z-${AWS::Region}'}\n"
	           "    overrides: {prod: {Days: 365, Names: [c, d], Unused: y}, "
	           "dev: {Days: 9, Zone: !Ref AWS::Region}}\n",
	      overridden);
	assert_true(b.built);
	sets = node_path(parsed(&b, "stacksets.yaml"), "Resources/Topic/Properties");
	expect(&b, node_path(sets, "AutoDeployment/Enabled"), "true");
	expect(&b, node_get(sets, "StackInstancesGroup"),
	       "[{DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-22222222]}, "
	       "Regions: [eu-west-1]}]");
	template = parsed(&b, "templates/topic.yaml");
	assert_null(node_get(template, "Parameters"));
	expect(&b, node_get(template, "Conditions"),
	       "{OnlyProd: !Equals [!Ref AWS::AccountId, '555555555555'], "
	       "OnlyDev: !Equals [!Ref AWS::AccountId, '044444444444']}");
	expect(&b, node_path(template, "Resources/Topic/Properties"),
	       "{TopicName: !If [OnlyProd, c, a], Days: !If [OnlyProd, 365, !If [OnlyDev, 9, 30]], "
	       "Zone: !If [OnlyDev, !Ref AWS::Region, !Sub 'z-${AWS::Region}']}");
	arena_free(&b.arena);
}

// What a value decides besides texts: whether a resource is there, and under which condition.
static void test_overrides_of_conditions(void **state)
{
	static const char *const templates[] = {
		"t.yaml",
		"Parameters: {Days: {Type: Number}, Tags: {Type: CommaDelimitedList, Default: x}}\n"
		"Conditions:\n"
		"  Long: !Not [!Equals [!Ref Days, 1]]\n"
		"  Here: !And [!Condition Long, !Equals [!Ref AWS::Region, us-east-1]]\n"
		"Resources:\n"
		"  A: {Type: AWS::SNS::Topic, Condition: Long}\n"
		"  B: {Type: AWS::SNS::Topic, Condition: Here, DependsOn: [A]}\n"
		"  C: {Type: AWS::SNS::Topic, DependsOn: [A, D]}\n"
		"  D:\n    Type: AWS::SNS::Topic\n"
		"    Properties: {TopicName: !If [Long, long, !Ref AWS::NoValue], Names: !Ref Tags}\n",
		NULL};
	const struct node *template;
	struct build b;

	(void)state;
	build(&b,
	      HEAD "stacksets: {topic: {template: t.yaml, in: Work, parameters: {Days: 1}, "
	           "overrides: {prod: {Days: 5}, dev: {Tags: [y, z]}}}}\n",
	      templates);
	assert_true(b.built);
	template = parsed(&b, "templates/topic.yaml");
	expect(&b, node_path(template, "Conditions/HasA"), "!Condition OnlyProd");
	expect(&b, node_path(template, "Conditions/HasB"),
	       "!And [!Condition OnlyProd, !Condition Here]");
	expect(&b, node_path(template, "Resources/A"), "{Type: AWS::SNS::Topic, Condition: HasA}");
	expect(&b, node_path(template, "Resources/B/Condition"), "HasB");
	assert_null(node_path(template, "Resources/C/Condition"));
	expect(&b, node_path(template, "Resources/D/Properties"),
	       "{Names: !If [OnlyDev, [y, z], !Ref Tags], "
	       "TopicName: !If [OnlyProd, long, !Ref AWS::NoValue]}");
	arena_free(&b.arena);
}

// CloudFormation looks this one up before it looks at conditions.
static void test_override_of_a_lookup(void **state)
{
	static const char *const templates[] = {
		"t.yaml",
		"Parameters: {Name: {Type: 'AWS::SSM::Parameter::Value<String>'}}\n"
		"Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Name}}}\n",
		NULL};
	struct build b;

	(void)state;
	build(&b,
	      HEAD "stacksets: {topic: {template: t.yaml, in: Work, parameters: {Name: /a}, "
	           "overrides: {prod: {Name: /b}}}}\n",
	      templates);
	assert_false(b.built);
	assert_string_equal(b.diags.items[0].message,
	                    "overrides change the parameter Name of the template t.yaml, where no "
	                    "function may stand");
	arena_free(&b.arena);
}

static const struct {
	const char *overrides, *message;
} override_cases[] = {
	{"{prod: {Days: x}}", "Days takes a number, and is given x"},
	{"{prod: {Dys: 1}}", "the template t.yaml has no parameter Dys"},
	{"{prd: {Days: 1}}",
	 "stacksets.topic.overrides names prd, and no account is called that"},
	{"{old: {Days: 1}}", "stacksets.topic.overrides names old, which is suspended"},
	{"{ops: {Days: 1}}", "overrides names ops, but in: does not cover it"},
	{"{management: {Days: 1}}",
	 "overrides names management, but StackSets never reach the management account"},
};

static void test_refused_overrides(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof override_cases / sizeof *override_cases; i++) {
		struct build b;
		struct arena a = {0};
		print_message("# case %zu\n", i);
		build(&b,
		      arena_printf(&a, HEAD "stacksets:\n  topic:\n    template: t.yaml\n"
		                            "    in: [Work, management]\n    parameters: {Names: a, "
		                            "Zone: !Ref AWS::Region}\n    overrides: %s\n",
		                   override_cases[i].overrides),
		      overridden);
		assert_false(b.built);
		assert_int_equal(b.diags.count, 1);
		assert_string_equal(b.diags.items[0].message, override_cases[i].message);
		arena_free(&b.arena);
		arena_free(&a);
	}
}

// What is said twice in a template is said to be wrong, and in the way of nothing else.
static void test_override_of_a_double(void **state)
{
	static const char *const templates[] = {
		"topic.yaml",
		"Parameters: {Days: {Type: Number, Default: 1, Default: 2}}\n"
		"Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Days}}}\n",
		NULL};
	struct build b;

	(void)state;
	build(&b, HEAD
	      "stacksets:\n"
	      "  topic:\n"
	      "    {template: topic.yaml, in: Work, parameters: {Days: 3},\n"
	      "     overrides: {prod: {Days: 4}}}\n",
	      templates);
	assert_false(b.built);
	assert_int_equal(b.diags.count, 1);
	assert_string_equal(b.diags.items[0].rule->name, "duplicate-key");
	arena_free(&b.arena);
}

// What is not said anywhere is not taken for it.
static void test_account_without_a_name(void **state)
{
	struct build b;

	(void)state;
	build(&b, HEAD "  \"\": {id: \"777777777777\", ou: Work}\n", NULL);
	assert_false(b.built);
	assert_int_equal(b.diags.count, 1);
	assert_string_equal(b.diags.items[0].rule->name, "malformed-value");
	arena_free(&b.arena);
}

// Nothing is asked of a region where there is none.
static void test_no_regions(void **state)
{
	static const char *const templates[] = {
		"role.yaml",
		"Resources: {Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument:\n"
		"  {Statement: [{Resource: !Ref AWS::Region}]}}}}\n",
		NULL};
	struct build b;

	(void)state;
	build(&b, HEAD "stacksets: {role: {template: role.yaml, in: Work, regions: []}}\n",
	      templates);
	assert_false(b.built);
	assert_int_equal(b.diags.count, 1);
	assert_string_equal(b.diags.items[0].rule->name, "empty-selector");
	arena_free(&b.arena);
}

static void test_lookup(void **state)
{
	static const char *const templates[] = {
		"t.yaml",
		"Parameters: {Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /old}}\n"
		"Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Image}}}\n",
		NULL,
	};
	struct build b;

	(void)state;
	build(&b,
	      HEAD "stacksets: {topic: {template: t.yaml, in: Work, parameters: {Image: /new}}}\n",
	      templates);
	assert_true(b.built);
	expect(&b, node_path(parsed(&b, "templates/topic.yaml"), "Parameters/Image"),
	       "{Type: 'AWS::SSM::Parameter::Value<String>', Default: /new}");
	arena_free(&b.arena);
}

// A template may name values of org.yaml as blueprints do.
static void test_metadata(void **state)
{
	static const char *const templates[] = {
		"t.yaml",
		"Metadata: {orgc: {parameters: {Id: organization.id}}, Mine: {Kept: yes}}\n"
		"Parameters: {Id: {Type: String}}\n"
		"Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Id}}}\n",
		NULL,
	};
	struct build b;
	const struct node *t;

	(void)state;
	build(&b, HEAD "stacksets: {topic: {template: t.yaml, in: Work}}\n", templates);
	assert_true(b.built);
	t = parsed(&b, "templates/topic.yaml");
	expect(&b, node_get(t, "Metadata"), "{Mine: {Kept: 'yes'}}");
	expect(&b, node_path(t, "Resources/Topic/Properties"), "{TopicName: o-a1b2c3d4e5}");
	arena_free(&b.arena);
}

static const char *const refused_templates[] = {
	"Transform: AWS::Serverless-2016-10-31\n" TOPIC,
	"Transform: [MyMacro]\n" TOPIC,
	"Resources: {T: {Type: AWS::SNS::Topic, Properties: {Fn::Transform: {Name: M}}}}\n",
	"Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x}}}\n",
	"Resources: {S: {Type: AWS::CloudFormation::StackSet, Properties: {}}}\n",
};

static void test_refused_templates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused_templates / sizeof *refused_templates; i++) {
		const char *templates[] = {"t.yaml", refused_templates[i], NULL};
		struct build b;
		build(&b, HEAD "stacksets: {topic: {template: t.yaml, in: Work}}\n", templates);
		assert_false(b.built);
		assert_int_equal(b.diags.count, 1);
		assert_string_equal(b.diags.items[0].rule->id, "ORG025");
		assert_string_equal(b.diags.items[0].related->source->name, "t.yaml");
		arena_free(&b.arena);
	}
}

// --- the example, whole ---

static const char *const acme_files[] = {
	"deploy.sh",
	"plan.json",
	"stacks/automation-administration-role.yaml",
	"stacks/automation-viewer.yaml",
	"stacks/baseline.yaml",
	"stacksets.yaml",
	"steps.md",
	"steps.sh",
	"templates/automation-execution-role.yaml",
	"templates/baseline.yaml",
};

static void build_acme(struct build *b, struct arena *a)
{
	struct str text;

	assert_int_equal(source_load(a, "examples/acme/org.yaml", &text), 0);
	build_text(b, "examples/acme/org.yaml", text, NULL);
}

static void test_acme(void **state)
{
	struct build b, again;
	struct arena a = {0};
	const struct node *plan, *baseline;

	(void)state;
	build_acme(&b, &a);
	build_acme(&again, &a);
	assert_true(b.built);
	assert_int_equal(b.diags.count, 0);
	assert_int_equal(b.files.count, sizeof acme_files / sizeof *acme_files);
	for (size_t i = 0; i < b.files.count; i++) {
		assert_string_equal(b.files.items[i].path, acme_files[i]);
		assert_true(str_eq(b.files.items[i].bytes, again.files.items[i].bytes));
	}
	assert_true(str_starts(file(&b, b.files.mark), b.files.mark_start.at));
	plan = parsed(&b, "plan.json");
	// One stack each for the admin role and the viewers' policy, dev and prod for the execution role; the baseline in
	// operations, dev, prod and management, in two regions.
	expect(&b, node_get(plan, "stacks"), "12");
	baseline = node_item(node_get(plan, "deployments"), 4);
	expect(&b, node_get(baseline, "name"), "baseline");
	expect(&b, node_get(baseline, "kind"), "stackset");
	expect(&b, node_get(baseline, "order"), "3");
	expect(&b, node_get(baseline, "automatic"), "true");
	expect(&b, node_get(baseline, "regions"), "[ap-northeast-1, us-east-1]");
	assert_int_equal(node_get(baseline, "accounts")->len, 3);
	expect(&b, node_item(node_get(baseline, "accounts"), 2),
	       "{id: '055555555555', name: prod, aws-name: Acme Production, cause: 'in: all'}");
	expect(&b, node_item(node_get(baseline, "left-out"), 0),
	       "{id: '666666666666', name: legacy, why: 'suspended: StackSets pass over it'}");
	expect(&b, node_get(node_item(node_get(baseline, "left-out"), 1), "name"), "management");
	arena_free(&b.arena);
	arena_free(&again.arena);
	arena_free(&a);
}

// From the delegated administrator, whose StackSets belong to the management account.
static void test_rollout_from(void **state)
{
	const struct node *sets;
	struct build b;

	(void)state;
	build(&b,
	      HEAD "delegated-administrators: {stacksets: ops}\n"
	           "stacksets:\n"
	           "  a: {template: t.yaml, in: Work, parameters: {Names: x, Zone: y}}\n"
	           "  b: {template: t.yaml, in: Work, after: a, parameters: {Names: x, Zone: y}}\n"
	           "rollout: {from: ops}\n",
	      overridden);
	assert_true(b.built);
	sets = node_get(parsed(&b, "stacksets.yaml"), "Resources");
	expect(&b, node_path(sets, "A/Properties/CallAs"), "DELEGATED_ADMIN");
	expect(&b, node_path(sets, "B/Properties/AutoDeployment/DependsOn"),
	       "[!Sub 'arn:${AWS::Partition}:cloudformation:${AWS::Region}:111111111111:"
	       "stackset/${A}']");
	assert_non_null(strstr(arena_cstring(&b.arena, file(&b, "stacksets.yaml")),
	                       "deploy it in ops."));
	arena_free(&b.arena);
}

// --- policies ---

// Counted by hand: 759 characters without roles, and 60 for each of these and its comma.
static void test_trust_size(void **state)
{
	static const struct {
		int roles;
		const char *message;
		enum severity severity;
	} rows[] = {
		{21, NULL, SEV_INFO},
		{22, "the trust policy of AWSSystemsManagerAutomationExecutionRole comes to 2079 "
		     "characters, and IAM takes 2048", SEV_WARNING},
		{123, "the trust policy of AWSSystemsManagerAutomationExecutionRole comes to 8139 "
		      "characters, and IAM takes 2048", SEV_WARNING},
		{124, "the trust policy of AWSSystemsManagerAutomationExecutionRole comes to 8199 "
		      "characters, and IAM takes 8192", SEV_ERROR},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct build b;
		struct arena a = {0};
		struct out o = {.arena = &a};
		out_text(&o, HEAD "features: {automation: {admin: management, in: Work, console: [");
		for (int j = 0; j < rows[i].roles; j++)
			out_printf(&o, "%srole/operators-of-the-night-%03d", j ? ", " : "", j);
		out_text(&o, "]}}\n");
		build_text(&b, "org.yaml", out_str(&o), NULL);
		assert_int_equal(b.diags.count, rows[i].message != NULL);
		if (rows[i].message) {
			assert_string_equal(b.diags.items[0].message, rows[i].message);
			assert_int_equal(b.diags.items[0].severity, rows[i].severity);
		}
		arena_free(&b.arena);
		arena_free(&a);
	}
}

// AWS counts characters, which are not bytes: here each has three.
static void test_description_size(void **state)
{
	static const struct {
		int characters;
		const char *message;
	} rows[] = {
		{512, NULL},
		{513, "the description of policies.leave has 513 characters, and AWS takes at "
		      "most 512"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct build b;
		struct arena a = {0};
		struct out o = {.arena = &a};
		out_text(&o, HEAD "policies: {leave: {type: scp, in: Work, "
		                  "preset: deny-leaving-organization, description: ");
		for (int j = 0; j < rows[i].characters; j++)
			out_text(&o, "\xE3\x81\x82");
		out_text(&o, "}}\n");
		build_text(&b, "org.yaml", out_str(&o), NULL);
		assert_int_equal(b.diags.count, rows[i].message != NULL);
		if (rows[i].message)
			assert_string_equal(b.diags.items[0].message, rows[i].message);
		arena_free(&b.arena);
		arena_free(&a);
	}
}

static const struct {
	const char *reserve; // SCPs that others attach to the OU
	int own;             // SCPs of this file
	const char *message; // NULL: there is room
} slot_cases[] = {
	{"0", 9, NULL},
	{"0", 10, "Work takes 10 SCPs, and would have 10 of this file, AWS's own one"},
	{"0", 12, "Work takes 10 SCPs, and would have 10 of this file, AWS's own one"},
	{"2", 7, NULL},
	{"2", 8, "Work takes 10 SCPs, and would have 8 of this file, AWS's own one, and 2 of "
	         "others (reserve-scps)"},
	{"9", 0, NULL},
	{"9", 1, "Work takes 10 SCPs, and would have 1 of this file, AWS's own one, and 9 of "
	         "others (reserve-scps)"},
	{"10", 0, "Work takes 10 SCPs, FullAWSAccess among them, and 10 are kept for others"},
	{"999999", 1,
	 "Work takes 10 SCPs, FullAWSAccess among them, and 999999 are kept for others"},
};

static void test_slots(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof slot_cases / sizeof *slot_cases; i++) {
		struct build b;
		struct arena a = {0};
		struct out o = {.arena = &a};
		print_message("# case %zu\n", i);
		out_printf(&o, "version: 1\norganization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
		               "management: {id: \"111111111111\"}\n"
		               "regions: {home: eu-west-1, all: eu-west-1}\n"
		               "ous: {Work: {id: ou-ab12-11111111, reserve-scps: %s}}\n"
		               "policies:\n", slot_cases[i].reserve);
		for (int j = 0; j < slot_cases[i].own; j++)
			out_printf(&o, "  p%d: {type: scp, preset: deny-leaving-organization, "
			               "in: Work}\n", j);
		// One of the root's and one of another type take no room.
		out_text(&o, "  all: {type: scp, preset: deny-leaving-organization, in: all}\n"
		             "  rcp: {type: rcp, preset: deny-outside-principals, in: Work}\n");
		build_text(&b, "org.yaml", out_str(&o), NULL);
		// That they all say the same is another matter.
		assert_int_equal(diags_count(&b.diags, SEV_WARNING), slot_cases[i].message != NULL);
		for (size_t j = 0; j < b.diags.count; j++)
			if (b.diags.items[j].severity == SEV_ERROR)
				assert_string_equal(b.diags.items[j].message, slot_cases[i].message);
		arena_free(&b.arena);
		arena_free(&a);
	}
}

// Who is not covered and why, what it costs, what policies are attached to, what is left to
// do: no one has to read the templates for that.
static void test_plan(void **state)
{
	struct build b;
	const struct node *plan, *role, *hybrid;

	(void)state;
	build(&b,
	      HEAD "  play: {id: \"777777777777\", ou: Infra}\n"
	           "features:\n"
	           "  session-manager: {from: ops, who: role/x, in: Work, except: prod, hybrid: {nodes: 2}}\n"
	           "policies:\n"
	           "  stay: {type: scp, preset: deny-leaving-organization, in: [Work/Dev, ops, all]}\n",
	      NULL);
	assert_true(b.built);
	plan = parsed(&b, "plan.json");
	expect(&b, node_get(plan, "stacks"), "4");
	expect(&b, node_get(plan, "stacksets"), "1");
	expect(&b, node_get(plan, "accounts-reached"), "3");
	expect(&b, node_get(plan, "regions"), "[us-east-1, eu-west-1]");
	expect(&b, node_get(plan, "not-covered"),
	       "[{account: prod, why: nothing selects it}, "
	       "{account: old, why: 'suspended: StackSets pass over it'}, "
	       "{account: play, why: nothing selects it}, "
	       "{account: management, why: SCPs and RCPs do not hold in the "
	       "management account}]");
	expect(&b, node_item(node_get(plan, "policies"), 0),
	       "{name: stay, type: scp, file: policies/stay.json, cause: policies.stay, "
	       "characters: 144, of: 10240, targets: [{id: ou-ab12-33333333, name: Work/Dev}, "
	       "{id: '222222222222', name: ops}, {id: r-ab12, name: all}]}");
	expect(&b, node_item(node_get(plan, "accounts"), 3),
	       "{id: '555555555555', name: prod, ou: Work, status: active}");
	expect(&b, node_item(node_get(plan, "ous"), 2), "{id: ou-ab12-33333333, path: Work/Dev}");
	expect(&b, node_item(node_get(plan, "steps"), 2),
	       "{number: 3, do: after, title: Make an activation, account: ops, by-hand: false}");
	hybrid = node_item(node_get(plan, "deployments"), 0);
	expect(&b, node_get(hybrid, "costs"),
	       "['The advanced tier costs about 10.15 USD a month for 2 registered nodes, and holds "
	       "for every one of this account and region.']");
	role = node_item(node_get(plan, "deployments"), 3);
	expect(&b, node_get(role, "name"), "session-manager-role");
	expect(&b, node_get(role, "left-out"),
	       "[{id: '555555555555', name: prod, why: 'except: prod'}, "
	       "{id: '666666666666', name: old, why: 'suspended: StackSets pass over it'}]");
	arena_free(&b.arena);
}

// A build of the size that large organizations have, where nothing may be quadratic.
static void test_large(void **state)
{
	struct build b;
	struct arena a = {0};
	struct out o = {.arena = &a};

	(void)state;
	out_text(&o, "version: 1\norganization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	             "management: {id: \"111111111111\"}\n"
	             "regions: {home: eu-west-1, all: [us-east-1, eu-west-1]}\nous:\n");
	for (int i = 0; i < 800; i++)
		out_printf(&o, "  ou%d: {id: ou-ab12-%08d}\n", i, i);
	out_text(&o, "accounts:\n");
	for (int i = 0; i < 10000; i++)
		out_printf(&o, "  a%d: {id: \"%012d\", ou: ou%d}\n", i, i, i % 800);
	out_text(&o, "features: {automation: {admin: management, in: all, except: [a1]}}\n");
	build_text(&b, "org.yaml", out_str(&o), NULL);
	assert_true(b.built);
	expect(&b, node_get(parsed(&b, "plan.json"), "stacks"), "10002");
	arena_free(&b.arena);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_console),
		cmocka_unit_test(test_permissions),
		cmocka_unit_test(test_blueprints),
		cmocka_unit_test(test_stacksets),
		cmocka_unit_test(test_lists_of_accounts),
		cmocka_unit_test(test_tags_of_stacks),
		cmocka_unit_test(test_template_body),
		cmocka_unit_test(test_large_template),
		cmocka_unit_test(test_capabilities),
		cmocka_unit_test(test_after),
		cmocka_unit_test(test_waves),
		cmocka_unit_test(test_names_of_waves),
		cmocka_unit_test(test_waves_of_joining_accounts),
		cmocka_unit_test(test_parameters),
		cmocka_unit_test(test_overrides),
		cmocka_unit_test(test_overrides_of_conditions),
		cmocka_unit_test(test_override_of_a_lookup),
		cmocka_unit_test(test_refused_overrides),
		cmocka_unit_test(test_override_of_a_double),
		cmocka_unit_test(test_account_without_a_name),
		cmocka_unit_test(test_no_regions),
		cmocka_unit_test(test_lookup),
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_refused_templates),
		cmocka_unit_test(test_acme),
		cmocka_unit_test(test_rollout_from),
		cmocka_unit_test(test_trust_size),
		cmocka_unit_test(test_description_size),
		cmocka_unit_test(test_slots),
		cmocka_unit_test(test_plan),
		cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
