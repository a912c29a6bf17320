// What the rules about properties ask of a value (struct lint_property).
#ifndef LINT_TEMPLATE_PROPERTY_H
#define LINT_TEMPLATE_PROPERTY_H

#include "lint/lint.h"

// Whether a text is filled in by somebody before CloudFormation sees it, or by CloudFormation
// itself: ${…}, {{…}}, %%…%%, <…> and the like. Nothing can be said of such.
bool text_is_placeholder(struct str text);

// What a scalar will be, where that is known: no placeholder, no null, no parameter.
bool property_text(struct lint *l, const struct lint_property *p, struct str *text);
bool node_known_text(struct lint *l, const struct node *value, struct str *text);
// The number that a text is for CloudFormation; false where it is none.
bool text_number(struct str text, double *number);

// What the registry and the API ask of this very value: for an item or an entry, what is
// asked of the elements. False where it is not a single value.
bool property_asked(const struct lint_property *p, struct constraints *registry,
                    struct constraints *api);

// Whether a map or its keys are made by somebody else: Fn::Transform, Fn::ForEach, a macro,
// Rain::Embed.
bool map_is_open(const struct lint *l, const struct node *map);
// Types whose properties no one lists: custom resources, and those that SAM makes.
bool type_is_open(const struct fact *type);

// Whether a map has a property: NO only where no way of deployment gives it one, YES only
// where each does. A map of any other kind: UNKNOWN.
enum truth map_has(const struct node *map, struct str name);

// Where a finding about what a value lacks belongs: its key, or the value itself.
const struct node *property_place(const struct lint_property *p);
// "AWS::S3::Bucket", or for what is deeper "VersioningConfiguration of AWS::S3::Bucket".
const char *property_owner(struct lint *l, const struct fact *type, const struct fact *owner);

#endif
