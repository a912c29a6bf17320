// A new org.yaml, laid out for people.
#include "org/import/import.h"

#include <string.h>

#include "aws/aws.h"
#include "model/write/write.h"

// A text between brackets, where more letters have a meaning.
static void out_value(struct out *o, struct str text)
{
	struct str yaml = write_yaml_scalar(o->arena, text);
	bool has_marks = false;

	for (size_t i = 0; i < text.len; i++)
		has_marks |= strchr(",[]{}?", text.at[i]) != NULL;
	if (!has_marks || !str_eq(yaml, text)) {
		out_bytes(o, yaml);
		return;
	}
	out_byte(o, '\'');
	for (size_t i = 0; i < text.len; i++)
		out_printf(o, "%s%c", text.at[i] == '\'' ? "'" : "", text.at[i]);
	out_byte(o, '\'');
}

static void write_ou(struct out *o, const struct import_ou *ou)
{
	out_printf(o, "  %.*s: {id: %.*s", STR(write_yaml_scalar(o->arena, ou->path)),
	           STR(ou->id));
	if (ou->guardrails > 0)
		out_printf(o, ", reserve-scps: %u", ou->guardrails);
	out_text(o, "}\n");
}

static void write_ous(struct out *o, const struct import *in)
{
	if (in->ou_count == 1)
		return;
	out_text(o, "\nous:\n");
	for (size_t i = 1; i < in->ou_count; i++)
		write_ou(o, &in->ous[i]);
}

static void write_accounts(struct out *o, const struct import *in)
{
	if (in->account_count == 0)
		return;
	out_text(o, "\naccounts:\n");
	for (size_t i = 0; i < in->account_count; i++) {
		const struct import_account *account = &in->accounts[i];
		out_printf(o, "  %.*s: {id: \"%.*s\", ou: ",
		           STR(write_yaml_scalar(o->arena, account->key)), STR(account->id));
		out_value(o, in->ous[account->ou].path);
		if (!str_eq(account->key, account->name)) {
			out_text(o, ", name: ");
			out_value(o, account->name);
		}
		if (account->suspended == TRUTH_YES)
			out_text(o, ", status: suspended");
		out_text(o, "}\n");
	}
}

static void write_policies(struct out *o, const struct import *in)
{
	const char *lead = "\n"
	                   "# What CloudFormation has to take over before it can change them: see\n"
	                   "# docs/import.md. Their ids stand after them.\n"
	                   "policies:\n";

	for (size_t i = 0; i < in->policy_count; i++) {
		const struct import_policy *p = &in->policies[i];
		const struct node *targets;
		if (!import_policy_is_whole(p))
			continue;
		out_printf(o, "%s  %.*s: {type: %s, ", lead, STR(p->key), p->type);
		lead = "";
		if (!str_eq(p->key, p->name)) {
			out_text(o, "name: ");
			out_value(o, p->name);
			out_text(o, ", ");
		}
		if (p->description.len > 0) {
			out_text(o, "description: ");
			out_value(o, p->description);
			out_text(o, ", ");
		}
		out_printf(o, "file: %s, in: [", import_policy_path(in, p));
		targets = import_policy_in(in, p);
		node_each(targets, target) {
			out_text(o, target == targets->first ? "" : ", ");
			out_value(o, node_str(target));
		}
		out_printf(o, "]}  # %.*s\n", STR(p->id));
	}
}

static void write_delegates(struct out *o, const struct import *in)
{
	const char *lead = "\ndelegated-administrators:\n";

	for (size_t i = 0; i < IMPORT_SERVICES; i++) {
		if (in->delegates[i] == NAME_NONE)
			continue;
		out_printf(o, "%s  %s: %.*s\n", lead, import_services[i],
		           STR(in->accounts[in->delegates[i]].key));
		lead = "";
	}
}

// --- the whole ---

struct str import_org(const struct import *in)
{
	struct out o = {.arena = in->arena};
	struct str region = partition_global_region(in->partition);

	out_text(&o, "# Made by orgc import from what the AWS CLI printed. Importing again puts in\n"
	             "# what is new in AWS, and keeps what you write here.\n"
	             "version: 1\n");
	out_printf(&o, "organization: {id: %.*s, root: %.*s}\n", STR(in->organization),
	           STR(in->ous[0].id));
	out_printf(&o, "management: {id: \"%.*s\", name: management}", STR(in->management));
	if (in->management_name.len)
		out_printf(&o, "  # AWS calls it %.*s",
		           STR(write_yaml_scalar(in->arena, in->management_name)));
	out_printf(&o, "\n\n"
	               "# Fill in the regions that you use, home first: AWS Organizations does not\n"
	               "# know them. Home is where IAM roles and StackSets are deployed from.\n"
	               "regions: {home: %.*s, all: [%.*s]}\n",
	           STR(region), STR(region));
	write_ous(&o, in);
	write_accounts(&o, in);
	write_delegates(&o, in);
	write_policies(&o, in);
	return out_str(&o);
}
