#include "lint/runbook/runbook.h"

static void schema_version_unknown(struct lint *l, const struct ssm_document *d)
{
	const struct fact *versions = fact_get(runbook_form(d), "versions");
	const struct node *value = node_get(d->root, "schemaVersion");
	struct diag *item;
	struct str right;

	if (!versions || d->version.len == 0 || fact_find(versions, d->version))
		return;
	right = fact_name(fact_at(versions, fact_count(versions) - 1));
	item = lint_report(l, value, "no document of this type has schemaVersion %s",
					   say_text(l->arena, d->version));
	item->hint = arena_printf(l->arena, "write '%.*s'", STR(right));
	if (fact_count(versions) == 1)
		runbook_fix(l, item, value, 0, d->version.len, right);
}

const struct lint_rule rule_schema_version_unknown = {
	.rule = {
		.id = "SSM002",
		.name = "schema-version-unknown",
		.severity = SEV_ERROR,
		.summary = "documents of this type have another schemaVersion",
		.why =
			"Systems Manager refuses a schema version that its document type does not\n"
			"have: runbooks of Automation are '0.3', commands '1.2' or '2.2', sessions\n"
			"'1.0'. A version of another type is refused, too.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "documents-schemas-features.html",
		.bad =
			"schemaVersion: '2.0' #!\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"schemaVersion: '1.2'\n"
			"runtimeConfig:\n"
			"  aws:runShellScript:\n"
			"    properties:\n"
			"      - id: '0.aws:runShellScript'\n"
			"        runCommand:\n"
			"          - uptime\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
	},
	.runbook = schema_version_unknown,
};
