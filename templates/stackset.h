// What becomes of a template that a StackSet deploys to many accounts and Regions: the
// judgement that gen (of org.yaml) and lint (of any template) share.
#ifndef TEMPLATES_STACKSET_H
#define TEMPLATES_STACKSET_H

#include "templates/template.h"

// The type of a resource, given as a pair of Resources: "AWS::IAM::Role".
struct str stackset_type(const struct node *resource);

// Whether a type puts a stack into a stack, which StackSets with service-managed permissions
// refuse.
bool stackset_nests(struct str type);
// The first place of a template that asks for a transform or macro; NULL where none does.
const struct node *stackset_transform(const struct node *root);

// Whether a type asks for CAPABILITY_IAM.
bool stackset_is_iam(struct str type);
// The path of the property that names a resource of this type, where an account can have
// one such name in all Regions together ("RoleName"); empty for other types.
struct str stackset_account_name(struct str type);
// The same where all accounts of AWS share the names ("BucketName").
struct str stackset_global_name(struct str type);

// Whether a name comes out the same in every Region of an account, and in every account: it
// is known, or made of pseudo parameters that do not vary there.
bool stackset_same_in_regions(struct arena *scratch, const struct node *name);
bool stackset_same_in_accounts(struct arena *scratch, const struct node *name);

#endif
