// What a CloudFormation template is made of.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
#ifndef TEMPLATES_TEMPLATE_H
#define TEMPLATES_TEMPLATE_H

#include "model/diag.h"
#include "templates/function.h"

// One named thing of a section: a parameter, a condition, a resource …
struct entry {
	const struct node *key;   // its name, where it stands
	const struct node *value; // what is said of it
	struct str name;
	struct str type;          // its Type, "AWS::IAM::Role"; empty where that is no literal
};

struct entries {
	struct entry *items; // in the order of the file
	size_t count;
	uint32_t *slots;     // hash index, private
	size_t slot_count;
	uint64_t hash_key;
	unsigned *guesses;   // nearest names asked for in this template; NULL without items
};
const struct entry *entries_find(const struct entries *s, struct str name); // or NULL
// The nearest name that could have been meant; empty where none is near. A template gets
// MOST_GUESSES answers.
struct str entries_nearest(const struct entries *s, struct str name);

enum section {
	SECTION_NONE, // no section that we know
	SECTION_METADATA,
	SECTION_PARAMETERS,
	SECTION_MAPPINGS,
	SECTION_CONDITIONS,
	SECTION_RULES,
	SECTION_TRANSFORM,
	SECTION_RESOURCES,
	SECTION_OUTPUTS,
};
enum section section_find(struct str name); // "Resources"

struct template {
	const struct doc *doc;
	struct entries parameters, mappings, conditions, resources, outputs;
	unsigned *guesses;            // those of the entries, too
	const struct node *metadata;  // NULL where the section is missing; so for the next
	const struct node *rules;
	const struct node *transform;
	bool has_macro; // a transform or another tool may rewrite anything: what comes of it is
	                // unknown
	bool has_sam;   // AWS::Serverless-2016-10-31 is one of them
	bool is_rewritten; // has_macro, and it is not SAM alone
	bool has_modules; // names may be of resources that stand in a module
	bool has_language_extensions;
	bool loops;     // Fn::ForEach makes names that do not stand in the file
};

// Whether a document is a template: it says AWSTemplateFormatVersion, or has a map
// Resources in which some entry looks like a resource or is a loop.
bool template_is(const struct doc *d);

// Never NULL; parts that are not of the right kind are taken as missing.
struct template *template_of(struct arena *a, const struct doc *d);

static inline struct str template_type(const struct entry *resource)
{
	return resource->type;
}

// AWS::AccountId, AWS::NotificationARNs, AWS::NoValue, AWS::Partition, AWS::Region,
// AWS::StackId, AWS::StackName, AWS::URLSuffix.
bool pseudo_parameter_is(struct str name);

// The nearest name that could have been meant by a reference: a parameter, a resource, a
// pseudo parameter; empty where none is near.
struct str template_nearest(const struct template *t, struct str name);

#endif
