// A template as StackSet content: what an AWS::CloudFormation::StackSet says of the template
// that it holds (TemplateBody) or names (a local TemplateURL), and where it goes.
#ifndef LINT_TEMPLATE_DEPLOYED_H
#define LINT_TEMPLATE_DEPLOYED_H

#include "lint/lint.h"

struct deployed {
	const struct entry *resource;    // the StackSet; NULL: a template that is said to be one's
	const struct node *properties;   // of the StackSet; NULL where `resource` is
	const struct template *template; // the content; NULL where it is not here to be read
	const struct doc *doc;           // of the content
	const struct node *text;         // the scalar that holds it; NULL: a file of its own
	// Of all groups; literals only.
	const struct node **regions;     // each once
	size_t region_count;
	bool regions_known;              // there are no others
	bool many_accounts;              // OUs, or more than one account
	bool service_managed, self_managed; // neither: a function decides
	const struct node *groups;       // StackInstancesGroup, a literal SEQ; NULL otherwise
};

// What a resource deploys; NULL where it is no StackSet.
const struct deployed *deployed_by(struct lint *l, const struct entry *resource);
// The document itself where it is one that a StackSet deploys; NULL otherwise.
const struct deployed *deployed_itself(struct lint *l);

// Whether some account surely gets stacks of both, in one Region or at all.
bool deployed_meet(const struct deployed *a, const struct deployed *b, bool in_region);

// A finding in the content, wherever that stands.
__attribute__((format(printf, 4, 5)))
struct diag *deployed_report(struct lint *l, const struct deployed *d, const struct node *n,
                             const char *format, ...);

// Defines the hooks in_resource and in_template, which call judge(l, deployed).
#define DEPLOYED_HOOKS(judge)                                                             \
	static void in_resource(struct lint *l, const struct entry *resource)             \
	{                                                                                 \
		const struct deployed *d = deployed_by(l, resource);                      \
		if (d && d->template)                                                     \
			judge(l, d);                                                      \
	}                                                                                 \
	static void in_template(struct lint *l, const struct template *t)                 \
	{                                                                                 \
		const struct deployed *d = deployed_itself(l);                            \
		if (d && t)                                                               \
			judge(l, d);                                                      \
	}

#endif
