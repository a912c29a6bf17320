// What orgc knows of AWS, offline: every look-up over the fact files of this room. They
// hold no opinion. Texts point into the program's read-only data and live for ever.
// A `…_nearest` gives the known name that was likely meant, or an empty text.
#ifndef AWS_AWS_H
#define AWS_AWS_H

#include "model/str.h"

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
// UNKNOWN means that nobody has said, and no rule may ask for such a condition.
enum source_keys {
	SOURCE_KEYS_UNKNOWN,
	SOURCE_KEYS_NONE,
	SOURCE_KEYS_ARN,
	SOURCE_KEYS_ACCOUNT,
	SOURCE_KEYS_BOTH,
};

// "ssm.amazonaws.com", and as regional or Chinese form: "ssm.ap-east-1.amazonaws.com".
bool service_known(struct str principal);
enum source_keys service_role_keys(struct str principal);     // when it assumes a role
enum source_keys service_resource_keys(struct str principal); // towards a resource's policy
struct str service_nearest(struct str principal);

// --- ids and limits ---

// Whether a text has the shape of an id of this kind, a row of aws/ids.txt: "account",
// "organization", "root", "organizational-unit", "policy", "instance" …
bool id_is(const char *kind, struct str text);
struct str id_shape(const char *kind);   // "exactly 12 digits", for messages
struct str id_example(const char *kind); // "111122223333"

long limit(const char *name);        // a row of aws/limits.txt, which must be there
struct str limit_of(const char *name); // what it counts: "characters of a role's name"

#endif
