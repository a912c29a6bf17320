// What can be wrong with an org.yaml, one row each.
#ifndef ORG_ORG_RULES_H
#define ORG_ORG_RULES_H

#include "model/diag.h"

extern const struct rule org_wrong_type;
extern const struct rule org_unknown_key;
extern const struct rule org_missing_key;
extern const struct rule org_malformed_value;
extern const struct rule org_unquoted_account_id;
extern const struct rule org_duplicate_id;
extern const struct rule org_unknown_name;
extern const struct rule org_name_for_two;
extern const struct rule org_home_region;
extern const struct rule org_ou_without_parent;
extern const struct rule org_ou_too_deep;
extern const struct rule org_ou_of_other_root;
extern const struct rule org_suspended_account;
extern const struct rule org_empty_selector;
extern const struct rule org_covered_twice;
extern const struct rule org_cyclic_after;
extern const struct rule org_console_entry;
extern const struct rule org_whole_account;
extern const struct rule org_pattern_not_pinned;
extern const struct rule org_template_file;
extern const struct rule org_unknown_parameter;
extern const struct rule org_missing_parameter;
extern const struct rule org_refused_parameter;
extern const struct rule org_template_not_for_stacksets;
extern const struct rule org_named_iam_in_regions;
extern const struct rule org_over_a_limit;
extern const struct rule org_home_region_left_out;
extern const struct rule org_tier_without_sessions;
extern const struct rule org_shared_with_nobody;
extern const struct rule org_management_as_delegate;
extern const struct rule org_two_delegates;
extern const struct rule org_region_without_console;
extern const struct rule org_console_away_from_identity_center;
extern const struct rule org_setting_of_two;
extern const struct rule org_policy_file;
extern const struct rule org_policy_of_other_kind;
extern const struct rule org_policy_with_exception;
extern const struct rule org_policy_without_effect;
extern const struct rule org_admin_without_ous;
extern const struct rule org_hidden_nodes;
extern const struct rule org_level_without_allow;
extern const struct rule org_policy_shadowed;
extern const struct rule org_rollout_from_elsewhere;
extern const struct rule org_allow_beside_all;
extern const struct rule org_other_partition;
extern const struct rule org_tags_of_one_word;
extern const struct rule org_unknown_value;
extern const struct rule org_unusable_include;

#endif
