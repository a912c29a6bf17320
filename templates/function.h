// The intrinsic functions of CloudFormation, in both spellings.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
#ifndef TEMPLATES_FUNCTION_H
#define TEMPLATES_FUNCTION_H

#include "model/node.h"

enum function {
	FN_NONE,    // not a function
	FN_UNKNOWN, // looks like one ("Fn::…", or a tag) but is none that we know
	FN_REF,
	FN_CONDITION,
	FN_GET_ATT,
	FN_SUB,
	FN_JOIN,
	FN_SELECT,
	FN_SPLIT,
	FN_FIND_IN_MAP,
	FN_IMPORT_VALUE,
	FN_GET_AZS,
	FN_CIDR,
	FN_BASE64,
	FN_IF,
	FN_EQUALS,
	FN_AND,
	FN_OR,
	FN_NOT,
	FN_TRANSFORM,
	FN_LENGTH,           // these three need the AWS::LanguageExtensions transform
	FN_TO_JSON_STRING,
	FN_FOR_EACH,         // a map key: "Fn::ForEach::Name"
	FN_GET_STACK_OUTPUT,
	FN_CONTAINS,         // these six stand in Rules only
	FN_EACH_MEMBER_EQUALS,
	FN_EACH_MEMBER_IN,
	FN_REF_ALL,
	FN_VALUE_OF,
	FN_VALUE_OF_ALL,
	FN_COUNT,
};

// The tag list that every template and policy is read with (model/read/read.h): template_tags[f]
// is the short form of function f, "" for those that have none; so a node's tag is its
// enum function. NULL-ended.
extern const char *const template_tags[];

const char *function_name(enum function f); // "Fn::Sub", "Ref", "Condition"
const char *function_tag(enum function f);  // "!Sub"; "" where there is none

// Which function a node is, and its argument: for `!Sub x` a node like it without the
// tag's meaning (the same node: callers look at its kind, not its tag); for {Fn::Sub: x}
// the value x. A map with more than one key is not a function. `argument` may be NULL.
enum function function_of(const struct node *n, const struct node **argument);

// `!Base64 {Fn::Sub: x}` is one node that is two functions: function_of gives the outer one,
// this the inner one, as a node without the tag that shares its children. False where a node
// is one function at most.
bool function_inside(const struct node *n, struct node *inner);

// The parts of an Fn::Sub text.
struct sub_part {
	struct str text; // literal with "${!" already turned to "${"; or the name inside ${ }
	bool is_name;
	size_t offset;   // of the part (the '$' for a name) in the scalar's text
};
// Splits; gives the count, and in *parts an array in `a`. A "${" that is never closed is
// literal text, as CloudFormation takes it.
size_t sub_parts(struct arena *a, struct str text, struct sub_part **parts);

// The logical id and attribute of Fn::GetAtt in all its spellings ("A.B.C" splits at the
// first dot; a list of two). False where it is neither, or the attribute is no literal;
// then *id still has the id where that is known.
bool get_att_parts(const struct node *argument, struct str *id, struct str *attribute);

#endif
