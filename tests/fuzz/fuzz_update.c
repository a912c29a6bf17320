// Import into an org.yaml that people wrote, from outputs of the AWS CLI, both altered:
// what is brought up to date is up to date, no worse than it was, and keeps what people
// wrote.
#include <stdlib.h>

#include "org/import/import.h"
#include "org/import/import_rules.h"
#include "org/org.h"
#include "model/read/read.h"
#include "tests/fuzz/altered.h"

static const char base[] =
	"# Reviewed by the platform team.\n"
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\", name: management}\n"
	"regions: {home: ap-northeast-1, all: [ap-northeast-1, us-east-1]}\n"
	"\n"
	"ous:\n"
	"  Infrastructure: {id: ou-ab12-11111111, reserve-scps: 1}\n"
	"  Workloads:\n"
	"    id: ou-ab12-22222222\n"
	"  Workloads/Development: {id: ou-ab12-33333333} # renamed in AWS\n"
	"  Workloads/Gone: {id: ou-ab12-99999999}\n"
	"\n"
	"accounts:\n"
	"  ops: {id: \"222222222222\", ou: Infrastructure, name: operations}\n"
	"  dev: {id: \"444444444444\", ou: Workloads}           # moved since\n"
	"  legacy:\n"
	"    # Nobody dares.\n"
	"    id: \"666666666666\"\n"
	"    ou: Workloads/Development\n"
	"    name: Legacy, GmbH & Co\n"
	"  left: {id: \"123456789012\", ou: Workloads/Gone}\n"
	"\n"
	"features:\n"
	"  automation: {admin: ops, in: [Workloads], except: [legacy]}\n"
	"policies:\n"
	"  stay: {type: scp, preset: deny-leaving-organization, in: all}\n"
	"%\n"
	"[\n"
	"{\"Organization\":\n"
	"  {\"Id\": \"o-a1b2c3d4e5\", \"MasterAccountId\": \"111111111111\",\n"
	"    \"FeatureSet\": \"ALL\"}},\n"
	"{\"Roots\": [{\"Id\": \"r-ab12\", \"Name\": \"Root\", \"PolicyTypes\":\n"
	"  [{\"Type\": \"SERVICE_CONTROL_POLICY\", \"Status\": \"ENABLED\"}]}]},\n"
	"{\"ParentId\": \"r-ab12\", \"OrganizationalUnits\": [\n"
	"  {\"Id\": \"ou-ab12-11111111\", \"Name\": \"Infrastructure\"},\n"
	"  {\"Id\": \"ou-ab12-22222222\",\n"
	"    \"Name\": \"Workloads\"}\n"
	"]},\n"
	"{\"ParentId\": \"ou-ab12-22222222\", \"OrganizationalUnits\": [\n"
	"  {\"Id\": \"ou-ab12-33333333\", \"Name\": \"Dev\"},\n"
	"  {\"Id\": \"ou-ab12-44444444\", \"Name\": \"Sand/box\"}\n"
	"]},\n"
	"{\"ParentId\": \"ou-ab12-11111111\", \"OrganizationalUnits\": []},\n"
	"{\"ParentId\": \"ou-ab12-33333333\", \"OrganizationalUnits\": []},\n"
	"{\"ParentId\": \"ou-ab12-44444444\", \"OrganizationalUnits\": []},\n"
	"{\"ParentId\": \"r-ab12\", \"Accounts\": [\n"
	"  {\"Id\": \"111111111111\", \"Name\": \"Globex\", \"Status\": \"ACTIVE\"}\n"
	"]},\n"
	"{\"ParentId\": \"ou-ab12-11111111\", \"Accounts\": [\n"
	"  {\"Id\": \"222222222222\", \"Name\": \"Operations\", \"Status\": \"ACTIVE\"}\n"
	"]},\n"
	"{\"ParentId\": \"ou-ab12-22222222\", \"Accounts\": []},\n"
	"{\"ParentId\": \"ou-ab12-33333333\", \"Accounts\": [\n"
	"  {\"Id\": \"444444444444\", \"Name\": \"dev\", \"Status\": \"ACTIVE\"},\n"
	"  {\"Id\": \"666666666666\",\n"
	"    \"Name\": \"Legacy, GmbH & Co\",\n"
	"    \"Status\": \"SUSPENDED\"}\n"
	"]},\n"
	"{\"ParentId\": \"ou-ab12-44444444\", \"Accounts\": [\n"
	"  {\"Id\": \"777777777777\", \"Name\": \"dev\", \"Status\": \"ACTIVE\"}\n"
	"]},\n"
	"{\"Policies\": [\n"
	"  {\"Id\": \"p-12345678\", \"Name\": \"Own\", \"Type\": \"SERVICE_CONTROL_POLICY\",\n"
	"    \"AwsManaged\": false}\n"
	"]},\n"
	"{\"Policy\": {\"PolicySummary\":\n"
	"  {\"Id\": \"p-12345678\", \"Name\": \"Own\", \"Type\": \"SERVICE_CONTROL_POLICY\",\n"
	"    \"AwsManaged\": false},\n"
	"  \"Content\": \"{\\\"Version\\\": \\\"2012-10-17\\\", \\\"Statement\\\": []}\"}},\n"
	"{\"PolicyId\": \"p-12345678\", \"Targets\": [\n"
	"  {\"TargetId\": \"ou-ab12-33333333\", \"Type\": \"ORGANIZATIONAL_UNIT\"}\n"
	"]},\n"
	"{\"ServicePrincipal\": \"ssm.amazonaws.com\", \"DelegatedAdministrators\": [\n"
	"  {\"Id\": \"222222222222\", \"Name\": \"Operations\"}\n"
	"]}\n"
	"]\n";

static const char *const no_tags[] = {"", NULL};

static struct doc *read_text(struct arena *a, struct diags *diags, const char *name,
                             struct str text)
{
	return doc_read(a, source_new(a, name, text), SYNTAX_GUESS, no_tags, diags);
}

static bool is_sound(struct arena *a, struct str org)
{
	struct diags diags = {.arena = a};
	struct doc *doc = read_text(a, &diags, "org.yaml", org);

	org_read(a, doc, &diags);
	return diags_count(&diags, SEV_ERROR) == 0;
}

// Whether a person has to do something to the org.yaml first.
static bool is_by_hand(const struct diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].rule == &import_by_hand)
			return true;
	return false;
}

// Gives whether the org.yaml could be brought up to date, and then its text.
static bool update(struct arena *a, struct str outputs, struct str *org)
{
	struct diags diags = {.arena = a};
	struct import_changes changes = {.arena = a};
	struct import in;
	struct doc *old;

	import_start(&in, a, &diags);
	import_take(&in, read_text(a, &diags, "outputs.json", outputs));
	old = read_text(a, &diags, "org.yaml", *org);
	if (!old->root || !import_finish(&in, old))
		return false;
	*org = import_update(&in, &changes);
	return !is_by_hand(&diags);
}

// A new org.yaml has no mistake, and there is nothing to add to it.
static void make_new(struct arena *a, struct str outputs)
{
	struct diags diags = {.arena = a};
	struct import in;
	struct str org, again;

	import_start(&in, a, &diags);
	import_take(&in, read_text(a, &diags, "outputs.json", outputs));
	if (!import_finish(&in, NULL))
		return;
	again = org = import_org(&in);
	if (!is_sound(a, org) || !update(a, outputs, &again) || !str_eq(org, again))
		abort();
}

// The comments are people's, wherever they stand.
static size_t comments(struct str text)
{
	size_t count = 0;

	for (ptrdiff_t at = str_find(text, 0, "# "); at >= 0;
	     at = str_find(text, (size_t)at + 1, "# "))
		count++;
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str files[2], org, once;

	make_files(&a, S(base), data, size, files, 2);
	make_new(&a, files[1]);
	org = files[0];
	if (update(&a, files[1], &org)) {
		if (is_sound(&a, files[0]) && !is_sound(&a, org))
			abort();
		if (comments(org) < comments(files[0]))
			abort();
		once = org;
		if (!update(&a, files[1], &org) || !str_eq(once, org))
			abort();
	}
	arena_free(&a);
	return 0;
}
