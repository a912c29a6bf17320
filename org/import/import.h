// An organization as the AWS CLI prints it, put together from its outputs, and the
// org.yaml that comes of it.
#ifndef ORG_IMPORT_IMPORT_H
#define ORG_IMPORT_IMPORT_H

#include "model/text/names.h"
#include "model/diag.h"
#include "model/truth.h"

struct import_ou {
	struct str id, name; // as AWS has them
	struct str parent;   // the id of the OU or root above; empty where no output says it
	unsigned guardrails; // SCPs that Control Tower attached
	struct str path;     // what org.yaml calls it; empty where it hangs from nothing
	const struct doc *doc;
	const struct node *node; // where it was read
	const struct node *old;  // its key in the org.yaml that is there; NULL: it is new
};

struct import_account {
	struct str id, name; // as AWS has them
	struct str parent;   // as above
	struct str key;      // what org.yaml calls it
	uint32_t ou;         // index
	enum truth suspended;
	const struct doc *doc;
	const struct node *node; // where it was read
	const struct node *old;  // its key in the org.yaml that is there; NULL: it is new
};

// An SCP or RCP.
struct import_policy {
	struct str id, name, description; // as AWS has them
	const char *type;     // "scp", "rcp"
	bool aws_managed;     // ours neither to write nor to attach
	struct str key;       // what org.yaml calls it
	struct doc *content;  // NULL where no output says it
	bool has_targets;     // an output says what it is attached to
	struct str *targets;  // ids of the root, OUs and accounts
	size_t target_count, target_room;
	const struct doc *doc;
	const struct node *node; // where it was read
	const struct node *old;  // its key in the org.yaml that is there; NULL: it is new
};

// An account that acts for the organization in some AWS service.
struct import_admin {
	struct str account; // its id
	struct str service; // "ssm.amazonaws.com"; empty where the output does not say it
	const struct doc *doc;
	const struct node *node; // where it was read
};

// The services of delegated-administrators, as org.yaml calls them.
enum { IMPORT_SERVICES = 4 };
extern const char *const import_services[IMPORT_SERVICES];

struct import {
	struct arena *arena;
	struct diags *diags;

	struct str organization, management; // ids; empty until an output says them
	struct str management_name;          // as AWS has it; empty where no output says it
	struct str partition;                // "aws"
	const struct doc *organization_doc;
	const struct node *organization_node; // NULL: describe-organization is missing
	bool has_scps, has_rcps;              // the root has them switched on

	struct import_ou *ous; // the first is the root
	size_t ou_count, ou_room;
	struct import_account *accounts; // once finished, without the management account
	size_t account_count, account_room;
	struct import_policy *policies;
	size_t policy_count, policy_room;
	struct import_admin *admins;
	size_t admin_count, admin_room;

	// Once finished: what org.yaml calls the management account, and the account of each
	// service, by index; NAME_NONE where there is none.
	struct str management_key;
	uint32_t delegates[IMPORT_SERVICES];

	struct names ou_ids, account_ids, policy_ids; // to indexes of the above
	struct names asked_ous, asked_accounts;       // ids of parents whose list there is
	bool has_accounts;                            // list-accounts
	bool has_policies[2];                         // list-policies: of SCPs, of RCPs
	const struct doc *old; // the org.yaml that is there, or NULL
};

void import_start(struct import *in, struct arena *a, struct diags *diags);

// Takes in a file that holds one output, or a list of them; what the output does not say
// itself (whose list it is) may stand at the end of the file's name. False where nothing
// in it is of use.
bool import_take(struct import *in, const struct doc *doc);

// Puts together what was taken in, and finds names. `old` is the org.yaml that is there
// already, whose names stay; NULL where there is none. False: what is missing or wrong
// allows no org.yaml, and `diags` says why.
bool import_finish(struct import *in, const struct doc *old);

// A new org.yaml.
struct str import_org(const struct import *in);

// Lines for people: "added account dev (222222222222) in Workloads".
struct import_changes {
	struct arena *arena;
	const char **items;
	size_t count, room;
};

// The org.yaml that is there with what is new, and every other byte as it was.
struct str import_update(struct import *in, struct import_changes *changes);

// Whether org.yaml has a place for a policy: what it says and where it is attached is known.
bool import_policy_is_whole(const struct import_policy *p);
// What selectors call that which a policy is attached to, in AWS's order.
struct node *import_policy_in(const struct import *in, const struct import_policy *p);

// The file of a policy, below the folder of org.yaml, NULL where AWS's text belongs in none;
// and its text.
const char *import_policy_path(const struct import *in, const struct import_policy *p);
struct str import_policy_text(const struct import *in, const struct import_policy *p);

// A shell script that collects the outputs.
extern const char import_script[];

// Everything that import can say; NULL-ended.
extern const struct rule *const import_rules[];

#endif
