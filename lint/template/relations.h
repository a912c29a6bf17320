// What properties ask of each other (aws/relations.txt).
#ifndef LINT_TEMPLATE_RELATIONS_H
#define LINT_TEMPLATE_RELATIONS_H

#include "lint/template/property.h"

// The relations of a type ("properties") or of one of its definitions: rows, their names
// when they hold, their rows what then. NULL: there are none.
const struct fact *relations_of(const struct fact *type, struct str definition);

// One term ("A", "!A", "A=x|y", "A=1..9", "A!=x", "A~x", "A+9<=B"), and all terms of a row's name, of a map of
// properties. YES only where it holds in every deployment.
enum truth relation_term(struct lint *l, const struct node *map, struct str term);
enum truth relation_holds(struct lint *l, const struct node *map, const struct fact *row);

// The value at a path ("Code.ZipFile"), and its key; NULL where there is none or more than
// one way leads there.
const struct node *relation_value(const struct node *map, struct str path);
const struct node *relation_key(const struct node *map, struct str path);
enum truth relation_has(const struct node *map, struct str path);

// "StorageType io1 or io2", "no BillingMode", "A and B": a row's name or a term in words.
const char *relation_words(struct lint *l, struct str terms);

// Calls `judge` for each relation that surely holds of the map; `at` is where the map
// stands. For the hooks `resource` and `value`.
typedef void relation_judge(struct lint *l, const struct fact *row, const struct node *map,
                            const struct node *at);
void relations_of_resource(struct lint *l, const struct entry *r, relation_judge *judge);
void relations_of_value(struct lint *l, const struct lint_property *p, relation_judge *judge);

// What a row says besides of the finding: hint and severity.
void relation_finish(struct diag *d, struct lint *l, const struct fact *row);

#endif
