#include "lint/lint.h"
#include "model/text/names.h"

static void singleton_twice(struct lint *l, const struct template *t)
{
	const struct fact *once = fact_get(fact_file("stacksets"), "singletons");
	struct names seen = {.arena = l->scratch};

	for (size_t i = 0; i < t->resources.count && !t->is_rewritten; i++) {
		const struct entry *r = &t->resources.items[i];

		if (fact_find(once, template_type(r)) && !node_get(r->value, "Condition") &&
		    names_add(&seen, template_type(r), 0) != NAME_NONE)
			lint_report(l, r->key, "%.*s is the second %.*s, of which there is one in a Region",
			            STR(r->name), STR(template_type(r)));
	}
}

static const char *const silent[] = {
	"Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}\n"
	"Resources:\n"
	"  Guard:\n"
	"    Type: AWS::GuardDuty::Detector\n"
	"    Condition: Here\n"
	"    Properties: {Enable: true}\n"
	"  Other:\n"
	"    Type: AWS::GuardDuty::Detector\n"
	"    Properties: {Enable: true}\n",
	"Resources:\n"
	"  One:\n"
	"    Type: AWS::Config::ConfigRule\n"
	"    Properties: {Source: {Owner: AWS, SourceIdentifier: A}}\n"
	"  Two:\n"
	"    Type: AWS::Config::ConfigRule\n"
	"    Properties: {Source: {Owner: AWS, SourceIdentifier: B}}\n",
	NULL,
};

const struct lint_rule rule_singleton_twice = {
	.rule = {
		.id = "CFN134",
		.name = "singleton-twice",
		.severity = SEV_ERROR,
		.summary = "a template makes two of what an account has once in a Region",
		.why =
			"The second fails, since the first is there. Make one, and refer to it.",
		.source = "https://docs.aws.amazon.com/guardduty/latest/ug/"
		          "guardduty_settingup.html",
		.bad =
			"Resources:\n"
			"  Guard:\n"
			"    Type: AWS::GuardDuty::Detector\n"
			"    Properties: {Enable: true}\n"
			"  Other: #!\n"
			"    Type: AWS::GuardDuty::Detector\n"
			"    Properties: {Enable: true}\n",
		.good =
			"Resources:\n"
			"  Guard:\n"
			"    Type: AWS::GuardDuty::Detector\n"
			"    Properties: {Enable: true}\n",
		.silent = silent,
	},
	.template = singleton_twice,
};
