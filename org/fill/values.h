// The texts of org.yaml with values in them: {{team}} is what stands under values:, and what
// org.yaml says elsewhere goes by its path: {{organization.id}}, {{accounts.prod.id}},
// {{account.tags.owner}}. Texts are filled after they were read, so that no value changes what
// is a key, a list or a statement.
#ifndef ORG_FILL_VALUES_H
#define ORG_FILL_VALUES_H

#include "org/org.h"

struct org_values;

// org.yaml with every text filled that means the same everywhere: the tree itself where none
// has a value in it. What means another thing in each account ({{account.id}} under the
// parameters of a StackSet) stays. Sets org->values.
const struct node *values_fill(struct org *org, const struct node *root);

// A text of `doc`, a policy file, filled. The same where something is wrong with it: the
// finding stands there.
struct str values_text(const struct org *org, const struct doc *doc, const struct node *n);

// Whether a value of a parameter, with all in it, is another one in each account; `what` is
// set to the first name but account.id in it, where there is one.
bool values_vary(const struct org *org, const struct node *n, struct str *what);
// The same for one account, by index. NAME_NONE: for all that org.yaml does not know, by
// AWS::AccountId and by what stands after | in {{account.ou|none}}. *lacks, which is empty
// before, is set to the first name that is not known.
struct node *values_for(const struct org *org, const struct node *n, uint32_t account,
                        struct str *lacks);

#endif
