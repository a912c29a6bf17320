// What the parts of template_change_of share. Nothing else includes it.
#ifndef GEN_COMPARE_TEMPLATE_PARTS_H
#define GEN_COMPARE_TEMPLATE_PARTS_H

#include "aws/aws.h"
#include "gen/compare/template_change.h"
#include "templates/eval.h"

// One of the two, with what is asked of it again and again.
struct template_side {
	struct arena *arena;
	const struct doc *doc;
	struct template *template;
	struct eval *eval;
};

struct template_pair {
	struct arena *arena;
	struct template_side old, now;
	struct template_change *out;
};

// The resource of that logical id; NULL where there is none.
const struct node *template_declared(const struct template_side *s, struct str name);

// Adds what the change of one property says about who may do what (template_effect.c).
void template_effect(const struct template_pair *c, struct resource_change *r,
                     struct str name, const struct node *old, const struct node *now);

// What the change of a property of a type, or of one of its definitions (`owner`), does to
// its resource (replacing.c). One of the two values may be NULL.
enum replacing replacing_of(const struct fact *type, const struct fact *owner,
                            struct str name, const struct node *old,
                            const struct node *now);

#endif
