// A new org.yaml, laid out for people.
#include "gen/import.h"

#include <string.h>

#include "aws/aws.h"
#include "model/write.h"

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

static void write_ous(struct out *o, const struct import *in)
{
	if (in->ou_count == 1)
		return;
	out_text(o, "\nous:\n");
	for (size_t i = 1; i < in->ou_count; i++)
		out_printf(o, "  %.*s: {id: %.*s}\n",
		           STR(write_yaml_scalar(o->arena, in->ous[i].path)), STR(in->ous[i].id));
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

// --- what org.yaml cannot say yet ---

// What selectors call a target of a policy; empty for one that is not there.
static struct str selector_of(const struct import *in, struct str id)
{
	uint32_t ou = names_find(&in->ou_ids, id), account = names_find(&in->account_ids, id);

	if (ou != NAME_NONE)
		return ou == 0 ? S("all") : in->ous[ou].path;
	if (account != NAME_NONE)
		return in->accounts[account].key;
	return (struct str){0};
}

static void write_policies(struct out *o, const struct import *in)
{
	if (in->policy_count == 0)
		return;
	out_text(o, "\n"
	            "# This version of orgc cannot build policies yet: they stay as they are in AWS,\n"
	            "# and here is what is attached where.\n"
	            "# policies:\n");
	for (size_t i = 0; i < in->policy_count; i++) {
		const struct import_policy *p = &in->policies[i];
		const char *comma = "";
		out_printf(o, "#   %.*s: {type: %s, ", STR(p->key), p->type);
		if (p->content)
			out_printf(o, "file: %s, ", import_policy_path(in, p));
		out_text(o, "in: [");
		for (size_t k = 0; k < p->target_count; k++) {
			struct str target = selector_of(in, p->targets[k]);
			if (target.len == 0)
				continue;
			out_text(o, comma);
			out_value(o, target);
			comma = ", ";
		}
		out_text(o, "]}\n");
	}
}

static const char *service_name(struct str service)
{
	static const char *const names[][2] = {
		{"ssm.amazonaws.com", "systems-manager"},
		{"resource-explorer-2.amazonaws.com", "resource-explorer"},
		{"ssm-quicksetup.amazonaws.com", "quick-setup"},
		{"member.org.stacksets.cloudformation.amazonaws.com", "stacksets"},
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(service, names[i][0]))
			return names[i][1];
	return NULL;
}

static void write_admins(struct out *o, const struct import *in)
{
	const char *lead = "\n"
	                   "# This version of orgc cannot register delegated administrators yet; these\n"
	                   "# are.\n"
	                   "# delegated-administrators:\n";

	for (size_t i = 0; i < in->admin_count; i++) {
		const char *service = service_name(in->admins[i].service);
		uint32_t account = names_find(&in->account_ids, in->admins[i].account);
		if (!service || account == NAME_NONE)
			continue;
		out_printf(o, "%s#   %s: %.*s\n", lead, service, STR(in->accounts[account].key));
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
	write_policies(&o, in);
	write_admins(&o, in);
	return out_str(&o);
}

const char *import_policy_path(const struct import *in, const struct import_policy *p)
{
	return arena_printf(in->arena, "policies/%.*s.json", STR(p->key));
}

struct str import_policy_text(const struct import *in, const struct import_policy *p)
{
	return write_json(in->arena, p->content->root);
}
