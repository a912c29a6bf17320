// Judges small documents in the tests of the rules about policies.
#ifndef TESTS_VERDICT_H
#define TESTS_VERDICT_H

#include <string.h>

#include "lint/lint.h"
#include "model/read/read.h"

struct sample {
	const char *file; // its name may say what kind of policy it is
	const char *text; // of a whole document
	const char *id;   // of the rule that must warn; NULL: none may
};

#define POLICY(statements) "{\"Version\":\"2012-10-17\",\"Statement\":[" statements "]}"
#define ALLOW(action, resource)                                                           \
	"{\"Effect\":\"Allow\",\"Action\":" action ",\"Resource\":" resource "}"
#define ALLOW_IF(action, resource, condition)                                             \
	"{\"Effect\":\"Allow\",\"Action\":" action ",\"Resource\":" resource                  \
	",\"Condition\":{" condition "}}"
#define DENY_IF(action, resource, condition)                                              \
	"{\"Effect\":\"Deny\",\"Action\":" action ",\"Resource\":" resource                   \
	",\"Condition\":{" condition "}}"
#define DENY_ALL(action, more)                                                            \
	"{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":" action                         \
	",\"Resource\":\"*\"" more "}"
#define TRUST(principal, action, more)                                                    \
	"{\"Effect\":\"Allow\",\"Principal\":" principal ",\"Action\":" action more "}"

// The warnings and errors of a document, and the name of the first that is not `id`.
static inline bool has_finding(const struct lint_result *r, const char *id)
{
	for (size_t i = 0; i < r->findings.count; i++)
		if (r->findings.items[i].severity > SEV_INFO &&
		    (!id || strcmp(r->findings.items[i].rule->id, id) == 0))
			return true;
	return false;
}

static inline void print_findings(const struct sample *v, const struct lint_result *r)
{
	print_error("%s: %s\n", v->file, v->text);
	for (size_t i = 0; i < r->findings.count; i++)
		print_error("  %s %s %s\n", severity_name(r->findings.items[i].severity),
		            r->findings.items[i].rule->id, r->findings.items[i].message);
}

static inline void judge(const struct sample *v)
{
	struct arena a = {0};
	struct lint_result result = {.diags = {.arena = &a}};
	struct lint_result *results[] = {&result};
	struct source *source = source_new(&a, v->file, str_of(v->text));
	struct doc *doc = doc_read(&a, source, SYNTAX_GUESS, template_tags, &result.diags);
	bool is_right;

	lint_document(&a, doc, POLICY_UNSURE, &result);
	lint_finish(results, 1, NULL);
	is_right = v->id ? has_finding(&result, v->id) : !has_finding(&result, NULL);
	if (!is_right)
		print_findings(v, &result);
	assert_true(is_right);
	arena_free(&a);
}

#define JUDGE_ALL(rows)                                                                   \
	for (size_t i_ = 0; i_ < sizeof rows / sizeof *rows; i_++)                            \
	judge(&rows[i_])

#define NEW "Version: '2012-10-17', "
#define IN_MANAGED(version, statement)                                                    \
	"Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n"              \
	"      PolicyDocument: {" version "Statement: [" statement "]}\n"
#define OF(resource) "{Effect: Allow, Action: '*', Resource: " resource "}"

#endif
