// What a template's values are, as far as can be known: partial evaluation.
//
// gen binds every parameter that org.yaml decides and folds the whole template (fold_
// template); lint binds nothing and asks for single values (eval_value). It is one
// evaluator: a value comes back as a tree of the same nodes in which functions are gone
// where their result is known, and else are NODE_TEXT, NODE_HOLE, NODE_CHOICE, NODE_NONE
// (model/node.h). Nodes keep the place of what they came from: literal pieces of a text
// point at where those letters stand, be it a mapping or a parameter's default.
//
// Conditions are decided by satisfiability over the template's own condition variables
// within a budget; past it the answer is "unknown", never a guess. What the template's Rules
// say of its parameters is taken as given where nothing is bound.
#ifndef TEMPLATES_EVAL_H
#define TEMPLATES_EVAL_H

#include "model/truth.h"
#include "templates/template.h"

struct eval;

// `bindings` is a MAP from parameter and pseudo parameter names to values, or NULL. A
// value may itself hold functions (a Ref to a pseudo parameter, say): they are evaluated
// in turn. A parameter of a list type takes a SEQ, or a text that is split at commas.
// Nodes that come from bindings have the sources of the template added to their `src`.
struct eval *eval_new(struct arena *a, const struct template *t,
                      const struct node *bindings);

// The value of a node of the template; NODE_NONE for NULL. A subtree without functions
// comes back as it is (the same pointer), so asking is cheap. Inside a NODE_CHOICE the
// condition is taken as given: a branch that cannot be is not there, and a choice whose
// outcome is known is gone. Texts made of choices become choices of texts.
//
// A text put together from several places stays a NODE_TEXT even where all its letters are
// known, so that each finds its place: variants_of (model/variant.h) joins them. A list
// may be a NODE_HOLE (is_list), and so may a map that holds Fn::Transform or a loop over
// what is not known.
const struct node *eval_value(struct eval *e, const struct node *n);

// Questions have a bounded amount of work, and so have all of them about one part of the
// template, as a resource is, and all together: what takes more is unknown. Gives the work
// for a part, more for a long one, so that none takes it from the others.
void eval_turn_to(struct eval *e, const struct node *part);
// Whether something is unknown for lack of work since then.
bool eval_is_cut(const struct eval *e);

// The same where the Condition of this resource or output holds. What has to be made for it
// is made in `a`, which may be emptied when the value is no longer needed.
const struct node *eval_value_in(struct eval *e, struct arena *a, const struct entry *entry,
                                 const struct node *n);

enum truth eval_condition(struct eval *e, struct str name);
// Whether some values of the parameters make a condition come out so, on top of what is
// assumed. Unlike eval_condition it never guesses: unknown where the search ends early, or
// where something that cannot be looked into has a part in it.
enum truth eval_possible(struct eval *e, struct str name, bool holds);
// Takes a condition as given for all questions until it is forgotten, last one first.
// False, and nothing is assumed, where there is no such condition.
bool eval_assume(struct eval *e, struct str name, bool holds);
void eval_forget(struct eval *e);
struct str eval_condition_name(const struct eval *e, const struct node *choice);
// Whether a resource can be there at all, and whether it is there always.
enum truth eval_exists(struct eval *e, const struct entry *resource);

// The template with all that is known folded in, as a new document; `short_forms` as YAML
// has them, long ones for JSON. Choices are decided; resources and outputs whose condition
// is false are gone, and DependsOn on them; so are bound parameters, rules about them, and
// then the parameters, mappings and conditions that nothing names any more, Metadata: orgc,
// and AWS::LanguageExtensions where nothing needs it any more. A parameter that is bound
// but still named, in a function that we do not know, has its value as Default.
//
// Inside a macro (template.has_macro) nothing is folded: what it makes of the template is
// not known.
//
// Nodes keep their origin in src, start, end: `d->sources` holds the template's sources and
// then those of `origin`, the document of the bindings (NULL where there is none).
struct doc *fold_template(struct eval *e, const struct doc *origin, bool short_forms);

#endif
