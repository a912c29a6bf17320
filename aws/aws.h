// What orgc knows of AWS, offline: every look-up over the fact files of this room. They
// hold no opinion. Texts and rows point into the program's read-only data and live for
// ever; a row is NULL, a text empty, where there is nothing. What a look-up gives as a
// row is read with aws/facts.h (fact_name, fact_value, fact_each …).
// A `…_nearest` gives the known name that was likely meant, or an empty text.
#ifndef AWS_AWS_H
#define AWS_AWS_H

#include "aws/facts.h"
#include "model/arena.h"
#include "model/truth.h"

// --- partitions and regions ---

bool partition_known(struct str name);        // "aws", "aws-cn", "aws-us-gov", …
struct str partition_suffix(struct str name); // "amazonaws.com.cn"; empty where unknown
// Where calls to services without regions count as made: "us-east-1" in "aws".
struct str partition_global_region(struct str name);
struct str partition_nearest(struct str name);

bool region_known(struct str name);
struct str region_partition(struct str name); // empty where unknown
bool region_opt_in(struct str name);          // off until an account turns it on
bool region_has_unified_console(struct str name);
struct str region_nearest(struct str name);
struct str region_at(size_t index); // all of them, sorted; empty past the end

// --- service principals ---

// Which of aws:SourceArn and aws:SourceAccount a service sends. Only NONE is a denial:
// UNKNOWN means that it is not listed, and no rule may ask for such a condition.
enum source_keys {
	SOURCE_KEYS_UNKNOWN,
	SOURCE_KEYS_NONE,
	SOURCE_KEYS_ARN,
	SOURCE_KEYS_ACCOUNT,
	SOURCE_KEYS_BOTH,
};

// "ssm.amazonaws.com", and as regional or Chinese form: "ssm.ap-east-1.amazonaws.com".
bool service_known(struct str principal);
enum source_keys service_role_keys(struct str principal); // when it assumes a role
enum source_keys service_resource_keys(struct str principal); // before a bucket policy …
struct str service_nearest(struct str principal);
// Whether a name that no list has may well be one: its first part is the prefix of a
// service's actions, or of its endpoints.
bool service_plausible(struct str principal);

// --- ids and limits ---

// Whether a text has the shape of an id of this kind, a row of aws/ids.txt: "account",
// "organization", "root", "organizational-unit", "policy", "instance" …
bool id_is(const char *kind, struct str text);
struct str id_shape(const char *kind);   // "exactly 12 digits", for messages
struct str id_example(const char *kind); // "111122223333"

long limit(const char *name);          // a row of aws/limits.txt, which must be there
struct str limit_of(const char *name); // what it counts: "characters of a role's name"

// --- resource types ---

const struct fact *type_find(struct str name); // "AWS::S3::Bucket"
struct str type_nearest(struct str name);
// What Ref gives, and what tells one resource from another: names of properties or
// attributes, blank-separated.
struct str type_ref(const struct fact *type);
struct str type_identifier(const struct fact *type);
struct str type_arn(const struct fact *type); // "arn:${Partition}:s3:::${BucketName}"
// Whether a template with such a resource has to acknowledge IAM. *named_by is the property
// that gives it a name, empty where none does.
bool type_is_iam(struct str type, struct str *named_by);
struct str type_transform(const struct fact *type); // the transform that it needs
// What Fn::GetAtt gives: rows named "Arn", their value the type.
const struct fact *type_attributes(const struct fact *type);
// Whether Fn::GetAtt answers for this name, which some types do for each of their
// properties, and some for what their template puts out ("Outputs.Url"). UNKNOWN: it lies
// inside an attribute whose parts are not known.
enum truth type_has_attribute(const struct fact *type, struct str name);
// The day on which the type's service was shut down ("2025-07-31"); empty where it was not.
// The type need not be known.
struct str type_ended(struct str name);
// The properties of a type, and those of one of its definitions ("PublicAccessBlock…").
const struct fact *type_properties(const struct fact *type);
const struct fact *type_definition(const struct fact *type, struct str name);
// Which of the properties must be there: rows named "A+B | C", their value oneOf or
// anyOf; each property of the owner occurs in one, so none can have been added since. `definition` is empty for the type's own properties.
const struct fact *type_requirements(const struct fact *type, struct str definition);

struct property {
	const struct fact *row;
	struct str type; // see value_kind
	bool required, create_only, may_replace, write_only, deprecated;
	bool read_only; // an attribute of that name, and no input by its documentation
};
// Of type_properties or type_definition; false where there is no such property.
bool property_find(const struct fact *owner, struct str name, struct property *p);
struct property property_of(const struct fact *row);

enum value_kind {
	VALUE_STRING,
	VALUE_INTEGER,
	VALUE_NUMBER,
	VALUE_BOOLEAN,
	VALUE_TIMESTAMP,
	VALUE_JSON, // anything
	VALUE_TAG,  // {Key, Value}
	VALUE_DEFINITION,
	VALUE_LIST,
	VALUE_MAP,
	VALUE_EITHER,
};
// What a type is: "[Tag]" is a LIST of *inner "Tag", "{string}" a MAP; of EITHER, *inner
// is the first alternative and *rest what is left. A DEFINITION's name is the type.
enum value_kind value_kind(struct str type, struct str *inner, struct str *rest);

struct bounds {
	double least, most; // infinite where open
};
// What is asked of a value. The lists are a year or two old, and AWS adds to them and
// loosens bounds: enough for a warning that says the day.
struct constraints {
	struct str pattern;         // for pattern_search (model/text/regex.h)
	struct bounds length;       // characters
	struct bounds items;        // of a list
	struct bounds range;        // of a number
	const struct fact *values;  // the rows are all that it may be; NULL: anything
};
// By the registry, which CloudFormation itself asks …
struct constraints property_constraints(const struct property *p);
struct constraints property_element_constraints(const struct property *p);
// … and by the model of the service's API, of the input of the same name. A pattern is
// there only where the registry has one, too, and bounds only where it has none.
struct constraints property_api_constraints(const struct property *p);
struct constraints property_element_api_constraints(const struct property *p);
// The resource types whose resources the property (or each item of its list) names: rows
// named "AWS::IAM::Role", theirs the attribute or identifier that is meant ("Arn"). NULL:
// no one has said.
const struct fact *property_refers(const struct property *p);

// The runtime of a Lambda function ("python3.6"); NULL where it is not deprecated.
const struct fact *lambda_runtime(struct str name);
struct lambda_runtime {
	struct str deprecated, create, update; // days; the last two: refused from then on
	struct str instead;
};
struct lambda_runtime lambda_runtime_of(const struct fact *row);
// The day on which runtimes and ended services were looked up ("2026-11-28"): a later day
// among them is only announced.
struct str lambda_day(void);
// The day that types, their properties and the lists of values are as of.
struct str types_day(void);

// --- what CloudFormation needs to handle a type ---

enum handlers_from {
	HANDLERS_UNKNOWN,  // not listed, which is not "needs nothing"
	HANDLERS_REGISTRY, // everything that any property may need
	HANDLERS_INFERRED, // guessed: the one action that does it
	HANDLERS_MANUAL,
};
enum handlers_from handlers_from(struct str type);
// Rows are IAM actions; a value "?" says that IAM has none of this name. `verb` is
// create, read, update, delete or list.
const struct fact *handlers_actions(struct str type, const char *verb);
// Which of them a resource needs for what it has: rows are "*" (always) or a property, as
// aws/needs.txt explains, theirs the actions. NULL: all that handlers_actions says.
const struct fact *handlers_needs(struct str type, const char *verb);

// --- IAM ---

const struct fact *action_service(struct str prefix); // "s3"
struct str action_service_nearest(struct str prefix);
bool action_service_has_rcp(const struct fact *service); // RCPs reach it
// Whether no policy of a resource of the service has Resource "*".
bool action_service_names_resources(struct str prefix);
// Whether each statement of such a policy must have a Resource.
bool action_service_needs_resource(struct str prefix);
// Whether AWS gave the service up; *instead is what came after it, or empty.
bool action_service_retired(struct str prefix, struct str *instead);
const struct fact *action_find(struct str name);         // "s3:PutBucketPolicy", any case
// Whether "s3:Get*" can mean any action at all.
bool action_pattern_matches(struct str pattern);
// Calls `take` for each action that it means, and gives how many those are.
size_t action_each(struct str pattern,
                   void (*take)(const struct fact *service, const struct fact *action));
// The name without its service.
struct str action_nearest(const struct fact *service, struct str name);
struct str action_access(const struct fact *action); // "Read", "Permissions management" …
// Whether it is surely asked for "*" alone; most such actions are not known.
bool action_names_no_resource(struct str name);
// The ARN patterns of a service, by the kinds that an action's rows name.
const struct fact *action_resources(const struct fact *service);
// Whether a condition key of a service may be there when this action is asked for.
bool action_takes_key(const struct fact *service, const struct fact *action,
                      struct str key);

// The same for one kind of the action's resources (a row of the action); the keys of an
// action alone come with each of them.
bool action_takes_key_with(const struct fact *service, const struct fact *action,
                           const struct fact *kind, struct str key);

struct condition_key {
	struct str name; // as AWS spells it: "aws:RequestTag/${TagKey}"
	struct str type; // String, ARN, Bool, Date, Numeric, IPAddress
	bool multivalued;
	bool always; // every request carries it
	bool global; // not of one service alone
};
// A key that begins with the address of an identity provider ("login.example.com:sub")
// may be right though it is not found: each provider has its own.
bool condition_key_find(struct str name, struct condition_key *k);
struct str condition_key_nearest(struct str name);

// By path and name ("service-role/AmazonSSMAutomationRole") or by ARN of any partition.
struct managed_policy {
	struct str name, version, date;
	struct str document; // JSON; empty where it cannot be attached or is deprecated
	struct str instead;  // of a deprecated one
	bool attachable, deprecated;
};
bool managed_policy_find(struct str name, struct managed_policy *p);
struct str managed_policy_nearest(struct str name); // knows the path that was left out
// Whether it gives nearly everything; by path and name, or by ARN.
bool managed_policy_is_broad(struct str name);

// The properties of a resource type that hold policies: rows of aws/policy-sites.txt, which
// says what they have. NULL where there are none.
const struct fact *policy_sites(struct str type);

// --- templates ---

// Whether a transform leaves the resources of a template as they are written.
bool transform_keeps_resources(struct str name);

// "role/stacksets-exec-*": the roles that a service makes in accounts, as a row of
// aws/roles.txt, which must be there. ${Name} in it is `name`.
struct str service_role(struct arena *a, const char *service, struct str name);

// --- APIs and Automation ---

const struct fact *api_find(struct str name); // "ssm", as aws:executeAwsApi takes it
struct str api_nearest(struct str name);
// "DescribeInstances", "describe-instances" or "describe_instances"; its rows are the
// top-level inputs, their values the type and "required".
const struct fact *operation_find(const struct fact *api, struct str name);
struct str operation_nearest(const struct fact *api, struct str name);
// The IAM actions it needs, blank-separated; "-": IAM is not asked; empty: not known.
struct str operation_actions(struct arena *a, const struct fact *api,
                             const struct fact *operation);

// "aws:createImage": its row has rows inputs, outputs, requires and timeout, as
// aws/automation.txt explains.
const struct fact *automation_action(struct str name);
struct str automation_action_nearest(struct str name);
// A runtime of aws:executeScript; the value is the day it ended, "?" or empty.
const struct fact *automation_runtime(struct str name);
// A document that AWS owns; its rows are explained in aws/runbooks.txt.
const struct fact *runbook_find(struct str name);
bool setting_known(struct str id); // "/ssm/managed-instance/activation-tier"
struct str setting_nearest(struct str id);

// --- where all this comes from ---

// A package (or "by hand") and its version; its rows are by, date, licence, integrity and
// gives, whose rows are what was counted in it. NULL past the end.
const struct fact *source_at(size_t index);

#endif
