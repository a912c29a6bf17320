// Writes profiles/aws-config: roles that a blueprint's `profile` names.
#include "gen/profiles.h"

#include "aws/aws.h"
#include "model/text/escape.h"
#include "model/write/write.h"
#include "org/org_resolve.h"

static void say_profiles_of(struct out *o, const struct org_account *account,
                            struct str home, const char *role_arn)
{
	static const struct {
		const char *suffix, *credentials;
	} forms[] = {
		{"session", "source_profile = default"},
		{"session-ec2", "credential_source = Ec2InstanceMetadata"},
		{"session-cloudshell", "credential_source = EcsContainer"},
	};

	const char *name = escaped(o->arena, OUTPUT_INI, account->name);
	const char *role = escaped(o->arena, OUTPUT_INI, str_of(role_arn));
	const char *region = escaped(o->arena, OUTPUT_INI, home);

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const char *const parts[] = {
			"\n[profile ", name, "-", forms[i].suffix, "]\nrole_arn = ", role, "\n",
			forms[i].credentials, "\nregion = ", region, "\n",
		};
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
			out_text(o, parts[k]);
	}
}

static void say_profiles(struct out *o, const struct deployments *deployments,
                         const struct unit *u)
{
	const struct org *org = deployments->units->org;
	struct str role = node_str(node_get(u->metadata, "profile"));
	struct str home = node_str(node_path(org->root, "regions/home"));
	struct str partition = region_partition(home);

	for (uint32_t i = 0; i < org->account_count; i++)
		if (u->where.accounts[i] && !org->accounts[i].suspended)
			say_profiles_of(
				o, &org->accounts[i], home,
				arena_printf(org->arena, "arn:%.*s:iam::%.*s:role/%.*s",
			                     STR(partition), STR(org->accounts[i].id),
			                     STR(role)));
}

static const char profiles_head[] =
	"# Made by orgc, for ~/.aws/config: roles to step into, each in three forms.\n"
	"#   NAME-session             with the credentials of [default]\n"
	"#   NAME-session-ec2         on an EC2 instance, with those of its role\n"
	"#   NAME-session-cloudshell  in AWS CloudShell, with yours\n"
	"# aws ssm start-session --profile NAME-session --target i-…\n";

void add_profiles(const struct deployments *deployments, struct file_set *out)
{
	const struct units *units = deployments->units;
	struct out o = {.arena = units->org->arena};
	size_t head;

	out_text(&o, profiles_head);
	head = o.len;
	for (size_t i = 0; i < units->count; i++)
		if (units->items[i].feature.len > 0 &&
		    node_get(units->items[i].metadata, "profile"))
			say_profiles(&o, deployments, &units->items[i]);
	if (o.len > head)
		file_set_add(out, "profiles/aws-config", out_str(&o));
}
